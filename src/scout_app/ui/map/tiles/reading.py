"""Tiles of a file, read and decoded on a thread of their own."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from scout_app.errors import ScoutError
from scout_app.store.tile_files import TileFile
from scout_app.ui.lanes import Lane, Post
from scout_app.ui.map.tiles.grid import Tile

FORMAT = QImage.Format.Format_ARGB32_Premultiplied


def decoded(data: bytes) -> QImage | None:
    """Return the picture, ready to be painted; None when it is none. For any thread."""
    image = QImage.fromData(data)
    return None if image.isNull() else image.convertToFormat(FORMAT)


class Reading(QObject):
    """Reads what is wanted now; what was wanted before and not begun is dropped."""

    came = Signal(object, object)
    """A tile, and its picture or None."""
    opened = Signal(object)
    """What the file says of itself."""
    failed = Signal(object)
    """A ScoutError: the file cannot be used."""

    def __init__(self, path: Path) -> None:
        """Open the file on the thread."""
        super().__init__()
        self._path = path
        self._lane = Lane("tiles")
        self._post = Post()
        self._wanted: frozenset[Tile] = frozenset()
        self._under_way: set[Tile] = set()
        self._file: TileFile | None = None
        self._closed = False
        self._lane.give(self._open)

    def want(self, tiles: tuple[Tile, ...]) -> None:
        """Ask for these tiles, in this order, and no others."""
        self._wanted = frozenset(tiles)
        for tile in tiles:
            if tile not in self._under_way:
                self._under_way.add(tile)
                self._lane.give(partial(self._read, tile))

    def close(self) -> None:
        """Let go of the file; nothing comes any more."""
        self._closed = True
        self._wanted = frozenset()
        self._lane.give(self._shut)
        self._lane.leave()

    # -- on the thread -------------------------------------------------------------------------

    def _open(self) -> None:
        try:
            self._file = TileFile(self._path)
        except ScoutError as error:
            self._post.send(partial(self._tell, error))
        else:
            self._post.send(partial(self.opened.emit, self._file.about))

    def _read(self, tile: Tile) -> None:
        image: QImage | None = None
        is_wanted = tile in self._wanted and self._file is not None
        if is_wanted and self._file is not None:
            try:
                data = self._file.tile(tile.zoom, tile.column, tile.row)
            except ScoutError as error:
                self._post.send(partial(self._tell, error))
            else:
                image = decoded(data) if data else None
        self._post.send(partial(self._give, tile, image, is_wanted))

    def _shut(self) -> None:
        if self._file is not None:
            self._file.close()

    # -- on the window's thread ----------------------------------------------------------------

    def _tell(self, error: ScoutError) -> None:
        if not self._closed:
            self.failed.emit(error)

    def _give(self, tile: Tile, image: QImage | None, was_read: bool) -> None:
        self._under_way.discard(tile)
        if was_read and not self._closed:
            self.came.emit(tile, image)
