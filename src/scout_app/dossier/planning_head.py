"""The head of a printed calendar: its title, months, days, holidays; its foot with the legend."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import groupby

from babel.dates import format_date, get_day_names
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from scout_app.dossier import patterns, styles
from scout_app.dossier.planning_content import Planning
from scout_app.dossier.planning_looks import legend
from scout_app.dossier.planning_scale import BOTTOM, LEFT, PAGE, RIGHT, TOP, Scale
from scout_app.dossier.press import BOLD, REGULAR
from scout_app.dossier.text import fitted
from scout_app.model.values import Period
from scout_app.wording import numbers
from scout_app.wording.texts import translator

HEAD = 62.0
"""Height of the title and of the days above the first row, in points."""
_TITLE, _MONTHS, _DAYS = 14.0, 38.0, 52.0
"""How far their lines stand below the top."""
_SCHOOL = 2.2
_LOCALES = {"fr": "fr_FR", "en": "en_GB"}


def draw(canvas: Canvas, planning: Planning, scale: Scale) -> None:
    """Draw what stands above the rows of every page."""
    _draw_title(canvas, planning, scale)
    _draw_months(canvas, planning, scale)
    for day in scale.period:
        _draw_day(canvas, planning, scale, day)
    canvas.setFillColor(styles.ACCENT)
    for days in planning.off.school:
        if span := scale.span(days):
            canvas.rect(span[0], PAGE[1] - TOP - HEAD + 0.8, span[1], _SCHOOL, stroke=0, fill=1)


def _draw_title(canvas: Canvas, planning: Planning, scale: Scale) -> None:
    _ = translator(planning.language).gettext
    y = PAGE[1] - TOP - _TITLE
    days = numbers.period(scale.period, planning.language)
    title = _("Calendar of the sites, {days}").format(days=days)
    canvas.setFillColor(styles.INK)
    canvas.setFont(BOLD, 13)
    canvas.drawString(LEFT, y, fitted(title, BOLD, 13, 470))
    canvas.setFillColor(styles.MUTED)
    canvas.setFont(REGULAR, 8)
    printed = _("Printed {day}").format(day=numbers.day(planning.made_on, planning.language))
    told = " · ".join(text for text in (planning.about, planning.office, printed) if text)
    canvas.drawRightString(RIGHT, y, fitted(told, REGULAR, 8, 300))


def _draw_months(canvas: Canvas, planning: Planning, scale: Scale) -> None:
    canvas.setFillColor(styles.INK)
    canvas.setFont(BOLD, 8)
    for _month, run in groupby(scale.period, key=lambda day: (day.year, day.month)):
        days = list(run)
        room = len(days) * scale.day - 7
        told = _month_name(days[0], planning.language, room)
        canvas.drawString(scale.x(days[0]) + 2, PAGE[1] - TOP - _MONTHS, told)


def _month_name(day: date, lang: str, room: float) -> str:
    """Return a month's name as long as there is room for: mars 2027, mars, or nothing."""
    for pattern in ("LLLL y", "LLLL", "LLL"):
        told = format_date(day, pattern, locale=_LOCALES[lang])
        if stringWidth(told, BOLD, 8) <= room:
            return f"{told[:1].upper()}{told[1:]}"
    return ""


def _draw_day(canvas: Canvas, planning: Planning, scale: Scale, day: date) -> None:
    told = _day_name(scale, day, planning.language)
    if not told:
        return
    is_off = day in planning.off.public
    size = 7.5 if scale.is_wide else 5.6 if scale.is_narrow else 6.4
    canvas.setFillColor(styles.WARNING if is_off else styles.INK)
    canvas.setFont(BOLD if is_off else REGULAR, size)
    x, y = scale.x(day), PAGE[1] - TOP - _DAYS
    for n, line in enumerate(told):
        if scale.is_narrow:
            canvas.drawString(x + 0.8, y, line)
        else:
            canvas.drawCentredString(x + scale.day / 2, y + 2 - 7 * n, line)
    if is_off and scale.is_wide:
        name = fitted(planning.off.public[day], REGULAR, 6, scale.day - 4)
        canvas.setFont(REGULAR, 6)
        canvas.drawCentredString(x + scale.day / 2, y - 5, name)


def _day_name(scale: Scale, day: date, lang: str) -> tuple[str, ...]:
    """Return the lines over a day: its name, or its letter and number, or a Monday's number."""
    if scale.is_narrow:
        return (str(day.day),) if day.weekday() == 0 and scale.day * 7 > 7 else ()
    if scale.is_wide:
        return (format_date(day, "EEE d MMM", locale=_LOCALES[lang]),)
    names = get_day_names("narrow", "stand-alone", _LOCALES[lang])
    return names[day.weekday()], str(day.day)


def draw_foot(canvas: Canvas, planning: Planning, page: int, pages: int) -> None:
    """Draw the legend, whom the sheet is for, and which page this is."""
    _draw_legend(canvas, planning.language, BOTTOM - 17)
    canvas.setFillColor(styles.MUTED)
    canvas.setFont(REGULAR, 6.3)
    said = (*_said_of_school(planning), planning.confidentiality)
    told = " · ".join(text for text in said if text)
    canvas.drawString(
        LEFT, BOTTOM - 29, fitted(_said_of_holidays(planning), REGULAR, 6.3, RIGHT - LEFT)
    )
    canvas.setFont(REGULAR, 7)
    canvas.drawString(LEFT, BOTTOM - 39, fitted(told, REGULAR, 7, RIGHT - LEFT - 60))
    canvas.drawRightString(RIGHT, BOTTOM - 39, f"{page} / {pages}")


def _draw_legend(canvas: Canvas, lang: str, y: float) -> None:
    x = LEFT
    for look, letter, word in legend(lang):
        patterns.draw(canvas, look, x, y, 17, 10, 1.5)
        canvas.setStrokeColor(styles.MUTED)
        canvas.setLineWidth(0.4)
        canvas.roundRect(x, y, 17, 10, 1.5, stroke=1, fill=0)
        canvas.setFillColor(look.ink)
        canvas.setFont(BOLD, 6.6)
        canvas.drawCentredString(x + 8.5, y + 2.7, letter)
        canvas.setFillColor(styles.INK)
        canvas.setFont(REGULAR, 7)
        canvas.drawString(x + 20, y + 2.6, word)
        x += 20 + stringWidth(word, REGULAR, 7) + 10


def _said_of_holidays(planning: Planning) -> str:
    """Return the public holidays in words: a grey column says neither which nor why."""
    _, locale = translator(planning.language).gettext, _LOCALES[planning.language]
    named = (
        f"{format_date(day, 'd MMM', locale=locale)} ({name})"
        for day, name in planning.off.public.items()
    )
    days = ", ".join(named)
    return _("Public holidays: {days}").format(days=days) if days else ""


def _said_of_school(planning: Planning) -> Iterator[str]:
    _ = translator(planning.language).gettext
    if planning.off.school:
        yield _("Line under the days: school holidays (zone B)")
    if planning.off.unpublished:
        yield _("School holidays not published yet for some of the days")


def shaded(planning: Planning, scale: Scale) -> Iterator[tuple[float, float, bool]]:
    """Go through weekends and holidays: where each begins, its width, and whether it is public."""
    for is_off, chosen in ((False, _weekend), (True, planning.off.public.__contains__)):
        yield from ((*span, is_off) for span in _runs(scale, chosen))


def _weekend(day: date) -> bool:
    return day.weekday() >= 5


def _runs(scale: Scale, chosen: Callable[[date], bool]) -> Iterable[tuple[float, float]]:
    for is_chosen, run in groupby(scale.period, key=chosen):
        days = list(run)
        if is_chosen and (span := scale.span(Period(days[0], days[-1]))):
            yield span
