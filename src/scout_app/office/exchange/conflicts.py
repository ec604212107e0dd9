"""What needs a decision, side by side, and deciding it: nothing else ever closes a conflict."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scout_app.model.base import Row
from scout_app.model.bookings import Booking, Span
from scout_app.model.exchange import conflict, unshown
from scout_app.model.log import txn
from scout_app.model.people import Office
from scout_app.model.productions import Production
from scout_app.model.sites import Site
from scout_app.model.tables import ROWS
from scout_app.model.values import Officer, Period
from scout_app.office.exchange import clashing
from scout_app.office.exchange.clashing import Pair
from scout_app.office.rows import title
from scout_app.rules import folding
from scout_app.rules.folding import DELETED, Write
from scout_app.store import conflicts as kept
from scout_app.store import heads

Kind = Literal["field", "delete", "clash", "options", "arbitration", "invalid"]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the values that stand against each other, who gave it and when.

    Of two bookings that share days, `value` is the booking, `label` its production, `days` when.
    """

    value: object
    author: str
    office: str
    at: datetime
    label: str = ""
    days: tuple[Period, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """One thing to decide. `base` is what both had before; None when that is not known."""

    id: str
    kind: Kind
    table: str
    row_id: UUID
    title: str
    field: str
    base: Side | None
    here: Side
    there: Side
    others: tuple[Side, ...] = ()


def open_conflicts(session: Session) -> tuple[Conflict, ...]:
    """Return what waits for a decision: double bookings, options first twice, then rows' fields.

    Here is this office when the officer of the session is one of hers, else what is displayed.
    """
    return (*_clashes(session), *_cells(session), *_invalid(session))


def waiting(session: Session) -> int:
    """Count what waits for a decision, without reading it: for the status bar."""
    connection = session.connection()
    invalid = select(func.count()).where(unshown.c.why == "invalid", unshown.c.field != "")
    cells = kept.count(connection) + int(connection.scalar(invalid) or 0)
    return cells + len(clashing.pairs(session)) + len(clashing.options(session))


def _invalid(session: Session) -> Iterator[Conflict]:
    """Go through the values that their fields cannot hold: of two offices, or of a newer Scout."""
    connection = session.connection()
    chosen = select(unshown).where(unshown.c.why == "invalid", unshown.c.field != "")
    found = connection.execute(chosen.order_by(unshown.c.row_uuid, unshown.c.field)).all()
    said = heads.said(connection, [one.row_uuid for one in found])
    for one in found:
        cell = said[one.row_uuid].cells.get(one.field)
        row = found_row(session, one.tbl, one.row_uuid)
        if cell is None:
            continue
        side = _marked(session, cell.heads[0], cell.value)
        yield Conflict(
            _id("invalid", one.tbl, one.row_uuid, one.field), "invalid", one.tbl, one.row_uuid,
            _title(session, row) if row else "", one.field, None, side, side,
        )  # fmt: skip


def _cells(session: Session) -> Iterator[Conflict]:
    connection = session.connection()
    waiting = connection.execute(
        select(conflict).order_by(conflict.c.tbl, conflict.c.row_uuid, conflict.c.field)
    ).all()
    ids = [one.row_uuid for one in waiting]
    said = heads.said(connection, ids)
    bases = _written(connection, ids)
    for one in waiting:
        found = said[one.row_uuid]
        row = found_row(session, one.tbl, one.row_uuid)
        if row is None:
            continue
        if one.field == DELETED:
            yield _deletion(session, row, found)
        else:
            yield _cell(session, row, one.field, found.cells[one.field], bases)


def _written(connection: object, rows: Sequence[UUID]) -> dict[tuple[UUID, str, str], Write]:
    every = heads.writes(connection, rows)  # type: ignore[arg-type]
    return {(row, name, write.stamp.txn): write for row, name, write in every}


def _cell(
    session: Session,
    row: Row,
    name: str,
    cell: folding.Cell,
    written: dict[tuple[UUID, str, str], Write],
) -> Conflict:
    table = row.__tablename__
    standing = _ours_first(session, cell.heads)
    shared = set(standing[0].prev) & set(standing[1].prev)
    base = next(
        (written[row.id, name, one] for one in shared if (row.id, name, one) in written), None
    )
    sides = [_side(session, type(row), name, head) for head in standing]
    return Conflict(
        _id(table, row.id, name),
        "arbitration" if table == "arbitration" else "field",
        table,
        row.id,
        _title(session, row),
        name,
        _side(session, type(row), name, base) if base else None,
        sides[0],
        sides[1],
        tuple(sides[2:]),
    )


def _title(session: Session, row: Row) -> str:
    """Return what an officer calls a row; a decision is called by its bookings' site."""
    booking_id = getattr(row, "booking_id", None)
    if booking_id is None:
        return title(row)
    of = select(Site.name).join(Booking, Booking.site_id == Site.id)
    return session.scalar(of.where(Booking.id == booking_id)) or ""


def _deletion(session: Session, row: Row, said: folding.Row) -> Conflict:
    """Put a deletion against the newest thing that its author did not know."""
    deletions = [head for head in said.deletions if head.value == "true"]
    covered = {txn for head in deletions for txn in (*head.seen, head.stamp.txn)}
    others = [
        head
        for cell in said.cells.values()
        for head in cell.heads
        if head.stamp.txn not in covered and head.value is not None
    ]
    others += [head for head in said.deletions if head.value != "true"]
    gone = _marked(session, deletions[0], True)
    newest = max(others, key=lambda head: head.stamp, default=None)
    kept = _marked(session, newest or deletions[0], False)
    ours = newest is not None and _is_ours(session, newest)
    here, there = (kept, gone) if ours else (gone, kept)
    return Conflict(
        _id(row.__tablename__, row.id, DELETED), "delete", row.__tablename__, row.id,
        _title(session, row), DELETED, None, here, there,
    )  # fmt: skip


def _side(session: Session, entity: type[Row], name: str, head: Write) -> Side:
    text = head.value if isinstance(head.value, str) else None
    return _marked(session, head, heads.value_of(entity, name, text))


def _marked(session: Session, head: Write, value: object) -> Side:
    who = heads.author_of(session.connection(), head.stamp.txn) or ("", "", 0)
    return Side(value, who[0], who[1], datetime.fromtimestamp(who[2] / 1000, UTC))


def _ours_first(session: Session, found: Sequence[Write]) -> list[Write]:
    """Return heads of different values, this office's first; else in the order displayed."""
    distinct: dict[object, Write] = {}
    for head in found:
        if head.value is not None:
            distinct.setdefault(head.value, head)
    return sorted(distinct.values(), key=lambda head: not _is_ours(session, head))


def _is_ours(session: Session, head: Write) -> bool:
    by: Officer | None = session.info.get("by")
    office = session.connection().scalar(select(txn.c.office).where(txn.c.id == head.stamp.txn))
    return by is not None and office == by.office


def _clashes(session: Session) -> Iterator[Conflict]:
    for pair in sorted(clashing.pairs(session), key=str):
        yield _clash(session, pair, "clash")
    for pair in sorted(clashing.options(session), key=str):
        yield _clash(session, pair, "options")


def _clash(session: Session, pair: Pair, kind: Literal["clash", "options"]) -> Conflict:
    by: Officer | None = session.info.get("by")
    read = clashing.confirmed if kind == "clash" else clashing.waiting_spans
    sides = [_booking_side(session, booking, read(session, [booking])) for booking in pair]
    if by is not None and sides[1].office == by.office != sides[0].office:
        sides.reverse()
    first = sides[0].value
    assert isinstance(first, UUID)
    site = select(Site.name).join(Booking, Booking.site_id == Site.id)
    name = session.scalar(site.where(Booking.id == first)) or ""
    return Conflict(_id(kind, *pair), kind, "booking", first, name, "", None, sides[0], sides[1])


def _booking_side(session: Session, booking: UUID, spans: Sequence[Span]) -> Side:
    found = session.execute(
        select(Booking.officer, Booking.asked_at, Office.name, Production.title)
        .outerjoin(Office, Office.id == Booking.office_id)
        .outerjoin(Production, Production.id == Booking.production_id)
        .where(Booking.id == booking)
    ).one()
    days = tuple(Period(span.first_day, span.last_day) for span in spans)
    return Side(booking, found.officer, found.name or "", found.asked_at, found.title or "", days)


def found_row(session: Session, table: str, row_id: UUID) -> Row | None:
    """Return a row, deleted or not; None when the tables cannot show it."""
    entity = ROWS[table]
    chosen = select(entity).where(entity.id == row_id)
    return session.scalars(chosen.execution_options(include_deleted=True)).one_or_none()


def _id(*parts: object) -> str:
    return hashlib.blake2b("/".join(map(str, parts)).encode(), digest_size=5).hexdigest()
