"""A question in place: what would happen, and two buttons; the careful one has the focus."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from scout_app.ui import icons
from scout_app.ui.texts import _


class Question(QFrame):
    """Hidden until something is asked; Escape is no."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.yes = QPushButton()
        self.no = QPushButton(_("Leave it as it is"))
        self._then: Callable[[], object] | None = None
        icons.dress(self.yes, "check")
        icons.dress(self.no, "x")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        line = QHBoxLayout(self)
        line.addWidget(self.text, 1)
        line.addWidget(self.yes)
        line.addWidget(self.no)
        self.yes.clicked.connect(self._agreed)
        self.no.clicked.connect(self.hide)
        self.hide()

    def ask(self, text: str, yes: str, then: Callable[[], object]) -> None:
        """Ask; `then` is called when the answer is yes."""
        self.text.setText(text)
        self.yes.setText(yes)
        self._then = then
        self.setAccessibleName(text)
        self.show()
        self.no.setFocus()

    def _agreed(self) -> None:
        self.hide()
        if self._then is not None:
            self._then()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave it on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)
