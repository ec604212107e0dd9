"""The form that closes days of a site, with the reason that everybody will be told."""

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QPushButton, QWidget

from scout_app import office
from scout_app.errors import ScoutError
from scout_app.model.values import Period
from scout_app.ui.calendar import words
from scout_app.ui.calendar.days import DaysFields
from scout_app.ui.calendar.panel import Panel, beside, plain
from scout_app.ui.calendar.repeats import Repeats
from scout_app.ui.desk import Desk
from scout_app.ui.texts import _

if TYPE_CHECKING:
    from scout_app.office.sites import SiteRow


class ClosingForm(Panel):
    """Days on which nobody films; Enter in the reason closes them."""

    period_changed = Signal(object)
    """The officer wants other days: a Period."""
    closed = Signal()
    """The days are closed."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._site: UUID | None = None
        self.days = DaysFields()
        self.repeats = Repeats()
        self.reason = QLineEdit()
        self.close_days = QPushButton(_("Close these days"))
        self._lay_out()
        self.days.changed.connect(self._moved)
        self.reason.returnPressed.connect(self._close)
        self.close_days.clicked.connect(self._close)

    def _lay_out(self) -> None:
        self.reason.setAccessibleName(_("Reason for closing"))
        self.reason.setPlaceholderText(_("Works, private event, safety…"))
        told = plain()
        told.setText(
            _("The parts of the site close with it. Options stay, but cannot be confirmed.")
        )
        holder = QWidget()
        form = QFormLayout(holder)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(_("&Days"), self.days)
        form.addRow(_("A&gain"), self.repeats)
        form.addRow(_("&Reason"), self.reason)
        cancel = QPushButton(_("Cancel"))
        cancel.clicked.connect(self.left)
        self.finish(holder, told, beside(cancel, self.close_days))

    def show_days(self, site: "SiteRow", period: Period) -> None:
        """Think of closing days of a site."""
        self._site = site.id
        self.heading.setText(_("Close {site}").format(site=words.named(site)))
        self.days.show_period(period)
        self.repeats.show_first(period.first)
        self.say("")

    def _moved(self) -> None:
        self.repeats.show_first(self.days.period.first)
        self.period_changed.emit(self.days.period)

    def _close(self) -> None:
        if self._site is None:
            return
        self._desk.do(
            office.bookings.close,
            self._site,
            self.days.period,
            self.reason.text(),
            self.repeats.rule,
            then=self._closed,
            refused=self._refused,
        )

    def _closed(self, _closure: UUID) -> None:
        self.reason.clear()
        self.repeats.clear()
        self.closed.emit()

    def _refused(self, error: ScoutError) -> None:
        self.refuse(error)
        self.reason.setFocus()
