"""The head of a sheet: which site it is, where, and what to beware of."""

from reportlab.lib.colors import Color

from scout_app.dossier import styles
from scout_app.dossier.content import Sheet
from scout_app.dossier.page import Paper
from scout_app.dossier.press import BOLD
from scout_app.dossier.text import fitted, height, para, spaced

_REFERENCE = 7.6


def draw(paper: Paper, sheet: Sheet, number: int) -> None:
    """Set the head at the cursor."""
    canvas = paper.canvas
    top = paper.y
    canvas.setFillColor(styles.ACCENT)
    canvas.rect(styles.LEFT, top - 2.4, 36, 2.4, stroke=0, fill=1)
    above = " · ".join(text for text in (str(number) if number else "", sheet.reference) if text)
    if above:
        told = fitted(above, BOLD, _REFERENCE, styles.WIDTH * 0.8)
        spaced(canvas, told, styles.LEFT, top - 16, BOLD, _REFERENCE)
    paper.down(20 if above else 9)
    paper.set(para(sheet.title, styles.SITE_TITLE), styles.LEFT, styles.WIDTH, after=2)
    said = " · ".join(text for text in (sheet.kind, sheet.place_line) if text)
    if said:
        paper.set(para(said, styles.SITE_PLACE), styles.LEFT, styles.WIDTH)
    paper.down(10)
    for warning in sheet.warnings:
        _draw_banner(paper, warning, styles.WARNING_WASH)


def _draw_banner(paper: Paper, text: str, wash: Color) -> None:
    paragraph = para(text, styles.WARNED)
    inner = styles.WIDTH - 20
    tall = height(paragraph, inner) + 9
    if tall < styles.ROOM / 2:
        paper.need(tall)
        paper.canvas.setFillColor(wash)
        paper.canvas.rect(styles.LEFT, paper.y - tall, styles.WIDTH, tall, stroke=0, fill=1)
        paper.canvas.setFillColor(styles.WARNING)
        paper.canvas.rect(styles.LEFT, paper.y - tall, 2.2, tall, stroke=0, fill=1)
        paper.down(4)
    paper.set(paragraph, styles.LEFT + 12, inner, after=11)
