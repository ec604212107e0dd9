"""The pictures of the chosen site: a strip that takes files, in the order that officers give."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
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
from scout_app.ui.sites.photo_adding import PhotoAdding
from scout_app.ui.sites.photo_strip import PhotoStrip
from scout_app.ui.sites.pictures import pasted, sure
from scout_app.ui.texts import _, ngettext

if TYPE_CHECKING:
    from scout_app.office.photo_copies import Wanted, Written
    from scout_app.office.photos import PhotoRow

_KEY = "photos"


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
        """The writing of copies."""
        self.adding = PhotoAdding(desk, self)
        self.strip = PhotoStrip(desk)
        self.add = QToolButton()
        self.stop = QPushButton(_("Stop"))
        self.keep = QPushButton(_("Keep their place"))
        self.drop = QPushButton(_("Without their place"))
        self.said = QLabel()
        self._lay_out()
        self._wire()
        self._show_rows(())
        self.show_site(None)

    # -- building ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.setAcceptDrops(True)
        self.said.hide()
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
        self.keep.clicked.connect(lambda: self.adding.enter(with_position=True))
        self.drop.clicked.connect(lambda: self.adding.enter(with_position=False))
        self.adding.said.connect(self._say)
        self.adding.turned.connect(self._turned)
        self.adding.added.connect(self._refresh)
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
            self._say("")
            self.adding.leave()
            self._show_rows(())
        self._site = site
        self.setEnabled(site is not None)
        self._dress()
        if site is not None:
            self._desk.ask(office.photos.of_site, site, then=self._show_rows, key=_KEY)

    def _show_rows(self, rows: "tuple[PhotoRow, ...]") -> None:
        self.strip.show_rows(rows)
        self._dress()

    @property
    def rows(self) -> "tuple[PhotoRow, ...]":
        """The pictures shown, in their order."""
        return self.strip.rows

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.said.setVisible(bool(text))

    def _dress(self) -> None:
        is_asking = self.adding.is_asking
        is_busy = self._job is not None or self.adding.is_looking
        self.stop.setVisible(is_busy)
        self.keep.setVisible(is_asking)
        self.drop.setVisible(is_asking)
        self.add.setEnabled(not is_busy and not is_asking)
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
        """Add files and folders to the site shown."""
        if self._site is not None and self._job is None:
            self.adding.take(self._site, files)

    def _stop(self) -> None:
        self.adding.stop()
        if self._job is not None:
            self._job.cancel()

    def _turned(self) -> None:
        self._dress()
        if self.adding.is_asking:
            self.keep.setFocus()

    def _refresh(self) -> None:
        self.show_site(self._site)

    def _refused(self, error: ScoutError) -> None:
        self._say(sentence(error))
        self._refresh()

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

    def _open(self, at: int) -> None:
        if 0 <= at < len(self.rows):
            self.opened.emit(self.rows, at)

    def _ask_what(self, at: QPoint) -> None:
        if self.strip.itemAt(at) is None:
            return
        menu = QMenu(self)
        menu.addAction(_("&Look at it"), lambda: self._open(self.strip.currentRow()))
        menu.addAction(_("Make it the &cover"), self._cover)
        if len(self.rows) > self.strip.currentRow() + 1:
            menu.addAction(_("&Before and after, with the next one"), self._pair)
        row = self.strip.chosen_row
        if row is not None and row.has_position:
            menu.addAction(_("&Forget where it was taken"), self._forget)
        menu.addSeparator()
        menu.addAction(_("&Delete"), self._delete)
        menu.exec(self.strip.mapToGlobal(at))

    def _do(self, verb: Any, *args: Any) -> None:
        self._desk.do(verb, *args, then=lambda _none: self._refresh(), refused=self._refused)

    def _cover(self) -> None:
        if (row := self.strip.chosen_row) is not None:
            self._do(office.photos.cover, row.id)

    def _forget(self) -> None:
        if (row := self.strip.chosen_row) is not None:
            self._do(office.photos.forget_position, row.id)

    def _pair(self) -> None:
        at = self.strip.currentRow()
        if 0 <= at < len(self.rows) - 1:
            one, other = self.rows[at], self.rows[at + 1]
            self._do(office.photos.pair, one.id, other.id, one.series or _("Before and after"))

    def _delete(self) -> None:
        if (row := self.strip.chosen_row) is not None and sure(self, row.caption or row.name):
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
            self._refresh()
            self.strip.setCurrentRow(to)

        self._desk.do(office.photos.move, photo, before, then=follow, refused=self._refused)
