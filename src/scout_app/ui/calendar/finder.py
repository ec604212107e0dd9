"""The panel that looks for N free days over all sites, or those that the Sites page finds."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFormLayout, QPushButton, QSpinBox, QWidget

from scout_app import office
from scout_app.errors import ScoutError
from scout_app.model.values import Availability, Period
from scout_app.ui import clock, texts
from scout_app.ui.calendar.days import DaysFields
from scout_app.ui.calendar.panel import Panel, beside
from scout_app.ui.desk import Desk
from scout_app.ui.texts import _
from scout_app.ui.ticks import Tick

if TYPE_CHECKING:
    from scout_app.office.free_windows import Found, Wanted
    from scout_app.office.sites import SiteQuery

_AHEAD = timedelta(days=89)
_MOST_DAYS = 366
_EXPLAINED = 200
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Finder(Panel):
    """What is looked for; Enter looks, and again when the catalogue changes."""

    found = Signal(object)
    """The answer: a Found."""
    sites_wanted = Signal(list)
    """The ids of the free sites are to be shown on the Sites page, list and map."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.query_of: Callable[[], SiteQuery | None] = lambda: None
        """Gives the search of the Sites page."""
        self.answer: Found | None = None
        self._has_asked = False
        self.days = DaysFields()
        self.count = QSpinBox()
        self.gaps = Tick(_("With gaps between the days"))
        self.weekends = Tick(_("Weekends count"))
        self.optioned = Tick(_("Days under option will do"))
        self.at_risk = Tick(_("Days at risk will do"))
        self.as_sites = Tick(_("Only what the Sites page finds"))
        self.look = QPushButton(_("Find"))
        self.on_map = QPushButton(_("Show on the Sites page"))
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        self.heading.setText(_("Find free days"))
        self.count.setRange(1, _MOST_DAYS)
        self.count.setValue(5)
        self.count.setAccessibleName(_("Days wanted"))
        self.weekends.setChecked(True)
        self.as_sites.setToolTip(_("Its words, kinds, communes and other filters"))
        self.on_map.setToolTip(_("The sites that have the days, as a list and on the map"))
        self.on_map.setEnabled(False)
        holder = QWidget()
        form = QFormLayout(holder)
        form.setContentsMargins(0, 0, 0, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(_("&Between"), self.days)
        form.addRow(_("Days &wanted"), self.count)
        for tick in (self.gaps, self.weekends, self.optioned, self.at_risk, self.as_sites):
            form.addRow(tick)
        self.finish(holder, beside(self.look, self.on_map))

    def _wire(self) -> None:
        self.look.clicked.connect(self.ask)
        self.on_map.clicked.connect(self._show_sites)
        self.count.valueChanged.connect(self._suffix)
        self._suffix(self.count.value())

    def _suffix(self, count: int) -> None:
        self.count.setSuffix(texts.ngettext(" day", " days", count))

    def begin(self, first: Period) -> None:
        """Look from some days on, three months ahead, until the officer says otherwise."""
        if not self._has_asked:
            start = max(first.first, clock.today())
            self.days.show_period(Period(start, start + _AHEAD))
        self.count.setFocus()
        self.count.selectAll()

    @property
    def wanted(self) -> "Wanted":
        """What is looked for."""
        accepted = {
            state
            for state, tick in (
                (Availability.OPTIONED, self.optioned),
                (Availability.AT_RISK, self.at_risk),
            )
            if tick.isChecked()
        }
        found: Wanted = office.free_windows.Wanted(
            self.days.period, self.count.value(), self.gaps.isChecked(),
            self.weekends.isChecked(), frozenset({Availability.FREE, *accepted}),
        )  # fmt: skip
        return found

    def ask(self) -> None:
        """Look."""
        self._has_asked = True
        self.say("…")
        self._desk.ask(
            office.free_windows.find,
            self.wanted,
            today=clock.today(),
            query=self.query_of() if self.as_sites.isChecked() else None,
            explain=_EXPLAINED,
            then=self._answered,
            refused=self._refused,
            key="calendar free days",
        )

    def refresh(self) -> None:
        """Look again, when it was looked before."""
        if self._has_asked:
            self.ask()

    def leave_answer(self) -> None:
        """Forget what was found."""
        self._has_asked = False
        self.answer = None
        self.on_map.setEnabled(False)
        self.say("")

    @property
    def windows(self) -> Mapping[UUID, Period]:
        """The window of each free site."""
        return {one.site.id: one.window for one in self.answer.free} if self.answer else {}

    def _answered(self, found: "Found") -> None:
        if not self._has_asked:
            return
        self.answer = found
        self.on_map.setEnabled(bool(found.free))
        self.say(_counted(found))
        self.found.emit(found)

    def _refused(self, error: ScoutError) -> None:
        self.refuse(error)
        self.count.setFocus()

    def _show_sites(self) -> None:
        self.sites_wanted.emit(list(self.windows))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Look with Enter, from any field."""
        if event.key() not in _ENTER:
            super().keyPressEvent(event)
        elif self.on_map.hasFocus():
            self.on_map.click()
        else:
            self.ask()


def _counted(found: "Found") -> str:
    from scout_app.wording.numbers import number

    free, held = len(found.free), found.held_count
    lang = texts.language()
    said = texts.ngettext("{count} site has them", "{count} sites have them", free)
    others = texts.ngettext("{count} has not", "{count} have not", held)
    return f"{said.format(count=number(free, lang))} · {others.format(count=number(held, lang))}"
