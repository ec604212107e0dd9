"""The question that confirming asks: what becomes of the options on the same days."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from scout_app.errors import RivalsUndecided
from scout_app.ui.calendar import words
from scout_app.ui.calendar.panel import beside, lines, plain
from scout_app.ui.texts import _


class RivalsChoice(QWidget):
    """The rivals by name, and two answers; none is given for the officer."""

    decided = Signal(str)
    """ "relegate" or "release"."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question = plain()
        self.question.setAccessibleName(_("Options on the same days"))
        self.relegate = QPushButton(_("Relegate them"))
        self.relegate.setToolTip(_("They stay on the list, in case the days come free again"))
        self.release = QPushButton(_("Release them"))
        self.release.setToolTip(_("They are given up"))
        self.relegate.clicked.connect(lambda: self.decided.emit("relegate"))
        self.release.clicked.connect(lambda: self.decided.emit("release"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.question)
        column.addWidget(beside(self.relegate, self.release))
        self.hide()

    def show_rivals(self, error: RivalsUndecided) -> None:
        """Name the rivals and wait for the answer."""
        named = [f"• {name}, {words.period(days)}" for _booking, name, days in error.rivals]
        ask = _("Others have options on these days. To confirm, say what becomes of them:")
        self.question.setText(lines([ask, *named]))
        self.show()
        self.relegate.setFocus()
