"""What of a line lies under the mouse: a corner, or a leg between two."""

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF

REACH_PX = 8.0


def corner(points: Sequence[QPointF], at: QPointF) -> int | None:
    """Return the corner nearest to a pixel, within reach."""
    gaps = [(QLineF(point, at).length(), number) for number, point in enumerate(points)]
    gap, number = min(gaps, default=(REACH_PX + 1, 0))
    return number if gap <= REACH_PX else None


def leg(points: Sequence[QPointF], at: QPointF) -> int | None:
    """Return the leg of a closed line under a pixel, by the corner that it begins at."""
    for number, start in enumerate(points):
        end = points[(number + 1) % len(points)]
        length = QLineF(start, end).length()
        if length < 1:
            continue
        along = QPointF.dotProduct(at - start, end - start) / length
        beside = start + (end - start) * (along / length)
        if 0 < along < length and QLineF(beside, at).length() <= REACH_PX * 0.75:
            return number
    return None
