"""The sites to show, as arrays of the map's plane."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

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


class Placed(Protocol):
    """Marks that know where they are without being made one by one."""

    @property
    def positions(self) -> tuple[Floats, Floats, Floats]:
        """Latitudes, longitudes, and radii in metres."""

    def place_of(self, site: UUID) -> int | None:
        """Return where the mark of a site stands, None when it has none."""

    def __len__(self) -> int: ...

    def __getitem__(self, number: int) -> Mark: ...


class _Listed(tuple[Mark, ...]):
    """Marks made beforehand."""

    @property
    def positions(self) -> tuple[Floats, Floats, Floats]:
        every = [(mark.lat, mark.lon, mark.radius_m) for mark in self]
        lats, lons, radii = np.array(every, dtype=np.float64).reshape(-1, 3).T
        return lats, lons, radii

    def place_of(self, site: UUID) -> int | None:
        return next((number for number, mark in enumerate(self) if mark.id == site), None)


class Marks:
    """Marks and where they are on the plane; the order is that in which they were given."""

    def __init__(self, marks: Sequence[Mark] | Placed = ()) -> None:
        self.all: Placed = _Listed(marks) if isinstance(marks, Sequence) else marks
        lats, lons, radii = self.all.positions
        self.x, self.y = to_plane(lons, lats)
        self.radius: Floats = radii * mercator_stretch(lats)

    @cached_property
    def _eastward(self) -> NDArray[np.intp]:
        """The marks from west to east; only who goes from mark to mark by keys needs it."""
        names = np.array([self.all[number].name for number in range(len(self))], dtype=object)
        return np.lexsort((names, self.y, self.x)) if len(self) else np.zeros(0, np.intp)

    @cached_property
    def _rank(self) -> NDArray[np.intp]:
        return np.argsort(self._eastward)

    def __len__(self) -> int:
        """Count the marks."""
        return len(self.all)

    def number(self, mark_id: UUID | None) -> int | None:
        """Return the place of a mark in the arrays, None when it is not shown."""
        return None if mark_id is None else self.all.place_of(mark_id)

    @property
    def extent(self) -> Extent | None:
        """What holds all marks with their halos; None without marks."""
        if not len(self):
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
        if not len(self):
            return None
        return int(np.argmin((self.x - x) ** 2 + (self.y - y) ** 2))
