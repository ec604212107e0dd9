"""Deleting a site: the reason is asked where the card stands, and nothing is done without it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPushButton, QWidget

from scout_app.ui import icons, theme
from scout_app.ui.texts import _


class Removal(QWidget):
    """A strip with the question; hidden until it is asked."""

    agreed = Signal(str)
    """The reason."""
    closed = Signal()

    def __init__(self) -> None:
        """Start hidden."""
        super().__init__()
        self.question = QLabel(_("Reason for the deletion, kept in the history:"))
        self.question.setWordWrap(True)
        self.reason = QLineEdit()
        self.reason.setAccessibleName(_("Reason for the deletion"))
        self.question.setBuddy(self.reason)
        self.agree = QPushButton(_("Delete"))
        self.cancel = QPushButton(_("Cancel"))
        self.said = QLabel()
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        icons.dress(self.agree, "trash")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.addWidget(self.question, 0, 0, 1, 3)
        grid.addWidget(self.reason, 1, 0)
        grid.addWidget(self.agree, 1, 1)
        grid.addWidget(self.cancel, 1, 2)
        grid.addWidget(self.said, 2, 0, 1, 3)
        self.reason.textChanged.connect(lambda text: self.agree.setEnabled(bool(text.strip())))
        self.reason.returnPressed.connect(self._agree)
        self.agree.clicked.connect(self._agree)
        self.cancel.clicked.connect(self.close_up)
        self.hide()

    def ask(self) -> None:
        """Show the question, empty."""
        self.reason.clear()
        self.agree.setEnabled(False)
        self.said.hide()
        self.show()
        self.reason.setFocus()

    def refuse(self, sentence: str) -> None:
        """Say why the site stays."""
        ink = self.said.palette()
        ink.setColor(self.said.foregroundRole(), theme.bad(self.palette()))
        self.said.setPalette(ink)
        self.said.setText(sentence)
        self.said.show()

    def close_up(self) -> None:
        """Leave the site where it is."""
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def _agree(self) -> None:
        if reason := self.reason.text().strip():
            self.agreed.emit(reason)
