"""The fields of a period: a first and a last day, which never cross."""

from datetime import date
from typing import cast

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QLabel, QWidget

from scout_app.model.values import Period
from scout_app.ui.texts import _


def day_field(name: str) -> QDateEdit:
    """Return a field for a day, with its small calendar."""
    field = QDateEdit()
    field.setCalendarPopup(True)
    field.setDisplayFormat("dd/MM/yyyy")
    field.setAccessibleName(name)
    return field


def day_in(field: QDateEdit) -> date:
    """Return the day that stands in a field."""
    return cast(date, field.date().toPython())


def set_day(field: QDateEdit, day: date) -> None:
    """Write a day into a field."""
    field.setDate(QDate(day.year, day.month, day.day))


class DaysFields(QWidget):
    """From a day to another; moving one beyond the other takes the other along."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first = day_field(_("First day"))
        self.last = day_field(_("Last day"))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.first, 1)
        line.addWidget(QLabel("–"))
        line.addWidget(self.last, 1)
        self.first.dateChanged.connect(self._first_moved)
        self.last.dateChanged.connect(self._last_moved)

    @property
    def period(self) -> Period:
        """The days in the fields."""
        return Period(day_in(self.first), day_in(self.last))

    def show_period(self, period: Period) -> None:
        """Write days into the fields, without telling anyone."""
        for field, day in ((self.first, period.first), (self.last, period.last)):
            if day != day_in(field):  # or it would take the caret from who is typing
                field.blockSignals(True)
                set_day(field, day)
                field.blockSignals(False)

    def _first_moved(self) -> None:
        if self.last.date() < self.first.date():
            self.show_period(Period(day_in(self.first), day_in(self.first)))
        self.changed.emit()

    def _last_moved(self) -> None:
        if self.last.date() < self.first.date():
            self.show_period(Period(day_in(self.last), day_in(self.last)))
        self.changed.emit()
