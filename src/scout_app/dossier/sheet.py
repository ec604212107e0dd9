"""One site on its sheet: head, map, blocks, days, sun, what is not known, sources."""

from scout_app.dossier import (
    blocks,
    calendar,
    columns,
    head,
    maps,
    marks,
    pictures,
    styles,
    sun,
)
from scout_app.dossier.content import Dossier, Sheet
from scout_app.dossier.page import Paper
from scout_app.dossier.text import height, para
from scout_app.dossier.view import drawable
from scout_app.wording import numbers

_MAP_HEIGHT = 140.0
_CLOSEST = 36.0
"""Metres to a point: nearer, the basemap would show nothing but land."""


def lay(paper: Paper, dossier: Dossier, sheet: Sheet, number: int, key: str) -> None:
    """Set a sheet on pages of its own; `number` is 0 when it is the only one."""
    paper.turn(running=sheet.title)
    paper.chapter(key, sheet.title)
    head.draw(paper, sheet, number)
    if sheet.pictures:
        pictures.draw_cover(paper, sheet.pictures[0])
    if places := drawable([sheet.place]):
        paper.need(_MAP_HEIGHT)
        maps.draw(paper, [marks.Mark(place) for place in places], _MAP_HEIGHT, _CLOSEST)
        paper.down(14)
    _ = paper.text
    filmed = blocks.listed(_("Filmed here"), sheet.credits)
    columns.lay(paper, blocks.pieces(sheet.blocks) + filmed)
    _lay_days(paper, dossier, sheet)
    _lay_pictures(paper, sheet)
    _lay_unknowns(paper, sheet)
    _lay_sources(paper, sheet)


def title(paper: Paper, text: str, below: float) -> None:
    """Set a title across the page, with that height kept for what it announces."""
    paragraph = para(text, styles.HEADING)
    tall = height(paragraph, styles.WIDTH)
    paper.need(tall + 26 + below)
    if not paper.is_fresh:
        paper.down(16)
    paper.set(paragraph, styles.LEFT, styles.WIDTH)
    paper.canvas.setStrokeColor(styles.RULE)
    paper.canvas.setLineWidth(0.6)
    paper.canvas.line(styles.LEFT, paper.y - 2.5, styles.LEFT + styles.WIDTH, paper.y - 2.5)
    paper.down(8)


def _lay_days(paper: Paper, dossier: Dossier, sheet: Sheet) -> None:
    _ = paper.text
    grids = calendar.months(sheet.days)
    if grids:
        told = _("Availability of the days asked, as of {day}")
        tall = calendar.month_height(grids[0]) + 20
        title(paper, told.format(day=numbers.day(dossier.made_on, paper.lang)), tall)
        calendar.lay(paper, sheet.days)
    if sheet.sun:
        title(paper, _("Sun"), 14.0 * min(len(sheet.sun), 4) + 20)
        sun.lay(paper, sheet.sun, styles.LEFT, styles.WIDTH)


def _lay_pictures(paper: Paper, sheet: Sheet) -> None:
    if others := sheet.pictures[1:]:
        _ = paper.text
        title(paper, _("Pictures"), pictures.row_height(others))
        pictures.lay(paper, others)


def _lay_unknowns(paper: Paper, sheet: Sheet) -> None:
    if sheet.unknowns:
        _ = paper.text
        title(paper, _("To be checked"), 14)
        # Labels hold commas and capitals of their own: a sign of another kind parts them.
        text = " · ".join(sheet.unknowns)
        paper.set(para(text, styles.BODY), styles.LEFT, styles.WIDTH)


def _lay_sources(paper: Paper, sheet: Sheet) -> None:
    _ = paper.text
    disputed = any(line.disputed for block in sheet.blocks for line in block.lines)
    legend = _("what another source says instead") if disputed else ""
    pieces = blocks.numbered(_("Sources"), sheet.sources, legend)
    if pieces:
        paper.down(0 if paper.is_fresh else 18)
        columns.lay(paper, pieces)
