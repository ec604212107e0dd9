"""Parcels and outlines of sites: measured, named as the land register does, never repaired."""

from uuid import UUID, uuid4

import pytest

from scout_app.errors import BadValue, Refused, Unknown
from scout_app.office import history, parcels, rows, site_cards
from scout_app.store import rebuild
from scout_app.wording import history as wording
from scout_app.wording.errors import explain
from tests.office.conftest import Trade

FIELD = ((5.0, 43.0), (5.002, 43.0), (5.002, 43.001), (5.0, 43.001))
BOW = ((5.0, 43.0), (5.002, 43.001), (5.002, 43.0), (5.0, 43.001))


@pytest.fixture
def land(trade: Trade) -> UUID:
    return trade.site("Friche des Milles", kind="land")


def test_a_parcel_is_kept_with_its_register_identifier_and_its_measured_area(
    trade: Trade, land: UUID
) -> None:
    added = trade.write(parcels.add, land, "13029 ab 123", FIELD, 18_000)
    [row] = trade.read(parcels.of_site, land)
    assert (row.id, row.identifier, row.short) == (added, "13029000AB0123", "AB 123")
    assert row.declared_area == 18_000
    assert row.area == pytest.approx(163.0 * 111.1, rel=0.01)
    assert set(row.rings[0]) == set(FIELD)


def test_an_outline_without_identifier_bears_the_site_s_name(trade: Trade, land: UUID) -> None:
    trade.write(parcels.add, land, "", FIELD)
    trade.write(parcels.add, land, "", FIELD)
    names = [row.short for row in trade.read(parcels.of_site, land)]
    assert names == ["Friche des Milles", "Friche des Milles (2)"]


def test_a_parcel_needs_a_name_or_an_outline(trade: Trade, land: UUID) -> None:
    with pytest.raises(Refused) as refused:
        trade.write(parcels.add, land, "  ")
    assert refused.value.why == "parcel_unnamed"


def test_the_same_parcel_is_not_put_twice_on_a_site_but_on_another(
    trade: Trade, land: UUID
) -> None:
    trade.write(parcels.add, land, "13029000AB0123")
    with pytest.raises(Refused) as refused:
        trade.write(parcels.add, land, "13029 AB 123")
    assert "AB 123" in explain(refused.value, "fr")
    other = trade.site("Hangar")
    trade.write(parcels.add, other, "13029 AB 123")
    assert len(trade.read(parcels.of_site, other)) == 1


@pytest.mark.parametrize(
    ("ring", "why"),
    [
        (BOW, "outline_crosses_itself"),
        (FIELD[:2], "outline_too_few_points"),
        (((500.0, 43.0), (501.0, 43.0), (501.0, 44.0)), "outline_not_degrees"),
    ],
)
def test_a_drawing_that_is_no_outline_is_refused_in_a_sentence_and_nothing_is_written(
    trade: Trade, land: UUID, ring: tuple[tuple[float, float], ...], why: str
) -> None:
    with pytest.raises(Refused) as refused:
        trade.write(parcels.add, land, "", ring)
    assert refused.value.why == why
    assert explain(refused.value, "fr") != explain(refused.value, "en")
    assert trade.read(parcels.of_site, land) == ()


def test_what_is_redrawn_or_renamed_can_be_undone_with_its_text(trade: Trade, land: UUID) -> None:
    parcel = trade.write(parcels.add, land, "13029 AB 123", FIELD)
    moved = tuple((lon + 0.01, lat) for lon, lat in FIELD)
    trade.write(parcels.redraw, parcel, moved)
    last = trade.read(history.next_undo)
    assert last is not None
    named = trade.read(history.titles, last.changes)
    assert wording.title(last, named, "fr") == "modifier Contour\N{NO-BREAK SPACE}: 13029000AB0123"
    trade.write(history.undo)
    assert set(trade.read(parcels.of_site, land)[0].rings[0]) == set(FIELD)
    trade.write(parcels.rename, parcel, "13029 AB 124", 5)
    [row] = trade.read(parcels.of_site, land)
    assert (row.short, row.declared_area) == ("AB 124", 5)
    trade.write(parcels.remove, parcel, "vendue")
    assert trade.read(parcels.of_site, land) == ()
    trade.write(history.undo)
    assert len(trade.read(parcels.of_site, land)) == 1


def test_what_hangs_on_nothing_is_refused(trade: Trade, land: UUID) -> None:
    with pytest.raises(Unknown):
        trade.write(parcels.add, uuid4(), "AB 1")
    with pytest.raises(Unknown):
        trade.write(parcels.redraw, uuid4(), FIELD)
    with pytest.raises(BadValue):
        trade.write(parcels.add, land, "13029 AB 1", None, -5)
    parcel = trade.write(parcels.add, land, "13029 AB 1")
    with pytest.raises(Refused):
        trade.write(parcels.remove, parcel, " ")


def test_the_map_gets_what_lies_in_view_the_largest_first(trade: Trade, land: UUID) -> None:
    small = tuple((5 + (lon - 5) / 2, lat) for lon, lat in FIELD)
    far = tuple((lon + 1, lat) for lon, lat in FIELD)
    trade.write(parcels.add, land, "13029 AB 1", small)
    trade.write(parcels.add, land, "13029 AB 2", FIELD)
    trade.write(parcels.add, land, "13029 AB 3", far)
    trade.write(parcels.add, land, "13029 AB 4")
    seen = trade.read(parcels.in_view, (4.9, 42.9, 5.1, 43.1))
    assert [one.short for one in seen] == ["AB 2", "AB 1"]
    assert [one.kind for one in seen] == ["land", "land"]
    assert len(trade.read(parcels.in_view)) == 3
    lon, lat = seen[0].label_at
    assert 5.0 < lon < 5.002
    assert 43.0 < lat < 43.001


def test_a_deleted_site_takes_its_parcels_off_the_map(trade: Trade, land: UUID) -> None:
    trade.write(parcels.add, land, "13029 AB 2", FIELD)
    trade.write(rows.delete, land, "double")
    assert trade.read(parcels.in_view) == ()


def test_parcels_come_back_from_the_log_alone(trade: Trade, land: UUID) -> None:
    trade.write(parcels.add, land, "13029 AB 2", FIELD)
    assert trade.read(lambda session: list(rebuild.problems(session))) == []


def test_the_card_of_a_site_lists_its_parcels(trade: Trade, land: UUID) -> None:
    trade.write(parcels.add, land, "13029 AB 2", FIELD, 18_000)
    [row] = trade.read(site_cards.card, land).parcels
    assert (row.short, row.declared_area) == ("AB 2", 18_000)
