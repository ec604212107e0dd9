"""The invented layer's file: clearly invented, complete, and all of it accepted by the verbs."""

import json
from collections.abc import Iterator
from typing import Any

from scout_app.model.choices import LINK_ROLE, PRODUCTION_KIND
from scout_app.model.fields import fields_of
from scout_app.model.sites import Site
from scout_app.model.values import DayType, Officer, State
from scout_app.office import rows
from scout_app.paths import bundled
from scout_app.store.database import Store

Record = dict[str, Any]

EXAMPLE: Record = json.loads((bundled("db") / "seed" / "example.json").read_text(encoding="utf-8"))
SEED: Record = json.loads((bundled("db") / "seed" / "sites.json").read_text(encoding="utf-8"))
NOT_OF_A_STUDIO_IN_MARTIGUES = {
    "location_kind", "support_kind", "whole_id", "home_office_id", "municipal_district",
}  # fmt: skip


def _titles() -> Iterator[str]:
    for entry in (*EXAMPLE["organisations"], *EXAMPLE["contacts"]):
        yield entry["given"]["name"]
    for site in EXAMPLE["sites"]:
        yield from (place["given"]["name"] for place in (site, *site["parts"]))
    for production in EXAMPLE["productions"]:
        yield production["given"]["title"]
        yield from (need["given"]["label"] for need in production["needs"])
    yield from (closure["reason"] for closure in EXAMPLE["closures"])


def _references() -> set[str]:
    places = [*SEED["sites"], *(p for site in SEED["sites"] for p in site.get("parts", ()))]
    invented = [p["given"] for site in EXAMPLE["sites"] for p in (site, *site["parts"])]
    return {place["reference"] for place in (*places, *invented)}


def test_everything_invented_says_so() -> None:
    assert all(title.startswith("Exemple – ") for title in _titles())


def test_there_is_a_production_of_each_common_kind_with_its_needs() -> None:
    kinds = [production["given"]["kind"] for production in EXAMPLE["productions"]]
    assert kinds == ["feature", "series", "commercial", "music_video"]
    assert set(kinds) <= PRODUCTION_KIND.keys()
    assert all(2 <= len(production["needs"]) <= 3 for production in EXAMPLE["productions"])


def test_one_site_has_every_technical_value() -> None:
    [site] = EXAMPLE["sites"]
    assert fields_of(Site).keys() - site["given"].keys() == NOT_OF_A_STUDIO_IN_MARTIGUES
    assert len(site["parts"]) == 2


def test_bookings_name_places_and_productions_that_exist() -> None:
    known = _references()
    productions = {production["given"]["reference"] for production in EXAMPLE["productions"]}
    assert len(EXAMPLE["bookings"]) == 8
    for booking in EXAMPLE["bookings"]:
        assert booking["site"] in known
        assert booking["production"] in productions
        for span in booking["spans"]:
            assert 0 <= span["first"] <= span["last"]
            assert State(span["state"]) in (State.OPTION, State.CONFIRMED)
            assert DayType(span["day_type"])
    assert {closure["site"] for closure in EXAMPLE["closures"]} <= known


def test_contacts_have_a_role_and_a_legal_ground() -> None:
    known = _references() | {p["given"]["reference"] for p in EXAMPLE["productions"]}
    assert len(EXAMPLE["contacts"]) == 3
    for contact in EXAMPLE["contacts"]:
        assert contact["given"]["basis"]
        assert contact["links"]
        assert {link["row"] for link in contact["links"]} <= known
        assert {link["role"] for link in contact["links"]} <= LINK_ROLE.keys()


def test_the_verbs_accept_every_row_as_it_is_typed(starter: Store, officer: Officer) -> None:
    with starter.transaction(by=officer) as session:
        for entry in EXAMPLE["organisations"]:
            rows.add(session, "organisation", entry["given"])
        for site in EXAMPLE["sites"]:
            whole = rows.add(session, "site", site["given"])
            for part in site["parts"]:
                rows.add(session, "site", {**part["given"], "whole": str(whole)})
        for production in EXAMPLE["productions"]:
            made = str(rows.add(session, "production", production["given"]))
            for need in production["needs"]:
                wanted = str(rows.add(session, "need", {**need["given"], "production": made}))
                for criterion in need["criteria"]:
                    rows.add(session, "criterion", {**criterion, "need": wanted})
        for contact in EXAMPLE["contacts"]:
            rows.add(session, "person", contact["given"])
