"""Undo and redo: two actions that say what they would take back or do again."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence

from scout_app import office
from scout_app.ui import texts
from scout_app.ui.desk import Desk
from scout_app.ui.texts import _

if TYPE_CHECKING:
    from scout_app.store.history import Txn


class Undoing(QObject):
    """The two actions; `refresh` after every change."""

    said = Signal(str)
    """That something was taken back."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.undo = QAction(_("&Undo"), self)
        self.redo = QAction(_("&Redo"), self)
        self.undo.setShortcut(QKeySequence.StandardKey.Undo)
        self.redo.setShortcut(QKeySequence.StandardKey.Redo)
        # The verbs are named when they are called: naming them loads the database's libraries.
        self.undo.triggered.connect(lambda: desk.do(office.history.undo, then=self._taken_back))
        self.redo.triggered.connect(lambda: desk.do(office.history.redo, then=self._taken_back))
        for action in (self.undo, self.redo):
            action.setEnabled(False)

    def refresh(self) -> None:
        """Ask what can be undone and done again now."""
        name_undo = partial(self._name, self.undo, _("&Undo"))
        name_redo = partial(self._name, self.redo, _("&Redo"))
        self._desk.ask(office.history.next_undo, then=name_undo, key="undo")
        self._desk.ask(office.history.next_redo, then=name_redo, key="redo")

    def _name(self, action: QAction, verb: str, txn: "Txn | None") -> None:
        action.setEnabled(txn is not None)
        action.setText(verb)
        if txn is not None:
            named = partial(_entitle, action, verb, txn)
            self._desk.ask(office.history.titles, txn.changes, then=named, key=verb)

    def _taken_back(self, _txn: "Txn") -> None:
        self.said.emit(_("Taken back."))


def _entitle(action: QAction, verb: str, txn: "Txn", titles: Mapping[UUID, str]) -> None:
    from scout_app.wording import history

    title = history.title(txn, titles, texts.language())
    action.setText(f"{verb} : {title}".replace("  ", " "))
