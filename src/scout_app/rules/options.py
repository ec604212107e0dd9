"""Options on the same days: which are live, in what rank, and what stands in a booking's way."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from scout_app.model.values import Period, State

_WAITING = (State.OPTION, State.AWAITING_HOME)


@dataclass(frozen=True, slots=True)
class Taken:
    """One span of a booking, as the rules need it."""

    booking_id: UUID
    site_id: UUID
    period: Period
    state: State
    asked_at: datetime
    expires_on: date | None = None
    rank_override: int | None = None


def is_live(span: Taken, today: date) -> bool:
    """Tell whether a span still wants or holds its days; an option is live on its last day."""
    if span.state is State.CONFIRMED:
        return True
    return span.state in _WAITING and not expired(span, today)


def expired(span: Taken, today: date) -> bool:
    """Tell whether an option has run out; nothing is ever confirmed by the passing of time."""
    return span.state in _WAITING and span.expires_on is not None and span.expires_on < today


def rival(wanted: Period, taken: Iterable[Taken], booking_id: UUID | None = None) -> Taken | None:
    """Return the first confirmed span of another booking that forbids the days."""
    in_the_way = (
        span
        for span in taken
        if span.state is State.CONFIRMED
        and span.booking_id != booking_id
        and span.period.overlaps(wanted)
    )
    return min(in_the_way, key=lambda span: (span.period, str(span.booking_id)), default=None)


def rivals(
    wanted: Period, taken: Iterable[Taken], booking_id: UUID | None, today: date
) -> tuple[Taken, ...]:
    """Return other bookings' live options on the days: each needs a fate when one confirms."""
    found = (
        span
        for span in taken
        if span.state in _WAITING
        and span.booking_id != booking_id
        and is_live(span, today)
        and span.period.overlaps(wanted)
    )
    return tuple(sorted(found, key=lambda span: (span.asked_at, str(span.booking_id))))


def rank(booking_id: UUID, taken: Sequence[Taken], today: date) -> int | None:
    """Return a booking's rank, the worst over the days of its live options; None without any."""
    waiting = [span for span in taken if span.state in _WAITING and is_live(span, today)]
    own = [span for span in waiting if span.booking_id == booking_id]
    days = _turns([span.period for span in own], [span.period for span in waiting])
    return max((_rank_on(day, booking_id, waiting) for day in days), default=None)


def rank_if_asked(wanted: Period, taken: Sequence[Taken], today: date) -> int:
    """Return the rank that an option asked for now would have: the worst over its days."""
    waiting = [span for span in taken if span.state in _WAITING and is_live(span, today)]
    days = _turns([wanted], [span.period for span in waiting])
    return max(len(order(day, waiting)) + 1 for day in days)


def order(day: date, waiting: Iterable[Taken]) -> tuple[UUID, ...]:
    """Return the bookings with a live option on a day, the first in rank first: 1…n, no holes."""
    first_asked: dict[UUID, tuple[int, datetime, str]] = {}
    for span in waiting:
        if day in span.period:
            place = (span.rank_override or _NO_OVERRIDE, span.asked_at, str(span.booking_id))
            first_asked[span.booking_id] = min(place, first_asked.get(span.booking_id, place))
    return tuple(sorted(first_asked, key=lambda booking: first_asked[booking]))


_NO_OVERRIDE = 1_000_000


def _rank_on(day: date, booking_id: UUID, waiting: Iterable[Taken]) -> int:
    return order(day, waiting).index(booking_id) + 1


def _turns(own: Iterable[Period], others: Sequence[Period]) -> set[date]:
    """Return days enough to see every company of options: own first days and others' within them.

    Who is there changes only where some period begins, so these days show each set of rivals that
    is not a subset of another day's.
    """
    return {
        day
        for period in own
        for day in (period.first, *(other.first for other in others))
        if day in period
    }
