"""Free days over all sites: the finder beside, its answer below, the windows on the calendar."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QAbstractButton

from scout_app.ui.calendar import found
from scout_app.ui.calendar.grid import Grid
from scout_app.ui.calendar.outlines import Outlines
from scout_app.ui.calendar.side import Side

if TYPE_CHECKING:
    from scout_app.office.free_windows import Found
    from scout_app.ui.calendar.found import FoundRow


class Seeking(QObject):
    """Begins and ends with its button."""

    hold_wanted = Signal(object, object)
    """The id of a site, and the Period to hold."""

    def __init__(self, grid: Grid, side: Side, button: QAbstractButton) -> None:
        super().__init__(grid)
        self._grid, self._side = grid, side
        self._finder = side.finder
        self.windows = Outlines(grid)
        self.table = found.table()
        self.table.hide()
        button.toggled.connect(self._show)
        self._finder.found.connect(self._show_found)
        side.left.connect(lambda: button.setChecked(button.isChecked() and not side.isHidden()))
        self.table.chosen.connect(self._look_at)
        self.table.opened.connect(self._hold)
        self.table.clicked.connect(lambda _at: self._hold(self.table.chosen_row))

    def refresh(self) -> None:
        """Look again, when something was looked for."""
        self._finder.refresh()

    def _show(self, wanted: bool) -> None:
        """Open the finder, or leave it with all that it found."""
        self._side.home = self._finder if wanted else None
        if wanted:
            self._side.ask_find(self._grid.chosen[1] if self._grid.chosen else self._grid.period)
            return
        self.table.hide()
        self.windows.show_windows({})
        self._finder.leave_answer()
        if self._side.shown is self._finder:
            self._side.leave()

    def _show_found(self, answer: "Found") -> None:
        self.table.show_rows(found.rows(answer))
        self.table.show()
        self.windows.show_windows(self._finder.windows)

    def _look_at(self, row: "FoundRow | None") -> None:
        if row is not None and row.days is not None and self.table.hasFocus():
            self._grid.choose(row.id, row.days)

    def _hold(self, row: "FoundRow | None") -> None:
        """Ask for the window of a site, or for the nearest it has."""
        if row is not None and row.days is not None:
            self.hold_wanted.emit(row.id, row.days)
