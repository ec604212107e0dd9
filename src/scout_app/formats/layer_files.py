"""What a map file must show before GDAL sees it: its kind, no entities, a modest archive.

GDAL guesses a format from the content, and some of its formats name other files or addresses;
only a file whose content is what its ending says is handed over.
"""

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from xml.parsers import expat

from scout_app.errors import FileTrouble
from scout_app.formats import archives

LARGEST = 512 * 2**20
"""Bytes of a map file."""
DEEPEST = 200
"""Elements within one another in an XML file."""
_SHAPE_PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
_GEOJSON = re.compile(
    rb'"type"\s*:\s*"(?:Feature|FeatureCollection|GeometryCollection|(?:Multi)?'
    rb'(?:Point|LineString|Polygon))"'
)
_MAGIC = {".gpkg": b"SQLite format 3\0", ".fgb": b"fgb", ".shp": b"\0\0\x27\x0a"}
ENDINGS = (".geojson", ".json", ".kml", ".kmz", ".gpx", ".zip", ".gpkg", ".fgb")


@contextmanager
def opened(path: Path) -> Iterator[tuple[Path, ...]]:
    """Give the files that GDAL may read; those of an archive are unpacked for that long.

    Raises:
        FileTrouble: the file is missing, too big, damaged, unsafe, or not what its ending says.
    """
    ending = path.suffix.lower()
    if not path.is_file():
        raise FileTrouble(path, "folder" if path.is_dir() else "missing")
    if ending not in ENDINGS:
        raise FileTrouble(path, "map_foreign")
    if path.stat().st_size > LARGEST:
        raise FileTrouble(path, "map_too_big")
    if path.stat().st_size == 0:
        raise FileTrouble(path, "map_empty")
    if ending not in {".zip", ".kmz"}:
        _check(path, path)
        yield (path,)
        return
    with TemporaryDirectory(prefix="scout-map-") as folder:
        try:
            yield _unpacked(path, Path(folder))
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as broken:
            raise FileTrouble(path, "map_damaged") from broken


def _check(file: Path, told: Path) -> None:
    """Refuse a file whose content is not what its ending says, naming the one the officer chose."""
    ending = file.suffix.lower()
    if ending in {".kml", ".gpx"}:
        _check_xml(file, told)
        return
    with file.open("rb") as stream:
        head = stream.read(2**20)
        stream.seek(max(0, file.stat().st_size - 2**16))
        tail = stream.read()
    if ending in _MAGIC:
        fits = head.startswith(_MAGIC[ending])
    else:
        text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
        fits = text.startswith(b"{") and bool(_GEOJSON.search(head) or _GEOJSON.search(tail))
    if not fits:
        raise FileTrouble(told, "map_foreign")


class _Entities(Exception):
    pass


class _Watch:
    """Follows the elements of an XML file; stops at a document type or a bottomless nesting."""

    def __init__(self) -> None:
        self.root = ""
        self.depth = 0

    def doctype(self, *_: object) -> None:
        raise _Entities

    def start(self, name: str, _: object) -> None:
        self.root = self.root or name.rpartition(":")[2].lower()
        self.depth += 1
        if self.depth > DEEPEST:
            raise _Entities

    def end(self, _: str) -> None:
        self.depth -= 1


def _check_xml(file: Path, told: Path) -> None:
    """Refuse a declared document type, hence any entity, and a root other than kml or gpx."""
    watch = _Watch()
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = watch.doctype
    parser.StartElementHandler = watch.start
    parser.EndElementHandler = watch.end
    try:
        with file.open("rb") as stream:
            parser.ParseFile(stream)
    except _Entities as found:
        raise FileTrouble(told, "map_entities") from found
    except (expat.ExpatError, ValueError, LookupError) as broken:
        raise FileTrouble(told, "map_damaged") from broken
    if watch.root != file.suffix.lower()[1:]:
        raise FileTrouble(told, "map_foreign")


def _unpacked(path: Path, folder: Path) -> tuple[Path, ...]:
    """Unpack the parts that are read, under names of ours, and nothing else."""
    with zipfile.ZipFile(path) as archive:
        parts = [part for part in archive.infolist() if not part.is_dir()]
        if not archives.are_safe(parts):
            raise FileTrouble(path, "map_archive")
        kmz = path.suffix.lower() == ".kmz"
        found = _kml_part(archive, parts, folder) if kmz else _shapes(archive, parts, folder)
    if not found:
        raise FileTrouble(path, "map_foreign")
    for file in found:
        _check(file, path)
    return found


def _kml_part(
    archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], folder: Path
) -> tuple[Path, ...]:
    """Unpack the one KML that a KMZ shows: `doc.kml`, or the first one."""
    kmls = [part for part in parts if part.filename.lower().endswith(".kml")]
    kmls.sort(key=lambda part: part.filename.lower() != "doc.kml")
    for part in kmls[:1]:
        to = folder / "doc.kml"
        to.write_bytes(archive.read(part))
        return (to,)
    return ()


def _shapes(
    archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], folder: Path
) -> tuple[Path, ...]:
    found = []
    for part in parts:
        name = PurePosixPath(part.filename.replace("\\", "/"))
        ending = name.suffix.lower()
        if ending in _SHAPE_PARTS and "__MACOSX" not in name.parts:
            to = folder / f"{name.stem}{ending}"
            to.write_bytes(archive.read(part))
            found += [to] if ending == ".shp" else []
    return tuple(found)


def kml_titles(file: Path) -> dict[str, str]:
    """Return the names of a KML's own data by what the reader makes of them: `Étage`, `__tage`."""
    titles: dict[str, str] = {}

    def start(name: str, marks: dict[str, str]) -> None:
        if name.rpartition(":")[2] in {"Data", "SimpleField"} and marks.get("name"):
            true = marks["name"]
            spoiled = re.sub(rb"[^A-Za-z0-9_]", b"_", true.encode()).decode()
            titles.setdefault(spoiled, true)

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    with file.open("rb") as stream:
        parser.ParseFile(stream)
    return titles
