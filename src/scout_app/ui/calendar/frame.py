"""Painting what frames the bars: the ground, the header of days, the titles, the cursor."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QLocale, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen

from scout_app.ui import looks
from scout_app.ui.calendar.scale import Run, is_weekend
from scout_app.ui.calendar.view import View
from scout_app.ui.texts import _

ROW = 19
"""Height of one of the header's three rows: months, weeks, days."""
_INDENT = 15
_ICON = 16
_MIDDLE = Qt.AlignmentFlag.AlignCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_SHORT = QLocale.FormatType.ShortFormat


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
        painter.fillRect(view.x(run.first), view.head, 1, tall, colours.month)
    for place in view.places:
        painter.fillRect(body.x(), view.y(place + 1) - 1, body.width(), 1, colours.line)


def _off(painter: QPainter, view: View, tall: int) -> None:
    """Paint the days on which one works less: weekends and public holidays."""
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


# -- header --------------------------------------------------------------------------------------


def header(painter: QPainter, view: View) -> None:
    """Paint the months, the ISO weeks and the days."""
    colours = view.colours
    painter.fillRect(view.side, 0, view.scale.width, view.head, colours.head)
    painter.setClipRect(view.side, 0, view.scale.width, view.head)
    for run in view.scale.months():
        _label(painter, view, run, 0, _month(view), colours.text, colours.month)
    for run in view.scale.weeks():
        _label(painter, view, run, ROW, _week(view), colours.quiet, colours.line)
        if view.scale.week_label and not view.scale.day_label:
            _label(painter, view, run, 2 * ROW, _monday(view), colours.quiet, colours.line)
    if view.scale.day_label:
        for day in range(view.scale.first, view.scale.last + 1):
            _day(painter, view, day)
    for (first, last), _name in view.off.school:
        if view.sees(first, last):
            painter.fillRect(view.days(first, last, view.head - 3, 2), colours.school)
    painter.fillRect(view.side, view.head - 1, view.scale.width, 1, colours.month)
    _today_mark(painter, view)
    painter.setClipping(False)


def _label(
    painter: QPainter, view: View, run: Run, y: int, say: Callable[[Run], str],
    ink: QColor, edge: QColor,
) -> None:  # fmt: skip
    """Write a label that stays in view while its days do."""
    whole = view.days(run.first, run.first + run.count - 1, y, ROW)
    painter.fillRect(whole.x(), y, 1, ROW, edge)
    room = whole.intersected(QRect(view.side, y, view.scale.width, ROW)).adjusted(4, 0, -2, 0)
    said = say(run)
    if painter.fontMetrics().horizontalAdvance(said) <= room.width():
        painter.setPen(ink)
        painter.drawText(room, _LEFT, said)


def _month(view: View) -> Callable[[Run], str]:
    locale, label = QLocale(), view.scale.month_label

    def say(run: Run) -> str:
        year = date.fromordinal(run.first).year
        if label == "word":
            return f"{locale.standaloneMonthName(run.number)} {year}"
        if label == "short":
            return f"{locale.standaloneMonthName(run.number, _SHORT)} {year % 100:02}"
        return locale.standaloneMonthName(run.number, QLocale.FormatType.NarrowFormat)

    return say


def _week(view: View) -> Callable[[Run], str]:
    label = view.scale.week_label
    word = _("W{number}")

    def say(run: Run) -> str:
        if label == "word":
            return word.format(number=run.number)
        return str(run.number)

    return say


def _monday(view: View) -> Callable[[Run], str]:
    """Where days have no room, the Mondays stand for them."""
    return lambda run: str(date.fromordinal(run.first).day)


def _day(painter: QPainter, view: View, day: int) -> None:
    room = view.days(day, day, 2 * ROW, ROW)
    when = date.fromordinal(day)
    forms = {"word": _SHORT, "letter": QLocale.FormatType.NarrowFormat}
    said = str(when.day)
    if form := forms.get(view.scale.day_label):
        said = f"{QLocale().dayName(when.isoweekday(), form)} {said}"
    is_off = is_weekend(day) or day in view.off.public
    painter.setPen(view.colours.quiet if is_off else view.colours.text)
    if day == view.today:
        painter.setPen(view.colours.accent)
    painter.drawText(room, _MIDDLE, said)


def _today_mark(painter: QPainter, view: View) -> None:
    if view.sees(view.today, view.today):
        width = max(view.x(view.today + 1) - view.x(view.today), 4)
        painter.fillRect(view.x(view.today), view.head - 3, width, 3, view.colours.accent)


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
    row = view.scene.lines[place].row
    y, bottom = view.y(place), view.y(place + 1)
    if view.cursor and view.cursor.place == place:
        painter.fillRect(0, y, view.side, bottom - y - 1, view.colours.chosen)
    x = 8 + row.depth * _INDENT
    icon = looks.kind_icon(row.site.kind, row.site.location_kind, palette)
    icon.paint(painter, QRect(x, y + (bottom - y - _ICON) // 2, _ICON, _ICON))
    room = QRect(x + _ICON + 6, y, view.side - x - _ICON - 12, bottom - y - 1)
    painter.setPen(view.colours.text if row.site.offered else view.colours.quiet)
    mode = Qt.TextElideMode.ElideRight
    said = painter.fontMetrics().elidedText(row.site.name, mode, room.width())
    painter.drawText(room, _LEFT, said)
    painter.fillRect(0, bottom - 1, view.side, 1, view.colours.line)


def corner(painter: QPainter, view: View) -> None:
    """Paint the year and how many sites there are, above the titles."""
    painter.fillRect(0, 0, view.side, view.head, view.colours.head)
    painter.fillRect(0, view.head - 1, view.side, 1, view.colours.month)
    painter.setPen(view.colours.quiet)
    year = str(date.fromordinal(view.scale.first).year)
    painter.drawText(QRect(8, 0, view.side - 16, ROW), _LEFT, year)
    painter.drawText(QRect(8, 2 * ROW, view.side - 16, ROW), _LEFT, _("Sites"))
