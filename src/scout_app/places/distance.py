"""Distances on the ground: geodesic on the WGS84 ellipsoid, not by road."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from scout_app.model.values import Position

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray


def km(start: Position, end: Position) -> float:
    """Return the geodesic distance in km between two points."""
    from geopy.distance import geodesic

    return float(geodesic((start.lat, start.lon), (end.lat, end.lon)).km)


def geodesic_km(start: Position, ends: Sequence[tuple[float, float]]) -> list[float]:
    """Return the geodesic distances in km from a point to points given as (lat, lon)."""
    if not ends:
        return []
    lats, lons = zip(*ends, strict=True)
    return [float(distance) for distance in all_km(start, lats, lons)]


def all_km(start: Position, lats: ArrayLike, lons: ArrayLike) -> NDArray[np.float64]:
    """Return the distances in km from a point to many; NaN where a coordinate is NaN.

    One call of PROJ for all of them: some 160 times faster than a loop over `km`.
    """
    import numpy as np
    from pyproj import Geod

    lats, lons = np.asarray(lats, dtype=np.float64), np.asarray(lons, dtype=np.float64)
    from_lons, from_lats = np.full_like(lons, start.lon), np.full_like(lats, start.lat)
    _, _, metres = Geod(ellps="WGS84").inv(from_lons, from_lats, lons, lats)
    return np.asarray(metres, dtype=np.float64) / 1000
