"""The calendar that one works in: the mouse and the tips, over what keys do."""

from dataclasses import dataclass
from datetime import date
from html import escape
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip, QWidget

from scout_app.ui.calendar import words
from scout_app.ui.calendar.canvas import HEAD
from scout_app.ui.calendar.cursor import Cursor
from scout_app.ui.calendar.picture import Line
from scout_app.ui.calendar.steering import Steered
from scout_app.ui.texts import _

if TYPE_CHECKING:
    from scout_app.office.calendar import Bar

_LEFT = Qt.MouseButton.LeftButton
_SHIFT = Qt.KeyboardModifier.ShiftModifier


@dataclass(frozen=True, slots=True)
class _Spot:
    """What lies under the mouse: a line, and in its body a day and perhaps a bar."""

    place: int
    day: int | None
    bar: "Bar | None"


class Grid(Steered):
    """Press and drag over days to choose them; click a bar to open it."""

    dragged = Signal()
    """Days were chosen with the mouse: the form is wanted."""
    site_opened = Signal(object)
    """The id of a site whose name was double-clicked."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(today, parent)
        self._pressed: _Spot | None = None
        self._was_dragged = False
        self.setAccessibleName(_("Calendar of the sites"))

    def spot(self, at: QPoint) -> _Spot | None:
        """Return what lies at a point of the viewport, None outside all lines."""
        y = at.y() - HEAD + self.verticalScrollBar().value()
        place = self.scene.place_at(y) if self.scene and at.y() >= HEAD else None
        if place is None or self.scene is None:
            return None
        if at.x() < self.side:
            return _Spot(place, None, None)
        day = self.scale.at(at.x() - self.side)
        return _Spot(place, day, self.scene.bar_at(place, day, y))

    # -- pressing and dragging -----------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the cursor where it was pressed; with Shift, choose up to there."""
        spot = self.spot(event.position().toPoint())
        at = self.cursor_at
        if event.button() != _LEFT or spot is None or at is None:
            super().mousePressEvent(event)
            return
        self._pressed, self._was_dragged = spot, False
        if spot.day is None:
            self.go(at.on(spot.place))
        elif event.modifiers() & _SHIFT and spot.place == at.place:
            self._was_dragged = True
            self.go(at.stretched(spot.day))
        else:
            self.go(Cursor(spot.place, spot.day, spot.day))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Choose from where it was pressed to here; beyond an edge the view follows."""
        pressed, at = self._pressed, self.cursor_at
        if pressed is None or pressed.day is None or at is None:
            self._point(event.position().toPoint())
            return
        day = self.scale.at(event.position().x() - self.side)
        if day != at.day:
            self._was_dragged = True
            self.go(at.stretched(day))

    def _point(self, at: QPoint) -> None:
        spot = self.spot(at)
        hand = spot is not None and spot.bar is not None
        shape = Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the bar that was clicked, or ask for the form of the days that were chosen."""
        pressed, self._pressed = self._pressed, None
        if pressed is None or event.button() != _LEFT:
            super().mouseReleaseEvent(event)
        elif pressed.bar is not None and not self._was_dragged:
            self.opened.emit(pressed.bar)
        elif pressed.day is not None:
            self.dragged.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Show the card of the site whose name was double-clicked."""
        spot = self.spot(event.position().toPoint())
        if spot is not None and spot.day is None and self.scene is not None:
            self.site_opened.emit(self._site(spot))
        else:
            self.mousePressEvent(event)

    def _site(self, spot: _Spot) -> UUID:
        assert self.scene is not None
        return self.scene.lines[spot.place].row.site.id

    # -- tips ----------------------------------------------------------------------------------

    def viewportEvent(self, event: QEvent) -> bool:
        """Say what the mouse rests on."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            plain = escape(self.tip(event.pos())).replace("\n", "<br>")
            QToolTip.showText(event.globalPos(), plain, self.viewport())
            return True
        return bool(super().viewportEvent(event))

    def tip(self, at: QPoint) -> str:
        """Return what there is to say of a point of the viewport; "" for free days."""
        spot = self.spot(at)
        if spot is None or self.scene is None:
            return ""
        line = self.scene.lines[spot.place]
        if spot.day is None:
            return words.site(line.row.site)
        today = date.fromordinal(self.today)
        if spot.bar is not None:
            return words.bar_tip(spot.bar, today)
        return "\n\n".join([*_tips(line, spot.day, today), *self.off.said(spot.day)])


def _tips(line: Line, day: int, today: date) -> list[str]:
    why = _("Holds this site too, being of its whole or of one of its parts")
    said = [
        _("Closed: {reason}").format(reason=found.reason)
        for found in line.closures
        if found.first <= day <= found.last
    ]
    said += [
        _("At risk: {reason}").format(reason=found.reason)
        for found in line.risks
        if found.first <= day <= found.last
    ]
    return said + [
        words.bar_tip(strip.bar, today, why)
        for strip in line.shadows
        if strip.first <= day <= strip.last
    ]
