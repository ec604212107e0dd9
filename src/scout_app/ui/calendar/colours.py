"""The colours of the calendar on one palette, and the looks of states, worked out once."""

from functools import cached_property

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen

from scout_app.model.values import Availability, State
from scout_app.ui import looks, theme
from scout_app.ui.looks import HoldLook

Role = QPalette.ColorRole


class Colours:
    """What the calendar paints with; made anew when the palette changes."""

    def __init__(self, palette: QPalette) -> None:
        """Take the palette that the widget has now."""
        self._palette = palette
        self._looks: dict[State | Availability, HoldLook] = {}
        self.base = palette.color(Role.Base)
        self.text = palette.color(Role.Text)
        self.quiet = theme.quiet(palette)
        self.accent = palette.color(Role.Accent)
        self.head = palette.color(Role.Window)
        self.weekend = theme.blend(self.base, self.text, 0.055)
        self.school = theme.blend(self.base, theme.warn(palette), 0.6)
        self.contested = theme.bad(palette)
        self.unread = theme.blend(self.base, self.text, 0.03)
        self.faint = theme.blend(self.base, self.text, 0.08)
        self.line = theme.blend(self.base, self.text, 0.16)
        self.month = theme.blend(self.base, self.text, 0.34)

    @cached_property
    def chosen(self) -> QColor:
        """Lies over the days chosen; what is below stays readable."""
        wash = QColor(self.accent)
        wash.setAlphaF(0.22)
        return wash

    @cached_property
    def veil(self) -> QColor:
        """Lies over what is being carried away."""
        veil = QColor(self.base)
        veil.setAlphaF(0.6)
        return veil

    def look(self, state: State | Availability) -> HoldLook:
        """Return how days in that state look."""
        if state not in self._looks:
            self._looks[state] = looks.hold(state, self._palette)
        return self._looks[state]


def dashed(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    """Outline something that does not hold its days itself: a shadow, or an expired option."""
    painter.setPen(QPen(colour, 1, Qt.PenStyle.DashLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))
