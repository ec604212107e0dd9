"""The panel of one booking: what it holds, confirm it, release it, decide the rivals' fate."""

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from scout_app import office
from scout_app.errors import RivalsUndecided, ScoutError, Unknown
from scout_app.model.values import State
from scout_app.ui import clock, looks, texts
from scout_app.ui.calendar import words
from scout_app.ui.calendar.panel import Panel, lines, plain
from scout_app.ui.calendar.rivals import RivalsChoice
from scout_app.ui.desk import Desk
from scout_app.ui.texts import _

if TYPE_CHECKING:
    from scout_app.office.bookings import BookingRow, Fate, Settled, SpanRow

_WAITING = (State.OPTION, State.AWAITING_HOME)
_OVER = (State.RELEASED, State.CANCELLED)


class BookingPanel(Panel):
    """One booking, with what can be done about it now."""

    settled = Signal(object)
    """The booking was confirmed or released: a Settled."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.booking: BookingRow | None = None
        self._asked: UUID | None = None
        """The booking shown or on its way."""
        self.swatch = QLabel()
        self.state = plain()
        self.facts = plain()
        self.facts.setAccessibleName(_("The booking"))
        self.confirm = QPushButton(_("Confirm"))
        self.rivals = RivalsChoice()
        self.reason = QLineEdit()
        self.release = QPushButton(_("Release"))
        self._lay_out()
        self.confirm.clicked.connect(lambda: self._confirm(None))
        self.rivals.decided.connect(self._confirm)
        self.reason.returnPressed.connect(self._release)
        self.release.clicked.connect(self._release)

    def _lay_out(self) -> None:
        self.state.setAccessibleName(_("State of the booking"))
        self.reason.setAccessibleName(_("Reason for releasing"))
        self.reason.setPlaceholderText(_("Reason, kept in the history"))
        self.ending = QWidget()
        form = QFormLayout(self.ending)
        form.setContentsMargins(0, 8, 0, 0)
        form.addRow(_("&Reason"), self.reason)
        form.addRow(self.release)
        standing = QWidget()
        line = QHBoxLayout(standing)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.swatch)
        line.addWidget(self.state, 1)
        self.finish(standing, self.facts, self.confirm, self.rivals, self.ending)

    # -- showing -------------------------------------------------------------------------------

    def show_booking(self, booking: UUID) -> None:
        """Ask for a booking and show it."""
        self._asked = booking
        if self.booking is None or self.booking.id != booking:
            self.reason.clear()
            self.rivals.hide()
            self.say("")
        self._desk.ask(
            office.bookings.detail,
            booking,
            clock.today(),
            then=self._show,
            refused=self._gone,
            key="calendar booking",
        )

    def refresh(self) -> None:
        """Ask again for the booking shown."""
        if self._asked is not None:
            self.show_booking(self._asked)

    def _gone(self, error: ScoutError) -> None:
        if isinstance(error, Unknown):
            self.booking = self._asked = None
            self.left.emit()
        else:
            self.refuse(error)

    def _show(self, booking: "BookingRow") -> None:
        self.booking = booking
        self.heading.setText(booking.production)
        states = [span.state for span in booking.spans]
        state = next(
            (one for one in states if one.is_live), states[0] if states else State.RELEASED
        )
        self.swatch.setPixmap(looks.hold(state, self.palette()).swatch())
        self.state.setText(_standing(booking, state))
        self.facts.setText(_facts(booking))
        self.confirm.setVisible(any(one in _WAITING for one in states))
        self.ending.setVisible(any(one not in _OVER for one in states))

    # -- doing ---------------------------------------------------------------------------------

    def _confirm(self, fate: str | None) -> None:
        if self.booking is None:
            return
        self._desk.do(
            office.bookings.confirm,
            self.booking.id,
            rivals=fate,
            today=clock.today(),
            then=self._settled,
            refused=self._not_confirmed,
        )

    def _not_confirmed(self, error: ScoutError) -> None:
        if isinstance(error, RivalsUndecided):
            self.say("")
            self.rivals.show_rivals(error)
        else:
            self.refuse(error)

    def _release(self) -> None:
        if self.booking is None:
            return
        self._desk.do(
            office.bookings.release,
            self.booking.id,
            self.reason.text(),
            today=clock.today(),
            then=self._settled,
            refused=self._not_released,
        )

    def _not_released(self, error: ScoutError) -> None:
        self.refuse(error)
        self.reason.setFocus()

    def _settled(self, settled: "Settled") -> None:
        self.rivals.hide()
        self.reason.clear()
        self.say(lines([_fate(fate) for fate in settled.changed]))
        self.settled.emit(settled)


def _fate(fate: "Fate") -> str:
    """Return what became of a rival: relegated, released, or first now."""
    from scout_app.wording import reasons

    if fate.state.is_live:
        return _("{production} is first now, {days}").format(
            production=fate.production, days=words.period(fate.period)
        )
    return _("{production}, {days}: {state}").format(
        production=fate.production,
        days=words.period(fate.period),
        state=reasons.state(fate.state, texts.language()),
    )


def _standing(booking: "BookingRow", state: State) -> str:
    from scout_app.wording import reasons

    lang = texts.language()
    said = [reasons.state(state, lang)]
    if booking.expired:
        said = [_("Expired option")]
    elif booking.rank is not None:
        said = [reasons.rank(booking.rank, lang)]
    if booking.home:
        said = [reasons.awaiting(booking.home, booking.home_news_at, clock.today(), lang)]
    if booking.expires_on and state in _WAITING:
        said.append(reasons.countdown(booking.expires_on, clock.today(), lang))
    return " · ".join(said)


def _facts(booking: "BookingRow") -> str:
    from scout_app.wording import numbers

    asked = numbers.instant(booking.asked_at, texts.language())
    return lines(
        [
            booking.site,
            *(_span(span) for span in booking.spans),
            _("Asked {at} by {officer}, {office}").format(
                at=asked, officer=booking.officer, office=booking.office
            ),
            booking.note or "",
            _("Reason: {reason}").format(reason=booking.reason) if booking.reason else "",
        ]
    )


def _span(span: "SpanRow") -> str:
    from scout_app.wording import reasons

    lang = texts.language()
    return " · ".join(
        [
            words.period(span.period),
            reasons.day_type(span.day_type, lang),
            reasons.state(span.state, lang),
        ]
    )
