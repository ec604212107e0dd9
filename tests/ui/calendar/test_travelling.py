"""The calendar travelled as a map, folded as a tree, and its contested days at any distance."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QSignalSpy, QTest
from pytestqt.qtbot import QtBot

from scout_app.model.values import Period, State
from scout_app.ui import remembered
from scout_app.ui.calendar.canvas import HEAD
from scout_app.ui.calendar.frame import FOLD, fold_at
from scout_app.ui.calendar.grid import Grid

Days = Callable[..., Period]
Key = Qt.Key
_LEFT, _MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
_NONE = Qt.KeyboardModifier.NoModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(autouse=True)
def _unfolded() -> Iterator[None]:
    """Begin with nothing folded, and leave nothing folded."""
    remembered.settings().remove("calendar/folded")
    yield
    remembered.settings().remove("calendar/folded")


@pytest.fixture
def grid(qtbot: QtBot, drawing: Any, stretch: Days) -> Grid:
    """Return a studio with a stage that is contested, and many other sites."""
    contested = replace(drawing.bar(stretch(2, 3), State.CONFIRMED), contested=True)
    drawing.row("Studio", shadows=[contested])
    drawing.row("Stage 1", contested, depth=1)
    drawing.row("Stage 2", depth=1)
    for n in range(60):
        drawing.row(f"Site {n}", drawing.bar(stretch(n, n + 1)))
    return opened(qtbot, drawing, stretch)


def opened(qtbot: QtBot, drawing: Any, stretch: Days) -> Grid:
    made = Grid(stretch(0).first)
    qtbot.addWidget(made)
    made.resize(1218, 600)
    made.show()
    made.show_scene(drawing.scene(stretch(-600, 1500)))
    return made


def names(grid: Grid) -> list[str]:
    assert grid.scene is not None
    return [line.row.site.name for line in grid.scene.lines][:4]


@pytest.mark.parametrize("with_space", [True, False])
def test_the_ground_is_dragged_both_ways(grid: Grid, with_space: bool) -> None:
    view, left, at = grid.viewport(), grid.scale.left, grid.cursor_at
    button = _LEFT if with_space else _MIDDLE
    if with_space:
        QTest.keyPress(grid, Key.Key_Space)
    QTest.mousePress(view, button, _NONE, QPoint(700, 400))
    QTest.mouseMove(view, QPoint(620, 300))
    QTest.mouseRelease(view, button, _NONE, QPoint(620, 300))
    QTest.keyRelease(grid, Key.Key_Space)
    assert grid.scale.left == pytest.approx(left + 80 / grid.scale.day)
    assert grid.verticalScrollBar().value() == 100
    assert grid.cursor_at == at
    assert not grid.is_panning


def test_plus_and_minus_zoom(grid: Grid) -> None:
    QTest.keyClick(grid, Key.Key_Plus)
    assert grid.scale.days == 31
    QTest.keyClick(grid, Key.Key_Minus)
    assert grid.scale.days == 61


def test_a_slow_pinch_adds_up(grid: Grid) -> None:
    for _ in range(40):
        grid.nearer(0.98, 700)
    assert 125 < grid.scale.days < 150
    for _ in range(200):
        grid.nearer(1.02, 700)
    assert grid.scale.days == 14
    for _ in range(30):
        grid.nearer(0.98, 700)
    assert grid.scale.days > 20


def red(grid: Grid, place: int) -> bool:
    """Tell whether the colour of what is contested is on a line."""
    assert grid.scene is not None
    picture = grid.viewport().grab().toImage()
    ratio = picture.devicePixelRatio()
    wanted = grid.view().colours.contested
    middle = HEAD + grid.scene.tops[place] + 12
    row = [picture.pixelColor(x, round(middle * ratio))
           for x in range(round(grid.side * ratio), picture.width())]  # fmt: skip
    return wanted in row


@pytest.mark.parametrize("days", [14, 61, 366, 1096, 1827])
def test_a_contested_booking_is_framed_at_any_distance(grid: Grid, days: int) -> None:
    grid.look(grid.scale.zoomed_to(days, 150))
    assert red(grid, 1)
    grid.fold(0)
    assert red(grid, 0)


def test_f_folds_a_whole_and_it_stays_folded(
    qtbot: QtBot, grid: Grid, drawing: Any, stretch: Days
) -> None:
    QTest.keyClick(grid, Key.Key_Down)
    QTest.keyClick(grid, Key.Key_F)
    assert names(grid) == ["Studio", "Site 0", "Site 1", "Site 2"]
    assert "2 parts folded in" in grid.said()
    again = opened(qtbot, drawing, stretch)
    assert names(again)[1] == "Site 0"
    assert drawing.rows[2].site.name == "Stage 2"
    assert again.choose(drawing.rows[2].site.id, stretch(5))
    assert names(again)[1:3] == ["Stage 1", "Stage 2"]
    QTest.keyClick(again, Key.Key_F, _SHIFT)
    assert names(again)[1] == "Site 0"
    QTest.keyClick(again, Key.Key_F, _SHIFT)
    assert names(again)[1] == "Stage 1"


def test_a_click_on_the_arrow_folds(grid: Grid) -> None:
    changed = QSignalSpy(grid.folds_changed)
    arrow = QPoint(fold_at(0) + FOLD // 2, HEAD + 12)
    QTest.mouseClick(grid.viewport(), _LEFT, _NONE, arrow)
    assert names(grid)[1] == "Site 0"
    QTest.mouseClick(grid.viewport(), _LEFT, _NONE, arrow)
    assert names(grid)[1] == "Stage 1"
    assert changed.count() == 2


def test_what_stands_in_the_settings_may_be_anything(
    qtbot: QtBot, drawing: Any, stretch: Days
) -> None:
    remembered.settings().setValue("calendar/folded", ["no id", "-" * 36])
    drawing.row("Studio")
    assert opened(qtbot, drawing, stretch).folded == frozenset()
