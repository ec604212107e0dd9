"""Land as strategy: what is on its way to being kept, what ends, and the stock year by year."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from scout_app import office
from scout_app.ui import clock, texts
from scout_app.ui.desk import Desk
from scout_app.ui.table import Column, RowsTable
from scout_app.ui.texts import _

if TYPE_CHECKING:
    from scout_app.office.land import AllocationRow, Stock
    from scout_app.office.suitability import Suitability
    from scout_app.rules.matching import Reason

_YEARS = 6
_POLES = {"marseille": "Marseille", "martigues": "Martigues"}


class LandDialog(QDialog):
    """Three lists of the land kept for filming, and the sheet of the piece that is chosen."""

    site_shown = Signal(object)
    """The id of a site to be shown on the Sites page."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Ask for everything at once."""
        super().__init__(parent)
        self._desk = desk
        self.pipeline = self._allocations(
            "land-pipeline", _("No land is on its way yet: “Edit” on its card adds the first step.")
        )
        self.due = self._allocations(
            "land-due", _("Nothing ends or must be renewed within half a year.")
        )
        self.stock: RowsTable[Stock] = RowsTable(
            [
                Column(_("Year"), lambda s: str(s.year), sort=lambda s: s.year, width=8),
                Column(_("Pole"), lambda s: _POLES.get(s.pole, _("Elsewhere")), width=14),
                Column(_("Secured"), lambda s: _area(s.secured), align="right", width=14),
                Column(_("At risk"), lambda s: _area(s.at_risk), align="right", width=14),
                Column(_("Ending in the year"), lambda s: _area(s.ending), align="right", width=18),
                Column(_("Pieces"), lambda s: str(s.pieces), align="right", width=8),
                Column(_("Without an area"), lambda s: str(s.unknown), align="right", width=14),
            ],
            "land-stock",
            _("No land is reserved in these years."),
            identity=lambda s: (s.year, s.pole),
        )  # fmt: skip
        self.sheet: RowsTable[Any] = RowsTable(
            [
                Column(_("About"), lambda one: _(one[0]), width=14),
                Column(
                    _("What is found"),
                    lambda one: _told(one[1]),
                    width=54,
                    tip=lambda one: _told(one[1]),
                ),
            ],
            "land-sheet",
            _("Choose a piece of land: its suitability appears here."),
            identity=lambda one: one[1].criterion.id,
        )
        self.said = QLabel()
        self._lay_out()
        self._ask()
        desk.changed.connect(self._ask)

    def _allocations(self, name: str, empty: str) -> "RowsTable[AllocationRow]":
        from scout_app.ui.sites import agreed

        table: RowsTable[AllocationRow] = RowsTable(
            [
                Column(_("Site"), lambda a: a.site, width=26),
                Column(_("Step"), agreed.stage, width=12),
                Column(_("State"), agreed.state, width=12),
                Column(_("To"), lambda a: _day(a.last_day), sort=lambda a: a.last_day, width=12),
                Column(
                    _("Renew by"), lambda a: _day(a.renewal_by), sort=lambda a: a.renewal_by,
                    width=14,
                ),
            ],
            name,
            empty,
        )  # fmt: skip
        table.chosen.connect(self._chosen)
        table.opened.connect(lambda row: self.site_shown.emit(row.site_id))
        return table

    def _lay_out(self) -> None:
        self.setWindowTitle(_("Land kept for filming"))
        self.resize(1120, 560)
        tabs = QTabWidget()
        for table, title in (
            (self.pipeline, _("On its way")),
            (self.due, _("To renew")),
            (self.stock, _("Stock by year and pole")),
        ):
            table.setAccessibleName(title)
            tabs.addTab(table, title)
        self.sheet.setAccessibleName(_("Suitability"))
        self.said.setWordWrap(True)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.said)
        column.addWidget(self.sheet, 1)
        both = QSplitter()
        both.addWidget(tabs)
        both.addWidget(right)
        both.setSizes([560, 420])
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        page = QVBoxLayout(self)
        page.addWidget(both, 1)
        page.addWidget(buttons)

    def _ask(self) -> None:
        today = clock.today()
        self._desk.ask(office.land.pipeline, then=self.pipeline.show_rows, key="land pipeline")
        self._desk.ask(office.land.due, today, then=self.due.show_rows, key="land due")
        years = (today.year, today.year + _YEARS)
        self._desk.ask(office.land.stock, *years, then=self.stock.show_rows, key="land stock")

    def _chosen(self, row: "AllocationRow | None") -> None:
        if row is not None:
            self._desk.ask(
                office.suitability.of_site, row.site_id, then=self._judged, key="suitability"
            )

    def _judged(self, found: "Suitability") -> None:
        if found.reliability:
            said = _("{name}: suits {score} %, known {known} %")
        else:
            said = _("{name}: nothing of this is known yet.")
        self.said.setText(
            said.format(
                name=found.name,
                score=round(found.score * 100),
                known=round(found.reliability * 100),
            )
        )
        self.sheet.show_rows(found.lines)


def _told(reason: "Reason") -> str:
    from scout_app.wording import names, reasons

    field = names.declared(reason.criterion.field, "site")
    return reasons.reason(reason, field, texts.language())


def _area(square_metres: int) -> str:
    from scout_app.wording.numbers import quantity

    return quantity(square_metres, 0, "m²", texts.language())


def _day(found: Any) -> str:
    from scout_app.wording.numbers import day

    return day(found, texts.language()) if found else ""
