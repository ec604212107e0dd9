"""What was found: a list and a map with the same selection, either or both."""

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from scout_app.ui import icons, looks, theme
from scout_app.ui.sites import card as cards
from scout_app.ui.table import Column, RowsTable
from scout_app.ui.texts import _, language

if TYPE_CHECKING:
    from scout_app.office.parcels import Drawn
    from scout_app.office.site_columns import SiteRows
    from scout_app.office.sites import SiteRow
    from scout_app.ui.map.view import MapView


class Results(QWidget):
    """The sites found; `chosen` when another one is, `selected` when several are."""

    chosen = Signal(object)
    """A SiteRow, or None."""
    selected = Signal(object)
    """The ids of the sites selected in the list."""
    opened = Signal(object)
    """The SiteRow on which Enter or a double click fell."""
    pointed = Signal(float, float)
    """Latitude and longitude under the mouse."""
    mapped = Signal(object)
    """The map, once it is there."""
    told = Signal(object)
    """A ScoutError: the background chosen for the map cannot be shown."""

    def __init__(self) -> None:
        """Make the list; the map comes after the first paint, for it is heavy."""
        super().__init__()
        self._rows: SiteRows | None = None
        self._plots: tuple[Drawn, ...] = ()
        self._contested: frozenset[UUID] = frozenset()
        self._fitted = b""
        self.map: MapView | None = None
        self.list: RowsTable[SiteRow] = RowsTable(self._columns(), "sites")
        self.list.setAccessibleName(_("Sites found"))
        self.ground = QWidget()
        self.both = QSplitter(Qt.Orientation.Vertical)
        self.both.addWidget(self.list)
        self.both.addWidget(self.ground)
        self.both.setChildrenCollapsible(False)
        self.both.setSizes([1_000, 1_000])
        QVBoxLayout(self.ground).setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.both)
        self.views = _Views()
        self.views.turned.connect(self._turn)
        self.list.chosen.connect(self._row_chosen)
        self.list.selected.connect(self.selected)
        self.list.opened.connect(self.opened)

    def _columns(self) -> "list[Column[SiteRow]]":
        return [
            Column(_("Reference"), lambda s: s.reference, width=9),
            Column(_("Name"), lambda s: s.name, icon=self._icon, colour=self._ink, width=24,
                   tip=lambda s: f"<p>{escape(s.name)}</p>"),
            Column(_("Kind"), cards.kind, width=13),
            Column(_("Commune"), lambda s: s.commune, width=14),
            Column(_("Area"), _area, lambda s: s.area, "right", width=12),
            Column(_("Status"), self._status, colour=self._warning, width=11),
        ]  # fmt: skip

    # -- the map -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Bring the map once the page has been painted without it."""
        super().paintEvent(event)
        if self.map is None:
            QTimer.singleShot(0, self._bring_map)

    def _bring_map(self) -> None:
        from scout_app.ui.map.view import MapView

        layout = self.ground.layout()
        if self.map is not None or layout is None:
            return
        self.map = MapView()
        self.map.picked.connect(self._picked)
        self.map.pointed.connect(self.pointed)
        self.map.told.connect(self.told)
        layout.addWidget(self.map)
        QWidget.setTabOrder(self.list, self.map)
        self._show_marks()
        self.mapped.emit(self.map)

    def _show_marks(self) -> None:
        if self.map is None or self._rows is None:
            return
        from scout_app.ui.sites.marks import SiteMarks

        marks = SiteMarks(self._rows)
        self.map.show_marks(marks)
        found = self._rows.among({plot.site_id for plot in self._plots})
        self.map.show_plots([plot for plot in self._plots if plot.site_id in found])
        if (there := marks.key) != self._fitted:
            self._fitted = there
            self.map.fit()
        chosen = self.list.chosen_row
        self.map.select(chosen.id if chosen else None)

    def _picked(self, site: UUID) -> None:
        self.list.select_id(site)

    def _turn(self, view: str) -> None:
        """Show the list, the map, or both."""
        self.list.setVisible(view != "map")
        self.ground.setVisible(view != "list")

    # -- rows ----------------------------------------------------------------------------------

    def show_rows(self, rows: "SiteRows", empty: str) -> None:
        """Show the sites in the list and on the map; say `empty` where there is none."""
        self._rows = rows
        self.list.empty = empty
        self.list.show_rows(rows)
        self.list.viewport().update()
        self._show_marks()

    def show_plots(self, plots: "Sequence[Drawn]") -> None:
        """Draw the ground of the sites found among these parcels and outlines."""
        self._plots = tuple(plots)
        self._show_marks()

    def show_contested(self, sites: frozenset[UUID]) -> None:
        """Mark the sites that two offices hold for the same days."""
        changed, self._contested = sites != self._contested, sites
        if changed and self._rows is not None:
            self.list.show_rows(self._rows)

    def _row_chosen(self, row: Any) -> None:
        if self.map is not None:
            self.map.select(row.id if row is not None else None)
        self.chosen.emit(row)

    def changeEvent(self, event: QEvent) -> None:
        """Take the kinds' icons again in new colours."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "list"):
            self.list.viewport().update()

    def _icon(self, row: "SiteRow") -> Any:
        return looks.kind_icon(row.kind, row.location_kind, self.palette())

    def _ink(self, row: "SiteRow") -> QColor | None:
        return None if row.offered else theme.quiet(self.palette())

    def _status(self, row: "SiteRow") -> str:
        return _("CONTESTED") if row.id in self._contested else cards.badge(row)

    def _warning(self, row: "SiteRow") -> QColor:
        colour = theme.bad if row.id in self._contested else theme.warn
        return colour(self.palette())


class _Views(QWidget):
    """Three buttons: the list, both, the map."""

    turned = Signal(str)
    """"list", "both" or "map"."""

    def __init__(self) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        self.group = QButtonGroup(self)
        self.buttons: dict[str, QToolButton] = {}
        for view, icon, name in (
            ("list", "list", _("List only")),
            ("both", "layout-grid", _("List and map")),
            ("map", "map", _("Map only")),
        ):
            line.addWidget(self._button(view, icon, name))
        self.buttons["both"].setChecked(True)

    def _button(self, view: str, icon: str, name: str) -> QToolButton:
        button = QToolButton()
        button.setCheckable(True)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setAccessibleName(name)
        button.setToolTip(name)
        icons.dress(button, icon)
        button.toggled.connect(lambda on: self.turned.emit(view) if on else None)
        self.group.addButton(button)
        self.buttons[view] = button
        return button


def _area(row: "SiteRow") -> str:
    from scout_app.wording.numbers import quantity

    return "" if row.area is None else quantity(row.area, 0, "m²", language())
