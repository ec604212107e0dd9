"""Two offices with a real catalogue each: Arles writes files, Martigues is at its window."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from scout_app import settings
from scout_app.model.values import Period, State
from scout_app.office import bookings, rows
from scout_app.settings import Settings
from scout_app.ui import texts
from scout_app.ui.offices.page import OfficesPage
from scout_app.ui.window import Window
from tests.office.exchange.conftest import Desk as Office
from tests.office.exchange.conftest import World
from tests.office.exchange.conftest import world as world

Wait = Callable[[Callable[[], Any]], None]
TODAY = date(2027, 3, 1)
DAYS = Period(date(2027, 5, 3), date(2027, 5, 7))


@pytest.fixture
def wait(qtbot: QtBot) -> Wait:
    """Return a wait for what the desk answers in its own time."""
    return lambda done: qtbot.waitUntil(lambda: bool(done()), timeout=20_000)


@pytest.fixture
def arles(world: World) -> Office:
    """Return the office that writes files."""
    return world.office("Arles")


@pytest.fixture
def martigues(world: World, arles: Office) -> Office:
    """Return the office whose window is open."""
    return world.office("Martigues")


@pytest.fixture
def window(martigues: Office, wait: Wait) -> Iterator[Window]:
    """Return the window of Martigues, in English, on the page of the offices."""
    texts.set_language("en")
    officer = martigues.officer
    chosen = Settings(officer.name, officer.office, language="en")
    settings.save(chosen)
    opened = Window(chosen)
    bugs: list[Any] = []
    opened.desk.failed.connect(bugs.append)
    opened.show()
    opened.open(martigues.store.path)
    wait(lambda: opened.desk.is_open)
    opened.turn_to(opened.offices)
    yield opened
    opened.close()
    opened.deleteLater()
    texts.set_language("fr")
    assert bugs == []


@pytest.fixture
def page(window: Window) -> OfficesPage:
    """Return the page of the offices."""
    return window.offices


def site(at: Office, name: str = "Quai", **values: str) -> UUID:
    """Add a site."""
    return at.write(rows.add, "site", {"name": name, "kind": "stage", **values})


def both(one: Office, other: Office) -> None:
    """Hand everything over, both ways."""
    other.receive(one.send(full=True))
    one.receive(other.send(full=True))


def contested(
    arles: Office, martigues: Office, state: State = State.CONFIRMED
) -> tuple[UUID, UUID]:
    """Have both offices book a production on the same days; the file is still to come."""
    where = site(arles)
    made = [arles.write(rows.add, "production", {"title": title}) for title in ("Un", "Deux")]
    both(arles, martigues)
    wanted = [bookings.WantedSpan(DAYS, state)]
    one = arles.write(bookings.enter, where, made[0], wanted, today=TODAY).booking
    other = martigues.write(bookings.enter, where, made[1], wanted, today=TODAY).booking
    return one, other
