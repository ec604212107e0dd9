"""Editing a site in place: one line a field, written when it is left."""

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from scout_app import office
from scout_app.errors import ScoutError
from scout_app.ui.desk import Desk
from scout_app.ui.fields_form import FieldsForm
from scout_app.ui.saying import sentence
from scout_app.ui.texts import _

if TYPE_CHECKING:
    from scout_app.office.sites import SiteCard


class Editor(QScrollArea):
    """The fields of one site; `kept` when a value was written."""

    kept = Signal()

    def __init__(self, desk: Desk) -> None:
        """Start without a site."""
        super().__init__()
        self._desk = desk
        self._site: UUID | None = None
        self._seen: dict[str, tuple[str, ...]] = {}
        self.form = FieldsForm()
        self.form.left.connect(self._write)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.addWidget(self.form)
        column.addStretch(1)
        self.setWidget(holder)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setAccessibleName(_("Fields of the site"))

    def show_card(self, card: "SiteCard") -> None:
        """Show the fields that an officer may type."""
        self._site = card.card.id
        self._seen = dict(card.card.seen)
        typed = [
            (value.field, value.value)
            for value in card.card.values
            if value.field.type != "ref" and not value.field.derived
        ]
        self.form.show_values(typed)

    def _write(self, name: str, text: str) -> None:
        if self._site is None:
            return
        self._desk.do(
            office.rows.edit,
            self._site,
            {name: text},
            self._seen,
            then=self._written,
            refused=self._refused,
        )

    def _written(self, _nothing: object) -> None:
        self.form.said.clear()
        self.kept.emit()

    def _refused(self, error: ScoutError) -> None:
        self.form.refuse(sentence(error))
