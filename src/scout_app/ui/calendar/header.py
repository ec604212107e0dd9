"""Painting the header of the calendar: years, months, ISO weeks and days, as each has room."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QLocale, QRect, Qt
from PySide6.QtGui import QColor, QPainter

from scout_app.ui.calendar.scale import Run, is_weekend
from scout_app.ui.calendar.view import View
from scout_app.ui.texts import _

ROW = 19
"""Height of one of the three rows."""
_MIDDLE = Qt.AlignmentFlag.AlignCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_SHORT = QLocale.FormatType.ShortFormat


def paint(painter: QPainter, view: View) -> None:
    """Paint the years or the months, the ISO weeks and the days, as far as each has room."""
    colours = view.colours
    painter.fillRect(view.side, 0, view.scale.width, view.head, colours.head)
    painter.setClipRect(view.side, 0, view.scale.width, view.head)
    _years_and_months(painter, view)
    _weeks(painter, view)
    if view.scale.day_label:
        for day in range(view.scale.first, view.scale.last + 1):
            _day(painter, view, day)
    for (first, last), _name in view.off.school:
        if view.sees(first, last):
            painter.fillRect(view.days(first, last, view.head - 3, 2), colours.school)
    painter.fillRect(view.side, view.head - 1, view.scale.width, 1, colours.month)
    _today_mark(painter, view)
    painter.setClipping(False)


def _years_and_months(painter: QPainter, view: View) -> None:
    colours, above = view.colours, 0
    if not view.scale.has_weeks:
        above = ROW
        for run in view.scale.years():
            _label(painter, view, run, 0, _year, colours.text, colours.month)
    for run in view.scale.months():
        _label(painter, view, run, above, _month(view), colours.text, colours.month)


def _weeks(painter: QPainter, view: View) -> None:
    colours = view.colours
    for run in view.scale.weeks():
        _label(painter, view, run, ROW, _week(view), colours.quiet, colours.line)
        if view.scale.week_label and not view.scale.day_label:
            _label(painter, view, run, 2 * ROW, _monday(view), colours.quiet, colours.line)


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


def _year(run: Run) -> str:
    return str(run.number)


def _month(view: View) -> Callable[[Run], str]:
    locale, label = QLocale(), view.scale.month_label

    def say(run: Run) -> str:
        year = date.fromordinal(run.first).year
        if not view.scale.has_weeks:
            return locale.standaloneMonthName(run.number, QLocale.FormatType.NarrowFormat)
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
