"""The tiles as one painted item of the map, under everything but the bundled ground."""

from collections import OrderedDict
from pathlib import Path

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QTimer, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from scout_app.errors import ScoutError
from scout_app.store.tile_files import About
from scout_app.ui.map.camera import Camera
from scout_app.ui.map.tiles.fetching import Fetching
from scout_app.ui.map.tiles.grid import Tile, needed, with_parents
from scout_app.ui.map.tiles.reading import Reading
from scout_app.ui.map.tiles.source import BUNDLED, TileSource

_KEPT = 300
_UP = 5
"""Zooms up that a coarser tile is looked for, while the right one is awaited."""
_SETTLE_MS = 40


class Tiles(QObject):
    """The chosen ground: asks for the tiles in view, keeps those that came."""

    changed = Signal()
    """Something else is to be painted."""
    told = Signal(object)
    """A ScoutError, once for each choice."""

    def __init__(self, camera: Camera) -> None:
        """Start with the bundled map: nothing is asked."""
        super().__init__()
        self._camera = camera
        self.source = BUNDLED
        self.kept: OrderedDict[Tile, QImage | None] = OrderedDict()
        """Pictures, or None where the source has no tile; the last used at the end."""
        self._from: Fetching | Reading | None = None
        self._has_told = False
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(_SETTLE_MS)
        self._turn.timeout.connect(self._look)

    def choose(self, source: TileSource) -> None:
        """Take another ground."""
        self.close()
        self.source = source
        self.kept.clear()
        self._has_told = False
        if source.kind == "file":
            reading = self._from = Reading(Path(source.where))
            reading.opened.connect(self._opened)
        elif source.kind == "web":
            self._from = Fetching(source)
        if self._from is not None:
            self._from.came.connect(self._came)
            self._from.failed.connect(self._failed)
        self.changed.emit()
        self.moved()

    def moved(self) -> None:
        """Look at what is in view, once the view has stood still for a moment."""
        if self._from is not None and not self._turn.isActive():
            self._turn.start()

    def close(self) -> None:
        """Stop asking."""
        self._turn.stop()
        if self._from is not None:
            self._from.close()
            self._from = None

    def in_view(self) -> tuple[Tile, ...]:
        """Return the tiles that the view needs now."""
        if self._from is None:
            return ()
        return needed(self._camera.outlook, self.source.min_zoom, self.source.max_zoom)

    def best(self, tile: Tile) -> tuple[QImage, QRectF] | None:
        """Return the picture that stands for a tile, and which part of it to paint."""
        for up in range(min(_UP, tile.zoom) + 1):
            parent = tile.parent(up)
            image = self.kept.get(parent)
            if image is not None:
                self.kept.move_to_end(parent)
                side = image.width() / (1 << up), image.height() / (1 << up)
                column, row = tile.column & ((1 << up) - 1), tile.row & ((1 << up) - 1)
                return image, QRectF(column * side[0], row * side[1], *side)
        return None

    def _look(self) -> None:
        if self._from is not None:
            wanted = with_parents(self.in_view(), self.source.min_zoom)
            self._from.want(tuple(tile for tile in wanted if tile not in self.kept))

    def _came(self, tile: Tile, image: QImage | None) -> None:
        self.kept[tile] = image
        self.kept.move_to_end(tile)
        while len(self.kept) > _KEPT:
            self.kept.popitem(last=False)
        self.changed.emit()

    def _opened(self, about: About) -> None:
        """Know what the file holds."""
        here = self.source
        said = about.attribution or about.name
        self.source = TileSource(
            here.id, about.name, said, about.min_zoom, about.max_zoom, "file", True, here.where
        )
        self.changed.emit()
        self.moved()

    def _failed(self, error: ScoutError) -> None:
        """Say it once; a file that cannot be read gives way to the bundled map."""
        if self._has_told:
            return
        if self.source.kind == "file":
            self.choose(BUNDLED)
        self._has_told = True
        self.told.emit(error)


class TileLayer(QGraphicsItem):
    """Paints the tiles in view."""

    def __init__(self, tiles: Tiles) -> None:
        super().__init__()
        self._tiles = tiles

    def boundingRect(self) -> QRectF:
        """Return the whole world, and more."""
        return QRectF(-5e7, -5e7, 1e8, 1e8)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Paint whole pixels, so that no seam shows between tiles."""
        tiles = self._tiles.in_view()
        if not tiles:
            return
        to_pixels = painter.worldTransform()
        painter.save()
        painter.resetTransform()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for tile in tiles:
            if (found := self._tiles.best(tile)) is not None:
                image, part = found
                extent = tile.extent
                first = to_pixels.map(QPointF(extent.west, extent.north))
                last = to_pixels.map(QPointF(extent.east, extent.south))
                at = QRect(first.toPoint(), last.toPoint()).adjusted(0, 0, -1, -1)
                painter.drawImage(QRectF(at), image, part)
        painter.restore()
