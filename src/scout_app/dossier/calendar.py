"""The days asked, month by month: each state has its colour, its pattern and its letter."""

import calendar
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby

from babel.dates import get_day_names, get_month_names
from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from scout_app.dossier import patterns, styles
from scout_app.dossier.content import Day
from scout_app.dossier.page import Paper
from scout_app.dossier.patterns import Look
from scout_app.dossier.press import BOLD, REGULAR
from scout_app.dossier.text import fitted
from scout_app.model.values import Availability

MONTH_WIDTH = 150.0
_CELL_WIDTH, _CELL_HEIGHT = MONTH_WIDTH / 7, 16.0
_BETWEEN = (styles.WIDTH - 3 * MONTH_WIDTH) / 2
_HEAD = 27.0
_LOCALES = {"fr": "fr_FR", "en": "en_GB"}


LOOKS: Mapping[Availability, Look] = {
    Availability.FREE: Look(HexColor("#dcefe2"), HexColor("#123f29")),
    Availability.OPTIONED: Look(HexColor("#ffe9b8"), HexColor("#4a3300"), HexColor("#edc257"), "/"),
    Availability.AT_RISK: Look(HexColor("#ffdfd3"), HexColor("#5c1d06"), HexColor("#f0a287"), "."),
    Availability.TAKEN: Look(HexColor("#1f5d94"), HexColor("#ffffff")),
    Availability.CLOSED: Look(HexColor("#dcdfe2"), HexColor("#24282d"), HexColor("#b9bec5"), "x"),
}
"""As the window shows them; no two share a pattern."""
_LETTERS: Mapping[str, Mapping[Availability, str]] = {
    "fr": {
        Availability.FREE: "L",
        Availability.OPTIONED: "O",
        Availability.AT_RISK: "R",
        Availability.TAKEN: "P",
        Availability.CLOSED: "F",
    },
    "en": {
        Availability.FREE: "F",
        Availability.OPTIONED: "O",
        Availability.AT_RISK: "R",
        Availability.TAKEN: "T",
        Availability.CLOSED: "C",
    },
}


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
    look = LOOKS[asked.state]
    patterns.draw(canvas, look, x + 0.6, y + 0.6, _CELL_WIDTH - 1.2, _CELL_HEIGHT - 1.2)
    canvas.setFillColor(look.ink)
    canvas.setFont(REGULAR, 7)
    canvas.drawRightString(x + _CELL_WIDTH / 2 + 0.6, y + 5, str(day.day))
    canvas.setFont(BOLD, 6)
    canvas.drawString(x + _CELL_WIDTH / 2 + 2.6, y + 5, _LETTERS[lang][asked.state])


def _draw_legend(paper: Paper, days: Sequence[Day]) -> None:
    """Draw what the letters mean, with how many days are in each state."""
    counted = Counter(day.state for day in days)
    labels = {day.state: day.label for day in days}
    paper.need(20 + month_height(days[:1]))
    x, y, canvas = styles.LEFT, paper.down(16), paper.canvas
    for state in sorted(counted, key=lambda state: state.severity):
        look = LOOKS[state]
        patterns.draw(canvas, look, x, y, 16, 12)
        canvas.setFillColor(look.ink)
        canvas.setFont(BOLD, 7)
        canvas.drawCentredString(x + 8, y + 3.5, _LETTERS[paper.lang][state])
        told = fitted(f"{labels[state]} ({counted[state]})", REGULAR, 8, 150)
        canvas.setFillColor(styles.INK)
        canvas.setFont(REGULAR, 8)
        canvas.drawString(x + 21, y + 3.3, told)
        x += 21 + stringWidth(told, REGULAR, 8) + 16
    paper.down(12)
