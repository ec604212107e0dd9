"""A desk on the starter catalogue, and the Sites page that an officer sees."""

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
from scout_app.ui.sites.page import SitesPage

Wait = Callable[[Callable[[], Any]], None]


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Speak English: the tests read the screen."""
    before = texts.language()
    texts.set_language("en")
    yield
    texts.set_language(before)


@pytest.fixture
def wait(qtbot: QtBot) -> Wait:
    """Return a wait for what the desk answers in its own time."""
    return lambda done: qtbot.waitUntil(lambda: bool(done()), timeout=15_000)


def _desk(store: Store, officer: Officer) -> Desk:
    path = store.path
    store.close()
    desk = Desk()
    desk.officer = officer
    desk.open(lambda: Store(Path(path)))
    return desk


def _page(desk: Desk, qtbot: QtBot, wait: Wait) -> SitesPage:
    page = SitesPage(desk)
    qtbot.addWidget(page)
    desk.changed.connect(page.refresh)
    page.resize(1200, 700)
    page.show()
    wait(lambda: desk.is_open)
    page.refresh()
    wait(page.count.text)
    return page


@pytest.fixture
def desk(starter: Store, officer: Officer) -> Iterator[Desk]:
    """Return a desk on a copy of the starter catalogue."""
    made = _desk(starter, officer)
    yield made
    made.close()
    # The answers that nobody waits for any more must not outlive the page they were for.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def bare_desk(store: Store, officer: Officer) -> Iterator[Desk]:
    """Return a desk on an empty catalogue."""
    made = _desk(store, officer)
    yield made
    made.close()


@pytest.fixture
def page(desk: Desk, qtbot: QtBot, wait: Wait) -> SitesPage:
    """Return the page on the starter catalogue, its first site chosen."""
    made = _page(desk, qtbot, wait)
    wait(lambda: made.panel.card is not None)
    return made


@pytest.fixture
def bare_page(bare_desk: Desk, qtbot: QtBot, wait: Wait) -> SitesPage:
    """Return the page on an empty catalogue."""
    return _page(bare_desk, qtbot, wait)


@pytest.fixture
def studio(page: SitesPage, wait: Wait) -> SitesPage:
    """Return the page with the card of Provence Studios."""
    page.search.setText("provence studios")
    wait(lambda: page.list.rows.rowCount() < 10)
    row = next(row for row in page.list.rows.rows if row.name == "Provence Studios")
    page.show_site(row.id)
    wait(lambda: page.panel.title.text() == "Provence Studios")
    return page
