"""The next free window of the site at the cursor, found and chosen."""

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QSpinBox

from scout_app import office
from scout_app.model.values import Availability, Period
from scout_app.ui import clock
from scout_app.ui.calendar import words
from scout_app.ui.calendar.steering import Steered
from scout_app.ui.desk import Desk
from scout_app.ui.texts import _

if TYPE_CHECKING:
    from scout_app.office.availability import Window


class NextFree(QObject):
    """Asks the desk, from the day at the cursor on, for as many days as the field says."""

    found = Signal(object, object)
    """The id of the site, and the Period that is free."""
    said = Signal(str)
    """What there is to say of the window."""

    def __init__(self, desk: Desk, grid: Steered, days: QSpinBox) -> None:
        super().__init__(grid)
        self._desk, self._grid, self._days = desk, grid, days

    def find(self) -> None:
        """Ask, where there is a site."""
        at, chosen = self._grid.cursor_at, self._grid.chosen
        if at is None or chosen is None:
            return
        site = chosen[0].site.id
        self._desk.ask(
            office.availability.next_window,
            site,
            date.fromordinal(at.day),
            self._days.value(),
            today=clock.today(),
            then=partial(self._show, site),
            key="calendar window",
        )

    def _show(self, site: UUID, window: "Window | None") -> None:
        if window is None:
            self.said.emit(_("No such run of days is left within 400 days."))
            return
        last = window.period.first + timedelta(days=self._days.value() - 1)
        days = Period(window.period.first, min(last, window.period.last))
        self.found.emit(site, days)
        if window.state is not Availability.FREE:
            self.said.emit(f"{words.availability(window.state)} – {self._grid.said()}")
