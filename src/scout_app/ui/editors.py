"""The editors of a form, one for each type of field: each tells when it was left changed."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit

from scout_app.ui import texts
from scout_app.ui.texts import _
from scout_app.ui.ticks import Tick

if TYPE_CHECKING:
    from scout_app.model.fields import Field

_LINES = 4
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LineEditor(QLineEdit):
    """A line: texts, numbers in the field's unit, days, words between commas."""

    left = Signal()

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.editingFinished.connect(self.left)

    def put(self, text: str) -> None:
        """Show a text."""
        self.setText(text)
        self.setCursorPosition(0)

    def given(self) -> str:
        """Return what stands there."""
        return self.text()


class NoteEditor(QPlainTextEdit):
    """Several lines; Tab leaves it, and so does Ctrl+Enter."""

    left = Signal()

    def __init__(self) -> None:
        """Start empty, a few lines high."""
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * _LINES + 14)

    def put(self, text: str) -> None:
        """Show a text."""
        self.setPlainText(text)

    def given(self) -> str:
        """Return what stands there."""
        return self.toPlainText()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter as a new line, and with Ctrl as the end."""
        is_done = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in _ENTER and is_done:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that it is left."""
        super().focusOutEvent(event)
        self.left.emit()


class ChoiceEditor(QComboBox):
    """One of a list, or none of it where the field may be empty."""

    left = Signal()

    def __init__(self, choices: Mapping[str, str], is_required: bool) -> None:
        """Offer the choices in their order."""
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(14)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._is_required = is_required
        self._offered: Mapping[str, str] = {}
        self.offer(choices)
        self.activated.connect(lambda _place: self.left.emit())

    def offer(self, choices: Mapping[str, str]) -> None:
        """Offer these entries; what is chosen stays."""
        if choices == self._offered:
            return
        from scout_app.wording.values import entry

        self._offered, kept = choices, self.given()
        self.clear()
        if not self._is_required:
            self.addItem(_("not known"), "")
        for code, found in choices.items():
            self.addItem(entry(found, texts.language()), code)
        if kept:
            self.put(kept)

    def put(self, text: str) -> None:
        """Show a code; one that no list has is shown as it is."""
        if (place := self.findData(text)) < 0:
            self.addItem(text, text)
            place = self.count() - 1
        self.setCurrentIndex(place)

    def given(self) -> str:
        """Return the code chosen, empty for none."""
        return str(self.currentData() or "")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that it is left: arrows change a choice without a click."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page: scrolling must never change a value."""
        event.ignore()


class YesNoEditor(Tick):
    """Yes, no, or not known; the word stands beside the box."""

    left = Signal()

    def __init__(self) -> None:
        """Start not known."""
        super().__init__()
        self.setTristate(True)
        self.checkStateChanged.connect(lambda _state: self._say())
        self.clicked.connect(lambda _on: self.left.emit())
        self.put("")

    def put(self, text: str) -> None:
        """Show true, false, or nothing known."""
        known = {"true": Qt.CheckState.Checked, "false": Qt.CheckState.Unchecked}
        self.setCheckState(known.get(text, Qt.CheckState.PartiallyChecked))
        self._say()

    def given(self) -> str:
        """Return true, false or an empty text."""
        known = {Qt.CheckState.Checked: "true", Qt.CheckState.Unchecked: "false"}
        return known.get(self.checkState(), "")

    def nextCheckState(self) -> None:
        """Go round: not known, yes, no."""
        order = {"": "true", "true": "false", "false": ""}
        self.put(order[self.given()])

    def _say(self) -> None:
        words = {"true": _("yes"), "false": _("no"), "": _("not known")}
        self.setText(words[self.given()])


Editor = LineEditor | NoteEditor | ChoiceEditor | YesNoEditor


def made(field: "Field") -> Editor:
    """Return an editor for the type of the field."""
    if field.choices:
        return ChoiceEditor(field.choices, field.required)
    if field.type == "note":
        return NoteEditor()
    if field.type == "yes_no":
        return YesNoEditor()
    line = LineEditor()
    if field.type == "day":
        line.setPlaceholderText(_("DD/MM/YYYY"))
    elif field.type == "tags":
        line.setPlaceholderText(_("words between commas"))
    return line


def typed(field: "Field", value: object) -> str:
    """Return a stored value as the editor of its field takes it."""
    from scout_app.wording import values

    if field.type == "day" and value is not None:
        return f"{value:%d/%m/%Y}"
    return values.typed(field, value, texts.language())
