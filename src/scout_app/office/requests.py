"""What live bookings have to ask for, and how each request stands: one pass over all of them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from scout_app.model.bookings import Booking, Span
from scout_app.model.productions import Production
from scout_app.model.sites import Site
from scout_app.model.values import Period, State
from scout_app.office import permit_rows
from scout_app.office.bookings import hull
from scout_app.office.notices import Asking
from scout_app.office.permit_rows import PermitRow
from scout_app.rules import permits as rules
from scout_app.rules.permits import PermitState, Permitted

_LIVE = tuple(state for state in State if state.is_live)


@dataclass(frozen=True, slots=True)
class Request:
    """What a booking has to ask for, and how that stands.

    `restriction` is None for what the site's own card asks, and `title` is empty then. `permit` is
    the row that says how it stands.
    """

    booking: UUID
    production_id: UUID
    production: str
    site_id: UUID
    site: str
    restriction: UUID | None
    title: str
    authority: str
    days: Period
    file_by: date
    state: PermitState
    permit: UUID | None
    number: str
    conditions: str

    def waits_for(self, today: date) -> date | None:
        """Return the day before which something is to be done; None when nothing is now."""
        return rules.waits_for(self.state, self.file_by, self.days.first, today)


@dataclass(frozen=True, slots=True)
class _Hold:
    """A live booking with its days."""

    runs: tuple[Period, ...]
    days: Period
    """From the first to the last of them."""
    booking: UUID
    production_id: UUID
    production: str
    site_id: UUID
    site: str


_Key = UUID | None
"""What a request answers: a restriction, or the site's own card."""


def every(session: Session, today: date, booking_id: UUID | None = None) -> Iterator[Request]:
    """Go through what live bookings with days to come have to ask for: all of them, or one.

    Everything is read at once: a handful of queries however many bookings there are. A permit
    answers a request of its production for its restriction, on its site and the parts of it.
    """
    holds = _holds(session, today, booking_id)
    if not holds:
        return
    asking, kept = Asking(session), defaultdict(list)
    for row in permit_rows.read(session, holds[0].production_id if booking_id else None):
        kept[row.production_id, row.site_id].append(row)
    for hold in holds:
        line = asking.line(hold.site_id)
        own = [row for site in line for row in kept.get((hold.production_id, site), ())]
        yield from _asked(hold, asking, own, today)


def of_booking(session: Session, booking_id: UUID, today: date) -> tuple[Request, ...]:
    """Return what one booking has to ask for, the first deadline first."""
    found = every(session, today, booking_id)
    return tuple(sorted(found, key=lambda one: (one.file_by, one.title)))


def waiting(session: Session, today: date) -> tuple[Request, ...]:
    """Return the requests that wait for an officer, the first to be settled first."""
    found = [(day, one) for one in every(session, today) if (day := one.waits_for(today))]
    return tuple(one for _, one in sorted(found, key=lambda each: (each[0], each[1].site)))


def _asked(hold: _Hold, asking: Asking, own: Sequence[PermitRow], today: date) -> Iterator[Request]:
    """Go through the requests of one booking: what the rules ask, then what is asked besides."""
    by_key: dict[_Key, list[PermitRow]] = defaultdict(list)
    for row in own:
        by_key[row.restriction].append(row)
    for notice in asking.notices(hold.site_id, hold.days, today):
        answers = by_key.pop(notice.restriction, [])
        yield _request(
            hold, notice.restriction, notice.title, notice.authority, notice.file_by, answers
        )
    for key, answers in by_key.items():
        first = answers[0]
        if any(_as_rule(row).meets(hold.runs) for row in answers):
            yield _request(hold, key, first.title, first.authority, hold.days.first, answers)


def _request(
    hold: _Hold, key: _Key, title: str, authority: str, file_by: date, answers: Sequence[PermitRow]
) -> Request:
    found = rules.standing(hold.runs, [_as_rule(row) for row in answers])
    said = next((row for row in answers if row.id == found.permit), None)
    if said is not None:
        authority = said.authority
        is_planned = found.state is PermitState.TO_ASK
        file_by = (said.deadline if is_planned else None) or file_by
    return Request(
        hold.booking, hold.production_id, hold.production, hold.site_id, hold.site, key, title,
        authority, hold.days, file_by, found.state, found.permit,
        said.number if said else "", said.conditions if said else "",
    )  # fmt: skip


def _as_rule(row: PermitRow) -> Permitted:
    return Permitted(row.id, row.state, row.first, row.last)


def _holds(session: Session, today: date, booking_id: UUID | None) -> list[_Hold]:
    """Return the live bookings whose days are not past, an option only until it expires."""
    chosen = (
        select(
            Booking.id, Booking.production_id, Production.title, Booking.site_id, Site.name,
            Span.first_day, Span.last_day,
        )
        .join(Span, Span.booking_id == Booking.id)
        .join(Site, Site.id == Booking.site_id)
        .join(Production, Production.id == Booking.production_id)
        .where(Span.state.in_(_LIVE))
        .where(or_(Span.state == State.CONFIRMED, Booking.expires_on.is_(None),
                   Booking.expires_on >= today))
        .order_by(Booking.n, Span.first_day)
    )  # fmt: skip
    if booking_id is not None:
        chosen = chosen.where(Booking.id == booking_id)
    runs: dict[tuple[Any, ...], list[Period]] = defaultdict(list)
    for *what, first, last in session.execute(chosen):
        runs[tuple(what)].append(Period(first, last))
    found = (_Hold(tuple(days), hull(days), *what) for what, days in runs.items())
    return [hold for hold in found if hold.days.last >= today]
