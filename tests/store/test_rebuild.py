"""Whatever officers do, the log alone gives every table back."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from scout_app.errors import ScoutError
from scout_app.model.values import Officer, Period, State
from scout_app.office import bookings, history, rows
from scout_app.office.bookings import WantedSpan
from scout_app.store import rebuild
from scout_app.store.database import Store

T = TypeVar("T")
OFFICER = Officer("Camille Roux", "Mission cinéma")
TODAY = date(2027, 3, 1)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
DAYS = st.builds(
    lambda start, length: Period(TODAY + timedelta(start), TODAY + timedelta(start + length)),
    st.integers(0, 12),
    st.integers(0, 4),
)


class Officers(RuleBasedStateMachine):
    """Random officers' work on a real catalogue."""

    sites = Bundle("sites")
    productions = Bundle("productions")
    booked = Bundle("booked")
    path: Path

    def __init__(self) -> None:
        super().__init__()
        import shutil
        import tempfile

        self._folder = tempfile.TemporaryDirectory()
        copy = Path(self._folder.name) / "c.gpkg"
        shutil.copy(self.path, copy)
        self.store = Store(copy)

    def teardown(self) -> None:
        self.store.close()
        self._folder.cleanup()

    def _do(self, verb: Callable[..., T], *arguments: object, **named: object) -> T | None:
        """Run a verb as the desk does; a refusal is a fact of life and changes nothing."""
        try:
            with self.store.transaction(OFFICER) as session:
                return verb(session, *arguments, **named)
        except ScoutError:
            return None

    @rule(target=sites, name=TEXTS, whole=st.none() | sites)
    def add_site(self, name: str, whole: UUID | None) -> UUID | None:
        given = {"name": name or "x", "kind": "stage", "area": "12"}
        if whole:
            given["whole"] = str(whole)
        return self._do(rows.add, "site", given)

    @rule(target=productions, title=TEXTS)
    def add_production(self, title: str) -> UUID | None:
        return self._do(rows.add, "production", {"title": title or "x"})

    @rule(site=sites, text=TEXTS, area=st.integers(0, 10**6), looks=st.lists(TEXTS, max_size=3))
    def edit_site(self, site: UUID | None, text: str, area: int, looks: list[str]) -> None:
        given = {"description": text, "area": str(area), "looks": ",".join(looks)}
        self._do(rows.edit, site, given)

    @rule(site=sites, whole=sites)
    def move_site(self, site: UUID | None, whole: UUID | None) -> None:
        self._do(rows.edit, site, {"whole": str(whole)})

    @rule(row=st.one_of(sites, productions))
    def delete(self, row: UUID | None) -> None:
        self._do(rows.delete, row, "test")

    @rule(target=booked, site=sites, production=productions, days=DAYS)
    def hold(self, site: UUID | None, production: UUID | None, days: Period) -> UUID | None:
        wanted = [WantedSpan(days, State.OPTION)]
        held = self._do(bookings.enter, site, production, wanted, today=TODAY)
        return held.booking if held else None

    @rule(booking=booked, fate=st.sampled_from(["release", "relegate"]))
    def confirm(self, booking: UUID | None, fate: str) -> None:
        self._do(bookings.confirm, booking, rivals=fate, today=TODAY)

    @rule(booking=booked)
    def release(self, booking: UUID | None) -> None:
        self._do(bookings.release, booking, "test", today=TODAY)

    @rule(site=sites, days=DAYS)
    def close(self, site: UUID | None, days: Period) -> None:
        self._do(bookings.close, site, days, "travaux")

    @rule()
    def undo(self) -> None:
        self._do(history.undo)

    @rule()
    def redo(self) -> None:
        self._do(history.redo)

    @invariant()
    def the_log_says_the_same(self) -> None:
        with self.store.reading() as session:
            assert list(rebuild.problems(session)) == []


@pytest.mark.parametrize("examples", [25, pytest.param(1000, marks=pytest.mark.large)])
def test_the_log_alone_gives_every_table_back(blank: Path, examples: int) -> None:
    Officers.path = blank
    run_state_machine_as_test(
        Officers,
        settings=settings(
            max_examples=examples,
            stateful_step_count=15,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
