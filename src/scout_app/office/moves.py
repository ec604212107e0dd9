"""A booking changed after it was entered: moved, stretched, cancelled, taken up again, ranked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from scout_app.errors import BadValue, Refused
from scout_app.model.bookings import Booking, Span
from scout_app.model.values import Period, State
from scout_app.office import arrivals, bookings, homes, promotions, terms
from scout_app.office.bookings import Held, Settled
from scout_app.office.diary import Diary
from scout_app.office.rivals import Fate, Fated, decide, fate, forbid, forbid_double, on_days
from scout_app.rules import holding, options
from scout_app.rules.hours import hours, instants
from scout_app.rules.terms import due
from scout_app.store import log


@dataclass(frozen=True, slots=True)
class Moved:
    """A booking on its new days; `behind` when it now stands after the options it met there."""

    booking: UUID
    spans: tuple[Period, ...]
    rank: int | None
    behind: bool
    changed: tuple[Fate, ...]


@dataclass(frozen=True, slots=True)
class Ended:
    """A cancelled booking: days of notice, and the percentage due by the site's ladder."""

    settled: Settled
    notice: int
    percent: int | None


def move(
    session: Session,
    booking_id: UUID,
    wanted: Period,
    *,
    today: date,
    rivals: Fated | None = None,
) -> Moved:
    """Move a booking to other days, or stretch it, its gaps kept; one step for Undo.

    An option that meets others on days it gains takes its place after them. Confirmed days that
    meet options need a fate for these, as in `confirm`. Raises Clash, Shut, RivalsUndecided,
    Refused when the booking holds no day or a span would be left without one, Unknown.
    """
    booking = bookings.get(session, booking_id)
    own = _kept(session, booking_id)
    before = [bookings.days(span) for span in own]
    after = holding.placed(before, wanted)
    if after is None:
        raise Refused("move_too_short")
    hull = bookings.hull([*before, *after])
    with promotions.watched(session, booking, hull, today, "moved"):
        diary = Diary(session, hull, [booking.site_id], today)
        name = bookings.site_name(session, booking.site_id)
        for period in after:
            forbid(diary, booking.site_id, name, period, booking_id)
        changed, behind = _met(session, diary, booking, own, after, rivals)
        for span, period in zip(own, after, strict=True):
            _put(span, period)
        session.flush()
        forbid_double(session, diary, booking.site_id, name, booking_id)
    rank = booking.rank_told = bookings.detail(session, booking_id, today).rank
    return Moved(booking_id, tuple(sorted(after)), rank, behind, changed)


def _put(span: Span, days: Period) -> None:
    """Write other days into a span; its hours go with them."""
    span.first_day, span.last_day = days.first, days.last
    if kept := hours(span.starts_at, span.ends_at):
        span.starts_at, span.ends_at = instants(days, kept)


def _met(
    session: Session, diary: Diary, booking: Booking, own: Sequence[Span],
    after: Sequence[Period], rivals: Fated | None,
) -> tuple[tuple[Fate, ...], bool]:  # fmt: skip
    """Settle what the gained days meet: a fate for rivals where confirmed, else the last place."""
    pairs = list(zip(own, after, strict=True))
    firm = _of(pairs, confirmed=True)
    if firm and homes.elsewhere(session, booking.site_id):
        firm = _ask_home(pairs)
    against = on_days(diary, booking.site_id, firm, booking.id)
    changed = decide(session, against, fate(session, against, rivals)) if against else ()
    loose = _of(pairs, confirmed=False)
    behind = bool(on_days(diary, booking.site_id, loose, booking.id))
    if behind:
        booking.asked_at = arrivals.arrival(session, diary, booking.site_id)
    return changed, behind


def _ask_home(pairs: Iterable[tuple[Span, Period]]) -> tuple[Period, ...]:
    """Let confirmed spans that gain days wait for their home office; nothing is confirmed then."""
    for span, to in pairs:
        if span.state == State.CONFIRMED and holding.gained([bookings.days(span)], [to]):
            span.state = State.AWAITING_HOME.value
    return ()


def _of(pairs: Iterable[tuple[Span, Period]], *, confirmed: bool) -> tuple[Period, ...]:
    """Return the days gained by the spans that are confirmed, or by those that are not."""
    chosen = [(s, to) for s, to in pairs if (s.state == State.CONFIRMED) is confirmed]
    return holding.gained([bookings.days(s) for s, _ in chosen], [to for _, to in chosen])


def cancel(session: Session, booking_id: UUID, reason: str, *, today: date) -> Ended:
    """Cancel a booking that has confirmed days, all of it; says what the ladder makes due.

    Raises Refused without a reason, or when no day of it is confirmed (release it then), Unknown.
    """
    booking = bookings.get(session, booking_id)
    firm = [span for span in bookings.spans_of(session, booking_id) if _is(span, State.CONFIRMED)]
    if not firm:
        raise Refused("not_confirmed")
    first = min(span.first_day for span in firm)
    settled = bookings.release(session, booking_id, reason, today=today)
    percent = due(terms.ladder(session, booking.site_id), first, today)
    return Ended(settled, max(0, (first - today).days), percent)


def reopen(
    session: Session, booking_id: UUID, *, today: date, expires_on: date | None = None
) -> Held:
    """Take up again what was released, relegated, cancelled or has expired, as the last option.

    Days that were confirmed come back as an option: nobody confirms by reopening. Raises Clash,
    Shut, Refused when nothing of the booking is over, BadValue, Unknown.
    """
    booking = bookings.get(session, booking_id)
    own = bookings.spans_of(session, booking_id)
    late = booking.expires_on is not None and booking.expires_on < today
    over = [s for s in own if State(s.state) in holding.OVER or (late and _waits(s))]
    if not over:
        raise Refused("not_over")
    periods = [bookings.days(span) for span in over]
    diary = Diary(session, bookings.hull(periods), [booking.site_id], today)
    name = bookings.site_name(session, booking.site_id)
    for period in periods:
        forbid(diary, booking.site_id, name, period, booking_id)
    booking.asked_at = arrivals.arrival(session, diary, booking.site_id)
    booking.expires_on = arrivals.expiry(session, today, expires_on)
    booking.rank_override = booking.rank_reason = None
    for span in over:
        span.state = State.OPTION.value
    session.flush()
    row = bookings.detail(session, booking_id, today)
    booking.rank_told = row.rank
    return Held(booking_id, row.rank, row.expires_on)


def extend(session: Session, booking_id: UUID, expires_on: date, *, today: date) -> Held:
    """Give an option another last day; one that has expired is taken up again instead.

    Raises Refused when nothing of the booking waits or it has expired, BadValue for a day before
    today, Unknown.
    """
    booking = bookings.get(session, booking_id)
    row = bookings.detail(session, booking_id, today)
    if row.expired:
        raise Refused("option_expired")
    if not any(span.state in holding.WAITING for span in row.spans):
        raise Refused("not_an_option", row.spans[0].state if row.spans else State.RELEASED)
    booking.expires_on = arrivals.expiry(session, today, expires_on)
    return Held(booking_id, row.rank, booking.expires_on)


def rank(
    session: Session, booking_id: UUID, place: int | None, reason: str, *, today: date
) -> int | None:
    """Give an option a rank by hand, or its place by arrival again (None); returns its rank.

    Raises Refused without a reason or for a booking that does not wait, BadValue, Unknown.
    """
    if not reason.strip():
        raise Refused("reason_missing")
    if place is not None and place < 1:
        raise BadValue("rank_override", str(place), "positive")
    booking = bookings.get(session, booking_id)
    row = bookings.detail(session, booking_id, today)
    if row.rank is None:
        raise Refused("not_an_option", row.spans[0].state if row.spans else State.RELEASED)
    hull = bookings.hull(span.period for span in row.spans)
    with promotions.watched(session, booking, hull, today, "ranked"):
        booking.rank_override = place
        booking.rank_reason = log.draft(session).reason = reason.strip()
    return options.rank(
        booking_id,
        Diary(session, hull, [booking.site_id], today).taken(booking.site_id),
        today,
    )


def _kept(session: Session, booking_id: UUID) -> Sequence[Span]:
    """Return the spans that still want or hold their days, in order, or refuse."""
    own = bookings.spans_of(session, booking_id)
    kept = [span for span in own if State(span.state).is_live]
    if not kept:
        raise Refused("already_over")
    return kept


def _is(span: Span, state: State) -> bool:
    return span.state == state


def _waits(span: Span) -> bool:
    return State(span.state) in holding.WAITING
