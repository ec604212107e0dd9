"""Starts the window: one per catalogue file, shown first, filled when the database is there."""

import logging
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path

from PySide6.QtCore import QObject, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from scout_app import crashes, paths, settings
from scout_app.settings import Settings
from scout_app.ui import bugs, texts, theme
from scout_app.ui.bugs import Catcher
from scout_app.ui.single import Single
from scout_app.ui.window import Window

_LOG_BYTES = 500_000


def run(catalogue: Path | None, lang: str | None) -> int:
    """Open the window on a catalogue: the one named, the last one, or a new starter."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Scout")
    app.setOrganizationName("Scout")
    app.setDesktopFileName("scout-app")
    _keep_a_log()
    chosen = settings.load()
    texts.set_language(lang or chosen.language)
    theme.apply(app, chosen.scheme)
    path = catalogue or chosen.catalogue or paths.documents_folder() / "Scout.gpkg"
    single = Single(path)
    if not single.is_first():
        return 0
    struck = crashes.watch()
    desktop = Desktop(chosen)
    desktop.catcher.catch()
    single.called.connect(desktop.come_forward)
    desktop.window.open(path, make_starter=catalogue is None)
    if struck is not None:
        bugs.tell_struck(desktop.window, struck)
    return app.exec()


class Desktop(QObject):
    """Keeps the one window, and makes another in its place when the language changes."""

    def __init__(self, chosen: Settings) -> None:
        """Show the first window."""
        super().__init__()
        self.window = self._shown(chosen)
        self.catcher = Catcher(self)
        self.catcher.met.connect(lambda error: self.window.tell_bug(error, was_undone=False))

    def come_forward(self) -> None:
        """Raise the window there is now."""
        self.window.come_forward()

    def _shown(self, chosen: Settings) -> Window:
        window = Window(chosen)
        window.language_chosen.connect(self.speak)
        window.show()
        return window

    def speak(self, chosen: Settings) -> None:
        """Open the same catalogue in a window of another language."""
        texts.set_language(chosen.language)
        before, path, row = self.window, self.window.opening.path, self.window.rail.currentRow()
        self.window = self._shown(chosen)
        self.window.restoreGeometry(before.saveGeometry())
        self.window.open(path)
        self.window.rail.setCurrentRow(row)
        before.close()
        before.deleteLater()


def _keep_a_log() -> None:
    """Keep what goes wrong in a file of this user's own; never the addresses of sites."""
    file = paths.state_folder() / "scout.log"
    handler = RotatingFileHandler(file, maxBytes=_LOG_BYTES, backupCount=3, encoding="utf-8")
    handler.setFormatter(crashes.LogFormat("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    qInstallMessageHandler(_from_qt)


def _from_qt(kind: QtMsgType, _context: object, message: str) -> None:
    is_grave = kind in (QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)
    level = logging.ERROR if is_grave else logging.WARNING
    logging.getLogger("qt").log(level, "%s", message)
