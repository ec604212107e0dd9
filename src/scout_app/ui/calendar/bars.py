"""Painting one line of the calendar: risks, closed days, shadows, and the bars in their lanes."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter

from scout_app.model.values import Availability, State
from scout_app.ui.calendar.picture import AIR, LANE, Line, Reasoned, Strip
from scout_app.ui.calendar.view import View
from scout_app.ui.looks import HoldLook
from scout_app.ui.texts import _

_RISK = 6
"""Height of the band that marks risk days."""
_GHOST = 0.38
_LETTER = 9
"""Least width in pixels of a bar that has room for its letter."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def line(painter: QPainter, view: View, place: int) -> None:
    """Paint what stands on one line, what is firmest last."""
    found, y = view.scene.lines[place], view.y(place)
    height = found.lanes * LANE + AIR - 1
    for risk in found.risks:
        if view.sees(risk.first, risk.last):
            _risk(painter, view, risk, y + height)
    for strip in found.shadows:
        if view.sees(strip.first, strip.last):
            _shadow(painter, view, strip, y, height)
    for closure in found.closures:
        if view.sees(closure.first, closure.last):
            _closure(painter, view, closure, y, height)
    _strips(painter, view, found, y)


def _strips(painter: QPainter, view: View, found: Line, y: int) -> None:
    for strip in found.strips:
        if view.sees(strip.first, strip.last):
            _bar(painter, view, strip, y + AIR // 2 + strip.lane * LANE)


def letter(strip: Strip, look: HoldLook) -> str:
    """Return what stands for the state on a bar: an option's rank, else the state's letter."""
    return look.letter if strip.bar.rank is None else str(strip.bar.rank)


def _bar(painter: QPainter, view: View, strip: Strip, y: int) -> None:
    bar = strip.bar
    look = view.colours.look(bar.state)
    room = QRectF(view.days(strip.first, strip.last, y + 1, LANE - 2))
    if room.width() > _LETTER:
        room.adjust(1, 0, -1, 0)
    firm = not bar.expired and bar.state is not State.RELEGATED
    painter.setOpacity(1.0 if firm else _GHOST)
    look.paint(painter, room, 3.0 if room.width() > _LETTER else 0.0)
    painter.setOpacity(1.0)
    if not firm:
        _outline(painter, room, view)
    ink = look.ink if firm else view.colours.quiet
    said = f"{letter(strip, look)}  {_named(strip)}"
    _write(painter, view, room.toRect(), said, ink)


def _named(strip: Strip) -> str:
    return _("{production} (expired)").format(production=strip.bar.production) if (
        strip.bar.expired
    ) else strip.bar.production


def _outline(painter: QPainter, room: QRectF, view: View) -> None:
    painter.setPen(_dashes(view))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(room.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
