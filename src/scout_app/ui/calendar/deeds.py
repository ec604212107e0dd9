"""The small forms of what is done about a booking: a sentence, fields, and the button."""

from datetime import date, datetime
from typing import TYPE_CHECKING, cast
from uuid import UUID

from PySide6.QtCore import QDate, QDateTime, QTime, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDateTimeEdit,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from scout_app.rules.challenges import PARIS
from scout_app.ui import texts
from scout_app.ui.calendar.days import DaysFields, day_field, day_in, set_day
from scout_app.ui.calendar.panel import beside, plain
from scout_app.ui.texts import _

if TYPE_CHECKING:
    from scout_app.office.life import Duel

_LAST_RANK = 99


class Deed(QWidget):
    """One thing to do, with what it brings; Enter in its fields does it."""

    asked = Signal()

    def __init__(self, told: str, verb: str) -> None:
        super().__init__()
        self.told = plain()
        self.told.setText(told)
        self.act = QPushButton(verb)
        self.act.clicked.connect(self.asked)
        self.fields = QFormLayout()
        self.fields.setContentsMargins(0, 0, 0, 0)
        self.fields.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 4, 0, 4)
        self.column.addWidget(self.told)
        self.column.addLayout(self.fields)
        self.column.addWidget(self.act)
        self.hide()

    def begin(self) -> None:
        """Put the caret where one writes first."""
        first = self.fields.itemAt(0, QFormLayout.ItemRole.FieldRole)
        widget = first.widget() if first is not None else None
        (widget or self.act).setFocus()


def reason_field(name: str) -> QLineEdit:
    """Return a field for a reason."""
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setPlaceholderText(_("Reason, kept in the history"))
    field.setMaxLength(500)
    return field


class Ending(Deed):
    """Giving days up, with a reason."""

    def __init__(self, told: str, verb: str, name: str) -> None:
        super().__init__(told, verb)
        self.reason = reason_field(name)
        self.reason.returnPressed.connect(self.asked)
        self.fields.addRow(_("&Reason"), self.reason)


class Moving(Deed):
    """Other days for a booking, all its runs together."""

    def __init__(self) -> None:
        told = _("Its gaps are kept. On days that it gains, it stands behind the options there.")
        super().__init__(told, _("Move to these days"))
        self.days = DaysFields()
        self.fields.addRow(_("&Days"), self.days)

    def begin(self) -> None:
        """Begin with the first day."""
        self.days.first.setFocus()


class Lasting(Deed):
    """Until when an option lasts."""

    def __init__(self, told: str, verb: str) -> None:
        super().__init__(told, verb)
        self.until = day_field(_("Expires on"))
        self.fields.addRow(_("E&xpires on"), self.until)

    @property
    def day(self) -> date:
        """The last day of the option."""
        return day_in(self.until)

    def show_day(self, day: date) -> None:
        """Propose a day."""
        set_day(self.until, day)


class Ranking(Deed):
    """A rank by hand, or by arrival again, with a reason."""

    def __init__(self) -> None:
        told = _("A rank given by hand goes before the order of arrival, and keeps its reason.")
        super().__init__(told, _("Give this rank"))
        self.place = QSpinBox()
        self.place.setRange(0, _LAST_RANK)
        self.place.setSpecialValueText(_("By arrival"))
        self.place.setAccessibleName(_("Rank"))
        self.reason = reason_field(_("Reason for the rank"))
        self.reason.returnPressed.connect(self.asked)
        self.fields.addRow(_("Ran&k"), self.place)
        self.fields.addRow(_("&Reason"), self.reason)

    @property
    def rank(self) -> int | None:
        """The rank wanted; None: by arrival."""
        return self.place.value() or None


class Challenging(Deed):
    """Which option asks which to decide, and by when."""

    def __init__(self) -> None:
        told = _(
            "The option that stands before must confirm or release by the deadline; "
            "without an answer it is over."
        )
        super().__init__(told, _("Send the challenge"))
        self.duel = QComboBox()
        self.duel.setAccessibleName(_("Who challenges whom"))
        self.duel.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.duel.setMinimumContentsLength(16)
        self.until = QDateTimeEdit()
        self.until.setCalendarPopup(True)
        self.until.setDisplayFormat("dd/MM/yyyy HH:mm")
        self.until.setAccessibleName(_("Answer before"))
        self.fields.addRow(_("C&hallenge"), self.duel)
        self.fields.addRow(_("&Before"), self.until)

    def show_duels(self, duels: "tuple[Duel, ...]", own: UUID, deadline: datetime) -> None:
        """Offer the challenges that may be made, and a deadline."""
        self.duel.clear()
        for duel in duels:
            self.duel.addItem(_said(duel, own), duel)
        at = deadline.astimezone(PARIS)
        day, minute = QDate(at.year, at.month, at.day), QTime(at.hour, at.minute)
        self.until.setDateTime(QDateTime(day, minute))

    @property
    def chosen(self) -> "Duel | None":
        """The challenge chosen."""
        return cast("Duel | None", self.duel.currentData())

    @property
    def deadline(self) -> datetime:
        """By when an answer is due, by the clock in Paris."""
        at = cast(datetime, self.until.dateTime().toPython())
        return at.replace(tzinfo=PARIS)


def _said(duel: "Duel", own: UUID) -> str:
    from scout_app.wording import reasons

    rank = reasons.rank(duel.rank, texts.language()) if duel.rank else ""
    if duel.booking == own:
        return _("by “{production}” ({rank})").format(production=duel.challenger, rank=rank)
    return _("of “{production}” ({rank})").format(production=duel.production, rank=rank)


class Answering(Ending):
    """The answer to a challenge: confirm, or release with a reason."""

    confirmed = Signal()

    def __init__(self) -> None:
        super().__init__("", _("Release"), _("Reason for releasing"))
        self.column.removeWidget(self.act)
        self.confirm = QPushButton(_("Confirm"))
        self.confirm.clicked.connect(self.confirmed)
        self.column.addWidget(beside(self.confirm, self.act))

    def begin(self) -> None:
        """Begin with the answer that needs nothing more."""
        self.confirm.setFocus()
