"""Folding: a set of writes says the same whatever their order, repetition or grouping."""

import random

from hypothesis import given
from hypothesis import strategies as st

from scout_app.model.fields import Exchange
from scout_app.rules.folding import (
    DELETED,
    Placed,
    Stamp,
    Write,
    cell,
    covers,
    fold,
    heads,
    is_dead,
    row,
)


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


def noted(name: str, value: object, *prev: str, at: int = 0) -> Write:
    return write(name, *prev, at=at, value=value)


def test_equal_values_are_no_conflict_and_are_superseded_together() -> None:
    found = cell([write("a", value="1"), write("b", value="1", at=1)])
    assert (found.value, set(found.shown), found.is_disputed) == ("1", {"a", "b"}, False)


def test_an_ordinary_edit_supersedes_only_what_is_displayed() -> None:
    found = cell([write("a", value="1"), write("b", value="2", at=1)])
    assert (found.value, found.shown, found.is_disputed) == ("2", ("b",), True)


def test_the_order_of_photos_is_never_a_conflict() -> None:
    found = cell([write("a", value="1"), write("b", value="2", at=1)], Exchange.AUTO)
    assert (found.value, set(found.shown), found.is_disputed) == ("2", {"a", "b"}, False)


def test_notes_are_merged_on_what_both_were_shown() -> None:
    base = noted("a", '"1\\n2\\n3"')
    found = cell(
        [base, noted("b", '"0\\n2\\n3"', "a"), noted("c", '"1\\n2\\n4"', "a", at=1)], Exchange.TEXT3
    )
    assert (found.value, len(found.shown), found.is_disputed) == ('"0\\n2\\n4"', 2, False)


def test_notes_without_a_known_base_are_both_kept() -> None:
    one, other = noted("b", '"0\\n2\\n3"', "a"), noted("c", '"1\\n2\\n4"', "a", at=1)
    for missing in ([], [noted("a", None)], [noted("a", "7")]):
        assert cell([*missing, one, other], Exchange.TEXT3).is_disputed
    alone = [noted("b", '"0"'), noted("c", '"1"')]
    assert cell(alone, Exchange.TEXT3).is_disputed
    three = [noted("a", '"1\\n2\\n3"'), one, other, noted("d", '"1"', "a")]
    assert cell(three, Exchange.TEXT3).is_disputed


def test_changes_of_one_line_wait() -> None:
    found = cell(
        [noted("a", '"1"'), noted("b", '"2"', "a"), noted("c", '"3"', "a")], Exchange.TEXT3
    )
    assert found.is_disputed


def test_a_row_names_what_waits() -> None:
    found = row(
        {
            "phone": [write("a", value="1"), write("b", value="2")],
            "name": [write("a", value="x")],
            DELETED: [write("d", value="true", seen=("a",))],
        }
    )
    assert found.disputes == (DELETED, "phone")
    assert covers(found) == ("a", "b", "d")
    assert row({"name": [write("a")]}).disputes == ()


def test_a_restoring_unknown_to_a_deletion_keeps_the_row() -> None:
    deletions = [write("d", value="true", seen=("a",)), write("r", value="false")]
    assert not row({"name": [write("a")], DELETED: deletions}).is_dead


def test_rows_are_folded_apart_by_their_own_classes() -> None:
    placed = [
        Placed("site", "r", "rank", write("a", value="1")),
        Placed("site", "r", "rank", write("b", value="2")),
        Placed("site", "s", "name", write("a", value="1")),
    ]
    said = fold(placed, lambda table, name: Exchange.AUTO)
    assert {key: one.disputes for key, one in said.items()} == {
        ("site", "r"): (),
        ("site", "s"): (),
    }
    assert fold(placed)["site", "r"].disputes == ("rank",)
