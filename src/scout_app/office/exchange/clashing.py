"""Double bookings: which confirmed bookings share days, and whether somebody has decided so."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from scout_app.model.base import slug_id
from scout_app.model.bookings import Arbitration, Occupied, Span
from scout_app.model.exchange import conflict
from scout_app.model.values import State

Pair = tuple[UUID, UUID]
"""Two bookings, the lesser id first."""


def overlapping(session: Session) -> set[Pair]:
    """Return every two confirmed bookings that share days of a site, or of a whole and its part."""
    one, other = aliased(Occupied), aliased(Occupied)
    groups = select(Occupied.clash_group).where(Occupied.clash_group != Occupied.booking_id)
    found = (
        select(one.booking_id, other.booking_id)
        .join(other, (other.site_id == one.site_id) & (other.clash_group == one.clash_group))
        .where(one.clash_group.in_(groups), one.booking_id < other.booking_id)
        .where(one.first_day <= other.last_day, other.first_day <= one.last_day)
        .distinct()
    )
    return {ordered(*pair) for pair in session.execute(found)}


def ordered(one: UUID, other: UUID) -> Pair:
    """Return both as a pair."""
    return (one, other) if str(one) < str(other) else (other, one)


def pairs(session: Session) -> set[Pair]:
    """Return the double bookings that wait for a decision."""
    found = overlapping(session)
    if not found:
        return found
    agreed = select(Arbitration.id).where(
        Arbitration.outcome == "cohabit", Arbitration.id.not_in(select(conflict.c.row_uuid))
    )
    known = set(session.scalars(agreed))
    return {pair for pair in found if arbitration_id(pair, key(session, pair)) not in known}


def key(session: Session, pair: Pair) -> str:
    """Return what exactly is in dispute: the confirmed days of both; any change makes another."""
    spans = confirmed(session, pair)
    return ";".join(f"{span.id} {span.first_day} {span.last_day}" for span in spans)


def confirmed(session: Session, bookings: Sequence[UUID]) -> Sequence[Span]:
    """Return the confirmed spans of bookings, in an order that is the same everywhere."""
    chosen = select(Span).where(Span.booking_id.in_(bookings), Span.state == State.CONFIRMED)
    return session.scalars(chosen.order_by(Span.first_day, Span.id)).all()


def arbitration_id(pair: Pair, disputed: str) -> UUID:
    """Return the id that the decision of a dispute has in every office."""
    return slug_id("arbitration", f"{pair[0]}/{pair[1]}/{disputed}")


def contested_bookings(session: Session) -> frozenset[UUID]:
    """Return the bookings that wait for an arbitration: they bear the badge, and no "confirmed"."""
    return frozenset(booking for pair in pairs(session) for booking in pair)
