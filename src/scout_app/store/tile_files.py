"""Maps of tiles in one file: MBTiles (SQLite) and PMTiles, read only and never trusted."""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scout_app.errors import FileTrouble

_PICTURES = frozenset({2, 3, 4, 5})
"""PMTiles' own numbers of PNG, JPEG, WebP and AVIF; 1 is vector tiles."""
_DEEPEST = 24
_LARGEST = 4 * 1024 * 1024
"""Bytes of one tile."""

Read = Callable[[int, int, int], bytes | None]


@dataclass(frozen=True, slots=True)
class About:
    """What a tile file says of itself; `attribution` may be empty."""

    name: str
    attribution: str
    min_zoom: int
    max_zoom: int


class TileFile:
    """An open tile file; used and closed by the thread that opened it."""

    def __init__(self, path: Path) -> None:
        """Open it; raises FileTrouble."""
        if not path.is_file():
            raise FileTrouble(path, "missing")
        self._path = path
        opened = _pmtiles if path.suffix.casefold() == ".pmtiles" else _mbtiles
        self.about, self._read, self.close = self._told(lambda: opened(path))

    def tile(self, zoom: int, column: int, row: int) -> bytes | None:
        """Return the picture of a tile, rows counted from the north; raises FileTrouble."""
        found: bytes | None = self._told(lambda: self._read(zoom, column, row))
        return found if found and len(found) <= _LARGEST else None

    def _told(self, act: Callable[[], Any]) -> Any:
        """Whatever a damaged file makes its reader raise is one fact."""
        try:
            return act()
        except FileTrouble:
            raise
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            why = "not_tiles" if "not a database" in str(error) else "damaged_tiles"
            raise FileTrouble(self._path, why, str(error)) from error
        except (OSError, LookupError, TypeError, ValueError, EOFError, ArithmeticError) as error:
            raise FileTrouble(self._path, "damaged_tiles", str(error)) from error


def _mbtiles(path: Path) -> tuple[About, Read, Callable[[], None]]:
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    try:
        names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        if "tiles" not in names:
            raise FileTrouble(path, "not_tiles")
        said: dict[str, str] = {}
        if "metadata" in names:
            rows = connection.execute("SELECT name, value FROM metadata LIMIT 1000")
            said = {str(name): str(value or "") for name, value in rows}
        if said.get("format") in ("pbf", "mvt"):
            raise FileTrouble(path, "not_tiles")
        zooms = connection.execute("SELECT min(zoom_level), max(zoom_level) FROM tiles").fetchone()
    except BaseException:
        connection.close()
        raise

    def read(zoom: int, column: int, row: int) -> bytes | None:
        # MBTiles counts its rows from the south (TMS).
        place = (zoom, column, (1 << zoom) - 1 - row)
        found = connection.execute(
            "SELECT tile_data FROM tiles WHERE zoom_level=? AND tile_column=? AND tile_row=?",
            place,
        ).fetchone()
        return bytes(found[0]) if found and isinstance(found[0], bytes) else None

    least, most = (int(zoom or 0) for zoom in zooms)
    return _about(path, said, least, most), read, connection.close


def _pmtiles(path: Path) -> tuple[About, Read, Callable[[], None]]:
    import pmtiles.reader

    library: Any = pmtiles.reader  # it has no types
    file = path.open("rb")
    try:
        if file.read(7) != b"PMTiles":
            raise FileTrouble(path, "not_tiles")
        reader = library.Reader(library.MmapSource(file))
        head = reader.header()
        if head["tile_type"].value not in _PICTURES:
            raise FileTrouble(path, "not_tiles")
        said: Mapping[str, Any] = {}
        # A map without a readable description is a map all the same.
        with suppress(ValueError, OSError, EOFError):
            said = dict(reader.metadata())
        about = _about(path, said, int(head["min_zoom"]), int(head["max_zoom"]))
    except BaseException:
        file.close()
        raise
    return about, reader.get, file.close


def _about(path: Path, said: Mapping[str, Any], least: int, most: int) -> About:
    name = str(said.get("name") or path.stem)
    least, most = (min(max(zoom, 0), _DEEPEST) for zoom in (least, most))
    return About(name[:80], str(said.get("attribution") or "")[:200], least, max(least, most))
