"""Maps across a page: the ground, what is marked on it, names, scale and credit."""

import math
from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas

from scout_app.dossier import ground, marks, styles
from scout_app.dossier.lettering import Box, letter
from scout_app.dossier.page import Paper, moved
from scout_app.dossier.press import REGULAR
from scout_app.dossier.view import View, holding
from scout_app.places import basemap
from scout_app.wording import numbers


def draw(paper: Paper, shown: Sequence[marks.Mark], height: float, closest: float) -> None:
    """Draw the marks on their ground across the page; `closest` as `view.holding` says."""
    seen = holding([mark.place for mark in shown], styles.WIDTH, height, closest)
    with moved(paper.canvas, styles.LEFT, paper.down(height)):
        with moved(paper.canvas, 0, 0):
            _clip(paper.canvas, seen)
            ground.place(paper.canvas, seen)
            for mark in shown:
                marks.draw_area(paper.canvas, seen, mark)
            taken = marks.draw(paper.canvas, seen, shown)
            taken += _draw_scale(paper, seen)
            letter(paper.canvas, basemap.read(), seen.on_page, Box(0, 0, seen.width, height), taken)
        paper.canvas.setStrokeColor(styles.RULE)
        paper.canvas.setLineWidth(0.6)
        paper.canvas.rect(0, 0, seen.width, height)
    _draw_credit(paper)


def _clip(canvas: Canvas, seen: View) -> None:
    path = canvas.beginPath()
    path.rect(0, 0, seen.width, seen.height)
    canvas.clipPath(path, stroke=0, fill=0)


def _draw_scale(paper: Paper, seen: View) -> list[Box]:
    """Draw a bar of a round length, at most a fifth of the width."""
    metres = _round_length(seen.width / 5 / seen.length(1.0))
    length, canvas = seen.length(metres), paper.canvas
    label = (
        numbers.quantity(round(metres / 1000), 0, "km", paper.lang)
        if metres >= 1000
        else numbers.quantity(round(metres), 0, "m", paper.lang)
    )
    canvas.setStrokeColor(styles.INK)
    canvas.setLineWidth(0.8)
    canvas.lines([(10, 13, 10, 9), (10, 9, 10 + length, 9), (10 + length, 9, 10 + length, 13)])
    canvas.setFillColor(styles.INK)
    canvas.setFont(REGULAR, 6.5)
    canvas.drawString(10 + length + 4, 8.5, label)
    return [Box(6, 4, 10 + length + 34, 17)]


def _round_length(most: float) -> float:
    power = 10.0 ** math.floor(math.log10(most))
    return max(step * power for step in (1.0, 2.0, 5.0) if step * power <= most)


def _draw_credit(paper: Paper) -> None:
    paper.canvas.setFillColor(styles.MUTED)
    paper.canvas.setFont(REGULAR, 6)
    _ = paper.text
    credit = _("Basemap: {credit}").format(credit=basemap.read().credit)
    paper.canvas.drawRightString(styles.LEFT + styles.WIDTH, paper.down(9), credit)
