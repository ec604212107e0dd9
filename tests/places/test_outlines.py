"""Outlines keep their ground: the same area and place whatever file they came in."""

from pathlib import Path

import pytest
import shapely

from scout_app.formats import layers
from scout_app.places import outlines

SQUARE = "POLYGON ((5 43, 5.01 43, 5.01 43.01, 5 43.01, 5 43))"


def _wkb(text: str) -> bytes:
    return bytes(shapely.to_wkb(shapely.from_wkt(text), byte_order=0))


def test_an_outline_comes_back_rounded_little_endian_and_in_parts() -> None:
    kept = outlines.blob(_wkb("POLYGON ((5.123456789 43, 5.2 43, 5.2 43.1, 5.123456789 43))"))
    assert kept[:8] == b"GP\x00\x01" + (4326).to_bytes(4, "little")
    assert kept[8:13] == b"\x01\x06\x00\x00\x00"
    shape = shapely.from_wkb(outlines.wkb(kept))
    assert shape.geom_type == "MultiPolygon"
    assert shape.bounds[0] == 5.1234568


def test_a_blob_with_an_envelope_is_read() -> None:
    other = b"GP\x00\x03" + (4326).to_bytes(4, "little") + bytes(32) + _wkb(SQUARE)
    assert outlines.wkb(other) == _wkb(SQUARE)
    with pytest.raises(ValueError, match="not a GeoPackage"):
        outlines.wkb(b"GP")


@pytest.mark.parametrize(
    ("text", "code"),
    [("POLYGON ((5 43, 6 44, 6 43, 5 44, 5 43))", "crosses_itself"),
     ("POINT (5 43)", "not_an_area"), ("POLYGON EMPTY", "empty"),
     ("POLYGON ((900000 6000000, 900001 6000000, 900001 6000001, 900000 6000000))",
      "not_degrees"),
     ("POLYGON ((5 43, 6 43, 6 44, 5 43), (8 43, 9 43, 9 44, 8 43))", "hole_outside")],
)  # fmt: skip
def test_a_faulty_drawing_is_refused_with_its_reason(text: str, code: str) -> None:
    found = outlines.fault(_wkb(text))
    assert found is not None
    assert found.code == code
    with pytest.raises(ValueError, match=code):
        outlines.blob(_wkb(text))


def test_the_place_of_a_crossing_is_told() -> None:
    found = outlines.fault(_wkb("POLYGON ((5 43, 6 44, 6 43, 5 44, 5 43))"))
    assert found is not None
    assert found.at == (435000000, 55000000)
    assert outlines.fault(b"junk") == outlines.Fault("unreadable")


def test_the_area_leaves_holes_out_whichever_way_they_turn() -> None:
    whole = outlines.area_m2(_wkb(SQUARE))
    assert whole == pytest.approx(905_000, rel=0.01)
    inner = "(5.002 43.002, 5.004 43.002, 5.004 43.004, 5.002 43.004, 5.002 43.002)"
    other = "(5.002 43.002, 5.002 43.004, 5.004 43.004, 5.004 43.002, 5.002 43.002)"
    for hole in (inner, other):
        holed = outlines.area_m2(_wkb(f"{SQUARE[:-1]}, {hole})"))
        assert holed == pytest.approx(whole * 0.96, rel=1e-4)


def test_the_point_of_a_crescent_lies_inside_it() -> None:
    crescent = "POLYGON ((0 0, 10 0, 10 10, 0 10, 0 9, 9 9, 9 1, 0 1, 0 0))"
    lat, lon = outlines.inside_point(_wkb(crescent))
    assert shapely.from_wkt(crescent).contains(shapely.Point(lon / 1e7, lat / 1e7))
    assert outlines.inside_point(_wkb(SQUARE)) == (430050000, 50050000)


def test_the_parcels_lie_at_the_same_place_in_every_format(fixtures: Path) -> None:
    folder = fixtures / "05-geo/cadastre-converted"
    placed = []
    for name in ("A_wgs84.geojson", "A.kml", "A_lambert93_shp.zip"):
        sheet = layers.read(folder / f"parcelles_13029{name}")
        assert sheet.crs
        drawn = [outlines.to_wgs84(r.geometry or b"", sheet.crs) for r in sheet.records]
        total = sum(outlines.area_m2(shape) for shape in drawn)
        assert total == pytest.approx(1_757_341, rel=0.01)
        placed.append([outlines.inside_point(shape) for shape in drawn])
    # A metre is about 90 units of latitude, and 123 of longitude here.
    for other in placed[1:]:
        for (lat, lon), (lat2, lon2) in zip(placed[0], other, strict=True):
            assert abs(lat - lat2) < 90
            assert abs(lon - lon2) < 123
