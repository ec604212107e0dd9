"""Wholes and parts: who stands in whose way."""

from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scout_app.rules.tree import Tree

STUDIOS, STAGE, SISTER, PLOT, QUAY = (UUID(int=n) for n in range(1, 6))


@pytest.fixture
def tree() -> Tree:
    """Studios with two stages, a plot inside the first; a quay apart."""
    return Tree({STUDIOS: None, STAGE: STUDIOS, SISTER: STUDIOS, PLOT: STAGE, QUAY: None})


def test_a_part_stands_under_its_whole_and_that_ones_whole(tree: Tree) -> None:
    assert tree.ancestors(PLOT) == (STAGE, STUDIOS)
    assert tree.ancestors(STUDIOS) == ()


def test_parts_are_found_at_any_depth_the_nearest_first(tree: Tree) -> None:
    assert tree.descendants(STUDIOS) == (STAGE, SISTER, PLOT)
    assert tree.parts(STUDIOS) == (STAGE, SISTER)
    assert tree.descendants(PLOT) == ()


def test_sister_stages_are_no_kin_but_the_whole_and_a_part_are(tree: Tree) -> None:
    assert tree.kin(STAGE) == {STAGE, STUDIOS, PLOT}
    assert tree.kin(STUDIOS) == {STUDIOS, STAGE, SISTER, PLOT}
    assert SISTER not in tree.kin(PLOT)


def test_a_site_that_the_tree_does_not_know_stands_alone(tree: Tree) -> None:
    stranger = UUID(int=99)
    assert tree.kin(stranger) == {stranger}


def test_a_list_begins_with_those_whose_whole_is_not_in_it(tree: Tree) -> None:
    assert tree.roots([PLOT, STAGE, SISTER, QUAY]) == (STAGE, SISTER, QUAY)


def test_a_whole_that_is_its_own_part_ends_the_walk() -> None:
    loop = Tree({STAGE: STAGE})
    assert loop.ancestors(STAGE) == ()
    assert loop.descendants(STAGE) == ()


def test_two_wholes_of_each_other_end_the_walk() -> None:
    loop = Tree({STUDIOS: STAGE, STAGE: STUDIOS, PLOT: STAGE})
    assert loop.ancestors(PLOT) == (STAGE, STUDIOS)
    assert set(loop.descendants(STUDIOS)) == {STAGE, PLOT}


IDS = st.integers(0, 7).map(lambda n: UUID(int=n))


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(IDS, st.none() | IDS))
def test_being_kin_is_mutual_whatever_the_tree(wholes: dict[UUID, UUID | None]) -> None:
    tree = Tree(wholes)
    sites = [UUID(int=n) for n in range(8)]
    for site in sites:
        assert tree.kin(site) == {other for other in sites if site in tree.kin(other)}
