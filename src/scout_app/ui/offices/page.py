"""The page "Bureaux": the other offices, files for them and of them, and what they leave open."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from scout_app.bundle.writing import SUFFIX
from scout_app.ui.desk import Desk
from scout_app.ui.offices.copies import Copies
from scout_app.ui.offices.deciding import Deciding
from scout_app.ui.offices.receiving import Receiving
from scout_app.ui.offices.sending import Sending
from scout_app.ui.texts import _

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

    from scout_app.office.exchange import Received


class OfficesPage(QWidget):
    """Four tabs; a file may be dropped on any of them."""

    waiting = Signal(int)
    """How many things wait for a decision."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Build the page; it asks nothing before `refresh`."""
        super().__init__(parent)
        self._desk = desk
        self.tabs = QTabWidget()
        self.copies = Copies(desk)
        self.sending = Sending(desk)
        self.receiving = Receiving(desk)
        self.deciding = Deciding(desk)
        self._lay_out()
        self._wire()
        self.setAcceptDrops(True)
        self.receiving.begin()

    def _lay_out(self) -> None:
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.copies, _("Offices"))
        self.tabs.addTab(self.sending, _("Send"))
        self.tabs.addTab(self.receiving, _("Receive"))
        self.tabs.addTab(self.deciding, _("To decide"))
        self.tabs.setAccessibleName(_("Offices"))
        QVBoxLayout(self).addWidget(self.tabs)

    def _wire(self) -> None:
        self.copies.listed.connect(self.sending.show_peers)
        self.copies.send_asked.connect(self._send_to)
        self.sending.folder_chosen.connect(self.receiving.watch_folder)
        self.receiving.counted.connect(self._count_files)
        self.receiving.received.connect(self._received)
        self.deciding.counted.connect(self._count_conflicts)

    def refresh(self) -> None:
        """Ask for everything anew."""
        if self._desk.is_open:
            self.copies.refresh()
            self.deciding.refresh()

    def decide(self) -> None:
        """Show what waits for a decision."""
        self.tabs.setCurrentWidget(self.deciding)
        self.deciding.table.setFocus()

    def look_at(self, path: Path) -> None:
        """Show what a file of another office would bring."""
        self.tabs.setCurrentWidget(self.receiving)
        self.receiving.look_at(path)

    def _send_to(self, office: str) -> None:
        self.tabs.setCurrentWidget(self.sending)
        self.sending.choose_office(office)
        self.sending.go.setFocus()

    def _count_files(self, count: int) -> None:
        title = _("Receive") + (f" ({count})" if count else "")
        self.tabs.setTabText(self.tabs.indexOf(self.receiving), title)

    def _count_conflicts(self, count: int) -> None:
        title = _("To decide") + (f" ({count})" if count else "")
        self.tabs.setTabText(self.tabs.indexOf(self.deciding), title)
        self.waiting.emit(count)

    def _received(self, found: "Received") -> None:
        if found.clashes or found.conflicts:
            self.decide()

    # -- drops ---------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file of another office, nothing else."""
        if dropped(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at the file that was dropped."""
        if (path := dropped(event.mimeData())) is not None:
            event.acceptProposedAction()
            self.look_at(path)


def dropped(data: "QMimeData") -> Path | None:
    """Return the one exchange file of a drag, None when it holds anything else."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    if len(paths) == 1 and paths[0].suffix.lower() == SUFFIX:
        return paths[0]
    return None
