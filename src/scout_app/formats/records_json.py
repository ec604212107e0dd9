"""Lists of objects in JSON, as open data sites give them; GeoJSON is for `layers`."""

import json
import struct
from collections.abc import Iterator
from pathlib import Path

from scout_app.errors import FileTrouble
from scout_app.formats import files
from scout_app.formats.records import Cell, Record, Reject, Sheet

LARGEST = 256 * 2**20
"""Bytes read at most."""
_LISTS = ("records", "results", "data", "items", "rows")
"""Where an object keeps its list of rows."""


def read(path: Path) -> Sheet:
    """Read a list of objects, or of records that hold `fields` and a `geometry` point.

    A value that is itself a list or an object is kept as JSON text. `geometry` is longitude
    first, as in GeoJSON. Rows that are not objects are rejected one by one.

    Raises:
        FileTrouble: the file is missing, too big, damaged, or holds no list of objects.
    """
    files.look(path, LARGEST, "map_too_big")
    try:
        content = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as broken:
        raise FileTrouble(path, "map_damaged") from broken
    rows = _rows(content)
    if rows is None or not any(isinstance(row, dict) for row in rows):
        raise FileTrouble(path, "map_empty" if rows == [] else "json_foreign")
    return _sheet(path.stem, rows)


def _rows(content: object) -> list[object] | None:
    if isinstance(content, dict):
        if content.get("type") == "FeatureCollection":
            return None
        content = next((content[k] for k in _LISTS if isinstance(content.get(k), list)), None)
    return content if isinstance(content, list) else None


def _sheet(name: str, rows: list[object]) -> Sheet:
    told = [(number, *_parts(row)) for number, row in enumerate(rows, 1) if isinstance(row, dict)]
    columns = tuple(dict.fromkeys(title for _, fields, _ in told for title in fields))
    records = [
        Record(number, tuple(_cell(fields.get(title)) for title in columns), shape)
        for number, fields, shape in told
    ]
    rejects = tuple(
        Reject(number, "not_an_object")
        for number, row in enumerate(rows, 1)
        if not isinstance(row, dict)
    )
    drawn = any(record.geometry for record in records)
    return Sheet(name, columns, records, rejects, crs="EPSG:4326" if drawn else None)


def _parts(row: dict[str, object]) -> tuple[dict[str, object], bytes | None]:
    """Return the fields of a row and its point; a record's own identity becomes a column."""
    inner = row.get("fields")
    if not isinstance(inner, dict):
        drawn = {title: value for title, value in row.items() if title != "geometry"}
        return (drawn if _point(row.get("geometry")) else row), _point(row.get("geometry"))
    own = {"recordid": row["recordid"]} if "recordid" in row else {}
    return own | inner, _point(row.get("geometry"))


def _point(geometry: object) -> bytes | None:
    if not isinstance(geometry, dict) or geometry.get("type") != "Point":
        return None
    figures = list(_figures(geometry.get("coordinates")))
    return struct.pack("<BIdd", 1, 1, *figures[:2]) if len(figures) >= 2 else None


def _figures(values: object) -> Iterator[float]:
    for value in values if isinstance(values, list) else []:
        if isinstance(value, int | float) and abs(value) < 1e300:
            yield float(value)


def _cell(value: object) -> Cell:
    if value is None or isinstance(value, str | int | float):
        return value
    return json.dumps(value, ensure_ascii=False)
