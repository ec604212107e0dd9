"""The facets beside the list: kinds, communes and areas, each with its count."""

from collections.abc import Callable, Sequence
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from scout_app.ui import theme, ticks
from scout_app.ui.texts import _, language

if TYPE_CHECKING:
    from scout_app.office.sites import Facet, Found

_CODE = Qt.ItemDataRole.UserRole
_COUNT = Qt.ItemDataRole.UserRole + 1
_AIR = 6


class _Lines(QStyledItemDelegate):
    """Paints a box, a label and a count at the right; a click anywhere ticks, and so does Space."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one value."""
        self.initStyleOption(option, index)
        room, palette, metrics = option.rect, option.palette, option.fontMetrics
        panel = QStyle.PrimitiveElement.PE_PanelItemViewItem
        option.widget.style().drawPrimitive(panel, option, painter, option.widget)
        box = QRectF(room.left() + _AIR, 0, ticks.SIDE, ticks.SIDE)
        box.moveTop(room.top() + (room.height() - ticks.SIDE) / 2)
        ticks.paint(
            painter, box, Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)), palette
        )
        count = str(index.data(_COUNT))
        wide = metrics.horizontalAdvance(count)
        words = room.adjusted(2 * _AIR + ticks.SIDE, 0, -wide - 2 * _AIR, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        ink = palette.color(
            QPalette.ColorRole.HighlightedText if is_chosen else QPalette.ColorRole.Text
        )
        painter.setPen(ink)
        label = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideMiddle, words.width())
        painter.drawText(words, middle | Qt.AlignmentFlag.AlignLeft, label)
        painter.setPen(ink if is_chosen else theme.quiet(palette))
        painter.drawText(room.adjusted(0, 0, -_AIR, 0), middle | Qt.AlignmentFlag.AlignRight, count)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return one line of text with air."""
        metrics = option.fontMetrics
        return QSize(60, metrics.height() + _AIR)

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Tick or untick."""
        released = event.type() is QEvent.Type.MouseButtonRelease and (
            isinstance(event, QMouseEvent) and event.button() is Qt.MouseButton.LeftButton
        )
        spaced = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space
        if not released and not (spaced and event.type() is QEvent.Type.KeyPress):
            return False
        role = Qt.ItemDataRole.CheckStateRole
        is_on = Qt.CheckState(index.data(role)) is Qt.CheckState.Checked
        turned = Qt.CheckState.Unchecked if is_on else Qt.CheckState.Checked
        return model.setData(index, turned, role)


class FacetList(QListWidget):
    """One facet: values that can be ticked, with how many sites have each."""

    changed = Signal()

    def __init__(self, name: str, least: int, is_single: bool = False) -> None:
        """Make an empty facet that shows so many values without scrolling.

        In a single one, ticking a value unticks the one before.
        """
        super().__init__()
        self._least = least
        self._is_single = is_single
        self.setAccessibleName(name)
        self.setItemDelegate(_Lines(self))
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.itemChanged.connect(self._ticked)

    def _ticked(self, item: QListWidgetItem) -> None:
        if self._is_single and item.checkState() is Qt.CheckState.Checked:
            self.untick(but=item)
        self.changed.emit()

    def chosen(self) -> frozenset[str]:
        """Return the codes that are ticked."""
        items = (self.item(row) for row in range(self.count()))
        return frozenset(
            str(item.data(_CODE)) for item in items if item.checkState() is Qt.CheckState.Checked
        )

    def show_facets(self, facets: "Sequence[Facet]", label: Callable[[str], str]) -> None:
        """Show the values; what is ticked stays, even when no site is left."""
        items = [self.item(row) for row in range(self.count())]
        labels = {str(item.data(_CODE)): item.text() for item in items}
        kept, at, scroll = self.chosen(), self._current_code(), self.verticalScrollBar().value()
        self.blockSignals(True)
        self.clear()
        for facet in facets:
            self._put(facet.code, label(facet.label), facet.count, facet.code in kept)
        for code in sorted(kept - {facet.code for facet in facets}):
            self._put(code, labels[code], 0, True)
        self._go_back(at)
        self.blockSignals(False)
        self.verticalScrollBar().setValue(scroll)
        self.updateGeometry()

    def _current_code(self) -> str | None:
        item = self.currentItem()
        return None if item is None else str(item.data(_CODE))

    def _go_back(self, code: str | None) -> None:
        """Put the keyboard back on the value on which it was, if it is still there."""
        for row in range(self.count()):
            if self.item(row).data(_CODE) == code:
                self.setCurrentRow(row)

    def _put(self, code: str, label: str, count: int, ticked: bool) -> None:
        from scout_app.wording.numbers import number

        item = QListWidgetItem(label)
        item.setData(_CODE, code)
        item.setData(_COUNT, number(count, language()))
        item.setToolTip(f"<p>{escape(label)}</p>")
        # A reader hears the count too.
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{label}, {count}")
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.addItem(item)

    def sizeHint(self) -> QSize:
        """Return the room of all values; a layout that has less gets a scroll bar."""
        line = self.sizeHintForRow(0) if self.count() else 0
        return QSize(150, line * self.count() + 2)

    def minimumSizeHint(self) -> QSize:
        """Return the room of the values that are always shown."""
        line = self.sizeHintForRow(0) if self.count() else 0
        return QSize(100, line * min(self._least, self.count()) + 2)

    def untick(self, but: QListWidgetItem | None = None) -> None:
        """Untick everything but one value, quietly."""
        self.blockSignals(True)
        for row in range(self.count()):
            if (item := self.item(row)) is not but:
                item.setCheckState(Qt.CheckState.Unchecked)
        self.blockSignals(False)
        self.viewport().update()


class Facets(QWidget):
    """All facets; `changed` when the officer ticks one."""

    changed = Signal()

    def __init__(self) -> None:
        """Make the facets, empty."""
        super().__init__()
        self.offered = ticks.Tick(_("Offered only"))
        self.offered.setToolTip(_("Leave out projects, abandoned, closed and unchecked sites"))
        self.kinds = FacetList(_("Kinds"), 7)
        self.communes = FacetList(_("Communes"), 4)
        self.areas = FacetList(_("Areas"), 4, is_single=True)
        self.clear = QPushButton(_("Clear the filters"))
        self.headings: dict[FacetList, QLabel] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.offered)
        for title, facet in (
            (_("Kind"), self.kinds),
            (_("Commune"), self.communes),
            (_("Area"), self.areas),
        ):
            self._add(column, title, facet)
        column.addWidget(self.clear)
        column.addStretch(1)
        self.offered.toggled.connect(lambda _on: self._tell())
        self.clear.clicked.connect(self.clear_all)
        self.clear.setEnabled(False)

    def _add(self, column: QVBoxLayout, title: str, facet: FacetList) -> None:
        heading = QLabel(title)
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        heading.setContentsMargins(2, 8, 0, 0)
        heading.setBuddy(facet)
        column.addWidget(heading)
        column.addWidget(facet)
        self.headings[facet] = heading
        heading.hide()
        facet.hide()
        facet.changed.connect(self._tell)

    def _tell(self) -> None:
        self.clear.setEnabled(self.is_narrowing)
        self.changed.emit()

    @property
    def is_narrowing(self) -> bool:
        """Whether anything is ticked."""
        return self.offered.isChecked() or any(facet.chosen() for facet in self.headings)

    def show_found(self, found: "Found") -> None:
        """Show the counts of an answer; a facet without any value is not shown."""
        self.kinds.show_facets(found.kinds, _)
        self.communes.show_facets(found.communes, str)
        self.areas.show_facets(found.areas, _)
        for facet, heading in self.headings.items():
            heading.setVisible(facet.count() > 0)
            facet.setVisible(facet.count() > 0)

    def least_area(self) -> int | None:
        """Return the least area ticked, in m²."""
        return max((int(code) for code in self.areas.chosen()), default=None)

    def clear_all(self) -> None:
        """Untick everything and tell it once."""
        for facet in self.headings:
            facet.untick()
        self.offered.blockSignals(True)
        self.offered.setChecked(False)
        self.offered.blockSignals(False)
        self._tell()
