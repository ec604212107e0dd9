"""A calendar of others: its events, where and for whom they are, then what became of each."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLabel, QPushButton, QWidget

from scout_app import office, paths
from scout_app.ui import clock, icons, texts
from scout_app.ui.desk import Desk
from scout_app.ui.outside import dropping
from scout_app.ui.outside.bringing import Bringing
from scout_app.ui.outside.told import counts
from scout_app.ui.saying import sentence
from scout_app.ui.table import Column, RowsTable
from scout_app.ui.texts import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scout_app.formats.icalendar_files import Calendar, Event
    from scout_app.office.imports.report import Report
    from scout_app.office.photo_places import Place
    from scout_app.office.productions import ProductionRow

_KEY = "calendar preview"


class CalendarsDialog(Bringing):
    """Its events, each with what would become of it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Build the dialog; it waits for a file."""
        super().__init__(desk, _("Import a calendar"), parent)
        self._calendar: Calendar | None = None
        self._name = ""
        self.file = QPushButton(_("Choose a &calendar…"))
        self.site, self.production = QComboBox(), QComboBox()
        self.lines: RowsTable[_Line] = RowsTable(
            _columns(),
            "calendar-in",
            _("Choose an iCalendar file (.ics), or drop it on the window."),
        )
        self._dress()
        self._wire()
        self.fit()

    def _dress(self) -> None:
        self.resize(980, 600)
        self.lines.setAccessibleName(_("Events of the calendar"))
        icons.dress(self.file, "calendar")
        self.file.setAutoDefault(False)
        top = QHBoxLayout()
        top.addWidget(self.file)
        top.addStretch(1)
        for said, box in (
            (_("Events without a &site are on"), self.site),
            (_("and are &for"), self.production),
        ):
            box.setMinimumContentsLength(22)
            box.setAccessibleName(said.replace("&", ""))
            label = QLabel(said)
            label.setBuddy(box)
            top.addWidget(label)
            top.addWidget(box)
        self.lay_out(top, self.lines)

    def _wire(self) -> None:
        self.file.clicked.connect(self._ask_file)
        for box in (self.site, self.production):
            box.activated.connect(lambda _place: self._look())
        self.go.clicked.connect(self._import)
        self._desk.ask(office.photo_places.sites, then=self._offer_sites, key="calendar sites")
        self._desk.ask(office.productions.listing, then=self._offer_productions, key="calendar for")

    def _offer_sites(self, sites: "Sequence[Place]") -> None:
        self.site.addItem(_("(refused)"), None)
        for place in sites:
            self.site.addItem(f"{place.name} ({place.reference})", place.id)

    def _offer_productions(self, rows: "Sequence[ProductionRow]") -> None:
        self.production.addItem(_("whom their title says"), None)
        for row in rows:
            self.production.addItem(row.title, row.id)

    # -- the file ------------------------------------------------------------------------------

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the calendar dropped."""
        if files := dropping.files_of(event.mimeData()):
            self.open_file(files[0])

    def _ask_file(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(
            self, self.windowTitle(), str(paths.documents_folder()), _("Calendars (*.ics)")
        )
        if name:
            self.open_file(Path(name))

    def open_file(self, path: Path) -> None:
        """Read a calendar, and say what would become of its events."""
        self._name, self._calendar = path.stem, None
        self.lines.show_rows(())
        self.file.setText(path.name)
        self.said.setText(_("Reading {file}…").format(file=path.name))
        self.fit()
        read = partial(_read, path)
        self._desk.start(read, then=self._has_read, refused=self.stopped)

    def _has_read(self, calendar: "Calendar") -> None:
        self._calendar = calendar
        self._look()

    def _look(self) -> None:
        from scout_app.office.imports import calendars

        if self._calendar is not None:
            given = calendars.Given(self.site.currentData(), self.production.currentData())
            self._desk.ask(
                calendars.preview, self._calendar, given, clock.today(),
                then=self._previewed, refused=self.stopped, key=_KEY,
            )  # fmt: skip

    def _previewed(self, report: "Report") -> None:
        self._show(report)
        self.said.setText(" ".join((counts(report), _("Nothing is written yet."))))
        self.fit()
        self.go.setEnabled(report.created + report.updated > 0)

    def _show(self, report: "Report") -> None:
        assert self._calendar is not None
        refused = {said.number: sentence(said.fact) for said in report.rejects}
        doubtful = {said.number: sentence(said.fact) for said in report.warnings}
        self.lines.show_rows(
            tuple(
                _Line(number, event, refused.get(number, ""), doubtful.get(number, ""))
                for number, event in enumerate(self._calendar.events, 1)
            )
        )

    # -- importing -----------------------------------------------------------------------------

    def _import(self) -> None:
        from scout_app.office.imports import calendars

        if self._calendar is None:
            return
        given = calendars.Given(self.site.currentData(), self.production.currentData())
        job = self._desk.do_long(
            calendars.bring, self._calendar, given, clock.today(), named=self._name,
            then=self._imported, refused=self.stopped, progress=self.step,
        )  # fmt: skip
        self.follow(job)

    def _imported(self, report: "Report") -> None:
        self._show(report)
        self._calendar = None
        self.said.setText(" ".join((counts(report), _("Undo takes it all back."))))
        self.follow(None)

    def fit(self) -> None:
        """Let a calendar be chosen, or what it brings be agreed to."""
        super().fit()
        for widget in (self.file, self.site, self.production):
            widget.setEnabled(not self.is_busy)
        self.go.setEnabled(self._calendar is not None and not self.is_busy)


def _read(path: Path, *, step: object) -> "Calendar":
    from scout_app.formats import icalendar_files
    from scout_app.office.imports.calendars import AHEAD

    return icalendar_files.read_all(path, clock.today() + AHEAD)


class _Line:
    """An event, and why it is refused or needs a look."""

    def __init__(self, number: int, event: "Event", refused: str, doubtful: str) -> None:
        self.id = number
        self.event, self.refused, self.doubtful = event, refused, doubtful


def _columns() -> "list[Column[_Line]]":
    from scout_app.wording.numbers import period

    lang = texts.language()
    return [
        Column(_("Event"), lambda line: line.event.title, width=30),
        Column(
            _("Days"), lambda line: period(line.event.period, lang),
            lambda line: line.event.period, width=24,
        ),
        Column(_("Place"), lambda line: line.event.place, width=20),
        Column(_("What becomes of the event"), _fate, width=50, tip=_fate),
    ]  # fmt: skip


def _fate(line: _Line) -> str:
    if line.refused:
        return line.refused
    if line.doubtful:
        return line.doubtful
    if line.event.cancelled:
        return _("its days are free")
    return _("an option") if line.event.tentative else _("days confirmed")
