"""The ground of sites on the map: where it lies, how it is coloured, and its area when near."""

from dataclasses import dataclass
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from scout_app.ui import looks
from scout_app.ui.map.plane import extent_of, to_plane
from scout_app.ui.map.plots import area_text
from scout_app.ui.map.saying import plot
from scout_app.ui.map.view import MapView, Mark

PLOT, SITE = UUID(int=9), UUID(int=1)


@dataclass(frozen=True, slots=True)
class Field:
    """A plot of land by its corners."""

    rings: tuple[tuple[tuple[float, float], ...], ...]
    id: UUID = PLOT
    site_id: UUID = SITE
    site: str = "Friche des Milles"
    kind: str = "land"
    status: str = "in_service"
    short: str = "AB 12"
    area: float = 65_300.0
    label_at: tuple[float, float] = (5.37, 43.43)


MILLES = Field((((5.36, 43.42), (5.38, 43.42), (5.38, 43.44), (5.36, 43.44)),))
HERE = Mark(SITE, 43.421, 5.361, "Friche des Milles", "land", 0.0)


@pytest.fixture
def view(qtbot: QtBot) -> MapView:
    shown = MapView()
    qtbot.addWidget(shown)
    shown.resize(700, 500)
    shown.show()
    qtbot.waitExposed(shown)
    shown.camera.show(extent_of(*to_plane([5.35, 5.39], [43.41, 43.45])))
    return shown


def pixel(view: MapView, lon: float, lat: float) -> QColor:
    right, down = view.camera.outlook.pixels(*to_plane(lon, lat))
    image = view.grab().toImage()
    at = QPoint(round(float(right)), round(float(down))) * image.devicePixelRatio()
    return image.pixelColor(at)


def test_ground_is_coloured_in_its_kind_and_can_be_turned_off(view: MapView) -> None:
    bare = pixel(view, 5.363, 43.437)
    view.show_plots([MILLES])
    covered = pixel(view, 5.363, 43.437)
    wanted = looks.kind("land", None, view.palette()).colour
    assert covered != bare

    def far(colour: QColor) -> int:
        red, green, blue = wanted.red(), wanted.green(), wanted.blue()
        return abs(colour.red() - red) + abs(colour.green() - green) + abs(colour.blue() - blue)

    assert far(covered) < far(bare)
    assert pixel(view, 5.352, 43.437) == bare
    view.tool_buttons.plots.click()
    assert pixel(view, 5.363, 43.437) == bare


def test_a_hole_is_no_ground(view: MapView) -> None:
    hole = ((5.368, 43.428), (5.368, 43.432), (5.372, 43.432), (5.372, 43.428))
    bare = pixel(view, 5.3705, 43.4307)
    view.show_plots([Field((*MILLES.rings, hole), label_at=(5.363, 43.43))])
    assert pixel(view, 5.3705, 43.4307) == bare


def test_the_area_is_written_when_near_and_not_from_afar(view: MapView) -> None:
    view.show_plots([MILLES])
    view.grab()
    assert area_text(65_300) in view.written
    view.camera.zoom(0.02)
    view.grab()
    assert area_text(65_300) not in view.written


def test_areas_are_said_in_hectares_from_one_on() -> None:
    assert area_text(65_312) == "6,53\u202fha"
    assert area_text(9_999) == "9\u202f999\u202fm²"


def test_the_ground_of_the_chosen_site_is_drawn_stronger(view: MapView) -> None:
    view.show_marks([HERE])
    view.show_plots([MILLES])
    plain = pixel(view, 5.375, 43.437)
    view.select(HERE.id)
    assert pixel(view, 5.375, 43.437) != plain


def test_a_click_on_the_ground_of_a_site_picks_it(view: MapView, qtbot: QtBot) -> None:
    view.show_marks([HERE])
    view.show_plots([MILLES])
    right, down = view.camera.outlook.pixels(*to_plane(5.375, 43.437))
    at = QPoint(round(float(right)), round(float(down)))
    with qtbot.waitSignal(view.picked) as picked:
        QTest.mouseClick(view.canvas.widget.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert picked.args == [SITE]
    assert view.selected == SITE
    view.tool_buttons.plots.click()
    with qtbot.assertNotEmitted(view.picked):
        QTest.mouseClick(view.canvas.widget.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_hovering_over_ground_says_whose_it_is_and_how_large() -> None:
    assert plot(MILLES) == "Friche des Milles\nAB 12\n6,53\u202fha"


def test_a_corner_is_found_within_reach_and_a_plot_at_a_point(view: MapView) -> None:
    view.show_plots([MILLES])
    plots = view.canvas.plots
    x, y = (float(axis) for axis in to_plane(5.36, 43.42))
    assert plots.corner_near(x + 5, y - 5, 10) == (5.36, 43.42)
    assert plots.corner_near(x + 50, y, 10) is None
    assert plots.at(x + 100, y + 100) is MILLES
    assert plots.at(x - 100, y) is None
