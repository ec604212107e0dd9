"""A mistake of ours, told calmly: what became of the work, and a report that names nobody."""

import logging
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from scout_app import crashes, paths
from scout_app.errors import ScoutError
from scout_app.ui.saying import sentence
from scout_app.ui.texts import _

_log = logging.getLogger(__name__)


def tell(parent: QWidget, error: BaseException, page: str = "", *, was_undone: bool = True) -> None:
    """Keep the report of a bug met on a page, and show it unless one is being read.

    `was_undone` is that of a change given up whole; elsewhere it may have been committed before.
    """
    report = crashes.keep(error, page)
    if parent.findChild(BugDialog) is None:
        said = _("Something went wrong in Scout; nothing was written.")
        if not was_undone:
            said = _("Something went wrong in Scout. See whether what you did last is there.")
        BugDialog(said, report, parent).open()


def tell_struck(parent: QWidget, report: Path) -> None:
    """Say that the last session ended without a word."""
    said = _("The last time, Scout was stopped short. What was saved is there.")
    BugDialog(said, report, parent).open()


class BugDialog(QDialog):
    """What happened in a sentence, the report below it, to be copied or saved."""

    def __init__(self, said: str, report: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Scout")
        self._report = report
        self.said = QLabel(said)
        self.text = QPlainTextEdit(report.read_text(encoding="utf-8"))
        self.copy = QPushButton(_("Copy the report"))
        self.save = QPushButton(_("Save the report…"))
        self._lay_out()

    def _lay_out(self) -> None:
        asked = _("This report helps to mend it. It tells where in Scout, and nothing of the "
                  "catalogue: no name, no value.")  # fmt: skip
        note = QLabel(asked)
        for label in (self.said, note):
            label.setWordWrap(True)
        self.text.setReadOnly(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setAccessibleName(_("Report"))
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        for button, act in ((self.copy, self._copy), (self.save, self._ask_file)):
            box.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
            button.clicked.connect(act)
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (self.said, note, self.text, box):
            column.addWidget(widget)
        self.resize(620, 380)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.said.setText(_("Copied."))

    def _ask_file(self) -> None:
        proposed = paths.documents_folder() / self._report.name
        name, _kind = QFileDialog.getSaveFileName(self, _("Save"), str(proposed), "*.txt")
        if name:
            self.keep(Path(name))

    def keep(self, path: Path) -> None:
        """Copy the report into a file."""
        from scout_app.formats import files

        try:
            files.write(path, self._report.read_bytes())
        except ScoutError as error:
            self.said.setText(sentence(error))
            return
        self.said.setText(_("Saved: {path}").format(path=path))


class Catcher(QObject):
    """Takes the errors that nobody else took, on whatever thread, to the window's thread."""

    met = Signal(object)
    """The exception."""

    def catch(self) -> None:
        """Begin; what was printed for nobody to see is logged and told from now on."""
        sys.excepthook = self._uncaught
        threading.excepthook = lambda args: self._take(args.exc_value)
        sys.unraisablehook = lambda args: self._take(args.exc_value)

    def _uncaught(
        self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        self._take(error)

    def _take(self, error: Any) -> None:
        if not isinstance(error, Exception):  # Ctrl+C, and the interpreter going down
            return
        _log.error("a bug", exc_info=error)
        self.met.emit(error)
