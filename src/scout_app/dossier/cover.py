"""The cover: what the dossier is, for whom and when, where its sites are, and on which page."""

from collections.abc import Iterator

from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth

from scout_app.dossier import comparison, maps, styles
from scout_app.dossier.content import Dossier, Sheet
from scout_app.dossier.marks import Mark
from scout_app.dossier.page import Paper
from scout_app.dossier.press import BOLD, REGULAR
from scout_app.dossier.text import fitted, height, para, spaced
from scout_app.dossier.view import drawable
from scout_app.wording import numbers

_LABEL = 110.0
_ENTRY = 9.2
_LINE = 17.0
_REGION = 110.0
"""Metres to a point on its map: the coast and the towns are recognised."""
_MAP_ALONE, _MAP_WITH_LIST = 300.0, 190.0


def lay(paper: Paper, dossier: Dossier) -> None:
    """Set the cover, and the pages that its list of sites goes on over."""
    paper.turn(running=dossier.title)
    _draw_office(paper, dossier)
    several = len(dossier.sheets) > 1
    paper.down((30 if several else 62) * mm - 20)
    paper.canvas.setFillColor(styles.ACCENT)
    paper.canvas.rect(styles.LEFT, paper.y, 48, 3, stroke=0, fill=1)
    paper.down(14)
    paper.set(para(dossier.title, styles.COVER_TITLE), styles.LEFT, styles.WIDTH, after=4)
    if dossier.subtitle.strip():
        paper.set(para(dossier.subtitle, styles.COVER_SUBTITLE), styles.LEFT, styles.WIDTH)
    paper.down(20)
    for label, text in _facts(paper, dossier):
        _set_fact(paper, label, text)
    _draw_map(paper, dossier, _MAP_WITH_LIST if several else _MAP_ALONE)
    if several:
        _lay_contents(paper, dossier)


def key(number: int) -> str:
    """Return the name by which links lead to the sheet of that number, from 1."""
    return f"site-{number}"


def _draw_office(paper: Paper, dossier: Dossier) -> None:
    canvas, size = paper.canvas, 8.2
    canvas.setFillColor(styles.ACCENT)
    told = fitted(dossier.office, BOLD, size, styles.WIDTH * 0.55)
    spaced(canvas, told, styles.LEFT, paper.y - size, BOLD, size)
    canvas.setFillColor(styles.MUTED)
    canvas.setFont(REGULAR, size)
    day = numbers.day(dossier.made_on, paper.lang)
    canvas.drawRightString(styles.LEFT + styles.WIDTH, paper.y - size, day)
    paper.down(20)


def _facts(paper: Paper, dossier: Dossier) -> Iterator[tuple[str, str]]:
    _ = paper.text
    period = numbers.period(dossier.period, paper.lang) if dossier.period else ""
    # The office leaves the name out already; a first view names nobody even if it did not.
    officer = "" if dossier.version == "anonymous" else dossier.officer
    facts = (
        (_("Production"), dossier.production),
        (_("Days asked"), period),
        (_("Prepared by"), officer),
        (_("Version"), dossier.confidentiality),
        (_("Data as of"), dossier.data_as_of),
    )
    return ((label, text) for label, text in facts if text.strip())


def _set_fact(paper: Paper, label: str, text: str) -> None:
    named, said = para(label, styles.LABEL), para(text, styles.BODY)
    paper.need(max(height(named, _LABEL - 8), 14))
    named.drawOn(paper.canvas, styles.LEFT, paper.y - height(named, _LABEL - 8) - 0.4)
    paper.set(said, styles.LEFT + _LABEL, styles.WIDTH - _LABEL, after=3.4)


def _draw_map(paper: Paper, dossier: Dossier, tall: float) -> None:
    """Draw where the sites are, if there is room left and the basemap knows the ground."""
    numbered = len(dossier.sheets) > 1
    marks = [
        Mark(place, str(n) if numbered else "")
        for n, sheet in enumerate(dossier.sheets, start=1)
        for place in drawable([sheet.place])
    ]
    if marks and paper.room > tall + 40:
        paper.down(18)
        maps.draw(paper, marks, tall, _REGION)


def _lay_contents(paper: Paper, dossier: Dossier) -> None:
    _ = paper.text
    paper.down(18)
    for number, sheet in enumerate(dossier.sheets, start=1):
        _draw_entry(paper, f"{number}", sheet.title, _where(sheet), key(number))
    if dossier.comparison:
        _draw_entry(paper, "", _("Comparison"), "", comparison.KEY)


def _where(sheet: Sheet) -> str:
    return " · ".join(text for text in (sheet.kind, sheet.place_line) if text)


def _draw_entry(paper: Paper, number: str, title: str, where: str, to: str) -> None:
    """Print one line of the contents, which leads to its page."""
    paper.need(_LINE)
    canvas, y, end = paper.canvas, paper.down(_LINE) + 5, styles.LEFT + styles.WIDTH
    canvas.setFont(BOLD, _ENTRY)
    canvas.setFillColor(styles.ACCENT)
    canvas.drawString(styles.LEFT, y, number)
    canvas.setFillColor(styles.INK)
    told = fitted(title, BOLD, _ENTRY, styles.WIDTH * 0.52)
    canvas.drawString(styles.LEFT + 24, y, told)
    x = styles.LEFT + 24 + stringWidth(told, BOLD, _ENTRY) + 8
    canvas.setFont(REGULAR, 8.2)
    canvas.setFillColor(styles.MUTED)
    canvas.drawString(x, y, fitted(where, REGULAR, 8.2, end - 34 - x))
    paper.promise(to, end, y, _ENTRY)
    canvas.setStrokeColor(styles.RULE)
    canvas.setLineWidth(0.4)
    canvas.line(styles.LEFT, y - 5, end, y - 5)
    canvas.linkRect("", to, (styles.LEFT, y - 5, end, y + _LINE - 5), Border="[0 0 0]")
