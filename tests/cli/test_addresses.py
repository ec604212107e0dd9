"""`locate` proposes places by the network, and by the catalogue without one."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from scout_app import settings
from tests.network_stub import feature, serving


def test_an_address_is_located_by_the_service_then_by_the_catalogue(
    scout: Callable[..., Any],
) -> None:
    scout("add", "site", "name=Hangar de Ponteau", "kind=location", "lat=43.38", "lon=5.02")
    with serving() as base:
        settings.save(replace(settings.load(), geocoder=base.address))
        base.answer["features"] = [
            feature(5.05, 43.4, label="3 Quai", name="3 Quai", type="housenumber", score=0.8)
        ]
        said = scout("locate", "3 quai", "--near", "43.4,5.05").document
        [one] = said["proposals"]
        assert (one["label"], one["lat"], one["precision"], one["km"]) == (
            "3 Quai",
            43.4,
            "site",
            0,
        )
        assert said["network"] is None
        base.status = 503
        fallen = scout("locate", "hangar ponteau").document
        assert fallen["proposals"][0]["source"] == "catalogue"
        assert "127.0.0.1" in fallen["network"]
        asked = len(base.asked)
        alone = scout("locate", "hangar ponteau", "--offline").document
        assert alone["proposals"] == fallen["proposals"]
        assert len(base.asked) == asked
