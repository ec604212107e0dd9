"""Printing the calendar: which days, for whom, in which language; looked at, saved, printed."""

from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from scout_app import office
from scout_app.model.values import Officer, Period
from scout_app.ui import clock, texts
from scout_app.ui.calendar.days import DaysFields
from scout_app.ui.desk import Desk
from scout_app.ui.paper.proof import Proof
from scout_app.ui.texts import _
from scout_app.ui.ticks import Tick

if TYPE_CHECKING:
    from scout_app.dossier.planning_content import Planning
    from scout_app.office.sites import SiteQuery

_DECEMBER = 12


def ask(parent: QWidget, desk: Desk, seen: Period, query: "SiteQuery") -> None:
    """Open the dialog on the days in view and the sites that the page shows."""
    if desk.is_open:
        PaperDialog(parent, desk, seen, query).open()


class PaperDialog(QDialog):
    """Choose on the left, look on the right; what is shown is what is saved and printed."""

    def __init__(self, parent: QWidget, desk: Desk, seen: Period, query: "SiteQuery") -> None:
        """Begin with the month in view."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._seen, self._query = desk, seen, query
        self.stretch, self.language = QComboBox(), QComboBox()
        self.days = DaysFields()
        self.held = Tick(_("Only sites with bookings on the days"))
        self.internal = Tick(_("With options and all names: for the office only"))
        self.proof = Proof(desk, self, self._name, wide=True)
        self._fill()
        self._lay_out()
        self._wire()
        self._choose_stretch()

    def _fill(self) -> None:
        self.setWindowTitle(_("Print the calendar"))
        for name, label in (
            ("week", _("A week")), ("month", _("A month")), ("year", _("A year")),
            ("seen", _("Days in view")), ("own", _("Other days")),
        ):  # fmt: skip
            self.stretch.addItem(label, name)
        self.stretch.setCurrentIndex(self.stretch.findData("month"))
        self.language.addItem("Français", "fr")
        self.language.addItem("English", "en")
        self.language.setCurrentIndex(self.language.findData(texts.language()))
        self.internal.setChecked(True)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow(_("&Days"), self.stretch)
        form.addRow(self.days)
        form.addRow(_("&Language"), self.language)
        form.addRow(self.held)
        form.addRow(self.internal)
        left = QVBoxLayout()
        left.addLayout(form)
        left.addLayout(self.proof.buttons())
        left.addWidget(self.proof.said)
        left.addStretch(1)
        both = QHBoxLayout(self)
        both.addLayout(left)
        both.addWidget(self.proof.preview, 1)
        self.resize(1180, 640)

    def _wire(self) -> None:
        self.stretch.currentIndexChanged.connect(lambda _place: self._choose_stretch())
        self.days.changed.connect(self._own_days)
        self.language.currentIndexChanged.connect(lambda _place: self.proof.later())
        self.held.toggled.connect(self.proof.later)
        self.internal.toggled.connect(self.proof.later)
        self.proof.wanted.connect(self._prepare)

    def _choose_stretch(self) -> None:
        name = self.stretch.currentData()
        if name != "own":
            self.days.show_period(stretch(name, self._seen))
        self.proof.later()

    def _own_days(self) -> None:
        self.stretch.blockSignals(True)
        self.stretch.setCurrentIndex(self.stretch.findData("own"))
        self.stretch.blockSignals(False)
        self.proof.later()

    def _prepare(self) -> None:
        wanted = office.planning.Wanted(
            self.days.period,
            self._query,
            self.language.currentData(),
            self.internal.isChecked(),
            held_only=self.held.isChecked(),
        )
        self._desk.ask(
            office.planning.prepare,
            wanted,
            today=clock.today(),
            by=self._desk.officer or Officer("", ""),
            then=self._write,
            refused=self.proof.refuse,
            key="calendar on paper",
        )

    def _write(self, planning: "Planning") -> None:
        self.proof.write(office.planning.write_job, planning)

    def _name(self) -> str:
        days = self.days.period
        return " ".join((_("Calendar"), days.first.isoformat(), days.last.isoformat()))


def stretch(name: str, seen: Period) -> Period:
    """Return the week, month or year of today when it is in view, else of the first day in view."""
    if name == "seen":
        return seen
    today = clock.today()
    day = today if today in seen else seen.first
    if name == "week":
        monday = day - timedelta(days=day.weekday())
        return Period(monday, monday + timedelta(days=6))
    if name == "year":
        return Period(date(day.year, 1, 1), date(day.year, _DECEMBER, 31))
    return Period(day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))
