"""Taking a whole reception back: a transaction that puts every cell to what it said without it."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from contextlib import suppress
from uuid import UUID

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from scout_app.errors import EditedSince, Refused, Unknown
from scout_app.model.base import Row
from scout_app.model.exchange import reception
from scout_app.model.log import op, txn
from scout_app.model.tables import ROWS
from scout_app.model.values import Officer
from scout_app.office.rows import title
from scout_app.rules import folding
from scout_app.rules.folding import DELETED, Write
from scout_app.store import heads, log
from scout_app.store.database import Store


def undo_reception(session: Session, number: int) -> int:
    """Take back what a reception brought, and return how many rows that changes.

    What it brought stays in the log, superseded. Raises Unknown, Refused (reception_undone), and
    EditedSince when somebody has worked on what it brought.
    """
    connection = session.connection()
    found = connection.execute(select(reception).where(reception.c.n == number)).one_or_none()
    if found is None:
        raise Unknown("reception", str(number))
    if found.undone is not None:
        raise Refused("reception_undone", found.office)
    brought, touched = _brought(session, number), _touched(session, number)
    log.draft(session).is_fact = True
    for table, ids in touched.items():
        if table in ROWS:
            _take_back(session, ROWS[table], ids, brought)
    by: Officer = session.info["by"]
    connection.execute(
        update(reception).where(reception.c.n == number).values(undone=f"{by.name}, {by.office}")
    )
    session.flush()
    return sum(len(ids) for ids in touched.values())


def rehearse(store: Store, number: int, by: Officer) -> Mapping[str, int]:
    """Say how many rows of each table taking a reception back would touch; nothing is changed.

    Raises what `undo_reception` raises.
    """
    brought: Mapping[str, int] = {}
    with suppress(_Rehearsed), store.transaction(by) as session:
        undo_reception(session, number)
        brought = {table: len(ids) for table, ids in _touched(session, number).items()}
        raise _Rehearsed
    return brought


class _Rehearsed(Exception):
    """What was done was done to see whether it can be."""


def _brought(session: Session, number: int) -> set[str]:
    """Return the transactions that a reception brought."""
    return set(session.connection().scalars(select(txn.c.id).where(_inside(number))))


def _touched(session: Session, number: int) -> Mapping[str, set[UUID]]:
    """Return the rows, by table, that the transactions of a reception write."""
    cells = select(op.c.tbl, op.c.row_uuid).join(txn, txn.c.n == op.c.txn).where(_inside(number))
    touched: dict[str, set[UUID]] = defaultdict(set)
    for table, row in session.connection().execute(cells.distinct()):
        touched[table].add(row)
    return touched


def _inside(number: int) -> ColumnElement[bool]:
    one = select(reception).where(reception.c.n == number).subquery()
    first, last = select(one.c.first_txn), select(one.c.last_txn)
    return txn.c.n.between(first.scalar_subquery(), last.scalar_subquery())


def _take_back(
    session: Session, entity: type[Row], ids: Collection[UUID], brought: Collection[str]
) -> None:
    cells: dict[UUID, dict[str, list[Write]]] = defaultdict(lambda: defaultdict(list))
    for row_id, name, write in heads.writes(session.connection(), list(ids)):
        cells[row_id][name].append(write)
    rows: dict[UUID, Row] = {}
    listed = list(ids)
    for start in range(0, len(listed), 400):
        chosen = select(entity).where(entity.id.in_(listed[start : start + 400]))
        found = session.scalars(chosen.execution_options(include_deleted=True))
        rows |= {row.id: row for row in found}
    for row_id, row in rows.items():
        _unchanged_since(session, row, cells[row_id], brought)
        _restore(session, row, cells[row_id], brought)


def _unchanged_since(
    session: Session, row: Row, cells: Mapping[str, list[Write]], brought: Collection[str]
) -> None:
    """Refuse when somebody wrote a cell after having been shown what the reception brought."""
    for name, writes in cells.items():
        for write in writes:
            if write.stamp.txn not in brought and not set(write.prev).isdisjoint(brought):
                who = heads.author_of(session.connection(), write.stamp.txn) or ("", "", 0)
                raise EditedSince(title(row), name, *who)


def _stood(entity: type[Row], before: folding.Row) -> bool:
    """Tell whether there was a row to show: every cell that must have a value had one."""
    declared = heads.logged_fields(entity)
    needed = (name for name in declared if heads.needs(entity, name))
    return bool(before.cells) and all(name in before.cells for name in needed)


def _restore(
    session: Session, row: Row, cells: Mapping[str, list[Write]], brought: Collection[str]
) -> None:
    entity = type(row)
    kept = {
        name: [write for write in writes if write.stamp.txn not in brought]
        for name, writes in cells.items()
    }
    known = {name: writes for name, writes in kept.items() if writes}
    before = folding.row(known, lambda name: heads.exchange_of(entity.__tablename__, name))
    theirs = frozenset(brought)
    if not _stood(entity, before):
        row.deleted = True
        log.settle(session, row, DELETED, theirs)
        return
    declared = heads.logged_fields(entity)
    for name in sorted(cells.keys() & declared.keys()):
        if not any(one.stamp.txn in brought and one.value is not None for one in cells[name]):
            continue
        if name == DELETED:
            row.deleted = before.is_dead
        else:
            text = heads.said_of(entity, name, before.cells.get(name))
            setattr(row, name, heads.value_of(entity, name, text))
        log.settle(session, row, name, theirs)
