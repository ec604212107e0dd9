"""The question that a drop asks when confirmed days meet options: what becomes of them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from scout_app.errors import RivalsUndecided
from scout_app.ui.calendar import words
from scout_app.ui.calendar.grip import Grip
from scout_app.ui.calendar.panel import Panel, plain
from scout_app.ui.calendar.rivals import RivalsChoice
from scout_app.ui.calendar.side import WIDTH
from scout_app.ui.texts import _


class FatesPanel(Panel):
    """The same question as confirming asks, beside the calendar, before the booking is moved."""

    decided = Signal(str)
    """ "relegate" or "release"."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.days = plain()
        self.days.setAccessibleName(_("The new days"))
        self.rivals = RivalsChoice()
        self.rivals.decided.connect(self.decided)
        self.setFixedWidth(WIDTH)
        self.finish(self.days, self.rivals)
        self.hide()

    def ask(self, held: Grip, error: RivalsUndecided) -> None:
        """Name the booking, its new days and the rivals, and wait for the answer."""
        self.heading.setText(held.bar.production)
        days = ", ".join(words.period(one) for one in held.spans)
        self.days.setText(_("Confirmed days, moved to {days}.").format(days=days))
        self.show()
        self.rivals.show_rivals(error)
