"""The days of a booking in the making: several runs, each with its use, state and hours."""

from datetime import date, time, timedelta
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTime, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTimeEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from scout_app import office
from scout_app.model.values import DayType, Period, State
from scout_app.rules.hours import Hours
from scout_app.ui import icons, texts
from scout_app.ui.calendar.days import DaysFields
from scout_app.ui.calendar.panel import beside
from scout_app.ui.texts import _
from scout_app.ui.ticks import Tick

if TYPE_CHECKING:
    from scout_app.office.bookings import WantedSpan

_STATES = (State.OPTION, State.CONFIRMED)
_CALL, _WRAP = QTime(8, 0), QTime(18, 0)
"""The hours proposed for a shooting day."""


class Run(QWidget):
    """From a day to another, for one use."""

    changed = Signal()
    removed = Signal()

    def __init__(self, can_go: bool) -> None:
        super().__init__()
        self.days = DaysFields()
        self.day_type, self.state = QComboBox(), QComboBox()
        self.has_hours = Tick(_("Hours"))
        self.start, self.end = _time(_("Begins at"), _CALL), _time(_("Ends at"), _WRAP)
        self.remove = QToolButton()
        self._lay_out(can_go)
        self.days.changed.connect(self.changed)
        self.day_type.currentIndexChanged.connect(self.changed)
        self.state.currentIndexChanged.connect(self.changed)
        self.has_hours.toggled.connect(self._show_hours)
        self.remove.clicked.connect(self.removed)

    def _lay_out(self, can_go: bool) -> None:
        self.day_type.setAccessibleName(_("Use of the days"))
        self.state.setAccessibleName(_("State of the days"))
        self.remove.setAutoRaise(True)
        self.remove.setAccessibleName(_("Leave these days out"))
        self.remove.setToolTip(_("Leave these days out"))
        icons.dress(self.remove, "x")
        self.remove.setVisible(can_go)
        top = QHBoxLayout()
        top.addWidget(self.days, 1)
        top.addWidget(self.remove)
        self._between = QLabel("–")
        low = QHBoxLayout()
        low.addWidget(self.has_hours)
        low.addWidget(self.start)
        low.addWidget(self._between)
        low.addWidget(self.end)
        low.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 6)
        column.addLayout(top)
        column.addWidget(beside(self.day_type, self.state))
        column.addLayout(low)
        self._show_hours(False)

    def fill(self) -> None:
        """Fill what takes the catalogue's words, once it is open."""
        from scout_app.wording import reasons

        if self.day_type.count():
            return
        for use in DayType:
            self.day_type.addItem(reasons.day_type(use, texts.language()), use)
        for state in _STATES:
            self.state.addItem(reasons.state(state, texts.language()), state)
        self.day_type.setCurrentIndex(list(DayType).index(DayType.SHOOT))

    def _show_hours(self, wanted: bool) -> None:
        for widget in (self.start, self._between, self.end):
            widget.setVisible(wanted)

    @property
    def use(self) -> DayType:
        """What the days are for."""
        return DayType(self.day_type.currentData() or DayType.SHOOT)

    @property
    def span(self) -> "WantedSpan":
        """The run as it is entered."""
        hours = Hours(_in(self.start), _in(self.end)) if self.has_hours.isChecked() else None
        state = State(self.state.currentData() or State.OPTION)
        return office.bookings.WantedSpan(self.days.period, state, self.use, hours)


class Runs(QWidget):
    """One run at least; more are added after the last."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.first = Run(can_go=False)
        self.more: list[Run] = []
        self.add = QPushButton(_("Add other days"))
        self.add.setToolTip(_("Days of another use in the same booking: preparation, strike…"))
        icons.dress(self.add, "plus")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.first)
        self._column.addWidget(self.add)
        self.first.changed.connect(self.changed)
        self.add.clicked.connect(self._add)

    @property
    def all(self) -> list[Run]:
        """The runs in the order they were added."""
        return [self.first, *self.more]

    @property
    def spans(self) -> "list[WantedSpan]":
        """The runs as they are entered."""
        return [run.span for run in self.all]

    @property
    def wants_option(self) -> bool:
        """Whether any of the days waits as an option."""
        return any(span.state is State.OPTION for span in self.spans)

    def clear(self) -> None:
        """Keep the first run only."""
        for run in list(self.more):
            self._drop(run)

    def _add(self) -> None:
        last = self.all[-1].days.period.last
        run = Run(can_go=True)
        run.fill()
        run.days.show_period(_after(last))
        self.more.append(run)
        self._column.insertWidget(self._column.count() - 1, run)
        run.changed.connect(self.changed)
        run.removed.connect(lambda: self._drop(run))
        run.days.first.setFocus()
        self.changed.emit()

    def _drop(self, run: Run) -> None:
        self.more.remove(run)
        self._column.removeWidget(run)
        run.hide()
        run.deleteLater()
        self.add.setFocus()
        self.changed.emit()


def _after(day: date) -> Period:
    following = day + timedelta(days=1) if day < date.max else day
    return Period(following, following)


def _time(name: str, at: QTime) -> QTimeEdit:
    field = QTimeEdit(at)
    field.setDisplayFormat("HH:mm")
    field.setAccessibleName(name)
    return field


def _in(field: QTimeEdit) -> time:
    return cast(time, field.time().toPython())
