"""Calendars for others: the bookings of a site, of a production or of the whole office."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scout_app.formats import files, icalendar_files
from scout_app.formats.icalendar_files import Entry
from scout_app.model.bookings import Booking, Span
from scout_app.model.log import op
from scout_app.model.productions import Production
from scout_app.model.sites import Commune, Site
from scout_app.model.values import Period, State
from scout_app.rules.holding import OVER

_AT_ONCE = 500
"""Rows named in one query."""
DOMAIN = "scout-app"
"""The right half of our UIDs; the left is the id of the days, the same in every office."""


def export(
    session: Session,
    to: Path,
    *,
    sites: Collection[UUID] | None = None,
    production: UUID | None = None,
    internal: bool = False,
) -> int:
    """Write the bookings as whole days, of all or of those; returns how many runs of days.

    What is released or cancelled is there as cancelled, so that a calendar that has it frees it;
    an option is tentative. The sequence grows with every change of the days or of their booking.
    For outside, sites that are not public are left out, and a production that is not public goes
    by its reference, unless the calendar is its own. Only public sites tell their address.
    """
    chosen = session.execute(_columns(sites, production, internal=internal)).all()
    written = _transactions(session, [one for row in chosen for one in (row.id, row.booking)])
    is_named = internal or production is not None
    communes = dict(session.execute(select(Commune.insee, Commune.name)).all())
    entries = [
        _entry(row, communes, is_named, len(written[row.id] | written[row.booking]))
        for row in chosen
    ]
    files.write(to, icalendar_files.written(entries, "Scout"))
    return len(entries)


def _columns(sites: Collection[UUID] | None, production: UUID | None, *, internal: bool) -> Any:
    chosen = (
        select(
            Span.id, Span.first_day, Span.last_day, Span.state, Booking.id.label("booking"),
            Booking.asked_at, Site.name, Production.title, Production.reference,
            Production.confidentiality, Site.address, Site.commune,
            Site.confidentiality.label("openness"),
        )
        .join(Booking, Booking.id == Span.booking_id)
        .outerjoin(Site, Site.id == Booking.site_id)
        .outerjoin(Production, Production.id == Booking.production_id)
        .order_by(Span.first_day, Span.n)
    )  # fmt: skip
    if sites is not None:
        chosen = chosen.where(Booking.site_id.in_(sites))
    if not internal:
        chosen = chosen.where(Site.confidentiality == "public")
    if production is not None:
        chosen = chosen.where(Booking.production_id == production)
    return chosen


def sequence(session: Session, span: UUID, booking: UUID) -> int:
    """Return how often days or their booking were changed since they were entered."""
    changes = select(func.count(func.distinct(op.c.txn)))
    return (session.scalar(changes.where(op.c.row_uuid.in_((span, booking)))) or 1) - 1


def _transactions(session: Session, rows: Sequence[UUID]) -> Mapping[UUID, set[int]]:
    """Return the transactions that wrote each row: a query for many, not one for each."""
    found: dict[UUID, set[int]] = defaultdict(set)
    for start in range(0, len(rows), _AT_ONCE):
        some = op.c.row_uuid.in_(rows[start : start + _AT_ONCE])
        for row, txn in session.execute(select(op.c.row_uuid, op.c.txn).where(some).distinct()):
            found[row].add(txn)
    return found


def _entry(row: Any, communes: Mapping[str, str], is_named: bool, written: int) -> Entry:
    is_open = is_named or row.confidentiality == "public"
    return Entry(
        f"{row.id}@{DOMAIN}",
        Period(row.first_day, row.last_day),
        f"{row.name or ''} · {(row.title if is_open else row.reference) or ''}",
        max(written, 1) - 1,
        _status(State(row.state)),
        place=_place(row, communes) if row.openness == "public" else "",
        stamp=row.asked_at,
    )


def _place(row: Any, communes: Mapping[str, str]) -> str:
    return ", ".join(part for part in (row.address, communes.get(row.commune or "")) if part)


def _status(state: State) -> str:
    if state in OVER:
        return "CANCELLED"
    return "CONFIRMED" if state is State.CONFIRMED else "TENTATIVE"
