"""What the log says now: the heads of each cell, and what a form is shown with its values."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Column,
    ColumnDefault,
    Connection,
    Label,
    Select,
    Text,
    func,
    select,
    type_coerce,
)

from scout_app.model.base import Row
from scout_app.model.fields import Exchange, Field, FieldType, fields_of
from scout_app.model.log import op, opval, txn
from scout_app.model.tables import ROWS
from scout_app.rules import folding
from scout_app.rules.folding import DELETED, Placed, Stamp, Write, heads
from scout_app.store.values import decode, encode

DELETED_FIELD = Field(FieldType.YES_NO, "Deleted", name=DELETED)
_CHUNK = 500

Heads = dict[tuple[UUID, str], tuple[Write, ...]]
"""The heads of each cell, by row and field."""


def logged_values(row: Row) -> Iterator[tuple[str, object]]:
    """Go through the logged cells of a row: every declared column, then whether it is deleted."""
    for name in logged_fields(type(row)):
        yield name, row.deleted if name == DELETED else getattr(row, name)


@cache
def logged_fields(entity: type[Row]) -> Mapping[str, Field]:
    """Return the fields of a class that the log keeps; tags are rows of their own."""
    own = {n: f for n, f in fields_of(entity).items() if f.type is not FieldType.TAGS}
    return MappingProxyType({**own, DELETED: DELETED_FIELD})


def absent(name: str) -> str:
    """Return what a cell that was never written stands for, as JSON text."""
    return "false" if name == DELETED else "null"


@cache
def default(entity: type[Row], name: str) -> str:
    """Return what a cell that the log does not hold says in its table, as JSON text."""
    column = entity.__table__.columns.get(name)
    if name == DELETED or column is None or column.nullable:
        return absent(name)
    given = column.default
    return encode(given.arg) if isinstance(given, ColumnDefault) and given.is_scalar else "null"


def said_of(entity: type[Row], name: str, cell: folding.Cell | None) -> str:
    """Return what a cell of the log says in its table, as JSON text: its value, or what stands
    for one that did not come here."""
    if cell is None:
        return default(entity, name)
    if cell.value is not None:
        return str(cell.value)
    declared = logged_fields(entity).get(name)
    return encode(declared.stand_in) if declared and declared.stand_in else default(entity, name)


def needs(entity: type[Row], name: str) -> bool:
    """Tell whether a row cannot be shown without that cell."""
    column = entity.__table__.columns.get(name)
    return column is not None and not column.nullable and default(entity, name) == "null"


def cell_heads(connection: Connection, rows: Sequence[UUID]) -> Heads:
    """Return the heads of every cell of the rows, the displayed one first; values as JSON text."""
    cells: dict[tuple[UUID, str], list[Write]] = defaultdict(list)
    for row_id, name, write in writes(connection, rows):
        cells[row_id, name].append(write)
    return {cell: heads(found) for cell, found in cells.items()}


def said(connection: Connection, rows: Iterable[UUID]) -> dict[UUID, folding.Row]:
    """Return what the log says of rows: values displayed, heads, deletions, what is disputed."""
    placed = _placed(connection, list(rows))
    return {UUID(row): found for (_, row), found in folding.fold(placed, exchange_of).items()}


@cache
def exchange_of(table: str, name: str) -> Exchange:
    """Return what becomes of concurrent values of a field; unknown ones wait for a decision."""
    entity = ROWS.get(table)
    declared = logged_fields(entity).get(name) if entity else None
    return declared.exchange if declared else Exchange.ARBITRATE


def writes(connection: Connection, rows: Sequence[UUID]) -> Iterator[tuple[UUID, str, Write]]:
    """Go through every write of the rows' cells; values as JSON text."""
    for one in _placed(connection, rows):
        yield UUID(one.row), one.field, one.write


def _placed(connection: Connection, rows: Sequence[UUID]) -> Iterator[Placed]:
    for start in range(0, len(rows), _CHUNK):
        chosen = written().where(op.c.row_uuid.in_(rows[start : start + _CHUNK]))
        for found in connection.execute(chosen):
            yield Placed(found.tbl, str(found.row_uuid), found.field, as_write(found))


def written() -> Select[Any]:
    """Return the statement that reads operations with their values and stamps."""
    return (
        select(
            op.c.tbl,
            _bare(op.c.row_uuid),
            op.c.field,
            op.c.prev,
            op.c.seen,
            opval.c.value,
            txn.c.id,
            _bare(txn.c.replica),
            txn.c.wall_ms,
            txn.c.clock_ok,
        )
        .join(txn, txn.c.n == op.c.txn)
        .outerjoin(opval, (opval.c.txn == op.c.txn) & (opval.c.n == op.c.n))
    )


def _bare(column: Column[Any]) -> Label[Any]:
    """Return ids as the database keeps them: the rules want texts, and there are many."""
    return type_coerce(column, Text).label(column.name)


def as_write(found: Any) -> Write:
    """Return one row of `written()` as the rules know it."""
    stamp = _stamp(found.clock_ok, found.wall_ms, str(found.replica), found.id)
    seen_ids = tuple((found.seen or "").split())
    return Write(stamp, found.value, tuple(found.prev.split()), seen_ids)


_stamp = lru_cache(Stamp)
"""One stamp for all that a transaction wrote: an import has hundreds of thousands of cells."""


def seen(connection: Connection, rows: Iterable[UUID]) -> dict[tuple[UUID, str], tuple[str, ...]]:
    """Return what a form is shown with its values: the ids of each cell's heads that are here."""
    found = cell_heads(connection, list(rows))
    return {cell: folding.told(standing) for cell, standing in found.items()}


def last_of(connection: Connection, replica: UUID) -> tuple[int, str | None]:
    """Return the number and id of the last transaction of a replica, (0, None) before its first."""
    last = connection.execute(
        select(txn.c.seq, txn.c.id)
        .where(txn.c.replica == replica)
        .order_by(txn.c.seq.desc(), txn.c.n.desc())
        .limit(1)
    ).first()
    return (last.seq, last.id) if last else (0, None)


def newest_stamp(connection: Connection, replica: UUID) -> int:
    """Return the latest wall clock this replica ever wrote, in ms; 0 before its first."""
    found = connection.scalar(select(func.max(txn.c.wall_ms)).where(txn.c.replica == replica))
    return int(found or 0)


def value_of(entity: type[Row], name: str, text: str | None) -> object:
    """Return the Python value of a cell's JSON; None for an erased one."""
    return None if text is None else decode(text, logged_fields(entity)[name])


def author_of(connection: Connection, identity: str) -> tuple[str, str, int] | None:
    """Return the author, office and wall clock in ms of a transaction."""
    found = connection.execute(
        select(txn.c.author, txn.c.office, txn.c.wall_ms).where(txn.c.id == identity)
    ).first()
    return (found.author, found.office, found.wall_ms) if found else None
