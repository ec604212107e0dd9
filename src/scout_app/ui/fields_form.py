"""A short form of declared fields of one row: each is written when it is left."""

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QFormLayout, QWidget

from scout_app import office
from scout_app.errors import EditedSince, ScoutError
from scout_app.ui import editors
from scout_app.ui.desk import Desk
from scout_app.ui.line import Line, label_of
from scout_app.ui.saying import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scout_app.office.rows import Card


class FieldsForm(QWidget):
    """Shows some fields of a row's card and writes those that change."""

    def __init__(self, desk: Desk, names: "Sequence[str]") -> None:
        """Remember which fields to show, in which order."""
        super().__init__()
        self._desk = desk
        self._names = names
        self._row: UUID | None = None
        self.lines: dict[str, Line] = {}
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)

    def show_card(self, card: "Card") -> None:
        """Show a row's values; of the same row, what is being typed stays."""
        if self._row is not None and self._row != card.id:
            self.leave()
        values = {value.field.name: value for value in card.values}
        if not self.lines:
            for name in self._names:
                self._add(Line(values[name].field, label_of(values[name].field), self))
        is_same = self._row == card.id
        self._row = card.id
        for line in self.lines.values():
            line.offer(values[line.name].field)
            text = editors.typed(line.field, values[line.name].value)
            (line.renew if is_same else line.start)(text, card.seen.get(line.name, ()))

    def leave(self) -> None:
        """Write what was typed and not yet left."""
        for line in self.lines.values():
            line.leave()

    def _add(self, line: Line) -> None:
        line.add_to(self._form)
        line.left.connect(self._write)
        self.lines[line.name] = line

    def _write(self, line: Line) -> None:
        if self._row is None or line.sent is None:
            return
        self._desk.do(
            office.rows.edit,
            self._row,
            {line.name: line.sent},
            {line.name: line.seen},
            then=partial(self._written, self._row, line),
            refused=partial(self._refused, self._row, line),
        )
        if self._desk.officer is None:
            line.give_up()

    def _written(self, row: UUID, line: Line, _nothing: object) -> None:
        if row == self._row:
            line.say("")

    def _refused(self, row: UUID, line: Line, error: ScoutError) -> None:
        if row != self._row:
            self._desk.refused.emit(error)
            return
        line.refuse(sentence(error), isinstance(error, EditedSince))
