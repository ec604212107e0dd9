"""The lists that the office may add to: its own entries, called as it wishes, in its own order."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from scout_app import office
from scout_app.errors import ScoutError
from scout_app.ui import icons, texts, theme
from scout_app.ui.desk import Desk
from scout_app.ui.saying import sentence
from scout_app.ui.table import Column, RowsTable
from scout_app.ui.texts import _

if TYPE_CHECKING:
    from scout_app.office.lists import Entry


class ListsDialog(QDialog):
    """One list at a time: Scout's entries to read, the office's own to change."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Ask for the first list at once."""
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle(_("Lists of the office"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(760, 520)
        self.list = QComboBox()
        self.list.setAccessibleName(_("List"))
        self.rows: RowsTable[Entry] = RowsTable(_columns(), "lists", "")
        self.rows.setAccessibleName(_("Entries of the list"))
        self.french, self.english = QLineEdit(), QLineEdit()
        self.add = QPushButton(_("&Add"))
        self.rename = QPushButton(_("&Rename"))
        self.up, self.down = QPushButton(_("Move &up")), QPushButton(_("Move &down"))
        self.retire = QPushButton()
        self.said = QLabel()
        self._lay_out()
        self._wire()
        self._offer_lists()

    def _lay_out(self) -> None:
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        for button, icon in ((self.add, "plus"), (self.rename, "pencil")):
            icons.dress(button, icon)
        for button in (self.add, self.rename, self.up, self.down, self.retire):
            button.setAutoDefault(False)
        form = QFormLayout()
        form.addRow(_("&French label"), self.french)
        form.addRow(_("&English label"), self.english)
        deeds = QHBoxLayout()
        for button in (self.add, self.rename, self.retire, self.up, self.down):
            deeds.addWidget(button)
        deeds.addStretch(1)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        # Enter in a label adds it; it must not leave the dialog as well.
        close.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        column = QVBoxLayout(self)
        column.addWidget(self.list)
        column.addWidget(self.rows, 1)
        column.addLayout(form)
        column.addLayout(deeds)
        column.addWidget(self.said)
        column.addWidget(close)

    def _wire(self) -> None:
        self.list.currentIndexChanged.connect(lambda _place: self._turned())
        self.rows.chosen.connect(self._chosen)
        self.french.returnPressed.connect(self._add)
        self.english.returnPressed.connect(self._add)
        self.add.clicked.connect(self._add)
        self.rename.clicked.connect(self._rename)
        self.retire.clicked.connect(self._retire)
        self.up.clicked.connect(lambda: self._move(up=True))
        self.down.clicked.connect(lambda: self._move(up=False))
        for keys, up in (("Alt+Up", True), ("Alt+Down", False)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(lambda up=up: self._move(up=up))
        self._desk.changed.connect(self._ask)

    def _offer_lists(self) -> None:
        from scout_app.wording import names

        for name in names.OPEN_LISTS:
            self.list.addItem(names.open_list(name, texts.language()), name)

    # -- showing -------------------------------------------------------------------------------

    def _turned(self) -> None:
        self.french.clear()
        self.english.clear()
        self.say("")
        self._ask()

    def _ask(self) -> None:
        name = self.list.currentData()
        self._desk.ask(office.lists.entries, name, then=self._show, key="list entries")

    def _show(self, found: "tuple[Entry, ...]") -> None:
        self.rows.show_rows(found)
        self._chosen(self.rows.chosen_row)

    def _chosen(self, entry: "Entry | None") -> None:
        own = entry is not None and entry.id is not None
        stands = own and entry is not None and not entry.retired
        for button in (self.rename, self.up, self.down):
            button.setEnabled(stands)
        self.retire.setEnabled(own)
        is_retired = own and entry is not None and entry.retired
        self.retire.setText(_("&Offer again") if is_retired else _("Re&tire"))
        if own and entry is not None and not self.french.hasFocus():
            self.french.setText(entry.fr)
            self.english.setText(entry.en if entry.en != entry.fr else "")

    # -- doing ---------------------------------------------------------------------------------

    def _add(self) -> None:
        self._do(office.lists.add, self.list.currentData(), self.french.text(), self.english.text())

    def _rename(self) -> None:
        if (entry := self.rows.chosen_row) is not None and entry.id is not None:
            self._do(office.lists.rename, entry.id, self.french.text(), self.english.text())

    def _retire(self) -> None:
        if (entry := self.rows.chosen_row) is not None and entry.id is not None:
            self._do(office.lists.take_up if entry.retired else office.lists.retire, entry.id)

    def _move(self, up: bool) -> None:
        if (entry := self.rows.chosen_row) is not None and entry.id is not None:
            self._desk.do(office.lists.move, entry.id, up=up, refused=self._refused)

    def _do(self, verb: Callable[..., object], *given: object) -> None:
        self._desk.do(verb, *given, then=self._done, refused=self._refused)

    def _done(self, _nothing: object) -> None:
        self.french.clear()
        self.english.clear()
        self.say("")

    def _refused(self, error: ScoutError) -> None:
        self.say(sentence(error))
        self.french.setFocus()

    def say(self, text: str) -> None:
        """Say why something was refused, or nothing."""
        ink = self.palette()
        ink.setColor(self.said.foregroundRole(), theme.bad(ink))
        self.said.setPalette(ink)
        self.said.setText(text)


def _columns() -> "list[Column[Entry]]":
    return [
        Column(_("French label"), lambda e: e.fr, width=26),
        Column(_("English label"), lambda e: e.en, width=26),
        Column(_("Whose"), lambda e: _("Scout") if e.id is None else _("Office"), width=12),
        Column(_("Said by"), lambda e: str(e.held) if e.held else "", lambda e: e.held, width=10),
        Column(_("Offered"), lambda e: _("retired") if e.retired else _("yes"), width=10),
    ]
