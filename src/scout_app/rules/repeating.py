"""Days that come again: a closure repeated by an RRULE of RFC 5545, opened out over some days."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import MAXYEAR, date, datetime, timedelta
from enum import StrEnum
from itertools import islice
from typing import Any

from scout_app.model.values import Period

MOST = 5_000
"""Repetitions that are looked at: thirteen years of every day; the rest is not opened out."""
_PARTS = frozenset(
    {
        "FREQ", "UNTIL", "COUNT", "INTERVAL", "BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS",
        "BYWEEKNO", "BYYEARDAY", "WKST",
    }
)  # fmt: skip
_COARSE = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})


def readable(rule: str) -> bool:
    """Tell whether a rule repeats whole days: DAILY, WEEKLY, MONTHLY or YEARLY."""
    parts = dict(part.partition("=")[::2] for part in _bare(rule).split(";"))
    if parts.get("FREQ") not in _COARSE or not _PARTS.issuperset(parts):
        return False
    try:
        _rule(rule, date(2027, 1, 1))
    except (ValueError, TypeError, OverflowError, AttributeError):
        return False
    return True


def opened(first: Period, rule: str | None, within: Period) -> tuple[Period, ...]:
    """Return the repetitions of some days that meet `within`, the first among them.

    Raises ValueError for a rule that is not `readable`.
    """
    if not rule:
        return (first,) if first.overlaps(within) else ()
    if not readable(rule):
        raise ValueError(rule)
    length = timedelta(days=len(first) - 1)
    since = (
        max(within.first - length, first.first)
        if within.first > date.min + length
        else (first.first)
    )
    found = _rule(rule, first.first).xafter(_midnight(since), inc=True)
    days: Iterable[date] = (at.date() for at in islice(found, MOST))
    met = {first.first} | set(_until(days, within.last))
    runs = (Period(day, day + length) for day in sorted(met) if day.year < MAXYEAR)
    return tuple(run for run in runs if run.overlaps(within))


def _until(days: Iterable[date], last: date) -> Iterable[date]:
    for day in days:
        if day > last:
            return
        yield day


def _rule(rule: str, first: date) -> Any:
    from dateutil.rrule import rrulestr  # type: ignore[import-untyped]

    # A zone in UNTIL does not go with days that have none.
    return rrulestr(_bare(rule).replace("Z", ""), dtstart=_midnight(first))


def _bare(rule: str) -> str:
    return rule.strip().upper().removeprefix("RRULE:")


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 (whole days have no zone)


class Repeat(StrEnum):
    """The plain ways in which days come again."""

    WEEKLY = "weekly"
    MONTHLY_WEEKDAY = "monthly_weekday"
    MONTHLY_LAST = "monthly_last"
    MONTHLY_DAY = "monthly_day"
    YEARLY = "yearly"


def written(how: Repeat, first: date, until: date | None = None) -> str:
    """Return the RRULE of days that begin on `first` and come again until a day, or for good.

    `monthly_weekday` is "the second Tuesday", `monthly_last` "the last Tuesday"; a month without
    its 31st day, and a year without its 29 February, are left out, as RFC 5545 has it.
    """
    weekday = _WEEKDAYS[first.weekday()]
    parts = {
        Repeat.WEEKLY: f"FREQ=WEEKLY;BYDAY={weekday}",
        Repeat.MONTHLY_WEEKDAY: f"FREQ=MONTHLY;BYDAY={nth(first)}{weekday}",
        Repeat.MONTHLY_LAST: f"FREQ=MONTHLY;BYDAY=-1{weekday}",
        Repeat.MONTHLY_DAY: f"FREQ=MONTHLY;BYMONTHDAY={first.day}",
        Repeat.YEARLY: f"FREQ=YEARLY;BYMONTH={first.month};BYMONTHDAY={first.day}",
    }
    return parts[how] + (f";UNTIL={until:%Y%m%d}" if until else "")


_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def nth(day: date) -> int:
    """Return which of its weekdays a day is in its month, from 1 to 5."""
    return (day.day - 1) // 7 + 1


def is_last(day: date) -> bool:
    """Tell whether a day is the last of its weekdays in its month."""
    return day.day + 7 > monthrange(day.year, day.month)[1]
