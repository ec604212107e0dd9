"""The recycle bin: rows that were deleted, by whom and why, and bringing one back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scout_app.errors import Refused, Unknown
from scout_app.model.base import Row
from scout_app.model.fields import fields_of
from scout_app.model.log import op, txn
from scout_app.model.tables import ROWS
from scout_app.office import dependents, find, history
from scout_app.office.rows import title
from scout_app.rules import acts
from scout_app.rules.folding import DELETED

KINDS = (
    "site", "production", "need", "organisation", "person", "restriction", "photo", "parcel",
    "permit",
)  # fmt: skip
"""What can be brought back by itself; bookings are released and cancelled, not deleted."""
_LIMIT = 1_000


@dataclass(frozen=True, slots=True)
class Binned:
    """A deleted row, and what is known of its deletion."""

    id: UUID
    kind: str
    title: str
    reference: str
    of: str
    """What it belonged to."""
    at: datetime
    author: str
    office: str
    reason: str
    merged_into: str
    """The row that took its place, when it was hidden by a merge."""


def listing(session: Session, limit: int = _LIMIT) -> tuple[Binned, ...]:
    """Return the deleted rows, the last deleted first; what went with its owner is not named."""
    rows = [row for kind in KINDS for row in _deleted(session, ROWS[kind])]
    said = _deletions(session, [row.id for row in rows])
    gone = {row.id: row for row in rows}
    found = []
    for row in rows:
        deletion = said.get(row.id)
        owner = _owner(row)
        with_owner = owner in gone and deletion and said.get(owner) == deletion
        if deletion and not with_owner:
            found.append(_binned(session, row, deletion, gone))
    return tuple(sorted(found, key=lambda one: (one.at, str(one.id)), reverse=True)[:limit])


def restore(session: Session, row_id: UUID) -> UUID:
    """Bring a deleted row back, with what was deleted along with it.

    A row that a merge hid comes back by undoing the merge. Raises Refused when the row stands, or
    when what it belongs to is deleted too; EditedSince when a merged row was changed since.
    """
    row = _any(session, row_id)
    if not row.deleted:
        raise Refused("not_deleted", title(row))
    deletion = _deletions(session, [row_id]).get(row_id)
    if deletion is not None and _is_merge(deletion.reason):
        history.undo(session, deletion.identity)
        return row_id
    _forbid_without_owner(session, row)
    number = deletion.number if deletion else None
    belonging = list(dependents.of(session, row, deleted=True))
    gone_along = _deletions(session, [one.id for one in belonging])
    for one in belonging:
        found = gone_along.get(one.id)
        if one.deleted and found and found.number == number:
            one.deleted = False
    row.deleted = False
    return row_id


@dataclass(frozen=True, slots=True)
class _Deletion:
    number: int
    identity: str
    wall_ms: int
    author: str
    office: str
    reason: str


def _deleted(session: Session, entity: type[Row]) -> Sequence[Row]:
    chosen = select(entity).where(entity.deleted.is_(True)).order_by(entity.n.desc())
    return session.scalars(chosen.execution_options(include_deleted=True)).all()


def _deletions(session: Session, ids: Sequence[UUID]) -> Mapping[UUID, _Deletion]:
    """Return the last transaction that deleted each of the rows."""
    found: dict[UUID, _Deletion] = {}
    for start in range(0, len(ids), 400):
        last = (
            select(op.c.row_uuid, func.max(op.c.txn).label("number"))
            .where(op.c.row_uuid.in_(ids[start : start + 400]), op.c.field == DELETED)
            .group_by(op.c.row_uuid)
            .subquery()
        )
        chosen = select(
            last.c.row_uuid, txn.c.n, txn.c.id, txn.c.wall_ms, txn.c.author, txn.c.office,
            txn.c.reason,
        ).join(txn, txn.c.n == last.c.number)  # fmt: skip
        for row, number, identity, wall_ms, author, office, reason in session.execute(chosen):
            found[row] = _Deletion(number, identity, wall_ms, author, office, reason or "")
    return found


def _binned(session: Session, row: Row, deletion: _Deletion, gone: Mapping[UUID, Row]) -> Binned:
    act = acts.read(deletion.reason)
    owner_id = _owner(row)
    owner = gone.get(owner_id) if owner_id else None
    if owner is None and owner_id is not None:
        owner = _any(session, owner_id)
    return Binned(
        row.id,
        row.__tablename__,
        title(row) or str(getattr(row, "identifier", "")),
        str(getattr(row, "reference", "") or ""),
        title(owner) if owner is not None else "",
        datetime.fromtimestamp(deletion.wall_ms / 1000, UTC),
        deletion.author,
        deletion.office,
        "" if act else deletion.reason,
        act.one if act and act.kind == "merge" else "",
    )


def _is_merge(reason: str) -> bool:
    act = acts.read(reason)
    return act is not None and act.kind == "merge"


def _owner(row: Row) -> UUID | None:
    """Return what a row hangs on: the site of a picture, the production of a need."""
    for name in ("site_id", "production_id", "whole_id"):
        found = getattr(row, name, None)
        if isinstance(found, UUID):
            return found
    return None


def _forbid_without_owner(session: Session, row: Row) -> None:
    for name, field in fields_of(type(row)).items():
        referred = getattr(row, name, None) if field.refers else None
        if isinstance(referred, UUID) and (owner := _any(session, referred)).deleted:
            raise Refused("owner_deleted", title(owner))


def _any(session: Session, row_id: UUID) -> Row:
    """Return a row of any table, deleted or not; raises Unknown."""
    kind, _ = find.row(session, str(row_id))
    entity = ROWS[kind]
    chosen = select(entity).where(entity.id == row_id).execution_options(include_deleted=True)
    found = session.scalars(chosen).one_or_none()
    if found is None:
        raise Unknown("row", str(row_id))
    return found
