"""Drawing on the map by mouse or keyboard: measuring, outlines, circles."""

from collections.abc import Sequence
from enum import Enum, auto

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from scout_app.places.drawing import Corner
from scout_app.ui.map import reach
from scout_app.ui.map.camera import Camera
from scout_app.ui.map.pen import Pen
from scout_app.ui.map.plane import to_degrees, to_plane
from scout_app.ui.map.plots import Plots
from scout_app.ui.map.sketch import Sketch

_STILL_PX = 4.0
"""A press that moves less is a click, else it moves the map."""
_Key = Qt.Key
_NUDGES = {
    _Key.Key_Left: (-8.0, 0.0),
    _Key.Key_Right: (8.0, 0.0),
    _Key.Key_Up: (0.0, -8.0),
    _Key.Key_Down: (0.0, 8.0),
}


class Purpose(Enum):
    """What the line is for."""

    DISTANCE = auto()
    AREA = auto()
    OUTLINE = auto()


class Drafting(QObject):
    """The pen in hand; while there is none, every event goes on to the map."""

    changed = Signal()
    """A corner was put, moved or deleted."""
    done = Signal(object)
    """The corners, once Enter or a double click closed the line."""
    left = Signal()
    """Escape: nothing is kept."""

    def __init__(self, camera: Camera, plots: Plots, parent: QObject) -> None:
        super().__init__(parent)
        self._camera, self._plots = camera, plots
        self.sketch = Sketch(camera)
        self.pen = Pen()
        self.purpose: Purpose | None = None
        self._pressed: QPointF | None = None
        self._holds = self._is_done = False

    # -- the pen ---------------------------------------------------------------------------------

    def begin(self, purpose: Purpose, ring: Sequence[Corner] = ()) -> None:
        """Take the pen, with the corners of an outline to edit or none."""
        self.purpose, self.pen = purpose, Pen(ring)
        self._is_done = self._holds = False
        self.sketch.has_cross = False
        self._show()

    def stop(self) -> None:
        """Put the pen down."""
        self.purpose, self.pen = None, Pen()
        self.sketch.ahead, self.sketch.has_cross = None, False
        self._show()

    def finish(self) -> None:
        """Close the line as it is."""
        self._is_done = True
        self.sketch.ahead = None
        self._show()
        self.done.emit(tuple(self.pen.corners))

    def _show(self) -> None:
        self.sketch.corners, self.sketch.chosen = self.pen.corners, self.pen.chosen
        self.sketch.is_closed = self.purpose in (Purpose.AREA, Purpose.OUTLINE)
        self.sketch.update()
        self.changed.emit()

    def _put(self, at: QPointF) -> None:
        if self._is_done and self.purpose is not Purpose.OUTLINE:
            self.pen = Pen()  # the next measure
        self._is_done = False
        self.pen.put(self._corner(at))
        self._show()

    def _corner(self, at: QPointF) -> Corner:
        """Return the place of a pixel: the corner of another outline when there is one near."""
        outlook = self._camera.outlook
        x, y = outlook.plane(at.x(), at.y())
        near = self._plots.corner_near(x, y, reach.REACH_PX * outlook.scale)
        if near is not None:
            return near
        lon, lat = to_degrees(x, y)
        return round(float(lon), 7), round(float(lat), 7)

    # -- the mouse -------------------------------------------------------------------------------

    def takes_mouse(self, event: QMouseEvent) -> bool:
        """Draw with a mouse event; tell whether it is used up."""
        if self.purpose is None:
            return False
        at, kind = event.position(), event.type()
        if kind == QEvent.Type.MouseMove:
            return self._move(at, bool(event.buttons()))
        if event.button() != Qt.MouseButton.LeftButton:
            return False
        if kind == QEvent.Type.MouseButtonPress:
            return self._press(at)
        if kind == QEvent.Type.MouseButtonRelease:
            return self._release(at)
        if kind == QEvent.Type.MouseButtonDblClick:
            self._pressed = None
            self.finish()
            return True
        return False

    def _press(self, at: QPointF) -> bool:
        """Take the corner under the mouse in hand, or a new one on the leg under it."""
        points = self.sketch.points()
        self._pressed = at
        corner = reach.corner(points, at)
        if corner is not None and not (self._is_done and self.purpose is not Purpose.OUTLINE):
            self.pen.chosen, self._holds = corner, True
        elif self.purpose is Purpose.OUTLINE and len(points) > 2:
            leg = reach.leg(points, at)
            if leg is not None:
                self.pen.split(leg, self._corner(at))
                self._holds = True
        if self._holds:
            self._show()
        return self._holds

    def _move(self, at: QPointF, pressed: bool) -> bool:
        if self._holds:
            self.pen.move(self._corner(at))
            self._show()
            return True
        if not pressed:
            self.sketch.ahead = None if self._is_done else self._corner(at)
            self.sketch.has_cross = False
            self.sketch.update()
        return False

    def _release(self, at: QPointF) -> bool:
        pressed, self._pressed = self._pressed, None
        if self._holds:
            self._holds = False
            return True
        if pressed is not None and (at - pressed).manhattanLength() < _STILL_PX:
            self._put(at)
        return False

    # -- the keyboard ----------------------------------------------------------------------------

    def takes_key(self, event: QKeyEvent) -> bool:
        """Draw with a key; tell whether it is used up. Arrows without Control move the map."""
        if self.purpose is None:
            return False
        key, ctrl = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key == _Key.Key_Escape:
            self.left.emit()
        elif key in (_Key.Key_Return, _Key.Key_Enter):
            self.finish()
        elif key in (_Key.Key_Space, _Key.Key_Insert):
            self.sketch.has_cross = True
            self._put(self.sketch.boundingRect().center())
        elif key in (_Key.Key_Delete, _Key.Key_Backspace):
            self.pen.drop()
            self._show()
        elif key in (_Key.Key_N, _Key.Key_P) and not ctrl:
            self.pen.step(1 if key == _Key.Key_N else -1)
            self._show()
        elif ctrl and key in _NUDGES:
            self._nudge(*_NUDGES[_Key(key)])
        else:
            self._cross(key)
            return False
        return True

    def _cross(self, key: int) -> None:
        """Show where Space would put a corner, as soon as the arrows move the map."""
        if key in _NUDGES:
            self.sketch.has_cross, self.sketch.ahead = True, None
            self.sketch.update()

    def _nudge(self, right: float, down: float) -> None:
        if self.pen.chosen is None:
            return
        outlook = self._camera.outlook
        x, y = (float(axis) for axis in to_plane(*self.pen.corners[self.pen.chosen]))
        lon, lat = to_degrees(x + right * outlook.scale, y - down * outlook.scale)
        self.pen.move((round(float(lon), 7), round(float(lat), 7)))
        self._show()
