"""A booking in the hand: which of its ends is held, and the days that it would come to."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING
from uuid import UUID

from scout_app.model.values import Period
from scout_app.rules import holding
from scout_app.ui.calendar.scale import FIRST, LAST

if TYPE_CHECKING:
    from scout_app.office.calendar import Bar
    from scout_app.office.sites import SiteRow


class Part(Enum):
    """What is held of a booking."""

    FIRST = "first"
    WHOLE = "whole"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class Grip:
    """A booking taken by one of its bars; `own` are all its bars that still hold their days."""

    place: int
    lane: int
    bar: "Bar"
    own: "tuple[Bar, ...]"
    begins: int = 0
    """Days that its first day has gone, and its last one."""
    ends: int = 0
    elsewhere: "SiteRow | None" = None
    """Another site over which it is held."""

    @property
    def seen(self) -> Mapping[UUID, Period]:
        """The days as they stand, by span."""
        return {bar.span: bar.period for bar in self.own}

    @property
    def is_moved(self) -> bool:
        """Whether it is held over other days than its own, or over another site."""
        return bool(self.begins or self.ends or self.elsewhere)

    @property
    def spans(self) -> tuple[Period, ...]:
        """Its days where it is held now; never none, see `by`."""
        first, last = self._ends(self.begins, self.ends)
        days = [bar.period for bar in self.own]
        return holding.placed(days, _period(first, last)) or tuple(days)

    def by(self, days: int, part: Part) -> "Grip":
        """Carry one end, or all of it, to so many days from where it stands now.

        What would leave a run without a day, or all calendars, is not followed.
        """
        begins = self.begins + (0 if part is Part.LAST else days)
        ends = self.ends + (0 if part is Part.FIRST else days)
        first, last = self._ends(begins, ends)
        if first > last or first < FIRST or last > LAST:
            return self
        if holding.placed([bar.period for bar in self.own], _period(first, last)) is None:
            return self
        return replace(self, begins=begins, ends=ends)

    def _ends(self, begins: int, ends: int) -> tuple[int, int]:
        first = min(bar.period.first for bar in self.own).toordinal()
        last = max(bar.period.last for bar in self.own).toordinal()
        return first + begins, last + ends


def part_of(bar: "Bar", own: "tuple[Bar, ...]", x: float, width: float) -> Part:
    """Return what is held where a bar is taken, in pixels from its left edge.

    Only the outer ends of a booking are stretched, and only of a bar with room for its middle.
    """
    if width < 3 * EDGE:
        return Part.WHOLE
    if x < EDGE and bar.period.first == min(one.period.first for one in own):
        return Part.FIRST
    if width - x <= EDGE and bar.period.last == max(one.period.last for one in own):
        return Part.LAST
    return Part.WHOLE


EDGE = 6
"""Pixels of a bar's end that stretch it."""


def _period(first: int, last: int) -> Period:
    return Period(date.fromordinal(first), date.fromordinal(last))
