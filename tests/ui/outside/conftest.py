"""A desk on an empty catalogue, whose officer speaks English."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from scout_app.model.values import Officer
from scout_app.store.database import Store
from scout_app.ui import texts
from scout_app.ui.desk import Desk

Wait = Callable[[Callable[[], Any]], None]


@pytest.fixture
def wait(qtbot: QtBot) -> Wait:
    """Return a wait for what the desk answers in its own time."""
    return lambda done: qtbot.waitUntil(lambda: bool(done()), timeout=15_000)


@pytest.fixture
def desk(store: Store, officer: Officer, qtbot: QtBot, wait: Wait) -> Iterator[Desk]:
    """Return a desk that is open."""
    texts.set_language("en")
    path = store.path
    store.close()
    made = Desk()
    made.officer = officer
    made.open(lambda: Store(Path(path)))
    wait(lambda: made.is_open)
    yield made
    made.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    texts.set_language("fr")
