"""The strip of thumbnails: made in the pool and kept while their site is shown."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QIcon, QImage, QPixmap
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from scout_app.errors import Cancelled, ScoutError
from scout_app.ui import icons
from scout_app.ui.desk import Desk
from scout_app.ui.saying import sentence
from scout_app.ui.sites.pictures import picture
from scout_app.ui.texts import _

if TYPE_CHECKING:
    from scout_app.office.photos import PhotoRow

_THUMB = QSize(116, 78)
_ID = Qt.ItemDataRole.UserRole


class PhotoStrip(QListWidget):
    """Thumbnails in a row: dragged among themselves, or files dropped on them."""

    dropped = Signal(list)
    """Paths of files and folders."""
    moved = Signal(object, object)
    """The id of a picture, and of the one before which it now stands, or None."""

    def __init__(self, desk: Desk) -> None:
        """Start empty."""
        super().__init__()
        self._desk = desk
        self._icons: dict[UUID, QIcon] = {}
        self.rows: tuple[PhotoRow, ...] = ()
        self.setAccessibleName(_("Pictures of the site"))
        self.setFlow(QListWidget.Flow.LeftToRight)
        self.setIconSize(_THUMB)
        self.setFixedHeight(_THUMB.height() + 30)
        self.setHorizontalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.model().rowsMoved.connect(self._moved)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files as well as the strip's own pictures."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()
        else:
            super().dragEnterEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Keep taking them."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()
        else:
            super().dragMoveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell of files dropped; move the strip's own."""
        if event.mimeData().hasUrls():
            files = [Path(url.toLocalFile()) for url in event.mimeData().urls()]
            self.dropped.emit([path for path in files if path != Path()])
            event.acceptProposedAction()
        else:
            super().dropEvent(event)

    def _moved(
        self, _from: QModelIndex, start: int, _end: int, _to: QModelIndex, place: int
    ) -> None:
        now = place if place < start else place - 1
        one, after = self.item(now), self.item(now + 1)
        self.moved.emit(one.data(_ID), after.data(_ID) if after is not None else None)

    @property
    def chosen_row(self) -> "PhotoRow | None":
        """The picture on which the keyboard is."""
        at = self.currentRow()
        return self.rows[at] if 0 <= at < len(self.rows) else None

    def show_rows(self, rows: "tuple[PhotoRow, ...]") -> None:
        """Show the pictures of a site; the same ones keep the chosen one."""
        is_same = [row.id for row in rows] == [row.id for row in self.rows]
        chosen = self.currentRow()
        self.rows = rows
        self._icons = {row.id: self._icons[row.id] for row in rows if row.id in self._icons}
        self.setVisible(bool(rows))
        self.clear()
        for row in rows:
            self.addItem(self._item(row))
        if is_same and rows:
            self.setCurrentRow(chosen)

    def _item(self, row: "PhotoRow") -> QListWidgetItem:
        item = QListWidgetItem()
        item.setData(_ID, row.id)
        item.setSizeHint(_THUMB + QSize(8, 8))
        told = [row.caption or row.name, *((_("Cover"),) if row.is_cover else ()), row.series]
        item.setToolTip(" · ".join(text for text in told if text))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, item.toolTip())
        if row.id in self._icons:
            item.setIcon(self._icons[row.id])
            return item
        item.setIcon(icons.icon("photo", self.palette()))
        self._desk.start(
            partial(picture, row, _THUMB * 2),
            then=partial(self._thumb, row.id),
            refused=partial(self._missing, row.id),
        )
        return item

    def _found(self, photo: UUID) -> QListWidgetItem | None:
        items = (self.item(at) for at in range(self.count()))
        return next((item for item in items if item.data(_ID) == photo), None)

    def _thumb(self, photo: UUID, image: QImage) -> None:
        self._icons[photo] = QIcon(QPixmap.fromImage(image))
        if (item := self._found(photo)) is not None:
            item.setIcon(self._icons[photo])

    def _missing(self, photo: UUID, error: ScoutError) -> None:
        if (item := self._found(photo)) is not None and not isinstance(error, Cancelled):
            item.setIcon(icons.icon("alert-triangle", self.palette()))
            item.setToolTip(sentence(error))
