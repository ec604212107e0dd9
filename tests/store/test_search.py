"""The text index: whatever is typed, an answer; never an error."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scout_app.model.sites import Commune, Site
from scout_app.model.values import Officer
from scout_app.office import sites
from scout_app.office.sites import SiteQuery
from scout_app.store import search
from scout_app.store.database import Store


@pytest.fixture
def known(store: Store, officer: Officer) -> Store:
    """A few sites with awkward names."""
    with store.transaction(officer) as session:
        session.add(Commune(insee="13056", name="Martigues"))
        for n, name in enumerate(("L'Île d'Œuvre", "Étang de Berre", "Plateau 2", "Plateau 10")):
            session.add(Site(reference=f"T-{n}", name=name, kind="land", commune="13056"))
    return store


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ile", {"L'Île d'Œuvre"}),
        ("l'ile", {"L'Île d'Œuvre"}),
        ("ETANG", {"Étang de Berre"}),
        ("etang ber", {"Étang de Berre"}),
        ("plateau 1", {"Plateau 10"}),
        ("martigues plat", {"Plateau 2", "Plateau 10"}),
        ("t-0", {"L'Île d'Œuvre"}),
        ("rien", set()),
        ("***", set()),
    ],
)
def test_words_are_found_with_accents_and_case_aside(
    known: Store, typed: str, found: set[str]
) -> None:
    with known.reading() as session:
        answer = sites.search(session, SiteQuery(text=typed))
    assert {site.name for site in answer.sites} == found


def test_a_name_that_begins_so_comes_first(store: Store, officer: Officer) -> None:
    with store.transaction(officer) as session:
        for name, said in (("Zinc", "un studio"), ("Ancien studio", None), ("Studio", None)):
            session.add(Site(reference="R", name=name, kind="land", description=said))
    with store.reading() as session:
        answer = sites.search(session, SiteQuery(text="studio"))
    assert [site.name for site in answer.sites] == ["Studio", "Ancien studio", "Zinc"]


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(typed=st.text(max_size=25))
def test_anything_can_be_typed(known: Store, typed: str) -> None:
    with known.reading() as session:
        numbers, _more = search.numbers(session.connection(), typed)
    assert set(numbers) <= {1, 2, 3, 4}


def test_facets_count_as_if_they_were_not_chosen(known: Store) -> None:
    with known.reading() as session:
        answer = sites.search(session, SiteQuery(kinds=frozenset({"studio"})))
    assert answer.total == 0
    assert [(facet.code, facet.count) for facet in answer.kinds] == [("land", 4)]
