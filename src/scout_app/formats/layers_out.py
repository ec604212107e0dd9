"""Map files out: GeoPackage, GeoJSON, KML, Shapefile in a zip, whole or not at all."""

import re
import unicodedata
import zipfile
from datetime import date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from scout_app.errors import FileTrouble
from scout_app.formats import files
from scout_app.formats.records import Cell, Sheet

DRIVERS = {".gpkg": "GPKG", ".geojson": "GeoJSON", ".kml": "LIBKML", ".zip": "ESRI Shapefile"}
"""What can be written, by the ending of the name."""


def write(path: Path, sheet: Sheet, title: str | None = None) -> None:
    """Write the sheet as a map layer; `title` is the column whose text KML shows as a name.

    GeoJSON and KML are always in WGS84, so the sheet must be. The file appears whole, or not.

    Raises:
        FileTrouble: the ending is of no map format, or the folder cannot be written.
    """
    ending = path.suffix.lower()
    if ending not in DRIVERS:
        raise FileTrouble(path, "map_ending")
    with TemporaryDirectory(prefix="scout-map-") as folder:
        name = _layer_name(sheet.name)
        made = Path(folder) / (f"{name}.shp" if ending == ".zip" else f"layer{ending}")
        _write(made, DRIVERS[ending], name, sheet, title)
        made = _packed(made) if ending == ".zip" else made
        files.write(path, made.read_bytes())


def _layer_name(text: str) -> str:
    kept = "".join(c if c.isalnum() or c in "-_ " else "_" for c in text).strip()
    return kept[:60] or "layer"


def _write(made: Path, driver: str, name: str, sheet: Sheet, title: str | None) -> None:
    import numpy as np
    from pyogrio import raw

    titles = [("Name" if c == title and driver == "LIBKML" else c) for c in sheet.columns]
    titles = _short(titles) if driver == "ESRI Shapefile" else titles
    shapes = np.array([record.geometry for record in sheet.records], dtype=object)
    columns = list(zip(*(record.cells for record in sheet.records), strict=True))
    data = [_column(values) for values in columns or [()] * len(titles)]
    raw.write(
        made,
        shapes,
        [values for values, _ in data],
        titles,
        field_mask=[mask for _, mask in data],
        layer=name,
        driver=driver,
        geometry_type=_shape(sheet),
        crs=sheet.crs or "EPSG:4326",
        encoding="UTF-8",
        promote_to_multi=False,
    )


def _short(titles: list[str]) -> list[str]:
    """Return titles as a Shapefile bears them: ten plain letters, each another."""
    short: list[str] = []
    for title in titles:
        plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
        name = re.sub(r"\W+", "_", plain).strip("_")[:10] or "column"
        number = 1
        while name in short:
            number += 1
            name = f"{name[: 9 - len(str(number))]}_{number}"
        short.append(name)
    return short


def _shape(sheet: Sheet) -> str:
    """Return the one shape of all drawings, or the general word."""
    import shapely

    found = {shapely.from_wkb(r.geometry).geom_type for r in sheet.records if r.geometry}
    if found == {"Polygon", "MultiPolygon"}:
        return "MultiPolygon"
    return found.pop() if len(found) == 1 else "Unknown"


def _column(values: tuple[Cell, ...]) -> tuple[Any, Any]:
    """Return the column as an array of one type, and where it is empty."""
    import numpy as np

    empty = np.array([value is None for value in values], dtype=bool)
    kinds = {type(value) for value in values if value is not None}
    if kinds == {bool}:
        return np.array([bool(value) for value in values]), empty
    if kinds == {int} and all(abs(v) < 2**63 for v in values if isinstance(v, int)):
        return np.array([v if isinstance(v, int) else 0 for v in values], dtype="int64"), empty
    if kinds and kinds <= {int, float}:
        floats = [float(v) if isinstance(v, int | float) else 0.0 for v in values]
        return np.array(floats, dtype="float64"), empty
    texts = np.empty(len(values), dtype=object)
    texts[:] = [_text(value) for value in values]
    return texts, empty


def _text(value: Cell) -> str | None:
    return value.isoformat() if isinstance(value, date | datetime | time) else _plain(value)


def _plain(value: Cell) -> str | None:
    return None if value is None else str(value)


def _packed(shp: Path) -> Path:
    archive = shp.with_suffix(".zip")
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in sorted(shp.parent.iterdir()):
            if file != archive:
                packed.write(file, file.name)
    return archive
