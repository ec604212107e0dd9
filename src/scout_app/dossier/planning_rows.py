"""The rows of a printed calendar: a site's name, its closed and risky days, its bars in lanes."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from scout_app.dossier import patterns, styles
from scout_app.dossier.patterns import Look
from scout_app.dossier.planning_content import Bar, Row
from scout_app.dossier.planning_looks import (
    CLOSED,
    CLOSED_LETTERS,
    RISKY,
    RISKY_LETTER,
    letter,
    look,
)
from scout_app.dossier.planning_scale import AIR, LEFT, NAMES, RIGHT, Scale
from scout_app.dossier.press import BOLD, REGULAR
from scout_app.dossier.text import fitted
from scout_app.model.values import Period

_CONTESTED = HexColor("#a3121f")
_INDENT = 7.0


def height(row: Row, scale: Scale) -> float:
    """Return how high a row stands, in points."""
    return row.lanes * scale.lane + AIR


def parted(row: Row, scale: Scale, room: float, again: str) -> list[Row]:
    """Return a row as rows that a page can hold; those that follow say `again` in its name."""
    most = int((room - AIR) / scale.lane)
    if row.lanes <= most:
        return [row]
    parts = []
    for first in range(0, row.lanes, most):
        bars = (bar for bar in row.bars if first <= bar.lane < first + most)
        name = again.format(site=row.name) if first else row.name
        lowered = tuple(replace(bar, lane=bar.lane - first) for bar in bars)
        parts.append(replace(row, name=name, bars=lowered))
    return parts


def draw(canvas: Canvas, lang: str, row: Row, scale: Scale, top: float) -> None:
    """Draw a row below `top`; the shades of weekends are on the page already."""
    bottom = top - height(row, scale)
    for look_, letters, runs in (
        (RISKY, RISKY_LETTER, row.risky), (CLOSED, CLOSED_LETTERS[lang], row.closed),
    ):  # fmt: skip
        _draw_weight(canvas, look_, letters, _joined(runs), scale, (bottom, top))
    _draw_name(canvas, row, top)
    for bar in row.bars:
        _draw_bar(canvas, bar, scale, top)
    canvas.setStrokeColor(styles.RULE)
    canvas.setLineWidth(0.4)
    canvas.line(LEFT, bottom, RIGHT, bottom)


def _draw_name(canvas: Canvas, row: Row, top: float) -> None:
    x = LEFT + _INDENT * min(row.depth, 4)
    room = LEFT + NAMES - x - 4
    name = fitted(row.name, REGULAR if row.depth else BOLD, 7.4, room)
    canvas.setFillColor(styles.INK)
    canvas.setFont(REGULAR if row.depth else BOLD, 7.4)
    canvas.drawString(x, top - 9, name)
    left = room - stringWidth(name, BOLD, 7.4) - 5
    if row.note and left > 24:
        canvas.setFillColor(styles.MUTED)
        canvas.setFont(REGULAR, 6)
        canvas.drawRightString(LEFT + NAMES - 4, top - 9, fitted(row.note, REGULAR, 6, left))


def _joined(runs: Sequence[Period]) -> Iterable[Period]:
    """Go through the days once, though several reasons weigh on them."""
    ordered = sorted(runs, key=lambda days: days.first)
    while ordered:
        first, *ordered = ordered
        last = first.last
        while ordered and ordered[0].first <= last:
            last = max(last, ordered.pop(0).last)
        yield Period(first.first, last)


def _draw_weight(
    canvas: Canvas, found: Look, sign: str, runs: Iterable[Period], scale: Scale,
    ends: tuple[float, float],
) -> None:  # fmt: skip
    bottom, top = ends
    for days in runs:
        if span := scale.span(days):
            x, width = span
            patterns.draw(canvas, found, x, bottom, width, top - bottom, 0)
            if width >= stringWidth(sign, BOLD, 6) + 1:
                canvas.setFillColor(found.ink)
                canvas.setFont(BOLD, 6)
                canvas.drawCentredString(x + min(width, scale.day * 7) / 2, bottom + 2, sign)


def _draw_bar(canvas: Canvas, bar: Bar, scale: Scale, top: float) -> None:
    span = scale.span(bar.period)
    if span is None:
        return
    inset = min(1.0, scale.day * 0.12)
    x, width = span[0] + inset, span[1] - 2 * inset
    y, tall = top - AIR / 2 - (bar.lane + 1) * scale.lane + 1, scale.lane - 2
    patterns.draw(canvas, look(bar), x, y, width, tall, min(2.0, width / 3))
    _outline(canvas, bar, x, y, width, tall)
    _label(canvas, bar, scale, x, y + (tall - scale.letters) / 2 + 1.2, width)


def _outline(canvas: Canvas, bar: Bar, x: float, y: float, width: float, tall: float) -> None:
    canvas.saveState()
    canvas.setStrokeColor(_CONTESTED if bar.contested else styles.MUTED)
    canvas.setLineWidth(1.6 if bar.contested else 0.5)
    if bar.expired or bar.elsewhere:
        canvas.setDash(2, 1.5)
    canvas.roundRect(x, y, width, tall, min(2.0, width / 3), stroke=1, fill=0)
    canvas.restoreState()


def _label(canvas: Canvas, bar: Bar, scale: Scale, x: float, y: float, width: float) -> None:
    """Write the letter, and as much of the text as there is room for; days before or after what
    is shown are told by an arrow."""
    size, short = scale.letters, letter(bar)
    before = "‹ " * (bar.period.first < scale.period.first)
    after = "›" * (bar.period.last > scale.period.last)
    shown = _fitting((before + short, short, short.strip("=?0123456789")), size, width)
    if not shown:
        return
    room = width - 3
    ink = look(bar).ink
    canvas.setFillColor(ink)
    canvas.setFont(BOLD, size)
    taken = stringWidth(shown, BOLD, size)
    left = x + (1.5 if taken <= room else (width - taken) / 2)
    canvas.drawString(left, y, shown)
    room -= taken + 3 + stringWidth(after, BOLD, size)
    if after and room >= 0:
        canvas.drawRightString(x + width - 1.5, y, after)
    if bar.text and room > 3 * size:
        canvas.setFont(REGULAR, size)
        canvas.drawString(left + taken + 3, y, fitted(bar.text, REGULAR, size, room))


def _fitting(signs: Iterable[str], size: float, width: float) -> str:
    """Return the first sign that fits, or nothing: the pattern alone says it then."""
    return next((sign for sign in signs if stringWidth(sign, BOLD, size) <= width - 0.6), "")
