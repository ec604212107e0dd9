"""Pictures made by hand: a few words make a site with its bars, closed days and risks."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from pytestqt.qtbot import QtBot

from scout_app.model.values import DayType, Officer, Period, State
from scout_app.office.calendar import Bar, CalendarRow, Picture
from scout_app.office.sites import SiteRow
from scout_app.store.database import Store
from scout_app.ui import clock, texts
from scout_app.ui.calendar.picture import Scene
from scout_app.ui.desk import Desk
from tests.ui.calendar.stage import Stage

MONDAY = date(2027, 3, 1)


def days(first: int, last: int | None = None) -> Period:
    """Return the days so many after Monday 1 March 2027."""
    end = first if last is None else last
    return Period(MONDAY + timedelta(days=first), MONDAY + timedelta(days=end))


class Drawing:
    """Draws a picture row by row."""

    def __init__(self) -> None:
        self.rows: list[CalendarRow] = []

    def bar(
        self,
        period: Period,
        state: State = State.OPTION,
        rank: int | None = 1,
        production: str = "Le Grand Bleu",
        *,
        booking: UUID | None = None,
        expired: bool = False,
    ) -> Bar:
        """Make a bar; only an option that waits has a rank."""
        ranked = rank if state is State.OPTION and not expired else None
        return Bar(
            booking or uuid4(), uuid4(), period, state, DayType.SHOOT, uuid4(), production,
            "Camille Roux", "Mission cinéma", ranked, MONDAY + timedelta(days=10), expired,
        )  # fmt: skip

    def row(
        self,
        name: str,
        *bars: Bar,
        depth: int = 0,
        shadows: Sequence[Bar] = (),
        closures: Sequence[tuple[Period, str]] = (),
        risks: Sequence[tuple[Period, str]] = (),
        offered: bool = True,
    ) -> CalendarRow:
        """Add a site to the picture."""
        site = SiteRow(
            uuid4(), name, name, "stage", None, "in_service" if offered else "project",
            "13056", "Martigues", None, "", None, None, None, 0.0, offered,
        )  # fmt: skip
        made = CalendarRow(site, depth, tuple(bars), tuple(shadows), tuple(closures), tuple(risks))
        self.rows.append(made)
        return made

    def scene(self, period: Period | None = None) -> Scene:
        """Lay the picture out."""
        return Scene(Picture(period or days(-30, 120), tuple(self.rows)))


@pytest.fixture
def drawing() -> Drawing:
    """Return an empty picture to draw on."""
    return Drawing()


@pytest.fixture
def stretch() -> Callable[..., Period]:
    """Return the way to name days after Monday 1 March 2027."""
    return days


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Speak English in these tests, and afterwards what was spoken before."""
    before = texts.language()
    texts.set_language("en")
    yield
    texts.set_language(before)


@pytest.fixture
def stage(
    qtbot: QtBot, blank: Path, store: Store, officer: Officer, today: date,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Stage]:  # fmt: skip
    """Return the calendar at work on a catalogue with two sites and three productions."""
    monkeypatch.setattr(clock, "today", lambda: today)
    desk = Desk()
    desk.officer = officer
    made = Stage(qtbot, store, desk, today)
    made.show(blank)
    yield made
    desk.close()
