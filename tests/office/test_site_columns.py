"""The columns in memory answer what a plain look at every row answers, whatever was committed."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from scout_app.errors import ScoutError
from scout_app.model.sites import Commune, Site
from scout_app.model.values import Officer, Period, Position, State
from scout_app.office import site_hits, site_reading, sites
from scout_app.office.site_columns import Columns, SiteRows
from scout_app.office.sites import SiteQuery
from scout_app.store.database import Store
from tests.office import plain_search
from tests.office.conftest import Trade

NAMES = ("Quai", "quai sud", "Le Quai", "L'Île d'Œuvre", "Étang 2", "etang 10", "Straße", "m² *")
TYPED = (
    "",
    "q",
    "quai",
    "quai s",
    "sud quai",
    "etang",
    "l'ile",
    "strass",
    "2",
    "*",
    "grand",
    "\u0301",
)
HERE = Position(43.4, 5.05)
DAYS = Period(date(2027, 5, 3), date(2027, 5, 7))

values = st.fixed_dictionaries(
    {
        "name": st.sampled_from(NAMES),
        "kind": st.sampled_from(("studio", "stage", "land")),
        "status": st.sampled_from(("in_service", "project", "closed")),
        "commune": st.sampled_from((None, "13056", "13001", "99999")),
        "area": st.sampled_from((None, 0, 400, 500, 2_000, 20_000)),
        "clear_height": st.sampled_from((None, 300, 900)),
        "lat": st.sampled_from((None, 434_000_000, 434_500_000, 439_000_000)),
        "lon": st.sampled_from((None, 50_500_000, 51_000_000)),
        "description": st.sampled_from((None, "grand quai", "sous le pont")),
        "position_precision": st.sampled_from((None, "site", "locality")),
    }
)  # fmt: skip
steps: st.SearchStrategy[Any] = st.one_of(
    st.tuples(st.just("add"), st.integers(0, 9), values),
    st.tuples(st.just("edit"), st.integers(0, 9), values),
    st.tuples(st.sampled_from(("delete", "restore", "part", "hold", "take")), st.integers(0, 9),
              st.just({})),
    st.tuples(st.just("commune"), st.integers(0, 9), st.just({})),
)  # fmt: skip
queries = st.builds(
    SiteQuery,
    text=st.sampled_from(TYPED),
    kinds=st.sampled_from((frozenset(), frozenset({"stage"}), frozenset({"stage", "land"}))),
    communes=st.sampled_from((frozenset(), frozenset({"13056"}))),
    statuses=st.sampled_from((frozenset(), frozenset({"project"}))),
    min_area=st.sampled_from((None, 0, 500)),
    ranges=st.sampled_from(({}, {"clear_height": (300, None)}, {"area": (None, 2_000)})),
    days=st.sampled_from((None, DAYS)),
    today=st.just(date(2027, 3, 1)),
    states=st.sampled_from((frozenset(), frozenset({"free"}), frozenset({"optioned", "taken"}))),
    near=st.sampled_from((None, HERE)),
    within_km=st.sampled_from((None, 0.5, 6.0)),
    offered_only=st.booleans(),
)


@dataclass
class Made:
    """A catalogue that changes between questions."""

    trade: Trade
    film: UUID
    sites: list[UUID]

    def do(self, step: str, which: int, how: dict[str, object]) -> None:
        """Commit one change."""
        if step == "add" or not self.sites:
            self.sites.append(self.trade.site(**{"name": "Quai", **how}))  # type: ignore[arg-type]
        elif step == "commune":
            self.trade.write(_rename_commune, f"Ville {self.trade.at.minute}")
        elif step in ("hold", "take"):
            self._hold(which, State.OPTION if step == "hold" else State.CONFIRMED)
        else:
            self.trade.write(_change, self._site(which), step, how, self._site(which + 1))

    def _hold(self, which: int, state: State) -> None:
        start = DAYS.first + timedelta(days=len(self.sites) % 3)
        # A site that is deleted, not offered or taken refuses: then nothing changes.
        with suppress(ScoutError):
            self.trade.hold(self._site(which), self.film, Period(start, start), state)

    def _site(self, which: int) -> UUID:
        return self.sites[which % len(self.sites)]


def _rename_commune(session: Session, name: str) -> None:
    session.scalars(select(Commune).where(Commune.insee == "13056")).one().name = name


def _change(session: Session, site: UUID, step: str, how: dict[str, object], other: UUID) -> None:
    chosen = select(Site).where(Site.id == site).execution_options(include_deleted=True)
    row = session.scalars(chosen).one()
    if step in ("delete", "restore"):
        row.deleted = step == "delete"
    elif step == "part":
        row.whole_id = None if other == site else other
    for name, value in how.items():
        setattr(row, name, value)


def same(session: Session, query: SiteQuery) -> None:
    """Hold an answer to the plain one."""
    plain = plain_search.search(session, query)
    found = sites.search(session, query)
    assert tuple(found.sites) == plain.sites
    assert found.total == len(plain.sites)
    for name, facet in plain.facets.items():
        assert getattr(found, name) == facet, name
    first = sites.search(session, query, at_once=True)
    assert not first.more
    assert tuple(first.sites) == plain.sites


@settings(
    # Shrinking would commit for minutes: the example as found is read as easily.
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
)
@given(st.lists(st.tuples(steps, queries), min_size=1, max_size=8))
def test_columns_answer_as_a_look_at_every_row(
    fresh: Callable[[], Made], play: list[tuple[tuple[str, int, dict[str, object]], SiteQuery]],
) -> None:  # fmt: skip
    made = fresh()
    for step, query in play:
        made.do(*step)
        with made.trade.store.reading() as session:
            same(session, query)
            same(session, SiteQuery(text=query.text))
    with made.trade.store.reading() as session:
        patched = site_reading.columns(session)
        alike(patched, site_reading.build(session, patched.at))


def alike(one: Columns, other: Columns) -> None:
    """Hold patched columns to those read afresh."""
    assert np.array_equal(one.by_name, other.by_name)
    assert np.array_equal(one.order, other.order)
    assert np.array_equal(one.stands, other.stands)
    assert one.rows(one.by_name) == other.rows(other.by_name)
    for word in ("q", "etang", "d'", "l'ile"):
        mine, others = (each.words.begins(word, len(each)) for each in (one, other))
        assert np.array_equal(mine & one.stands, others & other.stands)


@pytest.fixture
def fresh(trade: Trade) -> Callable[[], Made]:
    """Return what empties the catalogue for the next example."""
    trade.commune("13056", "Martigues")
    trade.commune("13001", "Aix-en-Provence")
    film = trade.production("Film")

    def empty() -> Made:
        def delete(session: Session) -> None:
            for row in session.scalars(select(Site)):
                row.deleted = True

        trade.write(delete)
        return Made(trade, film, [])

    return empty


def test_commits_of_another_process_are_noticed(trade: Trade, officer: Officer) -> None:
    trade.site("Quai")
    assert trade.read(sites.search, SiteQuery()).total == 1
    other = Store(trade.store.path)
    with other.transaction(officer) as session:
        session.add(Site(name="Hangar", reference="H", kind="land"))
    other.close()
    assert [row.name for row in trade.read(sites.search, SiteQuery()).sites] == ["Hangar", "Quai"]


def test_a_session_that_writes_sees_what_it_wrote(trade: Trade, officer: Officer) -> None:
    trade.site("Quai")
    with trade.store.transaction(officer) as session:
        session.add(Site(name="Hangar", reference="H", kind="land"))
        assert sites.search(session, SiteQuery()).total == 2


def test_an_answer_does_not_change_when_the_catalogue_does(trade: Trade) -> None:
    site = trade.site("Quai")
    before = trade.read(sites.search, SiteQuery())
    trade.write(_change, site, "edit", {"name": "Hangar"}, site)
    trade.read(sites.search, SiteQuery())
    assert [row.name for row in before.sites] == ["Quai"]


def test_the_first_found_are_those_that_stand_first_of_all(trade: Trade) -> None:
    names = [f"{head} {n}" for head in ("Quai", "Le quai", "Zinc") for n in range(9)]

    def put(session: Session) -> None:
        for name in reversed(names):
            session.add(Site(name=name, reference=name, kind="land", description="au quai"))

    trade.write(put)
    with trade.store.reading() as session:
        known = site_reading.columns(session)
        for cap in (3, 9, 12, 18, 20, 27, 30):
            places, more = site_hits.first_of(session, known, "quai", cap)
            found = [row.name for row in SiteRows(known, places)]
            assert more is (cap < len(names))
            assert len(found) == min(cap, len(names))
            sure = min(cap, 18)
            assert found[:sure] == [*names[:9], *names[9:18]][:sure]
        whole = site_hits.all_of(session, known, "quai")
        assert [row.name for row in SiteRows(known, whole)] == names
        known_already, more = site_hits.first_of(session, known, "quai", 20)
        assert (len(known_already), more) == (len(names), False)
