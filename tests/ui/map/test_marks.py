"""Marks in order of their longitude, by direction, and with their halos in the plane."""

from uuid import UUID

import pytest

from scout_app.ui.map.marks import Mark, Marks


def mark(number: int, lat: float, lon: float, radius_m: float = 0.0) -> Mark:
    return Mark(UUID(int=number), lat, lon, f"Lieu {number}", "studio", radius_m)


CROSS = Marks(
    [
        mark(0, 43.40, 5.40),
        mark(1, 43.40, 5.60),
        mark(2, 43.40, 5.20),
        mark(3, 43.50, 5.41),
        mark(4, 43.30, 5.39),
    ]
)


@pytest.mark.parametrize(("right", "up", "found"), [(1, 0, 1), (-1, 0, 2), (0, 1, 3), (0, -1, 4)])
def test_each_side_has_its_nearest_mark(right: int, up: int, found: int) -> None:
    assert CROSS.towards(0, right, up) == found


def test_nothing_lies_beyond_the_last_mark() -> None:
    assert CROSS.towards(1, 1, 0) is None


def test_a_walk_goes_eastward_through_every_mark_and_round() -> None:
    walk, here = [], 2
    for _ in range(len(CROSS)):
        walk.append(here)
        here = CROSS.along(here, 1)
    assert walk == [2, 4, 0, 3, 1]
    assert here == 2
    assert CROSS.along(2, -1) == 1


def test_a_walk_goes_through_marks_on_one_point() -> None:
    marks = Marks([mark(n, 43.5283, 5.44973, 2500) for n in range(3)])
    assert {0, marks.along(0, 1), marks.along(0, 2)} == {0, 1, 2}


def test_a_halo_is_as_wide_as_the_ground_says() -> None:
    marks = Marks([mark(0, 60.0, 5.0, 1000)])
    assert marks.radius[0] == pytest.approx(2000)
    assert marks.extent is not None
    assert marks.extent.east - marks.extent.west == pytest.approx(4000)


def test_no_marks_have_no_extent_and_nothing_near() -> None:
    assert Marks().extent is None
    assert Marks().nearest(0, 0) is None
    assert Marks().number(UUID(int=1)) is None
