"""What an erasure took away: values and salts that no copy keeps, and no file brings back."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection, delete, select

from scout_app.model.log import op, opval, txn
from scout_app.model.people import Erasure
from scout_app.model.transactions import Op, Transaction
from scout_app.rules.folding import DELETED
from scout_app.store import engines
from scout_app.store.troubles import told

_TABLE = Erasure.__tablename__
_CHUNK = 400
_ROW = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Never:
    """What is never kept again: whole rows, and values by transaction and place in it."""

    rows: frozenset[str] = frozenset()
    cells: frozenset[tuple[str, int]] = frozenset()

    def holds(self, transaction: str, n: int, cell: Op) -> bool:
        """Tell whether a value is one that was erased."""
        return self.names(transaction, n, cell.table, cell.row, cell.field)

    def names(self, transaction: str, n: int, table: str, row: str, field: str) -> bool:
        """Tell the same of a value by its table, row and field."""
        if table == _TABLE or field == DELETED:
            return False
        return row in self.rows or (transaction, n) in self.cells


def never(connection: Connection, fresh: Iterable[UUID] = ()) -> Never:
    """Return all that the erasures of the log took away, be they undone or deleted since.

    `fresh` are the ids of erasures that are in the log and not yet in their table.
    """
    ids = {*connection.scalars(_ERASURES), *fresh}
    chosen = select(op.c.field, opval.c.value).join(
        opval, (opval.c.txn == op.c.txn) & (opval.c.n == op.c.n)
    )
    rows: set[str] = set()
    cells: set[tuple[str, int]] = set()
    mine = (op.c.row_uuid.in_(ids), op.c.tbl == _TABLE)
    for name, value in connection.execute(chosen.where(*mine)) if ids else ():
        said = json.loads(value)
        words = said.split() if name in ("rows", "cells") and isinstance(said, str) else []
        if name == "rows":
            rows.update(word for word in words if _ROW.fullmatch(word))
        else:
            cells.update(_place(word) for word in words)
    return Never(frozenset(rows), frozenset(cells))


_ERASURES = select(Erasure.__table__.c.id)


def erasures_in(given: Iterable[Transaction]) -> set[UUID]:
    """Return the ids of the erasures that transactions write."""
    return {UUID(cell.row) for one in given for cell in one.ops if cell.table == _TABLE}


def _place(word: str) -> tuple[str, int]:
    identity, _, number = word.partition(":")
    return identity, int(number) if number.isdecimal() else -1


def apply(connection: Connection, fresh: Iterable[UUID] = ()) -> set[UUID]:
    """Take away what the log's erasures name and is still here; returns the rows it was in."""
    gone = never(connection, fresh)
    if not gone.rows and not gone.cells:
        return set()
    found = [*_of_rows(connection, gone.rows), *_of_cells(connection, gone.cells)]
    for number, n, _row in found:
        at = (opval.c.txn == number) & (opval.c.n == n)
        connection.execute(delete(opval).where(at))
    return {row for _number, _n, row in found}


_HELD = (
    select(op.c.txn, op.c.n, op.c.row_uuid)
    .join(opval, (opval.c.txn == op.c.txn) & (opval.c.n == op.c.n))
    .where(op.c.tbl != _TABLE, op.c.field != DELETED)
)


def _of_rows(connection: Connection, rows: Iterable[str]) -> list[tuple[int, int, UUID]]:
    ids = [UUID(row) for row in rows]
    found: list[tuple[int, int, UUID]] = []
    for start in range(0, len(ids), _CHUNK):
        chosen = _HELD.where(op.c.row_uuid.in_(ids[start : start + _CHUNK]))
        found += [tuple(one) for one in connection.execute(chosen)]
    return found


def _of_cells(
    connection: Connection, cells: Iterable[tuple[str, int]]
) -> list[tuple[int, int, UUID]]:
    wanted = set(cells)
    ids = sorted({identity for identity, _ in wanted})
    found: list[tuple[int, int, UUID]] = []
    for start in range(0, len(ids), _CHUNK):
        chosen = _HELD.add_columns(txn.c.id).join(txn, txn.c.n == op.c.txn)
        some = connection.execute(chosen.where(txn.c.id.in_(ids[start : start + _CHUNK])))
        found += [(number, n, row) for number, n, row, one in some if (one, n) in wanted]
    return found


def scrub(path: Path) -> None:
    """Write the file anew without what was deleted from it: free pages and text index included.

    Nobody may be reading a long answer meanwhile. Raises FileTrouble.
    """
    with told(path):
        connection = engines.connect(path)
        try:
            connection.execute("PRAGMA secure_delete=ON")
            connection.execute("INSERT INTO site_text(site_text) VALUES('optimize')")
            connection.execute("VACUUM")
        finally:
            connection.close()
