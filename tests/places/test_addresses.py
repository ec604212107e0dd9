"""Addresses: what is asked of the national base, how its answers are read, and life without it."""

import threading
from collections.abc import Iterator

import pytest

from scout_app.errors import NetworkTrouble
from scout_app.model.values import Position
from scout_app.places import addresses, ban
from scout_app.places.addresses import Known
from tests.network_stub import Stub, feature, serving

MARTIGUES = Known("Martigues", "13056", "Martigues", 43.4, 5.05, "commune_main", also="13500")
QUAY = Known("Quai Jean-Baptiste", "13056", "Martigues", 43.41, 5.06, "site", "3 quai du Port")
AIX = Known("Aix-en-Provence", "13001", "Aix-en-Provence", 43.53, 5.45, "commune_main")


@pytest.fixture
def base() -> Iterator[Stub]:
    with serving() as stub:
        yield stub


def test_an_address_is_asked_with_its_filters_and_near_where_the_site_stands(base: Stub) -> None:
    base.answer["features"] = [
        feature(
            5.3691, 43.2951, label="12 Rue de Rome 13001 Marseille", name="12 Rue de Rome",
            city="Marseille", citycode="13201", type="housenumber", score=0.97,
        )
    ]  # fmt: skip
    here = Position(43.3, 5.37)
    [found] = addresses.ask(f"{base.address}/geocodage", "12 rue de Rome", here, postcode="13001")
    assert base.paths == ["/geocodage/search"]
    asked = base.asked[0]
    assert (asked["q"], asked["postcode"], asked["limit"]) == ("12 rue de Rome", "13001", "6")
    assert (asked["lat"], asked["lon"]) == ("43.300000", "5.370000")
    assert "citycode" not in asked
    assert base.agents[0].startswith("scout-app")
    assert (found.address, found.insee, found.commune) == ("12 Rue de Rome", "13055", "Marseille")
    assert (found.precision, found.score, found.source) == ("site", 0.97, "ban")
    assert (found.lat, found.lon) == (43.2951, 5.3691)


@pytest.mark.parametrize(
    ("kind", "code", "precision"),
    [
        ("street", "13056", "locality"),
        ("municipality", "13056", "commune_main"),
        ("municipality", "13208", "municipal_district"),
        ("something new", "13056", "locality"),
    ],
)
def test_an_answer_is_no_more_precise_than_it_says(
    base: Stub, kind: str, code: str, precision: str
) -> None:
    base.answer["features"] = [feature(5.0, 43.0, label="X", type=kind, citycode=code)]
    assert addresses.ask(base.address, "x")[0].precision == precision


def test_a_parcel_is_asked_of_the_cadastre_part_by_part(base: Stub) -> None:
    base.answer["features"] = [feature(5.1, 43.3, score=1, city="Cuges-les-Pins")]
    [found] = addresses.ask(base.address, "13030 808 AB 123", Position(43.0, 5.0))
    assert base.asked == [
        {
            "index": "parcel", "departmentcode": "13", "municipalitycode": "030",
            "oldmunicipalitycode": "808", "section": "AB", "number": "0123", "limit": "6",
        }
    ]  # fmt: skip
    assert (found.label, found.insee, found.address) == ("Cuges-les-Pins 808 AB 123", "13030", "")
    assert (found.source, found.precision) == ("cadastre", "site")


def test_a_point_is_given_its_addresses(base: Stub) -> None:
    base.answer["features"] = [feature(5.0, 43.0, label="Chemin", name="Chemin", type="street")]
    assert addresses.reverse(base.address, Position(43.0, 5.0))[0].label == "Chemin"
    assert base.paths == ["/reverse"]


@pytest.mark.parametrize(("status", "why"), [(429, "busy"), (400, "refused"), (500, "unreachable")])
def test_a_service_that_refuses_is_a_fact(base: Stub, status: int, why: str) -> None:
    base.status = status
    with pytest.raises(NetworkTrouble) as told:
        addresses.ask(base.address, "x")
    assert told.value.why == why
    assert told.value.host.startswith("127.0.0.1")


def test_a_slow_service_an_unreadable_answer_and_a_dead_one_are_told_apart(
    base: Stub, monkeypatch: pytest.MonkeyPatch
) -> None:
    base.body = b"<html>"
    with pytest.raises(NetworkTrouble) as told:
        addresses.ask(base.address, "x")
    assert told.value.why == "unreadable"
    base.body = b'{"features": [{"geometry": null}]}'
    with pytest.raises(NetworkTrouble) as told:
        addresses.ask(base.address, "x")
    assert told.value.why == "unreadable"
    monkeypatch.setattr(ban, "TIMEOUT_S", 0.2)
    base.wait = threading.Event()
    with pytest.raises(NetworkTrouble) as told:
        addresses.ask(base.address, "x")
    assert told.value.why == "slow"
    base.wait.set()
    with pytest.raises(NetworkTrouble) as told:
        addresses.ask("http://127.0.0.1:1", "x")
    assert told.value.why == "unreachable"


def test_nothing_typed_asks_nobody(base: Stub) -> None:
    assert addresses.ask(base.address, "  ") == ()
    assert base.asked == []


def test_without_a_network_communes_and_own_sites_are_proposed_best_first() -> None:
    known = [AIX, QUAY, MARTIGUES]
    names = [one.label for one in addresses.among(known, "MARTIGUES 13500")]
    assert names[0] == "Martigues"
    assert "Aix-en-Provence" not in names
    [found] = addresses.among(known, "3 quai du port")[:1]
    assert (found.label, found.address, found.source) == (
        "Quai Jean-Baptiste", "3 quai du Port", "catalogue",
    )  # fmt: skip
    assert addresses.among(known, "!!!") == ()
    assert addresses.among(known, "Reykjavik") == ()


def test_the_commune_of_an_address_nobody_knows_is_proposed_and_a_word_alike_is_not() -> None:
    found = addresses.among([AIX, QUAY, MARTIGUES], "14 chemin de Saint-Jean, Martigues")
    assert [one.label for one in found] == ["Martigues"]


def test_distances_are_from_where_the_site_stands() -> None:
    found = addresses.among([AIX, MARTIGUES], "martigues")
    assert addresses.measured(found, None)[0].km is None
    [one] = addresses.measured(found, Position(43.4, 5.05))
    assert one.km == 0
