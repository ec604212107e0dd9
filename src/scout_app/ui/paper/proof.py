"""A PDF made anew as its choices change; only what is shown can be saved and printed."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QWidget

from scout_app import paths
from scout_app.errors import ScoutError
from scout_app.ui import icons
from scout_app.ui.desk import Desk
from scout_app.ui.paper.preview import MOST_PAGES, Preview
from scout_app.ui.saying import sentence
from scout_app.ui.texts import _, ngettext

if TYPE_CHECKING:
    from scout_app.dossier.press import Printed

_SETTLE_MS = 250
_FORBIDDEN = '\\/:*?"<>|'
"""Signs that some file system does not take in a name."""


class Proof(QObject):
    """The pages of what is chosen, with the buttons that save and print them.

    Its owner says that the choices changed (`later`), and when they rest (`wanted`) gathers what
    goes on the pages and has it written (`write`), or says why there are none (`refuse`).
    """

    wanted = Signal()

    def __init__(
        self, desk: Desk, owner: QWidget, name: Callable[[], str], *, wide: bool = False
    ) -> None:
        """`name` gives the name that the file is proposed under; `wide` is for landscape pages."""
        super().__init__(owner)
        self._desk, self._owner, self._name, self._wide = desk, owner, name, wide
        self.folder = tempfile.TemporaryDirectory(prefix="scout-")
        owner.destroyed.connect(self.folder.cleanup)
        self.made: Path | None = None
        self._number = 0
        self.preview = Preview(desk)
        self.save = QPushButton(_("Save…"))
        self.print = QPushButton(_("Print…"))
        self.said = QLabel()
        self.said.setWordWrap(True)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self.wanted)
        icons.dress(self.save, "download")
        icons.dress(self.print, "printer")
        self.save.clicked.connect(self.ask_file)
        self.print.clicked.connect(self.ask_printer)
        self._set(None)

    def buttons(self) -> QHBoxLayout:
        """Return the two buttons in a line."""
        line = QHBoxLayout()
        line.addWidget(self.save)
        line.addWidget(self.print)
        return line

    def later(self) -> None:
        """Make the pages anew once the choices rest; until then nothing old is saved or printed."""
        self._drop()
        self._settle.start()

    def clear(self, said: str) -> None:
        """Show a sentence instead of pages: there is nothing to make."""
        self._settle.stop()
        self._drop()
        self.said.clear()
        self.preview.say(said)

    def write(self, job: Callable[..., "Printed"], content: object) -> None:
        """Have a job of the pool print the content, unless it was gathered for older choices."""
        if self._settle.isActive():
            return
        self._desk.start(job, content, self._path(), then=self._show, refused=self.refuse)

    def refuse(self, error: ScoutError) -> None:
        """Say why there are no pages."""
        self.clear(sentence(error))

    def _path(self) -> Path:
        return Path(self.folder.name) / f"{self._number}.pdf"

    def _drop(self) -> None:
        """Have no pages, and take none that are still being made."""
        self._number += 1
        self._set(None)

    def _set(self, made: Path | None) -> None:
        self.made = made
        self.save.setEnabled(made is not None)
        self.print.setEnabled(made is not None)

    def _show(self, printed: "Printed") -> None:
        if printed.path != self._path():
            return
        self._set(printed.path)
        said = ngettext("{count} page", "{count} pages", printed.pages)
        if printed.pages > MOST_PAGES:
            said = _("{count} pages, of which the first {shown} are shown here.")
        self.said.setText(said.format(count=printed.pages, shown=MOST_PAGES))
        self.preview.show_file(printed.path)

    # -- keeping -------------------------------------------------------------------------------

    def ask_file(self) -> None:
        """Ask where the pages shown are kept; nothing while there are none."""
        if self.made is None:
            return
        named = "".join(sign for sign in self._name() if sign not in _FORBIDDEN).strip()
        chosen, _kind = QFileDialog.getSaveFileName(
            self._owner, _("Save"), str(paths.documents_folder() / f"{named}.pdf"), "PDF (*.pdf)"
        )
        if chosen:
            self.keep(Path(chosen))

    def keep(self, path: Path) -> None:
        """Write the pages shown into a file."""
        if self.made is not None:
            self._desk.start(_copy, self.made, path, then=self._saved, refused=self._not_saved)

    def ask_printer(self) -> None:
        """Print the pages shown; nothing while there are none."""
        from scout_app.ui.paper import printing

        if self.made is not None:
            printing.ask_and_print(self._owner, self.made, wide=self._wide)

    def _saved(self, path: Path) -> None:
        self.said.setText(_("Saved: {path}").format(path=path))

    def _not_saved(self, error: ScoutError) -> None:
        self.said.setText(sentence(error))


def _copy(made: Path, to: Path, step: Any) -> Path:
    from scout_app.formats import files

    step(0.0)
    files.write(to, made.read_bytes())
    return to
