"""Pictures of many sites: the site proposed for each, agreed, then what became of them."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from scout_app import office, paths
from scout_app.errors import Cancelled, ScoutError
from scout_app.ui import icons
from scout_app.ui.desk import Desk, Job
from scout_app.ui.saying import sentence
from scout_app.ui.sites.photo_adding import told
from scout_app.ui.table import Column, RowsTable
from scout_app.ui.texts import _, language, ngettext
from scout_app.ui.ticks import Tick

if TYPE_CHECKING:
    from scout_app.office.photo_files import Gathered
    from scout_app.office.photo_places import Placed
    from scout_app.office.photos import Report


_TOLD = 3
"""Refusals that are said whole."""


class PicturesDialog(QDialog):
    """Nothing is entered before the officer has seen which site each picture goes to."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Build the dialog; it waits for pictures."""
        super().__init__(parent)
        self._desk = desk
        self._job: Job | None = None
        self._declined: list[str] = []
        self.folder = QPushButton(_("Choose a &folder…"))
        self.files = QPushButton(_("Choose &pictures…"))
        self.lines: RowsTable[Placed] = RowsTable(
            _columns(), "pictures-in",
            _("Choose a folder or pictures, or drop them here."),
            identity=lambda one: one.number,
        )  # fmt: skip
        self.site = QComboBox()
        self.places = Tick(_("Keep where the pictures were taken"))
        self.said = QLabel()
        self.progress = QProgressBar()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.go = QPushButton(_("&Enter the pictures"))
        self._dress()
        self._lay_out()
        self._wire()
        self._show_state()

    # -- building ------------------------------------------------------------------------------

    def _dress(self) -> None:
        self.setWindowTitle(_("Pictures of several sites"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.resize(940, 600)
        self.lines.setAccessibleName(_("Pictures, and the site of each"))
        self.site.setMinimumContentsLength(28)
        self.site.setAccessibleName(_("Site of the chosen pictures"))
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setAccessibleName(_("What is said of the pictures"))
        self.progress.setRange(0, 1000)
        icons.dress(self.folder, "photo")
        icons.dress(self.go, "download")
        for button in (self.folder, self.files, self.go):
            button.setAutoDefault(False)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.folder)
        top.addWidget(self.files)
        top.addStretch(1)
        label = QLabel(_("Chosen pictures &go to"))
        label.setBuddy(self.site)
        top.addWidget(label)
        top.addWidget(self.site)
        self.buttons.addButton(self.go, QDialogButtonBox.ButtonRole.ActionRole)
        column = QVBoxLayout(self)
        column.addLayout(top)
        column.addWidget(self.lines, 1)
        column.addWidget(self.places)
        column.addWidget(self.said)
        column.addWidget(self.progress)
        column.addWidget(self.buttons)

    def _wire(self) -> None:
        self.folder.clicked.connect(self._ask_folder)
        self.files.clicked.connect(self._ask_files)
        self.lines.selected.connect(lambda _ids: self._show_site())
        self.site.activated.connect(lambda _place: self._give())
        self.go.clicked.connect(self._enter)
        self.buttons.rejected.connect(self.reject)
        self._desk.ask(office.photo_places.sites, then=self._offer, key="picture sites")

    def _offer(self, sites: "Sequence[tuple[UUID, str]]") -> None:
        self.site.clear()
        self.site.addItem(_("(left out)"), None)
        for site, name in sites:
            self.site.addItem(name, site)

    # -- choosing ------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at what was dropped."""
        urls = event.mimeData().urls()
        self.take([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])

    def _ask_folder(self) -> None:
        start = str(paths.documents_folder())
        if name := QFileDialog.getExistingDirectory(self, self.windowTitle(), start):
            self.take([Path(name)])

    def _ask_files(self) -> None:
        from scout_app.formats.photos import SUFFIXES

        pattern = " ".join(f"*{ending}" for ending in sorted(SUFFIXES))
        names, _kind = QFileDialog.getOpenFileNames(
            self, self.windowTitle(), str(paths.documents_folder()),
            _("Pictures ({endings})").format(endings=pattern),
        )  # fmt: skip
        self.take([Path(name) for name in names])

    def take(self, files: Sequence[Path]) -> None:
        """Look at files and folders, and propose a site for each picture among them."""
        if files and self._job is None:
            gather = partial(self._gather, list(files))
            self._desk.ask(office.photos.folder, then=gather, key="pictures folder")

    def _gather(self, files: list[Path], originals: Path) -> None:
        self._job = self._desk.start(
            office.photos.gather, originals, files,
            then=self._looked, refused=self._stopped, progress=self._step,
        )  # fmt: skip
        self.said.setText(_("Looking at the pictures…"))
        self._show_state()

    def _looked(self, gathered: "Gathered") -> None:
        self._declined = [sentence(one.error) for one in gathered.declined]
        self._desk.ask(
            office.photo_places.propose, gathered, then=self._proposed, refused=self._stopped
        )

    def _proposed(self, placed: "tuple[Placed, ...]") -> None:
        self._job = None
        self.lines.show_rows(placed)
        self.places.setChecked(False)
        self._account()

    # -- agreeing ------------------------------------------------------------------------------

    def _chosen(self) -> "list[Placed]":
        chosen = set(self.lines.chosen_ids)
        return [one for one in self.lines.rows.rows if one.number in chosen]

    def _show_site(self) -> None:
        """Show the site of the chosen pictures, when they have one and the same."""
        sites = {one.site_id for one in self._chosen()}
        self.site.setEnabled(bool(sites))
        same = next(iter(sites)) if len(sites) == 1 else None
        self.site.setCurrentIndex(self.site.findData(same) if len(sites) == 1 else -1)

    def _give(self) -> None:
        """Give the chosen pictures to another site, or leave them out."""
        site, name = self.site.currentData(), self.site.currentText()
        chosen = {one.number for one in self._chosen()}
        given = [
            replace(one, site_id=site, site=name if site else "", metres=None)
            if one.number in chosen
            else one
            for one in self.lines.rows.rows
        ]
        self._desk.ask(office.photo_places.judged, given, then=self._judged, key="pictures judged")

    def _judged(self, placed: "tuple[Placed, ...]") -> None:
        self.lines.show_rows(placed)
        self._account()

    def _account(self) -> None:
        """Say how many would come in, and what was refused."""
        rows = self.lines.rows.rows
        new = sum(one.site_id is not None and not one.is_there for one in rows)
        out = sum(one.site_id is None for one in rows)
        said = [
            ngettext("{count} picture would come in.", "{count} pictures would come in.", new)
            .format(count=new)
        ]  # fmt: skip
        if out:
            left = ngettext("{count} has no site.", "{count} have no site.", out)
            said.append(left.format(count=out))
        self.said.setText(" ".join([*said, self._refused()]))
        self._show_state()
        self.go.setEnabled(new > 0)

    def _refused(self) -> str:
        """Say how many files were refused, and why the first of them were."""
        if not (count := len(self._declined)):
            return ""
        said = ngettext("{count} file was refused.", "{count} files were refused.", count)
        more = count - _TOLD
        rest = [_("… and {count} more.").format(count=more)] if more > 0 else []
        return " ".join([said.format(count=count), *self._declined[:_TOLD], *rest])

    # -- entering ------------------------------------------------------------------------------

    def _enter(self) -> None:
        self._job = self._desk.do_long(
            office.photo_places.enter, tuple(self.lines.rows.rows),
            with_position=self.places.isChecked(),
            then=self._entered, refused=self._stopped, progress=self._step,
        )  # fmt: skip
        self._show_state()

    def _entered(self, report: "Report") -> None:
        self._job = None
        self.lines.show_rows(())
        undo = _("Undo takes it all back.")
        self.said.setText(" ".join([told(report), self._refused(), undo]))
        self._declined = []
        self._show_state()

    def _stopped(self, error: ScoutError) -> None:
        self._job = None
        stopped = _("Stopped; no picture was added.")
        self.said.setText(stopped if isinstance(error, Cancelled) else sentence(error))
        self._show_state()

    def _step(self, share: float) -> None:
        self.progress.setValue(round(share * 1000))

    def _show_state(self) -> None:
        is_busy, rows = self._job is not None, self.lines.rows.rows
        self.progress.setVisible(is_busy)
        for widget in (self.folder, self.files, self.lines):
            widget.setEnabled(not is_busy)
        self.site.setEnabled(not is_busy and bool(self.lines.chosen_ids))
        self.places.setEnabled(not is_busy)
        self.places.setVisible(any(one.picture.facts.lat is not None for one in rows))
        self.go.setEnabled(bool(rows) and not is_busy)
        close = self.buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setText(_("Stop") if is_busy else _("Close"))
        close.setAutoDefault(False)

    def reject(self) -> None:
        """Stop what is under way; close when nothing is."""
        if self._job is not None:
            self._job.cancel()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let nothing go on unseen."""
        if self._job is not None:
            self._job.cancel()
            event.ignore()
        else:
            super().closeEvent(event)


def _columns() -> "list[Column[Placed]]":
    return [
        Column(_("Picture"), lambda one: one.picture.name, width=26),
        Column(_("Folder"), lambda one: one.picture.folder, width=20),
        Column(_("Taken on"), lambda one: one.picture.facts.taken_at or "", width=16),
        Column(_("Site"), lambda one: one.site or _("none: left out"), width=28),
        Column(_("Why"), _why, width=30),
    ]


def _why(one: "Placed") -> str:
    from scout_app.wording.numbers import number

    if one.is_there:
        return _("the site has it already")
    if one.metres is not None:
        return _("taken {metres} m away").format(metres=number(round(one.metres), language()))
    return _("its name, or your choice") if one.site_id else ""


def are_pictures(files: Sequence[Path]) -> bool:
    """Tell whether files dropped on the window are folders or pictures."""
    from scout_app.formats.photos import SUFFIXES

    return bool(files) and all(one.is_dir() or one.suffix.lower() in SUFFIXES for one in files)
