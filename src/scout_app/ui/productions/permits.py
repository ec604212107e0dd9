"""The authorisations of a production: of whom, where, for which days, and how each stands."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from scout_app.model.values import Period
from scout_app.ui import texts
from scout_app.ui.table import Column, RowsTable
from scout_app.ui.texts import _

if TYPE_CHECKING:
    from scout_app.office.permit_rows import PermitRow

_HIGH = 120


class PermitsList(QWidget):
    """The list, under its title; there is none before something was asked for."""

    def __init__(self) -> None:
        super().__init__()
        title = QLabel(_("Authorisations"))
        title.setStyleSheet("font-weight: bold; margin-top: 8px")
        self.lines: RowsTable[PermitRow] = RowsTable(
            [
                Column(_("State"), _state, width=12),
                Column(_("Asked of"), lambda row: row.authority, width=22, tip=_told),
                Column(_("Site"), lambda row: row.site, width=18),
                Column(_("Days"), _days, lambda row: row.first, width=26),
            ],
            "permits",
        )
        self.lines.setAccessibleName(_("Authorisations"))
        self.lines.setFixedHeight(_HIGH)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (title, self.lines):
            column.addWidget(widget)
        self.hide()

    def show_permits(self, permits: "tuple[PermitRow, ...]") -> None:
        """Show the permits of a production."""
        self.lines.show_rows(permits)
        self.setVisible(bool(permits))


def _told(row: "PermitRow") -> str:
    """Return what it is for, its number and its conditions."""
    return "\n".join(text for text in (row.title, row.number, row.conditions) if text)


def _days(row: "PermitRow") -> str:
    from scout_app.wording import numbers

    if row.first is None or row.last is None or row.last < row.first:
        return ""
    return numbers.period(Period(row.first, row.last), texts.language())


def _state(row: "PermitRow") -> str:
    from scout_app.wording import permits

    return permits.state(row.state, texts.language())
