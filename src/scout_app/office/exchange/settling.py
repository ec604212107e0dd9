"""Deciding what waits: nothing else ever closes a conflict."""

from typing import Literal
from uuid import UUID

from sqlalchemy.orm import Session

from scout_app.errors import Ambiguous, Refused, Unknown
from scout_app.model.base import Row
from scout_app.model.bookings import Arbitration
from scout_app.model.tables import ROWS
from scout_app.office import dependents
from scout_app.office.exchange import arbitration
from scout_app.office.exchange.arbitration import Choice
from scout_app.office.exchange.conflicts import Conflict, found_row, open_conflicts
from scout_app.rules.folding import DELETED
from scout_app.store import heads, log
from scout_app.wording.values import parse


def settle(
    session: Session, named: str, keep: str, *, reason: str = "", to: str | None = None
) -> UUID:
    """Decide a conflict, by its id or the beginning of it; returns the row decided on.

    `keep` is here, there, base, or the value itself as an officer types it; for a double booking
    here, there or cohabit (`to`, an ISO day, moves the other one there); for two first options
    here, there or arrival; for a deletion also keep or delete; for a value that cannot be shown,
    another. Raises Unknown, Ambiguous, Refused, BadValue.
    """
    found = [one for one in open_conflicts(session) if one.id.startswith(named)]
    if not found:
        raise Unknown("conflict", named)
    if len(found) > 1:
        raise Ambiguous("conflict", named, tuple(one.id for one in found[:5]))
    _settle(session, found[0], keep, reason, to)
    return found[0].row_id


def settle_all(
    session: Session,
    keep: Literal["here", "there", "latest"],
    *,
    table: str = "",
    field: str = "",
    row: UUID | None = None,
) -> int:
    """Decide by rule every disputed field, or those of a table, field or row; returns how many.

    Double bookings and deletions are never decided by rule.
    """
    chosen = [
        one
        for one in open_conflicts(session)
        if one.kind == "field"
        and table in ("", one.table)
        and field in ("", one.field)
        and row in (None, one.row_id)
    ]
    for one in chosen:
        latest = "here" if one.here.at >= one.there.at else "there"
        _settle(session, one, latest if keep == "latest" else keep, "", None)
    return len(chosen)


def _settle(session: Session, one: Conflict, keep: str, reason: str, to: str | None) -> None:
    log.draft(session).reason = reason.strip() or None
    if one.kind == "clash":
        _settle_clash(session, one, keep, reason, to)
        return
    if one.kind == "options":
        _settle_options(session, one, keep, reason)
        return
    if one.kind == "invalid":
        _replace(session, one, keep)
        return
    row = _row(session, one.table, one.row_id)
    if one.kind == "delete":
        _settle_deletion(session, one, row, keep)
        return
    value = _chosen(one, keep)
    setattr(row, one.field, value)
    log.settle(session, row, one.field)
    session.flush()
    if isinstance(row, Arbitration) and one.field == "outcome":
        arbitration.apply(session, row)


def _replace(session: Session, one: Conflict, keep: str) -> None:
    """Write another value for one that cannot be shown, of a row that may be hidden for it."""
    if keep in ("here", "there", "base"):
        raise Refused("type_value")
    value = parse(heads.logged_fields(ROWS[one.table])[one.field], keep)
    row = found_row(session, one.table, one.row_id)
    if row is None:
        log.write_hidden(session, one.table, one.row_id, one.field, value)
        return
    setattr(row, one.field, value)
    log.settle(session, row, one.field)
    session.flush()


def _chosen(one: Conflict, keep: str) -> object:
    if keep == "base" and one.base is None:
        raise Refused("no_base")
    side = {"here": one.here, "there": one.there, "base": one.base}.get(keep)
    if side is not None:
        return side.value
    return parse(heads.logged_fields(ROWS[one.table])[one.field], keep)


def _settle_deletion(session: Session, one: Conflict, row: Row, keep: str) -> None:
    deletes = {"here": one.here, "there": one.there}.get(keep)
    wanted = deletes.value is True if deletes else keep == "delete"
    if keep not in ("here", "there", "keep", "delete", "base"):
        raise Refused("keep_or_delete")
    if wanted:
        dependents.forbid_orphans(session, row)
        for dependent in dependents.of(session, row):
            dependent.deleted = True
    row.deleted = wanted
    log.settle(session, row, DELETED)
    session.flush()


def _settle_clash(session: Session, one: Conflict, keep: str, reason: str, to: str | None) -> None:
    here, there = one.here.value, one.there.value
    assert isinstance(here, UUID)
    assert isinstance(there, UUID)
    if keep not in ("here", "there", "cohabit"):
        raise Refused("keep_which")
    kept, other = (there, here) if keep == "there" else (here, there)
    choice = Choice.COHABIT if keep == "cohabit" else Choice.MOVE if to else Choice.KEEP
    day = parse(heads.logged_fields(ROWS["span"])["first_day"], to) if to else None
    arbitration.arbitrate(session, kept, other, choice, reason=reason, to=day)  # type: ignore[arg-type]


def _settle_options(session: Session, one: Conflict, keep: str, reason: str) -> None:
    here, there = one.here.value, one.there.value
    assert isinstance(here, UUID)
    assert isinstance(there, UUID)
    if keep not in ("here", "there", "arrival"):
        raise Refused("keep_first")
    first = {"here": here, "there": there}.get(keep)
    arbitration.put_first(session, here, there, first, reason=reason)


def _row(session: Session, table: str, row_id: UUID) -> Row:
    found = found_row(session, table, row_id)
    assert found is not None, "a conflict of a row that is not there"
    return found
