"""Choosing a production by any part of its title, whatever the accents and the case."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, cast
from uuid import UUID

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget

from scout_app.ui.texts import _

if TYPE_CHECKING:
    from scout_app.office.productions import ProductionRow

_ID = Qt.ItemDataRole.UserRole
_FOLDED = Qt.ItemDataRole(Qt.ItemDataRole.UserRole + 1)


class _AccentBlind(QCompleter):
    """Compares what is typed with folded titles, and gives the title as it is written."""

    def splitPath(self, path: str) -> list[str]:
        """Fold what is typed."""
        return [_folded(path)]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """Return the title."""
        return str(index.data(Qt.ItemDataRole.DisplayRole))


class ProductionCombo(QComboBox):
    """The productions, by title; type any part of one."""

    changed = Signal()
    """Another production is chosen, or none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        field = QLineEdit()
        field.setPlaceholderText(_("Title of the production"))
        field.setAccessibleName(_("Production"))
        self.setLineEdit(field)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(18)
        finder = _AccentBlind(self._model, self)
        finder.setCompletionRole(_FOLDED)
        finder.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(finder)
        self.setAccessibleName(_("Production"))
        self.setCurrentIndex(-1)
        self.editTextChanged.connect(lambda _text: self.changed.emit())

    def show_productions(self, rows: "Sequence[ProductionRow]") -> None:
        """Offer these productions; what is chosen, or being typed, stays."""
        kept, typed = self.chosen, self.currentText()
        self.blockSignals(True)
        self._model.clear()
        named = Counter(row.title for row in rows)
        for row in rows:
            twice = named[row.title] > 1
            item = QStandardItem(f"{row.title} ({row.reference})" if twice else row.title)
            item.setData(row.id, _ID)
            item.setData(_folded(f"{row.title} {row.reference}"), _FOLDED)
            self._model.appendRow(item)
        self.setCurrentIndex(-1)
        self.setEditText(typed)
        if kept is not None:
            self.choose(kept)
        self.blockSignals(False)

    @property
    def chosen(self) -> UUID | None:
        """The production whose title stands in the field; None when none or several do."""
        typed = _folded(self.currentText())
        titles = [_folded(self.itemText(n)) for n in range(self.count())]
        at = self.currentIndex()
        if at >= 0 and titles[at] == typed:
            return cast(UUID, self.itemData(at, _ID))
        found = [n for n, title in enumerate(titles) if title == typed]
        return cast(UUID, self.itemData(found[0], _ID)) if len(found) == 1 else None

    def choose(self, production: UUID) -> None:
        """Choose a production by its id; nothing changes when it is not offered."""
        for n in range(self.count()):
            if self.itemData(n, _ID) == production:
                self.setCurrentIndex(n)


def _folded(text: str) -> str:
    from scout_app.wording.values import folded

    return folded(text.strip())
