"""What maps mark: a pin for an exact place, an area for another, numbers for several."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.colors import Color, white
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from scout_app.dossier import styles
from scout_app.dossier.content import Place
from scout_app.dossier.lettering import Box
from scout_app.dossier.press import BOLD
from scout_app.dossier.view import View

_AREA = Color(0.06, 0.416, 0.545, alpha=0.2)
_MOST_NUMBERED = 40
_NEAR = 11.0
"""Points between two marks below which they share one."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place and the number it bears on the map, if any."""

    place: Place
    label: str = ""


def draw_area(canvas: Canvas, seen: View, mark: Mark) -> None:
    """Draw the area in which an approximate place lies."""
    radius = seen.length(mark.place.radius_m)
    if radius < 3:
        return
    x, y = seen.on_page(mark.place.lat, mark.place.lon)
    canvas.setFillColor(_AREA)
    canvas.setStrokeColor(styles.ACCENT)
    canvas.setLineWidth(0.7)
    canvas.setDash(2, 2)
    canvas.circle(x, y, radius, stroke=1, fill=1)
    canvas.setDash()


def draw(canvas: Canvas, seen: View, marks: Sequence[Mark]) -> list[Box]:
    """Draw pins, or numbers where there are several; places too near each other share one."""
    groups: list[tuple[float, float, list[Mark]]] = []
    for mark in marks:
        x, y = seen.on_page(mark.place.lat, mark.place.lon)
        near = next((g for g in groups if math.hypot(g[0] - x, g[1] - y) < _NEAR), None)
        if near:
            near[2].append(mark)
        else:
            groups.append((x, y, [mark]))
    numbered = len(groups) <= _MOST_NUMBERED and any(mark.label for mark in marks)
    return [_draw_group(canvas, x, y, group, numbered) for x, y, group in groups]


def _draw_group(canvas: Canvas, x: float, y: float, group: list[Mark], numbered: bool) -> Box:
    if numbered:
        return _draw_number(canvas, x, y, group)
    if any(mark.label for mark in group):
        return _draw_dot(canvas, x, y, 3)
    if _is_area(group[0]):
        return Box(x - 4, y - 4, x + 4, y + 4)
    return _draw_pin(canvas, x, y)


def _is_area(mark: Mark) -> bool:
    """Tell whether a mark is shown as an area, without a point that would look exact."""
    return mark.place.radius_m > 0


def _draw_number(canvas: Canvas, x: float, y: float, group: list[Mark]) -> Box:
    label = ", ".join(mark.label for mark in group[:3]) + ("…" if len(group) > 3 else "")
    half = max(6.5, stringWidth(label, BOLD, 7) / 2 + 3.5)
    exact = not any(_is_area(mark) for mark in group)
    canvas.setFillColor(styles.ACCENT if exact else white)
    canvas.setStrokeColor(white if exact else styles.ACCENT)
    canvas.setLineWidth(0.9)
    canvas.roundRect(x - half, y - 6.5, 2 * half, 13, 6.5, stroke=1, fill=1)
    canvas.setFillColor(white if exact else styles.ACCENT)
    canvas.setFont(BOLD, 7)
    canvas.drawCentredString(x, y - 2.5, label)
    return Box(x - half, y - 7, x + half, y + 7)


def _draw_dot(canvas: Canvas, x: float, y: float, radius: float) -> Box:
    canvas.setFillColor(styles.ACCENT)
    canvas.setStrokeColor(white)
    canvas.setLineWidth(0.8)
    canvas.circle(x, y, radius, stroke=1, fill=1)
    return Box(x - radius, y - radius, x + radius, y + radius)


def _draw_pin(canvas: Canvas, x: float, y: float) -> Box:
    """Draw a drop whose tip stands on the place."""
    path = canvas.beginPath()
    path.moveTo(x, y)
    path.curveTo(x - 2, y + 6, x - 6.5, y + 8, x - 6.5, y + 12.5)
    path.curveTo(x - 6.5, y + 21, x + 6.5, y + 21, x + 6.5, y + 12.5)
    path.curveTo(x + 6.5, y + 8, x + 2, y + 6, x, y)
    canvas.setFillColor(styles.ACCENT)
    canvas.setStrokeColor(white)
    canvas.setLineWidth(0.9)
    canvas.drawPath(path, stroke=1, fill=1)
    canvas.setFillColor(white)
    canvas.circle(x, y + 12.6, 2.3, stroke=0, fill=1)
    return Box(x - 8, y - 2, x + 8, y + 21)
