"""The buttons of what may be done about a booking; each unfolds its small form, one at a time."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from scout_app.model.values import Period
from scout_app.rules.possible import Act
from scout_app.ui import texts
from scout_app.ui.calendar.deeds import (
    Answering,
    Challenging,
    Deed,
    Ending,
    Lasting,
    Moving,
    Ranking,
)
from scout_app.ui.calendar.panel import lines
from scout_app.ui.texts import _

if TYPE_CHECKING:
    from scout_app.office.life import Life

_AT_ONCE = (Act.CONFIRM, Act.PROMOTE)
"""What needs nothing more than the button."""


class Acts(QWidget):
    """What may be done now, in the order of its use."""

    asked = Signal(object)
    """An Act is to be done, with what stands in its form."""
    unfolded = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._life: Life | None = None
        self.answering, self.moving = Answering(), Moving()
        self.challenging, self.ranking = Challenging(), Ranking()
        self.releasing = Ending(
            _("The days come free, and the next option becomes the first."),
            _("Release"), _("Reason for releasing"),
        )  # fmt: skip
        self.cancelling = Ending("", _("Cancel the booking"), _("Reason for cancelling"))
        self.extending = Lasting(
            _("The option stands until the end of that day; then it is over by itself."),
            _("Change the day"),
        )
        self.reopening = Lasting(
            _("The days come back as an option, behind all others."), _("Take up again")
        )
        self.deeds: dict[Act, Deed] = {
            Act.ANSWER: self.answering,
            Act.RELEASE: self.releasing,
            Act.CANCEL: self.cancelling,
            Act.MOVE: self.moving,
            Act.EXPIRE: self.extending,
            Act.CHALLENGE: self.challenging,
            Act.RANK: self.ranking,
            Act.REOPEN: self.reopening,
        }
        self.buttons = {act: _button(act) for act in Act}
        self._lay_out()

    def _lay_out(self) -> None:
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._grid)
        for act, button in self.buttons.items():
            button.clicked.connect(partial(self._pressed, act))
        for act, deed in self.deeds.items():
            column.addWidget(deed)
            deed.asked.connect(partial(self.asked.emit, act))

    def show_life(self, life: "Life", is_other: bool) -> None:
        """Offer what makes sense; a form stays open while its act does."""
        self._life = life
        for place, act in enumerate(life.acts):
            self._grid.addWidget(self.buttons[act], place // 2, place % 2)
        for act, button in self.buttons.items():
            button.setVisible(act in life.acts)
        if is_other or (self.open is not None and self.open not in life.acts):
            self.fold()

    @property
    def open(self) -> Act | None:
        """The act whose form is open."""
        return next((act for act, deed in self.deeds.items() if not deed.isHidden()), None)

    def fold(self) -> bool:
        """Close the form that is open; tells whether one was."""
        was = self.open
        for act, deed in self.deeds.items():
            deed.hide()
            self.buttons[act].setChecked(False)
        if was is not None and not self.buttons[was].isHidden():
            self.buttons[was].setFocus()
        return was is not None

    def clear(self) -> None:
        """Forget the reasons written."""
        for deed in (self.releasing, self.cancelling, self.answering, self.ranking):
            deed.reason.clear()

    def _pressed(self, act: Act) -> None:
        if act in _AT_ONCE:
            self.asked.emit(act)
            return
        was = self.open
        self.fold()
        if was is not act and self._life is not None:
            self._fill(act, self._life)
            self.buttons[act].setChecked(True)
            self.deeds[act].show()
            self.deeds[act].begin()
            self.unfolded.emit()

    def _fill(self, act: Act, life: "Life") -> None:
        """Propose what stands now."""
        match act:
            case Act.ANSWER:
                self.answering.told.setText(_owed(life))
            case Act.CANCEL:
                self.cancelling.told.setText(_cost(life))
            case Act.MOVE:
                self.moving.days.show_period(_days(life))
            case Act.EXPIRE:
                self.extending.show_day(life.booking.expires_on or life.expires_on)
            case Act.REOPEN:
                self.reopening.show_day(life.expires_on)
            case Act.RANK:
                self.ranking.place.setValue(life.booking.rank or 0)
            case Act.CHALLENGE:
                self.challenging.show_duels(life.duels, life.booking.id, life.deadline)


def _button(act: Act) -> QPushButton:
    named = {
        Act.ANSWER: (_("Ans&wer…"), _("Confirm or release: a challenge runs")),
        Act.PROMOTE: (_("Note the &first place"), _("It has become the first option")),
        Act.CONFIRM: (_("&Confirm"), _("The days are booked; nobody else may have them")),
        Act.RELEASE: (_("Re&lease…"), _("Give the days back, with a reason")),
        Act.CANCEL: (_("Ca&ncel…"), _("Give confirmed days back, with a reason and its cost")),
        Act.MOVE: (_("&Move…"), _("Other days, or more or fewer")),
        Act.EXPIRE: (_("E&xpiry…"), _("Until when the option stands")),
        Act.CHALLENGE: (_("C&hallenge…"), _("Ask the option before to confirm or release")),
        Act.RANK: (_("Ran&k…"), _("A rank by hand, with a reason")),
        Act.REOPEN: (_("Take &up again…"), _("As the last option")),
    }
    text, tip = named[act]
    made = QPushButton(text)
    made.setToolTip(tip)
    made.setCheckable(act not in _AT_ONCE)
    made.hide()
    return made


def _owed(life: "Life") -> str:
    from scout_app.wording import numbers

    if life.owed is None:
        return ""
    return _("“{challenger}” asks to know before {instant}.").format(
        challenger=life.owed.challenger,
        instant=numbers.instant(life.owed.deadline, texts.language()),
    )


def _cost(life: "Life") -> str:
    from scout_app.wording import terms

    return "" if life.quote is None else lines(terms.laddered(life.quote, texts.language()))


def _days(life: "Life") -> Period:
    live = [span.period for span in life.booking.spans if span.state.is_live]
    return Period(min(one.first for one in live), max(one.last for one in live))
