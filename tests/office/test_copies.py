"""Duplicate as: what a new site takes from another, and what stays where it was."""

from datetime import date
from uuid import UUID

import pytest

from scout_app.errors import BadValue, Refused
from scout_app.model.people import Link, Person
from scout_app.model.values import Period, State
from scout_app.office import bookings, copies, history, rows, sites
from scout_app.wording.history import title as words
from tests.office.conftest import Trade

DAYS = Period(date(2027, 6, 1), date(2027, 6, 4))


@pytest.fixture
def studio(trade: Trade) -> UUID:
    given = {"name": "Studio A", "kind": "studio", "clear_height": "9,5", "looks": "brut, loft"}
    made = trade.write(rows.add, "site", given)
    trade.write(
        rows.add, "site", {"name": "Plateau 1", "kind": "stage", "whole": str(made), "area": "800"}
    )
    trade.put(Link(row_id=made, person_id=trade.put(Person(name="Alix")), role="manager"))
    return made


def value(trade: Trade, row: UUID, name: str) -> object:
    card = trade.read(rows.card, row)
    return next(v.value for v in card.values if v.field.name == name)


def test_a_copy_has_the_values_the_words_and_the_contacts_under_its_own_name(
    trade: Trade, studio: UUID
) -> None:
    made = trade.write(copies.duplicate, studio, "Studio B")
    card = trade.read(sites.card, made)
    assert (card.row.name, card.row.reference) == ("Studio B", "MC-003")
    assert value(trade, made, "clear_height") == 950
    assert value(trade, made, "looks") == ("brut", "loft")
    assert value(trade, made, "review_state") == "to_review"
    assert len(card.contacts) == 1
    assert [part.name for part in card.parts] == ["Plateau 1"]
    assert [part.name for part in trade.read(sites.card, studio).parts] == ["Plateau 1"]


def test_only_what_was_chosen_comes_along(trade: Trade, studio: UUID) -> None:
    made = trade.write(copies.duplicate, studio, "Studio B", ())
    card = trade.read(sites.card, made)
    assert (card.contacts, card.parts) == ((), ())
    assert all(not v.evidence for v in card.card.values)


def test_the_bookings_stay_with_the_first_site(trade: Trade, studio: UUID) -> None:
    trade.hold(studio, trade.production("Le Phare"), DAYS, State.CONFIRMED)
    made = trade.write(copies.duplicate, studio, "Studio B")
    assert trade.read(bookings.of_site, made, trade.today) == ()


def test_one_undo_takes_the_whole_copy_back(trade: Trade, studio: UUID) -> None:
    before = trade.read(sites.search, sites.SiteQuery())
    made = trade.write(copies.duplicate, studio, "Studio B")
    last = trade.read(history.next_undo)
    assert last is not None
    assert words(last, {}, "en") == "duplicate Studio A as Studio B"
    trade.write(history.undo)
    assert trade.read(sites.search, sites.SiteQuery()) == before
    trade.write(history.redo)
    assert trade.read(sites.card, made).row.name == "Studio B"


def test_a_copy_needs_a_name_of_its_own(trade: Trade, studio: UUID) -> None:
    with pytest.raises(BadValue):
        trade.write(copies.duplicate, studio, "  ")
    with pytest.raises(Refused, match="same_name"):
        trade.write(copies.duplicate, studio, "Studio A")
