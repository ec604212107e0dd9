"""The circle that sites are looked for in: dragged from its centre, or a number of kilometres."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QInputDialog, QWidget

from scout_app.model.values import Position
from scout_app.places import distance, drawing
from scout_app.ui.map.camera import Camera
from scout_app.ui.map.plane import Extent, extent_of, to_degrees, to_plane
from scout_app.ui.map.sketch import Sketch
from scout_app.ui.texts import _

_STILL_PX = 6.0
_USUAL_KM, _MOST_KM = 10.0, 500.0


@dataclass(frozen=True, slots=True)
class Circle:
    """A centre and a radius in km."""

    centre: Position
    km: float


class Around(QObject):
    """In hand until a circle is drawn; the circle stays until another one or `clear`."""

    drawn = Signal(object)
    """A Circle, or None once it is cleared."""
    changed = Signal()

    def __init__(self, camera: Camera, parent: QWidget) -> None:
        super().__init__(parent)
        self._camera, self._widget = camera, parent
        self.sketch = Sketch(camera)
        self.sketch.is_closed, self.sketch.has_handles = True, False
        self.circle: Circle | None = None
        self.in_hand = False
        self._pressed: QPointF | None = None

    def begin(self) -> None:
        """Wait for a centre."""
        self.in_hand = True
        self.changed.emit()

    def clear(self) -> None:
        """Look everywhere again."""
        was = self.circle
        self.in_hand, self._pressed = False, None
        self._show(None)
        if was is not None:
            self.drawn.emit(None)

    def take(self, circle: Circle) -> None:
        """Look in this circle."""
        self.in_hand = False
        self._show(circle)
        self.drawn.emit(circle)

    def extent(self) -> Extent | None:
        """Return the rectangle around the circle."""
        if not self.sketch.corners:
            return None
        lons, lats = zip(*self.sketch.corners, strict=True)
        return extent_of(*to_plane(lons, lats))

    def ask(self, centre: Position) -> None:
        """Ask how many kilometres around a centre."""
        km, agreed = QInputDialog.getDouble(
            self._widget, _("Sites around a point"), _("Distance in km:"), _USUAL_KM, 0.1,
            _MOST_KM, 1,
        )  # fmt: skip
        if agreed:
            self.take(Circle(centre, km))

    def takes_mouse(self, event: QMouseEvent) -> bool:
        """Draw with a mouse event; tell whether it is used up."""
        if not self.in_hand:
            return False
        at, kind = event.position(), event.type()
        if kind == QEvent.Type.MouseMove and self._pressed is not None:
            self._show(self._between(self._pressed, at))
        elif kind == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
            self._pressed = at
        elif kind == QEvent.Type.MouseButtonRelease and self._pressed is not None:
            self._release(at)
        else:
            return kind == QEvent.Type.MouseButtonDblClick
        return True

    def _release(self, at: QPointF) -> None:
        start, self._pressed = self._pressed, None
        if start is None:
            return
        if (at - start).manhattanLength() < _STILL_PX:
            self._show(None)
            self.ask(self._place(start))
        else:
            self.take(self._between(start, at))

    def takes_key(self, event: QKeyEvent) -> bool:
        """Leave by Escape; Enter or Space asks how far around the middle of the map."""
        key = event.key()
        if key == Qt.Key.Key_Escape and (self.in_hand or self.circle is not None):
            self.clear()
        elif self.in_hand and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.ask(self._place(self.sketch.boundingRect().center()))
        else:
            return False
        return True

    def _place(self, at: QPointF) -> Position:
        lon, lat = to_degrees(*self._camera.outlook.plane(at.x(), at.y()))
        return Position(float(lat), float(lon))

    def _between(self, start: QPointF, end: QPointF) -> Circle:
        centre = self._place(start)
        km = min(max(distance.km(centre, self._place(end)), 0.01), _MOST_KM)
        return Circle(centre, round(km, 2))

    def _show(self, circle: Circle | None) -> None:
        self.circle = circle
        self.sketch.corners = drawing.circle(circle.centre, circle.km) if circle else ()
        self.sketch.update()
        self.changed.emit()
