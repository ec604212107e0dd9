"""The state of days: options, confirmations, closures, risks, and the windows they leave free."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from uuid import UUID

from scout_app.model.values import Availability, Period, State
from scout_app.rules.options import Taken, is_live

_BOOKABLE = frozenset({Availability.FREE, Availability.OPTIONED, Availability.AT_RISK})


@dataclass(frozen=True, slots=True)
class Closing:
    """Days on which a site is shut."""

    period: Period
    reason: str


@dataclass(frozen=True, slots=True)
class Risk:
    """Days on which a rule may forbid filming at short notice: neither free nor closed."""

    period: Period
    reason: str


@dataclass(frozen=True, slots=True)
class Obstacles:
    """All that weighs on one site: the spans of its kin, its closings and its risks."""

    taken: Sequence[Taken] = ()
    closings: Sequence[Closing] = ()
    risks: Sequence[Risk] = ()


@dataclass(frozen=True, slots=True)
class Window:
    """A run of bookable days, with the worst state of its days."""

    period: Period
    state: Availability


@dataclass(frozen=True, slots=True)
class Block:
    """Days that are not free, and what holds them; `booking_id` for a booking."""

    period: Period
    what: Availability
    booking_id: UUID | None
    reason: str


def blocking(period: Period, obstacles: Obstacles, today: date) -> tuple[Block, ...]:
    """Return what stands on the days asked, clipped to them, in the order of the days."""
    found = [
        *(
            _block(period, c.period, Availability.CLOSED, None, c.reason)
            for c in obstacles.closings
        ),
        *(
            _block(period, span.period, _what(span), span.booking_id, "")
            for span in obstacles.taken
            if is_live(span, today)
        ),
        *(_block(period, r.period, Availability.AT_RISK, None, r.reason) for r in obstacles.risks),
    ]
    met = [block for block in found if block is not None]
    return tuple(sorted(met, key=lambda b: (b.period, -b.what.severity, str(b.booking_id))))


def _block(
    asked: Period, period: Period, what: Availability, booking_id: UUID | None, reason: str
) -> Block | None:
    clipped = period.clipped(asked)
    return Block(clipped, what, booking_id, reason) if clipped else None


def _what(span: Taken) -> Availability:
    return Availability.TAKEN if span.state is State.CONFIRMED else Availability.OPTIONED


def day_states(period: Period, obstacles: Obstacles, today: date) -> list[Availability]:
    """Return the state of each day: closed > taken > at risk > optioned > free."""
    states = [Availability.FREE] * len(period)
    for block in blocking(period, obstacles, today):
        start = (block.period.first - period.first).days
        for n in range(start, start + len(block.period)):
            states[n] = max(states[n], block.what, key=lambda state: state.severity)
    return states


def range_state(period: Period, obstacles: Obstacles, today: date) -> Availability:
    """Return the state of a range of days: the worst of them."""
    found = (block.what for block in blocking(period, obstacles, today))
    return max(found, key=lambda state: state.severity, default=Availability.FREE)


def windows(period: Period, days: int, obstacles: Obstacles, today: date) -> tuple[Window, ...]:
    """Return the maximal runs of at least `days` bookable days, each with its own worst state."""
    states = day_states(period, obstacles, today)
    numbered = enumerate(states)
    runs: list[Window] = []
    for bookable, run in groupby(numbered, key=lambda item: item[1] in _BOOKABLE):
        members = list(run)
        if bookable and len(members) >= days:
            first = period.first + timedelta(days=members[0][0])
            last = period.first + timedelta(days=members[-1][0])
            worst = max((state for _, state in members), key=lambda state: state.severity)
            runs.append(Window(Period(first, last), worst))
    return tuple(runs)


def next_window(
    after: date, days: int, obstacles: Obstacles, today: date, horizon: int = 400
) -> Window | None:
    """Return the first run of exactly `days` free days from `after` on, else of bookable ones.

    Looks `horizon` days ahead; days optioned or at risk are offered only when none is free.
    """
    ahead = Period(after, after + timedelta(days=horizon - 1))
    states = day_states(ahead, obstacles, today)
    for accepted in (frozenset({Availability.FREE}), _BOOKABLE):
        if (start := _first_run(states, days, accepted)) is not None:
            first = after + timedelta(days=start)
            run = states[start : start + days]
            worst = max(run, key=lambda state: state.severity)
            return Window(Period(first, first + timedelta(days=days - 1)), worst)
    return None


def _first_run(
    states: Sequence[Availability], days: int, accepted: frozenset[Availability]
) -> int | None:
    length = 0
    for n, state in enumerate(states):
        length = length + 1 if state in accepted else 0
        if length == days:
            return n - days + 1
    return None


def best_window(period: Period, days: int, obstacles: Obstacles, today: date) -> Window | None:
    """Return the run of exactly `days` bookable days with the mildest worst state, the earliest
    of equals; None when no run of that length is bookable."""
    states = day_states(period, obstacles, today)
    best: tuple[int, int] | None = None
    for start in range(len(states) - days + 1):
        worst = max(state.severity for state in states[start : start + days])
        bookable = all(state in _BOOKABLE for state in states[start : start + days])
        if bookable and (best is None or worst < best[0]):
            best = (worst, start)
    if best is None:
        return None
    first = period.first + timedelta(days=best[1])
    return Window(Period(first, first + timedelta(days=days - 1)), list(Availability)[best[0]])


def seasons(period: Period, first: str, last: str) -> tuple[Period, ...]:
    """Return the days of the period inside a yearly season given as MM-DD, ends included.

    A season may run over the year's end; 02-29 stands for the last day of February.
    """
    found = (
        Period(begins, ends).clipped(period)
        for year in range(period.first.year - 1, period.last.year + 1)
        for begins, ends in [(_on(year, first), _on(year + (last < first), last))]
    )
    return tuple(season for season in found if season is not None)


def _on(year: int, month_day: str) -> date:
    month, day = (int(part) for part in month_day.split("-"))
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month + 1, 1) - timedelta(days=1)


def merged(periods: Iterable[Period]) -> tuple[Period, ...]:
    """Return the same days as disjoint periods in order, touching ones joined."""
    joined: list[Period] = []
    for period in sorted(periods):
        if joined and period.first <= joined[-1].last + timedelta(days=1):
            joined[-1] = Period(joined[-1].first, max(joined[-1].last, period.last))
        else:
            joined.append(period)
    return tuple(joined)
