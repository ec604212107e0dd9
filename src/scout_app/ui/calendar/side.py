"""The room beside the calendar: a form, the finder or a booking, one at a time."""

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QStackedWidget, QWidget

from scout_app.model.values import Period
from scout_app.ui.calendar.booking import BookingPanel
from scout_app.ui.calendar.closing import ClosingForm
from scout_app.ui.calendar.finder import Finder
from scout_app.ui.calendar.form import HoldForm
from scout_app.ui.calendar.panel import Panel
from scout_app.ui.desk import Desk

if TYPE_CHECKING:
    from scout_app.office.sites import SiteRow

WIDTH = 340
_FITTED, _IGNORED = QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored


class Side(QScrollArea):
    """Hidden until something is to be done."""

    left = Signal()
    """A panel was left: the room is empty again, or shows the one before."""
    period_changed = Signal(object)
    """A form wants other days: a Period."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = HoldForm(desk)
        self.closing = ClosingForm(desk)
        self.booking = BookingPanel(desk)
        self.finder = Finder(desk)
        self.home: Panel | None = None
        """What is gone back to when another panel is left."""
        self._stack = QStackedWidget()
        for panel in (self.form, self.closing, self.booking, self.finder):
            self._stack.addWidget(panel)
            panel.left.connect(self.leave)
        self.form.period_changed.connect(self.period_changed)
        self.closing.period_changed.connect(self.period_changed)
        self.setWidget(self._stack)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(WIDTH)
        self.hide()

    @property
    def shown(self) -> Panel | None:
        """What stands in the room."""
        panel = self._stack.currentWidget()
        return panel if isinstance(panel, Panel) and not self.isHidden() else None

    def ask_hold(self, site: "SiteRow", period: Period, production: UUID | None = None) -> None:
        """Show the form, ready for the production's name."""
        self._turn_to(self.form)
        self.form.show_days(site, period, production)
        self.form.production.setFocus()

    def ask_closing(self, site: "SiteRow", period: Period) -> None:
        """Show the closing form, ready for the reason."""
        self._turn_to(self.closing)
        self.closing.show_days(site, period)
        self.closing.reason.setFocus()

    def ask_find(self, period: Period) -> None:
        """Show the finder, from some days on."""
        self._turn_to(self.finder)
        self.finder.begin(period)

    def show_booking(self, booking: UUID) -> None:
        """Show a booking; the focus stays where it is."""
        self._turn_to(self.booking)
        self.booking.show_booking(booking)

    def follow(self, site: "SiteRow", period: Period) -> None:
        """Take the days chosen now into the form shown; a booking has been turned away from."""
        match self.shown:
            case HoldForm():
                self.form.show_days(site, period)
            case ClosingForm():
                self.closing.show_days(site, period)
            case BookingPanel():
                self.hide()

    def refresh(self) -> None:
        """Ask again for what is shown."""
        match self.shown:
            case HoldForm():
                self.form.refresh()
            case BookingPanel():
                self.booking.refresh()

    def changeEvent(self, event: QEvent) -> None:
        """Take the new colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.refresh()

    def leave(self) -> None:
        """Empty the room, or go back to the panel from which one came."""
        if self.isHidden():
            return
        if self.home is not None and self.shown is not self.home:
            self._turn_to(self.home)
        else:
            self.hide()
        self.left.emit()

    def _turn_to(self, panel: Panel) -> None:
        self._stack.setCurrentWidget(panel)
        for one in (self.form, self.closing, self.booking, self.finder):
            # Else the tallest panel would make the others scroll.
            wish = _FITTED if one is panel else _IGNORED
            one.setSizePolicy(_FITTED, wish)
        self.show()
