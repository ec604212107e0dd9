"""The calendar that one works in: the mouse and the tips, over what keys do."""

from dataclasses import dataclass
from datetime import date
from html import escape
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip, QWidget

from scout_app.ui.calendar import words
from scout_app.ui.calendar.canvas import HEAD
from scout_app.ui.calendar.carrying import Carrying, movable
from scout_app.ui.calendar.cursor import Cursor
from scout_app.ui.calendar.frame import FOLD, fold_at
from scout_app.ui.calendar.grip import Part, part_of
from scout_app.ui.calendar.picture import Line, Strip
from scout_app.ui.texts import _

if TYPE_CHECKING:
    from scout_app.office.calendar import Bar

_LEFT = Qt.MouseButton.LeftButton
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier


@dataclass(frozen=True, slots=True)
class _Spot:
    """What lies under the mouse: a line, and in its body a day and perhaps a bar."""

    place: int
    day: int | None
    strip: Strip | None

    @property
    def bar(self) -> "Bar | None":
        """The bar under the mouse."""
        return self.strip.bar if self.strip else None


class Grid(Carrying):
    """Press and drag over days to choose them; click a bar to open it, drag it to move it."""

    dragged = Signal()
    """Days were chosen with the mouse: the form is wanted."""
    site_opened = Signal(object)
    """The id of a site whose name was double-clicked."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(today, parent)
        self._pressed: _Spot | None = None
        self._was_dragged = self._was_carried = False
        self._part: Part | None = None
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
        return _Spot(place, day, self.scene.strip_at(place, day, y))

    # -- pressing and dragging -----------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the cursor where it was pressed; with Shift, choose up to there."""
        super().mousePressEvent(event)
        spot = self.spot(event.position().toPoint())
        at = self.cursor_at
        if self.is_panning or event.button() != _LEFT or spot is None or at is None:
            return
        self.release()
        event.accept()
        self._pressed, self._was_dragged, self._was_carried = spot, False, False
        self._part = self._part_at(spot, event.position().x())
        if spot.day is None:
            self._press_title(spot, event.position().x())
        elif event.modifiers() & _SHIFT and spot.place == at.place:
            self._was_dragged = True
            self.go(at.stretched(spot.day))
        else:
            self.go(Cursor(spot.place, spot.day, spot.day))

    def _press_title(self, spot: _Spot, x: float) -> None:
        assert self.scene is not None
        assert self.cursor_at is not None
        line = self.scene.lines[spot.place]
        if line.parts and 0 <= x - fold_at(line.row.depth) < FOLD:
            self.fold(spot.place)
        else:
            self.go(self.cursor_at.on(spot.place))

    def _part_at(self, spot: _Spot, x: float) -> Part | None:
        """Return what would be taken of the bar under the mouse, None where there is none."""
        if spot.strip is None or self.scene is None or not movable(spot.strip.bar):
            return None
        left = self.side + self.scale.x(spot.strip.first)
        width = self.side + self.scale.x(spot.strip.last + 1) - left
        return part_of(spot.strip.bar, self.scene.own(spot.strip.bar.booking), x - left, width)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry the bar that was pressed, or choose from there to here; the view follows."""
        super().mouseMoveEvent(event)
        pressed, at = self._pressed, self.cursor_at
        if self.is_panning:
            return
        if pressed is None or pressed.day is None or at is None:
            self._point(event.position())
            return
        event.accept()
        day = self.scale.at(event.position().x() - self.side)
        if self._part is not None and not event.modifiers() & _CONTROL:
            self._drag(pressed, day, event.position().toPoint())
        elif day != at.day and self.grip is None:
            self._was_dragged = True
            self.go(at.stretched(day))

    def _drag(self, pressed: _Spot, day: int, at: QPoint) -> None:
        """Carry the bar that was pressed by as many days as the mouse went."""
        assert pressed.day is not None
        assert pressed.strip is not None
        assert self._part is not None
        over = self.spot(QPoint(max(at.x(), self.side), at.y()))
        elsewhere = over is not None and over.place != pressed.place
        if self.grip is None and not self._was_carried and (day != pressed.day or elsewhere):
            self._was_carried = self.take(pressed.place, pressed.strip)
        if self.grip is None:
            return
        went = self.grip.ends if self._part is Part.LAST else self.grip.begins
        row = self.scene.lines[over.place].row.site if elsewhere and over and self.scene else None
        self.carry(day - pressed.day - went, self._part, row)
        self.look_at(day, day)

    def _point(self, at: QPointF) -> None:
        spot = self.spot(at.toPoint())
        if spot is None or spot.bar is None:
            self.unset_hand()
            return
        ends = self._part_at(spot, at.x()) in (Part.FIRST, Part.LAST)
        shape = Qt.CursorShape.SizeHorCursor if ends else Qt.CursorShape.PointingHandCursor
        self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop what is held; open the bar that was clicked; ask for the form of the days chosen."""
        was_panning = self.is_panning
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        if was_panning or pressed is None or event.button() != _LEFT:
            return
        event.accept()
        if self.grip is not None:
            self.drop()
        elif self._was_carried:
            return
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
