"""Everything one frame of the calendar is painted from; nothing is asked while painting."""

from dataclasses import dataclass, field

from PySide6.QtCore import QRect

from scout_app.ui.calendar.colours import Colours
from scout_app.ui.calendar.cursor import Cursor
from scout_app.ui.calendar.days_off import DaysOff
from scout_app.ui.calendar.picture import Scene
from scout_app.ui.calendar.scale import Scale


@dataclass(frozen=True, slots=True)
class View:
    """One frame: the scene, which part of it is seen, and where the officer is."""

    scene: Scene
    scale: Scale
    top: int
    """The height of the scene, in pixels, that lies at the top of the body."""
    side: int
    """Width of the titles."""
    head: int
    """Height of the header."""
    height: int
    """Of the body, without the header."""
    today: int
    cursor: Cursor | None
    has_focus: bool
    colours: Colours
    off: DaysOff = field(default_factory=DaysOff)

    def x(self, day: int) -> int:
        """Return the left edge of a day on the widget."""
        return self.side + self.scale.x(day)

    def y(self, place: int) -> int:
        """Return the top of a line on the widget."""
        return self.head + self.scene.tops[place] - self.top

    @property
    def body(self) -> QRect:
        """Where the bars are."""
        return QRect(self.side, self.head, self.scale.width, self.height)

    @property
    def places(self) -> range:
        """The lines in view."""
        return self.scene.places(self.top, self.top + self.height)

    def days(self, first: int, last: int, y: int, height: int) -> QRect:
        """Return the rectangle of some days, cut a little outside the view."""
        left = max(self.x(first), self.side - 8)
        right = min(self.x(last + 1), self.side + self.scale.width + 8)
        return QRect(left, y, right - left, height)

    def sees(self, first: int, last: int) -> bool:
        """Tell whether some of the days are in view."""
        return first <= self.scale.last and last >= self.scale.first
