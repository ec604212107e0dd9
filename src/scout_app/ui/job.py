"""A long job under way: it says how far it is, and can be asked to stop."""

import threading
from collections.abc import Callable

from scout_app.errors import Cancelled


class Job:
    """One call in the pool; `step` is handed to it, the rest is for the window."""

    def __init__(
        self,
        send: Callable[[Callable[[], None]], None],
        progress: Callable[[float], object] | None,
    ) -> None:
        """`send` runs an act on the window's thread, where `progress` is to be called."""
        self._send = send
        self._progress = progress
        self._stop = threading.Event()
        self._turn = threading.Lock()
        self._untold: float | None = None

    def cancel(self) -> None:
        """Ask the job to stop at its next step; one not begun never begins."""
        self._stop.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether it was asked to stop."""
        return self._stop.is_set()

    def check(self) -> None:
        """Raise Cancelled when the job was asked to stop."""
        if self.is_cancelled:
            raise Cancelled

    def step(self, share: float) -> None:
        """Say how much is done, 0 to 1; called by the job, on its thread. Raises Cancelled."""
        self.check()
        if self._progress is None:
            return
        with self._turn:
            is_sent, self._untold = self._untold is not None, share
        # However fast the job steps, at most one report waits for the window.
        if not is_sent:
            self._send(self._report)

    def _report(self) -> None:
        with self._turn:
            share, self._untold = self._untold, None
        if share is not None and self._progress is not None and not self.is_cancelled:
            self._progress(share)
