"""The map's tools by real clicks and keys: corners, measures, outlines, circles."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog
from pytestqt.qtbot import QtBot

from scout_app.model.values import Position
from scout_app.places import drawing
from scout_app.places.distance import km
from scout_app.ui.map.around import Circle
from scout_app.ui.map.drafting import Purpose
from scout_app.ui.map.plane import extent_of, to_degrees, to_plane
from scout_app.ui.map.tools import length_text
from scout_app.ui.map.view import MapView
from tests.ui.map.test_plots import HERE, MILLES

LEFT = Qt.MouseButton.LeftButton
Key = Qt.Key
CORNERS = [(100, 100), (300, 100), (300, 250), (100, 250)]


@pytest.fixture
def view(qtbot: QtBot) -> MapView:
    shown = MapView()
    qtbot.addWidget(shown)
    shown.resize(700, 500)
    shown.show()
    qtbot.waitExposed(shown)
    shown.camera.show(extent_of(*to_plane([5.30, 5.44], [43.38, 43.48])))
    return shown


def click(view: MapView, right: int, down: int) -> None:
    QTest.mouseClick(view.canvas.widget.viewport(), LEFT, pos=QPoint(right, down))


def drag(view: MapView, start: tuple[int, int], end: tuple[int, int]) -> None:
    port = view.canvas.widget.viewport()
    QTest.mousePress(port, LEFT, pos=QPoint(*start))
    for step in range(1, 5):
        at = [a + (b - a) * step // 4 for a, b in zip(start, end, strict=True)]
        _move(view, *at)
    QTest.mouseRelease(port, LEFT, pos=QPoint(*end))


def _move(view: MapView, right: int, down: int) -> None:
    port = view.canvas.widget.viewport()
    at = QPointF(right, down)
    event = QMouseEvent(
        QEvent.Type.MouseMove, at, port.mapToGlobal(at), Qt.MouseButton.NoButton, LEFT,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(port, event)


def place(view: MapView, right: float, down: float) -> Position:
    lon, lat = to_degrees(*view.camera.outlook.plane(right, down))
    return Position(float(lat), float(lon))


def test_a_distance_is_added_up_as_points_are_clicked(view: MapView) -> None:
    view.tools.measure(Purpose.DISTANCE)
    for corner in CORNERS[:3]:
        click(view, *corner)
    legs = [place(view, *corner) for corner in CORNERS[:3]]
    expected = km(legs[0], legs[1]) + km(legs[1], legs[2])
    assert view.tools.hint.isVisible()
    assert view.tools.hint.figures.text() == length_text(expected * 1000)


def test_an_area_is_measured_in_hectares_with_its_way_around(view: MapView) -> None:
    view.tools.measure(Purpose.AREA)
    for corner in CORNERS:
        click(view, *corner)
    said = view.tools.hint.figures.text()
    assert "ha" in said
    assert "km" in said


def test_after_a_measure_is_ended_the_next_click_begins_another(view: MapView) -> None:
    view.tools.measure(Purpose.DISTANCE)
    click(view, 100, 100)
    click(view, 300, 100)
    QTest.keyClick(view, Key.Key_Return)
    assert view.tools.hint.figures.text() != ""
    click(view, 50, 50)
    assert len(view.tools.drafting.pen.corners) == 1


def test_escape_puts_the_tool_down(view: MapView) -> None:
    view.tools.measure(Purpose.AREA)
    click(view, *CORNERS[0])
    QTest.keyClick(view, Key.Key_Escape)
    assert not view.tools.is_busy
    assert not view.tools.hint.isVisible()
    assert view.tools.drafting.sketch.corners == []


def test_a_click_with_a_tool_in_hand_picks_no_site(view: MapView, qtbot: QtBot) -> None:
    view.show_marks([HERE])
    at = view.where(HERE.id)
    assert at is not None
    view.tools.measure(Purpose.DISTANCE)
    with qtbot.assertNotEmitted(view.picked):
        click(view, at.x(), at.y() - 10)
    assert len(view.tools.drafting.pen.corners) == 1


def drawn(view: MapView, ring: drawing.Ring = ()) -> list[drawing.Ring]:
    kept: list[drawing.Ring] = []
    view.tools.draw(kept.append, ring, "Friche")
    return kept


def test_an_outline_is_drawn_by_clicks_and_kept_by_enter(view: MapView) -> None:
    kept = drawn(view)
    for corner in CORNERS:
        click(view, *corner)
    QTest.keyClick(view, Key.Key_Return)
    [ring] = kept
    wanted = [place(view, *corner) for corner in CORNERS]
    assert [lat for _, lat in ring] == pytest.approx([p.lat for p in wanted], abs=1e-5)
    assert [lon for lon, _ in ring] == pytest.approx([p.lon for p in wanted], abs=1e-5)


def test_a_double_click_closes_the_outline_without_a_double_corner(view: MapView) -> None:
    kept = drawn(view)
    click(view, 100, 100)
    click(view, 300, 100)
    port = view.canvas.widget.viewport()
    click(view, 300, 250)
    QTest.mouseDClick(port, LEFT, pos=QPoint(300, 250))
    assert [len(ring) for ring in kept] == [3]


def test_a_corner_is_dragged_and_a_leg_is_bent(view: MapView) -> None:
    kept = drawn(view)
    for corner in CORNERS:
        click(view, *corner)
    before = view.camera.outlook
    drag(view, (300, 250), (350, 300))
    drag(view, (200, 100), (200, 60))
    QTest.keyClick(view, Key.Key_Return)
    [ring] = kept
    assert view.camera.outlook == before
    assert len(ring) == 5
    bent, moved = place(view, 200, 60), place(view, 350, 300)
    assert ring[1] == pytest.approx((bent.lon, bent.lat), abs=1e-5)
    assert ring[3] == pytest.approx((moved.lon, moved.lat), abs=1e-5)


def test_a_drag_beside_the_line_moves_the_map_and_puts_no_corner(view: MapView) -> None:
    drawn(view)
    before = view.camera.outlook
    drag(view, (400, 400), (300, 350))
    assert view.camera.outlook != before
    assert view.tools.drafting.pen.corners == []


def test_an_outline_is_drawn_with_the_keyboard_alone(view: MapView) -> None:
    kept = drawn(view)
    for key in (Key.Key_Right, Key.Key_Down, Key.Key_Left):
        QTest.keyClick(view, Key.Key_Space)
        QTest.keyClick(view, key)
    QTest.keyClick(view, Key.Key_Space)
    QTest.keyClick(view, Key.Key_Space)
    assert len(view.tools.drafting.pen.corners) == 4
    QTest.keyClick(view, Key.Key_Delete)
    QTest.keyClick(view, Key.Key_P)
    before = view.tools.drafting.pen.corners[1]
    QTest.keyClick(view, Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(view, Key.Key_Enter)
    [ring] = kept
    assert len(ring) == 3
    assert ring[1][0] > before[0]
    assert ring[1][1] == pytest.approx(before[1])


def test_a_corner_near_another_outline_s_is_that_very_corner(view: MapView) -> None:
    view.show_plots([MILLES])
    kept = drawn(view)
    right, down = view.camera.outlook.pixels(*to_plane(5.36, 43.42))
    click(view, round(float(right)) + 3, round(float(down)) - 3)
    click(view, 500, 60)
    click(view, 560, 120)
    QTest.keyClick(view, Key.Key_Return)
    assert kept[0][0] == (5.36, 43.42)


def test_a_refused_outline_stays_in_hand_with_its_sentence(view: MapView) -> None:
    drawn(view)
    click(view, 100, 100)
    view.tools.refuse("Le contour se croise.")
    assert view.tools.hint.text.text() == "Le contour se croise."
    assert view.tools.is_busy
    click(view, 300, 100)
    assert "Le contour se croise." not in view.tools.hint.text.text()


@pytest.fixture
def circles(view: MapView) -> list[Circle | None]:
    found: list[Circle | None] = []
    view.tools.circled.connect(found.append)
    return found


def test_a_circle_is_dragged_from_its_centre(view: MapView, circles: list[Circle | None]) -> None:
    before = view.camera.outlook
    view.tool_buttons.around.click()
    drag(view, (300, 200), (420, 200))
    [circle] = circles
    assert circle is not None
    assert circle.km == pytest.approx(km(place(view, 300, 200), place(view, 420, 200)), abs=0.01)
    assert view.camera.outlook == before
    assert view.tool_buttons.around.isChecked()
    assert length_text(circle.km * 1000) in view.tools.hint.figures.text()


@pytest.mark.parametrize("by_key", [False, True])
def test_a_circle_is_a_number_of_km_around_a_click_or_the_middle(
    view: MapView,
    circles: list[Circle | None],
    monkeypatch: pytest.MonkeyPatch,
    by_key: bool,
) -> None:
    monkeypatch.setattr(QInputDialog, "getDouble", lambda *_: (12.5, True))
    view.tool_buttons.around.click()
    if by_key:
        QTest.keyClick(view, Key.Key_Return)
    else:
        click(view, 350, 250)
    [circle] = circles
    assert circle is not None
    assert circle.km == 12.5
    assert km(circle.centre, place(view, 350, 250)) < 0.1


def test_escape_or_the_button_shows_sites_everywhere_again(
    view: MapView, circles: list[Circle | None]
) -> None:
    view.tool_buttons.around.click()
    drag(view, (300, 200), (420, 200))
    QTest.keyClick(view, Key.Key_Escape)
    assert circles[-1] is None
    assert not view.tool_buttons.around.isChecked()
    view.tool_buttons.around.click()
    drag(view, (300, 200), (420, 200))
    view.tool_buttons.around.click()
    assert circles[-1] is None
    assert not view.tools.hint.isVisible()
