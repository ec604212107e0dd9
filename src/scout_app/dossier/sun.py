"""The sun over the days asked, as a table."""

from collections.abc import Sequence
from datetime import datetime

from scout_app.dossier import styles, table
from scout_app.dossier.content import SunDay
from scout_app.dossier.page import Paper
from scout_app.dossier.text import para
from scout_app.wording import numbers

_DAY = 0.24
"""Share of the width that the column of days takes."""


def lay(paper: Paper, days: Sequence[SunDay], x: float, width: float) -> None:
    """Set the times of the days at the cursor."""
    _ = paper.text
    head = (_("Day"), _("Sunrise"), _("Golden until"), _("Golden from"), _("Sunset"))
    widths = (width * _DAY, *(width * (1 - _DAY) / 4,) * 4)
    rows = [[para(text, styles.CELL) for text in _row(day, paper.lang)] for day in days]
    table.lay(paper, [para(text, styles.CELL_HEAD) for text in head], rows, widths, x)


def _row(day: SunDay, lang: str) -> tuple[str, ...]:
    times = (day.sunrise, day.golden_morning_end, day.golden_evening_start, day.sunset)
    return (numbers.day(day.day, lang), *map(_time, times))


def _time(at: datetime | None) -> str:
    """Return the time of day; a dash where the sun has no such moment."""
    return numbers.clock(at) if at else "–"
