"""Days that come again, by plain choices: every Monday, the first Saturday, until a day."""

from datetime import date

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from scout_app.rules.repeating import Repeat, is_last, nth, written
from scout_app.ui.calendar import words
from scout_app.ui.calendar.days import day_field, day_in, set_day
from scout_app.ui.texts import _
from scout_app.ui.ticks import Tick


class Repeats(QWidget):
    """Once, or again and again; the choices are those of the first day."""

    def __init__(self) -> None:
        super().__init__()
        self.how = QComboBox()
        self.how.setAccessibleName(_("Repetition"))
        self.ends = Tick(_("Until"))
        self.until = day_field(_("Last day of the repetition"))
        self._first = date.min
        line = QHBoxLayout()
        line.addWidget(self.ends)
        line.addWidget(self.until, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.how)
        column.addLayout(line)
        self.how.currentIndexChanged.connect(self._offer_end)
        self.ends.toggled.connect(self._offer_end)

    def show_first(self, first: date) -> None:
        """Word the choices for a first day; what is chosen stays while it can."""
        if first == self._first:
            return
        chosen, self._first = self.how.currentData(), first
        self.how.blockSignals(True)
        self.how.clear()
        self.how.addItem(_("Once"), None)
        for how, text in _choices(first):
            self.how.addItem(text, how)
        self.how.setCurrentIndex(max(self.how.findData(chosen), 0))
        self.how.blockSignals(False)
        if day_in(self.until) <= first:
            set_day(self.until, _a_year_after(first))
        self._offer_end()

    def clear(self) -> None:
        """Go back to once."""
        self.how.setCurrentIndex(0)
        self.ends.setChecked(False)

    @property
    def rule(self) -> str | None:
        """The RRULE chosen; None for once."""
        how = self.how.currentData()
        if how is None:
            return None
        return written(Repeat(how), self._first, day_in(self.until) if self._has_end else None)

    @property
    def _has_end(self) -> bool:
        return self.ends.isChecked()

    def _offer_end(self) -> None:
        again = self.how.currentData() is not None
        self.ends.setVisible(again)
        self.until.setVisible(again and self._has_end)


def _choices(first: date) -> list[tuple[Repeat, str]]:
    weekday = words.weekday(first)
    found = [(Repeat.WEEKLY, _("Every week: {weekday}").format(weekday=weekday))]
    if nth(first) <= len(_nths()):
        which = _nths()[nth(first) - 1]
        said = _("Every month: {nth} {weekday}").format(nth=which, weekday=weekday)
        found.append((Repeat.MONTHLY_WEEKDAY, said))
    if is_last(first):
        said = _("Every month: last {weekday}").format(weekday=weekday)
        found.append((Repeat.MONTHLY_LAST, said))
    found.append((Repeat.MONTHLY_DAY, _("Every month: day {day}").format(day=first.day)))
    month = QLocale().monthName(first.month, QLocale.FormatType.LongFormat)
    said = _("Every year: {day} {month}").format(day=first.day, month=month)
    return [*found, (Repeat.YEARLY, said)]


def _nths() -> tuple[str, ...]:
    return (_("first"), _("second"), _("third"), _("fourth"))


def _a_year_after(day: date) -> date:
    return day.replace(year=day.year + 1, day=min(day.day, 28)) if day.year < date.max.year else day
