"""The measures of a printed calendar: a landscape page, names on the left, days to the right."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from reportlab.lib.pagesizes import A4, landscape

from scout_app.model.values import Period

PAGE: tuple[float, float] = landscape(A4)
LEFT, TOP, BOTTOM = 30.0, 28.0, 52.0
RIGHT: float = PAGE[0] - LEFT
NAMES = 152.0
"""Width of the names, in points."""
AIR = 3.0
"""Points that a row is taller than its lanes."""
_WIDE, _NARROW = 40.0, 9.0


@dataclass(frozen=True)
class Scale:
    """Where days stand; the more days, the smaller all of it."""

    period: Period

    @cached_property
    def day(self) -> float:
        """Width of a day, in points."""
        return (RIGHT - LEFT - NAMES) / len(self.period)

    @property
    def is_wide(self) -> bool:
        """Whether a day's whole name stands over it: about two weeks at most."""
        return self.day >= _WIDE

    @property
    def is_narrow(self) -> bool:
        """Whether only Mondays have their number: more than about two months."""
        return self.day < _NARROW

    @property
    def lane(self) -> float:
        """Height of a lane, in points."""
        return 17.0 if self.is_wide else 10.0 if self.is_narrow else 13.0

    @property
    def letters(self) -> float:
        """Size of the letters on a bar."""
        return 8.0 if self.is_wide else 6.0 if self.is_narrow else 7.0

    def x(self, day: date) -> float:
        """Return where a day begins; one after the last is where that ends."""
        return LEFT + NAMES + (day - self.period.first).days * self.day

    def span(self, days: Period) -> tuple[float, float] | None:
        """Return where days that meet the page begin and how wide they are."""
        shown = days.clipped(self.period)
        return None if shown is None else (self.x(shown.first), len(shown) * self.day)
