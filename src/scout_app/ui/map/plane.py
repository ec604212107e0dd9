"""The map's plane: metres of Web Mercator from a local origin, and the part of it in view."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scout_app.places.projection import from_mercator, mercator_stretch, to_mercator

Floats = NDArray[np.float64]

_X0, _Y0 = (float(axis) for axis in to_mercator(5.25, 43.45))
"""Near the middle of the bundled map: paths drawn in single precision do not jitter there."""


def origin() -> tuple[float, float]:
    """Return the plane's origin in metres of Web Mercator."""
    return _X0, _Y0


def to_plane(lons: ArrayLike, lats: ArrayLike) -> tuple[Floats, Floats]:
    """Return x (east) and y (north) of points in degrees."""
    x, y = to_mercator(lons, lats)
    return x - _X0, y - _Y0


def to_degrees(x: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats]:
    """Return longitudes and latitudes of points of the plane."""
    return from_mercator(np.asarray(x) + _X0, np.asarray(y) + _Y0)


@dataclass(frozen=True, slots=True)
class Extent:
    """A rectangle of the plane."""

    west: float
    south: float
    east: float
    north: float

    @property
    def centre(self) -> tuple[float, float]:
        """The middle."""
        return (self.west + self.east) / 2, (self.south + self.north) / 2

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point lies in it or on its edge."""
        return self.west <= x <= self.east and self.south <= y <= self.north

    def grown(self, margin: float) -> "Extent":
        """Return it with a margin on every side."""
        return Extent(
            self.west - margin, self.south - margin, self.east + margin, self.north + margin
        )

    def united(self, other: "Extent") -> "Extent":
        """Return the smallest rectangle that holds both."""
        return Extent(
            min(self.west, other.west),
            min(self.south, other.south),
            max(self.east, other.east),
            max(self.north, other.north),
        )


def extent_of(x: Floats, y: Floats) -> Extent:
    """Return the smallest rectangle that holds points; there must be one."""
    return Extent(float(x.min()), float(y.min()), float(x.max()), float(y.max()))


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is in view: the plane's point at the top left, metres of plane a pixel, pixels."""

    left: float
    top: float
    scale: float
    width: int
    height: int

    def pixels(self, x: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats]:
        """Return where points of the plane are seen, right and down from the top left."""
        return (np.asarray(x) - self.left) / self.scale, (self.top - np.asarray(y)) / self.scale

    def plane(self, right: float, down: float) -> tuple[float, float]:
        """Return the point of the plane seen at a pixel."""
        return self.left + right * self.scale, self.top - down * self.scale

    def holds(self, right: float, down: float, margin: float = 0.0) -> bool:
        """Tell whether a pixel is in view, and a margin away from the edge."""
        return margin <= right <= self.width - margin and margin <= down <= self.height - margin

    @property
    def ground(self) -> float:
        """Metres on the ground a pixel, in the middle of the view."""
        _, middle = self.plane(0, self.height / 2)
        _, lat = to_degrees(0, middle)
        return float(self.scale / mercator_stretch(lat))
