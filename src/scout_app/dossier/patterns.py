"""Colours with a pattern: what a state looks like when the printer knows only black."""

from dataclasses import dataclass
from typing import Literal

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from scout_app.dossier.page import moved

Pattern = Literal["", "/", "\\", "|", "x", "."]
"""Nothing, strokes that rise, fall or stand, crossed strokes, rows of short dashes."""
_Stroke = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Look:
    """How days in a state are printed."""

    fill: Color
    ink: Color
    """Of text on it."""
    hatch: Color | None = None
    pattern: Pattern = ""


def draw(
    canvas: Canvas, look: Look, x: float, y: float, width: float, height: float, radius: float = 2
) -> None:
    """Fill a rectangle and lay its pattern over it; the text is the caller's, in `ink`."""
    with moved(canvas, x, y):
        path = canvas.beginPath()
        path.roundRect(0, 0, width, height, radius)
        canvas.clipPath(path, stroke=0, fill=0)
        canvas.setFillColor(look.fill)
        canvas.rect(0, 0, width, height, stroke=0, fill=1)
        if look.hatch:
            canvas.setStrokeColor(look.hatch)
            canvas.setLineWidth(0.6)
            canvas.lines(_strokes(look.pattern, width, height))


def _strokes(pattern: Pattern, width: float, height: float) -> list[_Stroke]:
    if pattern == ".":
        return [
            (x, y, x + 0.9, y)
            for row, y in enumerate(_steps(1.6, height, 3.2))
            for x in _steps(1.2 + 1.6 * (row % 2), width, 3.2)
        ]
    if pattern == "|":
        return [(x, 0.0, x, height) for x in _steps(1.8, width, 3.6)]
    rising = [(x, 0.0, x + height, height) for x in _steps(-height, width, 3.6)]
    falling = [(x, height, x + height, 0.0) for x in _steps(-height, width, 3.6)]
    return {"/": rising, "\\": falling}.get(pattern, rising + falling)


def _steps(first: float, end: float, by: float) -> list[float]:
    return [first + by * n for n in range(int((end - first) / by) + 1)]
