"""Positions are recognised by their size, proposed, and turned into degrees to the centimetre."""

import math

import pytest
from pyproj import Transformer

from scout_app.places import lambert

MARTIGUES = [(5.05 + i / 100, 43.40 + i / 200) for i in range(10)]
PARIS = [(2.3 + i / 100, 48.8 + i / 100) for i in range(10)]


def _metres(places: list[tuple[float, float]], crs: str) -> list[tuple[float, float]]:
    projected = Transformer.from_crs("EPSG:4326", crs, always_xy=True)
    return [projected.transform(lon, lat) for lon, lat in places]


@pytest.mark.parametrize("crs", ["EPSG:2154", "EPSG:3943", "EPSG:3944", "EPSG:3857"])
@pytest.mark.parametrize("swapped", [False, True])
def test_figures_are_recognised_whichever_way_round(crs: str, swapped: bool) -> None:
    pairs = [((y, x) if swapped else (x, y)) for x, y in _metres(MARTIGUES, crs)]
    best = lambert.propose(pairs)[0]
    assert (best.crs, best.swapped, best.rows, best.asked) == (crs, swapped, 10, 10)
    back = lambert.degrees(pairs, best.crs, best.swapped)
    assert back == [(round(lat * 1e7), round(lon * 1e7)) for lon, lat in MARTIGUES]


def test_paris_in_lambert_93_is_not_taken_for_web_mercator() -> None:
    assert lambert.propose(_metres(PARIS, "EPSG:2154"))[0].crs == "EPSG:2154"
    assert lambert.propose(PARIS)[0].crs == "EPSG:4326"


def test_rows_are_told_one_by_one() -> None:
    pairs: list[lambert.Pair] = [*_metres(MARTIGUES, "EPSG:2154"), *MARTIGUES[:3]]
    pairs += [(0.0, 0.0), (None, 5.0), (math.nan, 1.0)]
    found = {(one.crs, one.swapped): one.rows for one in lambert.propose(pairs)}
    assert found["EPSG:2154", False] == 10
    assert found["EPSG:4326", False] == 3
    assert lambert.propose(pairs)[0].asked == 13


def test_nothing_is_proposed_for_figures_of_no_system() -> None:
    assert lambert.propose([(1e9, 2e9), (0.0, 0.0)]) == ()


def test_columns_are_found_among_others_and_with_commas() -> None:
    metres = _metres(MARTIGUES, "EPSG:2154")
    columns: list[list[object]] = [
        ["a"] * 10,
        list(range(10)),
        [f"{y:.2f}".replace(".", ",") for _, y in metres],
        [f"{x:.2f}".replace(".", ",") for x, _ in metres],
    ]
    best = lambert.propose_columns(columns)[0]
    assert (best.first, best.second) == (2, 3)
    assert (best.proposal.crs, best.proposal.swapped) == ("EPSG:2154", True)


def test_small_whole_figures_are_not_taken_for_degrees() -> None:
    assert lambert.propose_columns([[43, 44, 43], [5, 6, 7]]) == ()


def test_a_file_of_elsewhere_is_judged_by_its_own_majority() -> None:
    paris = [(488_000_000 + n * 10_000, 22_300_000 + n * 20_000) for n in range(100)]
    far = (487_000_000, 23_000_000)
    box = lambert.region_of([*paris, far, (0, 0)])
    assert box is not None
    assert all(lambert.within(box, lat / 1e7, lon / 1e7) for lat, lon in paris)
    assert not lambert.within(box, far[0] / 1e7, far[1] / 1e7)


def test_a_file_of_the_region_is_judged_by_the_region() -> None:
    assert lambert.region_of([(434_000_000, 50_500_000)]) == lambert.REGION


def test_a_few_places_elsewhere_tell_nothing_of_each_other() -> None:
    assert lambert.region_of([(488_000_000, 23_000_000)] * 3) is None


def test_figures_without_a_place_give_none() -> None:
    assert lambert.degrees([(5.0, 91.0), (None, 1.0), (math.inf, 2.0)], "EPSG:4326") == [None] * 3
