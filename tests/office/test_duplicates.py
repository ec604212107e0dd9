"""Pairs that may be one: proposed, compared, and told apart for good."""

from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from scout_app.model.base import slug_id
from scout_app.model.people import Organisation, Person
from scout_app.office import duplicates, history, rows
from scout_app.store.database import Store
from scout_app.wording.history import title as words
from tests import catalogues
from tests.office.conftest import Trade


@pytest.fixture
def pair(trade: Trade) -> tuple[UUID, UUID]:
    trade.commune("13056", "Martigues")
    one = trade.site("Château de la Buzine", commune="13056")
    other = trade.site("La Buzine (château de)", commune="13056", area=900)
    trade.site("Plage du Prado", commune="13056")
    return one, other


def test_one_pair_is_proposed_with_the_reasons(trade: Trade, pair: tuple[UUID, UUID]) -> None:
    [found] = trade.read(duplicates.suggest)
    assert set(found.id) == set(pair)
    assert found.why.same_commune
    assert found.one.place == "Martigues"


def test_a_pair_told_apart_is_not_proposed_again_until_that_is_undone(
    trade: Trade, pair: tuple[UUID, UUID]
) -> None:
    for _time in range(2):
        trade.write(duplicates.tell_apart, *pair)
        assert trade.read(duplicates.suggest) == ()
        last = trade.read(history.next_undo)
        assert last is not None
        assert words(last, {}, "en") == (
            "Château de la Buzine and La Buzine (château de) are not the same"
        )
        trade.write(history.undo)
        assert len(trade.read(duplicates.suggest)) == 1


def test_a_part_is_no_double_of_its_whole(trade: Trade) -> None:
    whole = trade.site("Friche Belle de Mai")
    trade.site("Friche Belle de Mai", whole=whole)
    assert trade.read(duplicates.suggest) == ()


def test_only_what_differs_is_to_be_chosen_and_a_gap_takes_the_others_value(
    trade: Trade, pair: tuple[UUID, UUID]
) -> None:
    compared = trade.read(duplicates.compare, *pair)
    said = {c.field.name: (c.kept, c.other, c.take) for c in compared.choices}
    assert said["area"] == (None, 900, True)
    assert said["name"] == ("Château de la Buzine", "La Buzine (château de)", False)
    assert "commune" not in said
    assert compared.seen.keys() == set(pair)


def test_people_and_organisations_are_proposed_by_their_addresses_too(trade: Trade) -> None:
    trade.put(Person(name="Alix Renard", email="alix@example.org"))
    trade.put(Person(name="Renard Alix", email="ALIX@example.org"))
    trade.put(Person(name="Sam Petit", email="sam@example.org"))
    trade.put(Organisation(name="Les Films du Port"))
    trade.put(Organisation(name="Films du Port (Les)"))
    [people] = trade.read(duplicates.suggest, "person")
    assert {people.one.name, people.other.name} == {"Alix Renard", "Renard Alix"}
    [firms] = trade.read(duplicates.suggest, "organisation")
    assert {firms.one.name, firms.other.name} == {"Les Films du Port", "Films du Port (Les)"}


def test_the_twins_among_many_sites_are_found_first(tmp_path: Path) -> None:
    store: Store = catalogues.invented(tmp_path / "many.gpkg", 800)

    def twin(session: Session) -> UUID:
        first = slug_id("site", "7")
        card = rows.card(session, first)
        commune = next(str(v.value) for v in card.values if v.field.name == "commune")
        return rows.add(
            session, "site", {"name": card.title.upper(), "kind": "stage", "commune": commune}
        )

    with store.transaction(catalogues.OFFICER) as session:
        made = twin(session)
    with store.reading() as session:
        found = duplicates.suggest(session, limit=1)
    store.close()
    assert set(found[0].id) == {made, slug_id("site", "7")}
