"""How the days that are thought of stand: the state, the rank, who is in the way, what is free."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from scout_app.model.values import Period
from scout_app.ui import looks, texts
from scout_app.ui.calendar import words
from scout_app.ui.calendar.panel import lines, plain
from scout_app.ui.texts import _

if TYPE_CHECKING:
    from scout_app.office.availability import Inquiry

_MOST = 6
"""Rivals named; more are counted."""


class Standing(QWidget):
    """The desk's answer to "could I have these days?"."""

    free_taken = Signal(object)
    """The officer prefers the next free window: a Period."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.swatch = QLabel()
        self.state = plain()
        self.state.setAccessibleName(_("State of the days"))
        self.rivals = plain()
        self.rivals.setAccessibleName(_("What stands on the days"))
        self.free = QPushButton()
        self.free.clicked.connect(self._take)
        self._free: Period | None = None
        line = QHBoxLayout()
        line.addWidget(self.swatch)
        line.addWidget(self.state, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(line)
        column.addWidget(self.rivals)
        column.addWidget(self.free)
        self.clear()

    def clear(self) -> None:
        """Show nothing while the answer is awaited, in the place that it will take."""
        self.swatch.clear()
        self.state.setText("…")
        self.rivals.hide()
        self.free.hide()
        self._free = None

    def show_inquiry(self, found: "Inquiry") -> None:
        """Show the answer."""
        self.swatch.setPixmap(looks.hold(found.state, self.palette()).swatch())
        self.state.setText(" · ".join(part for part in (_state(found), _rank(found)) if part))
        self._show_rivals(found)
        self._free = found.free.period if found.free else None
        if self._free:
            self.free.setText(_("Next free: {days}").format(days=words.period(self._free)))
        self.free.setVisible(self._free is not None)

    def _show_rivals(self, found: "Inquiry") -> None:
        from scout_app.wording import reasons

        said = [reasons.blocking(one, texts.language()) for one in found.blocking[:_MOST]]
        if (more := len(found.blocking) - _MOST) > 0:
            said.append(
                texts.ngettext("and {count} more", "and {count} more", more).format(count=more)
            )
        self.rivals.setText(lines(said))
        self.rivals.setVisible(bool(said))

    def _take(self) -> None:
        if self._free:
            self.free_taken.emit(self._free)


def _state(found: "Inquiry") -> str:
    return words.availability(found.state)


def _rank(found: "Inquiry") -> str:
    from scout_app.wording import reasons

    if found.rank is None:
        return ""
    return _("you would have the {rank}").format(rank=reasons.rank(found.rank, texts.language()))
