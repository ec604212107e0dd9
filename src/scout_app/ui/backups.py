"""The dated copies of the catalogue: what each holds, putting one back, making another."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from scout_app import office
from scout_app.errors import ScoutError
from scout_app.ui import files, icons, texts
from scout_app.ui.desk import Desk
from scout_app.ui.question import Question
from scout_app.ui.saying import sentence
from scout_app.ui.table import Column, RowsTable
from scout_app.ui.texts import _, ngettext

if TYPE_CHECKING:
    from scout_app.office.backups import Copy

_MB = 1_000_000


class BackupsDialog(QDialog):
    """The copies, the last made first."""

    restored = Signal()
    """Another state of the catalogue is open now."""

    def __init__(self, desk: Desk, catalogue: Path, parent: QWidget | None = None) -> None:
        """Ask for the copies at once."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Backups"))
        self.resize(860, 460)
        self._desk, self._catalogue = desk, catalogue
        self.copies: RowsTable[Copy] = RowsTable(
            _columns(), "backups", _("No copy yet."), identity=lambda one: one.file
        )
        self.copies.setAccessibleName(_("Backups"))
        self.note = QLabel(
            _(
                "A copy is made when a catalogue that changed is opened, and before an import or "
                "a reception. Of the older ones some of each day, week and month are kept. "
                "Pictures are not in them: their originals stay where they are."
            )
        )
        self.question = Question()
        self.said = QLabel()
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setAccessibleName(_("Messages"))
        self.restore = QPushButton(_("&Put back…"))
        self.make = QPushButton(_("&Copy now"))
        self.elsewhere = QPushButton(_("Copy &elsewhere…"))
        self.folder = QPushButton(_("Open the &folder"))
        self._lay_out()
        self._wire()
        self._ask()

    def _lay_out(self) -> None:
        for button, icon in (
            (self.restore, "arrow-back-up"), (self.make, "plus"),
            (self.elsewhere, "download"), (self.folder, "external-link"),
        ):  # fmt: skip
            icons.dress(button, icon)
            button.setAutoDefault(False)
        for label in (self.note, self.said):
            label.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        for button in (self.restore, self.make, self.elsewhere, self.folder):
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.note)
        column.addWidget(self.copies, 1)
        column.addWidget(self.question)
        column.addWidget(self.said)
        column.addWidget(buttons)
        self.restore.setEnabled(False)

    def _wire(self) -> None:
        self.copies.chosen.connect(self._chosen)
        self.copies.opened.connect(lambda _row: self._look())
        self.restore.clicked.connect(self._look)
        self.make.clicked.connect(self._make)
        self.elsewhere.clicked.connect(self._ask_file)
        self.folder.clicked.connect(self._open_folder)

    def _ask(self) -> None:
        self._desk.start(
            office.backups.listing, self._catalogue, then=self._listed, refused=self._refused
        )

    def _listed(self, found: "tuple[Copy, ...]") -> None:
        self.copies.show_rows(found)
        self._chosen(self.copies.chosen_row)

    def _chosen(self, row: "Copy | None") -> None:
        self.question.hide()
        self.restore.setEnabled(row is not None and row.sites is not None)

    # -- putting back --------------------------------------------------------------------------

    def _look(self) -> None:
        """Ask what putting the chosen copy back would undo."""
        row = self.copies.chosen_row
        if row is not None and row.sites is not None:
            then = partial(self._warn, row)
            self._desk.ask(
                office.backups.undone, row.file, then=then, refused=self._refused, key="backup"
            )

    def _warn(self, row: "Copy", undone: int) -> None:
        lost = ngettext(
            "{count} change made since would be gone from here; as it is now, the catalogue stays "
            "among the copies.",
            "{count} changes made since would be gone from here; as it is now, the catalogue "
            "stays among the copies.",
            undone,
        ).format(count=undone)
        if not undone:
            lost = _("Nothing has changed since.")
        self.question.ask(f"{_made(row)} – {lost}", _("Put it back"), partial(self._restore, row))

    def _restore(self, row: "Copy") -> None:
        self._desk.reopen(
            partial(office.exchange.restore, self._catalogue, row.file),
            files.opener(self._catalogue, make_starter=False),
            then=self._restored,
            refused=self._refused,
        )

    def _restored(self, _kept: Path | None) -> None:
        self.said.setText(_("Put back. As it was before, the catalogue is the first of the list."))
        self._ask()
        self.restored.emit()

    # -- making --------------------------------------------------------------------------------

    def _make(self) -> None:
        self._desk.start(
            files.backup_beside, self._catalogue, then=self._copied, refused=self._refused
        )

    def _ask_file(self) -> None:
        if (path := files.ask_backup(self, self._catalogue)) is not None:
            self._desk.start(
                files.backup, self._catalogue, path, then=self._copied, refused=self._refused
            )

    def _copied(self, path: Path) -> None:
        self.said.setText(_("Copied to {path}, checked.").format(path=path))
        self._ask()

    def _open_folder(self) -> None:
        row = self.copies.chosen_row
        folder = row.file.parent if row is not None else self._catalogue.parent
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _refused(self, error: ScoutError) -> None:
        self.said.setText(sentence(error))


def _made(row: "Copy") -> str:
    from scout_app.wording import numbers

    return numbers.instant(row.at, texts.language())


def _columns() -> "list[Column[Copy]]":
    from scout_app.wording import names

    return [
        Column(_("Made"), _made, lambda one: one.at, width=22),
        Column(_("Why"), lambda one: names.backup(one.why, texts.language()), width=26),
        Column(_("Sites"), partial(_count, "sites"), align="right", width=14),
        Column(_("Bookings"), partial(_count, "bookings"), align="right", width=12),
        Column(_("Size"), _size, lambda one: one.size, "right", width=12),
    ]


def _count(what: str, row: "Copy") -> str:
    from scout_app.wording import numbers

    found: int | None = getattr(row, what)
    return _("damaged") if found is None else numbers.number(found, texts.language())


def _size(row: "Copy") -> str:
    from scout_app.wording import numbers

    return _("{size} MB").format(size=numbers.number(row.size / _MB, texts.language(), 1))
