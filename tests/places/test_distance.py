"""Distances are geodesic, in km, one at a time or many at once."""

import math

import numpy as np
import pytest

from scout_app.model.values import Position
from scout_app.places.distance import all_km, geodesic_km, km

MARSEILLE = Position(43.29695, 5.38107)
AIX = Position(43.5283, 5.44973)
# The worked example of Vincenty's 1975 paper, as Geoscience Australia gives it for GRS80:
# Flinders Peak to Buninyong, 54,972.271 m.
FLINDERS = Position(-(37 + 57 / 60 + 3.72030 / 3600), 144 + 25 / 60 + 29.52440 / 3600)
BUNINYONG = Position(-(37 + 39 / 60 + 10.15610 / 3600), 143 + 55 / 60 + 35.38390 / 3600)


def test_a_published_distance_is_found_to_the_millimetre() -> None:
    assert km(FLINDERS, BUNINYONG) == pytest.approx(54.972271, abs=2e-6)


def test_marseille_and_aix_are_some_26_km_apart() -> None:
    assert 26 < km(MARSEILLE, AIX) < 27


def test_many_at_once_agree_with_one_at_a_time() -> None:
    ends = [(43.1 + n / 50, 4.6 + n / 40) for n in range(40)]
    one_by_one = [km(MARSEILLE, Position(lat, lon)) for lat, lon in ends]
    assert geodesic_km(MARSEILLE, ends) == pytest.approx(one_by_one, abs=1e-6)
    lats, lons = np.array(ends).T
    assert all_km(MARSEILLE, lats, lons) == pytest.approx(one_by_one, abs=1e-6)


def test_no_points_have_no_distances() -> None:
    assert geodesic_km(MARSEILLE, []) == []
    assert all_km(MARSEILLE, [], []).shape == (0,)


def test_an_unknown_place_has_an_unknown_distance() -> None:
    near, unknown = all_km(MARSEILLE, [43.3, math.nan], [5.4, math.nan])
    assert near < 2
    assert math.isnan(unknown)
