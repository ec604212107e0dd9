"""The days asked, month by month: each state has its colour, its pattern and its letter."""

import calendar
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from babel.dates import get_day_names, get_month_names
from reportlab.lib.colors import Color, HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from scout_app.dossier import styles
from scout_app.dossier.content import Day
from scout_app.dossier.page import Paper, moved
from scout_app.dossier.press import BOLD, REGULAR
from scout_app.dossier.text import fitted
from scout_app.model.values import Availability

MONTH_WIDTH = 150.0
_CELL_WIDTH, _CELL_HEIGHT = MONTH_WIDTH / 7, 16.0
_BETWEEN = (styles.WIDTH - 3 * MONTH_WIDTH) / 2
_HEAD = 27.0
_Stroke = tuple[float, float, float, float]
_LOCALES = {"fr": "fr_FR", "en": "en_GB"}


@dataclass(frozen=True, slots=True)
class _Look:
    """How days in a state are printed; no two share a pattern or a letter."""

    letters: Mapping[str, str]
    fill: Color
    ink: Color
    hatch: Color | None = None
    pattern: str = ""


_LOOKS: Mapping[Availability, _Look] = {
    Availability.FREE: _Look({"fr": "L", "en": "F"}, HexColor("#dcefe2"), HexColor("#123f29")),
    Availability.OPTIONED: _Look(
        {"fr": "O", "en": "O"}, HexColor("#ffe9b8"), HexColor("#4a3300"), HexColor("#edc257"), "/"
    ),
    Availability.AT_RISK: _Look(
        {"fr": "R", "en": "R"}, HexColor("#ffdfd3"), HexColor("#5c1d06"), HexColor("#f0a287"), "."
    ),
    Availability.TAKEN: _Look({"fr": "P", "en": "T"}, HexColor("#1f5d94"), HexColor("#ffffff")),
    Availability.CLOSED: _Look(
        {"fr": "F", "en": "C"}, HexColor("#dcdfe2"), HexColor("#24282d"), HexColor("#b9bec5"), "x"
    ),
}
"""As the window shows them."""


def lay(paper: Paper, days: Sequence[Day]) -> None:
    """Set the legend and the months of the days at the cursor, three months to a row."""
    _draw_legend(paper, days)
    grids = months(days)
    for start in range(0, len(grids), 3):
        row = grids[start : start + 3]
        tall = max(map(month_height, row))
        paper.need(tall)
        for n, month in enumerate(row):
            draw_month(paper, month, styles.LEFT + n * (MONTH_WIDTH + _BETWEEN), paper.y)
        paper.down(tall + 8)


def months(days: Sequence[Day]) -> list[list[Day]]:
    """Return the days parted by months, in order."""
    ordered = sorted(days, key=lambda day: day.day)
    by_month = groupby(ordered, key=lambda day: (day.day.year, day.day.month))
    return [list(month) for _key, month in by_month]


def month_height(days: Sequence[Day]) -> float:
    """Return how high the grid of a month stands."""
    return _HEAD + _CELL_HEIGHT * len(_weeks(days))


def draw_month(paper: Paper, days: Sequence[Day], x: float, top: float) -> None:
    """Draw a month's grid, weeks from Monday; days that were not asked stay pale."""
    canvas, lang, first = paper.canvas, paper.lang, days[0].day
    title = str(get_month_names("wide", "stand-alone", _LOCALES[lang])[first.month])
    canvas.setFillColor(styles.INK)
    canvas.setFont(BOLD, 8.2)
    canvas.drawString(x, top - 8, f"{title[:1].upper()}{title[1:]} {first.year}")
    canvas.setFillColor(styles.MUTED)
    canvas.setFont(REGULAR, 6.6)
    names = get_day_names("narrow", "stand-alone", _LOCALES[lang])
    for n in range(7):
        canvas.drawCentredString(x + (n + 0.5) * _CELL_WIDTH, top - 20, names[n])
    asked = {day.day: day for day in days}
    for row, week in enumerate(_weeks(days)):
        for column, day in enumerate(week):
            if day.month == first.month:
                left, bottom = x + column * _CELL_WIDTH, top - _HEAD - (row + 1) * _CELL_HEIGHT
                _draw_day(canvas, lang, day, asked.get(day), left, bottom)


def _weeks(days: Sequence[Day]) -> list[list[date]]:
    """Return the weeks of a month that hold a day asked."""
    asked, first = {day.day for day in days}, days[0].day
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    return [week for week in weeks if asked.intersection(week)]


def _draw_day(canvas: Canvas, lang: str, day: date, asked: Day | None, x: float, y: float) -> None:
    if asked is None:
        canvas.setFillColor(styles.PALE)
        canvas.setFont(REGULAR, 7)
        canvas.drawCentredString(x + _CELL_WIDTH / 2, y + 5, str(day.day))
        return
    look = _LOOKS[asked.state]
    _draw_swatch(canvas, look, x + 0.6, y + 0.6, _CELL_WIDTH - 1.2, _CELL_HEIGHT - 1.2)
    canvas.setFillColor(look.ink)
    canvas.setFont(REGULAR, 7)
    canvas.drawRightString(x + _CELL_WIDTH / 2 + 0.6, y + 5, str(day.day))
    canvas.setFont(BOLD, 6)
    canvas.drawString(x + _CELL_WIDTH / 2 + 2.6, y + 5, look.letters[lang])


def _draw_swatch(
    canvas: Canvas, look: _Look, x: float, y: float, width: float, height: float
) -> None:
    with moved(canvas, x, y):
        path = canvas.beginPath()
        path.roundRect(0, 0, width, height, 2)
        canvas.clipPath(path, stroke=0, fill=0)
        canvas.setFillColor(look.fill)
        canvas.rect(0, 0, width, height, stroke=0, fill=1)
        if look.hatch:
            canvas.setStrokeColor(look.hatch)
            canvas.setLineWidth(0.6)
            canvas.lines(_hatching(look.pattern, width, height))


def _hatching(pattern: str, width: float, height: float) -> list[_Stroke]:
    """Return the lines of a pattern: strokes rising, crossing, or rows of short dashes."""
    if pattern == ".":
        return [
            (x, y, x + 0.9, y)
            for row, y in enumerate(_steps(1.6, height, 3.2))
            for x in _steps(1.2 + 1.6 * (row % 2), width, 3.2)
        ]
    rising = [(x, 0.0, x + height, height) for x in _steps(-height, width, 3.6)]
    falling = [(x, height, x + height, 0.0) for x in _steps(-height, width, 3.6)]
    return rising + (falling if pattern == "x" else [])


def _steps(first: float, end: float, by: float) -> list[float]:
    return [first + by * n for n in range(int((end - first) / by) + 1)]


def _draw_legend(paper: Paper, days: Sequence[Day]) -> None:
    """Draw what the letters mean, with how many days are in each state."""
    counted = Counter(day.state for day in days)
    labels = {day.state: day.label for day in days}
    paper.need(20 + month_height(days[:1]))
    x, y, canvas = styles.LEFT, paper.down(16), paper.canvas
    for state in sorted(counted, key=lambda state: state.severity):
        look = _LOOKS[state]
        _draw_swatch(canvas, look, x, y, 16, 12)
        canvas.setFillColor(look.ink)
        canvas.setFont(BOLD, 7)
        canvas.drawCentredString(x + 8, y + 3.5, look.letters[paper.lang])
        told = fitted(f"{labels[state]} ({counted[state]})", REGULAR, 8, 150)
        canvas.setFillColor(styles.INK)
        canvas.setFont(REGULAR, 8)
        canvas.drawString(x + 21, y + 3.3, told)
        x += 21 + stringWidth(told, REGULAR, 8) + 16
    paper.down(12)
