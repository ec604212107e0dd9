"""The rows of a new booking: who asks, when, for which days, until when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from scout_app.errors import BadValue, Refused
from scout_app.model.base import slug_id
from scout_app.model.bookings import Booking, Span
from scout_app.model.people import Office
from scout_app.model.values import DayType, Officer, Period, State
from scout_app.office import settings
from scout_app.office.diary import Diary
from scout_app.rules.hours import Hours, instants

_ASKED = (State.OPTION, State.CONFIRMED)
_TICK = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class WantedSpan:
    """A run of days to hold, as an option or at once confirmed."""

    period: Period
    state: State = State.OPTION
    day_type: DayType = DayType.SHOOT
    hours: Hours | None = None


def check(spans: Sequence[WantedSpan]) -> None:
    """Refuse a booking without a day, with a day twice, or with days in a state nobody asks for."""
    if not spans:
        raise Refused("no_days")
    for span in spans:
        if span.state not in _ASKED:
            allowed = tuple(state.value for state in _ASKED)
            raise BadValue("state", span.state.value, "choice", allowed)
    ordered = sorted(span.period for span in spans)
    if any(one.overlaps(following) for one, following in pairwise(ordered)):
        raise Refused("overlapping_spans")


def expiry(session: Session, today: date, asked: date | None) -> date:
    """Return the last day of an option: the one asked, else today and the offices' usual days."""
    if asked is None:
        return today + timedelta(days=settings.number(session, "option_days"))
    if asked < today:
        raise BadValue("expires_on", asked.isoformat(), f"after:{today.isoformat()}")
    return asked


def booking(session: Session, diary: Diary, site_id: UUID, production_id: UUID) -> Booking:
    """Add a booking by the officer of this transaction, the last in order of arrival."""
    by: Officer = session.info["by"]
    made = Booking(
        id=uuid4(), site_id=site_id, production_id=production_id,
        office_id=office(session, by.office), officer=by.name,
        asked_at=arrival(session, diary, site_id),
    )  # fmt: skip
    session.add(made)
    return made


def span(booking_id: UUID, wanted: WantedSpan) -> Span:
    """Return the row of a run of days."""
    start, end = instants(wanted.period, wanted.hours) if wanted.hours else (None, None)
    return Span(
        id=uuid4(), booking_id=booking_id,
        first_day=wanted.period.first, last_day=wanted.period.last,
        state=wanted.state.value, day_type=wanted.day_type.value,
        starts_at=start, ends_at=end,
    )  # fmt: skip


def arrival(session: Session, diary: Diary, site_id: UUID) -> datetime:
    """Return now, or just after the last who asked: a clock set back must not turn the order."""
    now: datetime = session.info.get("at") or datetime.now(UTC)
    last = max((entry.taken.asked_at for entry in diary.of_kin(site_id)), default=None)
    return now if last is None else max(now, last + _TICK)


def office(session: Session, name: str) -> UUID:
    """Return the office of that name, made on its first booking; its id is the same everywhere."""
    known = session.scalars(select(Office.id).where(Office.name == name).order_by(Office.n)).first()
    if known is not None:
        return known
    row_id = slug_id("office", name)
    everything = select(Office).where(Office.id == row_id)
    made = session.scalars(everything.execution_options(include_deleted=True)).one_or_none()
    if made is None:
        session.add(Office(id=row_id, name=name))
    else:
        made.deleted, made.name = False, name
    return row_id
