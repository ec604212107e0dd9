"""Degrees, Web Mercator and Lambert-93 agree with known points and with each other."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer

from scout_app.model.values import Position
from scout_app.places.projection import (
    MERCATOR_LIMIT,
    from_lambert93,
    from_mercator,
    mercator_stretch,
    to_lambert93,
    to_mercator,
)

in_france = st.builds(Position, st.floats(42, 51), st.floats(-4.5, 8))


def test_the_origin_of_lambert_93_is_where_the_decree_puts_it() -> None:
    # Longitude 3° E and latitude 46.5° N have easting 700 km and northing 6,600 km.
    assert to_lambert93(Position(46.5, 3.0)) == pytest.approx((700_000, 6_600_000), abs=0.001)


def test_the_old_port_of_marseille_in_lambert_93() -> None:
    easting, northing = to_lambert93(Position(43.29695, 5.38107))
    assert 892_000 < easting < 894_000
    assert 6_246_000 < northing < 6_248_000


@given(in_france)
def test_lambert_93_comes_back_to_the_same_point(position: Position) -> None:
    back = from_lambert93(*to_lambert93(position))
    assert (back.lat, back.lon) == pytest.approx((position.lat, position.lon), abs=1e-9)


def test_web_mercator_is_the_one_of_epsg_3857() -> None:
    lons, lats = np.array([-180.0, 0.0, 5.38107, 179.0]), np.array([-60.0, 0.0, 43.29695, 85.0])
    expected = Transformer.from_crs("EPSG:4326", "EPSG:3857", always_xy=True).transform(lons, lats)
    assert np.allclose(to_mercator(lons, lats), expected, atol=1e-6)


@given(st.floats(-180, 180), st.floats(-85, 85))
def test_web_mercator_comes_back_to_the_same_point(lon: float, lat: float) -> None:
    assert np.allclose(from_mercator(*to_mercator(lon, lat)), (lon, lat), atol=1e-9)


def test_the_poles_stop_at_the_square() -> None:
    x, y = to_mercator([180.0, 180.0], [90.0, MERCATOR_LIMIT])
    assert y[0] == pytest.approx(y[1])
    assert y[1] == pytest.approx(x[1])


def test_a_metre_takes_twice_its_length_at_sixty_degrees() -> None:
    assert mercator_stretch([0.0, 60.0]) == pytest.approx([1.0, 2.0])
