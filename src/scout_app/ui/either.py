"""One of two: a round button with its whole text beside it, seen on light and on dark."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QStyle, QStyleOptionFocusRect

from scout_app.ui import theme

_SIDE = 15
_LEFT = 3 + _SIDE + 7
_AIR = 8
_LEAST = 140
_WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class Either(QRadioButton):
    """A radio button painted so: its text takes as many lines as it needs."""

    def __init__(self, text: str) -> None:
        """Start not chosen."""
        super().__init__()
        self.shown = text
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Say that a narrow button is taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the room of all lines."""
        return max(_SIDE, self._room(width).height()) + _AIR

    def sizeHint(self) -> QSize:
        """Return a width that two of them share in a small window."""
        return QSize(2 * _LEAST, self.heightForWidth(2 * _LEAST))

    def minimumSizeHint(self) -> QSize:
        """Return the narrowest that can be read."""
        return QSize(_LEAST, _SIDE + _AIR)

    def hitButton(self, pos: object) -> bool:
        """Take a click anywhere."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ring, the dot of the chosen one, the text, and where the keyboard is."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self.palette()
        accent = colours.color(QPalette.ColorRole.Highlight)
        middle = QPointF(3 + _SIDE / 2, _AIR / 2 + self.fontMetrics().height() / 2)
        ring = QRectF(0, 0, _SIDE - 1.2, _SIDE - 1.2)
        ring.moveCenter(middle)
        painter.setPen(QPen(accent if self.isChecked() else theme.quiet(colours), 1.2))
        painter.setBrush(colours.base())
        painter.drawEllipse(ring)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.color(QPalette.ColorRole.WindowText))
            painter.drawEllipse(middle, _SIDE / 4, _SIDE / 4)
        painter.setPen(colours.color(QPalette.ColorRole.WindowText))
        painter.drawText(
            self._room(self.width()).translated(_LEFT, _AIR // 2), _WRAPPED, self.shown
        )
        if self.hasFocus():
            around = QStyleOptionFocusRect()
            around.initFrom(self)
            frame = QStyle.PrimitiveElement.PE_FrameFocusRect
            self.style().drawPrimitive(frame, around, painter, self)

    def _room(self, width: int) -> QRect:
        room = QRect(0, 0, max(1, width - _LEFT - 3), 10_000)
        return self.fontMetrics().boundingRect(room, _WRAPPED, self.shown)
