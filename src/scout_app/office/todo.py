"""What waits for an officer: one list, the most urgent first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from scout_app.model.bookings import Booking, Span
from scout_app.model.productions import Production
from scout_app.model.sites import Site
from scout_app.model.values import State
from scout_app.office import awaiting, challenged, exchange, land, promotions, requests
from scout_app.office.requests import Request
from scout_app.rules.challenges import PARIS

Kind = Literal[
    "contested", "options", "awaiting", "challenge", "promotion", "expiring", "renewal", "deadline",
]  # fmt: skip
_SOON = timedelta(days=7)
"""How long before its end an option is brought up."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing to settle; `id` is the booking's, the challenge's or the allocation's.

    `day` is the last on which it can be, None when it is to be done at once.
    """

    id: UUID
    kind: Kind
    day: date | None
    site_id: UUID
    site: str
    production: str
    other: str = ""
    """The production that asks, what the land is, or the office that asks for a confirmation."""
    request: Request | None = None
    """What is to be asked for, with a `deadline`."""


def listing(session: Session, today: date, office: str = "") -> tuple[Waiting, ...]:
    """Return everything that waits; what cannot wait comes first, then by day.

    Given an office, the confirmations asked of others are left out: they are not for it to give.
    """
    found = (
        *_contested(session), *_awaited(session, office), *_challenges(session),
        *_promotions(session), *_expiring(session, today), *_renewals(session, today),
        *_deadlines(session, today),
    )  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.day or date.min, one.site, one.production)))


def _contested(session: Session) -> Iterator[Waiting]:
    wanted = exchange.contested_bookings(session)
    for booking, (site_id, site, title) in _bookings(session, wanted).items():
        yield Waiting(booking, "contested", None, site_id, site, title)
    twice = exchange.contested_options(session)
    for booking, (site_id, site, title) in _bookings(session, twice).items():
        yield Waiting(booking, "options", None, site_id, site, title)


def _awaited(session: Session, office: str) -> Iterator[Waiting]:
    for one in awaiting.listing(session, office):
        first = min(days.first for days in one.days)
        yield Waiting(
            one.booking, "awaiting", first, one.site_id, one.site, one.production, one.office
        )


def _challenges(session: Session) -> Iterator[Waiting]:
    running = challenged.rows(session)
    known = _bookings(session, frozenset(row.booking for row in running))
    for row in running:
        site_id, site, title = known[row.booking]
        day = row.deadline.astimezone(PARIS).date()
        yield Waiting(row.id, "challenge", day, site_id, site, title, row.challenger)


def _promotions(session: Session) -> Iterator[Waiting]:
    pending = promotions.pending(session)
    known = _bookings(session, frozenset(row.booking for row in pending))
    for row in pending:
        site_id, site, title = known[row.booking]
        yield Waiting(row.booking, "promotion", None, site_id, site, title)


def _expiring(session: Session, today: date) -> Iterator[Waiting]:
    chosen = (
        select(Booking.id, Booking.expires_on)
        .join(Span, Span.booking_id == Booking.id)
        .where(Span.state == State.OPTION, Span.last_day >= today)
        .where(Booking.expires_on.between(today, today + _SOON))
        .distinct()
    )
    ends = {booking: day for booking, day in session.execute(chosen)}
    for booking, (site_id, site, title) in _bookings(session, frozenset(ends)).items():
        yield Waiting(booking, "expiring", ends[booking], site_id, site, title)


def _renewals(session: Session, today: date) -> Iterator[Waiting]:
    for row in land.due(session, today):
        days = [day for day in (row.renewal_by, row.last_day) if day is not None]
        yield Waiting(row.id, "renewal", min(days), row.site_id, row.site, "")


def _deadlines(session: Session, today: date) -> Iterator[Waiting]:
    """Go through what live bookings have to ask for, as long as it is for the officer to act.

    A request shows a month before its last day, and until it is filed however late it is: a file
    takes weeks to put together, and a month holds all of an option's usual life. One that was
    filed shows again two weeks before the first day when nobody has answered; a refusal shows at
    once, as long as the booking stands.
    """
    for one in requests.waiting(session, today):
        day = one.waits_for(today)
        yield Waiting(
            one.booking, "deadline", day, one.site_id, one.site, one.production, request=one
        )


def _bookings(session: Session, wanted: frozenset[UUID]) -> dict[UUID, tuple[UUID, str, str]]:
    """Return the site and the production of bookings."""
    found = session.execute(
        select(Booking.id, Site.id, Site.name, Production.title)
        .join(Site, Site.id == Booking.site_id)
        .join(Production, Production.id == Booking.production_id)
        .where(Booking.id.in_(wanted))
    )
    return {booking: (site_id, site, title) for booking, site_id, site, title in found}
