"""Painting what frames the bars: the ground, the titles as a tree, the cursor."""

from datetime import date

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPalette, QPen

from scout_app.ui import looks
from scout_app.ui.calendar.header import ROW
from scout_app.ui.calendar.scale import is_weekend
from scout_app.ui.calendar.view import View
from scout_app.ui.texts import _

FOLD = 14
"""Width of the arrow that folds a whole; a part stands that much farther right."""
_ICON = 16
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def ground(painter: QPainter, view: View) -> None:
    """Paint the days off, the days not read yet, and the lines between days and sites."""
    colours, body = view.colours, view.body
    painter.fillRect(body, colours.base)
    bottom = min(body.bottom() + 1, view.head + view.scene.height - view.top)
    tall = max(bottom - view.head, 0)
    _off(painter, view, tall)
    _unread(painter, view, tall)
    if view.scale.day_label:
        for day in range(view.scale.first, view.scale.last + 1):
            painter.fillRect(view.x(day), view.head, 1, tall, colours.faint)
    for run in view.scale.weeks():
        painter.fillRect(view.x(run.first), view.head, 1, tall, colours.faint)
    for run in view.scale.months():
        ink = colours.month if view.scale.has_weeks or run.number == 1 else colours.faint
        painter.fillRect(view.x(run.first), view.head, 1, tall, ink)
    for place in view.places:
        painter.fillRect(body.x(), view.y(place + 1) - 1, body.width(), 1, colours.line)


def _off(painter: QPainter, view: View, tall: int) -> None:
    """Paint the days on which one works less: weekends and public holidays."""
    if not view.scale.has_weeks:
        return
    for saturday in view.scale.saturdays():
        painter.fillRect(view.days(saturday, saturday + 1, view.head, tall), view.colours.weekend)
    for day in view.off.public:
        if view.sees(day, day) and not is_weekend(day):
            painter.fillRect(view.days(day, day, view.head, tall), view.colours.weekend)


def _unread(painter: QPainter, view: View, tall: int) -> None:
    read = view.scene.period
    first, last = read.first.toordinal(), read.last.toordinal()
    for start, end in ((view.scale.first, first - 1), (last + 1, view.scale.last)):
        if start <= end:
            painter.fillRect(view.days(start, end, view.head, tall), view.colours.unread)


def today(painter: QPainter, view: View) -> None:
    """Paint today's line, where the day begins."""
    if view.sees(view.today, view.today):
        painter.fillRect(view.x(view.today) - 1, view.head, 2, view.height, view.colours.accent)


def cursor(painter: QPainter, view: View) -> None:
    """Paint the days chosen, and around the day where the officer is a frame."""
    at = view.cursor
    if at is None or at.place >= len(view.scene.lines):
        return
    tops = view.scene.tops
    y, height = view.y(at.place), tops[at.place + 1] - tops[at.place] - 1
    chosen = view.days(at.first, at.last, y, height)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if at.first != at.last or view.has_focus:
        painter.fillRect(chosen, view.colours.chosen)
    painter.setPen(QPen(view.colours.accent, 2 if view.has_focus else 1))
    painter.drawRect(chosen.adjusted(1, 1, -1, -1))
    if at.first != at.last and view.has_focus:
        painter.setPen(QPen(view.colours.accent, 1, Qt.PenStyle.DotLine))
        painter.drawRect(view.days(at.day, at.day, y, height).adjusted(3, 3, -4, -4))


# -- titles --------------------------------------------------------------------------------------


def titles(painter: QPainter, view: View, palette: QPalette) -> None:
    """Paint the names of the sites, parts under their whole."""
    painter.setClipRect(0, view.head, view.side, view.height)
    painter.fillRect(0, view.head, view.side, view.height, view.colours.base)
    for place in view.places:
        _title(painter, view, place, palette)
    painter.setClipping(False)
    painter.fillRect(view.side - 1, 0, 1, view.head + view.height, view.colours.month)


def _title(painter: QPainter, view: View, place: int, palette: QPalette) -> None:
    line = view.scene.lines[place]
    row = line.row
    y, bottom = view.y(place), view.y(place + 1)
    if view.cursor and view.cursor.place == place:
        painter.fillRect(0, y, view.side, bottom - y - 1, view.colours.chosen)
    if line.parts:
        _arrow(painter, view, line.is_folded, fold_at(row.depth), (y + bottom) // 2)
    x = fold_at(row.depth) + FOLD
    icon = looks.kind_icon(row.site.kind, row.site.location_kind, palette)
    icon.paint(painter, QRect(x, y + (bottom - y - _ICON) // 2, _ICON, _ICON))
    room = QRect(x + _ICON + 5, y, view.side - x - _ICON - 11, bottom - y - 1)
    if line.is_folded:
        painter.setPen(view.colours.quiet)
        painter.drawText(room, _RIGHT, str(line.parts))
        room.adjust(0, 0, -painter.fontMetrics().horizontalAdvance(f" {line.parts}"), 0)
    painter.setPen(view.colours.text if row.site.offered else view.colours.quiet)
    mode = Qt.TextElideMode.ElideRight
    said = painter.fontMetrics().elidedText(row.site.name, mode, room.width())
    painter.drawText(room, _LEFT, said)
    painter.fillRect(0, bottom - 1, view.side, 1, view.colours.line)


def fold_at(depth: int) -> int:
    """Return where the arrow of a whole stands, in pixels from the left."""
    return 3 + depth * FOLD


def _arrow(painter: QPainter, view: View, is_folded: bool, x: int, y: int) -> None:
    """Paint an arrow: to the right when folded, down when not."""
    long, half = 4, 4
    ends = [QPoint(-half, -long // 2), QPoint(half, -long // 2), QPoint(0, long // 2)]
    if is_folded:
        ends = [QPoint(-long // 2, -half), QPoint(-long // 2, half), QPoint(long // 2, 0)]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(view.colours.quiet)
    painter.drawPolygon([QPoint(x + FOLD // 2, y) + end for end in ends])


def corner(painter: QPainter, view: View) -> None:
    """Paint the year and how many sites there are, above the titles."""
    painter.fillRect(0, 0, view.side, view.head, view.colours.head)
    painter.fillRect(0, view.head - 1, view.side, 1, view.colours.month)
    painter.setPen(view.colours.quiet)
    year = str(date.fromordinal(view.scale.first).year)
    painter.drawText(QRect(8, 0, view.side - 16, ROW), _LEFT, year)
    painter.drawText(QRect(8, 2 * ROW, view.side - 16, ROW), _LEFT, _("Sites"))
