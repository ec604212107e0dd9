"""Rows written anew as the log says, after transactions of others came in.

What the tables cannot show (a value of a later version, a row whose whole never came) stays in the
log, is listed in `unshown`, and is tried again each time.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Table, delete, insert, select, text, update
from sqlalchemy.orm import Session

from scout_app.model.base import Base, Row
from scout_app.model.exchange import conflict, unshown
from scout_app.model.people import Choice
from scout_app.model.sites import Site
from scout_app.model.tables import ROWS
from scout_app.model.values import State
from scout_app.rules import folding
from scout_app.rules.folding import DELETED
from scout_app.store import conflicts, gpkg, heads, occupied, search, shown
from scout_app.store.log import Cell
from scout_app.store.values import decode

_CHUNK = 400


@dataclass(slots=True)
class Refolded:
    """What came of it: rows by table, and how many cannot be shown."""

    added: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    changed: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    deleted: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    restored: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    standing: dict[str, int] = field(default_factory=dict)
    """Rows that were there before, of the tables from which some disappear."""
    unshown: int = 0


@dataclass(slots=True)
class _Work:
    connection: Connection
    said: dict[UUID, folding.Row]
    tables: dict[UUID, str]
    codes: Collection[str]
    report: Refolded
    cells: set[Cell] = field(default_factory=set)
    hidden: dict[tuple[UUID, str], tuple[str, str]] = field(default_factory=dict)
    removed: bool = False


def refold(session: Session, rows: Collection[UUID]) -> Refolded:
    """Write rows, and those that could not be shown before, as the log says; then what follows."""
    connection = session.connection()
    tried = set(rows) | set(connection.scalars(select(unshown.c.row_uuid)))
    # Of a row that comes back, all that was hidden with it is tried as well, being listed too.
    said = heads.said(connection, tried)
    tables: dict[UUID, str] = {}
    for some in _chunks(list(tried)):
        tables |= conflicts.tables_of(connection, some)
    work = _Work(connection, said, tables, (), Refolded())
    connection.execute(delete(unshown))
    # The entries of the lists first: rows of the same file may say them.
    for table, entity in sorted(ROWS.items(), key=lambda item: item[1] is not Choice):
        _write(work, table, entity, [row for row, named in tables.items() if named == table])
        if entity is Choice:
            work.codes = set(connection.scalars(select(Choice.code)))
    while broken := connection.exec_driver_sql("PRAGMA foreign_key_check").all():
        for table, number, _parent, key in broken:
            _loosen(work, table, number, key)
    conflicts.keep(connection, tried, said, tables)
    while orphaned := [(t, row) for t, query in _KEPT for row in _found(connection, query)]:
        for table, row in orphaned:
            _keep_parent(work, table, row)
    _keep_unshown(work)
    _follow(session, work)
    work.report.unshown = sum(why != "withheld" for _table, why in work.hidden.values())
    return work.report


def _write(work: _Work, table: str, entity: type[Row], rows: Sequence[UUID]) -> None:
    """Insert, change or take away the rows of a table."""
    made: list[dict[str, Any]] = []
    for some in _chunks(rows):
        chosen = select(_table(entity)).where(_table(entity).c.id.in_(some))
        before = {one["id"]: one for one in work.connection.execute(chosen).mappings()}
        for row in some:
            values = _values(work, entity, row)
            if values is None:
                if row in before:
                    _remove(work, table, row)
            elif row not in before:
                made.append(values)
                if not values["deleted"]:
                    work.report.added[table] += 1
                _touch(work, table, row, [name for name, says in values.items() if says])
            else:
                _change(work, entity, before[row], values)
    if made:
        work.connection.execute(insert(_table(entity)), made)


def _change(work: _Work, entity: type[Row], before: Any, values: dict[str, Any]) -> None:
    table, row = entity.__tablename__, values["id"]
    changed = {name: value for name, value in values.items() if before[name] != value}
    if not changed:
        return
    target = _table(entity)
    work.connection.execute(update(target).where(target.c.id == row).values(changed))
    if "deleted" in changed:
        (work.report.deleted if values["deleted"] else work.report.restored)[table] += 1
    elif not values["deleted"]:
        work.report.changed[table] += 1
    _touch(work, table, row, changed)


def _touch(work: _Work, table: str, row: UUID, names: Collection[str]) -> None:
    work.cells.update((table, row, DELETED if name == "deleted" else name) for name in names)


def _values(work: _Work, entity: type[Row], row: UUID) -> dict[str, Any] | None:
    """Return the columns of a row as the log says; None when it cannot be shown."""
    values, hidden = shown.columns(entity, work.said[row], work.codes)
    work.hidden.update(((row, name), (entity.__tablename__, why)) for name, why in hidden.items())
    return None if "" in hidden else {"id": row, **values}


def _loosen(work: _Work, table: str, number: int, key: int) -> None:
    """Empty a reference that leads nowhere, or take the row away where there must be one."""
    if table == "occupied":
        work.connection.execute(text("DELETE FROM occupied WHERE n = :n"), {"n": number})
        work.removed = True
        return
    entity = ROWS[table]
    target = _table(entity)
    row = work.connection.scalar(select(target.c.id).where(target.c.n == number))
    if row is None:
        return
    keys = work.connection.exec_driver_sql(f"PRAGMA foreign_key_list({table})").all()
    column = next(found[3] for found in keys if found[0] == key)
    if target.c[column].nullable:
        work.connection.execute(update(target).where(target.c.n == number).values({column: None}))
        work.hidden[row, column] = (table, _why_missing(work, row, column))
        _touch(work, table, row, [column])
    else:
        work.hidden[row, ""] = (table, _why_missing(work, row, column))
        _remove(work, table, row)


def _why_missing(work: _Work, row: UUID, column: str) -> str:
    """Return why what a reference leads to is not there: never came, or not for this office."""
    said = work.said.get(row)
    cell = said.cells.get(column) if said else None
    target = json.loads(str(cell.value)) if cell and cell.value is not None else None
    hidden = work.hidden.get((UUID(target), "")) if isinstance(target, str) else None
    return "withheld" if hidden and hidden[1] == "withheld" else "missing"


def _remove(work: _Work, table: str, row: UUID) -> None:
    target = _table(ROWS[table])
    work.connection.execute(delete(target).where(target.c.id == row))
    work.removed = True


_LIVE = "s.state IN ({}) AND NOT s.deleted".format(
    ", ".join(f"'{state.value}'" for state in State if state.is_live)
)
_HELD = (
    "SELECT p.id FROM {0} p WHERE p.deleted AND EXISTS (SELECT 1 FROM booking b"
    " JOIN span s ON s.booking_id = b.id WHERE b.{0}_id = p.id AND NOT b.deleted AND " + _LIVE + ")"
)
_KEPT = (
    (
        "booking",
        "SELECT b.id FROM booking b WHERE b.deleted AND EXISTS"
        f" (SELECT 1 FROM span s WHERE s.booking_id = b.id AND {_LIVE})",
    ),
    ("site", _HELD.format("site")),
    ("production", _HELD.format("production")),
    (
        "site",
        "SELECT w.id FROM site w WHERE w.deleted AND EXISTS"
        " (SELECT 1 FROM site p WHERE p.whole_id = w.id AND NOT p.deleted)",
    ),
)
"""Deleted rows that live ones hang on, which their deleter did not know."""


def _found(connection: Connection, query: str) -> list[UUID]:
    return [UUID(row) for (row,) in connection.exec_driver_sql(query)]


def _keep_parent(work: _Work, table: str, row: UUID) -> None:
    """Leave a deleted row visible while something live hangs on it, and let somebody decide."""
    target = _table(ROWS[table])
    work.connection.execute(update(target).where(target.c.id == row).values(deleted=False))
    work.hidden[row, DELETED] = (table, "children")
    stale = delete(conflict).where(conflict.c.row_uuid == row, conflict.c.field == DELETED)
    work.connection.execute(stale)
    work.connection.execute(insert(conflict).values(row_uuid=row, field=DELETED, tbl=table))
    work.report.deleted[table] = max(0, work.report.deleted[table] - 1)
    _touch(work, table, row, [DELETED])


def _keep_unshown(work: _Work) -> None:
    lines = [
        {"row_uuid": row, "field": name, "tbl": table, "why": why}
        for (row, name), (table, why) in sorted(work.hidden.items(), key=str)
    ]
    if lines:
        work.connection.execute(insert(unshown), lines)


def _follow(session: Session, work: _Work) -> None:
    """Bring what is derived from the rows up to date, and tell who reads the layers."""
    if work.removed:
        work.connection.execute(text("DELETE FROM site_text"))
        search.rewrite(session, session.scalars(select(Site.id)).all())
        occupied.rewrite(session, merging=True)
    else:
        search.refresh(session, work.cells)
        occupied.refresh(session, work.cells, merging=True)
    touched = {table for table, _, _ in work.cells}
    layers = {"site": ("sites", "parts"), "parcel": ("parcels",), "sourced_value": ("sources",)}
    gpkg.touch_layers(work.connection, [one for t in touched for one in layers.get(t, ())])
    for table, count in work.report.deleted.items():
        standing = text(f"SELECT count(*) FROM {table} WHERE NOT deleted")
        work.report.standing[table] = count + int(work.connection.scalar(standing) or 0)


def has_unshown(connection: Connection) -> bool:
    """Tell whether something of the log cannot be shown at present."""
    return connection.scalar(select(unshown.c.tbl).limit(1)) is not None


def differing(session: Session, rows: Collection[UUID]) -> Iterator[str]:
    """Fold rows afresh and go through the cells in which their tables say something else."""
    connection = session.connection()
    hidden = {(row, name) for row, name in connection.execute(_HIDDEN)}
    said = heads.said(connection, rows)
    tables: dict[UUID, str] = {}
    for some in _chunks(list(said)):
        tables |= conflicts.tables_of(connection, some)
    for table, entity in ROWS.items():
        target = _table(entity)
        for some in _chunks([row for row, named in tables.items() if named == table]):
            for one in connection.execute(select(target).where(target.c.id.in_(some))).mappings():
                for name in _wrong(entity, one, said[one["id"]], hidden):
                    yield f"{table} {one['id']} {name}"


def _wrong(
    entity: type[Row], one: Any, said: folding.Row, hidden: Collection[Any]
) -> Iterator[str]:
    row = one["id"]
    if one["deleted"] != (said.is_dead and (row, DELETED) not in hidden):
        yield DELETED
    for name, declared in heads.logged_fields(entity).items():
        if name == DELETED or (row, name) in hidden:
            continue
        says = heads.said_of(entity, name, said.cells.get(name))
        if decode(says, declared) != one[name]:
            yield name


_HIDDEN = select(unshown.c.row_uuid, unshown.c.field)


def _table(entity: type[Row]) -> Table:
    return Base.metadata.tables[entity.__tablename__]


def _chunks(rows: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    for start in range(0, len(rows), _CHUNK):
        yield rows[start : start + _CHUNK]
