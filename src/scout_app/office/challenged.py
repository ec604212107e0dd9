"""The challenges that run: read, answered by what is decided, and over when their time is."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from scout_app.model.bookings import Booking, Challenge
from scout_app.model.productions import Production
from scout_app.model.sites import Site
from scout_app.rules import challenges as rules


@dataclass(frozen=True, slots=True)
class ChallengeRow:
    """A challenge as the desk shows it; `outcome` empty while it runs."""

    id: UUID
    booking: UUID
    by: UUID
    site: str
    production: str
    challenger: str
    deadline: datetime
    outcome: str | None


def now(session: Session) -> datetime:
    """Return the instant of the transaction."""
    at: datetime = session.info.get("at") or datetime.now(UTC)
    return at


def rows(session: Session, booking_id: UUID | None = None) -> tuple[ChallengeRow, ...]:
    """Return the challenges of a booking, made or received; without one, all that run."""
    by, theirs = aliased(Booking), aliased(Production)
    columns = (
        select(
            Challenge.id, Challenge.booking_id, Challenge.by_booking_id, Site.name,
            Production.title, theirs.title, Challenge.deadline, Challenge.outcome,
        )
        .join(Booking, Booking.id == Challenge.booking_id)
        .join(by, by.id == Challenge.by_booking_id)
        .outerjoin(Site, Site.id == Booking.site_id)
        .outerjoin(Production, Production.id == Booking.production_id)
        .outerjoin(theirs, theirs.id == by.production_id)
        .order_by(Challenge.deadline, Challenge.n)
    )  # fmt: skip
    if booking_id is None:
        columns = columns.where(Challenge.outcome.is_(None))
    else:
        either = or_(Challenge.booking_id == booking_id, Challenge.by_booking_id == booking_id)
        columns = columns.where(either)
    return tuple(
        ChallengeRow(one, booking, other, site or "", title or "", whose or "", deadline, outcome)
        for one, booking, other, site, title, whose, deadline, outcome in session.execute(columns)
    )


def settle(session: Session, booking_id: UUID, outcome: str) -> None:
    """Close the challenges that a decision answers, and withdraw those its booking made.

    A confirmed booking keeps its own challenges only where it still waits: none.
    """
    chosen = select(Challenge).where(Challenge.outcome.is_(None))
    for row in session.scalars(chosen.where(Challenge.booking_id == booking_id)):
        row.outcome = outcome
    for row in session.scalars(chosen.where(Challenge.by_booking_id == booking_id)):
        row.outcome = "withdrawn"


def lapse(session: Session, at: datetime) -> tuple[UUID, ...]:
    """Close the challenges whose deadline went by: the option is over, nothing is confirmed.

    Returns the bookings that did not answer.
    """
    late: list[UUID] = []
    chosen = select(Challenge, Booking).join(Booking, Booking.id == Challenge.booking_id)
    for row, booking in session.execute(chosen.where(Challenge.outcome.is_(None))):
        found = rules.Challenge(row.booking_id, row.by_booking_id, row.deadline)
        if rules.lapsed(found, at):
            over = rules.over_since(found)
            booking.expires_on = min(booking.expires_on or over, over)
            row.outcome = "lapsed"
            late.append(booking.id)
    return tuple(late)
