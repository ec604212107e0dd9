"""Names on the map: which are written where, so that none covers another or a sign."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap

Rect = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""


@dataclass(frozen=True, slots=True)
class Style:
    """How names of one sort are written, with a thin rim in the ground's colour."""

    font: QFont
    ink: QColor
    rim: QColor
    gap: float = 3.0
    """Pixels kept free around the name."""


class Side(Enum):
    """Where a name stands by its point."""

    MIDDLE = (-0.5, -0.5, 0)
    RIGHT = (0, -0.5, 1)
    LEFT = (-1, -0.5, -1)
    BELOW = (-0.5, 0, 0)
    ABOVE = (-0.5, -1, 0)


@dataclass(frozen=True, slots=True)
class Name:
    """A text by a point in pixels; `around` is the sign that it stands beside."""

    text: str
    style: Style
    around: Rect
    sides: tuple[Side, ...] = (Side.MIDDLE,)
    anyway: bool = False
    """Written even where it covers another: the selected site's."""
    once: bool = False
    """Offered at several points, to be written at the first that has room."""


class Writer:
    """Draws names and keeps the drawings: the same few hundred names come back in every frame."""

    def __init__(self, density: float) -> None:
        self._density = density
        self._kept: dict[tuple[str, int], tuple[Style, QPixmap, QSizeF]] = {}

    def write(
        self, painter: QPainter, names: Iterable[Name], within: Rect, taken: Sequence[Rect]
    ) -> list[str]:
        """Write the names for which there is room, the first first; return those written."""
        room = _Room(within, taken)
        written = []
        for name in names:
            if name.once and name.text in written:
                continue
            pixmap, size = self._drawn(name.text, name.style)
            place = room.place(name, size)
            if place is not None:
                painter.drawPixmap(QPointF(*place), pixmap)
                written.append(name.text)
        return written

    def _drawn(self, text: str, style: Style) -> tuple[QPixmap, QSizeF]:
        key = (text, id(style))
        found = self._kept.get(key)
        if found is None:
            found = (style, *self._draw(text, style))  # holding the style keeps its id its own
            self._kept[key] = found
        return found[1], found[2]

    def _draw(self, text: str, style: Style) -> tuple[QPixmap, QSizeF]:
        metrics = QFontMetricsF(style.font)
        rim = 1.6
        size = QSizeF(metrics.horizontalAdvance(text) + 2 * rim + 2, metrics.height() + 2 * rim)
        pixmap = QPixmap((size * self._density).toSize() + QSizeF(1, 1).toSize())
        pixmap.setDevicePixelRatio(self._density)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        base = QPointF(rim + 1, rim + metrics.ascent())
        outline = QPainterPath()
        outline.addText(base, style.font, text)
        painter.setOpacity(0.85)
        painter.strokePath(
            outline,
            QPen(style.rim, 2 * rim, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap,
                 Qt.PenJoinStyle.RoundJoin),
        )  # fmt: skip
        painter.setOpacity(1)
        painter.setFont(style.font)
        painter.setPen(style.ink)
        painter.drawText(base, text)
        painter.end()
        return pixmap, size


class _Room:
    """What of the view is still free."""

    def __init__(self, within: Rect, taken: Sequence[Rect]) -> None:
        self._within = within
        self._taken: NDArray[np.float64] = np.empty((len(taken) + 256, 4))
        self._count = len(taken)
        if taken:
            self._taken[: self._count] = taken

    def place(self, name: Name, size: QSizeF) -> tuple[float, float] | None:
        """Take the first free side of the point; return the top left corner, None without one."""
        places = [_corner(name, side, size) for side in name.sides]
        rects = [(x, y, x + size.width(), y + size.height()) for x, y in places]
        inside = [rect for rect in rects if self._holds(rect)]
        free = (rect for rect in inside if self._free(rect, name.style.gap))
        found = next(free, (inside or rects)[0] if name.anyway else None)
        if found is None:
            return None
        self._take(found)
        return found[:2]

    def _holds(self, rect: Rect) -> bool:
        west, north, east, south = self._within
        return rect[0] >= west and rect[1] >= north and rect[2] <= east and rect[3] <= south

    def _free(self, rect: Rect, gap: float) -> bool:
        left, top, right, bottom = rect
        taken = self._taken[: self._count]
        apart = (
            (taken[:, 0] > right + gap)
            | (taken[:, 2] < left - gap)
            | (taken[:, 1] > bottom + gap)
            | (taken[:, 3] < top - gap)
        )
        return bool(apart.all())

    def _take(self, rect: Rect) -> None:
        if self._count == len(self._taken):
            self._taken = np.concatenate([self._taken, np.empty_like(self._taken)])
        self._taken[self._count] = rect
        self._count += 1


def _corner(name: Name, side: Side, size: QSizeF) -> tuple[float, float]:
    """Return the top left corner of a text of that size on that side of its sign."""
    off = name.style.gap + 0.5
    left, top, right, bottom = name.around
    share_x, share_y, outward = side.value
    x = {1: right + off, -1: left - off, 0: (left + right) / 2}[outward]
    y = {Side.BELOW: bottom + off, Side.ABOVE: top - off}.get(side, (top + bottom) / 2)
    return x + share_x * size.width(), y + share_y * size.height()


def rect_of(rect: QRectF) -> Rect:
    """Return Qt's rectangle as four numbers."""
    return rect.left(), rect.top(), rect.right(), rect.bottom()
