"""The ground of a site drawn on the page's own map, and sites sought around a point."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QInputDialog, QMenu

from scout_app import office
from scout_app.model.values import Position
from scout_app.ui.desk import Desk
from scout_app.ui.map.around import Circle
from scout_app.ui.map.view import MapView
from scout_app.ui.sites.grounds import Grounds
from scout_app.ui.sites.page import SitesPage

Wait = Callable[[Callable[[], Any]], None]
SQUARE = ((200, 120), (320, 120), (320, 220), (200, 220))
BOW = (SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3])


@pytest.fixture
def grounds(page: SitesPage, wait: Wait) -> Grounds:
    """Return what the page made once its map was there, zoomed to the site chosen."""
    wait(lambda: page.grounds is not None)
    assert page.grounds is not None
    the_map(page).camera.zoom(40)
    return page.grounds


def the_map(page: SitesPage) -> MapView:
    view = page.results.map
    assert view is not None
    return view


def trace(page: SitesPage, corners: tuple[tuple[int, int], ...]) -> None:
    view = the_map(page)
    for right, down in corners:
        port = view.canvas.widget.viewport()
        QTest.mouseClick(port, Qt.MouseButton.LeftButton, pos=QPoint(right, down))
    QTest.keyClick(view, Qt.Key.Key_Return)


def offers(grounds: Grounds) -> list[str]:
    grounds.menu.aboutToShow.emit()
    return [action.text() for action in grounds.menu.actions() if not action.isSeparator()]


def choose(menu: QMenu, text: str) -> None:
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == text).trigger()


def test_an_outline_drawn_on_the_map_is_the_site_s_own_and_is_undone(
    page: SitesPage, grounds: Grounds, desk: Desk, wait: Wait
) -> None:
    card = page.panel.card
    assert card is not None
    view = the_map(page)
    choose(grounds.menu, "Draw its outline")
    trace(page, SQUARE)
    wait(lambda: view.canvas.plots.all)
    [plot] = view.canvas.plots.all
    assert (plot.site_id, plot.short) == (card.row.id, card.row.name)
    assert not view.tools.is_busy
    desk.do(office.history.undo)
    wait(lambda: not view.canvas.plots.all)


def test_a_line_that_crosses_itself_is_refused_and_can_be_mended(
    page: SitesPage, grounds: Grounds, wait: Wait
) -> None:
    view = the_map(page)
    choose(grounds.menu, "Draw its outline")
    trace(page, BOW)
    wait(lambda: "crosses itself" in view.tools.hint.text.text())
    assert view.canvas.plots.all == ()
    assert view.tools.is_busy
    QTest.keyClick(view, Qt.Key.Key_Delete)
    QTest.keyClick(view, Qt.Key.Key_Return)
    wait(lambda: len(view.canvas.plots.all) == 1)


def test_a_parcel_is_drawn_edited_and_removed_with_a_reason(
    page: SitesPage,
    grounds: Grounds,
    wait: Wait,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    view = the_map(page)
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("13029 ab 123", True))
    choose(grounds.menu, "Draw a parcel…")
    trace(page, SQUARE)
    wait(lambda: view.canvas.plots.all)
    before = view.canvas.plots.all[0]
    assert before.short == "AB 123"
    choose(grounds.menu, "Edit AB 123")
    QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(view, Qt.Key.Key_Return)
    wait(lambda: view.canvas.plots.all[0].rings != before.rings)
    assert view.canvas.plots.all[0].id == before.id
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("vendue", True))
    choose(grounds.menu, "Remove AB 123…")
    wait(lambda: not view.canvas.plots.all)


def test_without_a_site_there_is_nothing_to_draw(page: SitesPage, grounds: Grounds) -> None:
    page.panel.show_nothing()
    assert offers(grounds) == ["Choose a site first"]


def test_only_sites_in_the_circle_are_found_and_their_ground_shown(
    page: SitesPage, grounds: Grounds, wait: Wait
) -> None:
    everything = len(page.list.rows.rows)
    port = Position(43.2950, 5.3740)
    the_map(page).tools.around.take(Circle(port, 8.0))
    wait(lambda: 0 < len(page.list.rows.rows) < everything)
    assert all((row.distance_km or 0) <= 8 for row in page.list.rows.rows)
    QTest.keyClick(the_map(page), Qt.Key.Key_Escape)
    wait(lambda: len(page.list.rows.rows) == everything)


def test_the_card_lists_the_parcels_with_their_areas(
    page: SitesPage, grounds: Grounds, desk: Desk, wait: Wait
) -> None:
    card = page.panel.card
    assert card is not None
    ring = ((5.0, 43.0), (5.002, 43.0), (5.002, 43.001), (5.0, 43.001))
    desk.do(office.parcels.add, card.row.id, "13029 AB 123", ring, 18_000)
    wait(lambda: "AB 123" in page.text.toPlainText())
    said = "".join(page.text.toPlainText().split())
    assert "AB1231.81ha,1.8hadeclared" in said
