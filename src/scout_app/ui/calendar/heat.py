"""The use of a year: which sites are held how much, week by week or month by month."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSpinBox,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from scout_app import office
from scout_app.model.values import Availability
from scout_app.ui import clock
from scout_app.ui.calendar import words
from scout_app.ui.calendar.heat_rows import PARTS, HeatRows, shade
from scout_app.ui.calendar.panel import plain
from scout_app.ui.desk import Desk
from scout_app.ui.texts import _
from scout_app.ui.ticks import Tick

if TYPE_CHECKING:
    from scout_app.office.sites import SiteQuery
    from scout_app.office.use import Use

_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_SITE_WIDTH, _TOTAL_WIDTH, _LEAST = 210, 104, 13
_SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)
_SWATCH = 14


class HeatView(QWidget):
    """A year at a glance; each cell is also said in words, and leads to its days."""

    chosen = Signal(object, object)
    """The id of a site and the days that are to be looked at."""

    def __init__(
        self, desk: Desk, query: "Callable[[], SiteQuery]", parent: QWidget | None = None
    ) -> None:
        """Ask for the sites that `query` returns."""
        super().__init__(parent)
        self._desk, self._query = desk, query
        self.year = QSpinBox()
        self.year.setRange(_FIRST_YEAR, _LAST_YEAR)
        self.year.setAccessibleName(_("Year"))
        self.by = QComboBox()
        self.by.addItems([_("By week"), _("By month")])
        self.by.setAccessibleName(_("Parts of the year"))
        self.states = {
            Availability.OPTIONED: Tick(_("Options")),
            Availability.TAKEN: Tick(_("Confirmed days")),
            Availability.CLOSED: Tick(_("Closed days")),
        }
        self.cells = QTableView()
        self.rows = HeatRows(self)
        self.cells.setModel(self.rows)
        self.empty = plain()
        self._legend = [QLabel() for _share in _SHARES]
        self._settle()
        self._lay_out()
        self._dress()

    def _settle(self) -> None:
        self.states[Availability.TAKEN].setChecked(True)
        self.states[Availability.OPTIONED].setChecked(True)
        self.year.valueChanged.connect(self.refresh)
        self.by.currentIndexChanged.connect(self.refresh)
        for tick in self.states.values():
            tick.toggled.connect(self.refresh)
        cells = self.cells
        cells.setAccessibleName(_("Use of the sites over the year"))
        cells.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        cells.setFrameShape(QTableView.Shape.NoFrame)
        cells.setTabKeyNavigation(False)
        cells.setWordWrap(False)
        cells.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        cells.verticalHeader().hide()
        cells.verticalHeader().setDefaultSectionSize(cells.fontMetrics().height() + 8)
        cells.horizontalHeader().setMinimumSectionSize(_LEAST)
        cells.horizontalHeader().setHighlightSections(False)
        cells.clicked.connect(self._lead)
        cells.activated.connect(self._lead)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.addWidget(self.year)
        line.addWidget(self.by)
        line.addSpacing(12)
        for tick in self.states.values():
            line.addWidget(tick)
        line.addStretch(1)
        for share, sample in zip(_SHARES, self._legend, strict=True):
            name = plain(wrapped=False)
            name.setText(_("{share} %").format(share=round(100 * share)))
            line.addWidget(sample)
            line.addWidget(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.addLayout(line)
        column.addWidget(self.empty)
        column.addWidget(self.cells, 1)

    # -- asking --------------------------------------------------------------------------------

    def show_year(self, year: int) -> None:
        """Show a year, ready for the arrows."""
        self.year.setValue(year)
        self.refresh()
        self.cells.setFocus()

    def refresh(self) -> None:
        """Ask for the use again, where it is shown."""
        if self.isHidden() or not self._desk.is_open:
            return
        self._desk.ask(
            office.use.of_year,
            self.year.value(),
            by_month=self.by.currentIndex() == 1,
            states=frozenset(state for state, tick in self.states.items() if tick.isChecked()),
            query=self._query(),
            today=clock.today(),
            then=self._show,
            key="calendar use",
        )

    def _show(self, use: "Use") -> None:
        at = self.cells.currentIndex()
        before = self.rows.columnCount()
        self.rows.show_use(use, self.palette())
        self.empty.setText("" if use.rows else words.empty(filtered=bool(self._query().text)))
        self.empty.setVisible(not use.rows)
        if before != self.rows.columnCount():
            self._widths()
        now = self.rows.index(max(at.row(), 0), max(at.column(), PARTS))
        self.cells.setCurrentIndex(now)

    def _widths(self) -> None:
        header = self.cells.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for column, width in enumerate((_SITE_WIDTH, _TOTAL_WIDTH)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(column, width)

    def _lead(self, index: QModelIndex) -> None:
        if (asked := self.rows.asked(index)) is not None:
            self.chosen.emit(*asked)

    # -- looks ---------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        """Take the new colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()
            self.refresh()

    def _dress(self) -> None:
        for share, sample in zip(_SHARES, self._legend, strict=True):
            swatch = QPixmap(_SWATCH, _SWATCH)
            swatch.fill(shade(share, self.palette()))
            sample.setPixmap(swatch)
