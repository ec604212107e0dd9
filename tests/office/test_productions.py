"""Productions as lists and cards, with their needs and what these ask."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest

from scout_app.errors import Unknown
from scout_app.model.people import Organisation
from scout_app.model.values import Operator, Period, Position, State
from scout_app.office import bookings, productions, rows

if TYPE_CHECKING:
    from tests.office.conftest import Trade


@pytest.fixture
def film(trade: Trade) -> UUID:
    company = trade.put(Organisation(name="Les Films du Môle"))
    return trade.production("Le Vieux Port", company_id=company)


def may(day: int) -> Period:
    return Period(date(2027, 5, day), date(2027, 5, day))


def titles(trade: Trade, text: str = "") -> list[str]:
    return [row.title for row in trade.read(productions.listing, text)]


def test_productions_are_listed_by_title_accents_and_case_aside(trade: Trade) -> None:
    for title in ("Zénith", "étoile", "Écume", "Foule"):
        trade.production(title)
    assert titles(trade) == ["Écume", "étoile", "Foule", "Zénith"]


def test_a_production_is_found_by_every_word_of_its_title_or_company(
    trade: Trade, film: UUID
) -> None:
    trade.production("Autre")
    for text in ("vieux port", "MOLE", "le films", "  "):
        assert "Le Vieux Port" in titles(trade, text)
    assert titles(trade, "vieux hangar") == []


def test_a_line_counts_needs_and_the_bookings_that_still_hold_days(
    trade: Trade, film: UUID
) -> None:
    quay = trade.site("Quai")
    trade.need(film)
    gone = trade.need(film, "Bureau")
    trade.write(rows.delete, gone, "doublon")
    spans = [bookings.WantedSpan(may(3)), bookings.WantedSpan(may(9), State.CONFIRMED)]
    trade.write(bookings.enter, quay, film, spans, today=trade.today)
    over = trade.hold(quay, film, may(20))
    trade.write(bookings.release, over.booking, "repli", today=trade.today)
    [row] = trade.read(productions.listing)
    assert (row.needs, row.bookings, row.company) == (1, 1, "Les Films du Môle")


def test_a_card_holds_the_needs_and_the_bookings(trade: Trade, film: UUID) -> None:
    held = trade.hold(trade.site("Quai"), film, may(3))
    need = trade.need(film)
    card = trade.read(productions.card, film, trade.today)
    assert (card.card.title, card.row.title) == ("Le Vieux Port", "Le Vieux Port")
    assert [row.id for row in card.needs] == [need]
    assert [row.id for row in card.bookings] == [held.booking]


def test_what_does_not_exist_is_unknown(trade: Trade) -> None:
    with pytest.raises(Unknown) as refused:
        trade.read(productions.card, uuid4(), trade.today)
    assert refused.value.kind == "production"
    with pytest.raises(Unknown) as refused:
        trade.read(productions.need, uuid4())
    assert refused.value.kind == "need"


def test_needs_come_in_the_order_given_then_as_they_came(trade: Trade, film: UUID) -> None:
    for label, rank in (("d", None), ("c", None), ("b", "2"), ("a", "1")):
        trade.need(film, label, order_rank=rank)
    found = trade.read(productions.needs, film)
    assert [row.label for row in found] == ["a", "b", "d", "c"]


@pytest.mark.parametrize(
    ("given", "days"),
    [({}, 1), ({"days_prep": 2, "days_shoot": 5, "days_strike": 1}, 8), ({"days_shoot": 0}, 1)],
)
def test_a_need_takes_all_its_days_and_at_least_one(
    trade: Trade, film: UUID, given: dict[str, Any], days: int
) -> None:
    need = trade.need(film, **given)
    assert trade.read(productions.need, need).days == days


def test_a_window_has_both_its_ends_in_order(trade: Trade, film: UUID) -> None:
    first, last = date(2027, 5, 3), date(2027, 5, 9)
    whole = trade.need(film, window_first=first, window_last=last)
    half = trade.need(film, window_first=first)
    twisted = trade.need(film, window_first=last, window_last=first)
    found = [trade.read(productions.need, need).window for need in (whole, half, twisted)]
    assert found == [Period(first, last), None, None]


@pytest.mark.parametrize(
    ("field", "operator", "text", "wanted"),
    [
        ("clear_height", Operator.AT_LEAST, "9.5", 950),
        ("clear_height", Operator.BETWEEN, "8..9,5", (800, 950)),
        ("cyclo", Operator.IS, "oui", True),
        ("kind", Operator.ANY_OF, "stage, virtual_stage", ("stage", "virtual_stage")),
        ("looks", Operator.NONE_OF, "moderne", ("moderne",)),
        ("position", Operator.WITHIN_KM, "43.4,5.05;20", (Position(43.4, 5.05), 20.0)),
    ],
)
def test_what_is_wanted_is_read_in_the_unit_of_its_field(
    trade: Trade, film: UUID, field: str, operator: Operator, text: str, wanted: object
) -> None:
    need = trade.need(film)
    trade.ask(need, field, operator.value, text, hard=True, weight=3)
    [asked] = trade.read(productions.need, need).criteria
    assert (asked.field_name, asked.operator, asked.wanted, asked.wanted_text) == (
        field,
        operator,
        wanted,
        text,
    )
    assert asked.field is not None
    assert (asked.field.name, asked.is_hard, asked.weight) == (field, True, 3)
    assert len(asked.seen["wanted"]) == 1


@pytest.mark.parametrize(
    ("field", "operator", "text"),
    [("clear_height", "at_least", "haut"), ("of_tomorrow", "is", "1")],
)
def test_what_this_scout_cannot_read_is_kept_without_a_value(
    trade: Trade, film: UUID, field: str, operator: str, text: str
) -> None:
    need = trade.need(film)
    trade.ask(need, field, operator, text)
    [asked] = trade.read(productions.need, need).criteria
    assert (asked.field_name, asked.wanted, asked.wanted_text) == (field, None, text)


def test_criteria_belong_to_their_own_need(trade: Trade, film: UUID) -> None:
    one, two = trade.need(film, "a"), trade.need(film, "b")
    mine = trade.ask(two, "area", "at_least", "500")
    found = trade.read(productions.needs, film)
    assert [[c.id for c in row.criteria] for row in found if row.id in (one, two)] == [[], [mine]]


def test_the_askable_fields_are_those_of_sites_and_the_position() -> None:
    names = {field.name for field in productions.askable_fields()}
    assert {"clear_height", "kind", "looks", "commune", "position"} <= names
    assert not {"name", "reference", "lat", "status"} & names
