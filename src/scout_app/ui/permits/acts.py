"""What may be said next of one request: filed, granted, refused, not needed."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from scout_app import office
from scout_app.errors import ScoutError
from scout_app.rules.permits import NEXT, PermitState
from scout_app.ui import clock, theme
from scout_app.ui.calendar.days import day_in
from scout_app.ui.calendar.panel import plain
from scout_app.ui.desk import Desk
from scout_app.ui.permits.forms import Dismissing, Filing, Saying
from scout_app.ui.saying import sentence
from scout_app.ui.texts import _

if TYPE_CHECKING:
    from scout_app.office.requests import Request


class PermitActs(QWidget):
    """What may be said next of one request: a button each, which unfolds its small form."""

    settled = Signal()
    """Something was noted of the request."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.request: Request | None = None
        self.filing = Filing()
        self.granting = Saying(_("Note the grant"), _("Con&ditions"), _("Conditions"))
        self.refusing = Saying(_("Note the refusal"), _("&Reason"), _("Reason for the refusal"))
        self.dismissing = Dismissing()
        self.deeds: Mapping[PermitState, Filing | Saying] = {
            PermitState.ASKED: self.filing,
            PermitState.GRANTED: self.granting,
            PermitState.REFUSED: self.refusing,
            PermitState.NOT_NEEDED: self.dismissing,
        }
        self.buttons = {state: _button(state) for state in self.deeds}
        self.said = plain()
        self._lay_out()

    def _lay_out(self) -> None:
        self._grid = QGridLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._grid)
        for state, deed in self.deeds.items():
            self.buttons[state].clicked.connect(partial(self._unfold, state))
            deed.asked.connect(partial(self._settle, state))
            column.addWidget(deed)
        column.addWidget(self.said)
        self.said.hide()

    def show_request(self, request: "Request | None") -> None:
        """Offer what may be said next; the same request keeps the form that is being filled."""
        if request == self.request:
            return
        self.request = request
        self._fold()
        offered = NEXT[request.state] if request is not None else ()
        for place, state in enumerate(offered):
            self._grid.addWidget(self.buttons[state], place // 2, place % 2)
        for state, button in self.buttons.items():
            button.setVisible(state in offered)

    def begin(self) -> None:
        """Put the caret on the first that is offered."""
        if self.request is not None:
            self.buttons[NEXT[self.request.state][0]].setFocus()

    def _fold(self) -> None:
        self._say("")
        for state, deed in self.deeds.items():
            deed.hide()
            self.buttons[state].setChecked(False)

    def _unfold(self, state: PermitState) -> None:
        is_folding = not self.deeds[state].isHidden()
        self._fold()
        if self.request is None or is_folding:
            return
        self.buttons[state].setChecked(True)
        self.deeds[state].fill(self.request)
        self.deeds[state].show()
        self.deeds[state].begin()

    # -- doing ---------------------------------------------------------------------------------

    def _settle(self, state: PermitState) -> None:
        if self.request is None:
            return
        match state:
            case PermitState.ASKED:
                self._file(self.request)
            case PermitState.NOT_NEEDED:
                self._dismiss(self.request)
            case _:
                words = self.granting.words if state is PermitState.GRANTED else self.refusing.words
                self._do(office.permits.answer, self.request.permit, state, words.text())

    def _file(self, request: "Request") -> None:
        form = self.filing
        self._do(
            office.permits.file, request.booking, request.restriction,
            authority=form.authority.text(), asked_on=day_in(form.on), number=form.number.text(),
            today=clock.today(),
        )  # fmt: skip

    def _dismiss(self, request: "Request") -> None:
        self._do(
            office.permits.dismiss, request.booking, request.restriction,
            self.dismissing.words.text(), today=clock.today(),
            everywhere=self.dismissing.everywhere.isChecked(),
        )  # fmt: skip

    def _do(self, verb: Any, *args: Any, **how: Any) -> None:
        self._desk.do(verb, *args, then=self._done, refused=self._refused, **how)

    def _done(self, _permit: object) -> None:
        self._fold()
        self.settled.emit()

    def _refused(self, error: ScoutError) -> None:
        self._say(sentence(error))

    def _say(self, text: str) -> None:
        redden(self.said)
        self.said.setText(text)
        self.said.setVisible(bool(text))


def redden(label: QLabel) -> None:
    """Write a label in the colour of what is wrong."""
    ink = label.palette()
    ink.setColor(label.foregroundRole(), theme.bad(ink))
    label.setPalette(ink)


def _button(state: PermitState) -> QPushButton:
    said = {
        PermitState.ASKED: _("Request filed…"),
        PermitState.GRANTED: _("Granted…"),
        PermitState.REFUSED: _("Refused…"),
        PermitState.NOT_NEEDED: _("Not needed…"),
    }
    made = QPushButton(said[state])
    made.setCheckable(True)
    made.hide()
    return made
