"""Options on the same days: which are live, in what rank, and what stands in a booking's way."""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
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
    reset: int = 0
    """Days that the site is kept free after it, once confirmed."""

    @property
    def kept(self) -> Period:
        """The days that it keeps others from: its own, and those to reset the site."""
        if self.state is not State.CONFIRMED:
            return self.period
        return with_reset(self.period, self.reset)


def with_reset(period: Period, days: int) -> Period:
    """Return the days with as many more after them."""
    left = (date.max - period.last).days
    return Period(period.first, period.last + timedelta(days=min(days, left)))


def is_live(span: Taken, today: date) -> bool:
    """Tell whether a span still wants or holds its days; an option is live on its last day."""
    if span.state is State.CONFIRMED:
        return True
    return span.state in _WAITING and not expired(span, today)


def expired(span: Taken, today: date) -> bool:
    """Tell whether an option has run out; nothing is ever confirmed by the passing of time."""
    return span.state in _WAITING and span.expires_on is not None and span.expires_on < today


def rival(
    wanted: Period, taken: Iterable[Taken], booking_id: UUID | None = None, reset: int = 0
) -> Taken | None:
    """Return the first confirmed span of another booking that forbids the days.

    Both keep the days to reset their site: the other those after it, the wanted one `reset`.
    """
    asked = with_reset(wanted, reset)
    in_the_way = (
        span
        for span in taken
        if span.state is State.CONFIRMED
        and span.booking_id != booking_id
        and (span.kept.overlaps(wanted) or span.period.overlaps(asked))
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
    """Return a booking's rank, the worst over the days of its live options; None without any.

    `taken` are the spans on the booking's own site, its wholes and its parts: with those of a
    sister part among them, the rank would be too low.
    """
    waiting = [span for span in taken if span.state in _WAITING and is_live(span, today)]
    own = [span for span in waiting if span.booking_id == booking_id]
    days = _turns([span.period for span in own], [span.period for span in waiting])
    return max((_rank_on(day, booking_id, waiting) for day in days), default=None)


def rank_if_asked(wanted: Period, taken: Sequence[Taken], today: date) -> int:
    """Return the rank that an option asked for now would have: the worst over its days."""
    waiting = [span for span in taken if span.state in _WAITING and is_live(span, today)]
    if not waiting:
        return 1
    latest = max(span.asked_at for span in waiting)
    newcomer = Taken(_NEWCOMER, waiting[0].site_id, wanted, State.OPTION, latest)
    days = _turns([wanted], [span.period for span in waiting])
    return max(_rank_on(day, _NEWCOMER, [*waiting, newcomer]) for day in days)


def order(day: date, waiting: Iterable[Taken]) -> tuple[UUID, ...]:
    """Return the bookings with a live option on a day, the first in rank first: 1…n, no holes.

    They stand by arrival, save that a booking with a rank of its own takes that place as soon as
    the line is long enough, and that what awaits its home office comes before all options.
    """
    claims: dict[UUID, Taken] = {}
    for span in waiting:
        if day in span.period:
            known = claims.setdefault(span.booking_id, span)
            claims[span.booking_id] = min(known, span, key=_given)
    return _line(claims.values())


def above(booking_id: UUID, taken: Sequence[Taken], today: date) -> tuple[UUID, ...]:
    """Return the bookings that stand before one on any of its days: all must clear for it to be
    the first everywhere."""
    waiting = [span for span in taken if span.state in _WAITING and is_live(span, today)]
    own = [span.period for span in waiting if span.booking_id == booking_id]
    lines = (order(day, waiting) for day in sorted(_turns(own, [one.period for one in waiting])))
    before = (other for line in lines for other in line[: line.index(booking_id)])
    return tuple(dict.fromkeys(before))


_NEWCOMER = UUID(int=2**128 - 1)
"""Stands last among those who ask at the same instant."""

_BY_ARRIVAL = 1_000_000
"""Beyond any place in a line: nobody gave this booking a rank."""


def _given(span: Taken) -> tuple[int, datetime, str]:
    """Return the place that was given to a span, then its arrival."""
    given = _BY_ARRIVAL if span.rank_override is None else span.rank_override
    place = 0 if span.state is State.AWAITING_HOME else given
    return place, span.asked_at, str(span.booking_id)


def _line(claims: Iterable[Taken]) -> tuple[UUID, ...]:
    """Return the bookings of one day in the order of their ranks."""
    keyed = sorted((_given(span), span.booking_id) for span in claims)
    arrivals = deque(booking for (place, *_), booking in keyed if place == _BY_ARRIVAL)
    placed = deque((place, booking) for (place, *_), booking in keyed if place != _BY_ARRIVAL)
    line: list[UUID] = []
    while arrivals or placed:
        if placed and (not arrivals or placed[0][0] <= len(line) + 1):
            line.append(placed.popleft()[1])
        else:
            line.append(arrivals.popleft())
    return tuple(line)


def _rank_on(day: date, booking_id: UUID, waiting: Iterable[Taken]) -> int:
    return order(day, waiting).index(booking_id) + 1


def _turns(own: Iterable[Period], others: Sequence[Period]) -> set[date]:
    """Return own days enough to see every line: it changes only where a period begins or ended."""
    days: set[date] = set()
    for period in own:
        days.add(period.first)
        days.update(other.first for other in others if other.first in period)
        ended = (other.last for other in others if period.first <= other.last < period.last)
        days.update(last + timedelta(days=1) for last in ended)
    return days
