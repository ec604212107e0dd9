"""One facet: values that can be ticked, each with how many sites have it."""

from collections.abc import Callable, Iterable, Sequence
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
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from scout_app.ui import theme, ticks
from scout_app.ui.texts import language

if TYPE_CHECKING:
    from scout_app.office.sites import Facet

_CODE = Qt.ItemDataRole.UserRole
COUNT = Qt.ItemDataRole.UserRole + 1
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
        count = str(index.data(COUNT))
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

    def show_facets(
        self, facets: "Sequence[Facet]", label: Callable[[str], str], more: bool = False
    ) -> None:
        """Show the values; what is ticked stays, even when no site is left.

        With `more` a count only says how many there are at least, and has a plus sign.
        """
        items = [self.item(row) for row in range(self.count())]
        labels = {str(item.data(_CODE)): item.text() for item in items}
        kept, at, scroll = self.chosen(), self._current_code(), self.verticalScrollBar().value()
        self.blockSignals(True)
        self.clear()
        for facet in facets:
            self._put(facet.code, label(facet.label), facet.count, facet.code in kept, more)
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

    def _put(self, code: str, label: str, count: int, ticked: bool, more: bool = False) -> None:
        from scout_app.wording.numbers import number

        item = QListWidgetItem(label)
        item.setData(_CODE, code)
        said = number(count, language()) + ("+" if more else "")
        item.setData(COUNT, said)
        item.setToolTip(f"<p>{escape(label)}</p>")
        # A reader hears the count too.
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{label}, {said}")
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

    def tick(self, codes: Iterable[str]) -> None:
        """Tick values by their codes, quietly; those not shown yet come with the next answer."""
        wanted = set(codes)
        self.blockSignals(True)
        for row in range(self.count()):
            item = self.item(row)
            is_on = item.data(_CODE) in wanted
            item.setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)
            wanted.discard(item.data(_CODE))
        for code in sorted(wanted):
            self._put(code, code, 0, True)
        self.blockSignals(False)
        self.viewport().update()

    def untick(self, but: QListWidgetItem | None = None) -> None:
        """Untick everything but one value, quietly."""
        self.blockSignals(True)
        for row in range(self.count()):
            if (item := self.item(row)) is not but:
                item.setCheckState(Qt.CheckState.Unchecked)
        self.blockSignals(False)
        self.viewport().update()
