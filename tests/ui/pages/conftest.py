"""A real window on a real catalogue, as an officer would have it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from scout_app.model.values import Officer
from scout_app.settings import Settings
from scout_app.store.database import Store
from scout_app.ui import texts
from scout_app.ui.window import Window

OFFICER = Officer("Camille Roux", "Mission cinéma")


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[Callable[[Path], Window]]:
    """Open a window on a catalogue, in English."""
    texts.set_language("en")
    windows: list[Window] = []

    def open_it(path: Path) -> Window:
        window = Window(Settings(OFFICER.name, OFFICER.office, language="en"))
        bugs: list[Any] = []
        window.desk.failed.connect(bugs.append)
        windows.append(window)
        window.show()
        window.open(path)
        qtbot.waitUntil(lambda: window.desk.is_open, timeout=20_000)
        return window

    yield open_it
    for window in windows:
        window.close()
        window.deleteLater()
    texts.set_language("fr")


@pytest.fixture
def window(opened: Callable[[Path], Window], starter: Store) -> Window:
    """A window on the starter catalogue."""
    return opened(starter.path)


@pytest.fixture
def example_window(opened: Callable[[Path], Window], example: Store) -> Window:
    """A window on the invented example."""
    return opened(example.path)
