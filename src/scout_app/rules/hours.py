"""The hours of a run of days: from a time on the first day to a time on the last."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from scout_app.model.values import Period
from scout_app.rules.challenges import PARIS


@dataclass(frozen=True, slots=True)
class Hours:
    """From and until, by the clock in Paris; on one day, an end that is no later is the next
    morning's."""

    start: time
    end: time


def instants(days: Period, hours: Hours) -> tuple[datetime, datetime]:
    """Return when a run of days begins and ends."""
    night = days.first == days.last and hours.end <= hours.start
    last = days.last + timedelta(days=1) if night and days.last < date.max else days.last
    return (
        datetime.combine(days.first, hours.start, PARIS),
        datetime.combine(last, hours.end, PARIS),
    )


def hours(start: datetime | None, end: datetime | None) -> Hours | None:
    """Return the hours that two instants stand for; None unless both are known."""
    if start is None or end is None:
        return None
    return Hours(start.astimezone(PARIS).time(), end.astimezone(PARIS).time())
