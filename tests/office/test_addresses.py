"""A site is placed by one choice, and found without a network among what is known."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from scout_app import office, settings
from scout_app.errors import EditedSince, NetworkTrouble
from scout_app.model.values import Officer, Position
from scout_app.office import addresses
from scout_app.places.addresses import Proposal
from scout_app.store.database import Store
from tests.network_stub import Stub, feature, serving

QUAY = Proposal(
    "3 Quai du Port 13500 Martigues", "3 Quai du Port", "13056", "Martigues",
    43.4012345, 5.0543210, "site", 0.9, "ban",
)  # fmt: skip


@pytest.fixture
def base() -> Iterator[Stub]:
    with serving() as stub:
        settings.save(replace(settings.load(), geocoder=stub.address))
        yield stub


def test_a_choice_writes_address_commune_and_position_in_one_transaction(
    starter: Store, officer: Officer
) -> None:
    with starter.transaction(officer) as session:
        site = office.rows.add(session, "site", {"name": "Hangar", "kind": "location"})
    with starter.reading() as session:
        seen = office.rows.card(session, site).seen
        before = len(office.history.listing(session, limit=1000))
    with starter.transaction(officer) as session:
        addresses.place(session, site, QUAY, seen)
    with starter.reading() as session:
        card = office.rows.card(session, site)
        assert len(office.history.listing(session, limit=1000)) == before + 1
    values = {value.field.name: value.value for value in card.values}
    assert (values["address"], values["commune"]) == ("3 Quai du Port", "13056")
    assert (values["lat"], values["lon"]) == (434012345, 50543210)
    assert values["position_precision"] == "site"
    with pytest.raises(EditedSince), starter.transaction(officer) as session:
        addresses.place(session, site, replace(QUAY, lat=43.0), seen)


def test_a_commune_leaves_the_address_that_was_typed(starter: Store, officer: Officer) -> None:
    with starter.transaction(officer) as session:
        typed = {"name": "Hangar", "kind": "location", "address": "Zone sud"}
        site = office.rows.add(session, "site", typed)
        [martigues, *_rest] = addresses.known(session, "martigues")
        addresses.place(session, site, martigues)
    with starter.reading() as session:
        values = {v.field.name: v.value for v in office.rows.card(session, site).values}
    assert values["address"] == "Zone sud"
    assert (values["commune"], values["position_precision"]) == ("13056", "commune_main")


def test_the_catalogue_proposes_its_communes_and_other_sites(
    starter: Store, officer: Officer
) -> None:
    here = Position(43.4, 5.05)
    with starter.transaction(officer) as session:
        own = {"name": "Hangar de Ponteau", "kind": "location", "lat": "43.4", "lon": "5.05"}
        site = office.rows.add(session, "site", own)
        [found, *_rest] = addresses.known(session, "hangar de ponteau", here)
        assert (found.label, found.km) == ("Hangar de Ponteau", 0)
        others = addresses.known(session, "hangar de ponteau", here, but=site)
        assert "Hangar de Ponteau" not in [one.label for one in others]
        districts = addresses.known(session, "13008")
    assert "13055" in [one.insee for one in districts]


def test_the_service_of_the_settings_is_asked_or_none(base: Stub) -> None:
    base.answer["features"] = [feature(5.05, 43.41, label="Quai", name="Quai", type="street")]
    [found] = addresses.ask("quai", Position(43.4, 5.05))
    assert found.km == pytest.approx(1.11, abs=0.01)
    settings.save(replace(settings.load(), geocoder=""))
    with pytest.raises(NetworkTrouble) as told:
        addresses.ask("quai")
    assert told.value.why == "off"
    assert len(base.asked) == 1
