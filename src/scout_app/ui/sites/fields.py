"""The fields of a site as a form: block by block, only those that its kind has."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QVBoxLayout, QWidget

from scout_app.ui import editors
from scout_app.ui.line import Line, label_of
from scout_app.ui.texts import _

if TYPE_CHECKING:
    from scout_app.model.fields import Field
    from scout_app.office.rows import CardValue
    from scout_app.office.sites import SiteCard

ONLY_FOR: Mapping[str, str] = {"location_kind": "location", "support_kind": "support"}
"""Fields that only one kind of site has."""


class Fields(QWidget):
    """One line for each field; `left` gives a line whose value is to be written."""

    left = Signal(object)

    def __init__(self) -> None:
        """Start without editors: they are made when a site is first edited."""
        super().__init__()
        self.lines: dict[str, Line] = {}
        self.editors: dict[str, editors.Editor] = {}
        self.said = QLabel()
        """The sentence that was said last, under its field."""
        self._forms: list[QFormLayout] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 8, 0)

    def show_card(self, card: "SiteCard", is_same: bool) -> None:
        """Show a site's values; of the same site, what is being typed stays."""
        if not self.lines:
            self._build([v.field for v in card.card.values if _is_typed(v.field)])
        for value in card.card.values:
            if (line := self.lines.get(value.field.name)) is not None:
                line.offer(value.field)
                text, seen = _text(card, value), card.card.seen.get(line.name, ())
                (line.renew if is_same else line.start)(text, seen)
        self._suit(card.row.kind)

    def refuse(self, line: Line, sentence: str, overtaken: bool) -> None:
        """Say under a field why its value was not kept."""
        line.refuse(sentence, overtaken)
        self.said = line.said

    def _build(self, fields: "Iterable[Field]") -> None:
        from scout_app.wording.names import BLOCKS

        waiting = list(fields)
        for block, title in (*BLOCKS.items(), ("", "")):
            own = [field for field in waiting if field.block == block]
            if own:
                shown = _(title) if title else _("Review and confidentiality")
                self._column.addWidget(_heading(shown))
                self._column.addLayout(self._block(own))
        self._column.addStretch(1)

    def _block(self, fields: "Iterable[Field]") -> QFormLayout:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setVerticalSpacing(4)
        for field in fields:
            line = Line(field, label_of(field), self)
            line.left.connect(self.left)
            line.add_to(form)
            self.lines[field.name] = line
            self.editors[field.name] = line.editor
        self._forms.append(form)
        return form

    def _suit(self, kind: str) -> None:
        for name, only in ONLY_FOR.items():
            box = self.lines[name].box
            for form in self._forms:
                if form.indexOf(box) >= 0:
                    form.setRowVisible(box, kind == only)


def _is_typed(field: "Field") -> bool:
    return not field.derived and field.name != "home_office_id"


def _text(card: "SiteCard", value: "CardValue") -> str:
    """Return a value as it is typed: a commune and the whole by their names."""
    if value.field.name == "commune":
        return card.row.commune
    if value.field.name == "whole_id":
        return card.row.whole
    return editors.typed(value.field, value.value)


def _heading(text: str) -> QLabel:
    heading = QLabel(text)
    font = heading.font()
    font.setBold(True)
    heading.setFont(font)
    heading.setContentsMargins(0, 8, 0, 0)
    return heading
