"""Receive: a file dropped, chosen or waiting in the shared folder; first looked at, then agreed."""

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from scout_app import paths, settings
from scout_app.errors import Cancelled, Refused, ScoutError
from scout_app.ui import files, icons, texts
from scout_app.ui.desk import Desk
from scout_app.ui.offices import jobs, watching
from scout_app.ui.offices.watching import Found, Watch
from scout_app.ui.offices.working import Working
from scout_app.ui.saying import sentence
from scout_app.ui.table import Column, RowsTable
from scout_app.ui.texts import _
from scout_app.ui.ticks import Tick

if TYPE_CHECKING:
    from scout_app.office.exchange import Received

_PATTERN = "Scout (*.scoutsync)"


class Receiving(QWidget):
    """The waiting files on the left, what the chosen one brings on the right."""

    received = Signal(object)
    """What a file brought: a Received."""
    counted = Signal(int)
    """How many files wait in the shared folder."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Watch the shared folder of last time."""
        super().__init__(parent)
        self._desk = desk
        self._path: Path | None = None
        self.seen: Received | None = None
        self.watch = Watch(desk, self)
        self.choose = QPushButton(_("Choose a file…"))
        self.choose_folder = QPushButton(_("Watch a folder…"))
        self.folder = QLabel()
        self.waiting: RowsTable[Found] = _waiting_table()
        self.set_aside = QPushButton(_("Do not list it any more"))
        self.text = QTextBrowser()
        self.join = Tick(_("Both offices agree: make one catalogue of the two"))
        self.agree = Tick(_("I called the sender: these rows may disappear"))
        self.go = QPushButton(_("Receive"))
        self.leave = QPushButton(_("Leave it"))
        self.working = Working()
        self.said = QLabel()
        self._lay_out()
        self._wire()
        self._rest()

    def _lay_out(self) -> None:
        self.said.setWordWrap(True)
        self.folder.setWordWrap(True)
        self.said.setAccessibleName(_("Messages"))
        self.text.setAccessibleName(_("What the file brings"))
        self.text.setPlaceholderText(
            _("Drop a file of another office here, or choose one: you see what it brings first.")
        )
        icons.dress(self.choose, "file-text")
        icons.dress(self.choose_folder, "search")
        icons.dress(self.go, "download")
        icons.dress(self.leave, "x")
        both = QSplitter()
        both.addWidget(self._left())
        both.addWidget(self._right())
        both.setSizes([460, 640])
        both.setChildrenCollapsible(False)
        QVBoxLayout(self).addWidget(both)

    def _left(self) -> QWidget:
        buttons = QHBoxLayout()
        buttons.addWidget(self.choose)
        buttons.addWidget(self.choose_folder)
        buttons.addStretch(1)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(buttons)
        column.addWidget(self.folder)
        column.addWidget(self.waiting, 1)
        column.addWidget(self.set_aside)
        return left

    def _right(self) -> QWidget:
        act = QHBoxLayout()
        act.addWidget(self.go)
        act.addWidget(self.leave)
        act.addStretch(1)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.text, 1)
        column.addWidget(self.join)
        column.addWidget(self.agree)
        column.addWidget(self.working)
        column.addLayout(act)
        column.addWidget(self.said)
        return right

    def _wire(self) -> None:
        self.choose.clicked.connect(self._choose)
        self.choose_folder.clicked.connect(self._choose_folder)
        self.watch.found.connect(self._listed)
        self.waiting.chosen.connect(lambda one: self.set_aside.setEnabled(one is not None))
        self.waiting.opened.connect(lambda one: self.look_at(one.path))
        self.set_aside.clicked.connect(self._set_aside)
        self.join.toggled.connect(self._look_joined)
        self.agree.toggled.connect(lambda _on: self._dress())
        self.go.clicked.connect(self.receive)
        self.leave.clicked.connect(self._rest)

    # -- the shared folder ---------------------------------------------------------------------

    def begin(self) -> None:
        """Watch the folder of the settings."""
        text = settings.load().shared_folder
        self.watch_folder(Path(text) if text else None)

    def watch_folder(self, folder: Path | None) -> None:
        """List what waits in that folder from now on."""
        if folder is None:
            self.folder.setText(_("No shared folder is watched."))
        else:
            self.folder.setText(_("Watched: {folder}").format(folder=folder))
        self.watch.watch(folder)

    def _listed(self, found: tuple[Found, ...]) -> None:
        self.waiting.show_rows(found)
        self.set_aside.setEnabled(self.waiting.chosen_row is not None)
        self.counted.emit(len(found))

    def _set_aside(self) -> None:
        if (one := self.waiting.chosen_row) is not None:
            watching.remember(one.path)
            self.watch.look()

    def _choose_folder(self) -> None:
        begin = settings.load().shared_folder or str(paths.documents_folder())
        if name := QFileDialog.getExistingDirectory(self, _("Shared folder"), begin):
            files.remember(shared_folder=name)
            self.watch_folder(Path(name))

    def _choose(self) -> None:
        begin = settings.load().shared_folder or str(paths.documents_folder())
        name, _kind = QFileDialog.getOpenFileName(self, _("Receive"), begin, _PATTERN)
        if name:
            self.look_at(Path(name))

    # -- looking -------------------------------------------------------------------------------

    def look_at(self, path: Path) -> None:
        """Say what a file would bring; one that cannot be read leaves the page as it was."""
        self._look(path, join=False)

    def _look(self, path: Path, *, join: bool) -> None:
        if self.working.isVisibleTo(self):
            return
        self.said.clear()
        job = self._desk.do_whole(
            jobs.preview, path, join=join,
            then=lambda found: self._shown(path, found),
            refused=lambda error: self._not_shown(path, error),
            progress=self.working.progress,
        )  # fmt: skip
        self.working.follow(job, _("Looking at {file}…").format(file=path.name))

    def _look_joined(self, agreed: bool) -> None:
        if agreed and self._path is not None and self.seen is None:
            self._look(self._path, join=True)

    def _shown(self, path: Path, found: "Received") -> None:
        self.working.done()
        if path != self._path:
            self._rest()
        self._path, self.seen = path, found
        self.agree.setChecked(False)
        self.text.setHtml(_told(path.name, found, _("It would bring:")))
        self._dress()
        self.go.setFocus()

    def _not_shown(self, path: Path, error: ScoutError) -> None:
        self.working.done()
        if isinstance(error, Refused) and error.why == "other_catalogue":
            self._rest()
            self._path = path
            self.join.show()
        elif self.join.isChecked() and self.seen is None:
            self.join.setChecked(False)
        self.said.setText("" if isinstance(error, Cancelled) else sentence(error))

    def _rest(self) -> None:
        """Show no file."""
        self._path = self.seen = None
        self.join.setChecked(False)
        self.join.hide()
        self.text.clear()
        self.said.clear()
        self._dress()

    def _dress(self) -> None:
        disappearing = self.seen.disappearing if self.seen is not None else 0
        self.agree.setVisible(bool(disappearing))
        self.go.setEnabled(self.seen is not None and (not disappearing or self.agree.isChecked()))
        self.leave.setEnabled(self._path is not None)

    # -- receiving -----------------------------------------------------------------------------

    def receive(self) -> None:
        """Bring the file in."""
        path = self._path
        if path is None or self.seen is None:
            return
        self.go.setEnabled(False)
        job = self._desk.do_whole(
            jobs.receive, path, join=self.join.isChecked(), agreed=self.agree.isChecked(),
            then=lambda found: self._received(path, found), refused=self._not_received,
            progress=self.working.progress,
        )  # fmt: skip
        self.working.follow(job, _("Receiving {file}…").format(file=path.name))

    def _received(self, path: Path, found: "Received") -> None:
        self.working.done()
        self._rest()
        watching.remember(path)
        self.watch.look()
        self.text.setHtml(_told(path.name, found, _("Received:")))
        if found.backup is not None:
            self.said.setText(
                _("The catalogue as it was before is kept: {file}").format(file=found.backup)
            )
        self.received.emit(found)

    def _not_received(self, error: ScoutError) -> None:
        self.working.done()
        stopped = _("Stopped; nothing was received.")
        self.said.setText(stopped if isinstance(error, Cancelled) else sentence(error))
        self._dress()


def _waiting_table() -> "RowsTable[Found]":
    from scout_app.wording import numbers

    table: RowsTable[Found] = RowsTable(
        [
            Column(_("File"), lambda one: one.path.name, width=36),
            Column(
                _("Of"), lambda one: numbers.instant(one.at, texts.language()),
                sort=lambda one: one.at, width=18,
            ),
        ],
        "offices waiting",
        _("No file waits in the shared folder."),
        identity=lambda one: one.path,
    )  # fmt: skip
    table.setAccessibleName(_("Files that wait in the shared folder"))
    return table


def _told(name: str, found: "Received", head: str) -> str:
    from scout_app.ui.offices import words

    lines = "".join(f"<li>{escape(line)}</li>" for line in words.brought(found))
    warned = "".join(f"<p><b>{escape(line)}</b></p>" for line in words.alarms(found))
    title = _("File of {office}").format(office=found.office)
    return (
        f"<h3>{escape(title)}</h3><p>{escape(name)}</p>{warned}"
        f"<p>{escape(head)}</p><ul>{lines}</ul><p>{escape(words.key_said(found))}</p>"
    )
