"""Where a row of a file is: in 1e-7 degrees, and whether that is where one would expect it."""

from collections.abc import Mapping as Map
from collections.abc import Sequence

from scout_app.errors import BadValue, Refused
from scout_app.formats.records import Cell, Record, Sheet
from scout_app.office.imports.cells import degrees, text
from scout_app.office.imports.mapping import Mapping
from scout_app.office.imports.report import Plan
from scout_app.places.projection import to_wgs84

Point = tuple[int, int]
"""Latitude and longitude in 1e-7 degrees."""
PROVENCE = (42.9, 4.2, 45.2, 7.8)
"""South, west, north and east of Provence-Alpes-Côte d'Azur, in degrees."""
_UNIT = 10**7
_WGS84 = ("", "EPSG:4326", "OGC:CRS84")


def of(record: Record, picker: Map[str, int], mapping: Mapping, sheet: Sheet) -> Point | None:
    """Return where the row is: its columns first, else what it draws; None when it does not say.

    0/0 is what devices write when they do not know. Raises BadValue for what is no place on Earth.
    """
    found = _written(record, picker, mapping) or _drawn(record, sheet)
    if found is None or found == (0.0, 0.0):
        return None
    lat, lon = found
    for name, number, limit in (("lat", lat, 90), ("lon", lon, 180)):
        if not -limit <= number <= limit:
            raise BadValue(name, f"{number:g}", f"between:{-limit}:{limit}")
    return round(lat * _UNIT), round(lon * _UNIT)


def _written(record: Record, picker: Map[str, int], mapping: Mapping) -> tuple[float, float] | None:
    def cell(name: str) -> Cell:
        return record.cells[picker[name]] if name in picker else None

    if "position" in picker:
        return _pair(text(cell("position")))
    lat, lon = degrees(cell("lat"), "lat"), degrees(cell("lon"), "lon")
    if lat is not None and lon is not None:
        return lat, lon
    x, y = degrees(cell("x"), "x"), degrees(cell("y"), "y")
    if x is None or y is None:
        return None
    if mapping.crs in _WGS84:
        return y, x
    there = to_wgs84(mapping.crs, x, y)
    return there.lat, there.lon


def _pair(said: str) -> tuple[float, float] | None:
    """Read `48.85, 2.36`, with or without brackets: latitude first, as open data portals write."""
    parts = said.strip("[]() ").split(";" if ";" in said else ",")
    if len(parts) != 2:
        if not said:
            return None
        raise BadValue("position", said, "number")
    lat, lon = degrees(parts[0], "position"), degrees(parts[1], "position")
    return None if lat is None or lon is None else (lat, lon)


def _drawn(record: Record, sheet: Sheet) -> tuple[float, float] | None:
    """Return a point on what the row draws; the middle of a line or an outline."""
    if record.geometry is None:
        return None
    from shapely import from_wkb

    shape = from_wkb(record.geometry)
    if shape.is_empty:
        return None
    point = shape if shape.geom_type == "Point" else shape.representative_point()
    if (sheet.crs or "") in _WGS84:
        return float(point.y), float(point.x)
    there = to_wgs84(sheet.crs or "", point.x, point.y)
    return there.lat, there.lon


def flag_outside(plan: Plan, points: Sequence[tuple[int, Point]], mapping: Mapping) -> None:
    """Warn of each row that lies outside the region of its file."""
    bounds = mapping.region or region([point for _, point in points])
    for number, point in points:
        if bounds and not is_inside(point, bounds):
            shown = f"{point[0] / _UNIT:.5f}, {point[1] / _UNIT:.5f}"
            plan.warn(number, Refused("import_outside_region", shown))


def region(points: Sequence[Point]) -> tuple[float, float, float, float] | None:
    """Propose where the rows of a file belong: Provence if most are there, else no bounds."""
    inside = sum(is_inside(point, PROVENCE) for point in points)
    return PROVENCE if points and inside * 2 >= len(points) else None


def is_inside(point: Point, bounds: tuple[float, float, float, float]) -> bool:
    """Tell whether a point lies within (south, west, north, east) in degrees."""
    south, west, north, east = bounds
    lat, lon = point[0] / _UNIT, point[1] / _UNIT
    return south <= lat <= north and west <= lon <= east
