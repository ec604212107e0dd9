"""Pictures are proposed for the site they were taken near, and never guessed further."""

import pytest

from scout_app.formats.photos import Facts
from scout_app.office import photo_places
from scout_app.office.photo_files import Gathered, Looked
from tests.office.conftest import Trade

LAT, LON = 43.3, 5.0


def taken(name: str, lat: float | None, lon: float | None) -> Looked:
    return Looked(
        name,
        Facts(
            sha256=name.ljust(64, "0"), suffix=".jpg", width=10, height=10, dhash="0" * 16,
            taken_at=None, author=None, lat=lat, lon=lon,
        ),
    )  # fmt: skip


def test_each_picture_goes_to_the_nearest_site_within_reach(trade: Trade) -> None:
    near = trade.site("Hangar", lat=round(LAT * 1e7), lon=round(LON * 1e7))
    beside = trade.site("Quai", lat=round((LAT + 0.002) * 1e7), lon=round(LON * 1e7))
    trade.site("Sans position")
    gathered = Gathered(
        (
            taken("a", LAT + 0.0005, LON),
            taken("b", LAT + 0.0016, LON),
            taken("far", LAT + 0.1, LON),
            taken("nowhere", None, None),
            taken("c", LAT, LON),
        ),
        (),
    )
    found = trade.read(photo_places.propose, gathered)
    placed = {one.site_id: [picture.name for picture in one.pictures] for one in found.sites}
    assert placed == {near: ["a", "c"], beside: ["b"]}
    assert [picture.name for picture in found.unplaced] == ["far", "nowhere"]
    # One degree of latitude is 111.1 km here.
    assert found.sites[0].far_m == pytest.approx(55.6, abs=0.2)


def test_without_sites_on_the_map_nothing_is_proposed(trade: Trade) -> None:
    found = trade.read(photo_places.propose, Gathered((taken("a", LAT, LON),), ()))
    assert (found.sites, len(found.unplaced)) == ((), 1)
