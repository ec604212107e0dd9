"""What becomes of a booking's spans: given up, taken up again, moved, stretched."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from scout_app.model.values import Period, State
from scout_app.rules.availability import merged

WAITING = (State.OPTION, State.AWAITING_HOME)
ENDS: Mapping[State, State] = {
    State.OPTION: State.RELEASED,
    State.AWAITING_HOME: State.RELEASED,
    State.RELEGATED: State.RELEASED,
    State.CONFIRMED: State.CANCELLED,
}
"""What giving up makes of a span; what is already over stays as it is."""
OVER = (State.RELEGATED, State.RELEASED, State.CANCELLED)
"""What may be taken up again, as an option only: a confirmation is never brought back."""


def placed(spans: Sequence[Period], wanted: Period) -> tuple[Period, ...] | None:
    """Return a booking's spans moved to the days wanted, its gaps kept.

    As many days: all move together. Otherwise the first span is stretched to begin, and the last
    to end, where it is wanted; one stretched from its start keeps its end. None when a span would
    be left without a day.
    """
    ordered = sorted(spans)
    hull = Period(ordered[0].first, max(span.last for span in ordered))
    if len(hull) != len(wanted):
        return _stretched(ordered, hull, wanted)
    by = wanted.first - hull.first
    return tuple(Period(span.first + by, span.last + by) for span in spans)


def _stretched(
    ordered: Sequence[Period], hull: Period, wanted: Period
) -> tuple[Period, ...] | None:
    by = timedelta(0) if wanted.last == hull.last else wanted.first - hull.first
    ends = [[span.first + by, span.last + by] for span in ordered]
    ends[0][0], ends[-1][1] = wanted.first, wanted.last
    if any(last < first for first, last in ends):
        return None
    return tuple(Period(first, last) for first, last in ends)


def gained(before: Iterable[Period], after: Iterable[Period]) -> tuple[Period, ...]:
    """Return the days that are in the second and not in the first."""
    left = list(merged(after))
    for lost in before:
        left = [part for period in left for part in _without(period, lost)]
    return tuple(left)


def _without(period: Period, lost: Period) -> Iterable[Period]:
    day = timedelta(days=1)
    if not period.overlaps(lost):
        return (period,)
    parts = []
    if period.first < lost.first:
        parts.append(Period(period.first, lost.first - day))
    if lost.last < period.last:
        parts.append(Period(lost.last + day, period.last))
    return parts
