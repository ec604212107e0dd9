"""Blocks of a sheet, cut into the pieces that its columns are made of."""

from collections.abc import Iterator, Sequence

from reportlab.platypus import Paragraph

from scout_app.dossier import styles
from scout_app.dossier.columns import Piece
from scout_app.dossier.content import Block, Line
from scout_app.dossier.text import para

OTHERWISE = "≠"
"""Stands before what another source says."""
_LABEL_WIDTH = 88.0
_NUMBER_WIDTH = 17.0
_BETWEEN_LINES = 2.6
_LONGEST_LABEL = 60
"""Signs; a longer label stands above its value, where it can be parted."""


def pieces(blocks: Sequence[Block]) -> list[Piece]:
    """Return the pieces of the blocks that say something."""
    return [piece for block in blocks for piece in _of_block(block)]


def listed(title: str, texts: Sequence[str]) -> list[Piece]:
    """Return the pieces of a plain list under a title; none for an empty list."""
    lines = [
        Piece((para(text, styles.VALUE),), space=_BETWEEN_LINES) for text in texts if text.strip()
    ]
    return [heading(title), *lines] if lines else []


def numbered(title: str, texts: Sequence[str], legend: str = "") -> list[Piece]:
    """Return the pieces of a numbered list in small letters, with clickable addresses."""
    lines = [
        Piece(
            (para(text, styles.SMALL, links=True),),
            para(f"{number}", styles.SMALL),
            _NUMBER_WIDTH,
            space=1.6,
        )
        for number, text in enumerate(texts, start=1)
    ]
    if lines and legend:
        lines.append(Piece((para(legend, styles.DISPUTED, before=OTHERWISE),), space=4))
    return [heading(title), *lines] if lines else []


def heading(title: str) -> Piece:
    """Return the title of a block."""
    return Piece((para(title, styles.HEADING),), space=13, sticks=True, ruled=True)


def _of_block(block: Block) -> Iterator[Piece]:
    lines = [line for line in block.lines if line.text.strip() or line.disputed]
    if not lines and not block.note.strip():
        return
    yield heading(block.title)
    if block.note.strip():
        yield Piece((para(block.note, styles.BODY),), space=1.0)
    for line in lines:
        yield _of_line(line)


def _of_line(line: Line) -> Piece:
    texts = (
        para(line.text, styles.VALUE, notes=line.sources),
        *(_disputed(text) for text in line.disputed),
    )
    if not line.label.strip():
        return Piece(texts, space=_BETWEEN_LINES)
    label = para(line.label, styles.LABEL)
    if len(line.label) > _LONGEST_LABEL:
        return Piece((label, *texts), space=_BETWEEN_LINES)
    return Piece(texts, label, _LABEL_WIDTH, _BETWEEN_LINES)


def _disputed(text: str) -> Paragraph:
    return para(text, styles.DISPUTED, before=OTHERWISE)
