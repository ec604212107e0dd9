"""The recycle bin: what was deleted, by whom and why, and bringing it back."""

from html import escape
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from scout_app import office
from scout_app.errors import ScoutError
from scout_app.ui import icons, texts, theme
from scout_app.ui.desk import Desk
from scout_app.ui.saying import sentence
from scout_app.ui.table import Column, RowsTable
from scout_app.ui.texts import _

if TYPE_CHECKING:
    from scout_app.office.bin import Binned


class RecycleBin(QDialog):
    """The deleted rows, the last deleted first."""

    restored = Signal(str, object)
    """The kind and the id of a row that was brought back."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Ask for the deleted rows at once."""
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle(_("Recycle bin"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(920, 480)
        self.rows: RowsTable[Binned] = RowsTable(
            _columns(), "bin", _("Nothing is deleted: what you delete can be brought back here.")
        )
        self.rows.setAccessibleName(_("Deleted rows"))
        self.said = QLabel()
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        self.restore = QPushButton(_("&Restore"))
        icons.dress(self.restore, "arrow-back-up")
        self._lay_out()
        self._ask()
        desk.changed.connect(self._ask)

    def _lay_out(self) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.restore, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.rows, 1)
        column.addWidget(self.said)
        column.addWidget(buttons)
        self.restore.setEnabled(False)
        self.restore.clicked.connect(self._restore)
        self.rows.chosen.connect(self._chosen)
        self.rows.opened.connect(lambda _row: self._restore())

    def _ask(self) -> None:
        self._desk.ask(office.bin.listing, then=self._listed, key="bin")

    def _listed(self, found: "tuple[Binned, ...]") -> None:
        self.rows.show_rows(found)
        self._chosen(self.rows.chosen_row)

    def _chosen(self, row: Any) -> None:
        self.restore.setEnabled(row is not None)

    def _restore(self) -> None:
        row = self.rows.chosen_row
        if row is None:
            return
        title, kind = row.title, row.kind

        def told(row_id: UUID) -> None:
            self._say(_("{what} is back.").format(what=title), is_bad=False)
            self.restored.emit(kind, row_id)

        self._desk.do(office.bin.restore, row.id, then=told, refused=self._refused)

    def _refused(self, error: ScoutError) -> None:
        self._say(sentence(error), is_bad=True)

    def _say(self, text: str, is_bad: bool) -> None:
        ink = self.palette()
        if is_bad:
            ink.setColor(self.said.foregroundRole(), theme.bad(ink))
        self.said.setPalette(ink)
        self.said.setText(text)


def _columns() -> "list[Column[Binned]]":
    from scout_app.wording import names, numbers

    lang = texts.language()
    return [
        Column(_("What"), lambda b: b.title, width=26),
        Column(_("Kind"), lambda b: names.table(b.kind, lang), width=14),
        Column(_("Belonged to"), lambda b: b.of, width=18),
        Column(_("Deleted"), lambda b: numbers.instant(b.at, lang), lambda b: b.at, width=18),
        Column(_("By"), lambda b: b.author, width=16),
        Column(_("Why"), _why, tip=lambda b: f"<p>{escape(_why(b))}</p>", width=24),
    ]


def _why(row: "Binned") -> str:
    if row.merged_into:
        return _("merged into {row}").format(row=row.merged_into)
    return row.reason
