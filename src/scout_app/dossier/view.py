"""Which part of the ground a map shows, and where a position falls on it."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from scout_app.dossier.content import Place
from scout_app.places import basemap
from scout_app.places.projection import mercator_stretch, to_mercator

_MARGIN = 0.72
"""Share of the map that the places themselves may fill."""


@dataclass(frozen=True, slots=True)
class View:
    """A part of the ground on the page: its centre in metres of Web Mercator, and the scale."""

    x: float
    y: float
    metres: float
    """Metres of Web Mercator to a point of the page."""
    width: float
    height: float
    stretch: float

    def on_page(self, lat: float, lon: float) -> tuple[float, float]:
        """Return where a position falls, in points from the lower left corner."""
        x, y = to_mercator(lon, lat)
        return (
            (float(x) - self.x) / self.metres + self.width / 2,
            (float(y) - self.y) / self.metres + self.height / 2,
        )

    def length(self, ground_metres: float) -> float:
        """Return how long a distance on the ground is on the page, in points."""
        return ground_metres * self.stretch / self.metres


def drawable(places: Iterable[Place | None]) -> list[Place]:
    """Return the places that the basemap covers."""
    west, south, east, north = basemap.read().frame
    return [
        p
        for p in places
        if p and south < p.lat < north and west < p.lon < east and math.isfinite(p.radius_m)
    ]


def holding(places: Sequence[Place], width: float, height: float, closest: float) -> View:
    """Return the view that holds all the places with some air around, inside what is known.

    `closest`: metres on the ground to a point of the page that are not gone below.
    """
    stretch = float(mercator_stretch(np.mean([place.lat for place in places])))
    xs, ys = to_mercator([p.lon for p in places], [p.lat for p in places])
    radii = np.array([place.radius_m * stretch for place in places])
    low, high = (xs - radii).min(), (xs + radii).max()
    bottom, top = (ys - radii).min(), (ys + radii).max()
    metres = max(
        (high - low) / (width * _MARGIN), (top - bottom) / (height * _MARGIN), closest * stretch
    )
    (west, east), (south, north) = frame()
    metres = min(metres, (east - west) / width, (north - south) / height)
    half_x, half_y = width / 2 * metres, height / 2 * metres
    return View(
        float(np.clip((low + high) / 2, west + half_x, east - half_x)),
        float(np.clip((bottom + top) / 2, south + half_y, north - half_y)),
        float(metres),
        width,
        height,
        stretch,
    )


def frame() -> tuple[tuple[float, float], tuple[float, float]]:
    """Return west and east, south and north of what is known, in metres of Web Mercator."""
    west, south, east, north = basemap.read().frame
    xs, ys = to_mercator([west, east], [south, north])
    return (float(xs[0]), float(xs[1])), (float(ys[0]), float(ys[1]))
