"""The map as an officer uses it: real clicks and keys on a real widget."""

import random
from collections.abc import Callable
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from scout_app.ui import theme
from scout_app.ui.map.colours import colours
from scout_app.ui.map.plane import to_plane
from scout_app.ui.map.saying import tooltip
from scout_app.ui.map.view import MapView, Mark

LEFT = Qt.MouseButton.LeftButton
NOTHING, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier

unseen_popup = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)")
"""The screenless platform says so of any menu."""

SORMIOU = Mark(UUID(int=1), 43.2101, 5.4203, "Calanque de Sormiou", "natural", 0.0)
CASSIS = Mark(UUID(int=2), 43.2140, 5.5380, "Port de Cassis", "urban", 2500.0)
SALON = Mark(UUID(int=3), 43.6400, 5.0970, "Studios de Salon", "studio", 0.0)
AIX = [
    Mark(UUID(int=10 + n), 43.5283, 5.44973, f"Hôtel {n} & cour", "monument", 2500.0)
    for n in range(4)
]


@pytest.fixture
def view(qtbot: QtBot) -> MapView:
    shown = MapView()
    qtbot.addWidget(shown)
    shown.resize(900, 650)
    shown.show()
    qtbot.waitExposed(shown)
    return shown


@pytest.fixture
def sites(view: MapView) -> MapView:
    view.show_marks([SORMIOU, CASSIS, SALON, *AIX])
    view.fit()
    return view


def click(view: MapView, at: QPoint) -> None:
    QTest.mouseClick(view.canvas.widget.viewport(), LEFT, pos=at)


def place(view: MapView, mark: Mark) -> QPoint:
    found = view.where(mark.id)
    assert found is not None
    return found


def image(view: MapView) -> QImage:
    return view.grab().toImage()


def chosen(view: MapView) -> list[UUID]:
    ids: list[UUID] = []
    view.picked.connect(ids.append)
    return ids


@pytest.mark.parametrize("mark", [SORMIOU, CASSIS, SALON], ids=lambda mark: mark.name)
def test_a_click_picks_the_site_under_it(sites: MapView, mark: Mark) -> None:
    ids = chosen(sites)
    click(sites, place(sites, mark))
    assert ids == [mark.id]
    assert sites.selected == mark.id


def test_a_click_on_open_water_picks_nothing(sites: MapView) -> None:
    ids = chosen(sites)
    click(sites, QPoint(60, 560))
    assert ids == []


@unseen_popup
def test_sites_on_one_point_show_their_number_and_are_listed(sites: MapView) -> None:
    ids = chosen(sites)
    click(sites, place(sites, AIX[0]))
    assert ids == []
    assert sites.menu is not None
    actions = sites.menu.actions()
    assert [action.text() for action in actions] == [m.name.replace("&", "&&") for m in AIX]
    actions[2].trigger()
    assert ids == [AIX[2].id]
    sites.menu.close()


@unseen_popup
def test_a_long_list_says_that_the_table_has_the_rest(view: MapView) -> None:
    view.show_marks(
        [Mark(UUID(int=n), 43.5, 5.4, f"Plateau {n:02}", "stage", 800.0) for n in range(45)]
    )
    view.fit()
    click(view, QPoint(450, 325))
    assert view.menu is not None
    *listed, last = view.menu.actions()
    assert len(listed) == 30
    assert "15" in last.text()
    assert not last.isEnabled()
    view.menu.close()


def test_a_click_on_a_group_zooms_until_it_comes_apart(view: MapView) -> None:
    near = Mark(UUID(int=9), SORMIOU.lat + 0.004, SORMIOU.lon + 0.004, "Port", "urban", 0.0)
    view.show_marks([SORMIOU, near, SALON])
    view.fit()
    assert place(view, SORMIOU) == place(view, near)
    click(view, place(view, SORMIOU))
    assert place(view, SORMIOU) != place(view, near)
    ids = chosen(view)
    click(view, place(view, near) - QPoint(0, 15))
    assert ids == [near.id]


def test_the_selection_brings_a_site_into_view_and_else_stays(sites: MapView) -> None:
    before = sites.camera.outlook
    sites.select(CASSIS.id)
    assert sites.camera.outlook == before
    for _ in range(6):
        sites.zoom_in()
    close = sites.camera.outlook
    sites.select(SORMIOU.id)
    now = sites.camera.outlook
    assert now != close
    assert now.scale == pytest.approx(close.scale)
    assert now.holds(*(float(pixel) for pixel in now.pixels(*to_plane(SORMIOU.lon, SORMIOU.lat))))


def test_the_selected_site_is_named_even_among_thousands(view: MapView) -> None:
    view.show_marks(crowd(3_000))
    view.fit()
    image(view)
    assert "Site 7" not in view.written
    view.select(UUID(int=7))
    image(view)
    assert "Site 7" in view.written


def test_nothing_is_selected_once_the_site_is_no_longer_shown(sites: MapView) -> None:
    sites.select(SALON.id)
    kept = []
    for shown in ([SORMIOU, SALON], [SORMIOU]):
        sites.show_marks(shown)
        kept.append(sites.selected)
    assert kept == [SALON.id, None]


def test_a_site_that_is_not_shown_cannot_be_selected(sites: MapView) -> None:
    sites.select(UUID(int=999))
    assert sites.selected is None


def ink(view: MapView, around: QPoint, wanted: QColor, reach: int = 16) -> int:
    """Count the pixels of a colour about a point."""
    seen = image(view)
    side = range(-reach, reach + 1)
    return sum(seen.pixelColor(around + QPoint(x, y)) == wanted for x in side for y in side)


def test_an_exact_position_is_a_pin_and_an_approximate_one_never(view: MapView) -> None:
    view.show_marks([SORMIOU])
    view.fit()
    at = place(view, SORMIOU)
    pin = QColor("#1f7040")  # the colour of a natural setting on light
    exact = ink(view, at - QPoint(0, 19), pin)
    about = Mark(SORMIOU.id, SORMIOU.lat, SORMIOU.lon, SORMIOU.name, "natural", 2500.0)
    view.show_marks([about])
    assert exact > 120
    assert ink(view, at - QPoint(0, 19), pin) < exact / 3


def test_a_halo_is_as_wide_as_the_uncertainty(view: MapView) -> None:
    halo = Mark(UUID(int=5), 43.60, 5.60, "Quelque part", "land", 2500.0)
    view.show_marks([])
    view.fit()
    bare = image(view)
    view.show_marks([halo])
    at = place(view, halo)
    radius = 2500.0 / view.camera.outlook.ground
    inside, outside = at + QPoint(0, round(radius * 0.8)), at + QPoint(0, round(radius * 1.15))
    shown = image(view)
    assert shown.pixelColor(inside) != bare.pixelColor(inside)
    assert shown.pixelColor(outside) == bare.pixelColor(outside)


def test_the_keyboard_goes_east_and_chooses(sites: MapView) -> None:
    ids = chosen(sites)
    sites.select(SALON.id)
    QTest.keyClick(sites, Qt.Key.Key_N)
    QTest.keyClick(sites, Qt.Key.Key_Return)
    QTest.keyClick(sites, Qt.Key.Key_P)
    QTest.keyClick(sites, Qt.Key.Key_Return)
    assert ids == [SORMIOU.id, SALON.id]


@pytest.mark.parametrize(
    ("start", "key", "end"),
    [
        (SORMIOU, Qt.Key.Key_Right, CASSIS),
        (CASSIS, Qt.Key.Key_Left, SORMIOU),
        (AIX[0], Qt.Key.Key_Left, SALON),
        (SALON, Qt.Key.Key_Up, SALON),
    ],
)
def test_shift_and_an_arrow_go_to_the_nearest_site_there(
    sites: MapView, start: Mark, key: Qt.Key, end: Mark
) -> None:
    ids = chosen(sites)
    sites.select(start.id)
    QTest.keyClick(sites, key, SHIFT)
    QTest.keyClick(sites, Qt.Key.Key_Return)
    assert ids == [end.id]


def test_the_keyboard_begins_at_the_middle(sites: MapView) -> None:
    ids = chosen(sites)
    QTest.keyClick(sites, Qt.Key.Key_Return)
    assert ids == []
    sites.camera.centre(*(float(axis) for axis in to_plane(CASSIS.lon, CASSIS.lat)))
    QTest.keyClick(sites, Qt.Key.Key_N)
    QTest.keyClick(sites, Qt.Key.Key_Return)
    assert ids == [CASSIS.id]


@pytest.mark.parametrize(
    ("key", "right", "down"),
    [
        (Qt.Key.Key_Left, -1, 0),
        (Qt.Key.Key_Right, 1, 0),
        (Qt.Key.Key_Up, 0, -1),
        (Qt.Key.Key_Down, 0, 1),
    ],
)
def test_arrows_move_the_map(view: MapView, key: Qt.Key, right: int, down: int) -> None:
    before = view.camera.outlook
    QTest.keyClick(view, key)
    after = view.camera.outlook
    moved = (after.left - before.left) / before.scale, (before.top - after.top) / before.scale
    assert moved == pytest.approx((80 * right, 80 * down), abs=1e-6)


def test_plus_and_minus_zoom_and_home_comes_back(sites: MapView) -> None:
    before = sites.camera.outlook
    QTest.keyClick(sites, Qt.Key.Key_Plus)
    assert sites.camera.outlook.scale == pytest.approx(before.scale / 1.6)
    QTest.keyClick(sites, Qt.Key.Key_Minus)
    assert sites.camera.outlook.scale == pytest.approx(before.scale)
    QTest.keyClick(sites, Qt.Key.Key_Plus)
    QTest.keyClick(sites, Qt.Key.Key_Home)
    assert sites.camera.outlook.scale == pytest.approx(before.scale)


def test_other_keys_are_left_to_the_window(sites: MapView) -> None:
    before = sites.camera.outlook
    QTest.keyClick(sites, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(sites, Qt.Key.Key_Escape)
    assert sites.camera.outlook == before


def turn(view: MapView, at: QPoint, steps: int) -> None:
    event = QWheelEvent(
        QPointF(at), QPointF(view.mapToGlobal(at)), QPoint(), QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton, NOTHING, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.canvas.widget.viewport(), event)


def test_the_wheel_zooms_about_the_mouse(view: MapView) -> None:
    at = QPoint(200, 100)
    before = view.camera.outlook
    turn(view, at, 2)
    after = view.camera.outlook
    assert after.scale < before.scale
    assert after.plane(200, 100) == pytest.approx(before.plane(200, 100), abs=0.01)


def test_zooming_ends_where_there_is_nothing_more_to_see(view: MapView) -> None:
    for _ in range(80):
        turn(view, QPoint(450, 325), 1)
    assert view.camera.outlook.scale == pytest.approx(0.5)
    for _ in range(80):
        turn(view, QPoint(450, 325), -1)
    assert view.camera.outlook.scale < 1_000


def test_the_map_is_never_lost_from_view(view: MapView) -> None:
    for _ in range(200):
        QTest.keyClick(view, Qt.Key.Key_Left)
    outlook = view.camera.outlook
    x, y = outlook.plane(outlook.width / 2, outlook.height / 2)
    west, south = (float(axis) for axis in to_plane(4.2, 42.9))
    assert x >= west - 1
    assert y >= south - 1


def test_a_site_beyond_the_bundled_map_can_be_reached(view: MapView) -> None:
    nice = Mark(UUID(int=6), 43.70, 7.27, "Victorine", "studio", 0.0)
    view.show_marks([nice])
    view.fit()
    at = place(view, nice)
    assert view.camera.outlook.holds(at.x(), at.y())


def test_a_drag_moves_the_map_and_picks_nothing(sites: MapView) -> None:
    ids = chosen(sites)
    before, viewport = sites.camera.outlook, sites.canvas.widget.viewport()
    start = place(sites, SALON)
    QTest.mousePress(viewport, LEFT, pos=start)
    for step in (20, 40, 60):
        at = QPointF(start + QPoint(step, 0))
        there = QPointF(viewport.mapToGlobal(at.toPoint()))
        event = QMouseEvent(QEvent.Type.MouseMove, at, there, LEFT, LEFT, NOTHING)
        sites.canvas.widget.scene()._lastMoveEventTime = 0  # noqa: SLF001 - pyqtgraph thins out moves by the clock
        QApplication.sendEvent(viewport, event)
    QTest.mouseRelease(viewport, LEFT, pos=start + QPoint(60, 0))
    assert sites.camera.outlook.left < before.left
    assert ids == []


def test_a_double_click_on_the_ground_looks_closer(view: MapView) -> None:
    before = view.camera.outlook.scale
    at = QPoint(60, 560)
    click(view, at)
    QTest.mouseDClick(view.canvas.widget.viewport(), LEFT, pos=at)
    assert view.camera.outlook.scale == pytest.approx(before / 1.6)


def test_the_place_under_the_mouse_is_told(sites: MapView) -> None:
    told: list[tuple[float, float]] = []
    sites.pointed.connect(lambda lat, lon: told.append((lat, lon)))
    QTest.mouseMove(sites.canvas.widget.viewport(), place(sites, SALON))
    assert told[-1] == pytest.approx((SALON.lat, SALON.lon), abs=0.005)


def test_hovering_tells_the_name_and_that_a_position_is_approximate(sites: MapView) -> None:
    tips = [
        tooltip([mark for mark in (SORMIOU, CASSIS, *AIX) if place(sites, mark) == there])
        for there in (place(sites, SORMIOU), place(sites, CASSIS), place(sites, AIX[0]))
    ]
    assert tips[0] == SORMIOU.name
    assert tips[1].startswith(f"{CASSIS.name}\n")
    assert tips[2].split()[0] == "4"


def test_the_buttons_zoom_and_have_names(sites: MapView) -> None:
    before = sites.camera.outlook.scale
    buttons = sites.buttons
    QTest.mouseClick(buttons.closer, LEFT)
    assert sites.camera.outlook.scale < before
    QTest.mouseClick(buttons.farther, LEFT)
    QTest.mouseClick(buttons.farther, LEFT)
    assert sites.camera.outlook.scale > before
    QTest.mouseClick(buttons.whole, LEFT)
    assert sites.camera.outlook.scale == pytest.approx(before)
    assert all(b.accessibleName() for b in (buttons.closer, buttons.farther, buttons.whole))
    assert sites.accessibleName()
    assert sites.accessibleDescription()


def crowd(count: int) -> list[Mark]:
    spread = random.Random(5)
    return [
        Mark(
            UUID(int=n), spread.gauss(43.45, 0.12), spread.gauss(5.35, 0.2), f"Site {n}",
            spread.choice(["studio", "natural", "land"]), spread.choice([0.0, 800.0, 2500.0]),
        )
        for n in range(count)
    ]  # fmt: skip


def test_ten_thousand_sites_are_all_counted(view: MapView) -> None:
    view.show_marks(crowd(10_000))
    view.fit()
    image(view)
    groups = view.overlay.scenery.groups(view.camera.outlook)
    assert groups.count.sum() == 10_000
    assert len(groups) < 700
    for _ in range(12):
        view.zoom_in()
        image(view)


@pytest.fixture
def dressed() -> Callable[[MapView, bool], None]:
    def dress(view: MapView, dark: bool) -> None:
        view.setPalette(theme.palette(dark))

    return dress


def test_light_and_dark_follow_the_palette(
    view: MapView, dressed: Callable[[MapView, bool], None]
) -> None:
    open_sea = QPoint(60, 560)
    for dark in (True, False, True):
        dressed(view, dark)
        assert image(view).pixelColor(open_sea) == colours(theme.palette(dark)).sea


@pytest.mark.parametrize("dark", [False, True])
def test_names_can_be_read_on_the_ground(dark: bool, qtbot: QtBot) -> None:
    found = colours(theme.palette(dark))
    for ink_colour, ground in (
        (found.ink, found.land), (found.commune_ink, found.land), (found.water_ink, found.sea),
        (found.water_ink, found.land), (found.badge_ink, found.badge),
    ):  # fmt: skip
        assert theme.contrast(ink_colour, ground) >= theme.READABLE


def test_the_towns_the_waters_and_the_sources_are_on_the_empty_map(view: MapView) -> None:
    view.fit()
    image(view)
    assert {"Marseille", "Aix-en-Provence", "Martigues"} <= set(view.written)
    assert {"Étang de Berre", "Mer Méditerranée"} <= set(view.written)


def test_the_map_is_drawn_in_a_small_window_too(sites: MapView) -> None:
    sites.resize(500, 400)
    sites.fit()
    assert image(sites).width() == 500
    for mark in (SORMIOU, CASSIS, SALON):
        at = place(sites, mark)
        assert sites.camera.outlook.holds(at.x(), at.y())


def test_all_sites_fill_the_view_when_it_grows_and_where_the_officer_went_it_stays(
    sites: MapView, qtbot: QtBot
) -> None:
    sites.resize(900, 200)
    qtbot.waitUntil(lambda: sites.camera.outlook.height < 210)
    sites.fit()
    low = sites.camera.outlook.scale
    sites.resize(900, 900)
    qtbot.waitUntil(lambda: sites.camera.outlook.height > 850)
    # The same ground on more pixels: fewer metres to each.
    high = sites.camera.outlook.scale
    assert high < low * 0.6
    sites.zoom_in()
    sites.camera.move(250, 0)
    there = _middle(sites)
    sites.resize(900, 300)
    qtbot.waitUntil(lambda: sites.camera.outlook.height < 310)
    assert _middle(sites) == pytest.approx(there, abs=50)


def test_a_site_chosen_while_the_map_is_still_tiny_does_not_keep_it_from_showing_all(
    sites: MapView, qtbot: QtBot
) -> None:
    sites.resize(200, 150)
    qtbot.waitUntil(lambda: sites.camera.outlook.height < 160)
    sites.fit()
    tiny = sites.camera.outlook
    sites.select(SORMIOU.id)
    assert sites.camera.outlook != tiny
    sites.resize(900, 900)
    qtbot.waitUntil(lambda: sites.camera.outlook.height > 850)
    grown = sites.camera.outlook
    sites.fit()
    assert sites.camera.outlook == grown


def _middle(view: MapView) -> tuple[float, float]:
    seen = view.camera.outlook
    return seen.plane(seen.width / 2, seen.height / 2)
