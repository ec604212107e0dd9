"""Pieces of text in two columns of equal height, over as many pages as they need."""

from dataclasses import dataclass
from functools import cached_property

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from scout_app.dossier import styles
from scout_app.dossier.page import Paper
from scout_app.dossier.text import height

_LEAST_ROOM = 60.0
"""A column shorter than that is not begun at a page's foot."""
_RULED = 5.5
"""Height that a line below a title takes, with its air."""
_FOR_WHOLE_BLOCKS = 1.3
"""How much longer columns may be made to keep each block in one of them."""


@dataclass(frozen=True)
class Piece:
    """Paragraphs under each other, beside a label if there is one."""

    texts: tuple[Paragraph, ...]
    label: Paragraph | None = None
    label_width: float = 0.0
    space: float = 0.0
    """Kept free above, but not at a column's head."""
    sticks: bool = False
    """A title is not parted from what follows it."""
    ruled: bool = False

    @property
    def width(self) -> float:
        """Width of the texts beside the label."""
        return float(styles.COLUMN - self.label_width)

    @cached_property
    def height(self) -> float:
        """Height without the space above."""
        beside = height(self.label, self.label_width - 8) if self.label else 0.0
        texts = sum(height(text, self.width) for text in self.texts)
        return max(beside, texts) + (_RULED if self.ruled else 0.0)

    def draw(self, canvas: Canvas, x: float, top: float) -> None:
        """Draw the piece below a height."""
        if self.label:
            label_height = height(self.label, self.label_width - 8)
            self.label.drawOn(canvas, x, top - label_height)
        y = top
        for text in self.texts:
            y -= height(text, self.width)
            text.drawOn(canvas, x + self.label_width, y)
        if self.ruled:
            canvas.setStrokeColor(styles.RULE)
            canvas.setLineWidth(0.6)
            canvas.line(x, y - 2.5, x + styles.COLUMN, y - 2.5)

    def parted(self, room: float) -> "tuple[Piece, Piece] | None":
        """Return what fits in a height and what is left; None if not a line fits."""
        fitting: list[Paragraph] = []
        for n, text in enumerate(self.texts):
            tall = height(text, self.width)
            if tall > room:
                parts = text.split(self.width, room)
                after = self.texts[n + 1 :]
                if len(parts) < 2:
                    return self._both(fitting, (text, *after))
                return self._both([*fitting, parts[0]], (parts[1], *after))
            fitting.append(text)
            room -= tall
        return None

    def _both(
        self, head: list[Paragraph], tail: tuple[Paragraph, ...]
    ) -> "tuple[Piece, Piece] | None":
        if not head:
            return None
        left = Piece(tuple(head), self.label, self.label_width, self.space)
        return left, Piece(tail, None, self.label_width)


def lay(paper: Paper, pieces: list[Piece]) -> None:
    """Set the pieces in two columns below the cursor; the last two are made equal."""
    while pieces:
        paper.need(_LEAST_ROOM)
        limit, whole = _balanced(pieces, paper.room)
        left, rest = _filled(pieces, limit, whole=whole)
        right, rest = _filled(rest, limit, whole=whole)
        if not left:
            pieces = _forced(paper, pieces)
            continue
        lowest = max(_draw(paper, left, 0), _draw(paper, right, 1))
        paper.down(lowest)
        pieces = rest
        if pieces:
            paper.turn()


def _balanced(pieces: list[Piece], room: float) -> tuple[float, bool]:
    """Return a height of two columns that hold all, or the whole room; and if blocks stay whole."""
    least = _least(pieces, room, whole=False)
    with_whole_blocks = _least(pieces, room, whole=True)
    if least is None:
        return room, False
    if with_whole_blocks and with_whole_blocks <= least * _FOR_WHOLE_BLOCKS:
        return with_whole_blocks, True
    return least, False


def _least(pieces: list[Piece], room: float, *, whole: bool) -> float | None:
    """Return the least height of two columns that hold all, None if the room is too small."""
    if not _holds(pieces, room, whole=whole):
        return None
    low, high = 0.0, room
    while high - low > 1:
        middle = (low + high) / 2
        low, high = (low, middle) if _holds(pieces, middle, whole=whole) else (middle, high)
    return high


def _holds(pieces: list[Piece], limit: float, *, whole: bool) -> bool:
    rest = _filled(pieces, limit, whole=whole)[1]
    return not _filled(rest, limit, whole=whole)[1]


def _filled(pieces: list[Piece], limit: float, *, whole: bool) -> tuple[list[Piece], list[Piece]]:
    """Return the pieces that one column holds, and the others; `whole` parts only at titles."""
    used, kept = 0.0, 0
    for n, piece in enumerate(pieces):
        used += piece.height + (piece.space if n else 0.0)
        if used > limit:
            break
        ends_block = n + 1 == len(pieces) or pieces[n + 1].sticks
        if ends_block if whole else not piece.sticks:
            kept = n + 1
    return pieces[:kept], pieces[kept:]


def _forced(paper: Paper, pieces: list[Piece]) -> list[Piece]:
    """Begin a page for what does not fit here; part what no page holds."""
    if not paper.is_fresh:
        paper.turn()
        return pieces
    titles = [piece for piece in pieces[:1] if piece.sticks and piece.height < styles.ROOM / 2]
    tall = pieces[len(titles)]
    taken = sum(title.height for title in titles) + (tall.space if titles else 0.0)
    parts = tall.parted(paper.room - taken - 1)
    if parts is None:
        # No line of it fits an empty page: better cut off than an endless search for room.
        tall.draw(paper.canvas, styles.LEFT, paper.y)
        return pieces[len(titles) + 1 :]
    return [*titles, *parts, *pieces[len(titles) + 1 :]]


def _draw(paper: Paper, pieces: list[Piece], column: int) -> float:
    x = styles.LEFT + column * (styles.COLUMN + styles.GUTTER)
    y = paper.y
    for n, piece in enumerate(pieces):
        y -= piece.space if n else 0.0
        piece.draw(paper.canvas, x, y)
        y -= piece.height
    return paper.y - y
