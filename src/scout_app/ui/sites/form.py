"""Editing a site in place: each value is written when its field is left."""

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from scout_app import office
from scout_app.errors import EditedSince, ScoutError
from scout_app.ui.desk import Desk
from scout_app.ui.line import Line
from scout_app.ui.saying import sentence
from scout_app.ui.sites.agreed import Agreed
from scout_app.ui.sites.fields import Fields
from scout_app.ui.sites.placing import Placing
from scout_app.ui.texts import _

if TYPE_CHECKING:
    from scout_app.office.sites import SiteCard


class SiteForm(QScrollArea):
    """Shows the fields of one site and writes those that change."""

    kept = Signal()
    """A value was written: the card is no longer what it was."""
    overtaken = Signal()
    """Somebody else wrote first: the card must be read again."""
    told = Signal(str)
    """A refusal for a site that is no longer shown."""

    def __init__(self, desk: Desk) -> None:
        """Start without a site."""
        super().__init__()
        self._desk = desk
        self._site: UUID | None = None
        self.form = Fields()
        self.form.left.connect(self._write)
        self.placing = Placing(desk)
        self.placing.placed.connect(self.kept)
        self.agreed = Agreed(desk)
        self.agreed.kept.connect(self.kept)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)
        column.addWidget(self.agreed)
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setAccessibleName(_("Fields of the site"))

    def show_card(self, card: "SiteCard") -> None:
        """Show a site's values; of the same site, what is being typed stays."""
        is_same = self._site == card.card.id
        if not is_same:
            self.leave()
            self._site = card.card.id
        is_first = not self.form.lines
        self.form.show_card(card, is_same)
        if is_first:
            self.placing.join(self.form.lines["address"])
        self.placing.show_card(card)
        self.agreed.show_card(card)

    def leave(self) -> None:
        """Write what was typed and not yet left."""
        for line in self.form.lines.values():
            line.leave()

    def begin(self) -> None:
        """Put the keyboard in the name."""
        name = self.form.lines["name"]
        self.ensureWidgetVisible(name.box)
        name.editor.setFocus()

    def _write(self, line: Line) -> None:
        if self._site is None or line.sent is None:
            return
        self._desk.do(
            office.rows.edit,
            self._site,
            {line.name: line.sent},
            {line.name: line.seen},
            then=partial(self._written, self._site, line),
            refused=partial(self._refused, self._site, line),
        )
        if self._desk.officer is None:
            line.give_up()

    def _written(self, site: UUID, line: Line, _nothing: object) -> None:
        if site == self._site:
            line.say("")
        self.kept.emit()

    def _refused(self, site: UUID, line: Line, error: ScoutError) -> None:
        if site != self._site:
            self.told.emit(sentence(error))
            return
        overtaken = isinstance(error, EditedSince)
        self.form.refuse(line, sentence(error), overtaken)
        self.ensureWidgetVisible(self.form.said)
        if overtaken:
            self.overtaken.emit()
