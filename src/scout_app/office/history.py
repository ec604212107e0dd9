"""Who changed what, and taking it back: undo and redo are new transactions in the log."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from scout_app.errors import Ambiguous, EditedSince, NothingToUndo, Refused, Unknown
from scout_app.model.base import Row
from scout_app.model.bookings import Booking, Span
from scout_app.model.log import txn as txn_table
from scout_app.model.sites import Closure
from scout_app.model.tables import ROWS
from scout_app.office.rows import title
from scout_app.rules import acts
from scout_app.rules.folding import DELETED
from scout_app.store import heads, history, log
from scout_app.store.history import Changed, Txn
from scout_app.store.values import encode

_ENOUGH = 200
"""Changes that a title is made of, at most."""
_REACH = 500
"""How many own transactions back the undo menu looks."""


def listing(
    session: Session,
    row_id: UUID | None = None,
    limit: int | None = 200,
    most: int | None = None,
) -> tuple[Txn, ...]:
    """Return transactions, the newest first: all of them, or those that touched a row.

    `most` is how many changes of each are read.
    """
    return history.transactions(session.connection(), row_id, limit, most)


def titles(session: Session, changes: Sequence[Changed]) -> Mapping[UUID, str]:
    """Return what an officer calls the rows that changes are about, deleted ones included."""
    wanted: dict[str, set[UUID]] = defaultdict(set)
    for change in changes:
        wanted[change.table].add(change.row_id)
    found = [row for table, ids in wanted.items() for row in _rows(session, table, list(ids))]
    held = {row.booking_id for row in found if isinstance(row, Span)}
    holders: dict[UUID, Row] = {row.id: row for row in _rows(session, "booking", list(held))}
    of = {row.id: holders.get(row.booking_id, row) if isinstance(row, Span) else row
          for row in found}  # fmt: skip
    sites = {row.site_id for row in of.values() if isinstance(row, Booking | Closure)}
    places = {row.id: title(row) for row in _rows(session, "site", list(sites))}
    return {
        one: places.get(row.site_id, "") if isinstance(row, Booking | Closure) else title(row)
        for one, row in of.items()
    }


def next_undo(session: Session) -> Txn | None:
    """Return the transaction that Undo would take back: the last of this copy still in force.

    Only as many of its changes are read as its title needs.
    """
    return _last(session, 0, _ENOUGH)


def next_redo(session: Session) -> Txn | None:
    """Return the undoing that Redo would take back, like `next_undo`."""
    return _last(session, 1, _ENOUGH)


def undo(session: Session, named: str | None = None) -> Txn:
    """Put back what a transaction changed: the one named, or this copy's last.

    Raises NothingToUndo, Unknown, Refused (the starter), or EditedSince when somebody changed one
    of the values afterwards; then nothing is written.
    """
    target = _named(session, named) if named else _last(session, 0)
    if target is None:
        raise NothingToUndo()
    return _take_back(session, target)


def redo(session: Session) -> Txn:
    """Take back the last undoing; raises NothingToUndo or EditedSince."""
    target = _last(session, 1)
    if target is None:
        raise NothingToUndo(redo=True)
    return _take_back(session, target)


def _named(session: Session, named: str) -> Txn:
    connection = session.connection()
    found = history.transaction(connection, named)
    if found is None:
        begins = txn_table.c.id.startswith(named, autoescape=True)
        several = session.scalars(select(txn_table.c.id).where(begins).limit(5)).all()
        if several:
            raise Ambiguous("transaction", named, tuple(several))
        raise Unknown("transaction", named)
    return found


def _last(session: Session, which: int, most: int | None = None) -> Txn | None:
    stack = _stacks(history.own(session.connection(), _REACH))[which]
    return history.transaction(session.connection(), stack[-1], most) if stack else None


def _stacks(own: Sequence[tuple[str, str | None]]) -> tuple[list[str], list[str]]:
    """Replay this copy's transactions into what Undo and Redo would take back, last on top."""
    undoable: list[str] = []
    redoable: list[str] = []
    for identity, undoes in own:
        if undoes is None:
            undoable.append(identity)
            redoable.clear()
        elif undoes in undoable:
            undoable.remove(undoes)
            redoable.append(identity)
        elif undoes in redoable:
            redoable.remove(undoes)
            undoable.append(identity)
    return undoable, redoable


def _take_back(session: Session, target: Txn) -> Txn:
    if target.office == "Scout":
        raise Refused("starter_not_undone")
    if "erasure" in target.rows:
        raise Refused("erasure_not_undone")
    by_row: dict[UUID, list[Changed]] = defaultdict(list)
    for change in target.changes:
        by_row[change.row_id].append(change)
    standing = heads.cell_heads(session.connection(), list(by_row))
    rows = {
        row.id: row
        for table in {change.table for change in target.changes}
        for row in _rows(session, table, [c.row_id for c in target.changes if c.table == table])
    }
    if by_row.keys() - rows.keys():
        raise Refused("row_unshown")
    for row_id, changes in by_row.items():
        _unchanged_since(session, rows[row_id], changes, standing)
        _restore(rows[row_id], changes)
    log.draft(session).undoes = target.id
    if acts.read(target.reason) is not None:
        log.draft(session).reason = target.reason
    return target


def _unchanged_since(
    session: Session, row: Row, changes: Sequence[Changed], standing: heads.Heads
) -> None:
    """Refuse when a cell no longer says what the transaction left there.

    A change that was itself taken back does not count: the value is what it was. Of a row that
    the transaction made, every cell is looked at.
    """
    left = {change.field: encode(change.new) for change in changes}
    made_here = changes[0].created
    names = {name for rid, name in standing if rid == row.id} if made_here else set(left)
    for name in sorted(names):
        found = standing.get((row.id, name), ())
        if found and found[0].value != left.get(name, heads.absent(name)):
            who = heads.author_of(session.connection(), found[0].stamp.txn) or ("", "", 0)
            raise EditedSince(title(row), name, *who)
    if row.deleted and DELETED not in left:
        raise Refused("row_deleted", title(row))


def _restore(row: Row, changes: Sequence[Changed]) -> None:
    """Put a row's old values back; one that the transaction made is hidden instead."""
    deletion = next((change for change in changes if change.field == DELETED), None)
    if changes[0].created:
        row.deleted = True
        return
    if deletion is not None:
        row.deleted = bool(deletion.old)
    for change in changes:
        if change.field != DELETED:
            setattr(row, change.field, change.old)


def _rows(session: Session, table: str, ids: Sequence[UUID]) -> Sequence[Row]:
    entity = ROWS[table]
    chosen = select(entity).where(entity.id.in_(ids)).execution_options(include_deleted=True)
    return session.scalars(chosen).all()
