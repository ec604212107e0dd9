"""The sites as they are seen at one outlook: which signs, where, and what a click on them means."""

from dataclasses import dataclass

import numpy as np

from scout_app.ui.map.groups import Groups, Numbers, gather, level
from scout_app.ui.map.marks import Marks
from scout_app.ui.map.plane import Floats, Outlook
from scout_app.ui.map.signs import PIN

_REACH_PX = 17.0
_SIGN_PX = 24.0
_KEPT = 12


@dataclass(frozen=True, slots=True)
class Sign:
    """A group of marks in view; `radius` is its halo's in pixels, 0 for none."""

    group: int
    count: int
    first: int
    """One of its marks, the only one when the count is 1."""
    right: float
    down: float
    radius: float


class Scenery:
    """Groups the marks for each level of zoom, once, and finds those in view."""

    def __init__(self, marks: Marks) -> None:
        self.marks = marks
        self._levels: dict[int, Groups] = {}

    def groups(self, outlook: Outlook) -> Groups:
        """Return the groups at the outlook's level of zoom."""
        now = level(outlook.scale)
        if now not in self._levels:
            if len(self._levels) >= _KEPT:
                self._levels.clear()
            self._levels[now] = gather(self.marks.x, self.marks.y, now)
        return self._levels[now]

    def signs(self, outlook: Outlook) -> list[Sign]:
        """Return the signs in view, from north to south, so that the nearer covers the farther."""
        groups = self.groups(outlook)
        right, down = outlook.pixels(groups.x, groups.y)
        halos = self._halos(groups, outlook)
        margin = np.maximum(halos, _SIGN_PX)
        seen = (right > -margin) & (right < outlook.width + margin)
        seen &= (down > -margin) & (down < outlook.height + PIN.height() + margin)
        chosen: Numbers = np.flatnonzero(seen)
        chosen = chosen[np.argsort(down[chosen], kind="stable")]
        columns = (groups.count, groups.first, right, down, halos)
        rows = zip(chosen.tolist(), *(c[chosen].tolist() for c in columns), strict=True)
        return [Sign(*row) for row in rows]

    def _halos(self, groups: Groups, outlook: Outlook) -> Floats:
        """Return each group's halo in pixels: that of the point which all its marks share."""
        if not len(groups):
            return np.zeros(0)
        together = np.hypot(groups.east - groups.west, groups.north - groups.south) < 1
        return np.where(together, self.marks.radius[groups.first], 0.0) / outlook.scale

    def at(self, outlook: Outlook, right: float, down: float) -> Sign | None:
        """Return the sign at a pixel: the nearest within reach, else the smallest halo around."""
        best, best_gap = None, _REACH_PX
        around, around_radius = None, float("inf")
        for sign in self.signs(outlook):
            gap = float(np.hypot(sign.right - right, self._middle(sign) - down))
            if gap <= best_gap:
                best, best_gap = sign, gap
            if gap < sign.radius < around_radius:
                around, around_radius = sign, sign.radius
        return best or around

    def _middle(self, sign: Sign) -> float:
        """Return the height of a sign's middle: a pin stands above its point."""
        return sign.down - PIN.height() / 2 if self.is_pin(sign) else sign.down

    def is_pin(self, sign: Sign) -> bool:
        """Tell whether a sign is one site whose position is exact."""
        return sign.count == 1 and self.marks.all[sign.first].radius_m == 0
