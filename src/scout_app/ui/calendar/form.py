"""The form that holds days: site and period given, rank and rivals computed, Enter holds."""

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from scout_app import office
from scout_app.errors import ScoutError
from scout_app.model.values import Period
from scout_app.ui import clock
from scout_app.ui.calendar import words
from scout_app.ui.calendar.ahead import Ahead
from scout_app.ui.calendar.days import day_field, day_in, set_day
from scout_app.ui.calendar.finding import ProductionCombo
from scout_app.ui.calendar.panel import Panel, beside, plain
from scout_app.ui.calendar.runs import Runs
from scout_app.ui.calendar.standing import Standing
from scout_app.ui.desk import Desk
from scout_app.ui.texts import _

if TYPE_CHECKING:
    from scout_app.office.availability import Inquiry
    from scout_app.office.bookings import Held
    from scout_app.office.productions import ProductionRow
    from scout_app.office.sites import SiteRow

_LONG = 30
"""Letters of a title that a button shows."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class HoldForm(Panel):
    """An option in the making."""

    period_changed = Signal(object)
    """The officer wants other days: a Period."""
    held = Signal(object)
    """What was entered: a Held."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._site: UUID | None = None
        self._wanted: UUID | None = None
        self._is_holding = False
        self.runs = Runs()
        self.days, self.day_type = self.runs.first.days, self.runs.first.day_type
        self.standing = Standing()
        self.production = ProductionCombo()
        self.make = QPushButton()
        self.expires = day_field(_("Expires on"))
        self.note = QLineEdit()
        self.hold = QPushButton(_("Hold"))
        self.hint = plain()
        self.ahead = Ahead()
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        self.note.setAccessibleName(_("Note"))
        self.note.setMaxLength(2_000)
        self.hold.setToolTip(_("Hold the days (Enter)"))
        self.hint.setText(_("No production yet: type a title, then create it here."))
        self.hint.hide()
        self.make.hide()
        holder = QWidget()
        form = QFormLayout(holder)
        form.setContentsMargins(0, 0, 0, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(self.runs)
        form.addRow(self.standing)
        form.addRow(_("&Production"), self.production)
        form.addRow(self.hint)
        form.addRow(self.make)
        form.addRow(_("E&xpires on"), self.expires)
        form.addRow(_("&Note"), self.note)
        cancel = QPushButton(_("Cancel"))
        cancel.clicked.connect(self.left)
        self.finish(holder, beside(cancel, self.hold))
        self.column.insertWidget(self.column.count() - 1, self.ahead)  # a refusal stands before

    def _wire(self) -> None:
        self.days.changed.connect(lambda: self.period_changed.emit(self.days.period))
        self.runs.changed.connect(self._inquire)
        self.standing.free_taken.connect(self._take_free)
        self.production.changed.connect(self._production_changed)
        self.make.clicked.connect(self._make)
        self.hold.clicked.connect(self._hold)

    # -- showing -------------------------------------------------------------------------------

    def show_days(self, site: "SiteRow", period: Period, production: UUID | None = None) -> None:
        """Think of holding days of a site, for a production when it is known."""
        first_time = self._site is None
        self._site = site.id
        self.heading.setText(words.named(site))
        self.days.show_period(period)
        self.say("")
        if first_time:
            self._begin()
        if production is not None:
            self._wanted = production
        self.refresh()

    def _begin(self) -> None:
        """Fill what takes the catalogue's words, once it is open."""
        self.runs.first.fill()
        self._ask_expiry()

    def _ask_expiry(self) -> None:
        self._desk.ask(office.settings.number, "option_days", then=self._show_expiry)

    def _show_expiry(self, days: int) -> None:
        set_day(self.expires, clock.today() + timedelta(days=days))

    def refresh(self) -> None:
        """Ask again how the days stand, and which productions there are."""
        if self._site is not None:
            self._desk.ask(office.productions.listing, then=self._offer, key="calendar productions")
            self._inquire()

    def _offer(self, rows: "tuple[ProductionRow, ...]") -> None:
        self.production.show_productions(rows)
        if self._wanted is not None:
            self.production.choose(self._wanted)
            self._wanted = None
        self.hint.setVisible(not rows)
        self._production_changed()

    def _inquire(self) -> None:
        if self._site is None:
            return
        self.expires.setEnabled(self.runs.wants_option)
        runs = [(run.days.period, run.use) for run in self.runs.all]
        self._desk.ask(
            office.outlook.standing,
            self._site,
            [days for days, _use in runs],
            today=clock.today(),
            then=self._inquired,
            refused=self.refuse,
            key="calendar inquiry",
        )
        self._desk.ask(
            office.outlook.outlook,
            self._site,
            runs,
            today=clock.today(),
            then=self.ahead.show_outlook,
            refused=self.refuse,
            key="calendar outlook",
        )

    def _inquired(self, found: "Inquiry") -> None:
        self.standing.show_inquiry(found)

    def _take_free(self, period: Period) -> None:
        self.days.show_period(period)
        self.days.changed.emit()

    def _production_changed(self) -> None:
        """Offer to create the production when none goes by the title that stands there."""
        typed = self.production.currentText().strip()
        self.make.setVisible(bool(typed) and self.production.chosen is None)
        self.make.setText(_("Create the production “{title}”").format(title=_short(typed)))

    def _make(self) -> None:
        if title := self.production.currentText().strip():
            given = {"title": title}
            self._desk.do(
                office.rows.add, "production", given, then=self._made, refused=self.refuse
            )

    def _made(self, production: UUID) -> None:
        self._wanted = production
        self.refresh()
        self.hold.setFocus()

    # -- holding -------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hold with Enter, from any field; on a button it presses that."""
        focused = self.focusWidget()
        if event.key() not in _ENTER:
            super().keyPressEvent(event)
        elif isinstance(focused, QAbstractButton):
            focused.click()
        else:
            self._hold()

    def _hold(self) -> None:
        production = self.production.chosen
        if self._site is None or self._is_holding:
            return
        if production is None:
            self.say(_("Choose the production that asks for these days."))
            self.production.setFocus()
            return
        self._is_holding = True
        self.hold.setEnabled(False)
        self._desk.do(
            office.bookings.enter,
            self._site,
            production,
            self.runs.spans,
            today=clock.today(),
            expires_on=day_in(self.expires),
            note=self.note.text(),
            then=self._entered,
            refused=self._not_entered,
        )
        if self._desk.officer is None:  # nobody said who acts: nothing was asked for
            self._ended()

    def _entered(self, held: "Held") -> None:
        self._ended()
        self.note.clear()
        self.runs.clear()
        self._ask_expiry()
        self.held.emit(held)

    def _not_entered(self, error: ScoutError) -> None:
        self._ended()
        self.refuse(error)

    def _ended(self) -> None:
        self._is_holding = False
        self.hold.setEnabled(True)


def _short(title: str) -> str:
    return title if len(title) <= _LONG else f"{title[:_LONG]}…"
