"""Map files in: GeoJSON, KML, KMZ, GPX, Shapefile in a zip, GeoPackage, FlatGeobuf."""

import math
import warnings
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

from scout_app.errors import FileTrouble, Unknown
from scout_app.formats.layer_files import kml_titles, opened
from scout_app.formats.layers_out import write as write
from scout_app.formats.records import Cell, Record, Sheet

_GPX_LAYERS = ("waypoints", "routes", "tracks")
_KML = {".kml", ".kmz"}
_KML_DRAWING = {
    "id", "timestamp", "begin", "end", "altitudeMode", "tessellate", "extrude", "visibility",
    "drawOrder", "icon", "snippet",
}  # fmt: skip
"""What the KML reader adds to every row to draw it; said nowhere in most files."""


def read(path: Path, layer: str | None = None) -> Sheet:
    """Read one layer whole: its columns, its rows and their drawings, in the layer's own system.

    Raises:
        FileTrouble: the file is missing, damaged, unsafe or of another kind.
        Unknown: the file has no layer of that name.
    """
    from pyogrio import errors, raw

    refusals = (
        errors.DataSourceError,
        errors.DataLayerError,
        errors.FeatureError,
        errors.FieldError,
        errors.CRSError,
        UnicodeDecodeError,
        ValueError,
    )
    with opened(path) as files, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            file, name, others = _chosen(path, files, layer)
            charset = _charset(file)
            meta, _, drawn, fields = raw.read(
                file,
                layer=name,
                encoding=charset,
                force_2d=True,
                return_fids=False,
                datetime_as_string=True,
            )
        except errors.GeometryError as refused:
            raise FileTrouble(path, "map_shapes", str(refused)[:200]) from refused
        except refusals as refused:
            raise FileTrouble(path, "map_damaged", str(refused)[:200]) from refused
        if path.suffix.lower() in _KML:
            true = kml_titles(file)
            meta["fields"] = [true.get(str(title), str(title)) for title in meta["fields"]]
        return _sheet(path, name, others, meta, drawn, fields)


def _chosen(path: Path, files: Sequence[Path], asked: str | None) -> tuple[Path, str, list[str]]:
    """Choose the layer to read; GPX files have the same five layers, most of them empty."""
    import pyogrio

    layers = [(file, str(name)) for file in files for name, _ in pyogrio.list_layers(file)]
    if path.suffix.lower() == ".gpx":
        layers = [(file, name) for file, name in layers if name in _GPX_LAYERS]
        layers = [one for one in layers if _filled(*one)]
    if not layers:
        raise FileTrouble(path, "map_empty")
    names = [name for _, name in layers]
    if asked is not None and asked not in names:
        raise Unknown("layer", asked, tuple(names))
    at = 0 if asked is None else names.index(asked)
    return *layers[at], names[:at] + names[at + 1 :]


def _filled(file: Path, layer: str) -> bool:
    import pyogrio

    return int(pyogrio.read_info(file, layer=layer, force_feature_count=True)["features"]) > 0


def _charset(file: Path) -> str | None:
    """Return the charset of a Shapefile that says none: UTF-8 if it can be, else Windows'."""
    if file.suffix != ".shp" or file.with_suffix(".cpg").exists():
        return None
    table = file.with_suffix(".dbf")
    if not table.exists():
        return None
    content = table.read_bytes()
    try:
        content[int.from_bytes(content[8:10], "little") :].decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "UTF-8"


def _sheet(
    path: Path, name: str, others: list[str], meta: dict[str, Any], drawn: Any, fields: Any
) -> Sheet:
    titles = [str(title) for title in meta["fields"]]
    columns = [
        [_cell(value, kind) for value in values.tolist()]
        for values, kind in zip(fields, meta["ogr_types"], strict=True)
    ]
    if path.suffix.lower() in _KML:
        kept = [i for i, t in enumerate(titles) if t not in _KML_DRAWING or _told(columns[i])]
        titles, columns = [titles[i] for i in kept], [columns[i] for i in kept]
    count = len(drawn) if drawn is not None else len(columns[0]) if columns else 0
    rows = zip(*columns, strict=True) if columns else iter([()] * count)
    shapes: Sequence[bytes | None] = drawn.tolist() if drawn is not None else [None] * count
    records = [
        Record(number, tuple(cells), shape)
        for number, (cells, shape) in enumerate(zip(rows, shapes, strict=True), 1)
    ]
    return Sheet(name, tuple(titles), records, crs=meta["crs"], others=tuple(others))


def _told(values: Sequence[Cell]) -> bool:
    """Say whether a column holds more than the figures that the reader puts by default."""
    return any(isinstance(value, str | date) and value for value in values)


def _cell(value: Any, kind: str) -> Cell:
    """Return the value as a cell: whole numbers stay whole beside empty ones."""
    match value:
        case None:
            return None
        case float() if math.isnan(value):
            return None
        case float() if kind.startswith("OFTInteger"):
            return int(value)
        case str() if kind in {"OFTDate", "OFTDateTime"}:
            with suppress(ValueError):
                return date.fromisoformat(value[:10]) if kind == "OFTDate" else _instant(value)
            return value
        case bool() | int() | float() | str() | datetime() | date():
            return value
        case bytes():
            return None
    return str(value)


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("/", "-"))
