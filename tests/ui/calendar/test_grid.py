"""The painted calendar: keys, mouse, words, and that what is out of view is not painted."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from scout_app.model.values import Period, State
from scout_app.ui import theme
from scout_app.ui.calendar import bars
from scout_app.ui.calendar.canvas import HEAD
from scout_app.ui.calendar.cursor import Cursor
from scout_app.ui.calendar.grid import Grid
from scout_app.ui.calendar.picture import AIR, LANE

Days = Callable[..., Period]
Key = Qt.Key
_LEFT = Qt.MouseButton.LeftButton
_NO_BUTTON = Qt.MouseButton.NoButton
_NONE = Qt.KeyboardModifier.NoModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def grid(qtbot: QtBot, drawing: Any, stretch: Days) -> Grid:
    """Return a calendar of a studio, two stages and a land, today being Monday 1 March 2027."""
    whole = drawing.bar(stretch(20, 22), State.CONFIRMED, production="Marius")
    drawing.row("Studio", whole)
    drawing.row(
        "Stage 1",
        drawing.bar(stretch(2, 6)),
        drawing.bar(stretch(4, 8), rank=2, production="Taxi 6"),
        depth=1,
        shadows=[whole],
    )
    drawing.row("Stage 2", depth=1, closures=[(stretch(9, 12), "Roof works")], shadows=[whole])
    drawing.row("Salt pans", risks=[(stretch(0, 30), "Massif closed in wind")], offered=False)
    for n in range(60):
        drawing.row(f"Site {n}")
    made = Grid(stretch(0).first)
    qtbot.addWidget(made)
    made.resize(1218, 600)
    made.show()
    made.show_scene(drawing.scene())
    return made


def press(grid: Grid, key: Qt.Key, held: Qt.KeyboardModifier = _NONE, times: int = 1) -> None:
    for _ in range(times):
        QTest.keyClick(grid, key, held)


def point(grid: Grid, place: int, day: int, lane: int = 0) -> QPoint:
    """Return the middle of a lane on a day so many after today, on the viewport."""
    assert grid.scene is not None
    x = grid.side + grid.scale.x(grid.today + day) + round(grid.scale.day / 2)
    y = grid.scene.tops[place] - grid.verticalScrollBar().value()
    return QPoint(x, HEAD + y + AIR // 2 + lane * LANE + LANE // 2)


def drag(qtbot: QtBot, grid: Grid, place: int, first: int, last: int) -> None:
    view = grid.viewport()
    QTest.mousePress(view, _LEFT, pos=point(grid, place, first))
    QTest.mouseMove(view, point(grid, place, last))
    QTest.mouseRelease(view, _LEFT, pos=point(grid, place, last))


def moved(view: QWidget, at: QPoint, held: Qt.KeyboardModifier) -> None:
    """Move the mouse with a key down, which QTest does not."""
    where = QPointF(at)
    event = QMouseEvent(QEvent.Type.MouseMove, where, where, _NO_BUTTON, _LEFT, held)
    QApplication.sendEvent(view, event)


def test_the_cursor_starts_on_today_and_arrows_move_it(grid: Grid, stretch: Days) -> None:
    press(grid, Key.Key_Right, times=3)
    press(grid, Key.Key_Down)
    press(grid, Key.Key_Left)
    assert grid.chosen is not None
    assert grid.chosen[0].site.name == "Stage 1"
    assert grid.chosen[1] == stretch(2)


def test_shift_and_arrows_choose_days_and_escape_lets_them_go(grid: Grid, stretch: Days) -> None:
    press(grid, Key.Key_Right, _SHIFT, 4)
    assert grid.chosen is not None
    assert grid.chosen[1] == stretch(0, 4)
    press(grid, Key.Key_Right, _SHIFT | _CONTROL)
    assert grid.chosen[1] == stretch(0, 11)
    press(grid, Key.Key_Escape)
    assert grid.chosen[1] == stretch(11)


def test_home_comes_back_to_today_from_far_away(grid: Grid, stretch: Days) -> None:
    press(grid, Key.Key_PageDown, _ALT, 40)
    assert grid.period.first > stretch(365).first
    press(grid, Key.Key_Home)
    assert grid.chosen is not None
    assert grid.chosen[1] == stretch(0)
    assert stretch(0).first in grid.period


def test_pages_go_down_the_sites_and_the_cursor_stays_in_view(grid: Grid) -> None:
    press(grid, Key.Key_PageDown)
    at = grid.cursor_at
    assert at is not None
    assert at.place > 10
    assert at.place in grid.view().places
    press(grid, Key.Key_PageDown, times=20)
    assert grid.cursor_at is not None
    assert grid.cursor_at.place == 63
    press(grid, Key.Key_PageUp, times=20)
    assert grid.cursor_at.place == 0
    assert grid.verticalScrollBar().value() == 0


def test_h_asks_to_hold_and_c_to_close(grid: Grid) -> None:
    hold, close = QSignalSpy(grid.hold_asked), QSignalSpy(grid.close_asked)
    press(grid, Key.Key_H)
    press(grid, Key.Key_C)
    assert (hold.count(), close.count()) == (1, 1)


def test_enter_opens_the_bars_of_the_day_one_after_the_other(grid: Grid) -> None:
    opened, hold = QSignalSpy(grid.opened), QSignalSpy(grid.hold_asked)
    press(grid, Key.Key_Down)
    press(grid, Key.Key_Enter)
    assert (opened.count(), hold.count()) == (0, 1)
    press(grid, Key.Key_Right, times=4)
    press(grid, Key.Key_Enter, times=3)
    said = [opened.at(n)[0].production for n in range(3)]
    assert said == ["Le Grand Bleu", "Taxi 6", "Le Grand Bleu"]


def test_enter_on_a_shadow_opens_the_booking_of_the_whole(grid: Grid) -> None:
    opened = QSignalSpy(grid.opened)
    assert grid.cursor_at is not None
    grid.go(Cursor(2, grid.today + 20, grid.today + 20))
    press(grid, Key.Key_Return)
    assert opened.at(0)[0].production == "Marius"


def test_the_day_at_the_cursor_is_said_in_words(grid: Grid) -> None:
    assert grid.accessibleDescription() == "Studio, Monday 1 March 2027. Free"
    grid.go(Cursor(1, grid.today + 4, grid.today + 4))
    said = grid.accessibleDescription()
    assert said.startswith("Stage 1, Friday 5 March 2027. ")
    assert "1st option: Le Grand Bleu" in said
    assert "2nd option: Taxi 6" in said
    grid.go(Cursor(2, grid.today + 10, grid.today + 10))
    assert "Roof works" in grid.accessibleDescription()
    grid.go(Cursor(2, grid.today + 21, grid.today + 21))
    assert "Marius" in grid.accessibleDescription()


def test_dragging_over_days_chooses_them_and_asks_for_the_form(
    qtbot: QtBot, grid: Grid, stretch: Days
) -> None:
    dragged = QSignalSpy(grid.dragged)
    drag(qtbot, grid, 2, 17, 14)
    assert dragged.count() == 1
    assert grid.chosen is not None
    assert grid.chosen[0].site.name == "Stage 2"
    assert grid.chosen[1] == stretch(14, 17)


def test_a_click_on_a_bar_opens_it_and_a_drag_with_control_chooses(
    qtbot: QtBot, grid: Grid, stretch: Days
) -> None:
    opened, dragged = QSignalSpy(grid.opened), QSignalSpy(grid.dragged)
    QTest.mouseClick(grid.viewport(), _LEFT, pos=point(grid, 1, 5, lane=1))
    assert opened.at(0)[0].production == "Taxi 6"
    assert dragged.count() == 0
    view = grid.viewport()
    QTest.mousePress(view, _LEFT, _CONTROL, point(grid, 1, 5))
    moved(view, point(grid, 1, 12), _CONTROL)
    QTest.mouseRelease(view, _LEFT, _CONTROL, point(grid, 1, 12))
    assert (opened.count(), dragged.count()) == (1, 1)
    assert grid.chosen is not None
    assert grid.chosen[1] == stretch(5, 12)


def test_a_double_click_on_a_name_asks_for_the_site(qtbot: QtBot, grid: Grid) -> None:
    asked = QSignalSpy(grid.site_opened)
    name = QPoint(30, point(grid, 1, 0).y())
    QTest.mouseDClick(grid.viewport(), _LEFT, pos=name)
    assert grid.scene is not None
    assert asked.at(0)[0] == grid.scene.lines[1].row.site.id


def test_the_tip_of_a_bar_names_who_holds_until_when(grid: Grid) -> None:
    tip = grid.tip(point(grid, 1, 5))
    assert "Le Grand Bleu" in tip
    assert "1st option" in tip
    assert "3–7 March 2027" in tip
    assert "Camille Roux, Mission cinéma" in tip
    assert grid.tip(point(grid, 2, 10)) == "Closed: Roof works"
    assert "Marius" in grid.tip(point(grid, 2, 21))
    assert "Massif closed in wind" in grid.tip(point(grid, 3, 5))
    assert grid.tip(point(grid, 2, 5)) == ""
    assert "not offered" in grid.tip(QPoint(30, point(grid, 3, 0).y()))


def wheel(grid: Grid, notches: int, held: Qt.KeyboardModifier) -> None:
    at = QPointF(grid.side + 300, 200)
    event = QWheelEvent(
        at, at, QPoint(), QPoint(0, 120 * notches), Qt.MouseButton.NoButton, held,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(grid.viewport(), event)


def test_the_wheel_scrolls_sites_with_shift_days_and_with_control_zooms(grid: Grid) -> None:
    wheel(grid, -1, _NONE)
    assert grid.verticalScrollBar().value() > 0
    left = grid.scale.left
    wheel(grid, -1, _SHIFT)
    assert grid.scale.left > left
    days, under = grid.scale.days, grid.scale.at(300)
    wheel(grid, 1, _CONTROL)
    assert grid.scale.days < days
    assert abs(grid.scale.at(300) - under) <= 1


def test_the_scroll_bar_moves_the_days_and_tells(grid: Grid) -> None:
    looked = QSignalSpy(grid.looked)
    grid.horizontalScrollBar().setValue(grid.horizontalScrollBar().value() + 400)
    assert looked.count() == 1
    assert looked.at(0)[0] == grid.period


def test_a_new_picture_keeps_the_cursor_on_its_site(grid: Grid, drawing: Any) -> None:
    grid.go(Cursor(2, grid.today, grid.today))
    del drawing.rows[1]
    grid.show_scene(drawing.scene())
    assert grid.chosen is not None
    assert grid.chosen[0].site.name == "Stage 2"
    drawing.rows.clear()
    grid.show_scene(drawing.scene())
    left: Any = grid.chosen
    assert left is None
    press(grid, Key.Key_Right)


def test_resizing_keeps_the_days_in_view(grid: Grid) -> None:
    before = grid.period
    grid.resize(900, 500)
    assert grid.period == before


def test_only_lines_in_view_are_painted(grid: Grid, monkeypatch: pytest.MonkeyPatch) -> None:
    painted: list[int] = []
    line = bars.line

    def noted(painter: Any, view: Any, place: int) -> None:
        painted.append(place)
        line(painter, view, place)

    monkeypatch.setattr(bars, "line", noted)
    grid.grab()
    assert painted == list(grid.view().places)
    assert 10 < len(painted) < 25


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_confirmed_bar_looks_unlike_free_days_in_every_scheme(
    qtbot: QtBot, grid: Grid, scheme: str
) -> None:
    grid.setPalette(theme.palette(scheme == "dark"))
    picture = grid.viewport().grab().toImage()
    ratio = picture.devicePixelRatio()

    def colour(place: int, day: int) -> Any:
        at = point(grid, place, day)
        return picture.pixelColor(round(at.x() * ratio), round((at.y() + 7) * ratio))

    held, free = colour(0, 21), colour(4, 21)
    assert theme.contrast(held, free) > 3 or held.hue() != free.hue()
    assert held != free
    assert colour(1, 21) not in (held, free)


def test_every_zoom_paints(grid: Grid) -> None:
    seen = set()
    for _ in range(8):
        grid.grab()
        seen.add(grid.scale.days)
        grid.zoom(1)
    for _ in range(10):
        grid.grab()
        seen.add(grid.scale.days)
        grid.zoom(-1)
    assert seen == {14, 21, 31, 61, 92, 183, 366, 731, 1096, 1827}
