"""The one door from a page to work: ask reads, do writes, start runs the long jobs."""

from collections.abc import Callable, Hashable
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from scout_app.errors import ScoutError
from scout_app.model.values import Officer
from scout_app.ui.answers import Answers, Refused
from scout_app.ui.callbacks import safe
from scout_app.ui.holding import Holding, Store
from scout_app.ui.job import Job
from scout_app.ui.lanes import Lane, Work

__all__ = ["Desk", "Job", "Store"]

Answer = TypeVar("Answer")

_LOOK_MS = 1_000
_POOL = 2


class Desk(QObject):
    """One thread writes, a second reads on its own connection, a small pool does the rest.

    Every method is called on the window's thread, and every callback and signal comes there.
    A callback whose widget is gone is dropped.
    """

    changed = Signal()
    """The catalogue changed, here or by another process."""
    refused = Signal(object)
    """A ScoutError that its asker did not take."""
    failed = Signal(object)
    """A bug: the exception with its traceback, already logged."""
    busy = Signal(bool)
    """Whether an answer is awaited."""
    ready = Signal()
    """A catalogue is open."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.officer: Officer | None = None
        self.who: Callable[[], Officer | None] = lambda: None
        """Asks who acts, at the first change; None drops the change."""
        self.is_open = False
        self._is_closed = False
        self._holding = Holding()
        self._answers = Answers(self)
        self._answers.refused.connect(self.refused)
        self._answers.failed.connect(self.failed)
        self._answers.busy.connect(self.busy)
        self._writing = Lane("writing")
        self._reading = Lane("reading")
        self._pool = Lane("pool", _POOL)
        self._held: list[tuple[Lane, Work]] = []
        self._is_looking = self._is_troubled = False
        self._clock = QTimer(self)
        self._clock.setInterval(_LOOK_MS)
        self._clock.timeout.connect(self._look)

    # -- what pages call -----------------------------------------------------------------------

    def open(self, opener: Callable[[], Store], refused: Refused | None = None) -> None:
        """Open a catalogue on the writing thread, and then close the one before.

        What is asked before `ready` waits for it. When the opener refuses, the one before stays.
        """
        ticket = self._answers.expect(self._opened, refused, must_know=True)
        work = partial(self._holding.switch, opener)
        self._writing.give(partial(self._answers.work, ticket, work))

    def reopen(
        self,
        change: Callable[[], Answer],
        opener: Callable[[], Store],
        then: Callable[[Answer], object],
        refused: Refused,
    ) -> None:
        """Have the file of the catalogue changed while nobody holds it open, then go on with it.

        `ready` comes before `then`. What is asked meanwhile waits.
        """

        def answer(found: Answer) -> None:
            self.ready.emit()
            then(found)

        ticket = self._answers.expect(answer, refused, must_know=True)
        work = partial(self._holding.reopen, change, opener)
        self._writing.give(partial(self._answers.work, ticket, work))

    def ask(
        self,
        verb: Callable[..., Answer],
        *args: object,
        then: Callable[[Answer], object],
        refused: Refused | None = None,
        key: Hashable = None,
        **kwargs: object,
    ) -> None:
        """Read: `verb(session, *args, **kwargs)`, its answer to `then`.

        Of the asks with one `key` only the newest is answered; the others are not even begun
        when there is still time. A desk that is closed answers nobody.
        """
        if self._is_closed:
            return
        ticket = self._answers.expect(then, refused, key=key)
        work = partial(self._holding.read, lambda session: verb(session, *args, **kwargs))
        self._give(self._reading, partial(self._answers.work, ticket, work))

    def do(
        self,
        verb: Callable[..., Answer],
        *args: object,
        then: Callable[[Answer], object] | None = None,
        refused: Refused | None = None,
        **kwargs: object,
    ) -> None:
        """Change: `verb(session, *args, **kwargs)` in one transaction by the officer.

        After the commit comes `changed`, then `then`. Without an officer `who` is asked first.
        Raises RuntimeError when the desk is closed: the change would be lost.
        """
        if self._is_closed:
            raise RuntimeError("a change came after the desk was closed")
        self.officer = self.officer or self.who()
        if self.officer is None:
            return
        ticket = self._answers.expect(then, refused, must_know=True)
        work = partial(self._write, self.officer, lambda session: verb(session, *args, **kwargs))
        self._give(self._writing, partial(self._answers.work, ticket, work))

    def do_long(
        self,
        verb: Callable[..., Answer],
        *args: object,
        then: Callable[[Answer], object],
        refused: Refused | None = None,
        progress: Callable[[float], object] | None = None,
        **kwargs: object,
    ) -> Job | None:
        """Change as `do` does, `verb(session, *args, step=…, **kwargs)`, saying how much is done.

        A cancelled change calls `refused` with Cancelled and leaves the catalogue as it was. None
        when nobody acts.
        """
        begun = Job(self._answers.send, safe(progress) if progress else None)
        if self._is_closed:
            raise RuntimeError("a change came after the desk was closed")
        self.officer = self.officer or self.who()
        if self.officer is None:
            return None
        ticket = self._answers.expect(then, refused, must_know=True)

        def call(session: Any) -> Answer:
            begun.check()
            return verb(session, *args, step=begun.step, **kwargs)

        work = partial(self._write, self.officer, call)
        self._give(self._writing, partial(self._answers.work, ticket, work))
        return begun

    def do_whole(
        self,
        verb: Callable[..., Answer],
        *args: object,
        then: Callable[[Answer], object],
        refused: Refused | None = None,
        progress: Callable[[float], object] | None = None,
        **kwargs: object,
    ) -> Job:
        """Do what opens its own transactions: `verb(store, *args, step=…, **kwargs)`.

        It takes its turn among the changes. Cancelled as `do_long` is. Raises RuntimeError when
        the desk is closed.
        """
        if self._is_closed:
            raise RuntimeError("a change came after the desk was closed")
        begun = Job(self._answers.send, safe(progress) if progress else None)
        ticket = self._answers.expect(then, refused, must_know=True)

        def call(store: Any) -> Answer:
            begun.check()
            return verb(store, *args, step=begun.step, **kwargs)

        work = partial(self._change, partial(self._holding.whole, call))
        self._give(self._writing, partial(self._answers.work, ticket, work))
        return begun

    def start(
        self,
        job: Callable[..., Answer],
        *args: object,
        then: Callable[[Answer], object],
        refused: Refused | None = None,
        progress: Callable[[float], object] | None = None,
        **kwargs: object,
    ) -> Job:
        """Run `job(*args, step=…, **kwargs)` in the pool; `step(share)` says how much is done.

        A cancelled job calls `refused` with Cancelled, if it is given, and never `then`.
        """
        begun = Job(self._answers.send, safe(progress) if progress else None)
        if self._is_closed:
            begun.cancel()
            return begun
        ticket = self._answers.expect(then, refused, job=begun)
        work = partial(_run, begun, partial(job, *args, step=begun.step, **kwargs))
        self._pool.give(partial(self._answers.work, ticket, work))
        return begun

    def close(self) -> None:
        """Finish the writes, stop the rest, end the threads and let go of the catalogue."""
        if self._is_closed:
            return
        self._is_closed = True
        self.is_open = False
        self._clock.stop()
        self._answers.forget_reads()
        self._release(self._writing)
        self._reading.close()
        self._writing.give(self._holding.close)
        self._writing.close()
        self._pool.close()

    # -- opening -------------------------------------------------------------------------------

    def _give(self, lane: Lane, work: Work) -> None:
        """Hand over the work, or hold it back until a catalogue is open."""
        if self.is_open:
            lane.give(work)
        else:
            self._held.append((lane, work))

    def _release(self, *lanes: Lane) -> None:
        held, self._held = self._held, []
        for lane, work in held:
            if lane in lanes:
                lane.give(work)

    def _opened(self, _: None) -> None:
        if self._is_closed:
            return
        self.is_open = True
        self._clock.start()
        self._release(self._writing, self._reading)
        self.ready.emit()

    # -- changes -------------------------------------------------------------------------------

    def _write(self, by: Officer, call: Callable[[Any], Answer]) -> Answer:
        return self._change(partial(self._holding.write, by, call))

    def _change(self, write: Callable[[], Answer]) -> Answer:
        """Write, on the writing thread; `changed` is sent ahead of the answer."""
        answer = write()
        if self._holding.has_committed():
            self._answers.send(self.changed.emit)
        return answer

    def _look(self) -> None:
        """Look for other processes' commits, on the reading thread, one look at a time."""
        if not self._is_looking:
            self._is_looking = True
            self._reading.give(self._see)

    def _see(self) -> None:
        trouble: ScoutError | None = None
        is_new = False
        try:
            is_new = self._holding.look()
        except ScoutError as error:
            trouble = error
        self._answers.send(partial(self._seen, is_new, trouble))

    def _seen(self, is_new: bool, trouble: ScoutError | None) -> None:
        """Tell what was seen; a trouble that lasts is told once."""
        self._is_looking = False
        if trouble and not self._is_troubled:
            self.refused.emit(trouble)
        self._is_troubled = trouble is not None
        if is_new:
            self.changed.emit()


def _run(job: Job, call: Callable[[], Answer]) -> Answer:
    """Run a job in the pool; one that was cancelled has no answer."""
    job.check()
    answer = call()
    job.check()
    return answer
