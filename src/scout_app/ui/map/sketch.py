"""What is being drawn, painted in pixels over everything: line, corners, the keyboard's cross."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from scout_app.places.drawing import Corner
from scout_app.ui.map.camera import Camera
from scout_app.ui.map.plane import to_plane

CORNER_PX = 9.0
_CROSS_PX = 12.0


class Sketch(QGraphicsItem):
    """A line or, when `is_closed`, a polygon; `ahead` is where the next corner would be."""

    def __init__(self, camera: Camera) -> None:
        super().__init__()
        self._camera = camera
        self._accent = QColor()
        self.corners: Sequence[Corner] = ()
        self.chosen: int | None = None
        self.ahead: Corner | None = None
        self.is_closed = False
        self.has_handles = True
        self.has_cross = False
        """The middle of the view is where the keyboard puts corners."""

    def dress(self, palette: QPalette) -> None:
        """Paint in other colours from now on."""
        self._accent = palette.color(QPalette.ColorRole.Accent)
        self.update()

    def boundingRect(self) -> QRectF:
        """Return the whole view."""
        outlook = self._camera.outlook
        return QRectF(0, 0, outlook.width, outlook.height)

    def points(self) -> list[QPointF]:
        """Return where the corners are seen."""
        return [self._point(corner) for corner in self.corners]

    def _point(self, corner: Corner) -> QPointF:
        right, down = self._camera.outlook.pixels(*to_plane(*corner))
        return QPointF(float(right), float(down))

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Draw the ground under the line, the line with a light rim, then the corners."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        points = self.points()
        if self.is_closed and len(points) > 2:
            fill = QColor(self._accent)
            fill.setAlphaF(0.18 if self.has_handles else 0.07)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(fill)
            painter.drawPolygon(QPolygonF(points))
        self._paint_line(painter, points)
        if self.has_handles:
            for number, point in enumerate(points):
                self._paint_corner(painter, point, number == self.chosen)
        if self.has_cross:
            self._paint_cross(painter)

    def _paint_line(self, painter: QPainter, points: list[QPointF]) -> None:
        line = [*points, points[0]] if self.is_closed and len(points) > 2 else points
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for pen in (QPen(QColor(255, 255, 255, 210), 4.5), QPen(self._accent, 2.2)):
            painter.setPen(pen)
            painter.drawPolyline(QPolygonF(line))
        if self.ahead is not None and points:
            start = points[self.chosen if self.chosen is not None else -1]
            painter.setPen(QPen(self._accent, 1.6, Qt.PenStyle.DashLine))
            painter.drawLine(start, self._point(self.ahead))

    def _paint_corner(self, painter: QPainter, point: QPointF, is_chosen: bool) -> None:
        half = CORNER_PX / 2
        painter.setPen(QPen(self._accent if not is_chosen else QColor("white"), 1.6))
        painter.setBrush(self._accent if is_chosen else QColor("white"))
        painter.drawRect(QRectF(point.x() - half, point.y() - half, CORNER_PX, CORNER_PX))

    def _paint_cross(self, painter: QPainter) -> None:
        middle, far = self.boundingRect().center(), _CROSS_PX
        for pen in (QPen(QColor(255, 255, 255, 210), 4.0), QPen(self._accent, 2.0)):
            painter.setPen(pen)
            painter.drawLine(middle - QPointF(far, 0), middle + QPointF(far, 0))
            painter.drawLine(middle - QPointF(0, far), middle + QPointF(0, far))
