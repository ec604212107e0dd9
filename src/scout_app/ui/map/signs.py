"""The signs of the sites: pins, middles of halos, badges with a count; drawn once and kept."""

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPalette,
    QPen,
    QPixmap,
)

from scout_app.ui import icons, looks, theme
from scout_app.ui.map.colours import Colours

PIN = QSizeF(24.0, 31.0)
"""Size of a pin in pixels; its point is the middle of the lower edge."""
DOT = 22.0
"""Diameter of the sign in the middle of a halo."""
_ICON = 14.0
_BADGE = 24.0
_TIP = 4.0


class Signs:
    """Draws signs for one palette, font and screen density; made anew when one of them changes."""

    def __init__(self, palette: QPalette, colours: Colours, font: QFont, density: float) -> None:
        self._palette = palette
        self._colours = colours
        self._density = density
        self._font = QFont(font)
        self._font.setBold(True)
        self._font.setPixelSize(12)
        self._metrics = QFontMetricsF(self._font)
        self._kept: dict[tuple[str, str], QPixmap] = {}

    def colour(self, kind: str) -> QColor:
        """Return the colour of a kind of site."""
        return looks.kind(kind, None, self._palette).colour

    def pin(self, painter: QPainter, at: QPointF, kind: str) -> None:
        """Draw the pin of an exact position, its tip on the point."""
        corner = at - QPointF(PIN.width() / 2 + 1, PIN.height() + 1)
        painter.drawPixmap(corner, self._drawn("pin", kind))

    def dot(self, painter: QPainter, at: QPointF, kind: str) -> None:
        """Draw the kind of site in the middle of a halo."""
        painter.drawPixmap(at - QPointF(DOT / 2 + 1, DOT / 2 + 1), self._drawn("dot", kind))

    def halo(self, painter: QPainter, at: QPointF, radius: float, colour: QColor) -> None:
        """Draw the disc within which a site lies: translucent, with a dashed edge."""
        fill, edge = QColor(colour), QPen(colour, 1.3, Qt.PenStyle.DashLine)
        fill.setAlphaF(0.10)
        painter.setBrush(fill)
        painter.setPen(edge)
        painter.drawEllipse(at, radius, radius)

    def badge(self, painter: QPainter, at: QPointF, count: int) -> None:
        """Draw the number of sites that lie too close to be drawn apart."""
        corner = self.badge_rect(at, count).topLeft() - QPointF(1, 1)
        painter.drawPixmap(corner, self._drawn("badge", str(count)))

    def badge_rect(self, at: QPointF, count: int) -> QRectF:
        """Return where the badge of a count is drawn."""
        size = self._badge_size(str(count))
        return QRectF(at - QPointF(size.width() / 2, size.height() / 2), size)

    def _badge_size(self, text: str) -> QSizeF:
        return QSizeF(max(_BADGE, self._metrics.horizontalAdvance(text) + 13), _BADGE)

    def pin_rect(self, at: QPointF) -> QRectF:
        """Return where the pin of a point is drawn."""
        return QRectF(at - QPointF(PIN.width() / 2, PIN.height()), PIN)

    def dot_rect(self, at: QPointF) -> QRectF:
        """Return where the middle of a halo is drawn."""
        return QRectF(at - QPointF(DOT / 2, DOT / 2), QSizeF(DOT, DOT))

    def ring(self, painter: QPainter, around: QRectF) -> None:
        """Draw the accent ring of the selected site around its sign."""
        rect = around.adjusted(-4, -4, 4, 4)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in ((self._colours.land, 5.0), (self._colours.accent, 2.6)):
            painter.setPen(QPen(colour, width))
            painter.drawRoundedRect(rect, min(rect.width(), rect.height()) / 2, rect.width() / 2)

    def focus(self, painter: QPainter, around: QRectF) -> None:
        """Draw where the keyboard is: a dotted frame around a sign."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._colours.ink, 1.5, Qt.PenStyle.DotLine))
        painter.drawRoundedRect(around.adjusted(-8, -8, 8, 8), 5, 5)

    def frame(self, painter: QPainter, whole: QRectF) -> None:
        """Draw around the whole map that the keyboard is on it."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._colours.accent, 2.0))
        painter.drawRect(whole.adjusted(1, 1, -1, -1))

    def _drawn(self, sign: str, what: str) -> QPixmap:
        """Return the picture of a sign for a kind or a count, with a border of one pixel."""
        found = self._kept.get((sign, what))
        if found is None:
            found = self._draw(sign, what)
            self._kept[sign, what] = found
        return found

    def _draw(self, sign: str, what: str) -> QPixmap:
        sizes = {"pin": PIN, "dot": QSizeF(DOT, DOT)}
        size = sizes.get(sign) or self._badge_size(what)
        pixmap = QPixmap((QSizeF(size.width() + 2, size.height() + 2) * self._density).toSize())
        pixmap.setDevicePixelRatio(self._density)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.translate(1, 1)
        {"pin": self._draw_pin, "dot": self._draw_dot, "badge": self._draw_badge}[sign](
            painter, what
        )
        painter.end()
        return pixmap

    def _draw_pin(self, painter: QPainter, kind: str) -> None:
        colour = self.colour(kind)
        painter.setPen(QPen(self._colours.land, 1.2))
        painter.setBrush(colour)
        painter.drawPath(_pin_shape())
        self._icon(painter, QPointF(PIN.width() / 2, PIN.width() / 2), kind, self._on(colour))

    def _draw_dot(self, painter: QPainter, kind: str) -> None:
        colour = self.colour(kind)
        painter.setPen(QPen(colour, 1.2))
        painter.setBrush(theme.blend(self._colours.land, colour, 0.12))
        painter.drawEllipse(QRectF(0.6, 0.6, DOT - 1.2, DOT - 1.2))
        self._icon(painter, QPointF(DOT / 2, DOT / 2), kind, colour)

    def _draw_badge(self, painter: QPainter, count: str) -> None:
        rect = QRectF(QPointF(0, 0), self._badge_size(count))
        painter.setPen(QPen(self._colours.land, 1.5))
        painter.setBrush(self._colours.badge)
        painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
        painter.setFont(self._font)
        painter.setPen(self._colours.badge_ink)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, count)

    def _on(self, colour: QColor) -> QColor:
        """Return the ink that reads best on a colour."""
        inks = (QColor("#ffffff"), QColor("#15181b"))
        return max(inks, key=lambda ink: theme.contrast(ink, colour))

    def _icon(self, painter: QPainter, centre: QPointF, kind: str, colour: QColor) -> None:
        name = looks.kind(kind, None, self._palette).icon
        rect = QRectF(centre - QPointF(_ICON / 2, _ICON / 2), QSizeF(_ICON, _ICON))
        icons.icon(name, self._palette, colour).paint(painter, rect.toRect())


def _pin_shape() -> QPainterPath:
    """Return a drop: a disc, and two curves that meet in its tip."""
    side = PIN.width()
    disc, tip = QPainterPath(), QPainterPath()
    disc.addEllipse(QRectF(0.6, 0.6, side - 1.2, side - 1.2))
    tip.moveTo(_TIP, side * 0.78)
    tip.quadTo(side * 0.42, side, side / 2, PIN.height() - 0.6)
    tip.quadTo(side * 0.58, side, side - _TIP, side * 0.78)
    tip.closeSubpath()
    return disc.united(tip)
