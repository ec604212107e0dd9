"""A set of transactions → values: heads, the value displayed, conflicts, and which rows are dead.

The order, repetition and grouping of the writes cannot matter: everything here reads a set. Clocks
choose only what is displayed among concurrent writes; a conflict is closed by a decision alone.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from scout_app.model.fields import Exchange
from scout_app.rules import text3

DELETED = "_deleted"
"""The cell that says whether its row was deleted."""

Class = Callable[[str, str], Exchange]
"""Of a table and a field: what becomes of concurrent values."""


@dataclass(frozen=True, slots=True, order=True)
class Stamp:
    """What chooses the value displayed among concurrent ones: the greatest; never a winner."""

    clock_ok: bool
    wall_ms: int
    replica: str
    txn: str


@dataclass(frozen=True, slots=True)
class Write:
    """One transaction's value for one cell; None for one that did not come here, or was erased.

    `prev` are the ids of the writes that its author was shown; `seen`, for a deletion, those of
    every cell of the row.
    """

    stamp: Stamp
    value: object
    prev: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """A write and the cell it belongs to."""

    table: str
    row: str
    field: str
    write: Write


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says: the value displayed, and the heads behind it, the displayed one first."""

    value: object
    heads: tuple[Write, ...]
    shown: tuple[str, ...]
    """The heads whose value is displayed: those that an ordinary edit supersedes. Never one whose
    value is not here: nobody was shown it."""
    is_disputed: bool


@dataclass(frozen=True, slots=True)
class Row:
    """What a row says: its cells without `DELETED`, and whether it is dead."""

    cells: Mapping[str, Cell]
    deletions: tuple[Write, ...]
    """The heads of `DELETED`."""
    is_dead: bool
    is_disputed: bool
    """Somebody deleted it while somebody else, who did not know, wrote or restored it."""

    @property
    def disputes(self) -> tuple[str, ...]:
        """The fields that wait for a decision, `DELETED` among them, in alphabetical order."""
        fields = [name for name, cell in self.cells.items() if cell.is_disputed]
        return tuple(sorted([*fields, DELETED] if self.is_disputed else fields))


def heads(writes: Iterable[Write]) -> tuple[Write, ...]:
    """Return the writes that no other write's author was shown, the displayed one first.

    Those whose value is not here come last.
    """
    found = tuple(writes)
    if len(found) == 1:  # as nearly every cell is
        return found
    by_txn = {write.stamp.txn: write for write in found}
    superseded = {txn for write in by_txn.values() for txn in write.prev}
    alive = (write for txn, write in by_txn.items() if txn not in superseded)
    return tuple(sorted(alive, key=lambda one: (one.value is not None, one.stamp), reverse=True))


def told(standing: Iterable[Write]) -> tuple[str, ...]:
    """Return the ids of the heads whose value is here."""
    return tuple(head.stamp.txn for head in standing if head.value is not None)


def cell(writes: Collection[Write], exchange: Exchange = Exchange.ARBITRATE) -> Cell:
    """Return what a cell says, given all its writes: at least one.

    Heads that say the same are no conflict, nor are those of an `AUTO` field, whose displayed value
    stands for all. Two heads of a `TEXT3` field are merged when what both changed is known and
    they changed different lines; else both are kept, and wait. A head whose value is not here, be
    it withheld or erased, neither shows nor disputes anything.
    """
    standing = heads(writes)
    every = told(standing)
    displayed = standing[0].value
    same = told(head for head in standing if head.value == displayed)
    if same == every or exchange is Exchange.AUTO:
        return Cell(displayed, standing, every, is_disputed=False)
    if exchange is Exchange.TEXT3:
        merged = _merged(standing, writes)
        if merged is not None:
            return Cell(merged, standing, every, is_disputed=False)
    return Cell(displayed, standing, same, is_disputed=True)


def _merged(standing: Sequence[Write], writes: Iterable[Write]) -> str | None:
    """Return two texts merged on the one that both their authors were shown; None when unsure."""
    if len(standing) != 2 or standing[0].prev != standing[1].prev or len(standing[0].prev) != 1:
        return None
    base = next((w.value for w in writes if w.stamp.txn == standing[0].prev[0]), None)
    texts = [_text(value) for value in (base, standing[0].value, standing[1].value)]
    known = [one for one in texts if one is not None]
    merged = text3.merge(known[0], known[1], known[2]) if len(known) == 3 else None
    return None if merged is None else json.dumps(merged, ensure_ascii=False)


def _text(value: object) -> str | None:
    """Return the text of a cell's canonical JSON; None for anything but a text."""
    found = json.loads(value) if isinstance(value, str) else None
    return found if isinstance(found, str) else None


def is_dead(cells: Mapping[str, Sequence[Write]]) -> bool:
    """Tell whether a row, given the heads of each of its cells, is deleted.

    A deletion covers only what its author had seen: one unseen head keeps the row, and so does a
    restoring that the deletion's author did not know. What is not here keeps nothing.
    """
    deletions = [write for write in cells.get(DELETED, ()) if _deletes(write)]
    covered = {txn for write in deletions for txn in (*write.seen, write.stamp.txn)}
    standing = {txn for found in cells.values() for txn in told(found)}
    return bool(deletions) and standing <= covered


def _deletes(write: Write) -> bool:
    return write.value in (True, "true")


def row(
    cells: Mapping[str, Collection[Write]], exchange: Callable[[str], Exchange] | None = None
) -> Row:
    """Return what a row says, given all writes of each of its cells."""
    said = {
        name: cell(writes, exchange(name) if exchange else Exchange.ARBITRATE)
        for name, writes in cells.items()
        if name != DELETED
    }
    deletions = heads(cells.get(DELETED, ()))
    dead = is_dead({DELETED: deletions, **{name: found.heads for name, found in said.items()}})
    return Row(said, deletions, dead, not dead and any(_deletes(one) for one in deletions))


def fold(placed: Iterable[Placed], exchange: Class | None = None) -> dict[tuple[str, str], Row]:
    """Return what every row says, by table and row."""
    rows: dict[tuple[str, str], dict[str, list[Write]]] = defaultdict(lambda: defaultdict(list))
    for one in placed:
        rows[one.table, one.row][one.field].append(one.write)
    return {
        (table, name): row(cells, _of(table, exchange)) for (table, name), cells in rows.items()
    }


def _of(table: str, exchange: Class | None) -> Callable[[str], Exchange] | None:
    return None if exchange is None else lambda field: exchange(table, field)


def covers(found: Row) -> tuple[str, ...]:
    """Return what a deletion made now has seen: every head of the row whose value is here."""
    standing = {txn for one in found.cells.values() for txn in told(one.heads)}
    return tuple(sorted(standing.union(told(found.deletions))))
