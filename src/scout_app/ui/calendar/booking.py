"""The panel of one booking: what it holds and costs, what runs, and all that may be done."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from scout_app import office
from scout_app.errors import RivalsUndecided, ScoutError, Unknown
from scout_app.model.values import State
from scout_app.rules.possible import Act
from scout_app.ui import clock, looks
from scout_app.ui.calendar import acting, told
from scout_app.ui.calendar.acting import Call
from scout_app.ui.calendar.acts import Acts
from scout_app.ui.calendar.panel import Panel, plain
from scout_app.ui.calendar.rivals import RivalsChoice
from scout_app.ui.desk import Desk
from scout_app.ui.permits.lines import Requests
from scout_app.ui.texts import _

if TYPE_CHECKING:
    from scout_app.office.bookings import BookingRow
    from scout_app.office.life import Life

_TICK_MS = 15_000


class BookingPanel(Panel):
    """One booking, with what can be done about it now."""

    settled = Signal(object)
    """Something was done about the booking: what the verb answered."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.life: Life | None = None
        self._asked: UUID | None = None
        """The booking shown or on its way."""
        self._pending: Call | None = None
        """What waits for the fate of the rivals."""
        self.swatch, self.state = QLabel(), plain()
        self.countdown, self.facts, self.price = plain(), plain(), plain()
        self.requests = Requests(desk)
        self.acts = Acts()
        self.rivals = RivalsChoice()
        self._clock = QTimer(self)
        self._clock.setInterval(_TICK_MS)
        self._lay_out()
        self._clock.timeout.connect(self._count_down)
        self.acts.asked.connect(self._act)
        self.acts.unfolded.connect(self._turn_to_form)
        self.acts.answering.confirmed.connect(self._confirm_answer)
        self.rivals.decided.connect(self._fated)

    def _lay_out(self) -> None:
        self.state.setAccessibleName(_("State of the booking"))
        self.countdown.setAccessibleName(_("Time left to answer"))
        self.facts.setAccessibleName(_("The booking"))
        self.price.setAccessibleName(_("What it costs"))
        standing = QWidget()
        line = QHBoxLayout(standing)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.swatch)
        line.addWidget(self.state, 1)
        self.finish(
            standing, self.countdown, self.facts, self.price, self.requests, self.acts, self.rivals
        )

    @property
    def booking(self) -> "BookingRow | None":
        """The booking shown."""
        return None if self.life is None else self.life.booking

    # -- showing -------------------------------------------------------------------------------

    def show_booking(self, booking: UUID) -> None:
        """Ask for a booking and show it."""
        self._asked = booking
        if self.booking is None or self.booking.id != booking:
            self.acts.clear()
            self.acts.fold()
            self.rivals.hide()
            self.say("")
        self._desk.ask(
            office.life.of,
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
            self.life = self._asked = None
            self.left.emit()
        else:
            self.refuse(error)

    def _show(self, life: "Life") -> None:
        booking = life.booking
        is_other = self.booking is None or self.booking.id != booking.id
        self.life = life
        self.heading.setText(booking.production)
        states = [span.state for span in booking.spans]
        state = next(
            (one for one in states if one.is_live), states[0] if states else State.RELEASED
        )
        self.swatch.setPixmap(looks.hold(state, self.palette()).swatch())
        self.state.setText(told.standing(booking, state))
        self.facts.setText(told.facts(booking))
        self.price.setText(told.price(life))
        self.price.setVisible(life.quote is not None)
        self._count_down()
        self.requests.show_requests(life.requests)
        self.acts.show_life(life, is_other)

    def _count_down(self) -> None:
        said = told.countdown(self.life, clock.now()) if self.life else ""
        self.countdown.setText(said)
        self.countdown.setVisible(bool(said))

    def showEvent(self, event: QShowEvent) -> None:
        """Count the time down while it is seen."""
        super().showEvent(event)
        self._clock.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Count no more."""
        super().hideEvent(event)
        self._clock.stop()

    # -- doing ---------------------------------------------------------------------------------

    def _turn_to_form(self) -> None:
        self.rivals.hide()
        self.say("")

    def _act(self, act: Act) -> None:
        if self.life is not None and (call := self._call(act, self.life)) is not None:
            self._do(call)

    def _call(self, act: Act, life: "Life") -> Call | None:
        acts = self.acts
        calls: dict[Act, Callable[[], Call | None]] = {
            Act.CONFIRM: lambda: acting.confirm(life),
            Act.PROMOTE: lambda: acting.promote(life),
            Act.RELEASE: lambda: acting.release(life, acts.releasing),
            Act.CANCEL: lambda: acting.cancel(life, acts.cancelling),
            Act.MOVE: lambda: acting.move(life, acts.moving),
            Act.EXPIRE: lambda: acting.extend(life, acts.extending),
            Act.REOPEN: lambda: acting.reopen(life, acts.reopening),
            Act.RANK: lambda: acting.rank(life, acts.ranking),
            Act.CHALLENGE: lambda: acting.challenge(acts.challenging),
            Act.ANSWER: lambda: acting.answer(life, acts.answering, confirms=False),
        }
        return calls[act]()

    def _confirm_answer(self) -> None:
        if self.life is not None:
            call = acting.answer(self.life, self.acts.answering, confirms=True)
            if call is not None:
                self._do(call)

    def _fated(self, fate: str) -> None:
        if self._pending is not None:
            self._do(self._pending, fate)

    def _do(self, call: Call, fate: str | None = None) -> None:
        how = {**call.how, "rivals": fate} if call.fated else call.how
        self._pending = call
        self._desk.do(
            call.verb,
            *call.args,
            then=lambda done: self._done(call, done),
            refused=self._refused,
            **how,
        )

    def _refused(self, error: ScoutError) -> None:
        if isinstance(error, RivalsUndecided):
            self.say("")
            self.rivals.show_rivals(error)
            return
        self.refuse(error)
        if self.acts.open is not None:
            self.acts.deeds[self.acts.open].begin()

    def _done(self, call: Call, done: Any) -> None:
        self._pending = None
        self.rivals.hide()
        self.acts.clear()
        self.acts.fold()
        self.say(call.said(done))
        self.settled.emit(done)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Fold with Escape what is open; the panel is left when nothing is."""
        if event.key() == Qt.Key.Key_Escape and not self.rivals.isHidden():
            self.rivals.hide()
        elif event.key() != Qt.Key.Key_Escape or not (self.requests.fold() or self.acts.fold()):
            super().keyPressEvent(event)
