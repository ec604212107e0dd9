"""What offices add to the lists: offered everywhere, kept where it stands, one row for all."""

import string
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from scout_app.errors import BadValue, Refused, ScoutError, Unknown
from scout_app.model.sites import Site
from scout_app.model.values import Officer
from scout_app.office import history, lists, many, rows
from scout_app.office.exports import sheets
from scout_app.office.imports import mapping as mappings
from scout_app.office.imports import run
from scout_app.office.lists import Entry
from scout_app.store import rebuild
from scout_app.store.database import Store
from scout_app.wording.names import OPEN_LISTS
from scout_app.wording.values import choice
from tests.sheets import sheet

Do = Callable[..., Any]
LIST = "location_kind"


@pytest.fixture
def do(store: Store, officer: Officer) -> Do:
    """Return the way to run one verb in a transaction of its own."""

    def run_it(verb: Callable[..., Any], *given_: Any, **named: Any) -> Any:
        with store.transaction(by=officer) as session:
            return verb(session, *given_, **named)

    return run_it


def labels(store: Store, lang: str = "fr") -> list[str]:
    with store.reading() as session:
        found = lists.entries(session, LIST)
    return [one.fr if lang == "fr" else one.en for one in found if one.id and not one.retired]


def test_scouts_own_entries_come_first_and_belong_to_nobody(store: Store) -> None:
    with store.reading() as session:
        found = lists.entries(session, LIST)
    assert [one.code for one in found][:2] == ["natural", "urban"]
    assert found[0].fr == "Décor naturel"
    assert all(one.id is None for one in found)


def test_an_entry_added_is_typed_shown_and_exported_in_both_languages(store: Store, do: Do) -> None:
    do(lists.add, LIST, "Friche maraîchère", "Market garden")
    site = do(rows.add, "site", {"name": "Les serres", "kind": "location",
                                 "location_kind": "market garden"})  # fmt: skip
    with store.reading() as session:
        value = next(v for v in rows.card(session, site).values if v.field.name == LIST)
        written = sheets.sheet(session, "sites", "en")
        together = many.together(session, [site])
    assert choice(value.field, str(value.value), "fr") == "Friche maraîchère"
    assert choice(value.field, str(value.value), "en") == "Market garden"
    assert value.evidence[0].retained
    [record] = written.records
    assert "Market garden" in record.cells
    common = next(one for one in together.values if one.field.name == LIST)
    assert common.field.choices is not None
    assert "Friche maraîchère" in common.field.choices


def test_a_criterion_and_an_import_may_say_it(store: Store, do: Do) -> None:
    do(lists.add, LIST, "Serre")
    production = do(rows.add, "production", {"title": "Marius"})
    need = do(rows.add, "need", {"production": str(production), "label": "Serre"})
    do(rows.add, "criterion", {"need": str(need), "field": LIST, "operator": "is",
                               "wanted": "serre"})  # fmt: skip
    table = sheet(
        "nom type decor", ("Les serres", "location", "Serre"), ("Le toit", "location", "x")
    )
    how = mappings.Mapping("sites", "essai", {"name": "nom", "kind": "type", LIST: "decor"})

    def bring(session: Session) -> Any:
        return run.bring(session, table, how, date(2027, 1, 4))

    report = do(bring)
    assert (report.created, report.rejected) == (1, 1)
    with store.reading() as session:
        assert session.scalars(select(Site.location_kind)).all() == ["Serre"]


@pytest.mark.parametrize("taken", ["Décor naturel", "natural setting", "SERRE", "greenhouse"])
def test_a_list_never_says_the_same_twice(do: Do, taken: str) -> None:
    do(lists.add, LIST, "Serre", "Greenhouse")
    with pytest.raises(Refused, match="entry_known"):
        do(lists.add, LIST, taken)


def test_every_open_list_has_a_name() -> None:
    assert set(lists.names()) == set(OPEN_LISTS)


def test_what_is_no_list_or_no_label_is_refused(do: Do) -> None:
    with pytest.raises(Unknown):
        do(lists.add, "status", "Loué")
    with pytest.raises(BadValue):
        do(lists.add, LIST, "   ")


def test_a_retired_entry_is_offered_no_more_and_kept_where_it_stands(store: Store, do: Do) -> None:
    entry = do(lists.add, LIST, "Serre")
    site = do(rows.add, "site", {"name": "A", "kind": "location", LIST: "Serre"})
    do(lists.retire, entry)
    assert labels(store) == []
    with pytest.raises(BadValue):
        do(rows.edit, site, {LIST: "Serre"})
    do(rows.edit, site, {"name": "B"})
    with store.reading() as session:
        value = next(v for v in rows.card(session, site).values if v.field.name == LIST)
        assert (value.value, choice(value.field, str(value.value), "fr")) == ("Serre", "Serre")
        [own] = [one for one in lists.entries(session, LIST) if one.id]
        assert (own.retired, own.held) == (True, 1)
        assert list(rebuild.problems(session)) == []
    do(lists.take_up, entry)
    assert labels(store) == ["Serre"]


def test_a_renamed_entry_is_called_so_wherever_it_stands(store: Store, do: Do) -> None:
    entry = do(lists.add, LIST, "Serre")
    site = do(rows.add, "site", {"name": "A", "kind": "location", LIST: "Serre"})
    do(lists.rename, entry, "Serre agricole", "Glasshouse")
    with store.reading() as session:
        value = next(v for v in rows.card(session, site).values if v.field.name == LIST)
    assert choice(value.field, str(value.value), "fr") == "Serre agricole"
    assert choice(value.field, str(value.value), "en") == "Glasshouse"
    do(lists.rename, entry, "Verrière")
    assert (labels(store), labels(store, "en")) == (["Verrière"], ["Glasshouse"])


def test_undo_takes_an_entry_back_with_its_name(store: Store, do: Do) -> None:
    entry = do(lists.add, LIST, "Serre")
    with store.reading() as session:
        last = history.next_undo(session)
        assert last is not None
        assert history.titles(session, last.changes)[entry] == "Serre"
    do(history.undo)
    assert labels(store) == []


words = st.text(string.ascii_letters + "éèç' -", min_size=1, max_size=12)
acts = st.lists(
    st.tuples(st.sampled_from(["add", "retire", "take_up", "up", "down"]), words), max_size=25
)


class _Over(Exception):
    """Ends a history, and its transaction with it."""


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(history_=acts)
def test_whatever_is_done_no_label_stands_twice_and_nothing_is_lost(
    store: Store, officer: Officer, history_: list[tuple[str, str]]
) -> None:
    made: set[UUID] = set()
    with suppress(_Over), store.transaction(by=officer) as session:
        for act, word in history_:
            before = _own(session)
            with suppress(ScoutError):
                _do(session, act, word, before, made)
            after = _own(session)
            assert {one.id for one in after} == made
            said = [one.fr.casefold() for one in after if not one.retired]
            assert len(set(said)) == len(said)
            if act in ("up", "down"):
                assert {one.id for one in after} == {one.id for one in before}
        raise _Over


def _own(session: Session) -> list[Entry]:
    return [one for one in lists.entries(session, LIST) if one.id is not None]


def _do(session: Session, act: str, word: str, own: list[Entry], made: set[UUID]) -> None:
    if act == "add":
        made.add(lists.add(session, LIST, word))
        return
    if not own or (entry := own[len(word) % len(own)].id) is None:
        return
    if act in ("up", "down"):
        lists.move(session, entry, up=act == "up")
    elif act == "retire":
        lists.retire(session, entry)
    else:
        lists.take_up(session, entry)
