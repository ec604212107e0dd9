"""Send: for whom, where, and what they lack or everything."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from scout_app import paths, settings
from scout_app.errors import Cancelled, ScoutError
from scout_app.ui import files, icons
from scout_app.ui.desk import Desk
from scout_app.ui.offices import jobs, watching
from scout_app.ui.offices.working import Working
from scout_app.ui.saying import sentence
from scout_app.ui.texts import _, ngettext
from scout_app.ui.ticks import Tick

if TYPE_CHECKING:
    from scout_app.office.exchange import Peer, Sent

_WIDTH = 720


class Sending(QWidget):
    """One form; the folder is remembered, the file's name is given once and for all."""

    folder_chosen = Signal(object)
    """The Path of the shared folder."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Take the folder of last time."""
        super().__init__(parent)
        self._desk = desk
        self._peers: tuple[Peer, ...] = ()
        self.to = QComboBox()
        self.folder = QLineEdit(settings.load().shared_folder)
        self.choose = QPushButton(_("Choose a folder…"))
        self.full = Tick(_("Everything, as for an office that begins"))
        self.lacks = QLabel()
        self.go = QPushButton(_("Write the file"))
        self.working = Working()
        self.said = QLabel()
        self._lay_out()
        self._wire()
        self.show_peers(())

    def _lay_out(self) -> None:
        self.folder.setAccessibleName(_("Folder for the file"))
        self.to.setAccessibleName(_("For which office"))
        self.folder.setPlaceholderText(_("shared folder, or a USB stick"))
        self.said.setWordWrap(True)
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setAccessibleName(_("Messages"))
        icons.dress(self.go, "external-link")
        where = QHBoxLayout()
        where.addWidget(self.folder, 1)
        where.addWidget(self.choose)
        form = QFormLayout()
        form.addRow(_("&For"), self.to)
        named = QLabel(_("&Into the folder"))
        named.setBuddy(self.folder)
        form.addRow(named, where)
        form.addRow("", self.full)
        form.addRow("", self.lacks)
        act = QHBoxLayout()
        act.addWidget(self.go)
        act.addStretch(1)
        body = QWidget()
        body.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(body)
        column.addLayout(form)
        column.addLayout(act)
        column.addWidget(self.working)
        column.addWidget(self.said)
        column.addStretch(1)
        line = QHBoxLayout(self)
        line.addWidget(body, 1)
        line.addStretch(1)

    def _wire(self) -> None:
        self.choose.clicked.connect(self._choose)
        self.to.currentIndexChanged.connect(lambda _place: self._count())
        self.full.toggled.connect(lambda _on: self._count())
        self.folder.editingFinished.connect(self._keep_folder)
        self.go.clicked.connect(self.send)

    def show_peers(self, peers: "tuple[Peer, ...]") -> None:
        """Offer these offices; the chosen one stays."""
        chosen = self.to.currentData()
        self._peers = peers
        self.to.blockSignals(True)
        self.to.clear()
        self.to.addItem(_("all offices"), "")
        for name in dict.fromkeys(one.office for one in peers):
            self.to.addItem(name, name)
        self.to.setCurrentIndex(max(0, self.to.findData(chosen)))
        self.to.blockSignals(False)
        self._count()

    def choose_office(self, name: str) -> None:
        """Write for that office."""
        self.to.setCurrentIndex(max(0, self.to.findData(name)))

    def _count(self) -> None:
        office = self.to.currentData()
        lacking = [one.lacks for one in self._peers if office in ("", one.office)]
        if self.full.isChecked() or not lacking:
            self.lacks.setText(_("The whole catalogue is written, with all its pictures."))
            return
        count = max(lacking)
        said = ngettext("They lack {count} change.", "They lack {count} changes.", count)
        self.lacks.setText(said.format(count=count) if count else _("They have all your changes."))

    # -- folder --------------------------------------------------------------------------------

    def _choose(self) -> None:
        begin = self.folder.text() or str(paths.documents_folder())
        if name := QFileDialog.getExistingDirectory(self, _("Shared folder"), begin):
            self.take_folder(Path(name))

    def take_folder(self, folder: Path) -> None:
        """Write there from now on."""
        self.folder.setText(str(folder))
        self._keep_folder()

    def _keep_folder(self) -> None:
        text = self.folder.text().strip()
        if text != settings.load().shared_folder:
            files.remember(shared_folder=text)
            self.folder_chosen.emit(Path(text) if text else None)

    # -- sending -------------------------------------------------------------------------------

    def send(self) -> None:
        """Write the file, on the writing thread."""
        folder = Path(self.folder.text().strip())
        if not self.folder.text().strip() or not folder.is_dir():
            self.said.setText(_("Choose a folder that exists."))
            self.folder.setFocus()
            return
        officer = self._desk.officer or self._desk.who()
        if officer is None:
            return
        self._desk.officer = officer
        self.go.setEnabled(False)
        self.said.clear()
        job = self._desk.do_whole(
            jobs.send, folder, officer,
            office_name=self.to.currentData() or None, full=self.full.isChecked(),
            then=self._sent, refused=self._refused, progress=self.working.progress,
        )  # fmt: skip
        self.working.follow(job, _("Writing the file…"))

    def _sent(self, found: "Sent") -> None:
        from scout_app.ui.offices import words

        watching.remember(found.file)
        self._ended(words.sent(found, found.file.stat().st_size))

    def _refused(self, error: ScoutError) -> None:
        stopped = _("Stopped; no file was left.")
        self._ended(stopped if isinstance(error, Cancelled) else sentence(error))

    def _ended(self, said: str) -> None:
        self.working.done()
        self.go.setEnabled(True)
        self.said.setText(said)
