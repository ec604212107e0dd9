"""The ground of a site: outlines as the catalogue keeps them, their area, their inside, faults.

An outline is kept as a GeoPackage blob (OGC 12-128 §2.1.3): `GP` header without envelope, WGS84,
then a little-endian ISO WKB MULTIPOLYGON whose figures are rounded to 1e-7 degrees.
"""

import struct
from dataclasses import dataclass
from typing import Any, Literal

from scout_app.places.lambert import WGS84, Place

_Shape = Any
"""A shapely geometry; the library has no types of its own."""
_SRID = 4326
_ENVELOPES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
"""Bytes of the envelope by its code in the header's flags."""

FaultCode = Literal[
    "unreadable", "not_an_area", "empty", "not_degrees", "crosses_itself", "hole_outside",
    "parts_overlap", "too_few_points", "not_valid",
]  # fmt: skip
_REASONS: tuple[tuple[str, FaultCode], ...] = (
    ("Self-intersection", "crosses_itself"),
    ("Ring Self-intersection", "crosses_itself"),
    ("Hole lies outside", "hole_outside"),
    ("Nested", "parts_overlap"),
    ("Duplicate Rings", "parts_overlap"),
    ("Too few points", "too_few_points"),
)
"""How GEOS begins its reasons."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a drawing cannot be kept as an outline, and where: 1e-7 degrees, if at one place."""

    code: FaultCode
    at: Place | None = None


def _shape(wkb: bytes) -> _Shape:
    import shapely

    return shapely.from_wkb(wkb)


def to_wgs84(wkb: bytes, crs: str, swapped: bool = False) -> bytes:
    """Return the drawing in WGS84, longitude first; `swapped` if it puts north before east.

    Raises:
        ValueError: no system answers to `crs`, or the drawing cannot be read.
    """
    import numpy as np
    import shapely
    from pyproj import Transformer
    from pyproj.exceptions import CRSError

    try:
        shape = shapely.force_2d(_shape(wkb))
        projected = Transformer.from_crs(crs, WGS84, always_xy=True)
    except (shapely.errors.ShapelyError, CRSError) as refused:
        raise ValueError(str(refused)) from refused

    def moved(points: Any) -> Any:
        points = points[:, ::-1] if swapped else points
        return np.column_stack(projected.transform(points[:, 0], points[:, 1]))

    return bytes(shapely.to_wkb(shapely.transform(shape, moved), byte_order=1))


def fault(wkb: bytes) -> Fault | None:
    """Return what keeps a drawing in WGS84 from being an outline; nothing is ever repaired."""
    import shapely

    try:
        shape = _shape(wkb)
    except shapely.errors.ShapelyError:
        return Fault("unreadable")
    if shape.geom_type not in {"Polygon", "MultiPolygon"}:
        return Fault("not_an_area")
    if shape.is_empty:
        return Fault("empty")
    west, south, east, north = shape.bounds
    if not (west >= -180 and east <= 180 and south >= -90 and north <= 90):
        return Fault("not_degrees")
    # Judged as it will be kept: rounding may bring two corners together.
    return _told(str(shapely.is_valid_reason(_rounded(shape))))


def _told(reason: str) -> Fault | None:
    if reason == "Valid Geometry":
        return None
    known = [code for start, code in _REASONS if reason.startswith(start)]
    code: FaultCode = known[0] if known else "not_valid"
    _, _, place = reason.rstrip("]").partition("[")
    try:
        lon, lat = (float(figure) for figure in place.split()[:2])
        return Fault(code, (round(lat * 1e7), round(lon * 1e7)))
    except ValueError:
        return Fault(code)


def _rounded(shape: _Shape) -> _Shape:
    import numpy as np
    import shapely

    return shapely.transform(shapely.force_2d(shape), lambda points: np.round(points * 1e7) / 1e7)


def blob(wkb: bytes) -> bytes:
    """Return the outline as the catalogue keeps it, from WKB in WGS84.

    Raises:
        ValueError: the drawing has a fault; its code is the message.
    """
    import shapely

    wrong = fault(wkb)
    if wrong:
        raise ValueError(wrong.code)
    shape = _rounded(_shape(wkb))
    if isinstance(shape, shapely.Polygon):
        shape = shapely.MultiPolygon([shape])
    header = struct.pack("<2sBBi", b"GP", 0, 1, _SRID)
    return header + bytes(shapely.to_wkb(shape, byte_order=1, flavor="iso"))


def wkb(kept: bytes) -> bytes:
    """Return the WKB of a GeoPackage blob, whoever wrote it.

    Raises:
        ValueError: the bytes are not a GeoPackage geometry.
    """
    if len(kept) < 8 or kept[:2] != b"GP" or (kept[3] >> 1 & 7) not in _ENVELOPES:
        raise ValueError("not a GeoPackage geometry")
    return kept[8 + _ENVELOPES[kept[3] >> 1 & 7] :]


def area_m2(wkb: bytes) -> float:
    """Return the area on the ellipsoid in square metres, holes left out, from WKB in WGS84."""
    import shapely
    from pyproj import Geod

    geod = Geod(ellps="WGS84")
    areas = (
        geod.geometry_area_perimeter(shapely.orient_polygons(part))[0]
        for part in shapely.get_parts(_shape(wkb))
        if part.geom_type == "Polygon"
    )
    return float(sum(abs(area) for area in areas))


def inside_point(wkb: bytes) -> Place:
    """Return the centre of a drawing in WGS84, or a point inside it when the centre is outside.

    Raises:
        ValueError: the drawing is empty.
    """
    import shapely

    shape = _shape(wkb)
    if shape.is_empty:
        raise ValueError("empty")
    point = shapely.centroid(shape)
    if shape.geom_type in {"Polygon", "MultiPolygon"} and not shapely.contains(shape, point):
        point = shapely.point_on_surface(shape)
    return round(point.y * 1e7), round(point.x * 1e7)
