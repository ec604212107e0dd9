"""What is drawn on a map by hand: its length and area on the ellipsoid, circles, and its outline.

Corners are (longitude, latitude) in degrees of WGS84, as map files have them.
"""

from collections.abc import Sequence

from scout_app.model.values import Position

Corner = tuple[float, float]
"""Longitude and latitude in degrees."""
Ring = tuple[Corner, ...]
"""The corners of a closed line; the first is not repeated at the end."""

_LEAST = 3


def length_m(corners: Sequence[Corner]) -> float:
    """Return the length of a line in metres on the ground, as the crow flies between corners."""
    from pyproj import Geod

    if len(corners) < 2:
        return 0.0
    lons, lats = zip(*corners, strict=True)
    return float(Geod(ellps="WGS84").line_length(lons, lats))


def area_m2(corners: Sequence[Corner]) -> float:
    """Return the area that a closed line encloses, in square metres; 0 for less than three."""
    from pyproj import Geod

    if len(corners) < _LEAST:
        return 0.0
    lons, lats = zip(*corners, strict=True)
    area, _perimeter = Geod(ellps="WGS84").polygon_area_perimeter(lons, lats)
    return abs(float(area))


def circle(centre: Position, km: float, corners: int = 90) -> Ring:
    """Return the circle of points at one distance from a centre, from the north clockwise."""
    import numpy as np
    from pyproj import Geod

    azimuths = np.linspace(0.0, 360.0, corners, endpoint=False)
    lons, lats, _back = Geod(ellps="WGS84").fwd(
        np.full(corners, centre.lon), np.full(corners, centre.lat), azimuths,
        np.full(corners, km * 1000.0),
    )  # fmt: skip
    return tuple(zip(lons.tolist(), lats.tolist(), strict=True))


def polygon_wkb(ring: Sequence[Corner]) -> bytes:
    """Return a ring as WKB, closed; what is wrong with it is for `outlines.fault` to say."""
    import shapely

    if len(ring) < _LEAST:
        # Fewer corners make no ring at all: a line says so in its own words.
        return bytes(shapely.to_wkb(shapely.LineString([*ring, *ring][:2]), byte_order=1))
    return bytes(shapely.to_wkb(shapely.Polygon(ring), byte_order=1))


def rings(wkb: bytes) -> tuple[Ring, ...]:
    """Return the outer rings and holes of an outline, part after part."""
    import shapely

    return tuple(
        tuple((float(x), float(y)) for x, y, *_ in ring.coords[:-1])
        for part in shapely.get_parts(shapely.from_wkb(wkb))
        for ring in (part.exterior, *part.interiors)
    )
