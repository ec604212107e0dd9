"""Boxes to tick that can be seen on light and on dark: ticked, unticked, and not known."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QStyle, QStyleOptionFocusRect, QWidget

from scout_app.ui import theme

SIDE = 15
"""Of a box, in logical pixels."""
_AIR = 7
_HALF_KNOWN = Qt.CheckState.PartiallyChecked


def paint(painter: QPainter, box: QRectF, state: Qt.CheckState, palette: QPalette) -> None:
    """Paint a box: a tick for yes, a dash for what is not known, nothing for no."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    is_ticked = state is Qt.CheckState.Checked
    edge = palette.color(QPalette.ColorRole.Highlight) if is_ticked else theme.quiet(palette)
    painter.setPen(QPen(edge, 1.2))
    painter.setBrush(edge if is_ticked else palette.base())
    painter.drawRoundedRect(box.adjusted(0.6, 0.6, -0.6, -0.6), 2.5, 2.5)
    sign = palette.color(QPalette.ColorRole.HighlightedText) if is_ticked else edge
    painter.setPen(QPen(sign, 2.0, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
    if is_ticked:
        painter.drawPolyline([_at(box, 0.24, 0.54), _at(box, 0.43, 0.72), _at(box, 0.77, 0.30)])
    elif state is _HALF_KNOWN:
        painter.drawLine(_at(box, 0.28, 0.5), _at(box, 0.72, 0.5))
    painter.restore()


def _at(box: QRectF, right: float, down: float) -> QPointF:
    return QPointF(box.left() + box.width() * right, box.top() + box.height() * down)


class Tick(QCheckBox):
    """A check box painted so; everything else is Qt's."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        """Start unticked."""
        super().__init__(text, parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the room of the box, its text and the focus around it."""
        metrics = self.fontMetrics()
        text = metrics.boundingRect(self.text()).width() + 4
        return QSize(SIDE + _AIR + text + 6, max(SIDE, metrics.height()) + 8)

    def minimumSizeHint(self) -> QSize:
        """Return the same width less the text, which is then cut short."""
        return QSize(SIDE + _AIR + 40, self.sizeHint().height())

    def hitButton(self, pos: object) -> bool:
        """Take a click anywhere."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box, the text, and where the keyboard is."""
        painter = QPainter(self)
        box = QRectF(3, (self.height() - SIDE) / 2, SIDE, SIDE)
        paint(painter, box, self.checkState(), self.palette())
        room = self.rect().adjusted(3 + SIDE + _AIR, 0, -3, 0)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, middle, shown)
        if self.hasFocus():
            around = QStyleOptionFocusRect()
            around.initFrom(self)
            frame = QStyle.PrimitiveElement.PE_FrameFocusRect
            self.style().drawPrimitive(frame, around, painter, self)
