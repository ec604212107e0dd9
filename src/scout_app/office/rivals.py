"""Who stands in a booking's way, and what becomes of the options that another one overrides."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from scout_app.errors import Clash, RivalsUndecided, Shut
from scout_app.model.bookings import Booking, Occupied, Span
from scout_app.model.people import Office
from scout_app.model.productions import Production
from scout_app.model.values import Period, State
from scout_app.office import settings
from scout_app.office.diary import Diary, Entry
from scout_app.rules import options
from scout_app.store import occupied

Fated = Literal["release", "relegate"]

_FATES: Mapping[str, State] = {"release": State.RELEASED, "relegate": State.RELEGATED}


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a span of a rival: its days, and the state they are in now."""

    booking: UUID
    production: str
    period: Period
    state: State


def forbid(
    diary: Diary, site_id: UUID, name: str, period: Period, booking_id: UUID | None = None
) -> None:
    """Refuse days on which the site is closed (Shut) or confirmed for another booking (Clash)."""
    for closing in diary.obstacles(site_id).closings:
        if shut := closing.period.clipped(period):
            raise Shut(name, shut, closing.reason)
    forbid_confirmed(diary, site_id, name, period, booking_id)


def forbid_confirmed(
    diary: Diary, site_id: UUID, name: str, period: Period, booking_id: UUID | None = None
) -> None:
    """Raise Clash naming the confirmed booking that stands on the days, or has the site reset."""
    entries = diary.of_kin(site_id)
    taken = [entry.taken for entry in entries]
    if other := options.rival(period, taken, booking_id, diary.reset(site_id)):
        found = next(entry for entry in entries if entry.taken == other)
        raise Clash(
            name, other.period, other.booking_id, found.production, found.officer, found.office
        )


def on_days(
    diary: Diary, site_id: UUID, periods: Sequence[Period], booking_id: UUID | None = None
) -> tuple[Entry, ...]:
    """Return the live options of others on the days, each span once, in order of arrival."""
    entries = diary.of_kin(site_id)
    taken = [entry.taken for entry in entries]
    found = {
        span
        for period in periods
        for span in options.rivals(period, taken, booking_id, diary.today)
    }
    against = (entry for entry in entries if entry.taken in found)
    return tuple(sorted(against, key=lambda entry: (entry.taken.asked_at, entry.taken.period)))


def undecided(against: Iterable[Entry]) -> RivalsUndecided:
    """Return the refusal that names the rivals."""
    return RivalsUndecided(
        tuple((one.taken.booking_id, one.production, one.taken.period) for one in against)
    )


def fate(session: Session, against: Sequence[Entry], chosen: Fated | None) -> State:
    """Return what becomes of the rivals: as said, else as the offices agreed, else refuse."""
    state = _FATES.get(chosen or settings.text(session, "rivals_fate"))
    if state is None:
        raise undecided(against)
    return state


def decide(session: Session, against: Sequence[Entry], state: State) -> tuple[Fate, ...]:
    """Give each rival span its fate, whole: a span is not cut where it only partly overlaps."""
    ids = [entry.span_id for entry in against]
    for span in session.scalars(select(Span).where(Span.id.in_(ids))):
        span.state = state.value
    return tuple(fated(entry, state) for entry in against)


def fated(entry: Entry, state: State) -> Fate:
    """Return what became of a span."""
    return Fate(entry.taken.booking_id, entry.production, entry.taken.period, state)


def forbid_double(session: Session, diary: Diary, site_id: UUID, name: str, booking: UUID) -> None:
    """Let the catalogue itself refuse a second confirmation of the days, whatever the rules said.

    Raises Clash naming the booking that occupies them.
    """
    try:
        with session.begin_nested():
            occupied.rewrite(session, [booking])
    except IntegrityError as error:
        raise _occupying(session, diary, site_id, name, booking) from error


def _occupying(session: Session, diary: Diary, site_id: UUID, name: str, booking: UUID) -> Clash:
    other = session.execute(
        select(
            Occupied.first_day, Occupied.last_day, Occupied.booking_id,
            Production.title, Booking.officer, Office.name,
        )
        .join(Span, (Span.first_day <= Occupied.last_day) & (Span.last_day >= Occupied.first_day))
        .join(Booking, Booking.id == Occupied.booking_id)
        .outerjoin(Production, Production.id == Booking.production_id)
        .outerjoin(Office, Office.id == Booking.office_id)
        .where(Span.booking_id == booking, Span.state == State.CONFIRMED)
        .where(Occupied.booking_id != booking, Occupied.site_id.in_(diary.tree.kin(site_id)))
        .order_by(Occupied.first_day, Occupied.n)
    ).first()  # fmt: skip
    assert other is not None, "the catalogue refused a double booking that it does not hold"
    first, last, holder, production, officer, office = other
    return Clash(name, Period(first, last), holder, production or "", officer, office or "")
