"""What stands in the corners of the map: the scale in km, and who the ground comes from."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from scout_app.ui.map.colours import Colours
from scout_app.ui.map.plane import Outlook

_LONGEST_PX = 120
_EDGE = 8.0


def scale_length(ground: float) -> tuple[float, str]:
    """Return the length in metres of a scale bar, 1, 2 or 5 of a unit, and what to write on it.

    `ground` is metres a pixel; the bar is at most 120 pixels long.
    """
    longest = ground * _LONGEST_PX
    unit = 10.0 ** math.floor(math.log10(longest))
    length = max(step * unit for step in (1, 2, 5) if step * unit <= longest * (1 + 1e-9))
    in_km = length >= 1000
    number = length / 1000 if in_km else length
    return length, f"{number:g}\N{NO-BREAK SPACE}{'km' if in_km else 'm'}"


def small(font: QFont) -> QFont:
    """Return the font of the margin."""
    found = QFont(font)
    if font.pointSizeF() > 0:
        found.setPointSizeF(max(6.5, font.pointSizeF() * 0.85))
    return found


def paint_scale(painter: QPainter, outlook: Outlook, colours: Colours, font: QFont) -> QRectF:
    """Draw the scale bar at the lower left; return what it takes."""
    length, text = scale_length(outlook.ground)
    width = length / outlook.ground
    metrics = QFontMetricsF(small(font))
    height = metrics.height() + 9
    plate = QRectF(_EDGE, outlook.height - _EDGE - height, width + 14, height)
    _paint_plate(painter, plate, colours)
    left, right, low = plate.left() + 7, plate.left() + 7 + width, plate.bottom() - 4.5
    painter.setPen(QPen(colours.ink, 1.5))
    painter.drawPolyline(
        [QPointF(left, low - 4), QPointF(left, low), QPointF(right, low), QPointF(right, low - 4)]
    )
    painter.setFont(small(font))
    text_rect = plate.adjusted(0, 1, 0, -7)
    painter.drawText(text_rect, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, text)
    return plate


def paint_credit(
    painter: QPainter, text: str, outlook: Outlook, colours: Colours, font: QFont
) -> QRectF:
    """Write the sources of the ground at the lower right; return what it takes."""
    metrics = QFontMetricsF(small(font))
    width, height = metrics.horizontalAdvance(text) + 10, metrics.height() + 3
    plate = QRectF(outlook.width - width, outlook.height - height, width, height)
    _paint_plate(painter, plate, colours)
    painter.setFont(small(font))
    painter.setPen(colours.quiet)
    painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, text)
    return plate


def _paint_plate(painter: QPainter, rect: QRectF, colours: Colours) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.plate)
    painter.drawRoundedRect(rect, 3, 3)
