"""One conflict side by side: what was, what is said here and there; 1, 2, 3 decide."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDateEdit,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from scout_app.ui import icons
from scout_app.ui.texts import _, ngettext

if TYPE_CHECKING:
    from scout_app.office.exchange import Conflict, Side


class Column(QFrame):
    """A side: its name, the value, who gave it, and the button that keeps it."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = QLabel(title)
        self.value = QLabel()
        self.who = QLabel()
        self.keep = QPushButton()
        self.setFrameShape(QFrame.Shape.StyledPanel)
        for label in (self.value, self.who):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        font = self.value.font()
        font.setBold(True)
        self.value.setFont(font)
        room = QScrollArea()
        room.setWidgetResizable(True)
        room.setFrameShape(QFrame.Shape.NoFrame)
        room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QWidget()
        inner = QVBoxLayout(body)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.value)
        inner.addWidget(self.who)
        inner.addStretch(1)
        room.setWidget(body)
        column = QVBoxLayout(self)
        column.addWidget(self.title)
        column.addWidget(room, 1)
        column.addWidget(self.keep)

    def say(self, value: str, who: str) -> None:
        """Show a value and who gave it."""
        self.value.setText(value)
        self.who.setText(who)
        self.setAccessibleName(f"{self.title.text()}\n{value}\n{who}")


class Sides(QWidget):
    """Base, here and there; of two bookings: one, the other, and both together."""

    decided = Signal(str, str, str)
    """What to keep as `office.exchange.settle` takes it, the reason, the first day moved to."""
    row_decided = Signal(str)
    """The side kept for all disputed fields of the row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._one: Conflict | None = None
        self.title = QLabel()
        self.about = QLabel()
        self.base = Column(_("Before"))
        self.here = Column(_("Here"))
        self.there = Column(_("There"))
        self.other = QLineEdit()
        self.take_other = QPushButton(_("Write this value"))
        self.first = QDateEdit(QDate.currentDate())
        self.move_here = QPushButton(_("Move the one here"))
        self.move_there = QPushButton(_("Move the one there"))
        self.both = QPushButton()
        self.row_here = QPushButton()
        self.row_there = QPushButton()
        self.reason = QLineEdit()
        self._lay_out()
        self._wire()
        self.show_conflict(None)

    def _lay_out(self) -> None:
        font = self.title.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.2)
        self.title.setFont(font)
        self.title.setWordWrap(True)
        self.about.setWordWrap(True)
        self.other.setPlaceholderText(_("another value"))
        self.other.setAccessibleName(_("Another value"))
        self.first.setDisplayFormat("dd/MM/yyyy")
        self.first.setCalendarPopup(True)
        self.first.setAccessibleName(_("First day after the move"))
        self.reason.setAccessibleName(_("Reason"))
        icons.dress(self.both, "users")
        columns = QHBoxLayout()
        for column in (self.base, self.here, self.there):
            columns.addWidget(column, 1)
        grid = QGridLayout()
        grid.addWidget(self.reason, 0, 0, 1, 3)
        grid.addWidget(self.other, 1, 0, 1, 2)
        grid.addWidget(self.take_other, 1, 2)
        grid.addWidget(self.row_here, 2, 0, 1, 2)
        grid.addWidget(self.row_there, 2, 2)
        self.moving = QWidget()
        line = QHBoxLayout(self.moving)
        line.setContentsMargins(0, 0, 0, 0)
        for widget in (QLabel(_("To begin on")), self.first, self.move_here, self.move_there):
            line.addWidget(widget)
        last = QHBoxLayout()
        last.addWidget(self.moving)
        last.addStretch(1)
        last.addWidget(self.both)
        grid.addLayout(last, 3, 0, 1, 3)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(8, 0, 0, 0)
        whole.addWidget(self.title)
        whole.addWidget(self.about)
        whole.addLayout(columns, 1)
        whole.addLayout(grid)

    def _wire(self) -> None:
        self.base.keep.clicked.connect(lambda: self._keep("base"))
        self.here.keep.clicked.connect(lambda: self._keep("here"))
        self.there.keep.clicked.connect(lambda: self._keep("there"))
        self.both.clicked.connect(self._keep_both)
        self.take_other.clicked.connect(lambda: self._keep(self.other.text()))
        self.other.returnPressed.connect(self.take_other.click)
        self.other.textChanged.connect(lambda _text: self._dress())
        self.reason.textChanged.connect(lambda _text: self._dress())
        self.move_here.clicked.connect(lambda: self._move("there"))
        self.move_there.clicked.connect(lambda: self._move("here"))
        self.row_here.clicked.connect(lambda: self.row_decided.emit("here"))
        self.row_there.clicked.connect(lambda: self.row_decided.emit("there"))

    # -- showing -------------------------------------------------------------------------------

    def show_conflict(self, one: "Conflict | None", of_row: int = 0) -> None:
        """Show a conflict; `of_row` is how many fields of its row are disputed."""
        from scout_app.ui.offices import words

        if one is None or self._one is None or one.id != self._one.id:
            self.clear()
            self.first.setDate(_free_day(one))
        self._one = one
        self.setEnabled(one is not None)
        self.title.setText(f"{one.title}, {words.what(one)}" if one else "")
        self.about.setText(_about(one))
        self._say(self.base, one, one.base if one else None)
        self._say(self.here, one, one.here if one else None)
        self._say(self.there, one, one.there if one else None)
        self._name_buttons(of_row)
        self._dress()

    def _say(self, column: Column, one: "Conflict | None", side: "Side | None") -> None:
        from scout_app.ui.offices import words

        if one is None or side is None:
            column.say(_("not known") if one else "", "")
        else:
            column.say(words.value(one, side), words.who(side))

    def _name_buttons(self, of_row: int) -> None:
        is_clash = self._is_clash
        self.base.setVisible(not is_clash)
        self.base.keep.setText(_("1  Back to this"))
        self.here.keep.setText(_("1  Keep this one") if is_clash else _("2  Keep this"))
        self.there.keep.setText(_("2  Keep this one") if is_clash else _("3  Keep this"))
        for button, side in ((self.row_here, _("Here")), (self.row_there, _("There"))):
            said = ngettext("{side}: the {count} field of the row",
                            "{side}: all {count} fields of the row", of_row)  # fmt: skip
            button.setText(said.format(side=side, count=of_row))
            button.setVisible(of_row > 1)
        self.moving.setVisible(self._kind == "clash")
        self.both.setVisible(is_clash)
        self.both.setText(_("3  By arrival") if self._kind == "options" else _("3  Both stay"))
        can_type = self._kind in ("field", "invalid")
        self.other.setVisible(can_type)
        self.take_other.setVisible(can_type)
        self.reason.setPlaceholderText(
            _("reason, needed: both offices read it in the history")
            if is_clash
            else _("reason, if you like; it is kept in the history")
        )

    @property
    def _kind(self) -> str:
        return self._one.kind if self._one is not None else ""

    @property
    def _is_clash(self) -> bool:
        """Whether two bookings stand against each other, not two values."""
        return self._kind in ("clash", "options")

    def _dress(self) -> None:
        one = self._one
        may = one is not None and (not self._is_clash or bool(self.reason.text().strip()))
        self.base.keep.setEnabled(one is not None and one.base is not None)
        for button in (self.here.keep, self.there.keep):
            button.setEnabled(may and self._kind != "invalid")
        for button in (self.move_here, self.move_there, self.both):
            button.setEnabled(may)
        self.take_other.setEnabled(may and bool(self.other.text().strip()))

    def clear(self) -> None:
        """Forget what was typed for the conflict before."""
        self.reason.clear()
        self.other.clear()

    def focus(self) -> None:
        """Go where this conflict is decided: to the reason when one is needed."""
        target = self.reason if self._is_clash else self.here.keep
        target.setFocus()

    # -- deciding ------------------------------------------------------------------------------

    def _keep(self, keep: str) -> None:
        self.decided.emit(keep, self.reason.text(), "")

    def _keep_both(self) -> None:
        self._keep("arrival" if self._kind == "options" else "cohabit")

    def _move(self, kept: str) -> None:
        day = self.first.date().toString(Qt.DateFormat.ISODate)
        self.decided.emit(kept, self.reason.text(), day)

    def press(self, number: int) -> bool:
        """Press the button of that number; False when there is none to press."""
        sides = (self.here.keep, self.there.keep, self.both)
        buttons = sides if self._is_clash else (self.base.keep, self.here.keep, self.there.keep)
        if not 1 <= number <= len(buttons) or not buttons[number - 1].isEnabled():
            return False
        buttons[number - 1].click()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Decide on 1, 2 or 3."""
        if not self.press(event.key() - Qt.Key.Key_0):
            super().keyPressEvent(event)


def _free_day(one: "Conflict | None") -> QDate:
    """Return the first day after both bookings, to be proposed for a move."""
    days = [*one.here.days, *one.there.days] if one is not None else []
    if not days:
        return QDate.currentDate()
    last = max(period.last for period in days)
    return QDate(last.year, last.month, last.day).addDays(1)


def _about(one: "Conflict | None") -> str:
    from scout_app.ui.offices import words

    if one is None:
        return ""
    if one.kind == "clash":
        return _("Both are confirmed. Days in common: {days}.").format(days=words.common(one))
    if one.kind == "options":
        return _("Both are the first option. Days in common: {days}.").format(
            days=words.common(one)
        )
    if one.kind == "invalid":
        return _("This Scout cannot show the value; write another, or wait for a newer version.")
    if one.others:
        count = len(one.others)
        said = ngettext(
            "{count} more value stands against these; what you decide ends them all.",
            "{count} more values stand against these; what you decide ends them all.", count,
        )  # fmt: skip
        return said.format(count=count)
    return ""
