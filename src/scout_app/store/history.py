"""Who changed what: the log's transactions as frozen rows, and what undoing one would restore."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, func, select, true

from scout_app.model.log import meta, op, opval, txn
from scout_app.model.tables import ROWS
from scout_app.rules.folding import Write
from scout_app.store import heads

_CHUNK = 400


@dataclass(frozen=True, slots=True)
class Changed:
    """One cell a transaction wrote, as stored values before and after."""

    table: str
    row_id: UUID
    field: str
    old: object
    new: object
    created: bool
    """Whether the transaction made the row."""


@dataclass(frozen=True, slots=True)
class Txn:
    """One transaction of the log."""

    id: str
    at: datetime
    author: str
    office: str
    undoes: str | None
    reason: str | None
    rows: Mapping[str, int]
    """How many rows of each table it wrote."""
    changes: tuple[Changed, ...]
    """What it wrote; only the beginning of a long one where a reader asked for no more."""


def transactions(
    connection: Connection,
    row_id: UUID | None = None,
    limit: int | None = None,
    most: int | None = None,
) -> tuple[Txn, ...]:
    """Return transactions, the newest first; all, or those that touched a row.

    `most` is how many changes of each are read: an import has hundreds of thousands.
    """
    chosen = select(txn).order_by(txn.c.n.desc())
    if row_id is not None:
        chosen = chosen.where(txn.c.n.in_(select(op.c.txn).where(op.c.row_uuid == row_id)))
    return _made(connection, connection.execute(chosen.limit(limit)).all(), most)


def transaction(connection: Connection, identity: str, most: int | None = None) -> Txn | None:
    """Return one transaction by its id, or by the only id that begins so; `most` as above."""
    begins = txn.c.id.startswith(identity, autoescape=True)
    found = connection.execute(select(txn).where(begins).limit(2)).all()
    return _made(connection, found, most)[0] if len(found) == 1 else None


def own(connection: Connection, limit: int) -> Sequence[tuple[str, str | None]]:
    """Return the id and what it undoes of this copy's last transactions, the oldest first."""
    replica = select(meta.c.replica_id).scalar_subquery()
    newest = (
        select(txn.c.id, txn.c.undoes)
        .where(txn.c.replica == replica)
        .order_by(txn.c.n.desc())
        .limit(limit)
    )
    return [(found.id, found.undoes) for found in connection.execute(newest)][::-1]


def _made(
    connection: Connection, found: Sequence[Row[Any]], most: int | None = None
) -> tuple[Txn, ...]:
    numbers = [row.n for row in found]
    rows = _rows(connection, numbers)
    changes = _changes(connection, numbers, most)
    return tuple(
        Txn(
            row.id,
            datetime.fromtimestamp(row.wall_ms / 1000, UTC),
            row.author,
            row.office,
            row.undoes,
            row.reason,
            rows.get(row.n, {}),
            tuple(changes.get(row.n, ())),
        )
        for row in found
    )


def _rows(connection: Connection, numbers: Sequence[int]) -> Mapping[int, dict[str, int]]:
    """Return how many rows of each table each transaction wrote."""
    counted: dict[int, dict[str, int]] = defaultdict(dict)
    for start in range(0, len(numbers), _CHUNK):
        found = connection.execute(
            select(op.c.txn, op.c.tbl, func.count(op.c.row_uuid.distinct()))
            .where(op.c.txn.in_(numbers[start : start + _CHUNK]))
            .group_by(op.c.txn, op.c.tbl)
        )
        for number, table, count in found:
            counted[number][table] = count
    return counted


def _changes(
    connection: Connection, numbers: Sequence[int], most: int | None
) -> Mapping[int, list[Changed]]:
    """Return what each transaction wrote; a value before is that of the heads it superseded."""
    written: list[tuple[int, str, UUID, str, Sequence[str], str | None]] = []
    for start in range(0, len(numbers), _CHUNK):
        rows = connection.execute(
            select(op.c.txn, op.c.tbl, op.c.row_uuid, op.c.field, op.c.prev, opval.c.value)
            .outerjoin(opval, (opval.c.txn == op.c.txn) & (opval.c.n == op.c.n))
            .where(op.c.txn.in_(numbers[start : start + _CHUNK]))
            .where(op.c.n < most if most is not None else true())
            .order_by(op.c.txn, op.c.n)
        )
        written += [(r.txn, r.tbl, r.row_uuid, r.field, r.prev.split(), r.value) for r in rows]
    before = _before(connection, {(row, name) for _, _, row, name, prev, _ in written if prev})
    made = _makers(connection, {row for _, _, row, _, _, _ in written})
    changes: dict[int, list[Changed]] = defaultdict(list)
    for number, table, row, name, prev, value in written:
        entity = ROWS.get(table)
        if entity is None or name not in heads.logged_fields(entity):
            continue
        old = next((w.value for w in before.get((row, name), ()) if w.stamp.txn in prev), None)
        changes[number].append(
            Changed(
                table,
                row,
                name,
                heads.value_of(entity, name, old if isinstance(old, str) else None),
                heads.value_of(entity, name, value),
                made.get(row) == number,
            )
        )
    return changes


def _before(
    connection: Connection, cells: Iterable[tuple[UUID, str]]
) -> Mapping[tuple[UUID, str], list[Write]]:
    wanted = set(cells)
    found: dict[tuple[UUID, str], list[Write]] = defaultdict(list)
    for row, name, write in heads.writes(connection, list({row for row, _ in wanted})):
        if (row, name) in wanted:
            found[row, name].append(write)
    return found


def _makers(connection: Connection, rows: Iterable[UUID]) -> Mapping[UUID, int]:
    """Return the number of the first transaction of each row."""
    first: dict[UUID, int] = {}
    chosen = list(rows)
    for start in range(0, len(chosen), _CHUNK):
        some = op.c.row_uuid.in_(chosen[start : start + _CHUNK])
        for row, number in connection.execute(select(op.c.row_uuid, op.c.txn).where(some)):
            first[row] = min(number, first.get(row, number))
    return first
