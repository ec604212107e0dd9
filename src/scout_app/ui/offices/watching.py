"""A shared folder: the files of other offices that wait there."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from scout_app.bundle.writing import SUFFIX
from scout_app.ui import remembered
from scout_app.ui.desk import Desk

_POLL_MS = 20_000
"""File systems on a network do not always tell of changes."""
_KNOWN = "offices/known"
_MOST_KNOWN = 2_000


@dataclass(frozen=True, slots=True)
class Found:
    """A file in the folder."""

    path: Path
    size: int
    at: datetime


class Watch(QObject):
    """Lists the folder in the pool whenever it may have changed; it receives nothing itself."""

    found = Signal(object)
    """The Found files that wait, the oldest first."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder: Path | None = None
        self._desk = desk
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(lambda _path: self.look())
        self._clock = QTimer(self)
        self._clock.setInterval(_POLL_MS)
        self._clock.timeout.connect(self.look)

    def watch(self, folder: Path | None) -> None:
        """Watch a folder instead of the one before, or none."""
        if before := self._watcher.directories():
            self._watcher.removePaths(before)
        self.folder = folder
        self._clock.stop()
        if folder is None:
            self.found.emit(())
            return
        if folder.is_dir():
            self._watcher.addPath(str(folder))
        self._clock.start()
        self.look()

    def look(self) -> None:
        """List the folder now."""
        if self.folder is not None:
            self._desk.start(waiting, self.folder, known(), then=self._seen)

    def _seen(self, found: tuple[Found, ...]) -> None:
        self.found.emit(found)


def waiting(folder: Path, seen: frozenset[str], step: Callable[[float], None]) -> tuple[Found, ...]:
    """List the exchange files of a folder that were not dealt with; an absent folder has none."""
    step(0.0)
    found: list[Found] = []
    with suppress(OSError):
        for path in folder.iterdir():
            if path.suffix.lower() != SUFFIX or path.name in seen:
                continue
            with suppress(OSError):
                if path.is_file():
                    about = path.stat()
                    at = datetime.fromtimestamp(about.st_mtime, UTC)
                    found.append(Found(path, about.st_size, at))
    return tuple(sorted(found, key=lambda one: (one.at, one.path.name)))


def known() -> frozenset[str]:
    """Return the names of files that were sent from here, received, or set aside."""
    return frozenset(_names())


def remember(path: Path) -> None:
    """Do not list that file any more; the names of exchange files are each given once."""
    names = [name for name in _names() if name != path.name]
    remembered.settings().setValue(_KNOWN, "\n".join([*names, path.name][-_MOST_KNOWN:]))


def _names() -> list[str]:
    return str(remembered.settings().value(_KNOWN, "")).split("\n")
