"""Who waits for which answer: work runs on any thread, its answer comes to the window's thread."""

import itertools
import logging
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from scout_app.errors import Cancelled, ScoutError
from scout_app.ui.callbacks import Safe, safe
from scout_app.ui.job import Job
from scout_app.ui.lanes import Post, Work

Refused = Callable[[ScoutError], object]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Asker:
    """Who waits; kept on the window's thread, so that no widget dies on another."""

    then: Safe | None
    refused: Safe | None
    key: Hashable
    job: Job | None
    must_know: bool
    """A refusal reaches the officer even when the asker is gone: the act came to nothing."""


class Answers(QObject):
    """The askers, by the number of their ticket."""

    refused = Signal(object)
    failed = Signal(object)
    busy = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._post = Post(self)
        self._askers: dict[int, _Asker] = {}
        self._latest: dict[Hashable, int] = {}
        self._numbers = itertools.count()
        self._is_busy = False

    def send(self, act: Work) -> None:
        """Have the act run on the window's thread, after what was sent before; from any thread."""
        self._post.send(act)

    # -- on the window's thread ----------------------------------------------------------------

    def expect(
        self,
        then: Callable[[Any], object] | None,
        refused: Refused | None,
        *,
        key: Hashable = None,
        job: Job | None = None,
        must_know: bool = False,
    ) -> int:
        """Note who waits and return the ticket; an older asker with the same key is forgotten."""
        ticket = next(self._numbers)
        safely = safe(then) if then else None
        refusing = safe(refused) if refused else None
        self._askers[ticket] = _Asker(safely, refusing, key, job, must_know)
        if key is not None:
            self._askers.pop(self._latest.get(key, -1), None)
            self._latest[key] = ticket
        self._tell_busy()
        return ticket

    def forget_reads(self) -> None:
        """Forget who only asked to know; jobs are cancelled."""
        for ticket, asker in list(self._askers.items()):
            if asker.job:
                asker.job.cancel()
            elif not asker.must_know:
                del self._askers[ticket]
        self._tell_busy()

    def _answer(self, ticket: int, answer: object) -> None:
        if (asker := self._leave(ticket)) and asker.then:
            asker.then(answer)
        self._tell_busy()

    def _refuse(self, ticket: int, error: ScoutError) -> None:
        asker = self._leave(ticket)
        if asker and not self._told(asker, error) and not isinstance(error, Cancelled):
            self.refused.emit(error)
        self._tell_busy()

    @staticmethod
    def _told(asker: _Asker, error: ScoutError) -> bool:
        if asker.refused is None:
            return False
        return asker.refused(error) or not asker.must_know

    def _fail(self, ticket: int, error: Exception) -> None:
        self._leave(ticket)
        self.failed.emit(error)
        self._tell_busy()

    def _leave(self, ticket: int) -> _Asker | None:
        asker = self._askers.pop(ticket, None)
        if asker and self._latest.get(asker.key) == ticket:
            del self._latest[asker.key]
        return asker

    def _tell_busy(self) -> None:
        if self._is_busy != bool(self._askers):
            self._is_busy = bool(self._askers)
            self.busy.emit(self._is_busy)

    # -- on any thread -------------------------------------------------------------------------

    def work(self, ticket: int, call: Callable[[], object]) -> None:
        """Make the call, unless nobody waits any more, and send what came of it."""
        if ticket not in self._askers:
            return
        try:
            answer = call()
        except ScoutError as error:
            _log.info("refused: %s", type(error).__name__)
            self.send(partial(self._refuse, ticket, error))
        except Exception as error:
            _log.exception("a bug")
            self.send(partial(self._fail, ticket, error))
        else:
            self.send(partial(self._answer, ticket, answer))
