"""Folding: a set of writes says the same whatever their order, repetition or grouping."""

import random

from hypothesis import given
from hypothesis import strategies as st

from scout_app.rules.folding import DELETED, Stamp, Write, heads, is_dead


def write(name: str, *prev: str, at: int = 0, ok: bool = True, **how: object) -> Write:
    seen = how.pop("seen", ())
    assert isinstance(seen, tuple)
    return Write(Stamp(ok, at, "replica", name), how.get("value", name), prev, seen)


def test_an_edit_supersedes_what_its_author_was_shown() -> None:
    assert [w.value for w in heads([write("a"), write("b", "a")])] == ["b"]


def test_two_edits_of_one_value_are_both_heads_and_the_later_is_displayed() -> None:
    found = heads([write("a"), write("b", "a", at=1), write("c", "a", at=2)])
    assert [w.value for w in found] == ["c", "b"]


def test_an_untrusted_clock_loses_the_display_and_nothing_else() -> None:
    found = heads([write("b", at=2**40, ok=False), write("c", at=1)])
    assert [w.value for w in found] == ["c", "b"]


def test_a_loss_only_delays() -> None:
    assert [w.value for w in heads([write("c", "b")])] == ["c"]
    assert [w.value for w in heads([write("c", "b"), write("b", "a"), write("a")])] == ["c"]


@given(
    parents=st.lists(st.sets(st.integers(0, 11), max_size=3), min_size=1, max_size=12),
    seed=st.integers(),
)
def test_order_and_repetition_cannot_matter(parents: list[set[int]], seed: int) -> None:
    writes = [
        write(str(n), *(str(p) for p in shown if p < n), at=n % 3)
        for n, shown in enumerate(parents)
    ]
    shuffled = writes + writes[: len(writes) // 2]
    random.Random(seed).shuffle(shuffled)
    assert heads(shuffled) == heads(writes)
    superseded = {p for w in writes for p in w.prev}
    assert {w.stamp.txn for w in heads(writes)} == {w.stamp.txn for w in writes} - superseded


def test_a_deletion_kills_only_what_its_author_had_seen() -> None:
    name = write("n1")
    deletion = write("d", value=True, seen=("n1",))
    assert is_dead({"name": [name], DELETED: [deletion]})
    assert not is_dead({"name": [write("n2", "n1")], DELETED: [deletion]})
    assert not is_dead({"name": [name]})
    assert not is_dead({"name": [name], DELETED: [write("r", "d", value=False)]})


def test_what_was_written_with_the_deletion_dies_with_it() -> None:
    assert is_dead({"name": [write("d")], DELETED: [write("d", value=True)]})
