"""The Productions page: the list, the card of one, its needs and the sites that match them."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from scout_app import office
from scout_app.errors import ScoutError
from scout_app.ui import clock
from scout_app.ui.desk import Desk
from scout_app.ui.fields_form import FieldsForm
from scout_app.ui.productions.matches import Matches
from scout_app.ui.productions.needs import CriteriaEditor, NeedsList
from scout_app.ui.productions.permits import PermitsList
from scout_app.ui.saying import sentence
from scout_app.ui.table import Column, RowsTable
from scout_app.ui.texts import _

if TYPE_CHECKING:
    from scout_app.office.productions import NeedRow, ProductionCard, ProductionRow

_FIELDS = ("title", "kind", "status", "first_day", "last_day", "lead_officer", "budget", "note")
_NEED_FIELDS = (
    "label", "int_ext", "day_night", "days_prep", "days_shoot", "days_strike",
    "window_first", "window_last",
)  # fmt: skip


class ProductionsPage(QWidget):
    """What the productions ask for, and what we can offer them."""

    hold_asked = Signal(object, object, object)
    """Site id, production id, and the Period the need has in view or None."""
    dossier_asked = Signal(list, object)
    """Site ids and the production's id."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Build the page; it asks nothing before `refresh`."""
        super().__init__(parent)
        self._desk = desk
        self._card: ProductionCard | None = None
        self._asked: UUID | None = None
        """The production whose card is shown or on its way."""
        self._need: NeedRow | None = None
        self.search = QLineEdit()
        self.list: RowsTable[ProductionRow] = RowsTable(
            [
                Column(_("Title"), lambda p: p.title, width=20),
                Column(_("Status"), self._status, width=12),
                Column(_("Needs"), lambda p: str(p.needs), lambda p: p.needs, "right", width=7),
            ],
            "productions",
            _("No production yet: type a title below and press Enter."),
        )
        self.new_title = QLineEdit()
        self.heading = QLabel()
        self.form = FieldsForm(desk, _FIELDS)
        self.needs = NeedsList(desk)
        self.need_form = FieldsForm(desk, _NEED_FIELDS)
        self.criteria = CriteriaEditor(desk)
        self.permits = PermitsList()
        self.matches = Matches(desk)
        self.delete = QPushButton(_("Delete…"))
        self.said = QLabel()
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        self.search.setPlaceholderText(_("Find a production"))
        self.search.setAccessibleName(_("Find a production"))
        self.search.setClearButtonEnabled(True)
        self.list.setAccessibleName(_("Productions"))
        self.new_title.setPlaceholderText(_("New production, then Enter"))
        self.new_title.setAccessibleName(_("New production"))
        self.said.setWordWrap(True)
        self.heading.setWordWrap(True)
        self.heading.setStyleSheet("font-weight: bold; font-size: 14pt")
        left = _column(self.search, self.list, self.new_title, self.said)
        self.card = _column(
            _beside(self.heading, self.delete),
            self.form,
            _title(_("Needs")),
            self.needs,
            self.need_form,
            _title(_("Criteria")),
            self.criteria,
            self.permits,
        )
        self.card.setContentsMargins(8, 0, 8, 0)
        self.card_area = QScrollArea()
        self.card_area.setWidgetResizable(True)
        self.card_area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.card_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.card_area.setWidget(self.card)
        self.card_area.setMinimumWidth(400)
        all_three = QSplitter()
        for widget, stretch in ((left, 0), (self.card_area, 1), (self.matches, 2)):
            all_three.addWidget(widget)
            all_three.setStretchFactor(all_three.count() - 1, stretch)
        all_three.setSizes([230, 460, 560])
        QVBoxLayout(self).addWidget(all_three)
        self._show_nothing()

    def _wire(self) -> None:
        self.search.textChanged.connect(lambda _text: self._ask_list())
        self.new_title.returnPressed.connect(self._add)
        self.list.chosen.connect(self._chosen)
        self.needs.chosen.connect(self._need_chosen)
        self.matches.hold_asked.connect(self._hold)
        self.matches.dossier_asked.connect(self._dossier)
        self.delete.clicked.connect(self._delete)

    # -- asking --------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Ask for the list again, and for the card shown."""
        self._ask_list()
        # A change that comes while another card is on its way must not call the former one back.
        if self._asked is not None:
            self._ask_card(self._asked)

    def _ask_list(self) -> None:
        self._desk.ask(
            office.productions.listing, self.search.text(), then=self._listed, key="productions"
        )

    def _listed(self, found: "tuple[ProductionRow, ...]") -> None:
        self.list.show_rows(found)
        if not found:
            self.said.setText(_("No production goes by that.") if self.search.text() else "")
            self._show_nothing()
            return
        self.said.clear()
        if self.list.chosen_row is None:
            self.list.select_id(found[0].id)

    def _chosen(self, row: Any) -> None:
        if row is not None and (self._card is None or self._card.row.id != row.id):
            self._ask_card(row.id)

    def _ask_card(self, production: UUID) -> None:
        self._asked = production
        self._desk.ask(
            office.productions.card,
            production,
            clock.today(),
            then=self._show_card,
            refused=lambda _error: self._show_nothing(),
            key="production",
        )

    def _show_card(self, card: "ProductionCard") -> None:
        self._card = card
        self.card.setEnabled(True)
        self.heading.setText(f"{card.row.reference} · {card.row.title}")
        self.form.show_card(card.card)
        self.needs.show_needs(card.row.id, card.needs)
        self.permits.show_permits(card.permits)

    def _show_nothing(self) -> None:
        self._card = self._asked = None
        self.heading.clear()
        self.card.setEnabled(False)
        self._need_chosen(None)

    def _need_chosen(self, need: "NeedRow | None") -> None:
        self._need = need
        self.criteria.show_need(need)
        self.need_form.setVisible(need is not None)
        self.matches.show_need(need)
        if need is not None:
            self._desk.ask(office.rows.card, need.id, then=self.need_form.show_card, key="need")

    # -- doing ---------------------------------------------------------------------------------

    def _add(self) -> None:
        if title := self.new_title.text().strip():
            given = {"title": title}
            self._desk.do(
                office.rows.add, "production", given, then=self._added, refused=self._refused
            )

    def _added(self, production: UUID) -> None:
        self.new_title.clear()
        self._ask_list()
        self._ask_card(production)

    def _delete(self) -> None:
        from PySide6.QtWidgets import QInputDialog

        if self._card is None:
            return
        reason, agreed = QInputDialog.getText(
            self, _("Delete the production"), _("Reason, kept in the history:")
        )
        if agreed and reason.strip():
            self._desk.do(office.rows.delete, self._card.row.id, reason, refused=self._refused)

    def _hold(self, found: Any) -> None:
        if self._card is not None:
            days = found.match.dates.period if found.match.dates else None
            self.hold_asked.emit(found.site.id, self._card.row.id, days)

    def _dossier(self, sites: list[UUID]) -> None:
        self.dossier_asked.emit(sites, self._card.row.id if self._card else None)

    def _refused(self, error: ScoutError) -> None:
        self.said.setText(sentence(error))

    def _status(self, row: "ProductionRow") -> str:
        from scout_app.model.choices import PRODUCTION_STATUS

        return _(PRODUCTION_STATUS.get(row.status, row.status))


def _column(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        column.addWidget(widget)
    return holder


def _beside(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.addWidget(widgets[0], 1)
    for widget in widgets[1:]:
        line.addWidget(widget)
    return holder


def _title(text: str) -> QLabel:
    label = QLabel(text)
    label.setStyleSheet("font-weight: bold; margin-top: 8px")
    return label
