"""Challenges and the passing of time: ask a better option to decide, answer, and the sweep."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from scout_app.errors import BadValue, Refused, Unknown
from scout_app.model.bookings import Challenge
from scout_app.model.values import Period
from scout_app.office import bookings, challenged, promotions, settings
from scout_app.office.bookings import Settled
from scout_app.office.challenged import ChallengeRow, rows
from scout_app.office.diary import Diary
from scout_app.office.rivals import Fated
from scout_app.rules import challenges as rules
from scout_app.rules.options import above

__all__ = ["ChallengeRow", "Challenged", "Swept", "answer", "challenge", "rows", "sweep"]


@dataclass(frozen=True, slots=True)
class Challenged:
    """A challenge that was made, and how many more stand before the challenger."""

    challenge: UUID
    booking: UUID
    deadline: datetime
    others_above: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Swept:
    """What time did: bookings that did not answer, bookings that are the first now."""

    lapsed: tuple[UUID, ...]
    promoted: tuple[UUID, ...]


def challenge(
    session: Session, booking_id: UUID, by: UUID, *, today: date, deadline: datetime | None = None
) -> Challenged:
    """Ask an option that stands before another to confirm or release by a deadline.

    Without a deadline the offices' usual hours are given. Raises Refused when the booking does
    not stand before the challenger, is confirmed or was challenged already, BadValue for a
    deadline before tomorrow, Unknown.
    """
    bookings.get(session, booking_id)
    challenger = bookings.get(session, by)
    taken = Diary(session, Period(today, today), [challenger.site_id], today).taken(
        challenger.site_id
    )
    if why := rules.objection(booking_id, by, taken, today):
        # A confirmed booking is only in the diary on its own days: it may not be seen here.
        raise Refused(_why(session, booking_id, why))
    if any(row.booking == booking_id and row.by == by for row in rows(session)):
        raise Refused("challenge_runs")
    ends = deadline or _usual(session)
    if not rules.is_in_time(ends, today):
        raise BadValue("deadline", ends.isoformat(), f"after:{today.isoformat()}")
    row = Challenge(id=uuid4(), booking_id=booking_id, by_booking_id=by, deadline=ends)
    session.add(row)
    session.flush()
    others = tuple(one for one in above(by, taken, today) if one != booking_id)
    return Challenged(row.id, booking_id, ends, others)


def _why(session: Session, booking_id: UUID, why: str) -> str:
    states = {span.state for span in bookings.spans_of(session, booking_id)}
    return "challenge_confirmed" if states == {"confirmed"} else why


def _usual(session: Session) -> datetime:
    return challenged.now(session) + timedelta(hours=settings.number(session, "challenge_hours"))


def answer(
    session: Session,
    challenge_id: UUID,
    confirm: bool,
    *,
    today: date,
    reason: str = "",
    rivals: Fated | None = None,
) -> Settled:
    """Answer a challenge: confirm the booking, with a fate for its rivals, or release it.

    Raises what confirming and releasing raise, Refused when the challenge is over, Unknown.
    """
    row = session.scalars(select(Challenge).where(Challenge.id == challenge_id)).one_or_none()
    if row is None:
        raise Unknown("challenge", str(challenge_id))
    if row.outcome is not None:
        raise Refused("challenge_closed")
    if confirm:
        return bookings.confirm(session, row.booking_id, rivals=rivals, today=today)
    return bookings.release(session, row.booking_id, reason, today=today)


def sweep(session: Session, *, today: date) -> Swept:
    """Write down what the passing of time did since the last look; run at start and each day.

    Challenges without an answer end, and every promotion by expiry is recorded once.
    """
    late = challenged.lapse(session, challenged.now(session))
    session.flush()
    return Swept(late, promotions.record(session, promotions.by_expiry(session, today)))
