"""Painting one line of the calendar: risks, closed days, shadows, and the bars in their lanes."""

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from scout_app.model.values import Availability, State
from scout_app.ui.calendar.colours import dashed
from scout_app.ui.calendar.picture import AIR, LANE, Reasoned, Strip
from scout_app.ui.calendar.view import View
from scout_app.ui.looks import HoldLook
from scout_app.ui.texts import _

_RISK = 7
"""Height of the band that marks risk days."""
_GHOST = 0.4
_LETTER = 10
"""Least width in pixels that has room for a letter."""
_LEAST, _LEAST_CONTESTED = 2, 8
"""Least widths in pixels of a bar: one that is contested keeps a frame and its inside."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_MIDDLE = Qt.AlignmentFlag.AlignCenter

_Days = TypeVar("_Days", Strip, Reasoned)


def line(painter: QPainter, view: View, place: int) -> None:
    """Paint what stands on one line, what is firmest last."""
    found, y = view.scene.lines[place], view.y(place)
    height = view.scene.tops[place + 1] - view.scene.tops[place] - 1
    for risk in _seen(view, found.risks):
        _risk(painter, view, risk, y + height - _RISK)
    for shadow in _seen(view, found.shadows):
        _shadow(painter, view, shadow, QRect(0, y, 0, height))
    for closure in _seen(view, found.closures):
        _closure(painter, view, closure, y, height)
    for strip in _seen(view, found.strips):
        _bar(painter, view, strip, y + AIR // 2 + strip.lane * LANE)


def _seen(view: View, found: Sequence[_Days]) -> list[_Days]:
    first, last = view.scale.first, view.scale.last
    return [one for one in found if one.first <= last and one.last >= first]


def letter(strip: Strip, look: HoldLook) -> str:
    """Return what stands for the state on a bar: an option's rank, else the state's letter."""
    if strip.bar.contested:
        return "!!"
    awaits = strip.bar.state is State.AWAITING_HOME
    return look.letter if strip.bar.rank is None or awaits else str(strip.bar.rank)


def _bar(painter: QPainter, view: View, strip: Strip, y: int) -> None:
    bar, look = strip.bar, view.colours.look(strip.bar.state)
    room = QRectF(_wide(view.days(strip.first, strip.last, y + 1, LANE - 2), bar.contested))
    if room.width() > _LETTER:
        room.adjust(1, 0, -1, 0)
    faded = bar.expired or bar.state is State.RELEGATED
    radius = 3.0 if room.width() > _LETTER else 0.0
    if faded:
        painter.setOpacity(_GHOST)
    look.paint(painter, room, radius)
    if faded:
        painter.setOpacity(1.0)
        dashed(painter, room, view.colours.quiet)
    if bar.contested:
        _alarm(painter, view, room)
    if room.width() < _LETTER:
        return
    named = _("{production} (expired)") if bar.expired else "{production}"
    said = f"{letter(strip, look)}  {named.format(production=bar.production)}"
    _write(painter, view, room.toRect(), said, view.colours.text if faded else look.ink)


def _wide(room: QRect, contested: bool) -> QRect:
    """Return room enough to be seen, however small a day is."""
    least = _LEAST_CONTESTED if contested else _LEAST
    if (lacks := least - room.width()) > 0:
        room.adjust(-(lacks // 2), 0, lacks - lacks // 2, 0)
    return room


def _alarm(painter: QPainter, view: View, room: QRectF) -> None:
    """Frame contested days: impossible to overlook, also without colours and at any zoom."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(view.colours.contested, 3))
    painter.drawRect(room.adjusted(1.5, 1.5, -1.5, -1.5))


def _shadow(painter: QPainter, view: View, strip: Strip, span: QRect) -> None:
    """Paint the hold of a whole or of a part, which holds this site too, as its ghost."""
    look = view.colours.look(strip.bar.state)
    days = view.days(strip.first, strip.last, span.y() + 1, span.height() - 1)
    room = QRectF(_wide(days, strip.bar.contested))
    painter.setOpacity(_GHOST)
    look.paint(painter, room)
    painter.setOpacity(1.0)
    dashed(painter, room, view.colours.quiet)
    if strip.bar.contested:
        _alarm(painter, view, room)
    _write(painter, view, room.toRect(), f"({letter(strip, look)})", view.colours.text)


def _closure(painter: QPainter, view: View, found: Reasoned, y: int, height: int) -> None:
    look = view.colours.look(Availability.CLOSED)
    room = view.days(found.first, found.last, y, height)
    look.paint(painter, QRectF(room))
    _write(painter, view, room, f"{look.letter}  {found.reason}", look.ink)


def _risk(painter: QPainter, view: View, found: Reasoned, y: int) -> None:
    """Mark risk days along the foot of the line; their letter stands where they begin."""
    look = view.colours.look(Availability.AT_RISK)
    room = view.days(found.first, found.last, y, _RISK)
    look.paint(painter, QRectF(room))
    if room.width() > 2 * _LETTER:
        tab = QRect(max(room.x(), view.side), y + _RISK - 13, 13, 13)
        look.paint(painter, QRectF(tab))
        _small(painter, tab, look)


def _small(painter: QPainter, tab: QRect, look: HoldLook) -> None:
    painter.save()
    font = painter.font()
    font.setPixelSize(10)
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(look.ink)
    painter.drawText(tab, _MIDDLE, look.letter)
    painter.restore()


def _write(painter: QPainter, view: View, room: QRect, said: str, ink: QColor) -> None:
    """Write as much as there is room for, where the bar begins in view."""
    seen = room.intersected(view.body)
    if seen.width() < _LETTER:
        return
    painter.setPen(ink)
    space = painter.fontMetrics().horizontalAdvance(said[0])
    if seen.width() < 3 * space + 8:
        short = said[:1] if said[0] != "(" else said
        if painter.fontMetrics().horizontalAdvance(short) <= seen.width():
            painter.drawText(seen, _MIDDLE, short)
        return
    inner = seen.adjusted(5, 0, -3, 0)
    mode = Qt.TextElideMode.ElideRight
    painter.drawText(inner, _LEFT, painter.fontMetrics().elidedText(said, mode, inner.width()))
