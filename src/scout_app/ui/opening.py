"""Which catalogue is open: the one before stays while another does not open; copies are offered."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from scout_app import office, settings
from scout_app.errors import FileTrouble, ScoutError
from scout_app.ui import files
from scout_app.ui.desk import Desk
from scout_app.ui.texts import _

if TYPE_CHECKING:
    from scout_app.office.backups import Copy
    from scout_app.store.database import Store


class Opening(QObject):
    """Opens and makes catalogues, and lists the recent ones in a menu of its own."""

    opened = Signal()
    """A catalogue is open, or open again after its file was changed."""
    told = Signal(object)
    """A ScoutError: why one did not open."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self._wanted = self.path = Path()
        self.recent = QMenu(_("Open &recent"), window)
        desk.ready.connect(self._ready)

    def open(self, path: Path, make_starter: bool = False) -> None:
        """Open a catalogue on the database's threads; make the starter when nothing is there."""
        self._open(path, files.opener(path, make_starter))

    def ask_new(self) -> None:
        """Ask what a new catalogue begins with, and make it."""
        if (made := files.ask_new(self._window)) is not None:
            self._open(made[0], files.maker(*made))

    def ask_open(self) -> None:
        """Ask for another catalogue, and open it."""
        if (path := files.ask_open(self._window)) is not None:
            self.open(path)

    def _open(self, path: Path, opener: "Callable[[], Store]") -> None:
        self._wanted = path
        if not self._desk.is_open:
            self.path = path
        self._desk.open(opener, refused=self._refused)

    def _ready(self) -> None:
        self.path = self._wanted
        chosen = settings.load().opened(self.path)
        settings.save(chosen)
        self.recent.clear()
        for recent in chosen.recent:
            self.recent.addAction(recent, partial(self.open, Path(recent)))
        self._desk.start(office.backups.at_open, self.path, then=lambda _made: None)
        self.opened.emit()

    # -- when it does not ----------------------------------------------------------------------

    def _refused(self, error: ScoutError) -> None:
        path, self._wanted = self._wanted, self.path
        self.told.emit(error)
        offer = partial(self._offer, error, path)
        if isinstance(error, FileTrouble) and error.is_lost:
            self._desk.start(files.latest_copy, path, then=offer)
        else:
            offer(None)

    def _offer(self, error: ScoutError, path: Path, copy: "Copy | None") -> None:
        if files.offer_copy(self._window, error, copy) and copy is not None:
            self._desk.start(files.put_back, path, copy.file, then=self.open)
