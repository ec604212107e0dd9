"""What the bars mean: a sample and a word each, below the calendar."""

from html import escape

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from scout_app.model.values import Availability, State
from scout_app.ui import looks
from scout_app.ui.calendar.panel import plain
from scout_app.ui.texts import _


class Legend(QWidget):
    """Samples of the states, and what the day at the cursor holds, in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.said = plain(wrapped=False)
        self.said.setAccessibleName(_("Day at the cursor"))
        # As much as there is room for: a long name must not widen the window.
        self.said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._samples: list[tuple[QLabel, State | Availability]] = []
        line = QHBoxLayout(self)
        line.setContentsMargins(4, 2, 4, 2)
        line.addWidget(self.said, 1)
        for state, word in _states():
            sample, name = QLabel(), plain(wrapped=False)
            name.setText(word)
            self._samples.append((sample, state))
            line.addWidget(sample)
            line.addWidget(name)
        self._dress()

    def say(self, text: str) -> None:
        """Say what stands at the cursor, as far as there is room; the tip says all."""
        self.said.setText(text)
        self.said.setToolTip(escape(text))

    def changeEvent(self, event: QEvent) -> None:
        """Take the new colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()

    def _dress(self) -> None:
        for sample, state in self._samples:
            sample.setPixmap(looks.hold(state, self.palette()).swatch(15))


def _states() -> list[tuple[State | Availability, str]]:
    return [
        (State.OPTION, _("option, its rank")),
        (State.AWAITING_HOME, _("to be confirmed")),
        (State.CONFIRMED, _("confirmed")),
        (State.RELEGATED, _("relegated")),
        (Availability.CLOSED, _("closed")),
        (Availability.AT_RISK, _("at risk")),
    ]
