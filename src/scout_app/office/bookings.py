"""The life of holds: enter, confirm and release a booking; close a site."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from scout_app.errors import Refused, Unknown
from scout_app.model.bookings import Booking, Span
from scout_app.model.productions import Production
from scout_app.model.sites import Site
from scout_app.model.values import Period, State
from scout_app.office import arrivals, challenged, homes, promotions, sites
from scout_app.office.arrivals import WantedSpan
from scout_app.office.booked import BookingRow, SpanRow, detail, of_production, of_site
from scout_app.office.closures import close
from scout_app.office.diary import Diary
from scout_app.office.rivals import (
    Fate,
    Fated,
    decide,
    fate,
    forbid,
    forbid_double,
    on_days,
    undecided,
)
from scout_app.rules.holding import ENDS, WAITING
from scout_app.store import log

__all__ = [
    "BookingRow", "Fate", "Fated", "Held", "Settled", "SpanRow", "WantedSpan",
    "close", "confirm", "days", "detail", "enter", "get", "hull", "of_production", "of_site",
    "release", "site_name", "spans_of",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Held:
    """What was entered; rank and expiry are None for a booking without an option."""

    booking: UUID
    rank: int | None
    expires_on: date | None


@dataclass(frozen=True, slots=True)
class Settled:
    """A booking that was decided, and what that changed for its rivals."""

    booking: UUID
    changed: tuple[Fate, ...]
    awaits: str = ""
    """The home office whose confirmation is awaited; empty when nobody's is."""


def enter(
    session: Session,
    site_id: UUID,
    production_id: UUID,
    spans: Sequence[WantedSpan],
    *,
    today: date,
    expires_on: date | None = None,
    note: str = "",
) -> Held:
    """Hold days of a site for a production; an option lasts the offices' usual days unless said.

    What another office than the site's home confirms waits for the home office's word.

    Raises Clash (a confirmed booking stands on the days), Shut (the site is closed),
    RivalsUndecided (others have options on days to confirm at once: enter an option, then confirm
    it with a fate for them), Refused (no day, a day twice, a site not offered), Unknown, BadValue.
    """
    arrivals.check(spans)
    name = _offered(session, site_id)
    _known(session, production_id)
    spans = homes.asked(session, site_id, spans)
    diary = Diary(session, hull(span.period for span in spans), [site_id], today)
    for span in spans:
        forbid(diary, site_id, name, span.period)
    confirmed = [span.period for span in spans if span.state is State.CONFIRMED]
    if against := on_days(diary, site_id, confirmed):
        raise undecided(against)
    booking = arrivals.booking(session, diary, site_id, production_id)
    booking.note = note.strip() or None
    if len(confirmed) < len(spans):
        booking.expires_on = arrivals.expiry(session, today, expires_on)
    session.add_all(arrivals.span(booking.id, span) for span in spans)
    session.flush()
    forbid_double(session, diary, site_id, name, booking.id)
    booking.rank_told = detail(session, booking.id, today).rank
    return Held(booking.id, booking.rank_told, booking.expires_on)


def confirm(
    session: Session, booking_id: UUID, *, rivals: Fated | None = None, today: date
) -> Settled:
    """Confirm the optioned days of a booking; one that has expired may still be, if they are free.

    Another office than the site's home only asks: the days wait for the home office, and nothing
    changes for their rivals.

    Live options of others on those days are released or relegated, each span whole: by `rivals`,
    or by the offices' setting. Raises RivalsUndecided when neither says which, Clash, Shut, and
    Refused when nothing of the booking waits to be confirmed.
    """
    booking = get(session, booking_id)
    own = _waiting(session, booking_id)
    periods = [days(span) for span in own]
    site_id, name = booking.site_id, site_name(session, booking.site_id)
    diary = Diary(session, hull(periods), [site_id], today)
    for period in periods:
        forbid(diary, site_id, name, period, booking_id)
    if home := homes.elsewhere(session, site_id):
        return _ask_home(session, booking_id, own, home)
    against = on_days(diary, site_id, periods, booking_id)
    state = fate(session, against, rivals) if against else State.RELEGATED
    with promotions.watched(session, booking, hull(periods), today, "confirmed"):
        for span in own:
            span.state = State.CONFIRMED.value
        changed = decide(session, against, state)
        session.flush()
        forbid_double(session, diary, site_id, name, booking_id)
    challenged.settle(session, booking_id, "confirmed")
    promotions.settle(session, booking_id, today)
    return Settled(booking_id, changed)


def _ask_home(session: Session, booking_id: UUID, own: Sequence[Span], home: str) -> Settled:
    """Let the days wait for their home office; raises Refused when all wait for it already."""
    options = [span for span in own if span.state == State.OPTION]
    if not options:
        raise Refused("awaits_home", home)
    for span in options:
        span.state = State.AWAITING_HOME.value
    challenged.settle(session, booking_id, "confirmed")
    return Settled(booking_id, (), home)


def release(session: Session, booking_id: UUID, reason: str, *, today: date) -> Settled:
    """Give up all days of a booking: its options are released, its confirmed days cancelled.

    Returns the options that are first now and were not. Raises Refused without a reason, or when
    no day is held any more.
    """
    if not reason.strip():
        raise Refused("reason_missing")
    booking = get(session, booking_id)
    own = [span for span in spans_of(session, booking_id) if State(span.state) in ENDS]
    if not own:
        raise Refused("already_over")
    held = hull(days(span) for span in own)
    with promotions.watched(session, booking, held, today, "released") as seen:
        booking.reason = log.draft(session).reason = reason.strip()
        for span in own:
            span.state = ENDS[State(span.state)].value
    challenged.settle(session, booking_id, "released")
    promotions.settle(session, booking_id, today)
    return Settled(booking_id, seen.fates)


def _offered(session: Session, site_id: UUID) -> str:
    """Return the site's name when it is offered for filming, or refuse."""
    found = sites.rows(session, [site_id])
    if not found:
        raise Unknown("site", str(site_id))
    if not found[0].offered:
        raise Refused("not_offered", found[0].name)
    return found[0].name


def site_name(session: Session, site_id: UUID) -> str:
    """Return a site's name; raises Unknown."""
    name = session.scalar(select(Site.name).where(Site.id == site_id))
    if name is None:
        raise Unknown("site", str(site_id))
    return name


def _known(session: Session, production_id: UUID) -> None:
    if session.scalar(select(Production.id).where(Production.id == production_id)) is None:
        raise Unknown("production", str(production_id))


def get(session: Session, booking_id: UUID) -> Booking:
    """Return the row of a booking; raises Unknown."""
    found = session.scalars(select(Booking).where(Booking.id == booking_id)).one_or_none()
    if found is None:
        raise Unknown("booking", str(booking_id))
    return found


def spans_of(session: Session, booking_id: UUID) -> Sequence[Span]:
    """Return the rows of a booking's days, in order."""
    chosen = select(Span).where(Span.booking_id == booking_id)
    return session.scalars(chosen.order_by(Span.first_day, Span.n)).all()


def _waiting(session: Session, booking_id: UUID) -> Sequence[Span]:
    """Return the spans that wait to be confirmed, or refuse naming the state of the booking."""
    spans = spans_of(session, booking_id)
    waiting = [span for span in spans if State(span.state) in WAITING]
    if not waiting:
        raise Refused("not_an_option", spans[0].state if spans else State.RELEASED.value)
    return waiting


def days(span: Span) -> Period:
    """Return the days of a row."""
    return Period(span.first_day, span.last_day)


def hull(periods: Iterable[Period]) -> Period:
    """Return the days from the first of all to the last."""
    found = list(periods)
    return Period(min(one.first for one in found), max(one.last for one in found))
