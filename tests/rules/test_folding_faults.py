"""Faults planted by hand in the fold: the laws catch every one of them."""

import dataclasses
import random
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from scout_app.model.fields import Exchange
from scout_app.rules import folding
from scout_app.rules.folding import DELETED, Cell, Row, Write
from tests.rules import laws
from tests.rules.replicas import played

Fault = tuple[str, Callable[..., object]]
HEADS, CELL, DEAD, ROW, COVERS = (
    folding.heads,
    folding.cell,
    folding.is_dead,
    folding.row,
    folding.covers,
)


def _sorted(key: Callable[[Write], object]) -> Callable[[Iterable[Write]], tuple[Write, ...]]:
    return lambda writes: tuple(sorted(HEADS(writes), key=key, reverse=True))  # type: ignore[arg-type]


def _cell(**changed: Any) -> Callable[..., Cell]:
    return lambda *a: dataclasses.replace(CELL(*a), **changed)


def _row(change: Callable[[Row], dict[str, object]]) -> Callable[..., Row]:
    def faulty(*a: object) -> Row:
        made = ROW(*a)  # type: ignore[arg-type]
        return dataclasses.replace(made, **change(made))  # type: ignore[arg-type]

    return faulty


def _never_superseded(writes: Iterable[Write]) -> tuple[Write, ...]:
    return tuple(sorted(set(writes), key=lambda w: w.stamp, reverse=True))


def _last_writer_wins(writes: Iterable[Write]) -> tuple[Write, ...]:
    return HEADS(writes)[:1]


def _first_prev_only(writes: Iterable[Write]) -> tuple[Write, ...]:
    return HEADS(dataclasses.replace(w, prev=w.prev[:1]) for w in writes)


def _last_prev_only(writes: Iterable[Write]) -> tuple[Write, ...]:
    return HEADS(dataclasses.replace(w, prev=w.prev[-1:]) for w in writes)


def _repeats_kept(writes: Iterable[Write]) -> tuple[Write, ...]:
    found = list(writes)
    over = {prev for w in found for prev in w.prev}
    alive = (w for w in found if w.stamp.txn not in over)
    return tuple(sorted(alive, key=lambda w: w.stamp, reverse=True))


def _in_order_of_arrival(writes: Iterable[Write]) -> tuple[Write, ...]:
    found = list(dict.fromkeys(writes))
    standing = set(HEADS(found))
    return tuple(w for w in found if w in standing)


def _one_per_replica(writes: Iterable[Write]) -> tuple[Write, ...]:
    newest: dict[str, Write] = {}
    for write in reversed(HEADS(writes)):
        newest[write.stamp.replica] = write
    return tuple(sorted(newest.values(), key=lambda w: w.stamp, reverse=True))


def _one_per_value(writes: Iterable[Write]) -> tuple[Write, ...]:
    return tuple({w.value: w for w in reversed(HEADS(writes))}.values())[::-1]


def _supersedes_by_clock(writes: Iterable[Write]) -> tuple[Write, ...]:
    found = HEADS(writes)
    return tuple(w for w in found if w.stamp.wall_ms > found[0].stamp.wall_ms - 10**9)


def _drops_bad_clocks(writes: Iterable[Write]) -> tuple[Write, ...]:
    found = HEADS(writes)
    return tuple(w for w in found if w.stamp.clock_ok) or found


def _auto_for_all(writes: list[Write], _exchange: Exchange = Exchange.AUTO) -> Cell:
    return CELL(writes, Exchange.AUTO)


def _arbitrate_for_all(writes: list[Write], _exchange: Exchange = Exchange.AUTO) -> Cell:
    return CELL(writes, Exchange.ARBITRATE)


def _text_for_all(writes: list[Write], _exchange: Exchange = Exchange.AUTO) -> Cell:
    return CELL(writes, Exchange.TEXT3)


def _edit_supersedes_all(*a: object) -> Cell:
    found = CELL(*a)  # type: ignore[arg-type]
    return dataclasses.replace(found, shown=tuple(h.stamp.txn for h in found.heads))


def _edit_supersedes_one(*a: object) -> Cell:
    found = CELL(*a)  # type: ignore[arg-type]
    return dataclasses.replace(found, shown=found.shown[:1])


def _shows_the_oldest(*a: object) -> Cell:
    found = CELL(*a)  # type: ignore[arg-type]
    return dataclasses.replace(found, value=found.heads[-1].value)


def _any_deletion_kills(cells: dict[str, list[Write]]) -> bool:
    return any(w.value in (True, "true") for w in cells.get(DELETED, ()))


def _restoring_forgotten(cells: dict[str, list[Write]]) -> bool:
    kept = [w for w in cells.get(DELETED, ()) if w.value in (True, "true")]
    return DEAD({**cells, DELETED: kept})


def _displayed_deletion_decides(cells: dict[str, list[Write]]) -> bool:
    return DEAD({**cells, DELETED: list(cells.get(DELETED, ()))[:1]})


def _only_displayed_heads(cells: dict[str, list[Write]]) -> bool:
    return DEAD({name: list(found)[:1] for name, found in cells.items()})


def _never_dead(_cells: object) -> bool:
    return False


def _own_writes_survive(cells: dict[str, list[Write]]) -> bool:
    stripped = [dataclasses.replace(w, seen=w.seen[1:]) for w in cells.get(DELETED, ())]
    return DEAD({**cells, DELETED: stripped})


def _seen_ignored(cells: dict[str, list[Write]]) -> bool:
    return DEAD(
        {**cells, DELETED: [dataclasses.replace(w, seen=()) for w in cells.get(DELETED, ())]}
    )


FAULTS: list[Fault] = [
    ("heads", _never_superseded),
    ("heads", _last_writer_wins),
    ("heads", _first_prev_only),
    ("heads", _last_prev_only),
    ("heads", _repeats_kept),
    ("heads", _in_order_of_arrival),
    ("heads", _one_per_replica),
    ("heads", _one_per_value),
    ("heads", _supersedes_by_clock),
    ("heads", _drops_bad_clocks),
    ("heads", _sorted(lambda w: (w.stamp.wall_ms, w.stamp))),
    ("heads", _sorted(lambda w: w.stamp.txn)),
    ("heads", _sorted(lambda w: (w.stamp.replica, w.stamp))),
    ("cell", _auto_for_all),
    ("cell", _arbitrate_for_all),
    ("cell", _text_for_all),
    ("cell", _edit_supersedes_all),
    ("cell", _edit_supersedes_one),
    ("cell", _shows_the_oldest),
    ("cell", _cell(is_disputed=False)),
    ("cell", _cell(is_disputed=True)),
    ("is_dead", _any_deletion_kills),
    ("is_dead", _restoring_forgotten),
    ("is_dead", _displayed_deletion_decides),
    ("is_dead", _only_displayed_heads),
    ("is_dead", _never_dead),
    ("is_dead", _own_writes_survive),
    ("is_dead", _seen_ignored),
    ("row", _row(lambda _row: {"is_disputed": False})),
    ("row", _row(lambda row: {"is_disputed": bool(row.deletions)})),
    ("row", _row(lambda _row: {"deletions": ()})),
    ("covers", lambda _row: ()),
    ("covers", lambda row: COVERS(row)[1:]),
    ("covers", lambda row: tuple(w.stamp.txn for w in row.deletions)),
]
"""Where, and what stands there instead."""


def caught(limit: int = 1500) -> bool:
    dice = random.Random(2027)
    for _history in range(limit):
        try:
            laws.check(played(dice.randbytes(dice.randrange(31, 150))))
        except (AssertionError, IndexError, KeyError):
            return True
    return False


@pytest.mark.parametrize(("where", "fault"), FAULTS)
def test_a_planted_fault_breaks_a_law(
    where: str, fault: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folding, where, fault)
    assert caught()


def test_without_a_fault_no_law_breaks() -> None:
    assert not caught(300)
