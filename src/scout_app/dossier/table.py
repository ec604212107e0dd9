"""Ruled tables that go on over the next page under the same head."""

from collections.abc import Sequence

from reportlab.platypus import Paragraph

from scout_app.dossier import styles
from scout_app.dossier.page import Paper
from scout_app.dossier.text import height, para

_ABOVE, _BELOW, _BETWEEN = 3.0, 3.4, 8.0
Row = Sequence[Paragraph]


def lay(paper: Paper, head: Row, rows: Sequence[Row], widths: Sequence[float], x: float) -> None:
    """Set a table at the cursor; widths in points, cells that no page holds are parted."""
    tallest = max((_tall(row, widths) for row in rows), default=0.0)
    paper.need(_tall(head, widths) + min(tallest, styles.ROOM / 2))
    _draw(paper, head, widths, x, strong=True)
    for row in rows:
        left: Row | None = row
        while left is not None:
            if _tall(left, widths) > paper.room:
                left = _begun(paper, left, widths, x)
                paper.turn()
                _draw(paper, head, widths, x, strong=True)
            else:
                _draw(paper, left, widths, x)
                left = None


def _tall(row: Row, widths: Sequence[float]) -> float:
    cells = zip(row, widths, strict=True)
    return _ABOVE + max(height(cell, width - _BETWEEN) for cell, width in cells) + _BELOW


def _begun(paper: Paper, row: Row, widths: Sequence[float], x: float) -> Row:
    """Draw what fits of a row taller than a page, and return what is left; short rows wait."""
    if _tall(row, widths) < styles.ROOM / 2:
        return row
    room = paper.room - _ABOVE - _BELOW
    parted = [_parted(cell, width, room) for cell, width in zip(row, widths, strict=True)]
    if room <= 0 or any(not parts for parts in parted):
        return row
    _draw(paper, [parts[0] for parts in parted], widths, x)
    return [parts[1] for parts in parted]


def _parted(cell: Paragraph, width: float, room: float) -> Row:
    """Return what fits of a cell and what is left; nothing if not a line fits."""
    if height(cell, width - _BETWEEN) <= room:
        return (cell, para("", styles.CELL))
    parts: Row = cell.split(width - _BETWEEN, room)
    return parts


def _draw(
    paper: Paper, row: Row, widths: Sequence[float], x: float, *, strong: bool = False
) -> None:
    top = paper.y - _ABOVE
    bottom = paper.down(_tall(row, widths))
    left = x
    for cell, width in zip(row, widths, strict=True):
        cell.drawOn(paper.canvas, left, top - height(cell, width - _BETWEEN))
        left += width
    paper.canvas.setStrokeColor(styles.ACCENT if strong else styles.RULE)
    paper.canvas.setLineWidth(0.8 if strong else 0.4)
    paper.canvas.line(x, bottom, left, bottom)
