"""Threads that take work in turn, and the way by which answers come back to the window's thread."""

import threading
from collections.abc import Callable
from queue import SimpleQueue

from PySide6.QtCore import QObject, Qt, Signal

Work = Callable[[], None]


class Lane:
    """One thread, or a few, that do what they are handed in the order of handing."""

    def __init__(self, name: str, threads: int = 1) -> None:
        self._work: SimpleQueue[Work | None] = SimpleQueue()
        self._threads = [
            threading.Thread(target=self._run, name=f"{name}-{n}", daemon=True)
            for n in range(threads)
        ]
        self._is_running = False

    def give(self, work: Work) -> None:
        """Hand over work, which must not raise; the threads start at the first."""
        if not self._is_running:
            self._is_running = True
            for thread in self._threads:
                thread.start()
        self._work.put(work)

    def close(self) -> None:
        """Wait until all that was handed over is done, and end the threads."""
        if not self._is_running:
            return
        for _thread in self._threads:
            self._work.put(None)
        for thread in self._threads:
            thread.join()
        self._is_running = False

    def leave(self) -> None:
        """End the threads once all that was handed over is done, without waiting for it."""
        if self._is_running:
            for _thread in self._threads:
                self._work.put(None)

    def _run(self) -> None:
        while (work := self._work.get()) is not None:
            work()
            # An idle thread must not keep alive what its last work held.
            del work


class Post(QObject):
    """Runs what other threads hand it on the thread that made it, in the order of handing."""

    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._posted.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def send(self, act: Work) -> None:
        """Have the act run when the window's thread is free; callable from any thread."""
        self._posted.emit(act)

    def _deliver(self, act: Work) -> None:
        act()
