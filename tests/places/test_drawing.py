"""What is drawn by hand is measured on the ellipsoid, and becomes an outline."""

import pytest

from scout_app.model.values import Position
from scout_app.places import drawing, outlines
from scout_app.places.distance import km

PORT = Position(43.2950, 5.3740)
SQUARE = ((5.0, 43.0), (5.001, 43.0), (5.001, 43.001), (5.0, 43.001))


def test_a_line_is_as_long_as_its_legs() -> None:
    legs = [(Position(43.0, 5.0), Position(43.0, 5.1)), (Position(43.0, 5.1), Position(43.2, 5.1))]
    expected = sum(km(*leg) for leg in legs) * 1000
    assert drawing.length_m([(5.0, 43.0), (5.1, 43.0), (5.1, 43.2)]) == pytest.approx(expected)
    assert drawing.length_m([(5.0, 43.0)]) == 0


def test_an_area_is_the_same_whichever_way_it_is_walked() -> None:
    assert drawing.area_m2(SQUARE) == pytest.approx(drawing.area_m2(SQUARE[::-1]))
    assert drawing.area_m2(SQUARE) == pytest.approx(81.5 * 111.1, rel=0.01)
    assert drawing.area_m2(SQUARE[:2]) == 0


def test_every_point_of_a_circle_is_at_its_distance() -> None:
    ring = drawing.circle(PORT, 12.5)
    far = [km(PORT, Position(lat, lon)) for lon, lat in ring]
    assert min(far) == pytest.approx(12.5, abs=0.001)
    assert max(far) == pytest.approx(12.5, abs=0.001)


def test_a_ring_is_an_outline_and_comes_back_the_same() -> None:
    kept = outlines.blob(drawing.polygon_wkb(SQUARE))
    [ring] = drawing.rings(outlines.wkb(kept))
    assert set(ring) == set(SQUARE)


def test_a_ring_of_two_corners_is_no_area() -> None:
    assert outlines.fault(drawing.polygon_wkb(SQUARE[:2])) == outlines.Fault("not_an_area")
    assert outlines.fault(drawing.polygon_wkb(SQUARE[:1])) is not None
