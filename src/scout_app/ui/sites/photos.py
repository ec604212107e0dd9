"""The pictures of the chosen site: a strip that takes files, in the order that officers give."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QIcon,
    QImage,
    QKeySequence,
    QPixmap,
    QShortcut,
)
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from scout_app import office, paths
from scout_app.errors import Cancelled, ScoutError
from scout_app.ui import icons
from scout_app.ui.desk import Desk, Job
from scout_app.ui.saying import sentence
from scout_app.ui.sites.pictures import pasted, picture, sure
from scout_app.ui.texts import _, ngettext

if TYPE_CHECKING:
    from scout_app.office.photo_copies import Wanted, Written
    from scout_app.office.photo_files import Gathered
    from scout_app.office.photos import PhotoRow, Report

_THUMB = QSize(116, 78)
_ID = Qt.ItemDataRole.UserRole
_KEY = "photos"


class _Strip(QListWidget):
    """Thumbnails in a row: dragged among themselves, or files dropped on them."""

    dropped = Signal(list)
    """Paths of files and folders."""
    moved = Signal(object, object)
    """The id of a picture, and of the one before which it now stands, or None."""

    def __init__(self) -> None:
        super().__init__()
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


class Photos(QWidget):
    """The strip, its few buttons, and what is said of files that were added."""

    opened = Signal(object, int)
    """The pictures, and the place of the one to look at."""

    def __init__(self, desk: Desk) -> None:
        """Start without a site."""
        super().__init__()
        self._desk = desk
        self._site: UUID | None = None
        self._job: Job | None = None
        self._gathered: Gathered | None = None
        self.rows: tuple[PhotoRow, ...] = ()
        self._icons: dict[UUID, QIcon] = {}
        self.strip = _Strip()
        self.add = QToolButton()
        self.stop = QPushButton(_("Stop"))
        self.keep = QPushButton(_("Keep their place"))
        self.drop = QPushButton(_("Without their place"))
        self.said = QLabel()
        self._lay_out()
        self._wire()
        self.show_site(None)

    # -- building ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.setAcceptDrops(True)
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setAccessibleName(_("What was done with the pictures"))
        menu = QMenu(self)
        for text, slot, key in (
            (_("Choose &files…"), self._ask_files, None),
            (_("Choose a f&older…"), self._ask_folder, None),
            (_("&Paste"), self._paste, QKeySequence.StandardKey.Paste),
        ):
            action = menu.addAction(text, slot)
            if key is not None:
                action.setShortcut(QKeySequence(key))
        menu.addSeparator()
        self.copies = menu.addAction(_("&Write copies for others…"), self._ask_where)
        self.add.setMenu(menu)
        self.add.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.add.setText(_("Add pictures"))
        self.add.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.add.setIcon(icons.icon("photo", self.palette()))
        line = QHBoxLayout()
        line.addWidget(self.add)
        for button in (self.keep, self.drop, self.stop):
            line.addWidget(button)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.addWidget(self.strip)
        column.addLayout(line)
        column.addWidget(self.said)

    def _wire(self) -> None:
        self.strip.dropped.connect(self.take)
        self.strip.moved.connect(self._move)
        self.strip.itemActivated.connect(lambda item: self._open(self.strip.row(item)))
        self.strip.customContextMenuRequested.connect(self._ask_what)
        self.stop.clicked.connect(self._stop)
        self.keep.clicked.connect(lambda: self._enter(with_position=True))
        self.drop.clicked.connect(lambda: self._enter(with_position=False))
        for key, act in (
            (QKeySequence(Qt.Key.Key_Delete), self._delete),
            (QKeySequence("Alt+Left"), partial(self._shift, -1)),
            (QKeySequence("Alt+Right"), partial(self._shift, 1)),
            (QKeySequence(QKeySequence.StandardKey.Paste), self._paste),
        ):
            shortcut = QShortcut(key, self.strip, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)

    # -- showing -------------------------------------------------------------------------------

    def show_site(self, site: UUID | None) -> None:
        """Show the pictures of a site, or nothing."""
        if site != self._site:
            self._gathered = None
            self._icons.clear()
            self._say("")
            self._show_rows(())
        self._site = site
        self.setEnabled(site is not None)
        self._dress()
        if site is not None:
            self._desk.ask(office.photos.of_site, site, then=self._show_rows, key=_KEY)

    def _show_rows(self, rows: "tuple[PhotoRow, ...]") -> None:
        is_same = [row.id for row in rows] == [row.id for row in self.rows]
        chosen = self.strip.currentRow()
        self.rows = rows
        self.strip.setVisible(bool(rows))
        self.copies.setEnabled(bool(rows))
        self.strip.clear()
        for row in rows:
            self.strip.addItem(self._item(row))
        if is_same and rows:
            self.strip.setCurrentRow(chosen)

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
        items = (self.strip.item(at) for at in range(self.strip.count()))
        return next((item for item in items if item.data(_ID) == photo), None)

    def _thumb(self, photo: UUID, image: QImage) -> None:
        self._icons[photo] = QIcon(QPixmap.fromImage(image))
        if (item := self._found(photo)) is not None:
            item.setIcon(self._icons[photo])

    def _missing(self, photo: UUID, error: ScoutError) -> None:
        if (item := self._found(photo)) is not None and not isinstance(error, Cancelled):
            item.setIcon(icons.icon("alert-triangle", self.palette()))
            item.setToolTip(sentence(error))

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.said.setVisible(bool(text))

    def _dress(self) -> None:
        is_asking = self._gathered is not None
        self.stop.setVisible(self._job is not None)
        self.keep.setVisible(is_asking)
        self.drop.setVisible(is_asking)
        self.add.setEnabled(self._job is None and not is_asking)
        self.copies.setEnabled(bool(self.rows))

    # -- adding --------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files, also where there is no picture yet."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add the files dropped."""
        self.take([Path(url.toLocalFile()) for url in event.mimeData().urls()])

    def _ask_files(self) -> None:
        names, _kind = QFileDialog.getOpenFileNames(
            self, _("Add pictures"), str(paths.documents_folder())
        )
        self.take([Path(name) for name in names])

    def _ask_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(
            self, _("Add the pictures of a folder"), str(paths.documents_folder())
        )
        if name:
            self.take([Path(name)])

    def _paste(self) -> None:
        self.take(pasted(QGuiApplication.clipboard().mimeData()))

    def take(self, files: Sequence[Path]) -> None:
        """Look at files and folders in the pool, then enter the pictures among them."""
        if self._site is None or not files or self._job is not None:
            return
        self._desk.ask(
            office.photos.folder, then=partial(self._gather, self._site, list(files)), key="folder"
        )

    def _gather(self, site: UUID, files: list[Path], originals: Path) -> None:
        if site != self._site:
            return
        self._job = self._desk.start(
            office.photos.gather, originals, files,
            then=partial(self._looked, site), refused=self._stopped, progress=self._say_share,
        )  # fmt: skip
        self._say(_("Looking at the pictures…"))
        self._dress()

    def _say_share(self, share: float) -> None:
        self._say(_("Looking at the pictures: {share} %").format(share=round(share * 100)))

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _stopped(self, error: ScoutError) -> None:
        self._job = None
        stopped = _("Stopped; no picture was added.")
        self._say(stopped if isinstance(error, Cancelled) else sentence(error))
        self._dress()

    def _looked(self, site: UUID, gathered: "Gathered") -> None:
        self._job = None
        if site != self._site:
            return
        self._gathered = gathered
        placed = sum(one.facts.lat is not None for one in gathered.pictures)
        if not placed:
            self._enter(with_position=False)
            return
        self._say(
            ngettext(
                "{count} picture says where it was taken.",
                "{count} pictures say where they were taken.",
                placed,
            ).format(count=placed)
        )
        self._dress()
        self.keep.setFocus()

    def _enter(self, *, with_position: bool) -> None:
        if self._gathered is None or self._site is None:
            return
        gathered, self._gathered = self._gathered, None
        self._desk.do(
            office.photos.add, self._site, gathered, with_position=with_position,
            then=self._added, refused=self._refused,
        )  # fmt: skip
        self._dress()

    def _added(self, report: "Report") -> None:
        self._say(told(report))
        self.show_site(self._site)

    def _refused(self, error: ScoutError) -> None:
        self._say(sentence(error))
        self.show_site(self._site)

    # -- giving ---------------------------------------------------------------------------------

    def _ask_where(self) -> None:
        name = QFileDialog.getExistingDirectory(
            self, _("Write copies for others"), str(paths.documents_folder())
        )
        if name:
            self.give(Path(name))

    def give(self, folder: Path) -> None:
        """Write copies into a folder, without what the files tell: place, camera, owner."""
        if self._site is None or self._job is not None:
            return
        self._desk.ask(
            office.photo_copies.wanted, self._site, then=partial(self._give, folder), key="copies"
        )

    def _give(self, folder: Path, wanted: "tuple[Wanted, ...]") -> None:
        if self._job is not None:
            return
        self._job = self._desk.start(
            office.photo_copies.write, wanted, folder,
            then=partial(self._given, folder), refused=self._not_given, progress=self._say_written,
        )  # fmt: skip
        self._dress()

    def _say_written(self, share: float) -> None:
        self._say(_("Writing the copies: {share} %").format(share=round(share * 100)))

    def _not_given(self, error: ScoutError) -> None:
        self._job = None
        stopped = _("Stopped; the copies already written stay in the folder.")
        self._say(stopped if isinstance(error, Cancelled) else sentence(error))
        self._dress()

    def _given(self, folder: Path, written: "Written") -> None:
        self._job = None
        count = len(written.names)
        said = ngettext(
            "{count} copy written into {folder}: it tells neither place, camera nor owner.",
            "{count} copies written into {folder}: they tell neither place, camera nor owner.",
            count,
        ).format(count=count, folder=folder)
        self._say(" ".join([said, *(sentence(one.fact) for one in written.left)]))
        self._dress()

    # -- one picture ---------------------------------------------------------------------------

    def _chosen(self) -> "PhotoRow | None":
        at = self.strip.currentRow()
        return self.rows[at] if 0 <= at < len(self.rows) else None

    def _open(self, at: int) -> None:
        if 0 <= at < len(self.rows):
            self.opened.emit(self.rows, at)

    def _ask_what(self, at: QPoint) -> None:
        if self.strip.itemAt(at) is None:
            return
        menu = QMenu(self)
        acts: list[QAction] = [
            menu.addAction(_("&Look at it"), lambda: self._open(self.strip.currentRow())),
            menu.addAction(_("Make it the &cover"), self._cover),
        ]
        if len(self.rows) > self.strip.currentRow() + 1:
            acts.append(menu.addAction(_("&Before and after, with the next one"), self._pair))
        row = self._chosen()
        if row is not None and row.has_position:
            menu.addAction(_("&Forget where it was taken"), self._forget)
        menu.addSeparator()
        menu.addAction(_("&Delete"), self._delete)
        menu.exec(self.strip.mapToGlobal(at))

    def _do(self, verb: Any, *args: Any) -> None:
        self._desk.do(
            verb, *args, then=lambda _none: self.show_site(self._site), refused=self._refused
        )

    def _cover(self) -> None:
        if (row := self._chosen()) is not None:
            self._do(office.photos.cover, row.id)

    def _forget(self) -> None:
        if (row := self._chosen()) is not None:
            self._do(office.photos.forget_position, row.id)

    def _pair(self) -> None:
        at = self.strip.currentRow()
        if 0 <= at < len(self.rows) - 1:
            one, other = self.rows[at], self.rows[at + 1]
            self._do(office.photos.pair, one.id, other.id, one.series or _("Before and after"))

    def _delete(self) -> None:
        if (row := self._chosen()) is not None and sure(self, row.caption or row.name):
            self._do(office.photos.delete, [row.id])
            self._say(_("Deleted; Undo in the Edit menu brings it back."))

    def _move(self, photo: UUID, before: UUID | None) -> None:
        self._do(office.photos.move, photo, before)

    def _shift(self, by: int) -> None:
        """Move the chosen picture by one place."""
        at = self.strip.currentRow()
        to = at + by
        if not (0 <= at < len(self.rows) and 0 <= to < len(self.rows)):
            return
        after = to if by < 0 else to + 1
        before = self.rows[after].id if after < len(self.rows) else None
        photo = self.rows[at].id

        def follow(_none: object) -> None:
            self.show_site(self._site)
            self.strip.setCurrentRow(to)

        self._desk.do(office.photos.move, photo, before, then=follow, refused=self._refused)


def told(report: "Report") -> str:
    """Return what became of every file, in a few sentences."""
    parts = []
    if report.added:
        count = len(report.added)
        said = ngettext("{count} picture added.", "{count} pictures added.", count)
        parts.append(said.format(count=count))
    if report.already:
        count = len(report.already)
        said = ngettext("{count} is there already.", "{count} are there already.", count)
        parts.append(said.format(count=count))
    parts += [
        _("{name} looks like {like}.").format(name=one.name, like=one.like)
        for one in report.added
        if one.like
    ]
    parts += [sentence(one.error) for one in report.declined]
    return " ".join(parts)
