"""Where the rows of a file are: in 1e-7 degrees, and whether that is where one would expect them.

A system other than the file's own is recognised by its figures (places.lambert), row by row, and
only offered: until the mapping says it, such rows come in without a position and say why.
"""

from collections.abc import Mapping as Map

from scout_app.errors import BadValue, Refused
from scout_app.formats.records import Cell, Record, Sheet
from scout_app.office.imports.cells import degrees, text
from scout_app.office.imports.mapping import Mapping
from scout_app.office.imports.report import Plan
from scout_app.places import lambert, outlines
from scout_app.places.projection import to_wgs84

Point = tuple[int, int]
"""Latitude and longitude in 1e-7 degrees."""
_Figures = tuple[float, float]
"""What a row gives, east before north."""
_UNIT = 10**7
_WGS84 = ("", "EPSG:4326", "OGC:CRS84")


class Positions:
    """Reads the place of each row of one sheet, and remembers what should be said of it."""

    def __init__(self, picker: Map[str, int], mapping: Mapping, sheet: Sheet) -> None:
        self._picker, self._mapping = picker, mapping
        self._drawn_in = mapping.crs or sheet.crs or ""
        self._points: list[tuple[int, Point]] = []
        self._otherwise: list[tuple[int, str]] = []

    def of(self, record: Record) -> Point | None:
        """Return where the row is: its columns first, else what it draws; None when it is unsaid.

        0/0 is what devices write when they do not know. Raises BadValue for what is no place on
        Earth in any system.
        """
        given = _written(record, self._picker)
        crs = self._mapping.crs
        if given is None:
            given, crs = _drawn(record), self._drawn_in
        if given is None or given == (0.0, 0.0):
            return None
        point = _place(given, crs)
        if point is None:
            looks = _looks(given)
            if looks is None:
                raise BadValue("position", f"{given[1]:g}, {given[0]:g}", "position")
            self._otherwise.append((record.number, looks))
            return None
        self._points.append((record.number, point))
        return point

    def flag(self, plan: Plan) -> None:
        """Warn of the rows that came in and lie outside the region, or look like another system."""
        refused = {said.number for said in plan.rejects}
        bounds = self._mapping.region or lambert.region_of([point for _, point in self._points])
        for number, (lat, lon) in self._points:
            at = lat / _UNIT, lon / _UNIT
            if bounds and number not in refused and not lambert.within(bounds, *at):
                shown = f"{at[0]:.5f}, {at[1]:.5f}"
                plan.warn(number, Refused("import_outside_region", shown))
        for number, looks in self._otherwise:
            if number not in refused:
                plan.warn(number, Refused("import_other_system", looks))

    def is_said(self) -> bool:
        """Tell whether the columns say where rows are."""
        return bool({"position", "lat", "x"} & self._picker.keys())


def offered(sheet: Sheet, mapping: Mapping) -> lambert.Proposal | None:
    """Return the system that rows of the file look like, when it is not the one they are read in.

    To be confirmed by the officer, who then sets `crs` in the mapping.
    """
    picker = mapping.picker(sheet)
    given = [found for record in sheet.records if (found := _told(record, picker)) is not None]
    strange = [pair for pair in given if _place(pair, mapping.crs or sheet.crs or "") is None]
    proposals = lambert.propose(strange)
    return next((one for one in proposals if one.crs in lambert.KNOWN), None)


def _told(record: Record, picker: Map[str, int]) -> _Figures | None:
    try:
        return _written(record, picker) or _drawn(record)
    except BadValue:
        return None


def _place(given: _Figures, crs: str) -> Point | None:
    """Return the place of two figures read in a system; None when they cannot be of it.

    In a file whose system was confirmed, a row that holds degrees is read as degrees.
    """
    if crs not in _WGS84:
        fitting = [one for one in lambert.propose([given]) if one.crs == crs]
        if fitting:
            return lambert.degrees([given], crs, fitting[0].swapped)[0]
    x, y = given
    if abs(y) <= 90 and abs(x) <= 180:
        return round(y * _UNIT), round(x * _UNIT)
    if crs in _WGS84 or crs in lambert.KNOWN:
        return None
    there = to_wgs84(crs, x, y)
    if not (abs(there.lat) <= 90 and abs(there.lon) <= 180):
        return None
    return round(there.lat * _UNIT), round(there.lon * _UNIT)


def _looks(given: _Figures) -> str | None:
    proposals = lambert.propose([given])
    return next((one.crs for one in proposals if one.crs in lambert.KNOWN), None)


def _written(record: Record, picker: Map[str, int]) -> _Figures | None:
    def cell(name: str) -> Cell:
        return record.cells[picker[name]] if name in picker else None

    if "position" in picker:
        return _pair(text(cell("position")))
    for east, north in (("lon", "lat"), ("x", "y")):
        x, y = degrees(cell(east), east), degrees(cell(north), north)
        if x is not None and y is not None:
            return x, y
    return None


def _pair(said: str) -> _Figures | None:
    """Read `48.85, 2.36`, with or without brackets: latitude first, as open data portals write."""
    parts = said.strip("[]() ").split(";" if ";" in said else ",")
    if len(parts) != 2:
        if not said:
            return None
        raise BadValue("position", said, "number")
    lat, lon = degrees(parts[0], "position"), degrees(parts[1], "position")
    return None if lat is None or lon is None else (lon, lat)


def _drawn(record: Record) -> _Figures | None:
    """Return a point on what the row draws; inside an outline, on a line."""
    if record.geometry is None:
        return None
    from shapely import from_wkb

    shape = from_wkb(record.geometry)
    if shape.is_empty:
        return None
    point = shape if shape.geom_type == "Point" else shape.representative_point()
    return float(point.x), float(point.y)


def drawn_outline(record: Record, crs: str) -> bytes | None:
    """Return the outline that a row draws, as the catalogue keeps it; None when it draws nothing.

    Raises Refused for what cannot be kept; nothing is ever repaired.
    """
    if record.geometry is None:
        return None
    try:
        drawn = outlines.to_wgs84(record.geometry, crs)
    except ValueError as unreadable:
        raise Refused("outline_unreadable", crs) from unreadable
    fault = outlines.fault(drawn)
    if fault is None:
        return outlines.blob(drawn)
    looks = _looks(_drawn(record) or (0.0, 0.0)) if fault.code == "not_degrees" else None
    if looks is not None:
        raise Refused("import_outline_system", looks)
    raise Refused(f"outline_{fault.code}", crs)
