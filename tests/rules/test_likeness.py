"""Likeness: what makes two rows one, what keeps them apart, and that no pair is left unseen."""

from itertools import combinations
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scout_app.rules.likeness import ENOUGH, Facts, likeness, pairs

AT = {"lat": 43.4, "lon": 5.05}
PARCEL = frozenset({"132028020A0123"})


def facts(n: int, name: str, **how: object) -> Facts:
    return Facts(UUID(int=n), name, **{"commune": "13056", **how})  # type: ignore[arg-type]  # short


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (facts(1, "chateau de la buzine"), facts(2, "chateau de la buzine")),
        (facts(1, "chateau de la buzine"), facts(2, "la buzine (chateau de)")),
        (facts(1, "provence studios"), facts(2, "provence studio")),
        (facts(1, "friche belle de mai", **AT), facts(2, "la friche belle de mai", **AT)),
        (facts(1, "hangar j1", parcels=PARCEL), facts(2, "hangar j1 quai", parcels=PARCEL)),
    ],
)  # fmt: skip
def test_the_same_place_under_two_names_is_proposed(one: Facts, other: Facts) -> None:
    assert likeness(one, other).score >= ENOUGH


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (facts(1, "plateau 1"), facts(2, "plateau 2")),
        (facts(1, "plage du prado"), facts(2, "parc borely")),
        (facts(1, "eglise saint-martin"), facts(2, "eglise saint-martin", commune="13001")),
        (facts(1, "phare", **AT), facts(2, "phare", lat=43.5, lon=5.05)),
        (facts(1, "cour", **AT), facts(2, "chapelle", **AT)),
    ],
)
def test_two_places_are_not_proposed(one: Facts, other: Facts) -> None:
    assert likeness(one, other).score < ENOUGH


_FACTS = st.builds(
    facts,
    st.integers(1, 10**6),
    st.sampled_from(["quai nord", "quai du nord", "hangar 3", "hangar 4", "hangar trois", "silo"]),
    commune=st.sampled_from(["", "13001", "13056"]),
    kind=st.sampled_from(["stage", "land"]),
    lat=st.sampled_from([None, 43.4, 43.4015]),
    lon=st.just(5.05),
)


@given(_FACTS, _FACTS)
def test_likeness_is_the_same_from_either_side(one: Facts, other: Facts) -> None:
    assert likeness(one, other) == likeness(other, one)


@given(st.lists(_FACTS, max_size=12, unique_by=lambda row: row.id))
def test_no_pair_that_is_alike_enough_is_left_unseen(rows: list[Facts]) -> None:
    every = {
        frozenset((one.id, other.id))
        for one, other in combinations(rows, 2)
        if likeness(one, other).score >= ENOUGH
    }
    found = [frozenset(pair[:2]) for pair in pairs(rows)]
    assert set(found) == every
    assert len(found) == len(set(found))


@given(st.floats(-0.0017, 0.0017), st.floats(-0.0022, 0.0022))
def test_the_grid_parts_nobody_within_two_hundred_metres(north: float, east: float) -> None:
    # Names of two languages share no word: only the place brings them together.
    one = facts(1, "docks", commune="", lat=43.4, lon=5.05)
    other = facts(2, "dock", commune="13055", lat=43.4 + north, lon=5.05 + east)
    said = likeness(one, other)
    expected = 1 if said.score >= 60 else 0
    assert len(pairs([one, other], least=60)) == expected


def test_a_great_block_is_not_compared_all_with_all() -> None:
    many = [
        facts(n, f"rue de la republique {chr(97 + n % 26)}{chr(97 + n // 26)}") for n in range(600)
    ]
    twins = [facts(9001, "rue du silo"), facts(9002, "rue du silo")]
    found = {pair[:2] for pair in pairs([*many, *twins])}
    assert (UUID(int=9001), UUID(int=9002)) in found
