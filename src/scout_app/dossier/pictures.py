"""Pictures of a site: its cover under the head, the others two by two at the end of the sheet."""

from collections.abc import Sequence

from scout_app.dossier import styles
from scout_app.dossier.content import Picture
from scout_app.dossier.page import Paper
from scout_app.dossier.text import height, para

_COVER_TALL = 210.0
_HALF_TALL = 170.0
_AIR = 14.0


def draw_cover(paper: Paper, picture: Picture) -> None:
    """Set the cover across the page."""
    _draw_row(paper, [picture], styles.WIDTH, _COVER_TALL)


def lay(paper: Paper, pictures: Sequence[Picture]) -> None:
    """Set pictures two by two, each with its caption under it."""
    for begin in range(0, len(pictures), 2):
        _draw_row(paper, pictures[begin : begin + 2], styles.COLUMN, _HALF_TALL)


def row_height(pictures: Sequence[Picture]) -> float:
    """Return the room that the first row takes."""
    return max(_tall(one, styles.COLUMN, _HALF_TALL) for one in pictures[:2])


def _draw_row(paper: Paper, row: Sequence[Picture], width: float, most: float) -> None:
    tall = max(_tall(one, width, most) for one in row)
    paper.need(tall + _AIR)
    top = paper.y
    for place, picture in enumerate(row):
        x = styles.LEFT + place * (width + styles.GUTTER)
        wide, high = _size(picture, width, most)
        paper.canvas.drawImage(str(picture.path), x, top - high, wide, high)
        said = para(_said(picture), styles.SMALL)
        _, under = said.wrap(width, styles.ROOM)
        if _said(picture):
            said.drawOn(paper.canvas, x, top - high - 3 - under)
    paper.down(tall + _AIR)


def _size(picture: Picture, width: float, most: float) -> tuple[float, float]:
    """Return the size at which a picture fits, its proportions kept."""
    scale = min(width / picture.width, most / picture.height)
    return picture.width * scale, picture.height * scale


def _tall(picture: Picture, width: float, most: float) -> float:
    said = _said(picture)
    under = 3 + height(para(said, styles.SMALL), width) if said else 0.0
    return _size(picture, width, most)[1] + under


def _said(picture: Picture) -> str:
    credit = f"© {picture.credit}" if picture.credit else ""
    return " — ".join(text for text in (picture.caption, credit) if text)
