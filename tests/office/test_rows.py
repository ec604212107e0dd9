"""Plain edits: what officers type, what is refused and why, and what the card then says."""

from uuid import UUID

import pytest

from scout_app.errors import Ambiguous, BadValue, EditedSince, Refused, Unknown
from scout_app.model.values import Officer
from scout_app.office import find, history, rows, sites
from scout_app.office.sites import SiteQuery
from scout_app.store import log
from scout_app.store.database import Store
from scout_app.wording.history import title as titles


def add(store: Store, officer: Officer, table: str, /, **given: str) -> UUID:
    with store.transaction(officer) as session:
        return rows.add(session, table, given)


def value(store: Store, row: UUID, name: str) -> object:
    with store.reading() as session:
        card = rows.card(session, row)
    return next(v.value for v in card.values if v.field.name == name)


@pytest.fixture
def stage(store: Store, officer: Officer) -> UUID:
    return add(store, officer, "site", name="Plateau 1", kind="stage", clear_height="9,5")


def test_numbers_are_typed_in_the_unit_and_kept_as_integers(store: Store, stage: UUID) -> None:
    assert value(store, stage, "clear_height") == 950


def test_a_new_site_takes_the_next_reference_of_the_office(store: Store, officer: Officer) -> None:
    first = add(store, officer, "site", name="A", kind="land")
    second = add(store, officer, "site", name="B", kind="land")
    assert value(store, first, "reference") == "MC-001"
    assert value(store, second, "reference") == "MC-002"


def test_a_typed_value_brings_its_evidence(store: Store, stage: UUID) -> None:
    with store.reading() as session:
        card = rows.card(session, stage)
    [height] = [v for v in card.values if v.field.name == "clear_height"]
    [evidence] = height.evidence
    assert (evidence.value, evidence.retained) == ("9.5", True)
    assert "Camille Roux" in evidence.source


def test_two_sources_that_disagree_are_both_kept(
    store: Store, officer: Officer, stage: UUID
) -> None:
    with store.transaction(officer) as session:
        rows.edit(session, stage, {"clear_height": "10"})
    with store.reading() as session:
        card = rows.card(session, stage)
    [height] = [v for v in card.values if v.field.name == "clear_height"]
    assert height.disputed
    assert [(e.value, e.retained) for e in height.evidence] == [("9.5", False), ("10", True)]


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("clear_height", "haut"),
        ("clear_height", "-2"),
        ("clear_height", "9.555"),
        ("clear_height", "1e400"),
        ("clear_height", "NaN"),
        ("clear_height", "Infinity"),
        ("area", str(2**63)),
        ("lat", "91"),
        ("lon", "-181"),
        ("cyclo", "peut-être"),
        ("kind", "château"),
        ("name", ""),
        ("name", "a\ud800"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_and_changes_nothing(
    store: Store, officer: Officer, stage: UUID, key: str, text: str
) -> None:
    with pytest.raises(BadValue) as refused, store.transaction(officer) as session:
        rows.edit(session, stage, {"area": "77", key: text})
    assert refused.value.field == key
    assert value(store, stage, "area") is None


def test_an_unknown_key_is_refused_with_the_keys_there_are(store: Store, officer: Officer) -> None:
    with pytest.raises(Unknown) as refused, store.transaction(officer) as session:
        rows.add(session, "site", {"name": "A", "kind": "land", "hauteur": "3"})
    assert refused.value.named == "hauteur"
    assert "clear_height" in refused.value.close


def test_labels_of_either_language_are_understood(store: Store, officer: Officer) -> None:
    site = add(store, officer, "site", name="A", kind="Virtual stage", cyclo="oui")
    assert value(store, site, "kind") == "virtual_stage"
    assert value(store, site, "cyclo") is True


def test_an_edit_of_what_somebody_changed_meanwhile_is_refused(
    store: Store, officer: Officer, stage: UUID
) -> None:
    with store.reading() as session:
        shown = rows.card(session, stage).seen
    other = Officer("Dominique Blanc", "Martigues")
    with store.transaction(other) as session:
        rows.edit(session, stage, {"clear_height": "8"}, shown)
    with pytest.raises(EditedSince) as refused, store.transaction(officer) as session:
        rows.edit(session, stage, {"clear_height": "7"}, shown)
    assert (refused.value.officer, refused.value.office) == ("Dominique Blanc", "Martigues")
    assert value(store, stage, "clear_height") == 800


def test_another_field_of_the_same_form_still_goes_through(
    store: Store, officer: Officer, stage: UUID
) -> None:
    with store.reading() as session:
        shown = rows.card(session, stage).seen
    with store.transaction(officer) as session:
        rows.edit(session, stage, {"clear_height": "8"}, shown)
    with store.transaction(officer) as session:
        rows.edit(session, stage, {"area": "300"}, shown)
    assert value(store, stage, "area") == 300


def test_tags_are_a_set_of_words(store: Store, officer: Officer, stage: UUID) -> None:
    for typed in ("Art déco, usine", "usine", "usine, Art déco"):
        with store.transaction(officer) as session:
            rows.edit(session, stage, {"looks": typed})
    assert value(store, stage, "looks") == ("Art déco", "usine")


def test_a_site_cannot_become_a_part_of_its_own_part(
    store: Store, officer: Officer, stage: UUID
) -> None:
    part = add(store, officer, "site", name="Loge", kind="support", whole=str(stage))
    with (
        pytest.raises(Refused, match="part_of_itself"),
        store.transaction(officer) as session,
    ):
        rows.edit(session, stage, {"whole": str(part)})


def test_a_site_with_parts_is_not_deleted(store: Store, officer: Officer, stage: UUID) -> None:
    add(store, officer, "site", name="Loge", kind="support", whole=str(stage))
    with pytest.raises(Refused, match="has_parts"), store.transaction(officer) as session:
        rows.delete(session, stage, "doublon")


def test_a_deleted_site_comes_back_whole_by_undo(
    store: Store, officer: Officer, stage: UUID
) -> None:
    with store.transaction(officer) as session:
        rows.delete(session, stage, "doublon")
    with store.reading() as session:
        assert sites.search(session, SiteQuery()).total == 0
        assert history.listing(session)[0].reason == "doublon"
    with store.transaction(officer) as session:
        history.undo(session)
    with store.reading() as session:
        assert sites.search(session, SiteQuery(text="plateau")).total == 1
        [height] = [v for v in rows.card(session, stage).values if v.field.name == "clear_height"]
    assert len(height.evidence) == 1


def test_undo_and_redo_walk_back_and_forth(store: Store, officer: Officer, stage: UUID) -> None:
    for area in ("1", "2", "3"):
        with store.transaction(officer) as session:
            rows.edit(session, stage, {"area": area})
    seen = []
    for act in (history.undo, history.undo, history.redo, history.undo, history.redo, history.redo):
        with store.transaction(officer) as session:
            act(session)
        seen.append(value(store, stage, "area"))
    assert seen == [2, 1, 2, 1, 2, 3]


def test_the_title_of_a_great_change_is_made_of_its_beginning(
    store: Store, officer: Officer
) -> None:
    with store.transaction(officer) as session:
        for n in range(300):
            rows.add(session, "site", {"name": f"Quai {n}", "kind": "land"})
    with store.reading() as session:
        txn = history.next_undo(session)
        assert txn is not None
        assert len(txn.changes) == 200
        assert titles(txn, history.titles(session, txn.changes), "en") == "300 × site"
        assert len(history.listing(session)[0].changes) > 2000
    with store.transaction(officer) as session:
        history.undo(session)
    with store.reading() as session:
        assert sites.search(session, SiteQuery()).total == 0


def test_undo_refuses_what_somebody_changed_afterwards(
    store: Store, officer: Officer, stage: UUID
) -> None:
    with store.transaction(officer) as session:
        rows.edit(session, stage, {"area": "5"})
    first = log.written(session)
    with store.transaction(Officer("Dominique", "Martigues")) as session:
        rows.edit(session, stage, {"area": "6"})
    with pytest.raises(EditedSince) as refused, store.transaction(officer) as session:
        history.undo(session, first)
    assert refused.value.officer == "Dominique"
    assert value(store, stage, "area") == 6


def test_a_name_is_found_with_its_accents_and_case_aside(
    store: Store, officer: Officer, stage: UUID
) -> None:
    add(store, officer, "site", name="Étang de Berre", kind="land")
    with store.reading() as session:
        assert find.site(session, "plateau 1") == stage
        assert find.site(session, "etang") == find.site(session, "ÉTANG DE BERRE")
        with pytest.raises(Unknown):
            find.site(session, "Plateau 9")
        with pytest.raises(Ambiguous):
            find.site(session, "e")


def test_a_criterion_that_makes_no_sense_is_refused(store: Store, officer: Officer) -> None:
    add(store, officer, "production", title="Film")
    need = add(store, officer, "need", production="Film", label="Hangar")
    for field, operator, wanted, error in (
        ("clear_height", "any_of", "9", BadValue),
        ("clear_height", "at_least", "haut", BadValue),
        ("clear_height", "between", "9", BadValue),
        ("couleur", "is", "rouge", Unknown),
        ("position", "within_km", "Martigues", BadValue),
    ):
        with pytest.raises(error), store.transaction(officer) as session:
            rows.add(
                session,
                "criterion",
                {"need": str(need), "field": field, "operator": operator, "wanted": wanted},
            )
    made = add(
        store, officer, "criterion",
        need="Hangar", field="clear_height", operator="at_least", wanted="9.5", hard="true",
    )  # fmt: skip
    assert value(store, made, "is_hard") is True
