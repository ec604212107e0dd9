"""Tiles under the sites: six requests at a time, cancelled, cached, credited, from files as well.

The service is a stub on this computer.
"""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pmtiles.writer
import pytest
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from scout_app import settings
from scout_app.errors import BadValue, FileTrouble, NetworkTrouble
from scout_app.ui import theme
from scout_app.ui.map.plane import Extent
from scout_app.ui.map.tiles import source
from scout_app.ui.map.tiles.grid import Tile
from scout_app.ui.map.tiles.source import BUNDLED
from scout_app.ui.map.view import MapView

MBTILES = Path(__file__).parents[5] / "shared/fixtures/05-geo/mbtiles"
RED = QColor("#d01020")


def png(colour: QColor) -> bytes:
    image = QImage(256, 256, QImage.Format.Format_RGB32)
    image.fill(colour)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


class Service:
    """Counts what is asked and how many at once; `hold` keeps the answers back when cleared."""

    def __init__(self) -> None:
        self.status = 200
        self.paths: list[str] = []
        self.agents: set[str] = set()
        self.now = self.most = self.cut = 0
        self.hold = threading.Event()
        self.hold.set()
        self.turn = threading.Lock()
        self.body = png(RED)
        self.address = ""


@pytest.fixture
def service() -> Iterator[Service]:
    told = Service()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            with told.turn:
                told.paths.append(self.path)
                told.agents.add(self.headers["User-Agent"])
                told.now += 1
                told.most = max(told.most, told.now)
            told.hold.wait(20)
            with told.turn:
                told.now -= 1
            try:
                self.send_response(told.status)
                self.send_header("Content-Type", "image/png")
                self.send_header("Cache-Control", "max-age=86400")
                self.send_header("Content-Length", str(len(told.body)))
                self.end_headers()
                self.wfile.write(told.body)
            except OSError:
                told.cut += 1

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    told.address = f"http://127.0.0.1:{server.server_port}/{{z}}/{{x}}/{{y}}.png"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield told
    told.hold.set()
    server.shutdown()
    server.server_close()
    thread.join()


Open = Callable[[], MapView]


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[Open]:
    """Return a maker of maps, as each start of the window makes one."""
    made: list[MapView] = []

    def make() -> MapView:
        view = MapView()
        qtbot.addWidget(view)
        view.resize(900, 650)
        view.show()
        qtbot.waitExposed(view)
        made.append(view)
        return view

    yield make
    for view in made:
        view.canvas.tiles.close()


def complete(view: MapView) -> bool:
    tiles = view.canvas.tiles
    seen = tiles.in_view()
    return bool(seen) and all(tiles.kept.get(tile) is not None for tile in seen)


def test_the_bundled_map_asks_nobody(opened: Open, service: Service, qtbot: QtBot) -> None:
    view = opened()
    view.zoom_in()
    qtbot.wait(200)
    assert view.canvas.tiles.source == BUNDLED
    assert service.paths == []


def test_tiles_of_an_address_are_drawn_and_credited_and_at_most_six_asked_at_once(
    opened: Open, service: Service, qtbot: QtBot
) -> None:
    view = opened()
    service.hold.clear()
    view.chooser.add(service.address)
    qtbot.waitUntil(lambda: service.now == 6, timeout=10_000)
    qtbot.wait(200)
    assert service.now == 6
    service.hold.set()
    qtbot.waitUntil(lambda: complete(view), timeout=20_000)
    assert service.most == 6
    assert all(agent.startswith("scout-app") for agent in service.agents)
    assert len(service.paths) == len(set(service.paths))
    assert view.overlay.credit == "© 127.0.0.1"
    assert view.grab().toImage().pixelColor(450, 200) == RED
    assert view.written == ()


def test_what_is_no_longer_in_view_is_cancelled_and_the_new_view_comes_first(
    opened: Open, service: Service, qtbot: QtBot
) -> None:
    view = opened()
    service.hold.clear()
    view.chooser.add(service.address)
    qtbot.waitUntil(lambda: service.now == 6, timeout=10_000)
    view.camera.show(Extent(-20_000, -20_000, -18_000, -18_000))
    qtbot.waitUntil(lambda: len(service.paths) >= 12, timeout=10_000)
    wanted = {f"/{t.zoom}/{t.column}/{t.row}.png" for t in view.canvas.tiles.in_view()}
    coarse = {
        f"/{t.parent(2).zoom}/{t.parent(2).column}/{t.parent(2).row}.png"
        for t in view.canvas.tiles.in_view()
    }
    assert set(service.paths[6:12]) <= wanted | coarse
    service.hold.set()
    qtbot.waitUntil(lambda: complete(view), timeout=20_000)


def test_the_same_view_a_second_time_comes_from_the_disk(
    opened: Open, service: Service, qtbot: QtBot
) -> None:
    first = opened()
    first.chooser.add(service.address)
    qtbot.waitUntil(lambda: complete(first), timeout=20_000)
    asked = len(service.paths)
    first.canvas.tiles.close()
    second = opened()
    assert second.canvas.tiles.source.where == service.address
    qtbot.waitUntil(lambda: complete(second), timeout=20_000)
    assert len(service.paths) == asked


def test_a_coarser_tile_stands_in_for_one_awaited(
    opened: Open, service: Service, qtbot: QtBot
) -> None:
    view = opened()
    view.chooser.add(service.address)
    qtbot.waitUntil(lambda: complete(view), timeout=20_000)
    service.hold.clear()
    view.camera.zoom(2)
    tile = view.canvas.tiles.in_view()[0]
    assert tile not in view.canvas.tiles.kept
    found = view.canvas.tiles.best(tile)
    assert found is not None
    assert found[1].width() == 128
    assert view.grab().toImage().pixelColor(450, 200) == RED


def test_a_service_in_trouble_is_said_once_and_a_missing_tile_not_at_all(
    opened: Open, service: Service, qtbot: QtBot
) -> None:
    view = opened()
    told: list[object] = []
    view.told.connect(told.append)
    service.status = 404
    view.chooser.add(service.address)
    tiles = view.canvas.tiles
    qtbot.waitUntil(lambda: tiles.kept.keys() >= set(tiles.in_view()), timeout=20_000)
    assert told == []
    service.status = 500
    view.camera.zoom(2)
    qtbot.waitUntil(lambda: tiles.kept.keys() >= set(tiles.in_view()), timeout=20_000)
    assert len(told) == 1
    assert isinstance(told[0], NetworkTrouble)
    assert told[0].why == "map"


def made(path: Path, data: bytes) -> Path:
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("CREATE TABLE metadata (name, value)")
        file.execute("CREATE TABLE tiles (zoom_level, tile_column, tile_row, tile_data)")
        file.execute("INSERT INTO metadata VALUES ('attribution', '© Moi')")
        file.execute("INSERT INTO tiles VALUES (0, 0, 0, ?)", [data])
    return path


def test_a_tile_file_is_drawn_credited_and_remembered(
    opened: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    path = made(tmp_path / "mine.mbtiles", png(RED))
    view = opened()
    view.chooser.add(str(path))
    qtbot.waitUntil(lambda: complete(view), timeout=10_000)
    assert view.canvas.tiles.in_view() == (Tile(0, 0, 0),)
    assert view.overlay.credit == "© Moi"
    assert view.grab().toImage().pixelColor(450, 200) == RED
    assert settings.load().ground == str(path)
    again = opened()
    qtbot.waitUntil(lambda: complete(again), timeout=10_000)
    view.chooser.forget(view.canvas.tiles.source)
    assert settings.load().grounds == ()
    assert view.canvas.tiles.source == BUNDLED
    assert view.overlay.credit == ""


def test_a_pmtiles_file_is_drawn_and_its_name_credited(
    opened: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "mine.pmtiles"
    with path.open("wb") as out:
        library: Any = pmtiles.writer  # it has no types
        writer = library.Writer(out)
        writer.write_tile(zxy_to_tileid(0, 0, 0), png(RED))
        writer.finalize(
            {"tile_type": TileType.PNG, "tile_compression": Compression.NONE,
             "min_zoom": 0, "max_zoom": 0, "min_lon_e7": -180 * 10**7, "max_lon_e7": 180 * 10**7,
             "min_lat_e7": -85 * 10**7, "max_lat_e7": 85 * 10**7, "center_zoom": 0,
             "center_lon_e7": 0, "center_lat_e7": 0},
            {"name": "Fond", "attribution": "© Nous"},
        )  # fmt: skip
    view = opened()
    view.chooser.add(str(path))
    qtbot.waitUntil(lambda: complete(view), timeout=10_000)
    assert view.grab().toImage().pixelColor(450, 200) == RED
    assert view.overlay.credit == "© Nous"


def test_the_national_service_s_layers_are_fetched_by_their_own_questions(
    opened: Open, service: Service, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    host = service.address.partition("/{z}")[0]
    monkeypatch.setattr(source, "_WMTS", f"{host}/wmts")
    plan = source.wmts("ign-plan", "IGN", "GEOGRAPHICALGRIDSYSTEMS.PLANIGNV2", "png", 18)
    view = opened()
    view.canvas.tiles.choose(plan)
    qtbot.waitUntil(lambda: complete(view), timeout=20_000)
    asked = [parse_qs(urlsplit(path).query) for path in service.paths]
    assert {one["LAYER"][0] for one in asked} == {"GEOGRAPHICALGRIDSYSTEMS.PLANIGNV2"}
    tiles = {tuple(int(one[k][0]) for k in ("TILEMATRIX", "TILECOL", "TILEROW")) for one in asked}
    assert {(t.zoom, t.column, t.row) for t in view.canvas.tiles.in_view()} <= tiles
    assert service.most <= 6
    assert view.grab().toImage().pixelColor(450, 200) == RED
    assert "IGN" in view.overlay.credit


def test_names_on_tiles_are_dark_in_the_dark_scheme_too(
    opened: Open, service: Service, qtbot: QtBot
) -> None:
    view = opened()
    view.setPalette(theme.palette(dark=True))
    assert view.overlay.lettering.site.ink.lightness() > 128
    view.chooser.add(service.address)
    qtbot.waitUntil(lambda: complete(view), timeout=20_000)
    assert view.overlay.lettering.site.ink.lightness() < 128


def test_a_damaged_file_gives_way_to_the_bundled_map_and_is_not_tried_again(
    opened: Open, qtbot: QtBot
) -> None:
    path = MBTILES / "corrupt.mbtiles"
    if not path.exists():
        pytest.skip("the shared files are not here")
    view = opened()
    told: list[object] = []
    view.told.connect(told.append)
    view.chooser.add(str(path))
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    assert isinstance(told[0], FileTrouble)
    assert view.canvas.tiles.source == BUNDLED
    assert settings.load().ground == "bundled"


def test_an_address_that_is_none_is_refused_and_nothing_changes(opened: Open) -> None:
    view = opened()
    told: list[object] = []
    view.told.connect(told.append)
    view.chooser.add("https://example.org/tiles.png")
    assert isinstance(told[0], BadValue)
    assert settings.load().grounds == ()
    assert view.canvas.tiles.source == BUNDLED


def test_the_menu_offers_the_grounds_and_says_which_need_the_network(opened: Open) -> None:
    view = opened()
    view.chooser.choices.aboutToShow.emit()
    actions = view.chooser.choices.actions()
    named = [action.text() for action in actions if action.isCheckable()]
    assert named[0] == "Carte fournie"
    assert all("par le réseau" in name for name in named[1:])
    assert [action.text() for action in actions if action.isChecked()] == ["Carte fournie"]
