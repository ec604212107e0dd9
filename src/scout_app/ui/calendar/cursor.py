"""Where the officer is in the calendar: a line, a day, and the days chosen around it."""

from dataclasses import dataclass, replace
from datetime import date

from scout_app.model.values import Period
from scout_app.ui.calendar.scale import FIRST, LAST


@dataclass(frozen=True, slots=True)
class Cursor:
    """A day of a line; the days chosen go from the anchor to the day. Days are ordinals."""

    place: int
    day: int
    anchor: int

    @property
    def first(self) -> int:
        """The first day chosen."""
        return min(self.day, self.anchor)

    @property
    def last(self) -> int:
        """The last day chosen."""
        return max(self.day, self.anchor)

    @property
    def period(self) -> Period:
        """The days chosen."""
        return Period(date.fromordinal(self.first), date.fromordinal(self.last))

    def to(self, day: int) -> "Cursor":
        """Go to a day, choosing it alone."""
        day = _known(day)
        return replace(self, day=day, anchor=day)

    def stretched(self, day: int) -> "Cursor":
        """Choose the days up to this one as well."""
        return replace(self, day=_known(day))

    def on(self, place: int) -> "Cursor":
        """Go to another line, with the same days."""
        return replace(self, place=place)

    def alone(self) -> "Cursor":
        """Choose nothing but the day."""
        return replace(self, anchor=self.day)


def chosen(place: int, period: Period) -> Cursor:
    """Return a cursor that has chosen the days, standing on the first of them."""
    return Cursor(place, period.first.toordinal(), period.last.toordinal())


def _known(day: int) -> int:
    return max(FIRST, min(LAST, day))
