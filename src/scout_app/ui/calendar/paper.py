"""Printing the calendar: which days, for whom, in which language; looked at, saved, printed."""

import tempfile
from calendar import monthrange
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from scout_app import office, paths
from scout_app.errors import ScoutError
from scout_app.model.values import Officer, Period
from scout_app.ui import clock, icons, texts
from scout_app.ui.calendar.days import DaysFields
from scout_app.ui.desk import Desk
from scout_app.ui.dossiers.preview import MOST_PAGES, Preview
from scout_app.ui.saying import sentence
from scout_app.ui.texts import _, ngettext
from scout_app.ui.ticks import Tick

if TYPE_CHECKING:
    from scout_app.dossier.planning_content import Planning
    from scout_app.dossier.render import Printed
    from scout_app.office.sites import SiteQuery

_SETTLE_MS = 250
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
        self.folder = tempfile.TemporaryDirectory(prefix="scout-")
        self.destroyed.connect(self.folder.cleanup)
        self.made: Path | None = None
        self._number = 0
        self.stretch, self.language = QComboBox(), QComboBox()
        self.days = DaysFields()
        self.held = Tick(_("Only sites with bookings on the days"))
        self.internal = Tick(_("With options and all names: for the office only"))
        self.save = QPushButton(_("Save…"))
        self.print = QPushButton(_("Print…"))
        self.said = QLabel()
        self.preview = Preview(desk)
        self._settle = QTimer(self)
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
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        icons.dress(self.save, "download")
        icons.dress(self.print, "printer")

    def _lay_out(self) -> None:
        self.said.setWordWrap(True)
        form = QFormLayout()
        form.addRow(_("&Days"), self.stretch)
        form.addRow(self.days)
        form.addRow(_("&Language"), self.language)
        form.addRow(self.held)
        form.addRow(self.internal)
        buttons = QHBoxLayout()
        buttons.addWidget(self.save)
        buttons.addWidget(self.print)
        left = QVBoxLayout()
        left.addLayout(form)
        left.addLayout(buttons)
        left.addWidget(self.said)
        left.addStretch(1)
        both = QHBoxLayout(self)
        both.addLayout(left)
        both.addWidget(self.preview, 1)
        self.preview.say("")
        self.resize(1180, 640)

    def _wire(self) -> None:
        self.stretch.currentIndexChanged.connect(lambda _place: self._choose_stretch())
        self.days.changed.connect(self._own_days)
        self.language.currentIndexChanged.connect(lambda _place: self._later())
        self.held.toggled.connect(self._later)
        self.internal.toggled.connect(self._later)
        self.save.clicked.connect(self._ask_file)
        self.print.clicked.connect(self._print)
        self._settle.timeout.connect(self._prepare)

    def _choose_stretch(self) -> None:
        name = self.stretch.currentData()
        if name != "own":
            self.days.show_period(stretch(name, self._seen))
        self._later()

    def _own_days(self) -> None:
        self.stretch.blockSignals(True)
        self.stretch.setCurrentIndex(self.stretch.findData("own"))
        self.stretch.blockSignals(False)
        self._later()

    # -- making --------------------------------------------------------------------------------

    def _later(self) -> None:
        """Make the pages anew once the choices rest; until then nothing old is saved or printed."""
        self.made = None
        self.save.setEnabled(False)
        self.print.setEnabled(False)
        self._settle.start()

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
            refused=self._refused,
            key="calendar on paper",
        )

    def _write(self, planning: "Planning") -> None:
        self._number += 1
        path = Path(self.folder.name) / f"{self._number}.pdf"
        self._desk.start(
            office.planning.write_job, planning, path, then=self._show, refused=self._refused
        )

    def _show(self, printed: "Printed") -> None:
        if printed.path.name != f"{self._number}.pdf" or self._settle.isActive():
            return
        self.made = printed.path
        said = ngettext("{count} page", "{count} pages", printed.pages)
        self.said.setText(said.format(count=printed.pages))
        if printed.pages > MOST_PAGES:
            shown = _("{count} pages, of which the first {shown} are shown here.")
            self.said.setText(shown.format(count=printed.pages, shown=MOST_PAGES))
        self.save.setEnabled(True)
        self.print.setEnabled(True)
        self.preview.show_file(printed.path)

    def _ask_file(self) -> None:
        days = self.days.period
        name = " ".join((_("Calendar"), days.first.isoformat(), days.last.isoformat()))
        proposed = paths.documents_folder() / f"{name}.pdf"
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Save the calendar"), str(proposed), "PDF (*.pdf)"
        )
        if chosen:
            self.keep(Path(chosen))

    def keep(self, path: Path) -> None:
        """Write what is shown into a file."""
        from scout_app.ui.dossiers.page import copy

        if self.made is not None:
            self._desk.start(copy, self.made, path, then=self._saved, refused=self._refused)

    def _saved(self, path: Path) -> None:
        self.said.setText(_("Saved: {path}").format(path=path))

    def _print(self) -> None:
        from scout_app.ui.dossiers import printing

        if self.made is not None:
            printing.ask_and_print(self, self.made, wide=True)

    def _refused(self, error: ScoutError) -> None:
        self.said.setText(sentence(error))


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
