"""Confirmations that wait for the home office of their site: it confirms them, or declines."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from scout_app.errors import Refused
from scout_app.model.bookings import Booking, Span
from scout_app.model.people import Office
from scout_app.model.productions import Production
from scout_app.model.sites import Site
from scout_app.model.values import Period, State
from scout_app.office import bookings, challenged, homes, promotions
from scout_app.office.bookings import Settled
from scout_app.store import log


@dataclass(frozen=True, slots=True)
class Awaited:
    """A booking whose confirmation waits: which days, who asks, and whose word is wanted.

    `news_at` is when the last news of the home office were made, None when none ever came.
    """

    booking: UUID
    site_id: UUID
    site: str
    production: str
    officer: str
    office: str
    days: tuple[Period, ...]
    home: str
    news_at: datetime | None


def listing(session: Session, home: str = "") -> tuple[Awaited, ...]:
    """Return what waits for a home office, or for any; the earliest days first."""
    found = session.execute(
        select(
            Booking.id, Booking.site_id, Site.name, Production.title, Booking.officer,
            Office.name.label("office"),
        )
        .join(Site, Site.id == Booking.site_id)
        .outerjoin(Production, Production.id == Booking.production_id)
        .outerjoin(Office, Office.id == Booking.office_id)
        .where(Booking.id.in_(select(Span.booking_id).where(_AWAITS)))
    ).all()  # fmt: skip
    rows = (
        Awaited(
            one.id, one.site_id, one.name, one.title or "", one.officer, one.office or "",
            tuple(bookings.days(span) for span in _spans(session, one.id)), whose,
            homes.news_of(session, whose),
        )
        for one in found
        for whose in [homes.of_site(session, one.site_id)]
        if home in ("", whose)
    )  # fmt: skip
    return tuple(sorted(rows, key=lambda one: (one.days, str(one.booking))))


_AWAITS = Span.state == State.AWAITING_HOME


def decline(session: Session, booking_id: UUID, reason: str, *, today: date) -> Settled:
    """Refuse what another office asked to confirm: those days are released, with the reason.

    Raises Refused without a reason, when nothing waits, or when another office is the home.
    """
    if not reason.strip():
        raise Refused("reason_missing")
    booking = bookings.get(session, booking_id)
    spans = _spans(session, booking_id)
    if not spans:
        raise Refused("nothing_awaited")
    if home := homes.elsewhere(session, booking.site_id):
        raise Refused("awaits_home", home)
    held = bookings.hull(bookings.days(span) for span in spans)
    with promotions.watched(session, booking, held, today, "released") as seen:
        booking.reason = log.draft(session).reason = reason.strip()
        for span in spans:
            span.state = State.RELEASED.value
    challenged.settle(session, booking_id, "released")
    promotions.settle(session, booking_id, today)
    return Settled(booking_id, seen.fates)


def _spans(session: Session, booking_id: UUID) -> list[Span]:
    chosen = select(Span).where(Span.booking_id == booking_id, _AWAITS)
    return list(session.scalars(chosen.order_by(Span.first_day, Span.n)))
