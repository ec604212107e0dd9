"""Painting a booking in the hand: where it would stand, and what is said of it."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from scout_app.ui.calendar.grip import Grip
from scout_app.ui.calendar.picture import AIR, LANE
from scout_app.ui.calendar.view import View

_WIDEST = 420
_AIR = 6
_WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence beside a day of a line."""

    place: int
    day: int
    said: str
    is_refusal: bool


def paint(painter: QPainter, view: View, grip: Grip) -> None:
    """Paint a veil over the bars as they stand, and the bars where they are held."""
    y = view.y(grip.place) + AIR // 2 + grip.lane * LANE
    veil = view.colours.veil
    for bar in grip.own:
        first, last = bar.period.first.toordinal(), bar.period.last.toordinal()
        if view.sees(first, last):
            painter.fillRect(view.days(first, last, y, LANE), veil)
    ink = view.colours.contested if grip.elsewhere else view.colours.accent
    for span in grip.spans:
        first, last = span.first.toordinal(), span.last.toordinal()
        if view.sees(first, last):
            _ghost(painter, view, grip, view.days(first, last, y + 1, LANE - 2), QPen(ink, 2))


def _ghost(painter: QPainter, view: View, grip: Grip, room: QRect, pen: QPen) -> None:
    look = view.colours.look(grip.bar.state)
    painter.setOpacity(0.8)
    look.paint(painter, QRectF(room), 3.0)
    painter.setOpacity(1.0)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen)
    painter.drawRect(room.adjusted(1, 1, -1, -1))
    seen = room.intersected(view.body).adjusted(6, 0, -4, 0)
    if seen.width() > 2 * LANE:
        painter.setPen(look.ink)
        mode = Qt.TextElideMode.ElideRight
        said = painter.fontMetrics().elidedText(grip.bar.production, mode, seen.width())
        painter.drawText(seen, Qt.AlignmentFlag.AlignVCenter, said)


def note(painter: QPainter, view: View, told: Note) -> None:
    """Paint a sentence in a frame below its line, above it where there is no room below."""
    widest = min(_WIDEST, view.body.width() - 4 * _AIR)
    text = painter.fontMetrics().boundingRect(0, 0, widest, 10_000, _WRAPPED, told.said)
    box = QRect(0, 0, text.width() + 2 * _AIR, text.height() + 2 * _AIR)
    box.moveTopLeft(_corner(view, told, box))
    colours = view.colours
    painter.setPen(QPen(colours.contested if told.is_refusal else colours.accent, 2))
    painter.setBrush(colours.head)
    painter.drawRoundedRect(QRectF(box), 4, 4)
    painter.setPen(colours.contested if told.is_refusal else colours.text)
    painter.drawText(box.adjusted(_AIR, _AIR, -_AIR + 1, -_AIR), _WRAPPED, told.said)


def _corner(view: View, told: Note, box: QRect) -> QPoint:
    place = min(told.place, len(view.scene.lines) - 1)
    body = view.body
    x = max(body.left() + _AIR, min(view.x(told.day), body.right() - box.width() - _AIR))
    below, above = view.y(place + 1) + 2, view.y(place) - box.height() - 2
    y = above if below + box.height() > body.bottom() and above > body.top() else below
    return QPoint(x, max(body.top() + _AIR, min(y, body.bottom() - box.height() - _AIR)))
