"""Who works here: asked once, inline, at the first change."""

from PySide6.QtCore import QEventLoop, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from scout_app import settings
from scout_app.model.values import Officer
from scout_app.settings import Settings
from scout_app.ui.texts import _

_WIDTH = 190


class OfficerBar(QWidget):
    """A line at the foot of the window: the officer and office, or the question who they are."""

    named = Signal(object)
    """An Officer was given."""
    _closed = Signal()

    def __init__(self, parent: QWidget, chosen: Settings) -> None:
        """Show who works here, if that is known."""
        super().__init__(parent)
        self.shown = QLabel()
        self.name = QLineEdit(chosen.officer or settings.login())
        self.office = QLineEdit(chosen.office)
        self.keep = QPushButton(_("Keep"))
        self.question = QLabel(_("Who makes this change?"))
        self._lay_out()
        self._show_officer(chosen.officer, chosen.office)
        self._asking(False)

    def _lay_out(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(4, 0, 4, 0)
        self.name.setPlaceholderText(_("Your name"))
        self.office.setPlaceholderText(_("Your office"))
        self.name.setAccessibleName(_("Officer"))
        self.office.setAccessibleName(_("Office"))
        for field in (self.name, self.office):
            field.setFixedWidth(_WIDTH)
            field.returnPressed.connect(self._answer)
            field.textChanged.connect(self._may_keep)
        self.keep.clicked.connect(self._answer)
        for widget in (self.shown, self.question, self.name, self.office, self.keep):
            line.addWidget(widget)

    def ask(self) -> None:
        """Show the question."""
        self._asking(True)
        self._may_keep()
        (self.office if self.name.text() else self.name).setFocus()

    def who(self) -> Officer | None:
        """Ask and wait for the answer; None when the officer turns away with Escape."""
        waiting = QEventLoop(self)
        given: list[Officer] = []
        self.named.connect(given.append)
        self.named.connect(waiting.quit)
        self._closed.connect(waiting.quit)
        self.ask()
        waiting.exec()
        self.named.disconnect(given.append)
        return given[0] if given else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the question with Escape."""
        if event.key() == Qt.Key.Key_Escape and self.keep.isVisible():
            self._asking(False)
            self._closed.emit()
            return
        super().keyPressEvent(event)

    def _answer(self) -> None:
        name, office = self.name.text().strip(), self.office.text().strip()
        if name and office:
            self._show_officer(name, office)
            self._asking(False)
            self.named.emit(Officer(name, office))

    def _may_keep(self) -> None:
        self.keep.setEnabled(bool(self.name.text().strip() and self.office.text().strip()))

    def _asking(self, asking: bool) -> None:
        for widget in (self.question, self.name, self.office, self.keep):
            widget.setVisible(asking)
        self.shown.setVisible(not asking)

    def _show_officer(self, name: str, office: str) -> None:
        self.shown.setText(f"{name} · {office}" if name and office else "")
