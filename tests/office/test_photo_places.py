"""Pictures go to the site that they name or were taken near, and are never guessed further."""

import random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scout_app.errors import Cancelled, Unknown
from scout_app.formats.photos import Facts
from scout_app.model.values import Position
from scout_app.office import history, photo_places, photos
from scout_app.office.photo_files import Looked
from scout_app.office.photo_names import Spoken
from scout_app.office.photo_places import Place, Suggested, Why
from scout_app.office.photos import Report
from scout_app.places.distance import km
from tests.office.conftest import Trade

LAT, LON = 43.3, 5.0


def taken(
    name: str, lat: float | None = None, lon: float | None = None, where: str = "", view: int = 0
) -> Looked:
    return Looked(
        f"{name}.jpg",
        Facts(
            sha256=name.ljust(64, "0"), suffix=".jpg", width=10, height=10, dhash=f"{view:016x}",
            taken_at=None, author=None, lat=lat, lon=lon,
        ),
        where or f"carte/{name}.jpg",
    )  # fmt: skip


def looked(trade: Trade, *pictures: Looked) -> tuple[Suggested, ...]:
    return trade.read(photo_places.look, pictures)


def entered(trade: Trade, *pictures: Looked, with_position: bool = False) -> Report:
    return trade.write(photo_places.enter, looked(trade, *pictures), with_position=with_position)


def told(found: tuple[Suggested, ...]) -> list[tuple[str, Why]]:
    return [(one.site.name if one.site else "", one.why) for one in found]


def test_each_picture_goes_to_the_nearest_site_within_reach(trade: Trade) -> None:
    trade.site("Hangar", lat=round(LAT * 1e7), lon=round(LON * 1e7))
    trade.site("Quai", lat=round((LAT + 0.002) * 1e7), lon=round(LON * 1e7))
    trade.site("Sans position")
    found = looked(
        trade,
        taken("a", LAT + 0.0005, LON),
        taken("b", LAT + 0.0016, LON),
        taken("far", LAT + 0.1, LON),
        taken("nowhere"),
        taken("c", LAT, LON),
    )
    near, nothing = Why.POSITION, Why.NOTHING
    names = [("Hangar", near), ("Quai", near), ("", nothing), ("", nothing), ("Hangar", near)]
    assert told(found) == names
    # One degree of latitude is 111.1 km here.
    assert found[0].metres == pytest.approx(55.6, abs=0.2)
    assert found[3].metres is None


def test_without_sites_nothing_is_proposed(trade: Trade) -> None:
    assert told(looked(trade, taken("a", LAT, LON))) == [("", Why.NOTHING)]


def test_a_reference_beats_the_place_and_the_place_beats_a_name(trade: Trade) -> None:
    trade.site("Quai", lat=round(LAT * 1e7), lon=round(LON * 1e7))
    trade.site("Hôtel d'Été", reference="MRS-0012")
    found = looked(
        trade,
        taken("a", LAT, LON, where="carte/mrs 0012 façade/a.jpg"),
        taken("MRS-0012_03", where="carte/MRS-0012_03.jpg"),
        taken("c", LAT, LON, where="carte/hotel d'ete/c.jpg"),
        taken("d", where="carte/Hotel d_Ete/jour/d.jpg"),
    )
    assert [one.why for one in found] == [Why.REFERENCE, Why.REFERENCE, Why.POSITION, Why.NAME]
    assert [one.site.name for one in found if one.site] == [
        "Hôtel d'Été", "Hôtel d'Été", "Quai", "Hôtel d'Été",
    ]  # fmt: skip


def test_a_name_that_two_sites_go_by_or_a_bare_number_proposes_nothing(trade: Trade) -> None:
    trade.site("Hangar")
    trade.site("hangar")
    trade.site("0012", reference="0012")
    found = looked(trade, taken("IMG_0012"), taken("b", where="Hangar/b.jpg"))
    assert told(found) == [("", Why.NOTHING)] * 2


def test_the_nearest_folder_decides_and_the_longest_name_wins(trade: Trade) -> None:
    trade.site("Friche")
    trade.site("Friche du Port")
    found = looked(
        trade,
        taken("a", where="Friche/Friche du port sud/a.jpg"),
        taken("b", where="Friche du Port/friche/b.jpg"),
    )
    assert [one.site.name for one in found if one.site] == ["Friche du Port", "Friche"]


def test_what_the_catalogue_has_goes_where_it_is_and_the_same_again_changes_nothing(
    trade: Trade,
) -> None:
    trade.site("Hangar", lat=round(LAT * 1e7), lon=round(LON * 1e7))
    other = trade.site("Quai")
    pictures = (taken("a", LAT, LON, view=2**40 - 1), taken("b", LAT, LON, view=2**20 - 1))
    found = trade.read(photo_places.look, pictures, {0: other})
    assert [one.site.name for one in found if one.site] == ["Quai", "Hangar"]
    report = trade.write(photo_places.enter, found)
    assert len(report.added) == 2
    again = looked(trade, *pictures)
    assert told(again) == [("Quai", Why.KNOWN), ("Hangar", Why.KNOWN)]
    assert [one.known for one in again] == [True, True]
    report = trade.write(photo_places.enter, again)
    assert (len(report.added), len(report.already)) == (0, 2)


def test_a_near_double_is_named_and_the_same_file_twice_is_said(trade: Trade) -> None:
    trade.site("Hangar", lat=round(LAT * 1e7), lon=round(LON * 1e7))
    one, other = taken("a", LAT, LON, view=0xFFFF), taken("b", LAT, LON, view=0xFFFE)
    found = looked(trade, one, other, one)
    assert [(row.known, row.like) for row in found] == [
        (False, None), (False, "a.jpg"), (True, None),
    ]  # fmt: skip


def test_what_the_officer_leaves_out_stays_out(trade: Trade) -> None:
    site = trade.site("Hangar", lat=round(LAT * 1e7), lon=round(LON * 1e7))
    pictures = (taken("a", LAT, LON, view=1), taken("b", LAT, LON, view=2**40 - 1))
    found = trade.read(photo_places.look, pictures, {0: None})
    assert told(found) == [("", Why.OFFICER), ("Hangar", Why.POSITION)]
    trade.write(photo_places.enter, found)
    assert [row.name for row in trade.read(photos.of_site, site)] == ["b.jpg"]


def test_where_they_were_taken_is_kept_only_on_a_yes_and_one_undo_takes_all_back(
    trade: Trade,
) -> None:
    sites = [trade.site(name) for name in ("Hangar Nord", "Quai Sud")]
    pictures = [
        taken(f"{name} {n}", LAT, LON, view=0xFFFF << (8 * n))
        for name in ("Hangar Nord", "Quai Sud")
        for n in range(3)
    ]
    entered(trade, *pictures[:4])
    assert not any(row.has_position for row in trade.read(photos.of_site, sites[0]))
    entered(trade, *pictures, with_position=True)
    rows = trade.read(photos.of_site, sites[1])
    assert [row.has_position for row in rows] == [False, True, True]
    trade.write(history.undo)
    trade.write(history.undo)
    assert [len(trade.read(photos.of_site, site)) for site in sites] == [0, 0]


def test_an_import_that_is_stopped_enters_nothing(trade: Trade) -> None:
    site = trade.site("Hangar Nord")
    found = looked(trade, *(taken(f"Hangar Nord {n}") for n in range(45)))
    shares: list[float] = []

    def step(share: float) -> None:
        shares.append(share)
        if share > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        trade.write(photo_places.enter, found, step=step)
    assert shares == [pytest.approx(20 / 45), pytest.approx(40 / 45)]
    assert trade.read(photos.of_site, site) == ()


def test_a_site_that_went_meanwhile_refuses_all(trade: Trade) -> None:
    site = trade.site("Hangar Nord")
    found = looked(trade, taken("Hangar Nord 1"))
    place = found[0].site
    assert isinstance(place, Place)
    gone = Place(UUID(int=7), "X", "X", None)
    lost = Suggested(1, taken("x"), gone, Why.OFFICER, None, False, None)
    with pytest.raises(Unknown):
        trade.write(photo_places.enter, (*found, lost))
    assert trade.read(photos.of_site, site) == ()


@given(
    words=st.lists(st.text("abcdé1", min_size=1, max_size=6), min_size=1, max_size=5),
    between=st.sampled_from([" ", "-", "_", " – ", "'"]),
    first=st.integers(0, 4),
    many=st.integers(1, 5),
)
def test_a_name_is_held_by_whole_words_only(
    words: list[str], between: str, first: int, many: int
) -> None:
    wanted = words[first : first + many]
    spoken = Spoken([(" ".join(wanted).upper(), "here")])
    says = any(not sign.isdigit() for word in wanted for sign in word)
    held = spoken.held_by(taken("x", where=f"{between.join(words)}.jpg"))
    assert held == ("here" if says else None)
    longer = between.join(f"{word}x" for word in words)
    assert spoken.held_by(taken("x", where=f"{longer}.jpg")) is None


def test_the_nearest_site_is_found_among_many_as_if_all_were_measured(trade: Trade) -> None:
    draw = random.Random(7)
    places = [
        Position(LAT + draw.uniform(-0.01, 0.01), LON + draw.uniform(-0.01, 0.01))
        for _ in range(40)
    ]
    for n, at in enumerate(places):
        trade.site(f"Lieu {n}", lat=round(at.lat * 1e7), lon=round(at.lon * 1e7))
    shots = [
        Position(LAT + draw.uniform(-0.012, 0.012), LON + draw.uniform(-0.012, 0.012))
        for _ in range(200)
    ]
    found = looked(trade, *(taken(f"x{n}", at.lat, at.lon) for n, at in enumerate(shots)))
    for one, shot in zip(found, shots, strict=True):
        nearest = min(range(40), key=lambda n: km(places[n], shot))
        is_near = km(places[nearest], shot) * 1000 <= photo_places.WITHIN_M
        assert (one.site.name if one.site else "") == (f"Lieu {nearest}" if is_near else "")
    assert 0 < sum(one.site is not None for one in found) < 200
