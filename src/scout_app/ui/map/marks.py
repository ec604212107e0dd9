"""The sites to show, as arrays of the map's plane."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np

from scout_app.places.projection import mercator_stretch
from scout_app.ui.map.plane import Extent, Floats, extent_of, to_plane


@dataclass(frozen=True, slots=True)
class Mark:
    """A site on the map; `kind` is a code that `looks.kind` knows, of a site or of a setting.

    `radius_m` is 0 for an exact position, drawn as a pin; above 0 the position is approximate and
    drawn as a halo of that radius in metres, never as a pin.
    """

    id: UUID
    lat: float
    lon: float
    name: str
    kind: str
    radius_m: float


class Marks:
    """Marks and where they are on the plane; the order is that in which they were given."""

    def __init__(self, marks: Sequence[Mark] = ()) -> None:
        self.all = tuple(marks)
        lats = np.array([mark.lat for mark in self.all], dtype=np.float64)
        lons = np.array([mark.lon for mark in self.all], dtype=np.float64)
        radii = np.array([mark.radius_m for mark in self.all], dtype=np.float64)
        self.x, self.y = to_plane(lons, lats)
        self.radius: Floats = radii * mercator_stretch(lats)
        self._index = {mark.id: number for number, mark in enumerate(self.all)}
        names = np.array([mark.name for mark in self.all], dtype=object)
        self._eastward = np.lexsort((names, self.y, self.x)) if self.all else np.zeros(0, np.intp)
        self._rank = np.argsort(self._eastward)

    def __len__(self) -> int:
        """Count the marks."""
        return len(self.all)

    def number(self, mark_id: UUID | None) -> int | None:
        """Return the place of a mark in the arrays, None when it is not shown."""
        return None if mark_id is None else self._index.get(mark_id)

    @property
    def extent(self) -> Extent | None:
        """What holds all marks with their halos; None without marks."""
        if not self.all:
            return None
        low = extent_of(self.x - self.radius, self.y - self.radius)
        return low.united(extent_of(self.x + self.radius, self.y + self.radius))

    def along(self, number: int, step: int) -> int:
        """Return the mark `step` places further from west to east, going round at the ends."""
        return int(self._eastward[(self._rank[number] + step) % len(self.all)])

    def towards(self, number: int, right: int, up: int) -> int | None:
        """Return the nearest mark on one side, none when there is none there.

        The side is the quarter around east (1, 0), west (-1, 0), north (0, 1) or south (0, -1).
        """
        east, north = self.x - self.x[number], self.y - self.y[number]
        ahead, aside = east * right + north * up, np.abs(east * up) + np.abs(north * right)
        candidates = np.flatnonzero((ahead > 0.5) & (aside <= ahead))
        if not len(candidates):
            return None
        return int(candidates[np.argmin(ahead[candidates] + aside[candidates])])

    def nearest(self, x: float, y: float) -> int | None:
        """Return the mark nearest a point of the plane."""
        if not self.all:
            return None
        return int(np.argmin((self.x - x) ** 2 + (self.y - y) ** 2))
