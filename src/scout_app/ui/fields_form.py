"""A form of declared fields: each is written when it is left, nothing waits for a button."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QLineEdit, QWidget

from scout_app.ui import texts
from scout_app.ui.texts import _

if TYPE_CHECKING:
    from scout_app.model.fields import Field

Editor = QLineEdit | QComboBox


class FieldsForm(QWidget):
    """One line for each field; `left` gives the name and the text of one that changed."""

    left = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without fields."""
        super().__init__(parent)
        self.editors: dict[str, Editor] = {}
        self.said = QLabel()
        self.said.setWordWrap(True)
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._texts: dict[str, str] = {}

    def show_values(self, values: "Sequence[tuple[Field, object]]") -> None:
        """Show the fields with their stored values."""
        if [field.name for field, _value in values] != list(self.editors):
            self._build([field for field, _value in values])
        for field, value in values:
            self._fill(field, value)
        self.said.clear()

    def _build(self, fields: "Sequence[Field]") -> None:
        from scout_app.wording.values import label

        while self._form.rowCount():
            self._form.removeRow(0)
        self.editors.clear()
        self.said = QLabel()
        self.said.setWordWrap(True)
        for field in fields:
            editor = self._editor(field)
            unit = f" ({field.unit})" if field.unit and field.unit != "d" else ""
            name = label(field, texts.language()) + unit
            editor.setAccessibleName(name)
            self._form.addRow(name, editor)
            self.editors[field.name] = editor
        self._form.addRow(self.said)

    def _editor(self, field: "Field") -> Editor:
        if field.choices:
            return self._combo(field, field.choices)
        line = QLineEdit()
        if field.type == "day":
            line.setPlaceholderText(_("DD/MM/YYYY"))
        line.editingFinished.connect(lambda: self._leave(field.name, line.text()))
        return line

    def _combo(self, field: "Field", choices: Mapping[str, str]) -> QComboBox:
        combo = QComboBox()
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(12)
        if not field.required:
            combo.addItem("", "")
        for code, msgid in choices.items():
            combo.addItem(_(msgid), code)
        combo.activated.connect(lambda _n: self._leave(field.name, combo.currentData() or ""))
        return combo

    def _fill(self, field: "Field", value: object) -> None:
        editor = self.editors[field.name]
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(value or "")))
            self._texts[field.name] = str(value or "")
            return
        text = self._typed(field, value)
        self._texts[field.name] = text
        if not (editor.hasFocus() and editor.isModified()):
            editor.setText(text)

    def _typed(self, field: "Field", value: object) -> str:
        from scout_app.wording.values import typed

        if field.type == "day" and value is not None:
            return f"{value:%d/%m/%Y}"
        return typed(field, value, texts.language())

    def _leave(self, name: str, text: str) -> None:
        if text != self._texts.get(name):
            self._texts[name] = text
            self.left.emit(name, text)

    def refuse(self, sentence: str) -> None:
        """Say under the fields why a value was not kept."""
        self.said.setText(sentence)
