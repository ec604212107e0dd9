"""Double bookings and options that are first twice: which they are, and whether it is decided."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session, aliased

from scout_app.model.base import slug_id
from scout_app.model.bookings import Arbitration, Booking, Occupied, Span
from scout_app.model.exchange import conflict
from scout_app.model.sites import Site
from scout_app.model.values import Period, State
from scout_app.rules import clashes
from scout_app.rules.challenges import PARIS
from scout_app.rules.clashes import Claim
from scout_app.rules.holding import WAITING
from scout_app.rules.tree import Tree

Pair = tuple[UUID, UUID]
"""Two bookings, the lesser id first."""


def overlapping(session: Session) -> set[Pair]:
    """Return every two confirmed bookings that share days of a site, or of a whole and its part."""
    return {ordered(*pair) for pair in session.execute(_OVERLAPPING)}


def _overlapping() -> Select[UUID, UUID]:
    one, other = aliased(Occupied), aliased(Occupied)
    groups = select(Occupied.clash_group).where(Occupied.clash_group != Occupied.booking_id)
    return (
        select(one.booking_id, other.booking_id)
        .join(other, (other.site_id == one.site_id) & (other.clash_group == one.clash_group))
        .where(one.clash_group.in_(groups), one.booking_id < other.booking_id)
        .where(one.first_day <= other.last_day, other.first_day <= one.last_day)
        .distinct()
    )


_OVERLAPPING = _overlapping()
"""Asked at every refresh of every page: written once."""


def ordered(one: UUID, other: UUID) -> Pair:
    """Return both as a pair."""
    return (one, other) if str(one) < str(other) else (other, one)


def pairs(session: Session) -> set[Pair]:
    """Return the double bookings that wait for a decision."""
    found = overlapping(session)
    if not found:
        return found
    known = _decided(session, Arbitration.outcome == "cohabit")
    return {pair for pair in found if arbitration_id(pair, key(session, pair)) not in known}


def _decided(session: Session, *how: ColumnElement[bool]) -> set[UUID]:
    """Return the decisions that stand; those of two offices that differ do not."""
    unsure = select(conflict.c.row_uuid).where(conflict.c.field == "outcome")
    return set(session.scalars(select(Arbitration.id).where(*how, Arbitration.id.not_in(unsure))))


def first_twice(session: Session) -> set[Pair]:
    """Return every two live options of two offices that were both told to be the first."""
    claims = _claims(session)
    if len({claim.office for claim in claims}) < 2:
        return set()
    tree = Tree({site: whole for site, whole in session.execute(select(Site.id, Site.whole_id))})
    return {ordered(*pair) for pair in clashes.first_twice(claims, tree)}


def _claims(session: Session) -> list[Claim]:
    today = (session.info.get("at") or datetime.now(UTC)).astimezone(PARIS).date()
    found = session.execute(
        select(Booking.id, Booking.office_id, Booking.site_id, Span.first_day, Span.last_day)
        .join(Span, Span.booking_id == Booking.id)
        .where(Booking.rank_told == 1, Span.state.in_(WAITING), Span.last_day >= today)
        .where(or_(Booking.expires_on.is_(None), Booking.expires_on >= today))
    )
    return [
        Claim(booking, office, site, Period(first, last))
        for booking, office, site, first, last in found
    ]


def options(session: Session) -> set[Pair]:
    """Return the pairs of first options whose order waits for a decision."""
    found = first_twice(session)
    if not found:
        return found
    known = _decided(session)
    return {pair for pair in found if arbitration_id(pair, option_key(session, pair)) not in known}


def option_key(session: Session, pair: Pair) -> str:
    """Return what exactly is in dispute between options: the days of both, and how they stand."""
    spans = waiting_spans(session, pair)
    said = ";".join(f"{one.id} {one.first_day} {one.last_day} {one.state}" for one in spans)
    return _FIRST + said


_FIRST = "first;"


def is_of_options(disputed: str) -> bool:
    """Tell whether a decision's key is one of options."""
    return disputed.startswith(_FIRST)


def waiting_spans(session: Session, bookings: Sequence[UUID]) -> Sequence[Span]:
    """Return the optioned spans of bookings, in an order that is the same everywhere."""
    chosen = select(Span).where(Span.booking_id.in_(bookings), Span.state.in_(WAITING))
    return session.scalars(chosen.order_by(Span.first_day, Span.id)).all()


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


def contested_options(session: Session) -> frozenset[UUID]:
    """Return the options that wait for somebody to say which is the first: they bear the badge."""
    return frozenset(booking for pair in options(session) for booking in pair)


def contested_sites(session: Session) -> frozenset[UUID]:
    """Return the sites of contested bookings, and those they hold through a whole or a part."""
    waiting = contested_bookings(session) | contested_options(session)
    if not waiting:
        return frozenset()
    own = select(Booking.site_id).where(Booking.id.in_(waiting))
    held = select(Occupied.site_id).where(Occupied.booking_id.in_(waiting))
    return frozenset(session.scalars(own.union(held)))
