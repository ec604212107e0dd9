"""What the panels beside the calendar share: a heading, a sentence for refusals, Escape."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from scout_app.errors import ScoutError
from scout_app.ui import icons, theme
from scout_app.ui.saying import sentence
from scout_app.ui.texts import _


def plain(wrapped: bool = True) -> QLabel:
    """Return a label that shows any text literally."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrapped)
    return label


class Panel(QWidget):
    """A column beside the calendar; Escape and the cross leave it."""

    left = Signal()
    """The officer has done with the panel."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_refusal = False
        self.heading = plain()
        font = self.heading.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.2)
        self.heading.setFont(font)
        self.cross = QToolButton()
        self.cross.setAutoRaise(True)
        self.cross.setText(_("Close the panel"))
        self.cross.setToolTip(_("Close the panel (Esc)"))
        self.cross.setAccessibleName(_("Close the panel"))
        icons.dress(self.cross, "x")
        self.cross.clicked.connect(self.left)
        self.said = plain()
        self.said.setAccessibleName(_("Message"))
        self.said.hide()
        top = QHBoxLayout()
        top.addWidget(self.heading, 1)
        top.addWidget(self.cross, 0, Qt.AlignmentFlag.AlignTop)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(12, 8, 8, 8)
        self.column.addLayout(top)

    def finish(self, *widgets: QWidget) -> None:
        """Put the widgets in the column, the sentence below them, and air below that."""
        for widget in widgets:
            self.column.addWidget(widget)
        self.column.addWidget(self.said)
        self.column.addStretch(1)

    def say(self, text: str) -> None:
        """Say something under the panel's fields; "" says nothing more."""
        self._tell(text, is_refusal=False)

    def refuse(self, error: ScoutError) -> None:
        """Say why an act was refused."""
        self._tell(sentence(error), is_refusal=True)

    def _tell(self, text: str, is_refusal: bool) -> None:
        self._is_refusal = is_refusal
        self._dress()
        self.said.setText(text)
        self.said.setVisible(bool(text))

    def _dress(self) -> None:
        """Write refusals in their colour."""
        palette = QPalette(self.palette())
        if self._is_refusal:
            palette.setColor(QPalette.ColorRole.WindowText, theme.bad(palette))
        self.said.setPalette(palette)

    def changeEvent(self, event: QEvent) -> None:
        """Take the new colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def beside(*widgets: QWidget) -> QWidget:
    """Return the widgets in a line, sharing its width."""
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        line.addWidget(widget, 1)
    return holder


def lines(texts: Sequence[str]) -> str:
    """Return the texts that are not empty, a line each."""
    return "\n".join(text for text in texts if text)
