"""Days along a line: where each is, how wide, and which labels have room. Days are ordinals."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from math import ceil, floor

ZOOMS = (14, 21, 31, 61, 92, 183, 366, 731, 1096, 1827)
"""Days in view, from two weeks to five years."""
FIRST, LAST = date.min.toordinal(), date.max.toordinal()

_WEEK = 7
_SATURDAY = 6
_WORDY, _LETTERED, _NUMBERED = 46, 33, 17
"""Least widths in pixels of a day that has room for "lun. 3", "L 3" and "3"."""
_WEEK_WORDY, _WEEK_NUMBERED = 34, 23
"""Least widths of a week that has room for "S23", and for "23"."""
_MONTH_WORDY, _MONTH_SHORT = 100, 56
"""Least widths of a month that has room for "septembre 2027", and for "sept. 27"."""


@dataclass(frozen=True, slots=True)
class Run:
    """Days under one label: the first of them, how many, and its number (of month or week)."""

    first: int
    count: int
    number: int


@dataclass(frozen=True, slots=True)
class Scale:
    """The days in view: the first, which may begin left of the edge, and how many fit."""

    left: float
    days: int
    width: int
    """Of the view, in pixels."""

    @property
    def day(self) -> float:
        """The width of a day, in pixels."""
        return self.width / self.days

    def x(self, day: int) -> int:
        """Return the left edge of a day, in pixels from the view's own left edge."""
        return round((day - self.left) * self.day)

    def at(self, x: float) -> int:
        """Return the day at a place, in pixels from the view's left edge."""
        return max(FIRST, min(LAST, floor(self.left + x / self.day)))

    @property
    def first(self) -> int:
        """The first day that is seen, at least in part."""
        return self.at(0)

    @property
    def last(self) -> int:
        """The last day that is seen, at least in part."""
        return max(self.first, min(LAST, ceil(self.left + self.days) - 1))

    def moved(self, left: float) -> "Scale":
        """Return the same zoom elsewhere, within the days that a calendar has."""
        return replace(self, left=max(FIRST, min(LAST + 1 - self.days, left)))

    def resized(self, width: int) -> "Scale":
        """Return the same days in another width."""
        return replace(self, width=max(width, 1))

    def zoomed(self, steps: int, x: float | None = None) -> "Scale":
        """Go so many steps nearer (or, below 0, farther); what lies at `x` (the middle) stays."""
        nearest = min(range(len(ZOOMS)), key=lambda n: abs(ZOOMS[n] - self.days))
        days = ZOOMS[max(0, min(len(ZOOMS) - 1, nearest - steps))]
        return self.zoomed_to(days, self.width / 2 if x is None else x)

    def zoomed_to(self, days: int, x: float) -> "Scale":
        """Show so many days; what lies at `x` stays."""
        return replace(self, days=days).moved(self.left + x / self.width * (self.days - days))

    def showing(self, first: int, last: int) -> "Scale":
        """Return the view moved as little as needed to show the days, the first above all."""
        if last + 1 > self.left + self.days:
            return self.moved(last + 1 - self.days).showing(first, first)
        return self.moved(first) if first < self.left else self

    # -- labels --------------------------------------------------------------------------------

    @property
    def day_label(self) -> str:
        """What a day has room for: "word", "letter", "number" or "" (then Mondays alone)."""
        sizes = ((_WORDY, "word"), (_LETTERED, "letter"), (_NUMBERED, "number"))
        return next((label for least, label in sizes if self.day >= least), "")

    @property
    def week_label(self) -> str:
        """What a week has room for: "word", "number", or "" (then every other one)."""
        week = self.day * _WEEK
        if week >= _WEEK_WORDY:
            return "word"
        return "number" if week >= _WEEK_NUMBERED else ""

    @property
    def has_weeks(self) -> bool:
        """Tell whether weeks, at least in pairs, have room; else months and years stand alone."""
        return 2 * _WEEK * self.day >= _WEEK_NUMBERED

    @property
    def month_label(self) -> str:
        """What a whole month has room for: "word", "short" or "letter"."""
        month = self.day * 28
        if month >= _MONTH_WORDY:
            return "word"
        return "short" if month >= _MONTH_SHORT else "letter"

    def months(self) -> Iterator[Run]:
        """Go through the months in view, whole."""
        day = date.fromordinal(self.first).replace(day=1)
        while day.toordinal() <= self.last:
            after = _next_month(day)
            end = LAST + 1 if after is None else after.toordinal()
            yield Run(day.toordinal(), end - day.toordinal(), day.month)
            if after is None:
                return
            day = after

    def years(self) -> Iterator[Run]:
        """Go through the years in view, whole."""
        last = date.fromordinal(self.last).year
        for year in range(date.fromordinal(self.first).year, last + 1):
            first, end = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
            yield Run(first, end + 1 - first, year)

    def weeks(self) -> Iterator[Run]:
        """Go through the ISO weeks in view, whole; in pairs where one alone has no room."""
        if not self.has_weeks:
            return
        length = _WEEK if self.week_label else 2 * _WEEK
        # All calendars begin on a Monday, the day whose ordinal is 1.
        first = self.first - (self.first - 1) % length
        for monday in range(first, self.last + 1, length):
            yield Run(monday, length, date.fromordinal(monday).isocalendar().week)

    def saturdays(self) -> range:
        """Return the Saturdays whose weekend is at least partly in view."""
        last_sunday = self.first - self.first % _WEEK
        return range(last_sunday - 1, self.last + 1, _WEEK)


def is_weekend(day: int) -> bool:
    """Tell whether a day is a Saturday or a Sunday."""
    return day % _WEEK in (0, _SATURDAY)


def _next_month(day: date) -> date | None:
    if day.month < 12:
        return day.replace(month=day.month + 1)
    return day.replace(year=day.year + 1, month=1) if day.year < date.max.year else None
