"""Bookings carried to other days, by mouse and by keys, on a real catalogue."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from scout_app.model.values import Officer, Period, State
from scout_app.office import history, moves
from scout_app.ui.calendar.canvas import HEAD
from scout_app.ui.calendar.grid import Grid
from scout_app.ui.calendar.picture import AIR, LANE
from tests.ui.calendar.stage import Stage

Days = Callable[..., Period]
Key = Qt.Key
_LEFT = Qt.MouseButton.LeftButton
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def grid(stage: Stage) -> Grid:
    """Return the calendar, days wide enough for the ends of their bars."""
    made = stage.page.grid
    made.zoom(2)
    made.look_at(made.today, made.today + 12)
    return made


def shown(stage: Stage, booking: UUID) -> None:
    """Wait until a booking is painted."""
    grid = stage.page.grid
    stage.qtbot.waitUntil(lambda: grid.scene is not None and bool(grid.scene.own(booking)))


def at(grid: Grid, site: UUID, day: int, within: float = 0.5) -> QPoint:
    """Return a point in the first lane of a site, so far into a day after today."""
    assert grid.scene is not None
    place = grid.scene.place_of(site)
    assert place is not None
    x = grid.side + grid.scale.x(grid.today + day) + grid.scale.day * within
    return QPoint(round(x), HEAD + grid.scene.tops[place] + AIR // 2 + LANE // 2)


def carry(grid: Grid, first: QPoint, last: QPoint, drop: bool = True) -> None:
    view = grid.viewport()
    QTest.mousePress(view, _LEFT, _NONE, first)
    QTest.mouseMove(view, (first + last) / 2)
    QTest.mouseMove(view, last)
    if drop:
        QTest.mouseRelease(view, _LEFT, _NONE, last)


def holds(grid: Grid) -> bool:
    """Tell whether a booking is in the hand."""
    return grid.grip is not None


def days_of(stage: Stage, booking: UUID) -> list[Period]:
    return [span.period for span in stage.detail(booking).spans]


def painted(stage: Stage, booking: UUID) -> list[Period]:
    scene = stage.page.grid.scene
    return [bar.period for bar in scene.own(booking)] if scene else []


def test_a_bar_is_dragged_to_other_days_and_undo_takes_it_back(
    qtbot: QtBot, stage: Stage, grid: Grid, stretch: Days, officer: Officer
) -> None:
    booking = stage.hold(stage.quay, stage.marius, stretch(2, 4))
    shown(stage, booking)
    carry(grid, at(grid, stage.quay, 3), at(grid, stage.quay, 6), drop=False)
    assert grid.grip is not None
    assert grid.grip.spans == (stretch(5, 7),)
    qtbot.waitUntil(lambda: grid.note is not None and "1st option" in grid.note.said)
    QTest.mouseRelease(grid.viewport(), _LEFT, _NONE, at(grid, stage.quay, 6))
    qtbot.waitUntil(lambda: painted(stage, booking) == [stretch(5, 7)])
    assert not holds(grid)
    assert days_of(stage, booking) == [stretch(5, 7)]
    qtbot.waitUntil(lambda: "Moved" in stage.page.legend.said.text())
    with stage.store.transaction(officer) as session:
        history.undo(session)
    assert days_of(stage, booking) == [stretch(2, 4)]


@pytest.mark.parametrize(
    ("taken", "within", "to", "days"), [(2, 0.05, 1, (1, 4)), (4, 0.95, 7, (2, 7))]
)
def test_an_end_is_dragged_to_stretch_a_booking(
    qtbot: QtBot, stage: Stage, grid: Grid, stretch: Days, taken: int, within: float, to: int,
    days: tuple[int, int],
) -> None:  # fmt: skip
    booking = stage.hold(stage.quay, stage.marius, stretch(2, 4))
    shown(stage, booking)
    carry(grid, at(grid, stage.quay, taken, within), at(grid, stage.quay, to, within))
    qtbot.waitUntil(lambda: painted(stage, booking) == [stretch(*days)])


def test_a_refusal_names_the_rival_and_the_bar_goes_back(
    qtbot: QtBot, stage: Stage, grid: Grid, stretch: Days
) -> None:
    booking = stage.hold(stage.quay, stage.marius, stretch(2, 4))
    other = stage.hold(stage.quay, stage.taxi, stretch(7, 9), State.CONFIRMED)
    shown(stage, other)
    carry(grid, at(grid, stage.quay, 3), at(grid, stage.quay, 7), drop=False)
    qtbot.waitUntil(lambda: grid.note is not None and grid.note.is_refusal)
    QTest.mouseRelease(grid.viewport(), _LEFT, _NONE, at(grid, stage.quay, 7))
    qtbot.waitUntil(lambda: grid.grip is None)
    assert grid.note is not None
    assert "Taxi 6" in grid.note.said
    assert "Taxi 6" in stage.page.legend.said.text()
    assert painted(stage, booking) == days_of(stage, booking) == [stretch(2, 4)]


def test_escape_lets_go_in_the_middle_of_a_drag(
    qtbot: QtBot, stage: Stage, grid: Grid, stretch: Days
) -> None:
    booking = stage.hold(stage.quay, stage.marius, stretch(2, 4))
    shown(stage, booking)
    carry(grid, at(grid, stage.quay, 3), at(grid, stage.quay, 6), drop=False)
    QTest.keyClick(grid, Key.Key_Escape)
    assert not holds(grid)
    QTest.mouseMove(grid.viewport(), at(grid, stage.quay, 8))
    QTest.mouseRelease(grid.viewport(), _LEFT, _NONE, at(grid, stage.quay, 8))
    assert not holds(grid)
    assert stage.page.side.shown is None
    assert days_of(stage, booking) == [stretch(2, 4)]


def test_a_booking_stays_on_its_site(qtbot: QtBot, stage: Stage, grid: Grid, stretch: Days) -> None:
    booking = stage.hold(stage.quay, stage.marius, stretch(2, 4))
    shown(stage, booking)
    carry(grid, at(grid, stage.quay, 3), at(grid, stage.hall, 3))
    assert not holds(grid)
    assert grid.note is not None
    assert "stays on its site" in grid.note.said


def test_confirmed_days_that_meet_options_ask_their_fate(
    qtbot: QtBot, stage: Stage, grid: Grid, stretch: Days
) -> None:
    booking = stage.hold(stage.quay, stage.marius, stretch(2, 4), State.CONFIRMED)
    rival = stage.hold(stage.quay, stage.taxi, stretch(6, 8))
    shown(stage, rival)
    fates = stage.page.dropping.fates
    for end in ("leave", "answer"):
        carry(grid, at(grid, stage.quay, 3), at(grid, stage.quay, 6))
        qtbot.waitUntil(fates.isVisible)
        assert "Taxi 6" in fates.rivals.question.text()
        if end == "leave":
            QTest.keyClick(fates.rivals.relegate, Key.Key_Escape)
            assert not holds(grid)
            assert not fates.isVisible()
            assert days_of(stage, booking) == [stretch(2, 4)]
    stage.press(fates.rivals.relegate)
    qtbot.waitUntil(lambda: days_of(stage, booking) == [stretch(5, 7)])
    assert stage.states(rival) == [State.RELEGATED]
    qtbot.waitUntil(lambda: grid.grip is None and not fates.isVisible())


def test_m_takes_arrows_move_and_enter_drops(
    qtbot: QtBot, stage: Stage, grid: Grid, stretch: Days
) -> None:
    booking = stage.hold(stage.quay, stage.marius, stretch(2, 4))
    shown(stage, booking)
    assert grid.choose(stage.quay, stretch(3))
    QTest.keyClick(grid, Key.Key_M)
    QTest.keyClick(grid, Key.Key_Right)
    QTest.keyClick(grid, Key.Key_Right)
    QTest.keyClick(grid, Key.Key_Right, _SHIFT)
    QTest.keyClick(grid, Key.Key_Left, _ALT)
    assert grid.grip is not None
    assert grid.grip.spans == (stretch(3, 7),)
    QTest.keyClick(grid, Key.Key_Return)
    qtbot.waitUntil(lambda: painted(stage, booking) == [stretch(3, 7)])
    QTest.keyClick(grid, Key.Key_M)
    QTest.keyClick(grid, Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(grid, Key.Key_Escape)
    assert not holds(grid)
    assert days_of(stage, booking) == [stretch(3, 7)]


def test_m_on_a_free_day_says_that_there_is_nothing_to_move(stage: Stage, grid: Grid) -> None:
    QTest.keyClick(grid, Key.Key_M)
    assert not holds(grid)
    assert grid.note is not None
    assert "No booking" in grid.note.said


def test_m_again_takes_the_next_booking_of_the_day(stage: Stage, grid: Grid, stretch: Days) -> None:
    first = stage.hold(stage.quay, stage.marius, stretch(2, 4))
    second = stage.hold(stage.quay, stage.taxi, stretch(2, 4))
    shown(stage, second)
    assert grid.choose(stage.quay, stretch(3))
    taken = []
    for _ in range(3):
        QTest.keyClick(grid, Key.Key_M)
        assert grid.grip is not None
        taken.append(grid.grip.bar.booking)
    assert taken == [first, second, first]


def test_what_another_officer_moved_meanwhile_leaves_the_hand(
    qtbot: QtBot, stage: Stage, grid: Grid, stretch: Days, today: date, officer: Officer
) -> None:
    booking = stage.hold(stage.quay, stage.marius, stretch(2, 4))
    shown(stage, booking)
    carry(grid, at(grid, stage.quay, 3), at(grid, stage.quay, 6), drop=False)
    stage.hold(stage.hall, stage.taxi, stretch(2, 4))
    stage.page.refresh()
    qtbot.waitUntil(lambda: grid.scene is not None and len(grid.scene.bars(stretch(0, 9))) == 2)
    assert grid.grip is not None
    with stage.store.transaction(officer) as session:
        moves.move(session, booking, stretch(9, 11), today=today)
    stage.page.refresh()
    qtbot.waitUntil(lambda: grid.grip is None)
