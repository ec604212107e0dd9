"""A calendar → a PDF on landscape pages: the head on each, as many rows as fit, years apart."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from scout_app.dossier import planning_head, planning_rows, press, styles
from scout_app.dossier.planning_content import Planning, Row
from scout_app.dossier.planning_scale import BOTTOM, LEFT, PAGE, RIGHT, TOP, Scale
from scout_app.dossier.text import para, plain
from scout_app.model.values import Period
from scout_app.wording import numbers
from scout_app.wording.texts import translator

MOST_DAYS = 366
"""Days that one page shows at most; more go on over the next pages."""
_ROWS_TOP: float = PAGE[1] - TOP - planning_head.HEAD
_ROOM = _ROWS_TOP - BOTTOM
_WEEKEND, _HOLIDAY = HexColor("#f1f3f5"), HexColor("#dfe3e7")


@dataclass(frozen=True, slots=True)
class _Page:
    """Some days of some rows."""

    scale: Scale
    rows: tuple[Row, ...]


def write(planning: Planning, path: Path, step: Callable[[float], None]) -> press.Printed:
    """Print a calendar; `step` is told the part done, 0 to 1, and may raise Cancelled.

    Raises OSError when the disk refuses; what stood at the path then stays.
    """
    return press.put(path, lambda part: _print(planning, part, step))


def _print(planning: Planning, part: Path, step: Callable[[float], None]) -> int:
    canvas = press.canvas(part, PAGE, _about(planning))
    pages = list(_pages(planning))
    for number, page in enumerate(pages, 1):
        step((number - 1) / len(pages))
        _draw(canvas, planning, page)
        planning_head.draw_foot(canvas, planning, number, len(pages))
        canvas.showPage()
    canvas.save()
    step(1.0)
    return len(pages)


def _about(planning: Planning) -> press.About:
    _ = translator(planning.language).gettext
    days = numbers.period(planning.period, planning.language)
    return press.About(
        plain(_("Calendar of the sites, {days}").format(days=days)),
        plain(planning.office),
        plain(planning.about),
        press.LANGUAGES[planning.language],
        planning.made_on,
    )


def _pages(planning: Planning) -> Iterator[_Page]:
    """Go through the pages: all rows of the first days, then of those that follow."""
    _ = translator(planning.language).gettext
    again = _("{site} (continued)")
    for days in _stretches(planning.period):
        scale = Scale(days)
        taken, rows = 0.0, list[Row]()
        for row in planning.rows:
            for one in planning_rows.parted(row, scale, _ROOM, again):
                tall = planning_rows.height(one, scale)
                if taken + tall > _ROOM:
                    yield _Page(scale, tuple(rows))
                    taken, rows = 0.0, []
                taken += tall
                rows.append(one)
        yield _Page(scale, tuple(rows))


def _stretches(period: Period) -> Iterator[Period]:
    first = period.first
    while len(Period(first, period.last)) > MOST_DAYS:
        last = first + timedelta(days=MOST_DAYS - 1)
        yield Period(first, last)
        first = last + timedelta(days=1)
    yield Period(first, period.last)


def _draw(canvas: Canvas, planning: Planning, page: _Page) -> None:
    tall = sum(planning_rows.height(row, page.scale) for row in page.rows)
    bottom = _ROWS_TOP - tall
    for x, width, is_public in planning_head.shaded(planning, page.scale):
        canvas.setFillColor(_HOLIDAY if is_public else _WEEKEND)
        canvas.rect(x, bottom, width, _ROWS_TOP - bottom, stroke=0, fill=1)
    _draw_lines(canvas, page.scale, bottom)
    planning_head.draw(canvas, planning, page.scale)
    top = _ROWS_TOP
    for row in page.rows:
        planning_rows.draw(canvas, planning.language, row, page.scale, top)
        top -= planning_rows.height(row, page.scale)
    if not planning.rows:
        _say_empty(canvas, planning.language)


def _draw_lines(canvas: Canvas, scale: Scale, bottom: float) -> None:
    """Part the days, and the months more strongly; of many days only the months."""
    canvas.setStrokeColor(styles.RULE)
    canvas.setLineWidth(0.25)
    for day in scale.period:
        if not scale.is_narrow and day.day != 1:
            canvas.line(scale.x(day), bottom, scale.x(day), _ROWS_TOP)
    canvas.setStrokeColor(styles.PALE)
    canvas.setLineWidth(0.6)
    for day in filter(_opens_month, scale.period):
        canvas.line(scale.x(day), bottom, scale.x(day), _ROWS_TOP)
        canvas.line(scale.x(day), PAGE[1] - TOP - 41, scale.x(day), PAGE[1] - TOP - 30)
    canvas.line(LEFT, _ROWS_TOP, RIGHT, _ROWS_TOP)


def _opens_month(day: date) -> bool:
    return day.day == 1


def _say_empty(canvas: Canvas, lang: str) -> None:
    _ = translator(lang).gettext
    said = para(_("No site goes by that."), styles.BODY)
    said.wrap(RIGHT - LEFT, 40)
    said.drawOn(canvas, LEFT, _ROWS_TOP - 30)
