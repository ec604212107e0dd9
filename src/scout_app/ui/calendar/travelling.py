"""Going about the calendar as about a map: wheel, two fingers, pinch, and a drag of the ground."""

from datetime import date
from typing import cast

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QWidget

from scout_app.ui.calendar.canvas import Canvas
from scout_app.ui.calendar.scale import ZOOMS

_NOTCH = 120
"""What one notch of a wheel turns, in eighths of a degree (QWheelEvent)."""
_NEARER = 1.3
"""How much nearer one notch of a wheel comes."""
_SPACE = Qt.Key.Key_Space
_MIDDLE, _LEFT = Qt.MouseButton.MiddleButton, Qt.MouseButton.LeftButton


class Travelling(Canvas):
    """A canvas that is panned by the middle button or the space bar, and zoomed by any factor."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(today, parent)
        self._panned_from: QPoint | None = None
        self._is_space_down = False
        self._wanted = float(self.scale.days)
        """The days in view before they were made whole: a pinch comes in hundredths."""
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)

    # -- zooming -------------------------------------------------------------------------------

    def nearer(self, factor: float, x: float) -> None:
        """Come nearer by a factor about a place on the viewport."""
        if round(self._wanted) != self.scale.days:
            self._wanted = self.scale.days
        self._wanted = max(ZOOMS[0], min(ZOOMS[-1], self._wanted / factor))
        self.look(self.scale.zoomed_to(round(self._wanted), x - self.side))

    def viewportEvent(self, event: QEvent) -> bool:
        """Zoom by pinching, on a touchpad or on a screen."""
        kind = event.type()
        if kind == QEvent.Type.NativeGesture:
            return self._pinched_pad(cast(QNativeGestureEvent, event))
        if kind == QEvent.Type.Gesture:
            return self._pinched_screen(cast(QGestureEvent, event))
        return bool(super().viewportEvent(event))

    def _pinched_pad(self, event: QNativeGestureEvent) -> bool:
        if event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture:
            return False
        self.nearer(1 + max(event.value(), -0.9), event.position().x())
        return True

    def _pinched_screen(self, event: QGestureEvent) -> bool:
        pinch = event.gesture(Qt.GestureType.PinchGesture)
        if not isinstance(pinch, QPinchGesture):
            return False
        at = self.viewport().mapFromGlobal(pinch.centerPoint())
        self.nearer(max(pinch.scaleFactor(), 0.1), QPointF(at).x())
        return True

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Shift along the days, with Ctrl zoom about the mouse."""
        held, turned, fingers = event.modifiers(), event.angleDelta(), event.pixelDelta()
        if held & Qt.KeyboardModifier.ControlModifier:
            if turned.y():
                self.nearer(_NEARER ** (turned.y() / _NOTCH), event.position().x())
        elif held & Qt.KeyboardModifier.ShiftModifier or abs(turned.x()) > abs(turned.y()):
            notches = (turned.x() or turned.y()) / _NOTCH
            self.look(self.scale.moved(self.scale.left - notches * self.scale.days / 12))
        elif not fingers.isNull():
            self.pan(fingers)
        else:
            super().wheelEvent(event)
            return
        event.accept()

    # -- panning -------------------------------------------------------------------------------

    @property
    def is_panning(self) -> bool:
        """Whether the ground is in the hand."""
        return self._panned_from is not None

    def pan(self, by: QPoint) -> None:
        """Move the ground by some pixels; both ways at once."""
        if by.x():
            self.look(self.scale.moved(self.scale.left - by.x() / self.scale.day))
        down = self.verticalScrollBar()
        down.setValue(down.value() - by.y())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the ground: with the middle button, or with the left one while space is down."""
        button = event.button()
        if button == _MIDDLE or (button == _LEFT and self._is_space_down):
            self._panned_from = event.position().toPoint()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            event.accept()
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Let the ground follow the hand."""
        if self._panned_from is None:
            super().mouseMoveEvent(event)
            return
        at = event.position().toPoint()
        by, self._panned_from = at - self._panned_from, at
        self.pan(by)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the ground go."""
        if self._panned_from is None:
            super().mouseReleaseEvent(event)
            return
        self._panned_from = None
        self.unset_hand()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hold the ground while space is down; + comes nearer and − goes farther."""
        steps = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}
        key = Qt.Key(event.key())
        if key == _SPACE:
            if not event.isAutoRepeat():
                self._hold_ground(True)
        elif key in steps:
            self.zoom(steps[key])
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Let go of the ground with the space bar."""
        if event.key() == _SPACE and not event.isAutoRepeat():
            self._hold_ground(False)
        else:
            super().keyReleaseEvent(event)

    def _hold_ground(self, wanted: bool) -> None:
        self._is_space_down = wanted
        self.unset_hand()

    def unset_hand(self) -> None:
        """Show the pointer of the ground: a hand while space holds it."""
        if self._is_space_down:
            self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self.viewport().unsetCursor()
