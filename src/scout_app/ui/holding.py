"""The open catalogue as the desk's threads share it."""

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from typing import Any, Protocol, TypeVar

from scout_app.errors import Cancelled, ScoutError
from scout_app.model.values import Officer

Answer = TypeVar("Answer")


class Store(Protocol):
    """What the desk needs of an open catalogue."""

    def transaction(self, by: Officer) -> AbstractContextManager[Any]:
        """Give a session that writes; committed together or not at all."""

    def reading(self) -> AbstractContextManager[Any]:
        """Give a session that only reads."""

    def data_version(self) -> int:
        """Return a number that changes when anyone commits."""

    def close(self) -> None:
        """Let go of the file."""


class Holding:
    """One catalogue at a time; it is changed for another only while nobody reads."""

    def __init__(self) -> None:
        self._store: Store | None = None
        self._reading = threading.Lock()
        self._counting = threading.Lock()
        self._version = 0

    def switch(self, opener: Callable[[], Store]) -> None:
        """Open a catalogue and close the one before; if it does not open, that one stays."""
        store = opener()
        version = store.data_version()
        with self._reading:
            before, self._store = self._store, store
            self._version = version
            if before is not None:
                before.close()

    def reopen(self, change: Callable[[], Answer], opener: Callable[[], Store]) -> Answer:
        """Let go of the catalogue, change its file, and open it again whatever came of that."""
        with self._reading:
            self._open().close()
            self._store = None
            try:
                return change()
            finally:
                self._store = opener()
                self._version = self._store.data_version()

    def read(self, call: Callable[[Any], Answer]) -> Answer:
        """Make the call with a session that reads."""
        with self._reading, self._open().reading() as session:
            return call(session)

    def write(self, by: Officer, call: Callable[[Any], Answer]) -> Answer:
        """Make the call with a session that writes, and commit."""
        with self._open().transaction(by=by) as session:
            return call(session)

    def whole(self, call: Callable[[Any], Answer]) -> Answer:
        """Make the call with the catalogue itself, which opens its own transactions."""
        return call(self._open())

    def has_changed(self) -> bool:
        """Tell whether anyone, here or elsewhere, committed since this was last asked."""
        with self._counting:
            version = self._open().data_version()
            was, self._version = self._version, version
        return version != was

    def has_committed(self) -> bool:
        """Tell the same after a commit, which stands even when the file has gone since."""
        with suppress(ScoutError):
            return self.has_changed()
        return True

    def look(self) -> bool:
        """Tell the same on the reading thread; False when no catalogue is open."""
        with self._reading:
            return self._store is not None and self.has_changed()

    def close(self) -> None:
        """Let go of the catalogue."""
        with self._reading:
            if self._store is not None:
                self._store.close()
            self._store = None

    def _open(self) -> Store:
        if self._store is None:
            # Only on the way out: the desk holds work back until a catalogue is open.
            raise Cancelled
        return self._store
