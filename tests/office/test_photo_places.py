"""Pictures are proposed for the site they were taken near, and never guessed further."""

from dataclasses import replace

import pytest

from scout_app.formats.photos import Facts
from scout_app.office import photo_places
from scout_app.office.photo_files import Gathered, Looked
from scout_app.office.photo_places import Placed
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
    assert [(one.picture.name, one.site_id) for one in found] == [
        ("a", near), ("b", beside), ("far", None), ("nowhere", None), ("c", near),
    ]  # fmt: skip
    # One degree of latitude is 111.1 km here.
    assert found[0].metres == pytest.approx(55.6, abs=0.2)


def test_without_sites_on_the_map_nothing_is_proposed(trade: Trade) -> None:
    [found] = trade.read(photo_places.propose, Gathered((taken("a", LAT, LON),), ()))
    assert found.site_id is None


def test_a_name_or_a_folder_tells_the_site_before_its_distance_does(trade: Trade) -> None:
    trade.site("Hangar", lat=round(LAT * 1e7), lon=round(LON * 1e7))
    quay = trade.site("Quai d’Arenc")
    for name in ("Salle", "Salle"):
        trade.site(name)
    pictures = (
        replace(taken("IMG_1.jpg", LAT, LON), folder="2026-05 quai d'arenc"),
        taken("quai_d-arenc_02.jpg", None, None),
        replace(taken("IMG_2.jpg", None, None), folder="Salle"),
        taken("quaidarenc.jpg", None, None),
    )
    found = trade.read(photo_places.propose, Gathered(pictures, ()))
    assert [one.site_id for one in found] == [quay, quay, None, None]
    assert found[0].metres is None


def test_they_are_entered_on_their_sites_once(trade: Trade) -> None:
    one, other = trade.site("Hangar"), trade.site("Quai d’Arenc")
    placed = (
        Placed(0, taken("a", LAT, LON), one),
        Placed(1, taken("b", None, None), other),
        Placed(2, taken("c", None, None), None),
    )
    shares: list[float] = []
    first = trade.write(photo_places.enter, placed, step=shares.append)
    assert (len(first.added), shares) == (2, [0.5, 1.0])
    again = trade.read(photo_places.judged, placed)
    assert [one.is_there for one in again] == [True, True, False]
    second = trade.write(photo_places.enter, placed)
    assert (second.added, len(second.already)) == ((), 2)
