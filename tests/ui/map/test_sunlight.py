"""The sun's path over the chosen site: where it is drawn, and what its plate says of the day."""

from datetime import date

import pytest
from PySide6.QtCore import QDate
from pytestqt.qtbot import QtBot

from scout_app.model.values import Position
from scout_app.places.sun import sun_on
from scout_app.ui.map.sunlight import told
from scout_app.ui.map.view import MapView
from tests.ui.map.test_plots import HERE


@pytest.fixture
def view(qtbot: QtBot) -> MapView:
    shown = MapView()
    qtbot.addWidget(shown)
    shown.resize(700, 500)
    shown.show()
    qtbot.waitExposed(shown)
    shown.show_marks([HERE])
    shown.fit()
    return shown


def test_the_sun_rises_in_the_east_and_is_highest_in_the_south(view: MapView) -> None:
    view.select(HERE.id)
    view.tool_buttons.sun.click()
    path = view.sunlight.path
    assert path.position == Position(HERE.lat, HERE.lon)
    right, down = path.boundingRect().center().x(), path.boundingRect().center().y()
    up = [stand for stand in path.stands if stand.height > 0]
    assert path.place(up[0]).x() > right
    assert path.place(up[-1]).x() < right
    noon = path.place(max(up, key=lambda stand: stand.height))
    assert noon.y() > down
    assert abs(noon.x() - right) < 20


def test_another_day_draws_another_path_and_says_its_times(view: MapView) -> None:
    view.select(HERE.id)
    view.tool_buttons.sun.click()
    here = Position(HERE.lat, HERE.lon)
    view.sunlight.day.setDate(QDate(2027, 6, 21))
    summer = [stand.height for stand in view.sunlight.path.stands]
    assert view.sunlight.times.text() == told(sun_on(here, date(2027, 6, 21)))
    view.sunlight.day.setDate(QDate(2027, 12, 21))
    assert max(view.sunlight.path.stands, key=lambda s: s.height).height < max(summer) - 40


def test_the_path_is_painted_only_while_its_button_is_down(view: MapView) -> None:
    view.select(HERE.id)
    bare = view.canvas.widget.grab().toImage()
    view.tool_buttons.sun.click()
    assert view.sunlight.plate.isVisible()
    assert view.canvas.widget.grab().toImage() != bare
    view.tool_buttons.sun.click()
    assert not view.sunlight.plate.isVisible()
    assert view.canvas.widget.grab().toImage() == bare


def test_without_a_site_the_plate_says_what_to_do(view: MapView) -> None:
    view.tool_buttons.sun.click()
    assert "Choisissez un site" in view.sunlight.times.text()
    view.grab()
    view.select(HERE.id)
    assert "Lever" in view.sunlight.times.text()


def test_where_the_sun_never_rises_the_plate_says_so() -> None:
    assert "ne se lève" in told(sun_on(Position(69.6, 18.9), date(2027, 12, 21)))
