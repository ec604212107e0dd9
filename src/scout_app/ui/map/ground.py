"""The ground under the sites: sea, land, lagoons, rivers and the coast, as one painted item."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from scout_app.places.basemap import Basemap, Line
from scout_app.places.complement import Complement
from scout_app.ui.map.colours import Colours
from scout_app.ui.map.plane import Extent, extent_of, to_plane

_LINE_PX = 1.0
"""Up to one pixel Qt has a quick way of stroking, sixty times as fast for the whole coast."""
_RIVER_PX = 1.6


class Ground(QGraphicsItem):
    """The bundled map in the plane's metres; what lies beyond its frame is not painted."""

    def __init__(self, basemap: Basemap, colours: Colours) -> None:
        super().__init__()
        self._colours = colours
        west, south, east, north = basemap.frame
        x, y = to_plane([west, east], [south, north])
        self.extent: Extent = extent_of(x, y)
        self._frame = QRectF(QPointF(x[0], y[0]), QPointF(x[1], y[1]))
        self._land = _path(basemap.land, closed=True)
        self._waters = _path(basemap.waters, closed=True)
        self._coast = _path(basemap.coast)
        self._rivers = _path(basemap.rivers)
        self._more, self._borders = QPainterPath(), QPainterPath()

    def complete(self, found: Complement) -> None:
        """Paint these waters and the borders of these communes as well."""
        self._more = _path(found.waters, closed=True)
        self._borders = _path(found.communes, closed=True)
        self.update()

    def dress(self, colours: Colours) -> None:
        """Paint in other colours from now on."""
        self._colours = colours
        self.update()

    def boundingRect(self) -> QRectF:
        """Return the frame."""
        return self._frame

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Fill sea, land and lagoons, then draw rivers and shores on them."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(self._frame)
        painter.fillRect(self._frame, self._colours.sea)
        painter.fillPath(self._land, self._colours.land)
        painter.fillPath(self._waters, self._colours.sea)
        painter.fillPath(self._more, self._colours.sea)
        border = _pen(self._colours.river, _LINE_PX)
        border.setStyle(Qt.PenStyle.DotLine)
        painter.strokePath(self._borders, border)
        painter.strokePath(self._rivers, _pen(self._colours.river, _RIVER_PX))
        for shore in (self._coast, self._waters, self._more):
            painter.strokePath(shore, _pen(self._colours.coast, _LINE_PX))


def _pen(colour: QColor, width: float) -> QPen:
    pen = QPen(colour)
    pen.setWidthF(width)
    pen.setCosmetic(True)
    return pen


def _path(lines: tuple[Line, ...], closed: bool = False) -> QPainterPath:
    path = QPainterPath()
    for line in lines:
        x, y = to_plane(line[:, 0], line[:, 1])
        path.addPolygon(QPolygonF([QPointF(*point) for point in zip(x, y, strict=True)]))
        if closed:
            path.closeSubpath()
    return path
