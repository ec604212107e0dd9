"""The history: who changed what and when, and taking one change back."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from scout_app import office
from scout_app.errors import ScoutError
from scout_app.ui import texts
from scout_app.ui.desk import Desk
from scout_app.ui.saying import sentence
from scout_app.ui.table import Column, RowsTable
from scout_app.ui.texts import _

if TYPE_CHECKING:
    from scout_app.store.history import Changed, Txn

_LIMIT = 300
_MOST_CHANGES = 500


class HistoryDialog(QDialog):
    """The transactions of the catalogue or of one row, the newest first."""

    def __init__(self, desk: Desk, parent: QWidget | None = None, row: UUID | None = None) -> None:
        """Ask for the history at once."""
        super().__init__(parent)
        self._desk = desk
        self._row = row
        self._titles: dict[UUID, str] = {}
        self.setWindowTitle(_("History"))
        self.resize(920, 560)
        self._build()
        self._ask()
        desk.changed.connect(self._ask)

    def _build(self) -> None:
        from scout_app.wording import history, numbers

        lang = texts.language()
        self.transactions: RowsTable[Txn] = RowsTable(
            [
                Column(
                    _("When"), lambda t: numbers.instant(t.at, lang), sort=lambda t: t.at, width=18
                ),
                Column(_("Who"), lambda t: t.author, width=16),
                Column(_("What"), lambda t: history.title(t, self._titles, lang), width=40),
                Column(_("Office"), lambda t: t.office, width=20),
            ],
            "history",
            _("Nothing was changed yet."),
        )
        self.transactions.setAccessibleName(_("Changes"))
        self.changes: RowsTable[Changed] = RowsTable(
            [
                Column(_("Row"), lambda c: self._titles.get(c.row_id, ""), width=24),
                Column(_("Field"), lambda c: history.field_label(c, lang), width=20),
                Column(_("Before"), lambda c: history.value(c, c.old, lang), width=20),
                Column(_("After"), lambda c: history.value(c, c.new, lang), width=20),
            ],
            "changes",
            identity=lambda c: (c.row_id, c.field),
        )
        self.changes.setAccessibleName(_("Values of the chosen change"))
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.take_back = QPushButton(_("Take this change back"))
        self.take_back.setEnabled(False)
        self.take_back.clicked.connect(self._take_back)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.take_back, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        both = QSplitter()
        both.addWidget(self.transactions)
        both.addWidget(self.changes)
        column = QVBoxLayout(self)
        column.addWidget(both, 1)
        column.addWidget(self.said)
        column.addWidget(buttons)
        self.transactions.chosen.connect(self._chosen)

    def _ask(self) -> None:
        listing = office.history.listing
        asked = (self._row, _LIMIT, _MOST_CHANGES)
        self._desk.ask(listing, *asked, then=self._listed, key="history")

    def _listed(self, found: "tuple[Txn, ...]") -> None:
        changes = [change for txn in found for change in txn.changes]

        def show(titles: dict[UUID, str]) -> None:
            self._titles = titles
            self.transactions.show_rows(found)

        self._desk.ask(office.history.titles, changes, then=show, key="history titles")

    def _chosen(self, txn: Any) -> None:
        self.take_back.setEnabled(txn is not None)
        self.changes.show_rows(txn.changes if txn else ())

    def _take_back(self) -> None:
        txn = self.transactions.chosen_row
        if txn is not None:
            self._desk.do(office.history.undo, txn.id, then=self._taken_back, refused=self._refused)

    def _taken_back(self, _txn: "Txn") -> None:
        self.said.setText(_("Taken back."))

    def _refused(self, error: ScoutError) -> None:
        self.said.setText(sentence(error))
