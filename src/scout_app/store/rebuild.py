"""The catalogue folded anew from its log, and compared with what its tables say."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from scout_app.model.bookings import Occupied
from scout_app.model.log import op, opval, txn
from scout_app.model.tables import ROWS
from scout_app.rules.folding import DELETED, Write, row
from scout_app.store import gpkg, heads, occupied, search
from scout_app.store.heads import absent, as_write, default, exchange_of, logged_values, written
from scout_app.store.log import txn_id, unshown_cells, value_hash
from scout_app.store.values import encode

Folded = dict[UUID, dict[str, str]]
"""Rows by id: their cells as canonical JSON."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One way in which the catalogue does not say what its log says."""

    kind: str
    what: str


def folded(connection: Connection) -> Mapping[str, Folded]:
    """Return every row that the log implies, by table."""
    tables: dict[str, Folded] = defaultdict(dict)
    ordered = written().order_by(op.c.row_uuid)
    for (table, row_id), found in groupby(
        connection.execute(ordered), key=lambda one: (one.tbl, one.row_uuid)
    ):
        cells: dict[str, list[Write]] = defaultdict(list)
        for one in found:
            cells[one.field].append(as_write(one))
        tables[table][UUID(str(row_id))] = _row(table, cells)
    return tables


def _row(table: str, cells: Mapping[str, Sequence[Write]]) -> dict[str, str]:
    said = row(cells, lambda name: exchange_of(table, name))
    entity = ROWS.get(table)
    shown = {
        name: heads.said_of(entity, name, cell) if entity else str(cell.value or absent(name))
        for name, cell in said.cells.items()
    }
    return {**shown, DELETED: "true" if said.is_dead else "false"}


def problems(session: Session) -> Iterator[Problem]:
    """Go through all that differs: rows, occupied days, text index, points, hashes, keys, pages."""
    connection = session.connection()
    said = connection.exec_driver_sql("PRAGMA integrity_check(5)").scalars().all()
    yield from (Problem("integrity", line) for line in said if line != "ok")
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    yield from (Problem("orphan", f"{row[0]} {row[1]} → {row[2]}") for row in broken)
    yield from _hashes(connection)
    yield from _rows(session)
    yield from _occupied(session)
    yield from _text(session)


def _rows(session: Session) -> Iterator[Problem]:
    from_log = folded(session.connection())
    hidden = unshown_cells(session.connection())
    for table, entity in ROWS.items():
        expected = from_log.get(table, {})
        every = select(entity).execution_options(include_deleted=True, yield_per=1000)
        met = set()
        for found in session.scalars(every):
            met.add(found.id)
            implied = expected.get(found.id, {})
            for name, value in logged_values(found):
                says = implied.get(name, default(entity, name))
                if (found.id, name) in hidden:
                    says = absent(name)
                if encode(value) != says:
                    yield Problem("value", f"{table} {found.id} {name}")
            if table == "site" and found.point != gpkg.point(found.lat, found.lon):  # type: ignore[attr-defined]
                yield Problem("point", f"{table} {found.id}")
        absentees = {row_id for row_id in expected if (row_id, "") in hidden}
        yield from (
            Problem("missing", f"{table} {row_id}") for row_id in expected.keys() - met - absentees
        )
        session.expunge_all()


def _occupied(session: Session) -> Iterator[Problem]:
    def key(row: Mapping[str, Any]) -> tuple[str, ...]:
        return tuple(str(row[name]) for name in ("span_id", "site_id", "first_day", "last_day"))

    columns = (Occupied.span_id, Occupied.site_id, Occupied.first_day, Occupied.last_day)
    kept = {key(dict(row)) for row in session.execute(select(*columns)).mappings()}
    implied = {key(row) for row in occupied.expected(session)}
    yield from (Problem("occupied", " ".join(row)) for row in sorted(kept ^ implied))


def _text(session: Session) -> Iterator[Problem]:
    both = zip_longest(search.indexed(session.connection()), search.expected(session))
    yield from (
        Problem("text", str((kept or implied or {})["n"]))
        for kept, implied in both
        if kept != implied
    )


def _hashes(connection: Connection) -> Iterator[Problem]:
    """Compare each transaction with its id, and each value with its hash; erased ones have none."""
    for one in connection.execute(select(txn)):
        lines = connection.execute(
            select(op, opval.c.salt, opval.c.value)
            .outerjoin(opval, (opval.c.txn == op.c.txn) & (opval.c.n == op.c.n))
            .where(op.c.txn == one.n)
            .order_by(op.c.n)
        ).all()
        if txn_id(_head(one), [_line(line) for line in lines]) != one.id:
            yield Problem("transaction", one.id)
        for line in lines:
            if line.value is not None and value_hash(line.salt, line.value) != line.vhash:
                yield Problem("hash", f"{line.tbl} {line.row_uuid} {line.field}")


def _head(one: Any) -> dict[str, object]:
    return {
        "author": one.author,
        "clock_ok": one.clock_ok,
        "office": one.office,
        "parent": one.parent_id,
        "reason": one.reason,
        "replica": str(one.replica),
        "schema": one.schema,
        "seq": one.seq,
        "undoes": one.undoes,
        "wall_ms": one.wall_ms,
    }


def _line(line: Any) -> dict[str, object]:
    found: dict[str, object] = {
        "tbl": line.tbl,
        "row": str(line.row_uuid),
        "field": line.field,
        "vhash": line.vhash,
        "prev": line.prev.split(),
    }
    if line.seen:
        found["seen"] = line.seen.split()
    return found
