"""Import: a file, the columns agreed with ten rows shown, then what became of every row."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from scout_app import paths
from scout_app.errors import ScoutError
from scout_app.ui import clock, icons, texts
from scout_app.ui.desk import Desk
from scout_app.ui.outside import dropping
from scout_app.ui.outside.agreement import Agreement
from scout_app.ui.outside.bringing import Bringing
from scout_app.ui.outside.told import Told, counts
from scout_app.ui.saying import sentence
from scout_app.ui.texts import _

if TYPE_CHECKING:
    from scout_app.formats.records import Sheet
    from scout_app.office.imports.mapping import Mapping
    from scout_app.office.imports.report import Report
    from scout_app.office.imports.saved import Proposed
    from scout_app.places.lambert import Proposal

_KEY = "import preview"


class ImportDialog(Bringing):
    """Its columns, and what would become of its rows."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Build the dialog; it waits for a file."""
        super().__init__(desk, _("Import a file"), parent)
        self._path: Path | None = None
        self._sheet: Sheet | None = None
        self._mapping: Mapping | None = None
        self._offer: Proposal | None = None
        self._is_told = False
        """Whether what is shown is what became of a file, no more what would."""
        self._named: dict[QComboBox, QLabel] = {}
        self.file = QPushButton(_("Choose a file…"))
        self.what = QComboBox()
        self.sheet = QComboBox()
        self.kept = QComboBox()
        self.keep = QPushButton(_("Keep these columns…"))
        self.agreed = Agreement()
        self.columns, self.rows = self.agreed.columns, self.agreed.rows
        self.system = self.agreed.system
        self.told = Told()
        self.steps = QStackedWidget()
        self._fill()
        self._dress()
        self._wire()
        self.fit()

    # -- building ------------------------------------------------------------------------------

    def _fill(self) -> None:
        self.resize(1080, 660)
        self.what.addItem(_("Sites"), "sites")
        self.what.addItem(_("Shoots"), "shoots")
        self.what.addItem(_("Parcels"), "parcels")
        icons.dress(self.file, "file-text")

    def _dress(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.file)
        for label, box in (
            (_("&Brings"), self.what),
            (_("S&heet"), self.sheet),
            (_("Columns as &kept"), self.kept),
        ):
            named = QLabel(label)
            named.setBuddy(box)
            box.setAccessibleName(label.replace("&", ""))
            top.addWidget(named)
            top.addWidget(box)
            self._named[box] = named
        top.addStretch(1)
        top.addWidget(self.keep)
        wait = QLabel(_("Choose a file, or drop it here: CSV, spreadsheet, map file or JSON."))
        wait.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for step in (wait, self.agreed, self.told):
            self.steps.addWidget(step)
        self.lay_out(top, self.steps)

    def _wire(self) -> None:
        self.file.clicked.connect(self._ask_file)
        self.what.activated.connect(lambda _place: self._read())
        self.sheet.activated.connect(lambda _place: self._read())
        self.kept.activated.connect(lambda _place: self._take_kept())
        self.agreed.changed.connect(self._agree)
        self.keep.clicked.connect(self._keep)
        self.go.clicked.connect(self._import)

    # -- a file --------------------------------------------------------------------------------

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the file dropped; pictures have an import of their own."""
        files = dropping.files_of(event.mimeData())
        if dropping.are_pictures(files):
            self.reject()
            dropping.open_dropped(self._desk, files, self.parentWidget())
        elif files:
            self.open_file(files[0])

    def _ask_file(self) -> None:
        from scout_app.formats import tables

        pattern = " ".join(f"*{ending}" for ending in tables.READ)
        name, _kind = QFileDialog.getOpenFileName(
            self, _("Import a file"), str(paths.documents_folder()),
            _("Tables and maps ({endings});;All files (*)").format(endings=pattern),
        )  # fmt: skip
        if name:
            self.open_file(Path(name))

    def open_file(self, path: Path) -> None:
        """Read a file and propose what its columns are."""
        self._path = path
        self.sheet.clear()
        self._read()

    def _read(self) -> None:
        if self._path is None:
            return
        from scout_app.formats import tables

        path, name = self._path, self.sheet.currentText() or None

        def reading(*, step: object) -> "Sheet":
            return tables.read(path, name)

        self._sheet = self._mapping = None
        self._is_told = False
        self.file.setText(path.name)
        self.said.setText(_("Reading {file}…").format(file=path.name))
        self.fit()
        self._desk.start(reading, then=self._has_read, refused=self._not_read)

    def _not_read(self, error: ScoutError) -> None:
        self.said.setText(sentence(error))

    def _has_read(self, sheet: "Sheet") -> None:
        from scout_app.office.imports import saved

        assert self._path is not None
        self._sheet = sheet
        if self.sheet.count() == 0 and sheet.others:
            self.sheet.addItems([sheet.name, *sheet.others])
        asked = (sheet, self.what.currentData(), self._path.stem, texts.language())
        self._desk.ask(
            saved.proposal, *asked, then=self._proposed, key=_KEY, refused=self._not_read
        )

    def _proposed(self, found: "Proposed") -> None:
        self._offer = found.offer
        self.kept.clear()
        self.kept.addItem(_("as proposed"), "")
        for one in found.names:
            self.kept.addItem(one, one)
        self.kept.setCurrentIndex(max(0, self.kept.findData(found.name)))
        self._take(found.mapping)

    # -- its columns ---------------------------------------------------------------------------

    def _take(self, mapping: "Mapping") -> None:
        assert self._sheet is not None
        self._mapping = mapping
        self.agreed.show_mapping(self._sheet, mapping, self._offer)
        self._agree()

    def _take_kept(self) -> None:
        from scout_app.office.imports import saved

        name, what = self.kept.currentData(), self.what.currentData()
        if not name:
            if self._sheet is not None:
                self._has_read(self._sheet)
            return
        self._desk.ask(saved.load, what, name, then=self._with_source, key=_KEY)

    def _with_source(self, mapping: "Mapping") -> None:
        if self._path is not None and self._sheet is not None:
            self._take(replace(mapping, source=self._path.stem))

    def _agree(self) -> None:
        """Ask what would become of the file as its columns are now."""
        from scout_app.office.imports import run

        if self._mapping is None or self._sheet is None:
            return
        self._mapping = self.agreed.mapping()
        self.go.setEnabled(False)
        self.said.setText(_("Looking at every row…"))
        self.fit()
        self._desk.ask(
            run.preview, self._sheet, self._mapping, clock.today(),
            then=self._previewed, refused=self._not_read, key=_KEY,
        )  # fmt: skip

    def _previewed(self, report: "Report") -> None:
        self.rows.judge(report)
        self.said.setText(" ".join((counts(report), _("Nothing is written yet."))))
        self.go.setEnabled(report.created + report.updated + report.duplicates > 0)

    def _keep(self) -> None:
        from scout_app.office.imports import saved

        if self._mapping is None:
            return
        name, given = QInputDialog.getText(
            self, _("Keep these columns"), _("Name"), text=self.kept.currentData() or ""
        )
        if given:
            self._desk.do(
                saved.keep, name, self._mapping,
                then=lambda _none: self._kept(name.strip()), refused=self._not_read,
            )  # fmt: skip

    def _kept(self, name: str) -> None:
        if self.kept.findData(name) < 0:
            self.kept.addItem(name, name)
        self.kept.setCurrentIndex(self.kept.findData(name))
        self.said.setText(_("Kept as “{name}”.").format(name=name))
        self.fit()

    # -- what became of it ---------------------------------------------------------------------

    def _import(self) -> None:
        from scout_app.office.imports import run

        if self._sheet is None or self._mapping is None:
            return
        job = self._desk.do_long(
            run.bring, self._sheet, self._mapping, clock.today(),
            then=self._imported, refused=self.stopped, progress=self.step,
        )  # fmt: skip
        self.follow(job)

    def _imported(self, report: "Report") -> None:
        self._sheet = self._mapping = None
        self.told.show_report(report)
        self.said.setText(" ".join((counts(report), _("Undo takes it all back."))))
        self._is_told = True
        self.follow(None)

    def fit(self) -> None:
        """Show the step that the file has come to, and what can be done in it."""
        super().fit()
        is_ready = self._mapping is not None
        self.steps.setCurrentIndex(2 if self._is_told else 1 if is_ready else 0)
        for box, shown in (
            (self.sheet, self.sheet.count() > 1),
            (self.kept, is_ready and self.kept.count() > 1),
        ):
            box.setVisible(shown)
            self._named[box].setVisible(shown)
        self.keep.setVisible(is_ready)
        self.go.setVisible(not self._is_told)
        for widget in (self.file, self.what, self.sheet, self.kept, self.keep, self.columns):
            widget.setEnabled(not self.is_busy)
        if self.is_busy or not is_ready:
            self.go.setEnabled(False)
