"""How a file is read, agreed with the officer: its columns, its days, the system of its figures."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QSplitter, QVBoxLayout, QWidget

from scout_app.ui import texts
from scout_app.ui.outside.columns import ColumnsTable, labels
from scout_app.ui.outside.told import Rows
from scout_app.ui.texts import _, ngettext
from scout_app.ui.ticks import Tick

if TYPE_CHECKING:
    from scout_app.formats.records import Sheet
    from scout_app.office.imports.mapping import Mapping
    from scout_app.places.lambert import Proposal

_KEY_COLUMN = "identifier of the row"


class Agreement(QWidget):
    """The columns of a file above its first ten rows; what is agreed is its mapping."""

    changed = Signal()
    """The officer reads the file otherwise."""

    def __init__(self) -> None:
        """Start without a file."""
        super().__init__()
        self._sheet: Sheet | None = None
        self._mapping: Mapping | None = None
        self._offer: Proposal | None = None
        self.days = QComboBox()
        self.days.addItem(_("day/month/year"), "dmy")
        self.days.addItem(_("month/day/year"), "mdy")
        self.system, self.naming = Tick(), Tick()
        self.columns = ColumnsTable()
        self.rows = Rows()
        self._options = QFormLayout()
        self._options.addRow(_("&Days are written"), self.days)
        both = QSplitter(Qt.Orientation.Vertical)
        both.addWidget(self.columns)
        both.addWidget(self.rows)
        both.setSizes([330, 240])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._options)
        column.addWidget(self.system)
        column.addWidget(self.naming)
        column.addWidget(both, 1)
        self.days.activated.connect(lambda _place: self.changed.emit())
        self.system.toggled.connect(lambda _on: self.changed.emit())
        self.naming.toggled.connect(lambda _on: self.changed.emit())
        self.columns.changed.connect(self.changed)

    def show_mapping(self, sheet: "Sheet", mapping: "Mapping", offer: "Proposal | None") -> None:
        """Show how a sheet would be read, and the system that its figures look like."""
        from scout_app.office.imports import mapping as mappings

        self._sheet, self._mapping, self._offer = sheet, mapping, offer
        targets = {
            _KEY_COLUMN: _("Identifier of the row"),
            **labels(mapping.what, mappings.targets(mapping.what)),
        }
        columns = dict(mapping.columns)
        if mapping.key:
            columns[_KEY_COLUMN] = mapping.key[0]
        self.columns.show_columns(sheet, targets, columns)
        self.days.setCurrentIndex(self.days.findData(mapping.day_order))
        self._options.setRowVisible(self.days, mapping.what == "shoots")
        self._show_offer(offer, mapping.crs)
        self.naming.blockSignals(True)
        self.naming.setChecked("name" in mapping.fixed)
        self.naming.blockSignals(False)

    def _show_offer(self, offer: "Proposal | None", crs: str) -> None:
        self.system.setVisible(offer is not None)
        if offer is None:
            return
        said = ngettext(
            "{count} position looks like {system}: read it so",
            "{count} positions look like {system}: read them so",
            offer.rows,
        )
        self.system.setText(said.format(count=offer.rows, system=_system(offer.crs)))
        self.system.blockSignals(True)
        self.system.setChecked(crs == offer.crs)
        self.system.blockSignals(False)

    def mapping(self) -> "Mapping":
        """Return what is agreed now, and show the first rows as it reads them.

        A mapping must be shown first.
        """
        assert self._sheet is not None
        assert self._mapping is not None
        fixed = dict(self._mapping.fixed)
        columns = self.columns.columns()
        key = columns.pop(_KEY_COLUMN, "")
        if self._mapping.what == "sites":
            fixed.setdefault("kind", "location")
        crs = self._mapping.crs
        if self._offer is not None:
            crs = self._offer.crs if self.system.isChecked() else ""
        self._mapping = replace(
            self._mapping, columns=columns, fixed=fixed, crs=crs, key=(key,) if key else (),
            day_order=self.days.currentData(),
        )  # fmt: skip
        self._agree_names()
        self.rows.show_rows(self._sheet, self._mapping)
        return self._mapping

    def _agree_names(self) -> None:
        """Offer names for the marks that have none, and take them as they are agreed."""
        from scout_app.office.imports import naming

        assert self._sheet is not None
        assert self._mapping is not None
        lang = texts.language()
        rows = naming.unnamed(self._sheet, self._mapping)
        self.naming.setVisible(bool(rows))
        if not rows:
            return
        said = ngettext(
            "{count} mark has no name: call it “{name}”",
            "{count} marks have no name: call the first “{name}” and so on",
            len(rows),
        )
        called = naming.name(self._mapping, rows[0], lang)
        self.naming.setText(said.format(count=len(rows), name=called))
        self._mapping = naming.called(self._mapping, lang, agreed=self.naming.isChecked())


def _system(crs: str) -> str:
    return f"Lambert-93 ({crs})" if crs == "EPSG:2154" else crs
