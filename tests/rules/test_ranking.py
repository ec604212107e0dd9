"""Ranks: there is always room between two, whatever was moved before."""

import random

import pytest

from scout_app.rules.ranking import between


def test_a_rank_sorts_between_its_neighbours_after_any_moves() -> None:
    chance = random.Random(7)
    ranks = [between(None, None)]
    for _ in range(2_000):
        at = chance.choice((0, len(ranks), chance.randint(0, len(ranks))))
        low = ranks[at - 1] if at else None
        high = ranks[at] if at < len(ranks) else None
        made = between(low, high)
        assert (low or "") < made
        assert high is None or made < high
        ranks.insert(at, made)
    assert ranks == sorted(set(ranks))


def test_a_list_that_only_grows_keeps_short_ranks() -> None:
    last = None
    for _ in range(1_000):
        last = between(last, None)
    assert last is not None
    assert len(last) < 40


def test_neighbours_in_the_wrong_order_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="no rank"):
        between("b", "a")
