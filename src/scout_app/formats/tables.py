"""The one door to outside tables: which format reads a file, and which writes one."""

import json
from pathlib import Path

from scout_app.errors import FileTrouble
from scout_app.formats import delimited, layers, layers_out, records_json, spreadsheets
from scout_app.formats.records import Sheet

TEXTS = (".csv", ".tsv", ".txt")
MAPS = (".geojson", ".kml", ".kmz", ".gpx", ".zip", ".gpkg", ".fgb")
READ = (*TEXTS, *spreadsheets.SUFFIXES, *MAPS, ".json")
"""The endings that can be read."""
WRITTEN = (".csv", ".xlsx", *layers_out.DRIVERS)
"""The endings that can be written."""
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def read(path: Path, name: str | None = None) -> Sheet:
    """Read a table whole; `name` says which sheet or layer of several.

    A table of text that is in truth a spreadsheet is read as one.

    Raises:
        FileTrouble: the file cannot be read, or is of no kind that Scout reads.
        Unknown: it has no sheet of that name.
    """
    ending = path.suffix.lower()
    if ending in TEXTS:
        if _begins(path) in (_ZIP, _OLE):
            return spreadsheets.read(path, name)
        return delimited.read(path)
    if ending in spreadsheets.SUFFIXES:
        if _begins(path) and _begins(path) not in (_ZIP, _OLE):
            raise FileTrouble(path, "table_disguised")
        return spreadsheets.read(path, name)
    if ending == ".json" and not _is_map(path):
        return records_json.read(path)
    if ending in (*MAPS, ".json"):
        return layers.read(path, name)
    raise FileTrouble(path, "table_ending")


def write(path: Path, sheet: Sheet) -> None:
    """Write a sheet as the ending of the name says; raises FileTrouble."""
    match path.suffix.lower():
        case ".csv":
            delimited.write(path, sheet)
        case ".xlsx":
            spreadsheets.write(path, sheet)
        case ending if ending in layers_out.DRIVERS:
            layers_out.write(path, sheet, _title(sheet))
        case _:
            raise FileTrouble(path, "table_ending_out")


def _begins(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(4)
    except OSError:
        return b""


def _is_map(path: Path) -> bool:
    """Tell GeoJSON from a list of objects, both of which are called .json."""
    try:
        with path.open("rb") as stream:
            begin = stream.read(2**16).decode("utf-8-sig", "replace")
    except OSError:
        return False
    if not begin.lstrip().startswith("{"):
        return False
    try:
        found = json.loads(begin)
    except ValueError:
        return '"FeatureCollection"' in begin[:4096]
    return isinstance(found, dict) and found.get("type") in {"FeatureCollection", "Feature"}


def _title(sheet: Sheet) -> str | None:
    """Return the column that names a row on a map: the second, after the reference."""
    return sheet.columns[min(1, len(sheet.columns) - 1)] if sheet.columns else None
