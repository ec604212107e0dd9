"""Degrees to metres on a plane and back: Web Mercator for the map, Lambert-93 for surveyors."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scout_app.model.values import Position

if TYPE_CHECKING:
    from pyproj import Transformer

EARTH_RADIUS_M = 6_378_137.0
"""The sphere of Web Mercator: the semi-major axis of WGS84 (EPSG Guidance Note 7-2, 1024)."""
MERCATOR_LIMIT = 85.051_128_779_806_59
"""Latitude at which Web Mercator's square ends; beyond it the poles would be at infinity."""

Floats = NDArray[np.float64]


def to_mercator(lons: ArrayLike, lats: ArrayLike) -> tuple[Floats, Floats]:
    """Return x and y in metres (EPSG:3857) of points in degrees; latitudes stop at the square."""
    lats = np.clip(np.asarray(lats, dtype=np.float64), -MERCATOR_LIMIT, MERCATOR_LIMIT)
    x = EARTH_RADIUS_M * np.radians(np.asarray(lons, dtype=np.float64))
    return x, EARTH_RADIUS_M * np.arctanh(np.sin(np.radians(lats)))


def from_mercator(x: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats]:
    """Return longitudes and latitudes in degrees of points in metres of EPSG:3857."""
    lons = np.degrees(np.asarray(x, dtype=np.float64) / EARTH_RADIUS_M)
    lats = np.degrees(np.arcsin(np.tanh(np.asarray(y, dtype=np.float64) / EARTH_RADIUS_M)))
    return lons, lats


def mercator_stretch(lats: ArrayLike) -> Floats:
    """Return how many metres of Web Mercator one metre on the ground takes at a latitude."""
    return np.asarray(1 / np.cos(np.radians(np.asarray(lats, dtype=np.float64))))


def to_lambert93(position: Position) -> tuple[float, float]:
    """Return easting and northing in metres (EPSG:2154, RGF93 taken as WGS84)."""
    easting, northing = _between("EPSG:4326", "EPSG:2154").transform(position.lon, position.lat)
    return float(easting), float(northing)


def from_lambert93(easting: float, northing: float) -> Position:
    """Return the position of a point given in metres of Lambert-93."""
    lon, lat = _between("EPSG:2154", "EPSG:4326").transform(easting, northing)
    return Position(float(lat), float(lon))


def to_wgs84(crs: str, x: float, y: float) -> Position:
    """Return the position of a point given east before north in a named system or a WKT text."""
    lon, lat = _between(crs, "EPSG:4326").transform(x, y)
    return Position(float(lat), float(lon))


@cache
def _between(source: str, target: str) -> Transformer:
    """Return a transformer that takes east before north, whatever the system's own order."""
    from pyproj import Transformer

    return Transformer.from_crs(source, target, always_xy=True)
