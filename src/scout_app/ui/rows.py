"""One table model for every list of frozen rows; its columns are data."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Generic, Literal, Protocol, TypeVar, runtime_checkable

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QIcon

from scout_app.ui import ordering

Row = TypeVar("Row")
Align = Literal["left", "centre", "right"]
Index = QModelIndex | QPersistentModelIndex

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ICON = int(Qt.ItemDataRole.DecorationRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_ALIGN = int(Qt.ItemDataRole.TextAlignmentRole)
_COLOUR = int(Qt.ItemDataRole.ForegroundRole)

_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_ALIGNED = {
    "left": Qt.AlignmentFlag.AlignLeft | _MIDDLE,
    "centre": Qt.AlignmentFlag.AlignHCenter | _MIDDLE,
    "right": Qt.AlignmentFlag.AlignRight | _MIDDLE,
}
_PAGE = 64
"""Rows whose texts are made at once: a screen and what the next turn of the wheel shows."""
_KEPT = 4096
"""Rows whose texts are kept; an endless scroll must not keep them all."""


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """What one column shows of a row."""

    title: str
    text: Callable[[Row], str]
    sort: Callable[[Row], object] | None = None
    """What to order by; by the text when None. A key that is None, an unknown, comes last."""
    align: Align = "left"
    tip: Callable[[Row], str] | None = None
    icon: Callable[[Row], QIcon | None] | None = None
    colour: Callable[[Row], QColor | None] | None = None
    width: int = 14
    """At first, in average characters."""
    hidden: bool = False
    """Until the officer asks for it."""


@runtime_checkable
class Finding(Protocol):
    """Rows that know where each of them stands, without all of them being made."""

    def place_of(self, identity: object) -> int | None:
        """Return where a row stands, None when it is not among them."""


class RowsModel(QAbstractTableModel, Generic[Row]):
    """Frozen rows in an order of its own, so that no proxy is needed.

    Texts are made a page ahead and kept: painting calls `data` thousands of times a frame.
    """

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        identity: Callable[[Row], Hashable] = attrgetter("id"),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._identity = identity
        self._rows: Sequence[Row] = ()
        self._order: Sequence[int] = range(0)
        self._texts: dict[int, list[str]] = {}
        self._places: dict[Hashable, int] = {}
        self._keys: dict[int, Sequence[object]] = {}
        self._sorted: tuple[int, Qt.SortOrder] | None = None
        self._aligned = [_ALIGNED[column.align] for column in self.columns]
        self._extras: dict[int, list[Callable[[Row], object] | None]] = {
            _TIP: [column.tip for column in self.columns],
            _ICON: [column.icon for column in self.columns],
            _COLOUR: [column.colour for column in self.columns],
        }

    # -- rows ----------------------------------------------------------------------------------

    def show(self, rows: Sequence[Row]) -> None:
        """Show these rows instead, in the order that the officer chose last."""
        self.beginResetModel()
        self._rows = rows
        self._keys.clear()
        self._arrange()
        self.endResetModel()

    @property
    def rows(self) -> list[Row]:
        """The rows in the order shown."""
        return [self._rows[place] for place in self._order]

    def row(self, index: Index | int) -> Row:
        """Return the row at an index, or at a position in the order shown."""
        return self._rows[self._order[index if isinstance(index, int) else index.row()]]

    def identity(self, index: Index | int) -> Hashable:
        """Return the id of the row at an index or a position."""
        return self._identity(self.row(index))

    def index_of(self, identity: Hashable) -> QModelIndex:
        """Return the index of the row with that id, in the first column; invalid when absent."""
        place = self._place_of(identity)
        return QModelIndex() if place is None else self.index(place, 0)

    def _place_of(self, identity: Hashable) -> int | None:
        """Return the position in the order shown; rows that find theirs are not all looked at."""
        if identity is None:
            return None
        if isinstance(self._rows, Finding):
            source = self._rows.place_of(identity)
            return None if source is None else self._shown_at(source)
        if not self._places:
            self._places = {self._identity(self.row(n)): n for n in range(len(self._order))}
        return self._places.get(identity)

    def _shown_at(self, source: int) -> int:
        return source if isinstance(self._order, range) else self._order.index(source)

    # -- order ---------------------------------------------------------------------------------

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order the rows by a column; a column below 0 gives back the order of arrival."""
        self._sorted = (column, order) if 0 <= column < len(self.columns) else None
        self.layoutAboutToBeChanged.emit()
        kept = self.persistentIndexList()
        sources = [self._order[index.row()] for index in kept]
        self._arrange()
        if kept:
            place = {source: n for n, source in enumerate(self._order)}
            moved = zip(sources, kept, strict=True)
            new = [self.index(place[source], index.column()) for source, index in moved]
            self.changePersistentIndexList(kept, new)
        self.layoutChanged.emit()

    def _arrange(self) -> None:
        self._order = range(len(self._rows))
        if self._sorted is not None:
            column, order = self._sorted
            descending = order is Qt.SortOrder.DescendingOrder
            self._order = ordering.places(self._keys_of(column), descending)
        self._texts.clear()
        self._places.clear()

    def _keys_of(self, column: int) -> Sequence[object]:
        if column not in self._keys:
            key = self.columns[column].sort or self.columns[column].text
            self._keys[column] = ordering.ranks([key(row) for row in self._rows])
        return self._keys[column]

    # -- what Qt asks --------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of rows; a row has none below it."""
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of columns, hidden ones included."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY
    ) -> str | Qt.AlignmentFlag | None:
        """Return a column's title, aligned as its texts."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == _ALIGN:
            return self._aligned[section]
        return self.columns[section].title if role == _DISPLAY else None

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Return what one cell shows; only the roles that a column fills cost anything."""
        if role == _DISPLAY:
            place = index.row()
            texts = self._texts.get(place) or self._made(place)
            return texts[index.column()]
        if role == _ALIGN:
            return self._aligned[index.column()]
        extras = self._extras.get(role)
        extra = extras[index.column()] if extras else None
        return extra(self.row(index)) if extra else None

    def _made(self, place: int) -> list[str]:
        """Make the texts of a page of rows around the place."""
        if len(self._texts) > _KEPT:
            self._texts.clear()
        first = place - place % _PAGE
        for near in range(first, min(first + _PAGE, len(self._order))):
            self._texts[near] = list(self.texts(near))
        return self._texts[place]

    def texts(self, place: int) -> Iterator[str]:
        """Yield the texts of the row at a position, column by column."""
        row = self.row(place)
        return (column.text(row) for column in self.columns)
