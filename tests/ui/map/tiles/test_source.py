"""Grounds: the addresses asked, what is refused, and the grid that both follow."""

from urllib.parse import parse_qs, urlsplit

import pytest

from scout_app.errors import BadValue
from scout_app.ui.map.plane import Outlook, to_plane
from scout_app.ui.map.tiles.grid import Tile, needed, with_parents, zoom_for
from scout_app.ui.map.tiles.source import BUNDLED, KNOWN, chosen, of_address, offered
from scout_app.wording.errors import explain

XYZ = "https://tiles.example.org/{z}/{x}/{y}.png"


@pytest.mark.parametrize(
    ("id", "layer", "picture"),
    [
        ("ign-plan", "GEOGRAPHICALGRIDSYSTEMS.PLANIGNV2", "image/png"),
        ("ign-photos", "ORTHOIMAGERY.ORTHOPHOTOS", "image/jpeg"),
        ("ign-parcels", "CADASTRALPARCELS.PARCELLAIRE_EXPRESS", "image/png"),
    ],
)
def test_the_national_service_is_asked_by_layer_column_and_row(
    id: str,  # noqa: A002
    layer: str,
    picture: str,
) -> None:
    source = chosen(id, ())
    parts = urlsplit(source.address(Tile(12, 2110, 1493)))
    asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
    assert (parts.netloc, parts.path) == ("data.geopf.fr", "/wmts")
    assert (asked["LAYER"], asked["FORMAT"], asked["TILEMATRIXSET"]) == (layer, picture, "PM")
    assert (asked["TILEMATRIX"], asked["TILECOL"], asked["TILEROW"]) == ("12", "2110", "1493")
    assert "IGN" in source.attribution


def test_an_address_of_tiles_is_taken_with_its_three_places() -> None:
    source = of_address(f" {XYZ} ")
    assert source.address(Tile(3, 4, 5)) == "https://tiles.example.org/3/4/5.png"
    assert (source.host, source.allows_offline) == ("tiles.example.org", False)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "https://host/{z}/{x}.png",
        "https://host/{z}/{x}/{y}/{s}.png",
        "ftp://host/{z}/{x}/{y}.png",
        "file:///{z}/{x}/{y}.png",
        "https://me:secret@host/{z}/{x}/{y}.png",
        "https://{z}/{x}/{y}.png",
        "https://[/{z}/{x}/{y}.png",
        "https://host/{z}/{x}/{y} .png",
    ],
)
def test_any_other_address_is_refused_in_a_sentence(typed: str) -> None:
    with pytest.raises(BadValue) as told:
        of_address(typed)
    assert "{z}/{x}/{y}" in explain(told.value, "fr")
    assert "Adresse de tuiles" in explain(told.value, "fr")


def test_grounds_that_were_added_are_offered_after_the_known_and_spoilt_ones_left_out() -> None:
    added = ("/maps/my.mbtiles", "nonsense", XYZ)
    assert [one.id for one in offered(added)[len(KNOWN) :]] == ["/maps/my.mbtiles", XYZ]
    assert chosen(XYZ, added).kind == "web"
    assert chosen("gone", added) == BUNDLED


def test_a_tile_lies_where_its_place_is() -> None:
    # Marseille is in tile 12/2109/1500 of every map on the web: (1 - asinh(tan φ)/π)/2 · 2¹².
    x, y = to_plane([5.37], [43.2965])
    extent = Tile(12, 2109, 1500).extent
    assert Tile(12, 2109, 1500).parent(2) == Tile(10, 527, 375)
    assert extent.west < x[0] < extent.east
    assert extent.south < y[0] < extent.north


def test_a_view_asks_for_the_tiles_in_it_middle_first_and_coarse_ones_before() -> None:
    x, y = to_plane([5.37], [43.2965])
    scale = 38.2
    outlook = Outlook(x[0] - 512 * scale, y[0] + 384 * scale, scale, 1024, 768)
    assert zoom_for(scale, 0, 19) == 12
    tiles = needed(outlook, 0, 19)
    assert Tile(12, 2109, 1500) in tiles[:4]
    assert 12 <= len(tiles) <= 30
    assert {tile.zoom for tile in needed(outlook, 0, 9)} == {9}
    coarse = with_parents(tiles, 0)
    assert coarse[0].zoom == 10
    assert coarse[-len(tiles) :] == tiles
    assert with_parents(tiles, 11) == tiles
