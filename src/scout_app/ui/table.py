"""The table in which every list is shown: choose, sort, copy, and columns as the officer wants."""

import csv
import io
from collections.abc import Callable, Hashable, Iterable, Sequence
from operator import attrgetter
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QByteArray,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from scout_app.ui import remembered, theme
from scout_app.ui.rows import Column, Index, RowsModel

__all__ = ["Column", "RowsModel", "RowsTable"]

Row = TypeVar("Row")

_AIR = 10
"""Pixels that a row is taller than its text."""
_WHOLE_ROWS = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
_TAB = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RowsTable(QTableView, Generic[Row]):
    """A table of frozen rows.

    Showing rows again keeps the selection, the current row and the scroll by the rows' ids.
    """

    chosen = Signal(object)
    """The current row, or None: when it becomes another one, not when it is shown again."""
    selected = Signal(object)
    """The ids of the selected rows, when they are no longer the same."""
    opened = Signal(object)
    """The row on which Enter or a double click fell."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        name: str,
        empty: str = "",
        identity: Callable[[Row], Hashable] = attrgetter("id"),
        parent: QWidget | None = None,
    ) -> None:
        """Remember widths under `name`; say `empty` where there is no row."""
        super().__init__(parent)
        self.rows: RowsModel[Row] = RowsModel(columns, identity, self)
        self.empty = empty
        self._name = f"tables/{name}/{len(columns)}"
        self._is_showing = False
        self._kept: tuple[Hashable, tuple[Hashable, ...], int] = (None, (), 0)
        self._told: tuple[Hashable, tuple[Hashable, ...]] = (None, ())
        self.setModel(self.rows)
        self._settle()
        self._settle_header()
        self.rows.modelAboutToBeReset.connect(self._keep)
        self.rows.modelReset.connect(self._give_back)
        self.doubleClicked.connect(lambda index: self.opened.emit(self.rows.row(index)))

    def _settle(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        side = self.verticalHeader()
        side.hide()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setDefaultSectionSize(self.fontMetrics().height() + _AIR)

    # -- columns -------------------------------------------------------------------------------

    def _settle_header(self) -> None:
        header = self.horizontalHeader()
        header.setSectionsMovable(True)
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        header.setSortIndicatorClearable(True)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._offer_columns)
        unit = self.fontMetrics().averageCharWidth()
        for place, column in enumerate(self.rows.columns):
            self.setColumnWidth(place, column.width * unit + 2 * _AIR)
            self.setColumnHidden(place, column.hidden)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        state = remembered.settings().value(self._name)
        if isinstance(state, QByteArray):
            header.restoreState(state)
        self.setSortingEnabled(True)

    def remember(self) -> None:
        """Keep the widths, the order, the sorting and the hidden columns for the next time."""
        remembered.settings().setValue(self._name, self.horizontalHeader().saveState())

    def hideEvent(self, event: QHideEvent) -> None:
        """Remember the columns whenever the table leaves the screen."""
        self.remember()
        super().hideEvent(event)

    def columns_menu(self) -> QMenu:
        """Return a menu that shows and hides columns; the last one shown cannot be hidden."""
        menu = QMenu(self)
        shown = [n for n in range(len(self.rows.columns)) if not self.isColumnHidden(n)]
        for place, column in enumerate(self.rows.columns):
            action = menu.addAction(column.title.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(place in shown)
            action.setEnabled(shown != [place])
            action.toggled.connect(self._shower(place))
        return menu

    def _shower(self, place: int) -> Callable[[bool], None]:
        return lambda wanted: self.setColumnHidden(place, not wanted)

    def _offer_columns(self, at: QPoint) -> None:
        menu = self.columns_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.horizontalHeader().mapToGlobal(at))

    # -- what is chosen ------------------------------------------------------------------------

    @property
    def chosen_row(self) -> Row | None:
        """The current row."""
        index = self.currentIndex()
        return self.rows.row(index) if index.isValid() else None

    @property
    def chosen_id(self) -> Hashable:
        """The id of the current row, or None."""
        index = self.currentIndex()
        return self.rows.identity(index) if index.isValid() else None

    @property
    def chosen_rows(self) -> tuple[Row, ...]:
        """The selected rows, in the order shown."""
        return tuple(self.rows.row(place) for place in self._selected_places())

    @property
    def chosen_ids(self) -> tuple[Hashable, ...]:
        """The ids of the selected rows, in the order shown."""
        return tuple(self.rows.identity(place) for place in self._selected_places())

    def _selected_places(self) -> list[int]:
        spans: Iterable[QItemSelectionRange] = self.selectionModel().selection().toList()
        return sorted({n for span in spans for n in range(span.top(), span.bottom() + 1)})

    def select_id(self, identity: Hashable, scroll: bool = True) -> bool:
        """Choose the row with that id alone; False, and nothing changed, when it is not shown."""
        index = self.rows.index_of(identity)
        if not index.isValid():
            return False
        self._select([index.row()], index)
        if scroll:
            self.scrollTo(index)
        return True

    def select_ids(self, identities: Iterable[Hashable]) -> None:
        """Select the rows with these ids, those that are shown; the first becomes current."""
        indexes = [self.rows.index_of(identity) for identity in identities]
        places = [index.row() for index in indexes if index.isValid()]
        self._select(places, self.rows.index(places[0], 0) if places else QModelIndex())

    def _select(self, places: Sequence[int], current: QModelIndex) -> None:
        """Select whole rows and make one current, told as one change."""
        was, self._is_showing = self._is_showing, True
        choice = QItemSelection()
        for first, last in _runs(places):
            choice.select(self.rows.index(first, 0), self.rows.index(last, 0))
        model = self.selectionModel()
        model.setCurrentIndex(current, QItemSelectionModel.SelectionFlag.NoUpdate)
        model.select(choice, _WHOLE_ROWS | QItemSelectionModel.SelectionFlag.Clear)
        self._is_showing = was
        self._tell()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which row is now current."""
        super().currentChanged(current, previous)
        self._tell()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell which rows are now selected."""
        super().selectionChanged(selected, deselected)
        self._tell()

    def _tell(self) -> None:
        """Emit what is no longer as it was told last."""
        if self._is_showing:
            return
        before, self._told = self._told, (self.chosen_id, self.chosen_ids)
        if self._told[0] != before[0]:
            self.chosen.emit(self.chosen_row)
        if set(self._told[1]) != set(before[1]):
            self.selected.emit(self._told[1])

    # -- rows shown again ----------------------------------------------------------------------

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows instead."""
        self.rows.show(rows)

    def _keep(self) -> None:
        self._is_showing = True
        self._kept = (self.chosen_id, self.chosen_ids, self.verticalScrollBar().value())

    def _give_back(self) -> None:
        current, identities, scroll = self._kept
        indexes = [self.rows.index_of(identity) for identity in identities]
        places = [index.row() for index in indexes if index.isValid()]
        self._is_showing = False
        self._select(places, self.rows.index_of(current))
        self.executeDelayedItemsLayout()
        self.verticalScrollBar().setValue(scroll)

    # -- keys and painting ---------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose the first row when Tab leads here; Qt makes it current, unseen, by clicks too."""
        was_current = self.currentIndex().isValid()
        was, self._is_showing = self._is_showing, True
        super().focusInEvent(event)
        self._is_showing = was
        if not was_current:
            index = self.currentIndex() if event.reason() in _TAB else QModelIndex()
            self._select([index.row()] if index.isValid() else [], index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy on Ctrl+C, open on Enter; the arrows are Qt's."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in _ENTER and self.chosen_row is not None:
            self.opened.emit(self.chosen_row)
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """Put the selected rows on the clipboard as a spreadsheet takes them: TSV, as shown."""
        header = self.horizontalHeader()
        order = [header.logicalIndex(n) for n in range(header.count())]
        shown = [column for column in order if not self.isColumnHidden(column)]
        out = io.StringIO()
        writer = csv.writer(out, dialect="excel-tab", lineterminator="\n")
        for place in self._selected_places():
            texts: list[Any] = list(self.rows.texts(place))
            writer.writerow(texts[column] for column in shown)
        if text := out.getvalue():
            QGuiApplication.clipboard().setText(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say what to do where there is nothing to show."""
        super().paintEvent(event)
        if self.empty and not self.rows.rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(theme.quiet(self.palette()))
            room = self.viewport().rect().adjusted(24, 24, -24, -24)
            wrapped = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(room, wrapped, self.empty)


def _runs(places: Iterable[int]) -> list[tuple[int, int]]:
    """Join neighbouring positions: few wide ranges are chosen faster than many narrow ones."""
    found: list[tuple[int, int]] = []
    for place in sorted(places):
        if found and place <= found[-1][1] + 1:
            found[-1] = (found[-1][0], place)
        else:
            found.append((place, place))
    return found
