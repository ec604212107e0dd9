"""A double booking is decided: one is kept, one moves, or both stay; and which option is first."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from scout_app.errors import Refused, Unknown
from scout_app.model.bookings import Arbitration, Booking, Span
from scout_app.model.sites import Site
from scout_app.model.values import Period, State
from scout_app.office.diary import Diary
from scout_app.office.exchange import clashing
from scout_app.office.exchange.clashing import Pair
from scout_app.office.rivals import forbid
from scout_app.store import log


class Choice(StrEnum):
    """What may be decided."""

    KEEP = "keep"
    MOVE = "move"
    COHABIT = "cohabit"


def arbitrate(
    session: Session,
    kept: UUID,
    other: UUID,
    choice: Choice,
    *,
    reason: str,
    to: date | None = None,
) -> UUID:
    """Decide a double booking and return the decision's id.

    KEEP cancels the days in dispute of the `other`; MOVE moves them, to begin on `to`; COHABIT
    leaves both, contested no more until either changes. Another office that decides otherwise
    makes a conflict of the two decisions. Raises Refused (reason_missing, not_contested,
    move_to), Clash or Shut on the new days.
    """
    if not reason.strip():
        raise Refused("reason_missing")
    pair = clashing.ordered(kept, other)
    if pair not in clashing.overlapping(session):
        raise Refused("not_contested")
    if choice is Choice.MOVE and to is None:
        raise Refused("move_to")
    disputed = clashing.key(session, pair)
    decision = _decision(session, pair, disputed)
    decision.outcome = _OUTCOMES.get((choice, kept == pair[0]), choice.value)
    decision.reason = log.draft(session).reason = reason.strip()
    decision.deleted = False
    session.flush()
    if choice is Choice.KEEP:
        _cancel(session, kept, other, reason.strip())
    elif choice is Choice.MOVE and to is not None:
        _move(session, kept, other, to)
    session.flush()
    return decision.id


def put_first(session: Session, one: UUID, other: UUID, first: UUID | None, *, reason: str) -> UUID:
    """Decide which of two options is the first, or that arrival decides (None); returns its id.

    Raises Refused (reason_missing, not_both_first).
    """
    if not reason.strip():
        raise Refused("reason_missing")
    pair = clashing.ordered(one, other)
    if pair not in clashing.first_twice(session):
        raise Refused("not_both_first")
    decision = _decision(session, pair, clashing.option_key(session, pair))
    sides = {pair[0]: "keep_first", pair[1]: "keep_second"}
    decision.outcome = sides[first] if first else "by_arrival"
    decision.reason = log.draft(session).reason = reason.strip()
    decision.deleted = False
    session.flush()
    _rank(session, decision)
    return decision.id


def _rank(session: Session, decision: Arbitration) -> None:
    """Give both options the rank that was decided: the first by hand, or both by arrival."""
    first = {"keep_first": decision.booking_id, "keep_second": decision.other_id}.get(
        decision.outcome
    )
    for booking_id in (decision.booking_id, decision.other_id):
        booking = _booking(session, booking_id)
        booking.rank_override = 1 if booking_id == first else None
        booking.rank_reason = decision.reason
        for name in ("rank_override", "rank_reason"):
            log.settle(session, booking, name)
    log.settle(session, decision, "reason")
    session.flush()


_OUTCOMES = {(Choice.KEEP, True): "keep_first", (Choice.KEEP, False): "keep_second"}


def _decision(session: Session, pair: Pair, disputed: str) -> Arbitration:
    """Return the decision's row: the one that another office made of the same dispute, or new."""
    identity = clashing.arbitration_id(pair, disputed)
    chosen = select(Arbitration).where(Arbitration.id == identity)
    found = session.scalars(chosen.execution_options(include_deleted=True)).one_or_none()
    if found is None:
        found = Arbitration(id=identity, booking_id=pair[0], other_id=pair[1], key=disputed)
        session.add(found)
    return found


def _disputed(session: Session, kept: UUID, other: UUID) -> list[Span]:
    """Return the confirmed spans of the other that share days with the kept one."""
    standing = [_days(span) for span in clashing.confirmed(session, [kept])]
    return [
        span
        for span in clashing.confirmed(session, [other])
        if any(_days(span).overlaps(days) for days in standing)
    ]


def _cancel(session: Session, kept: UUID, other: UUID, reason: str) -> None:
    for span in _disputed(session, kept, other):
        span.state = State.CANCELLED.value
    _booking(session, other).reason = reason


def _move(session: Session, kept: UUID, other: UUID, to: date) -> None:
    spans = _disputed(session, kept, other)
    booking = _booking(session, other)
    name = session.scalar(select(Site.name).where(Site.id == booking.site_id)) or ""
    by = to - min(span.first_day for span in spans)
    moved = [Period(span.first_day + by, span.last_day + by) for span in spans]
    for days in moved:
        forbid(Diary(session, days, [booking.site_id], to), booking.site_id, name, days, other)
    for span, days in zip(spans, moved, strict=True):
        span.first_day, span.last_day = days.first, days.last


def apply(session: Session, decision: Arbitration) -> None:
    """Do what a decision says, after those of two offices differed and one was chosen."""
    if clashing.is_of_options(decision.key):
        _rank(session, decision)
        return
    log.draft(session).is_fact = True
    ids = [UUID(line.split(" ")[0]) for line in decision.key.split(";") if line]
    chosen = select(Span).where(Span.id.in_(ids)).order_by(Span.first_day, Span.id)
    first, second = decision.booking_id, decision.other_id
    lost = {"keep_first": second, "keep_second": first}.get(decision.outcome)
    spans = session.scalars(chosen).all()
    kept = [_days(span) for span in spans if span.booking_id != lost]
    for span in spans:
        gone = span.booking_id == lost and any(_days(span).overlaps(days) for days in kept)
        if gone and span.state == State.CONFIRMED:
            span.state = State.CANCELLED.value
        elif not gone and span.state == State.CANCELLED and decision.outcome != "move":
            span.state = State.CONFIRMED.value
    session.flush()


def _booking(session: Session, booking_id: UUID) -> Booking:
    found = session.scalars(select(Booking).where(Booking.id == booking_id)).one_or_none()
    if found is None:
        raise Unknown("booking", str(booking_id))
    return found


def _days(span: Span) -> Period:
    return Period(span.first_day, span.last_day)
