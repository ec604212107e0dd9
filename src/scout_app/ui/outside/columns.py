"""Which column of the file is what: a line for each column, with what it says first."""

from collections.abc import Mapping as Map

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from scout_app.formats.records import Sheet
from scout_app.ui import texts
from scout_app.ui.texts import _

_SAID = 3
_LONGEST = 60


class _Becomes(QComboBox):
    """What one column becomes; the wheel scrolls the table, it does not change the choice."""

    chosen = Signal(str)

    def __init__(self, title: str, targets: Map[str, str]) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.addItem(_("(left out)"), "")
        for code, label in targets.items():
            self.addItem(label, code)
        self.activated.connect(lambda _place: self.chosen.emit(self.code))

    @property
    def code(self) -> str:
        """The target chosen, empty for none."""
        return str(self.currentData() or "")

    def choose(self, code: str) -> None:
        """Show a target; one that is not offered is none."""
        self.setCurrentIndex(max(0, self.findData(code)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the table."""
        event.ignore()


class ColumnsTable(QTableWidget):
    """The columns of a file; each may be one target, and a target is at most one column."""

    changed = Signal()
    """The officer chose otherwise."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(0, 3, parent)
        self.setHorizontalHeaderLabels([_("Column of the file"), _("It says"), _("Becomes")])
        self.setAccessibleName(_("Columns of the file"))
        self.verticalHeader().hide()
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        header = self.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)

    def show_columns(self, sheet: Sheet, targets: Map[str, str], columns: Map[str, str]) -> None:
        """Show the columns of a sheet, what they may become by code, and what is proposed."""
        proposed = {title: target for target, title in columns.items()}
        self.setRowCount(len(sheet.columns))
        for row, title in enumerate(sheet.columns):
            said = [str(r.cells[row]) for r in sheet.records[:50] if r.cells[row] is not None]
            shown = " · ".join(list(dict.fromkeys(said))[:_SAID])
            self.setItem(row, 0, _fixed(title))
            self.setItem(
                row, 1, _fixed(shown if len(shown) <= _LONGEST else shown[:_LONGEST] + "…")
            )
            box = _Becomes(title, targets)
            box.choose(proposed.get(title, ""))
            box.chosen.connect(lambda target, at=row: self._chosen(at, target))
            self.setCellWidget(row, 2, box)
        self.resizeRowsToContents()

    def columns(self) -> dict[str, str]:
        """Return the column of each target."""
        chosen = {}
        for row in range(self.rowCount()):
            box, title = self.cellWidget(row, 2), self.item(row, 0)
            if isinstance(box, _Becomes) and title is not None and box.code:
                chosen[box.code] = title.data(Qt.ItemDataRole.UserRole)
        return chosen

    def _chosen(self, at: int, target: str) -> None:
        """Take a target from the column that had it."""
        for row in range(self.rowCount()):
            box = self.cellWidget(row, 2)
            if row != at and isinstance(box, _Becomes) and target and box.code == target:
                box.choose("")
        self.changed.emit()


def _fixed(text: str) -> QTableWidgetItem:
    item = QTableWidgetItem(" ".join(text.split()))
    item.setData(Qt.ItemDataRole.UserRole, text)
    item.setToolTip(text)
    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
    return item


def labels(what: str, codes: tuple[str, ...]) -> dict[str, str]:
    """Return what columns may become, in the window's language and in its order."""
    from scout_app.wording import names

    table = {"sites": "site", "parcels": "parcel"}.get(what)
    lang = texts.language()
    own = {
        code: names.field(code, lang, table if table and names.declared(code, table) else None)
        for code in codes
    }
    return dict(sorted(own.items(), key=lambda pair: pair[1].casefold()))
