"""The sites side by side, four to a table."""

from collections.abc import Sequence
from itertools import pairwise

from reportlab.platypus import Paragraph

from scout_app.dossier import styles, table
from scout_app.dossier.content import Comparison
from scout_app.dossier.page import Paper
from scout_app.dossier.text import para

KEY = "comparison"
_MOST = 4
_LABEL = 104.0
_LONGEST_HEAD = 120
"""Signs; a head stands on every page again, the whole name is on the sheet."""


def lay(paper: Paper, compared: Comparison) -> None:
    """Set the comparison on pages of its own."""
    _ = paper.text
    paper.turn(running=_("Comparison"))
    paper.chapter(KEY, _("Comparison"))
    paper.set(para(_("Comparison"), styles.SITE_TITLE), styles.LEFT, styles.WIDTH, after=8)
    for n, chosen in enumerate(_groups(len(compared.columns))):
        if n:
            paper.down(22)
        _lay_group(paper, compared, chosen)


def _groups(count: int) -> list[range]:
    """Part the columns into tables of nearly equal width, four columns at most."""
    tables = -(-count // _MOST)
    edges = [count * n // tables for n in range(tables + 1)]
    return [range(a, b) for a, b in pairwise(edges)]


def _lay_group(paper: Paper, compared: Comparison, chosen: range) -> None:
    widths = [_LABEL, *[(styles.WIDTH - _LABEL) / len(chosen)] * len(chosen)]
    head = [para("", styles.CELL_HEAD)]
    head += [
        para(_shortened(compared.columns[n]), styles.CELL_HEAD, before=f"{n + 1}.") for n in chosen
    ]
    rows = [
        _row(label, [texts[n] for n in chosen])
        for label, texts in compared.rows
        if any(texts[n].strip() for n in chosen)
    ]
    if rows:
        table.lay(paper, head, rows, widths, styles.LEFT)


def _row(label: str, texts: Sequence[str]) -> list[Paragraph]:
    return [para(label, styles.CELL_LABEL), *(para(text, styles.CELL) for text in texts)]


def _shortened(name: str) -> str:
    return name if len(name) <= _LONGEST_HEAD else f"{name[: _LONGEST_HEAD - 1]}…"
