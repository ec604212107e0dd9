"""Rows that belong to a site, a line each: chosen, added, replaced and taken away in place."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from scout_app import office
from scout_app.errors import ScoutError
from scout_app.ui import icons, texts, theme
from scout_app.ui.desk import Desk
from scout_app.ui.line import Line
from scout_app.ui.saying import sentence
from scout_app.ui.table import Column, RowsTable
from scout_app.ui.texts import _

Row = TypeVar("Row")

_HIGH = 104


class RowLines(QWidget):
    """The rows of one kind of a site, above editors that hold the chosen one or a new one."""

    kept = Signal()
    """A row was added, replaced or taken away."""

    def __init__(
        self, desk: Desk, kind: str, title: str, columns: Sequence[Column[Any]], empty: str
    ) -> None:
        """`kind` is as the office's verbs call it."""
        super().__init__()
        self._desk = desk
        self._kind = kind
        self._site: UUID | None = None
        self.title = QLabel(title)
        self.table: RowsTable[Any] = RowsTable(columns, f"lines-{kind}", empty)
        self.table.setAccessibleName(title)
        self.editors: dict[str, Line] = {}
        self.add = QPushButton(_("Add"))
        self.replace = QPushButton(_("Replace"))
        self.remove = QPushButton(_("Take away"))
        self.said = QLabel()
        self._form = QFormLayout()
        self._lay_out()

    def _lay_out(self) -> None:
        font = self.title.font()
        font.setBold(True)
        self.title.setFont(font)
        self.title.setContentsMargins(0, 8, 0, 0)
        self.table.setFixedHeight(_HIGH)
        self.said.setWordWrap(True)
        self.said.hide()
        icons.dress(self.add, "plus")
        icons.dress(self.remove, "x")
        self.add.clicked.connect(self._add)
        self.replace.clicked.connect(self._replace)
        self.remove.clicked.connect(self._remove)
        self.table.chosen.connect(self._chosen)
        buttons = QHBoxLayout()
        for button in (self.add, self.replace, self.remove):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.title)
        column.addWidget(self.table)
        column.addLayout(self._form)
        column.addLayout(buttons)
        column.addWidget(self.said)

    def show_rows(self, site: UUID, rows: Sequence[Any]) -> None:
        """Show the rows of a site; of the same site, what is being typed stays."""
        if not self.editors:
            self._build()
        if site != self._site:
            self._site = site
            self._fill({})
        self.table.show_rows(tuple(rows))
        self._dress()

    def _build(self) -> None:
        from scout_app.wording.values import label

        for field in office.rows.fields(self._kind):
            if field.refers != "site" and not field.derived:
                line = Line(field, label(field, texts.language()), self)
                line.add_to(self._form)
                line.start("", ())
                self.editors[field.name] = line

    def _fill(self, given: Mapping[str, str]) -> None:
        for name, line in self.editors.items():
            line.start(given.get(name, ""), ())

    def _given(self) -> dict[str, str]:
        return {name: line.editor.given() for name, line in self.editors.items()}

    def _dress(self) -> None:
        is_chosen = self.table.chosen_row is not None
        self.replace.setEnabled(is_chosen)
        self.remove.setEnabled(is_chosen)

    def _chosen(self, row: Any) -> None:
        """Bring the chosen row into the editors."""
        self._dress()
        if row is not None:
            self._desk.ask(office.rows.card, row.id, then=self._carded, key=f"line {self._kind}")

    def _carded(self, card: Any) -> None:
        from scout_app.ui.editors import typed

        self._fill({v.field.name: typed(v.field, v.value) for v in card.values})

    # -- doing ---------------------------------------------------------------------------------

    def _add(self) -> None:
        if self._site is None:
            return
        given = {name: text for name, text in self._given().items() if text}
        self._desk.do(
            office.rows.add, self._kind, {**given, "site": str(self._site)},
            then=self._done, refused=self._refused,
        )  # fmt: skip

    def _replace(self) -> None:
        if (row := self.table.chosen_row) is not None:
            self._desk.do(
                office.rows.edit, row.id, self._given(), then=self._done, refused=self._refused
            )

    def _remove(self) -> None:
        if (row := self.table.chosen_row) is not None:
            reason = self.title.text()
            self._desk.do(
                office.rows.delete, row.id, reason, then=self._done, refused=self._refused
            )

    def _done(self, _answer: object) -> None:
        self.said.hide()
        self._fill({})
        self.kept.emit()

    def say(self, text: str, *, is_bad: bool = False) -> None:
        """Say something under the lines; empty says nothing."""
        ink = self.said.palette()
        shade = theme.bad(self.palette()) if is_bad else theme.warn(self.palette())
        ink.setColor(self.said.foregroundRole(), shade)
        self.said.setPalette(ink)
        self.said.setText(text)
        self.said.setVisible(bool(text))

    def _refused(self, error: ScoutError) -> None:
        self.say(sentence(error), is_bad=True)
