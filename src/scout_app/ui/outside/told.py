"""What an import says of rows: the first ten as they would be read, and all that need a look."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from scout_app.ui import theme
from scout_app.ui.outside.columns import labels
from scout_app.ui.saying import sentence
from scout_app.ui.table import Column, RowsTable
from scout_app.ui.texts import _, ngettext

if TYPE_CHECKING:
    from scout_app.formats.records import Sheet
    from scout_app.office.imports.mapping import Mapping
    from scout_app.office.imports.report import Report

_SHOWN = 10
_WIDEST = 320


class Rows(QTableWidget):
    """The first ten rows under what their columns become, and what is said of each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.setAccessibleName(_("The first ten rows"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self._numbers: list[int] = []

    def show_rows(self, sheet: "Sheet", mapping: "Mapping") -> None:
        """Show the rows as the mapping reads them; `judge` says what becomes of them."""
        targets = labels(mapping.what, tuple(mapping.columns))
        places = {title: place for place, title in enumerate(sheet.columns)}
        shown = [(label, places[mapping.columns[code]]) for code, label in targets.items()]
        shown.sort(key=lambda column: column[1])
        rows = sheet.records[:_SHOWN]
        self._numbers = [record.number for record in rows]
        self.clear()
        self.setRowCount(len(rows))
        self.setColumnCount(len(shown) + 1)
        self.setHorizontalHeaderLabels([_("What becomes of it"), *(label for label, _p in shown)])
        self.setVerticalHeaderLabels([str(number) for number in self._numbers])
        for line, record in enumerate(rows):
            for column, (_label, place) in enumerate(shown, 1):
                cell = record.cells[place]
                said = "" if cell is None else " ".join(str(cell).split())
                self.setItem(line, column, QTableWidgetItem(said))
        self.resizeColumnsToContents()

    def judge(self, report: "Report") -> None:
        """Say of each row whether it is refused or needs a look."""
        refused = {said.number: said.fact for said in report.rejects}
        doubtful = {said.number: said.fact for said in report.warnings}
        for line, number in enumerate(self._numbers):
            fact = refused.get(number) or doubtful.get(number)
            item = QTableWidgetItem(sentence(fact) if fact else _("comes in"))
            if number in refused:
                item.setForeground(theme.bad(self.palette()))
            item.setToolTip(item.text())
            self.setItem(line, 0, item)
        header = self.horizontalHeader().sectionSizeHint(0)
        self.setColumnWidth(0, max(header, min(_WIDEST, self.sizeHintForColumn(0) + 12)))


def counts(report: "Report") -> str:
    """Return the account of every row in one sentence."""
    parts: Sequence[tuple[int, str]] = (
        (report.created, _("{count} new")),
        (report.updated, _("{count} modified")),
        (report.unchanged, _("{count} unchanged")),
        (report.duplicates, _("{count} already known")),
        (report.rejected, _("{count} refused")),
        (len(report.warnings), _("{count} to look at")),
    )
    told = ", ".join(text.format(count=count) for count, text in parts if count)
    rows = ngettext("{count} row", "{count} rows", report.read).format(count=report.read)
    return _("{rows}: {told}.").format(rows=rows, told=told or _("nothing"))


@dataclass(frozen=True, slots=True)
class _Line:
    id: int
    number: int
    is_refused: bool
    sentence: str


def _fate(line: _Line) -> str:
    return _("refused") if line.is_refused else _("to look at")


class Told(QWidget):
    """Every row that was refused or needs a look, with its reason; copied as any table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.title = QLabel(_("Rows to look at in the file"))
        self.table: RowsTable[_Line] = RowsTable(
            [
                Column(_("Row"), lambda s: str(s.number), sort=lambda s: s.number, width=8),
                Column(_("What"), _fate, width=12),
                Column(_("Reason"), lambda s: s.sentence, width=90, tip=lambda s: s.sentence),
            ],
            "import-report",
            _("Every row came in; none needs a look."),
        )
        self.table.setAccessibleName(_("Rows to look at in the file"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.title)
        column.addWidget(self.table, 1)

    def show_report(self, report: "Report") -> None:
        """Show what was said of the rows, the refused ones first."""
        told = [(True, said) for said in report.rejects]
        told += [(False, said) for said in report.warnings]
        self.table.show_rows(
            tuple(
                _Line(place, said.number, is_refused, sentence(said.fact))
                for place, (is_refused, said) in enumerate(told)
            )
        )
