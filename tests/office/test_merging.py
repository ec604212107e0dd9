"""Two rows made one: nothing is lost, no double booking is hidden, and Undo is exact."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from scout_app.errors import EditedSince, MergeClash, Refused
from scout_app.model.base import Row
from scout_app.model.bookings import Occupied
from scout_app.model.imports import ImportKey
from scout_app.model.people import Link, Organisation, Person
from scout_app.model.photos import Photo
from scout_app.model.productions import Production
from scout_app.model.sites import FilmingCredit, Parcel
from scout_app.model.tables import ROWS
from scout_app.model.values import Period, State
from scout_app.office import bin as recycle
from scout_app.office import bookings, checks, history, merging, rows, sites
from scout_app.store.heads import logged_values
from scout_app.wording import errors
from scout_app.wording.history import title as words
from tests.office.conftest import Trade

JUNE = date(2027, 6, 1)


def dump(session: Session) -> dict[str, Any]:
    """Return every row that stands, cell by cell, and the days that are taken."""
    shown: dict[str, Any] = {}
    for table, entity in ROWS.items():
        chosen: list[Row] = list(session.scalars(select(entity)))
        shown[table] = {row.id: dict(logged_values(row)) for row in chosen}
    days = session.execute(
        select(Occupied.span_id, Occupied.site_id, Occupied.first_day, Occupied.last_day)
    )
    shown["occupied"] = sorted(str(tuple(one)) for one in days)
    return shown


def photo(site: UUID, digest: str, rank: str, cover: bool = False) -> Photo:
    return Photo(
        site_id=site, sha256=digest, suffix="jpg", width=4, height=3, dhash="0", rank=rank,
        is_cover=cover,
    )  # fmt: skip


@pytest.fixture
def two(trade: Trade) -> tuple[UUID, UUID]:
    given = {"kind": "location", "looks": "brut"}
    kept = trade.write(rows.add, "site", {"name": "Hangar J1", "area": "900", **given})
    other = trade.write(
        rows.add, "site",
        {"name": "Le J1", "area": "950", "kind": "location", "looks": "brut, loft",
         "power_kw": "80"},
    )  # fmt: skip
    return kept, other


def value(trade: Trade, row: UUID, name: str) -> object:
    card = trade.read(rows.card, row)
    return next(v.value for v in card.values if v.field.name == name)


def test_the_kept_site_takes_the_chosen_values_the_words_and_the_evidence(
    trade: Trade, two: tuple[UUID, UUID]
) -> None:
    kept, other = two
    trade.write(merging.merge, kept, other, {"power_kw"})
    assert value(trade, kept, "area") == 900
    assert value(trade, kept, "power_kw") == 800
    assert value(trade, kept, "looks") == ("brut", "loft")
    card = trade.read(rows.card, kept)
    area = next(v for v in card.values if v.field.name == "area")
    assert [(e.value, e.retained) for e in area.evidence] == [("900", True), ("950", False)]
    found = trade.read(sites.search, sites.SiteQuery())
    assert [row.id for row in found.sites] == [kept]
    assert trade.read(checks.check) == ()


def test_what_hangs_on_the_other_moves_and_what_both_have_stays_once(
    trade: Trade, two: tuple[UUID, UUID]
) -> None:
    kept, other = two
    alix, sam = trade.put(Person(name="Alix")), trade.put(Person(name="Sam"))
    trade.put(Link(row_id=kept, person_id=alix, role="manager"))
    trade.put(Link(row_id=other, person_id=alix, role="manager"))
    trade.put(Link(row_id=other, person_id=sam, role="manager"))
    trade.put(Parcel(site_id=kept, identifier="13202802A0001"))
    trade.put(Parcel(site_id=other, identifier="13202802a0001"))
    trade.put(FilmingCredit(site_id=other, title="Le Phare"))
    trade.put(photo(kept, "aa", "V", cover=True))
    trade.put(photo(other, "aa", "V", cover=True))
    trade.put(photo(other, "bb", "V", cover=False))
    trade.put(ImportKey(row_id=other, source="liste.csv", key="12", last_imported="{}"))
    part = trade.site("Nef", whole=other)
    moved = trade.write(merging.merge, kept, other)
    assert moved.moved == {"link": 1, "filming_credit": 1, "photo": 1, "import_key": 1, "site": 1,
                     "sourced_value": 3}  # fmt: skip
    card = trade.read(sites.card, kept)
    assert sorted(c.name for c in card.contacts) == ["Alix", "Sam"]
    assert [p.id for p in card.parts] == [part]
    standing = trade.read(dump)
    assert len(standing["parcel"]) == 1
    pictures = sorted(standing["photo"].values(), key=lambda one: one["rank"])
    assert [(one["sha256"], one["is_cover"]) for one in pictures] == [("aa", True), ("bb", False)]
    assert {one["row_id"] for one in standing["import_key"].values()} == {kept}


def test_two_sites_confirmed_on_the_same_days_are_not_merged(
    trade: Trade, two: tuple[UUID, UUID]
) -> None:
    kept, other = two
    trade.hold(kept, trade.production("Phare"), Period(JUNE, date(2027, 6, 4)), State.CONFIRMED)
    trade.hold(other, trade.production("Digue"), Period(date(2027, 6, 4), date(2027, 6, 9)),
               State.CONFIRMED)  # fmt: skip
    before = trade.read(dump)
    with pytest.raises(MergeClash) as refused:
        trade.write(merging.merge, kept, other)
    assert refused.value.period == Period(date(2027, 6, 4), date(2027, 6, 4))
    said = errors.explain(refused.value, "en")
    assert all(word in said for word in ("Hangar J1", "Le J1", "Phare", "Digue", "Release or move"))
    assert trade.read(dump) == before


def test_a_part_confirmed_under_the_other_counts_against_the_kept_whole(
    trade: Trade, two: tuple[UUID, UUID]
) -> None:
    kept, other = two
    part = trade.site("Nef", whole=other)
    days = Period(JUNE, date(2027, 6, 4))
    trade.hold(kept, trade.production("Phare"), days, State.CONFIRMED)
    trade.hold(part, trade.production("Digue"), days, State.CONFIRMED)
    with pytest.raises(MergeClash):
        trade.write(merging.merge, kept, other)


def test_bookings_on_other_days_move_with_their_days(trade: Trade, two: tuple[UUID, UUID]) -> None:
    kept, other = two
    held = trade.hold(
        other, trade.production("Digue"), Period(JUNE, date(2027, 6, 4)), State.CONFIRMED
    )
    trade.write(merging.merge, kept, other)
    [found] = trade.read(bookings.of_site, kept, trade.today)
    assert found.id == held.booking
    assert [str(kept) in day for day in trade.read(dump)["occupied"]] == [True]
    assert trade.read(checks.check) == ()


def test_an_option_that_falls_on_confirmed_days_is_told(
    trade: Trade, two: tuple[UUID, UUID]
) -> None:
    kept, other = two
    days = Period(JUNE, date(2027, 6, 4))
    trade.hold(kept, trade.production("Phare"), days, State.CONFIRMED)
    trade.hold(other, trade.production("Digue"), days)
    trade.hold(other, trade.production("Port"), Period(date(2027, 7, 1), date(2027, 7, 4)))
    assert trade.write(merging.merge, kept, other).hindered == ("Digue",)


def test_a_site_is_not_merged_with_itself_its_part_or_a_person(
    trade: Trade, two: tuple[UUID, UUID]
) -> None:
    kept, _other = two
    part = trade.site("Nef", whole=kept)
    person = trade.put(Person(name="Alix"))
    for other, why in ((kept, "same_row"), (part, "merge_kin"), (person, "merge_kinds")):
        with pytest.raises(Refused, match=why):
            trade.write(merging.merge, kept, other)


def test_a_change_after_the_comparison_stops_the_merge(
    trade: Trade, two: tuple[UUID, UUID]
) -> None:
    kept, other = two
    seen = {one: trade.read(rows.card, one).seen for one in two}
    trade.write(rows.edit, other, {"area": "970"})
    with pytest.raises(EditedSince):
        trade.write(merging.merge, kept, other, (), seen)


def test_a_merge_is_named_in_the_history_of_both_and_taken_back_from_the_bin(
    trade: Trade, two: tuple[UUID, UUID]
) -> None:
    kept, other = two
    before = trade.read(dump)
    trade.write(merging.merge, kept, other, {"area"})
    last = trade.read(history.next_undo)
    assert last is not None
    assert words(last, {}, "en") == "merge Hangar J1 and Le J1"
    for row in two:
        assert trade.read(history.listing, row)[0].id == last.id
    [binned] = trade.read(recycle.listing)
    assert (binned.id, binned.merged_into) == (other, "Hangar J1")
    trade.write(recycle.restore, other)
    assert trade.read(dump) == before
    redo = trade.read(history.next_redo)
    assert redo is not None
    assert "merge Hangar J1 and Le J1" in words(redo, {}, "en")


def test_two_organisations_become_one_with_their_people_and_productions(trade: Trade) -> None:
    kept = trade.put(Organisation(name="Les Films du Port"))
    other = trade.put(Organisation(name="Films du Port", email="a@example.org"))
    person = trade.put(Person(name="Alix", organisation_id=other))
    film = trade.put(Production(title="Phare", reference="P1", company_id=other))
    before = trade.read(dump)
    trade.write(merging.merge, kept, other, {"email"})
    after = trade.read(dump)
    assert after["person"][person]["organisation_id"] == kept
    assert after["production"][film]["company_id"] == kept
    assert after["organisation"][kept]["email"] == "a@example.org"
    trade.write(history.undo)
    assert trade.read(dump) == before


_SIDE = st.fixed_dictionaries(
    {},
    optional={
        "area": st.integers(1, 5_000).map(str),
        "power_kw": st.integers(1, 900).map(str),
        "noise": st.sampled_from(["quiet", "noisy"]),
        "looks": st.sampled_from(["brut", "brut, loft", "ruine"]),
        "description": st.sampled_from(["Grand volume.", "Sous charpente"]),
    },
)
_HOLD = st.tuples(
    st.integers(0, 1), st.integers(0, 40), st.integers(0, 5),
    st.sampled_from([State.OPTION, State.CONFIRMED]),
)  # fmt: skip


@settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # the catalogue grows: no shrinking
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    sides=st.tuples(_SIDE, _SIDE),
    holds=st.lists(_HOLD, max_size=4),
    parcels=st.lists(st.tuples(st.integers(0, 1), st.sampled_from("ABC")), max_size=4, unique=True),
    take=st.sets(st.sampled_from(["area", "power_kw", "noise", "description", "name"])),
)
def test_undoing_a_merge_restores_everything_exactly(
    trade: Trade, sides: Any, holds: Any, parcels: Any, take: set[str]
) -> None:
    base = len(trade.read(dump)["site"])
    pair = [
        trade.write(rows.add, "site", {"name": f"{name} {base}", "kind": "stage", **given})
        for name, given in zip(("Un", "Deux"), sides, strict=True)
    ]
    for which, identifier in parcels:
        trade.put(Parcel(site_id=pair[which], identifier=identifier))
    taken: dict[int, set[date]] = {0: set(), 1: set()}
    for n, (which, start, length, state) in enumerate(holds):
        days = [JUNE + timedelta(days=start + d) for d in range(length + 1)]
        if not taken[which] & set(days):
            taken[which] |= set(days)
            film = trade.production(f"Film {base} {n}")
            trade.hold(pair[which], film, Period(days[0], days[-1]), state)
    before = trade.read(dump)
    try:
        trade.write(merging.merge, *pair, take)
    except MergeClash:
        assert taken[0] & taken[1]
    else:
        assert pair[1] not in trade.read(dump)["site"]
        after = trade.read(dump)
        trade.write(history.undo)
        assert trade.read(dump) == before
        trade.write(history.redo)
        assert trade.read(dump) == after
        trade.write(history.undo)
    assert trade.read(dump) == before
    assert trade.read(checks.check) == ()
