"""What was found: a list and a map with the same selection."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from scout_app.ui import looks, theme
from scout_app.ui.table import Column, RowsTable
from scout_app.ui.texts import _

if TYPE_CHECKING:
    from scout_app.office.sites import SiteRow
    from scout_app.ui.map.view import MapView, Mark


class Results(QWidget):
    """The sites found; `chosen` when another one is."""

    chosen = Signal(object)
    """A SiteRow, or None."""
    pointed = Signal(float, float)
    """Latitude and longitude under the mouse."""

    def __init__(self) -> None:
        """Make the list; the map comes after the first paint, for it is heavy."""
        super().__init__()
        self._rows: tuple[SiteRow, ...] = ()
        self._fitted: frozenset[UUID] = frozenset()
        self.map: MapView | None = None
        self.list: RowsTable[SiteRow] = RowsTable(
            [
                Column(_("Name"), lambda s: s.name, icon=self._icon, colour=self._colour, width=34),
                Column(_("Kind"), self._kind, width=16),
                Column(_("Commune"), lambda s: s.commune, width=16),
                Column(_("Area"), self._area, lambda s: s.area, "right", width=12),
                Column(_("Status"), self._badge, colour=self._colour, width=12),
                Column(_("Reference"), lambda s: s.reference, width=10),
            ],
            "sites",
            _("No site holds all of that; try fewer words or filters."),
        )
        self.list.setAccessibleName(_("Sites found"))
        self.both = QSplitter(Qt.Orientation.Vertical)
        self.both.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.both)
        self.list.chosen.connect(self._row_chosen)

    def showEvent(self, event: Any) -> None:
        """Bring the map once the page has been painted."""
        super().showEvent(event)
        if self.map is None:
            QTimer.singleShot(0, self._bring_map)

    def _bring_map(self) -> None:
        from scout_app.ui.map.view import MapView

        if self.map is not None:
            return
        self.map = MapView()
        self.map.picked.connect(self._picked)
        self.map.pointed.connect(self.pointed)
        self.both.addWidget(self.map)
        self.both.setSizes([self.height() // 2, self.height() // 2])
        self._show_marks()

    def show_rows(self, rows: "tuple[SiteRow, ...]") -> None:
        """Show the sites in the list and on the map."""
        self._rows = rows
        self.list.show_rows(rows)
        self._show_marks()

    def _show_marks(self) -> None:
        if self.map is None:
            return
        marks = [mark for mark in map(_mark, self._rows) if mark is not None]
        self.map.show_marks(marks)
        there = frozenset(mark.id for mark in marks)
        if there != self._fitted:
            self._fitted = there
            self.map.fit()
        chosen = self.list.chosen_row
        self.map.select(chosen.id if chosen else None)

    def _row_chosen(self, row: Any) -> None:
        if self.map is not None:
            self.map.select(row.id if row is not None else None)
        self.chosen.emit(row)

    def _picked(self, site: UUID) -> None:
        self.list.select_id(site)

    def _icon(self, row: "SiteRow") -> Any:
        return looks.kind_icon(row.kind, row.location_kind, self.palette())

    def _kind(self, row: "SiteRow") -> str:
        from scout_app.model.choices import LOCATION_KIND, SITE_KIND

        return _(LOCATION_KIND[row.location_kind] if row.location_kind else SITE_KIND[row.kind])

    def _area(self, row: "SiteRow") -> str:
        from scout_app.ui.texts import language
        from scout_app.wording.numbers import quantity

        return "" if row.area is None else quantity(row.area, 0, "m²", language())

    def _badge(self, row: "SiteRow") -> str:
        from scout_app.model.choices import SITE_STATUS

        return "" if row.status == "in_service" else _(SITE_STATUS[row.status])

    def _colour(self, row: "SiteRow") -> QColor | None:
        return None if row.offered else theme.quiet(self.palette())


def _mark(row: "SiteRow") -> "Mark | None":
    from scout_app.ui.map.view import Mark

    if row.lat is None or row.lon is None:
        return None
    kind = row.location_kind if row.kind == "location" and row.location_kind else row.kind
    return Mark(row.id, row.lat, row.lon, row.name, kind, row.radius_m)
