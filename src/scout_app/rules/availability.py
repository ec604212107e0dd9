"""The state of days: options, confirmations, closures, risks, and the windows they leave free."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from itertools import groupby
from uuid import UUID

from scout_app.model.values import Availability, Period, State
from scout_app.rules.options import Taken, is_live

_MILDEST_FIRST = sorted(Availability, key=lambda state: state.severity)
_FREE = frozenset({Availability.FREE})
_UNRISKED = _FREE | {Availability.OPTIONED}
_BOOKABLE = _UNRISKED | {Availability.AT_RISK}


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
    """Return what stands on the days asked, clipped to them, in the order of the days.

    Each cause is told once per run of days: spans of one booking that touch are one block.
    """
    causes: dict[tuple[Availability, UUID | None, str], list[Period]] = defaultdict(list)
    for block in _met(period, obstacles, today):
        causes[block.what, block.booking_id, block.reason].append(block.period)
    found = [Block(run, *cause) for cause, days in causes.items() for run in merged(days)]
    return tuple(sorted(found, key=_first_worst))


def _first_worst(block: Block) -> tuple[Period, int, str, str]:
    return block.period, -block.what.severity, str(block.booking_id), block.reason


def _met(period: Period, obstacles: Obstacles, today: date) -> Iterator[Block]:
    """Go through the obstacles that meet the days asked, clipped to them."""
    for closing in obstacles.closings:
        if days := closing.period.clipped(period):
            yield Block(days, Availability.CLOSED, None, closing.reason)
    for span in obstacles.taken:
        if is_live(span, today) and (days := span.kept.clipped(period)):
            yield Block(days, _what(span), span.booking_id, "")
    for risk in obstacles.risks:
        if days := risk.period.clipped(period):
            yield Block(days, Availability.AT_RISK, None, risk.reason)


def _what(span: Taken) -> Availability:
    return Availability.TAKEN if span.state is State.CONFIRMED else Availability.OPTIONED


def day_states(period: Period, obstacles: Obstacles, today: date) -> list[Availability]:
    """Return the state of each day: closed > taken > at risk > optioned > free."""
    states = [Availability.FREE] * len(period)
    found: dict[Availability, list[Period]] = defaultdict(list)
    for block in _met(period, obstacles, today):
        found[block.what].append(block.period)
    for what in _MILDEST_FIRST:
        for run in merged(found.get(what, ())):
            start = (run.first - period.first).days
            states[start : start + len(run)] = [what] * len(run)
    return states


def range_state(period: Period, obstacles: Obstacles, today: date) -> Availability:
    """Return the state of a range of days: the worst of them."""
    return _worst(block.what for block in _met(period, obstacles, today))


def _worst(states: Iterable[Availability]) -> Availability:
    return max(states, key=lambda state: state.severity, default=Availability.FREE)


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
            runs.append(Window(Period(first, last), _worst(state for _, state in members)))
    return tuple(runs)


def next_window(
    after: date, days: int, obstacles: Obstacles, today: date, horizon: int = 400
) -> Window | None:
    """Return the first run of exactly `days` free days from `after` on, else of bookable ones.

    Looks `horizon` days ahead; days optioned or at risk are offered only when none is free.
    """
    ahead = Period(after, after + min(timedelta(days=horizon - 1), date.max - after))
    states = day_states(ahead, obstacles, today)
    return _first_run(after, states, days, (_FREE, _BOOKABLE))


def _first_run(
    first: date,
    states: Sequence[Availability],
    days: int,
    preferred: Iterable[frozenset[Availability]],
) -> Window | None:
    """Return the first run of `days` states among those preferred most, else the next best."""
    for accepted in preferred:
        length = 0
        for n, state in enumerate(states):
            length = length + 1 if state in accepted else 0
            if length == days:
                last = first + timedelta(days=n)
                run = states[n - days + 1 : n + 1]
                return Window(Period(last - timedelta(days=days - 1), last), _worst(run))
    return None


def best_window(period: Period, days: int, obstacles: Obstacles, today: date) -> Window | None:
    """Return the run of exactly `days` bookable days with the mildest worst state, the earliest
    of equals; None when no run of that length is bookable."""
    states = day_states(period, obstacles, today)
    return _first_run(period.first, states, days, (_FREE, _UNRISKED, _BOOKABLE))


def seasons(period: Period, first: str, last: str) -> tuple[Period, ...]:
    """Return the days of the period inside a yearly season given as MM-DD, ends included.

    A season may run over the year's end; a day beyond its month's end, such as 02-29 in most
    years, stands for the month's last. Raises ValueError for what is no month or day.
    """
    begins, ends = _month_day(first), _month_day(last)
    found = (
        Period(_on(year, begins), _on(year + (ends < begins), ends)).clipped(period)
        for year in range(max(period.first.year - 1, MINYEAR), period.last.year + 1)
    )
    return merged(season for season in found if season is not None)


def _month_day(text: str) -> tuple[int, int]:
    month, day = (int(part) for part in text.split("-"))
    if not (1 <= month <= 12 and 1 <= day <= 31):
        raise ValueError(f"no such month and day: {text}")
    return month, day


def _on(year: int, month_day: tuple[int, int]) -> date:
    if year > MAXYEAR:
        return date.max
    month, day = month_day
    return date(year, month, min(day, monthrange(year, month)[1]))


def merged(periods: Iterable[Period]) -> tuple[Period, ...]:
    """Return the same days as disjoint periods in order, touching ones joined."""
    joined: list[Period] = []
    for period in sorted(periods):
        if joined and period.first - joined[-1].last <= timedelta(days=1):
            joined[-1] = Period(joined[-1].first, max(joined[-1].last, period.last))
        else:
            joined.append(period)
    return tuple(joined)
