"""Contested groups: who shares days with whom, whatever the order of arrival."""

import random
from datetime import date, timedelta
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from scout_app.model.values import Period
from scout_app.rules.clashes import Claim, Taking, first_twice, groups
from scout_app.rules.tree import Tree

START = date(2027, 5, 1)
IDS = [UUID(int=number) for number in range(1, 9)]


def taking(booking: int, first: int, length: int = 1, site: int = 0) -> Taking:
    day = START + timedelta(days=first)
    return Taking(IDS[booking], IDS[site], day, day + timedelta(days=length - 1))


def test_bookings_apart_are_their_own_groups() -> None:
    assert groups([taking(0, 0), taking(1, 1)], {IDS[0], IDS[1]}) == {
        IDS[0]: IDS[0],
        IDS[1]: IDS[1],
    }


def test_an_overlap_that_nobody_admitted_is_not_joined() -> None:
    assert groups([taking(0, 0, 3), taking(1, 1)], set())[IDS[1]] == IDS[1]
    assert groups([taking(0, 0, 3), taking(1, 1), taking(2, 1)], {IDS[2]}) == {
        IDS[0]: IDS[0],
        IDS[1]: IDS[0],
        IDS[2]: IDS[0],
    }


def test_other_sites_do_not_meet() -> None:
    found = groups([taking(0, 0, site=1), taking(1, 0, site=2)], {IDS[0]})
    assert found[IDS[1]] == IDS[1]


def test_a_chain_of_overlaps_is_one_group_across_sites() -> None:
    chain = [taking(2, 0, 2), taking(1, 1, 2), taking(1, 9, site=3), taking(0, 9, site=3)]
    assert set(groups(chain, set(IDS)).values()) == {IDS[0]}


def test_what_was_contested_stays_so_and_lets_nobody_else_in() -> None:
    standing = {IDS[0]: IDS[0], IDS[1]: IDS[0]}
    found = groups([taking(0, 0, 3), taking(1, 1), taking(2, 1)], set(), standing)
    assert found == {IDS[0]: IDS[0], IDS[1]: IDS[0], IDS[2]: IDS[2]}
    apart = groups([taking(0, 0), taking(1, 1)], set(), standing)
    assert apart == {IDS[0]: IDS[0], IDS[1]: IDS[1]}


@settings(max_examples=1000, deadline=None)
@given(
    st.lists(
        st.builds(taking, st.integers(0, 7), st.integers(0, 9), st.integers(1, 4)), max_size=14
    )
)
def test_no_double_booking_of_a_merge_is_silent(takings: list[Taking]) -> None:
    found = groups(takings, IDS)
    for one in takings:
        for two in takings:
            if one.site == two.site and one.first <= two.last and two.first <= one.last:
                assert found[one.booking] == found[two.booking]


@given(
    st.lists(
        st.builds(taking, st.integers(0, 7), st.integers(0, 9), st.integers(1, 4)), max_size=14
    ),
    st.sets(st.sampled_from(IDS)),
    st.randoms(use_true_random=False),
)
def test_groups_are_the_connected_overlaps_in_any_order(
    takings: list[Taking], admitted: set[UUID], chance: random.Random
) -> None:
    found = groups(takings, admitted)
    shuffled = takings[:]
    chance.shuffle(shuffled)
    assert groups(shuffled, admitted) == found
    joined = {booking: {booking} for booking in found}
    for one in takings:
        for two in takings:
            overlap = one.first <= two.last and two.first <= one.last
            if overlap and (one.booking in admitted or two.booking in admitted):
                joined[one.booking].add(two.booking)
    for _ in found:
        joined = {
            booking: set().union(*(joined[other] for other in others))
            for booking, others in joined.items()
        }
    assert found == {booking: min(others) for booking, others in joined.items()}


def claim(booking: int, office: int, first: int, site: int = 0) -> Claim:
    day = START + timedelta(days=first)
    return Claim(IDS[booking], IDS[office], IDS[site], Period(day, day + timedelta(days=1)))


def test_two_offices_first_on_one_day_of_a_whole_or_its_part_contest_it() -> None:
    tree = Tree({IDS[0]: None, IDS[1]: IDS[0], IDS[2]: IDS[0]})
    pair = {frozenset((IDS[3], IDS[4]))}
    assert first_twice([claim(3, 0, 0), claim(4, 1, 1)], tree) == pair
    assert first_twice([claim(3, 0, 0, site=1), claim(4, 1, 1)], tree) == pair
    assert first_twice([claim(3, 0, 0, site=1), claim(4, 1, 1, site=2)], tree) == set()
    assert first_twice([claim(3, 0, 0), claim(4, 0, 0)], tree) == set()
    assert first_twice([claim(3, 0, 0), claim(4, 1, 2)], tree) == set()
