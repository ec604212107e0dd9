"""The calendar's picture laid out: which line a site has, which lane a bar, at which height."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from scout_app.model.values import Period, State
from scout_app.rules.lanes import lanes
from scout_app.ui.calendar import branches
from scout_app.ui.calendar.scale import FIRST, LAST

if TYPE_CHECKING:
    from scout_app.office.calendar import Bar, CalendarRow, Picture
    from scout_app.office.sites import SiteQuery

LANE = 22
"""Height of a lane, logical pixels; one option above another takes a lane each."""
AIR = 7
"""Pixels that a line is taller than its lanes."""

_LEAST_MARGIN = 45
"""Days read before and after those in view, at least; as many as are in view when more."""
_MOST_MARGIN = 366
_LAST_RANK = 1_000


@dataclass(frozen=True, slots=True)
class Strip:
    """A bar in its lane; days are ordinals, both ends included."""

    first: int
    last: int
    lane: int
    bar: "Bar"


@dataclass(frozen=True, slots=True)
class Reasoned:
    """Days that are closed or at risk, and why; days are ordinals, both ends included."""

    first: int
    last: int
    reason: str


_Days = TypeVar("_Days", Strip, Reasoned)


@dataclass(frozen=True, slots=True)
class Line:
    """One site: its bars in lanes, what weighs on it, and how many lines are folded into it."""

    row: "CalendarRow"
    lanes: int
    strips: tuple[Strip, ...]
    shadows: tuple[Strip, ...]
    closures: tuple[Reasoned, ...]
    risks: tuple[Reasoned, ...]
    parts: int = 0
    """Sites below it in the tree."""
    is_folded: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of one site."""

    bars: "tuple[Bar, ...]"
    shadows: "tuple[Bar, ...]"
    closures: tuple[str, ...]
    risks: tuple[str, ...]


class Scene:
    """A picture ready to be painted: made once a picture, off the window's thread."""

    def __init__(self, picture: "Picture", folded: Collection[UUID] = ()) -> None:
        """Lay out the lines of the picture, one below the other."""
        self.period = picture.period
        self._all = branches.counted([_line(row) for row in picture.rows])
        self._lay(folded)

    def folding(self, folded: Collection[UUID]) -> "Scene":
        """Return the same picture with other wholes folded; no bar is laid out again."""
        made = copy(self)
        made._lay(folded)  # noqa: SLF001 (its own copy)
        return made

    def unfolded(self) -> tuple[Line, ...]:
        """Return all lines, those too that are folded away."""
        return self._all

    def _lay(self, folded: Collection[UUID]) -> None:
        self.lines = tuple(branches.unfolded(self._all, folded))
        heights = (line.lanes * LANE + AIR for line in self.lines)
        self.tops = list(accumulate(heights, initial=0))
        """The top of each line, and then the bottom of the last, in pixels."""
        self._places = {line.row.site.id: n for n, line in enumerate(self.lines)}

    @property
    def height(self) -> int:
        """The height of all lines, in pixels."""
        return self.tops[-1]

    def place_of(self, site: UUID) -> int | None:
        """Return the line of a site, None when it is not shown."""
        return self._places.get(site)

    def above(self, site: UUID) -> tuple[UUID, ...]:
        """Return the wholes of a site in the picture, shown or folded, the nearest first."""
        return branches.wholes(self._all, site)

    def own(self, booking: UUID) -> "tuple[Bar, ...]":
        """Return the spans of a booking that still hold or want their days, in order of days."""
        found = [
            strip.bar
            for line in self._all
            for strip in line.strips
            if strip.bar.booking == booking and strip.bar.state.is_live
        ]
        return tuple(sorted(found, key=lambda bar: bar.period))

    def place_at(self, y: int) -> int | None:
        """Return the line at a height in pixels, None above or below all lines."""
        return bisect_right(self.tops, y) - 1 if 0 <= y < self.height else None

    def places(self, top: int, bottom: int) -> range:
        """Return the lines that lie at least partly between two heights in pixels."""
        if not self.lines or bottom <= 0 or top >= self.height:
            return range(0)
        first = bisect_right(self.tops, max(top, 0)) - 1
        last = bisect_right(self.tops, min(bottom, self.height) - 1) - 1
        return range(first, last + 1)

    def cell(self, place: int, day: int) -> Cell:
        """Return what stands on a day (an ordinal) of a line."""
        line = self.lines[place]
        return Cell(
            tuple(strip.bar for strip in _on(line.strips, day)),
            tuple(strip.bar for strip in _on(line.shadows, day)),
            tuple(found.reason for found in _on(line.closures, day)),
            tuple(found.reason for found in _on(line.risks, day)),
        )

    def strips_on(self, place: int, day: int) -> list[Strip]:
        """Return the site's own bars on a day, in their lanes."""
        return _on(self.lines[place].strips, day)

    def strip_at(self, place: int, day: int, y: int) -> Strip | None:
        """Return the site's own bar on a day at a height in pixels."""
        lane = (y - self.tops[place] - AIR // 2) // LANE
        found = self.strips_on(place, day)
        return next((strip for strip in found if strip.lane == lane), None)

    def bars(self, period: Period) -> "list[tuple[CalendarRow, Bar]]":
        """Return the sites' own bars that touch the days, in the order of the lines."""
        return [
            (line.row, strip.bar)
            for line in self.lines
            for strip in line.strips
            if strip.bar.period.overlaps(period)
        ]


def scene(session: Any, period: Period, query: "SiteQuery", today: date) -> Scene:
    """Read the calendar of the days and lay it out."""
    from scout_app.office import availability

    return Scene(availability.calendar(session, period, query=query, today=today))


def around(period: Period) -> Period:
    """Return the days to be read for those in view: as many again before and after."""
    margin = max(_LEAST_MARGIN, min(len(period), _MOST_MARGIN))
    first = max(FIRST, period.first.toordinal() - margin)
    last = min(LAST, period.last.toordinal() + margin)
    return Period(date.fromordinal(first), date.fromordinal(last))


def is_near_edge(seen: Period, read: Period) -> bool:
    """Tell whether less than a third of the days in view is read beyond them, on either side."""
    margin = min(len(seen), _MOST_MARGIN) // 3
    before = (seen.first - read.first).days
    after = (read.last - seen.last).days
    at_start, at_end = read.first == date.min, read.last == date.max
    return (before < margin and not at_start) or (after < margin and not at_end)


def _on(found: Sequence[_Days], day: int) -> list[_Days]:
    return [one for one in found if one.first <= day <= one.last]


def _line(row: "CalendarRow") -> Line:
    strips = _laid(row.bars)
    return Line(
        row,
        1 + max((strip.lane for strip in strips), default=0),
        strips,
        tuple(_strip(bar, 0) for bar in row.shadows),
        _reasoned(row.closures),
        _reasoned(row.risks),
    )


def _laid(bars: "Sequence[Bar]") -> tuple[Strip, ...]:
    """Give each booking the highest lane where its days are free: the firmest comes on top."""
    bookings: dict[UUID, list[Bar]] = defaultdict(list)
    for bar in sorted(bars, key=_firmness):
        bookings[bar.booking].append(bar)
    own = list(bookings.values())
    found = lanes([[bar.period for bar in bars] for bars in own])
    pairs = zip(own, found, strict=True)
    return tuple(_strip(bar, lane) for bars, lane in pairs for bar in bars)


def _firmness(bar: "Bar") -> tuple[bool, bool, int, date, str]:
    confirmed = bar.state is State.CONFIRMED
    waits = bar.state.is_live and not bar.expired
    return not confirmed, not waits, bar.rank or _LAST_RANK, bar.period.first, str(bar.span)


def _strip(bar: "Bar", lane: int) -> Strip:
    return Strip(bar.period.first.toordinal(), bar.period.last.toordinal(), lane, bar)


def _reasoned(found: "Iterable[tuple[Period, str]]") -> tuple[Reasoned, ...]:
    return tuple(
        Reasoned(days.first.toordinal(), days.last.toordinal(), why) for days, why in found
    )
