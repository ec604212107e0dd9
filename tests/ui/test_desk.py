"""The desk: reads and writes on their threads, answers on the window's, nothing lost on closing."""

import logging
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from scout_app.errors import Cancelled, FileTrouble, Refused, ScoutError
from scout_app.model.values import Officer
from scout_app.store.database import Store
from scout_app.ui.desk import Desk

Session = sqlite3.Connection


class Slips:
    """A store of one table in a file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connections = [self._connect() for _ in range(3)]
        self._writer, self._reader, self._watch = self._connections
        self._writer.execute("CREATE TABLE IF NOT EXISTS slip (n INTEGER PRIMARY KEY, words, by)")
        self.opened_on = threading.current_thread().name

    def _connect(self) -> Session:
        return sqlite3.connect(self.path, isolation_level=None, check_same_thread=False)

    @contextmanager
    def transaction(self, by: Officer) -> Iterator[Session]:
        self._writer.execute("BEGIN IMMEDIATE")
        try:
            yield self._writer
        except BaseException:
            self._writer.execute("ROLLBACK")
            raise
        self._writer.execute("UPDATE slip SET by = ? WHERE by IS NULL", [by.name])
        self._writer.execute("COMMIT")

    @contextmanager
    def reading(self) -> Iterator[Session]:
        yield self._reader

    def data_version(self) -> int:
        if not self.path.exists():
            raise FileTrouble(self.path, "missing")
        version: int = self._watch.execute("PRAGMA data_version").fetchone()[0]
        return version

    def close(self) -> None:
        for connection in self._connections:
            connection.close()


def write(session: Session, words: str) -> str:
    session.execute("INSERT INTO slip (words) VALUES (?)", [words])
    return threading.current_thread().name


def refuse(session: Session, words: str) -> None:
    write(session, words)
    raise Refused("closed")


def break_down(session: Session) -> None:
    write(session, "half")
    raise ZeroDivisionError


def read(session: Session) -> list[str]:
    return [words for (words,) in session.execute("SELECT words FROM slip ORDER BY n")]


def slips(path: Path) -> list[tuple[str, str]]:
    """What stands in the file, and who wrote it."""
    connection = sqlite3.connect(path)
    found = connection.execute("SELECT words, by FROM slip ORDER BY n").fetchall()
    connection.close()
    return found


@dataclass
class Gate:
    """Holds a verb back until the test lets it go on."""

    reached: threading.Event = field(default_factory=threading.Event)
    free: threading.Event = field(default_factory=threading.Event)

    def read(self, _session: Session, answer: str) -> str:
        self.pass_through()
        return answer

    def write(self, session: Session, words: str) -> None:
        self.pass_through()
        write(session, words)

    def pass_through(self) -> None:
        self.reached.set()
        assert self.free.wait(10)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "slips.db"


@pytest.fixture
def closed_desk(qtbot: QtBot, officer: Officer) -> Iterator[Desk]:
    """A desk on which nothing is open yet."""
    desk = Desk()
    desk.officer = officer
    yield desk
    desk.close()


@pytest.fixture
def desk(qtbot: QtBot, closed_desk: Desk, path: Path) -> Desk:
    with qtbot.waitSignal(closed_desk.ready):
        closed_desk.open(lambda: Slips(path))
    return closed_desk


@pytest.fixture
def told(desk: Desk) -> list[object]:
    """What the desk's signals said, in order."""
    said: list[object] = []
    desk.changed.connect(lambda: said.append("changed"))
    desk.refused.connect(said.append)
    desk.failed.connect(said.append)
    return said


def idle(qtbot: QtBot, desk: Desk, *acts: Callable[[], object]) -> None:
    """Do the acts and wait until every answer was given."""
    with qtbot.waitSignal(desk.busy, check_params_cb=lambda is_busy: not is_busy):
        for act in acts:
            act()


def test_what_was_written_is_read(qtbot: QtBot, desk: Desk, path: Path, officer: Officer) -> None:
    found: list[list[str]] = []
    idle(qtbot, desk, lambda: desk.do(write, "quay"), lambda: desk.do(write, "mill"))
    idle(qtbot, desk, lambda: desk.ask(read, then=found.append))
    assert found == [["quay", "mill"]]
    assert slips(path) == [("quay", officer.name), ("mill", officer.name)]


def test_each_kind_of_work_has_its_thread_and_answers_come_to_the_window(
    qtbot: QtBot, desk: Desk
) -> None:
    threads: dict[str, str] = {}
    answered: set[str] = set()

    def note(kind: str) -> Callable[[str], None]:
        def then(thread: str) -> None:
            threads[kind] = thread
            answered.add(threading.current_thread().name)

        return then

    here = threading.current_thread().name
    idle(
        qtbot,
        desk,
        lambda: desk.do(write, "quay", then=note("do")),
        lambda: desk.ask(lambda _session: threading.current_thread().name, then=note("ask")),
        lambda: desk.start(lambda step: threading.current_thread().name, then=note("start")),
    )
    assert answered == {here}
    assert len({here, *threads.values()}) == 4


def test_the_catalogue_is_opened_and_written_on_one_thread(
    qtbot: QtBot, closed_desk: Desk, path: Path
) -> None:
    opened: list[Slips] = []

    def opener() -> Slips:
        opened.append(Slips(path))
        return opened[0]

    writers: list[str] = []
    closed_desk.open(opener)
    idle(qtbot, closed_desk, lambda: closed_desk.do(write, "quay", then=writers.append))
    assert writers == [opened[0].opened_on]


def test_work_asked_before_the_catalogue_is_open_waits_for_it(
    qtbot: QtBot, closed_desk: Desk, path: Path
) -> None:
    order: list[object] = []
    closed_desk.ready.connect(lambda: order.append("ready"))
    closed_desk.do(write, "quay", then=lambda _: closed_desk.ask(read, then=order.append))
    assert not closed_desk.is_open
    idle(qtbot, closed_desk, lambda: closed_desk.open(lambda: Slips(path)))
    assert order == ["ready", ["quay"]]
    assert closed_desk.is_open


def test_writes_are_done_in_the_order_given(qtbot: QtBot, desk: Desk, path: Path) -> None:
    words = [f"slip {n}" for n in range(50)]

    def all_of_them() -> None:
        for word in words:
            desk.do(write, word)

    idle(qtbot, desk, all_of_them)
    assert [found for found, _by in slips(path)] == words


def test_a_read_does_not_wait_for_a_write(qtbot: QtBot, desk: Desk) -> None:
    gate = Gate()
    found: list[list[str]] = []
    desk.do(gate.write, "quay")
    assert gate.reached.wait(10)
    desk.ask(read, then=found.append)
    qtbot.waitUntil(lambda: found == [[]])
    idle(qtbot, desk, gate.free.set)


def test_the_change_is_told_before_the_answer(qtbot: QtBot, desk: Desk, told: list[object]) -> None:
    idle(qtbot, desk, lambda: desk.do(write, "quay", then=lambda _: told.append("then")))
    assert told == ["changed", "then"]


def test_a_transaction_that_changed_nothing_is_not_told(
    qtbot: QtBot, desk: Desk, told: list[object]
) -> None:
    idle(qtbot, desk, lambda: desk.do(read, then=told.append))
    assert told == [[]]


def test_of_asks_with_one_key_only_the_newest_is_answered(qtbot: QtBot, desk: Desk) -> None:
    gate = Gate()
    begun: list[str] = []
    answers: list[str] = []

    def search(_session: Session, text: str) -> str:
        begun.append(text)
        return text

    desk.ask(gate.read, "q", then=answers.append, key="search")
    assert gate.reached.wait(10)
    for text in ("qu", "qua", "quay"):
        desk.ask(search, text, then=answers.append, key="search")
    desk.ask(search, "other", then=answers.append, key="elsewhere")
    idle(qtbot, desk, gate.free.set)
    assert begun == ["quay", "other"]
    assert answers == ["quay", "other"]


def test_a_refusal_goes_to_its_asker_and_leaves_nothing(
    qtbot: QtBot, desk: Desk, told: list[object], path: Path
) -> None:
    refusals: list[ScoutError] = []
    idle(qtbot, desk, lambda: desk.do(refuse, "quay", refused=refusals.append))
    assert [type(error) for error in refusals] == [Refused]
    assert told == []
    assert slips(path) == []


def test_a_refusal_that_nobody_takes_is_a_signal(
    qtbot: QtBot, desk: Desk, told: list[object]
) -> None:
    idle(qtbot, desk, lambda: desk.ask(refuse, "quay", then=told.append))
    assert [type(error) for error in told] == [Refused]


def test_a_bug_is_logged_with_its_traceback_and_rolled_back(
    qtbot: QtBot,
    desk: Desk,
    told: list[object],
    path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.ERROR):
        idle(qtbot, desk, lambda: desk.do(break_down, then=told.append))
    assert [type(error) for error in told] == [ZeroDivisionError]
    assert [record.exc_info is not None for record in caplog.records] == [True]
    assert slips(path) == []
    idle(qtbot, desk, lambda: desk.do(write, "after"))
    assert [words for words, _by in slips(path)] == ["after"]


def test_the_first_change_asks_who_acts_and_only_the_first(
    qtbot: QtBot, desk: Desk, path: Path, officer: Officer
) -> None:
    asked: list[str] = []

    def who() -> Officer:
        asked.append(threading.current_thread().name)
        return officer

    desk.officer = None
    desk.who = who
    idle(qtbot, desk, lambda: desk.do(write, "quay"), lambda: desk.do(write, "mill"))
    assert asked == [threading.current_thread().name]
    assert [by for _words, by in slips(path)] == [officer.name] * 2


def test_a_change_without_an_officer_is_dropped(qtbot: QtBot, desk: Desk, path: Path) -> None:
    desk.officer = None
    desk.do(write, "quay")
    found: list[list[str]] = []
    idle(qtbot, desk, lambda: desk.ask(read, then=found.append))
    assert found == [[]]
    assert slips(path) == []


def test_closing_finishes_the_writes_and_skips_the_reads(
    qtbot: QtBot, desk: Desk, path: Path
) -> None:
    gate = Gate()
    begun: list[str] = []
    desk.do(gate.write, "first")
    for n in range(20):
        desk.do(write, f"slip {n}")
    assert gate.reached.wait(10)
    held = Gate()
    desk.ask(held.read, "held", then=begun.append)
    assert held.reached.wait(10)

    def read(_session: object) -> str:
        begun.append("read")
        return "read"

    desk.ask(read, then=begun.append)
    for late in (gate, held):
        threading.Timer(0.05, late.free.set).start()
    desk.close()
    assert len(slips(path)) == 21
    assert begun == []


def test_closing_lets_go_of_threads_and_of_the_file(qtbot: QtBot, desk: Desk, path: Path) -> None:
    idle(qtbot, desk, lambda: desk.start(lambda step: None, then=print))
    desk.close()
    names = [thread.name.split("-")[0] for thread in threading.enumerate()]
    assert not {"writing", "reading", "pool"} & set(names)
    path.rename(path.with_suffix(".moved"))


def test_after_closing_nobody_is_answered_and_a_change_is_a_bug(
    qtbot: QtBot, desk: Desk, told: list[object]
) -> None:
    desk.close()
    desk.ask(read, then=told.append)
    assert desk.start(lambda step: 1, then=told.append).is_cancelled
    with pytest.raises(RuntimeError):
        desk.do(write, "quay")
    assert told == []


def test_the_answer_for_a_deleted_widget_is_dropped(qtbot: QtBot, desk: Desk) -> None:
    bound, captured = QLabel(), QLabel()
    gate = Gate()
    desk.ask(gate.read, "quay", then=bound.setText)
    desk.ask(gate.read, "quay", then=lambda text: captured.setText(text))
    assert gate.reached.wait(10)
    for label in (bound, captured):
        delete(qtbot, label)
    idle(qtbot, desk, gate.free.set)


def delete(qtbot: QtBot, widget: QObject) -> None:
    with qtbot.waitSignal(widget.destroyed):
        widget.deleteLater()


class Form(QObject):
    """Something that a change's refusal belongs to."""

    def take(self, error: ScoutError) -> None:
        raise AssertionError("the form is gone")


def test_a_refused_change_is_told_even_when_its_form_is_gone(
    qtbot: QtBot, desk: Desk, told: list[object]
) -> None:
    form, gate = Form(), Gate()
    desk.do(gate.write, "first")
    desk.do(refuse, "quay", refused=form.take)
    delete(qtbot, form)
    idle(qtbot, desk, gate.free.set)
    assert [type(word) for word in told if word != "changed"] == [Refused]


def test_a_job_steps_and_answers(qtbot: QtBot, desk: Desk) -> None:
    shares: list[float] = []
    answers: list[int] = []

    def count(to: int, step: Callable[[float], None]) -> int:
        for n in range(to):
            step((n + 1) / to)
        return to

    idle(qtbot, desk, lambda: desk.start(count, 1000, then=answers.append, progress=shares.append))
    assert answers == [1000]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_a_cancelled_job_stops_at_its_next_step(
    qtbot: QtBot, desk: Desk, told: list[object]
) -> None:
    gate = Gate()
    refusals: list[ScoutError] = []
    after: list[str] = []

    def work(step: Callable[[float], None]) -> None:
        gate.pass_through()
        step(0.5)
        after.append("went on")

    job = desk.start(work, then=told.append, refused=refusals.append)
    assert gate.reached.wait(10)
    job.cancel()
    idle(qtbot, desk, gate.free.set)
    assert [type(error) for error in refusals] == [Cancelled]
    assert (after, told) == ([], [])


def test_another_process_is_heard(qtbot: QtBot, desk: Desk, path: Path) -> None:
    other = Slips(path)
    with (
        qtbot.waitSignal(desk.changed),
        other.transaction(Officer("Sacha", "Ailleurs")) as session,
    ):
        write(session, "quay")
    other.close()


def test_a_file_that_is_gone_is_told_once(
    qtbot: QtBot, desk: Desk, told: list[object], path: Path
) -> None:
    away = path.rename(path.with_suffix(".away"))
    with qtbot.waitSignal(desk.refused):
        pass
    away.rename(path)
    other = Slips(path)
    with qtbot.waitSignal(desk.changed), other.transaction(Officer("Sacha", "")) as session:
        write(session, "quay")
    other.close()
    assert [type(word) for word in told] == [FileTrouble, str]


def test_a_catalogue_that_does_not_open_leaves_the_one_before(
    qtbot: QtBot, desk: Desk, path: Path
) -> None:
    refusals: list[ScoutError] = []
    found: list[Any] = []

    def opener() -> Slips:
        raise FileTrouble(path, "damaged")

    idle(qtbot, desk, lambda: desk.open(opener, refused=refusals.append))
    idle(qtbot, desk, lambda: desk.do(write, "quay"), lambda: desk.ask(read, then=found.append))
    assert [type(error) for error in refusals] == [FileTrouble]
    assert [words for words, _by in slips(path)] == ["quay"]


def test_another_catalogue_takes_the_place_of_the_first(
    qtbot: QtBot, desk: Desk, path: Path
) -> None:
    second = path.with_name("second.db")
    desk.do(write, "first")
    with qtbot.waitSignal(desk.ready):
        desk.open(lambda: Slips(second))
    idle(qtbot, desk, lambda: desk.do(write, "second"))
    assert [words for words, _by in slips(path)] == ["first"]
    assert [words for words, _by in slips(second)] == ["second"]
    path.rename(path.with_suffix(".moved"))


def test_the_real_store_can_lie_on_the_desk(
    qtbot: QtBot, closed_desk: Desk, blank: Path, officer: Officer
) -> None:
    from scout_app.office import settings

    found: list[object] = []
    with qtbot.waitSignal(closed_desk.ready):
        closed_desk.open(lambda: Store(blank))
    idle(
        qtbot,
        closed_desk,
        lambda: closed_desk.ask(settings.number, "option_days", then=found.append),
    )
    assert found == [10]
