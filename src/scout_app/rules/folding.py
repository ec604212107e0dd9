"""A set of transactions → values: heads, the value displayed, and which rows are dead.

The order, repetition and grouping of the writes cannot matter: everything here reads a set.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

DELETED = "_deleted"
"""The cell that says whether its row was deleted."""


@dataclass(frozen=True, slots=True, order=True)
class Stamp:
    """What chooses the value displayed among concurrent ones: the greatest; never a winner."""

    clock_ok: bool
    wall_ms: int
    replica: str
    txn: str


@dataclass(frozen=True, slots=True)
class Write:
    """One transaction's value for one cell.

    `prev` are the ids of the writes that its author was shown; `seen`, for a deletion, those of
    every cell of the row.
    """

    stamp: Stamp
    value: object
    prev: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()


def heads(writes: Iterable[Write]) -> tuple[Write, ...]:
    """Return the writes that no other write's author was shown, the displayed one first."""
    by_txn = {write.stamp.txn: write for write in writes}
    superseded = {txn for write in by_txn.values() for txn in write.prev}
    alive = (write for txn, write in by_txn.items() if txn not in superseded)
    return tuple(sorted(alive, key=lambda write: write.stamp, reverse=True))


def is_dead(cells: Mapping[str, Sequence[Write]]) -> bool:
    """Tell whether a row, given the heads of each of its cells, is deleted.

    A deletion covers only what its author had seen: one unseen head keeps the row.
    """
    deletions = [write for write in cells.get(DELETED, ()) if write.value]
    covered = {txn for write in deletions for txn in (*write.seen, write.stamp.txn)}
    standing = {
        head.stamp.txn for name, found in cells.items() if name != DELETED for head in found
    }
    return bool(deletions) and standing <= covered
