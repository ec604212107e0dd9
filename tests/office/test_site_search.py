"""What narrows a search keeps exactly the sites that a plain look at every row would keep."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scout_app.errors import Unknown
from scout_app.model.values import Availability, Period, Position, State
from scout_app.office import sites
from scout_app.office.sites import SiteQuery
from scout_app.places.distance import geodesic_km
from tests.office.conftest import Trade

MAY = Period(date(2027, 5, 3), date(2027, 5, 7))
numbers = st.one_of(st.none(), st.integers(0, 1_000))
ends = st.one_of(st.none(), st.integers(0, 1_000))


def found(trade: Trade, **how: object) -> set[str]:
    query = SiteQuery(today=trade.today, **how)  # type: ignore[arg-type]  # as named
    answer = trade.read(sites.search, query)
    assert answer.total == len(answer.sites)
    return {row.name for row in answer.sites}


def test_a_range_keeps_both_its_ends_and_no_unknown(trade: Trade) -> None:
    for name, height in (("Bas", 400), ("Juste", 950), ("Haut", 1_200), ("Inconnu", None)):
        trade.site(name, clear_height=height)
    assert found(trade, ranges={"clear_height": (950, None)}) == {"Juste", "Haut"}
    assert found(trade, ranges={"clear_height": (400, 950)}) == {"Bas", "Juste"}
    assert found(trade, ranges={"clear_height": (None, 400)}) == {"Bas"}
    with pytest.raises(Unknown):
        found(trade, ranges={"name": (1, None)})


@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.lists(st.tuples(numbers, numbers), min_size=1, max_size=5), ends, ends)
def test_ranges_answer_as_a_loop_over_all_rows_would(
    trade: Trade, rows: list[tuple[int | None, int | None]], low: int | None, high: int | None
) -> None:
    batch = str(trade.at)
    for n, (area, height) in enumerate(rows):
        trade.site(f"{batch} {n}", area=area, clear_height=height, operator=batch)
    wanted = {
        f"{batch} {n}"
        for n, (area, height) in enumerate(rows)
        if (low is None or (area is not None and area >= low))
        and (high is None or (height is not None and height <= high))
    }
    ranges = {"area": (low, None), "clear_height": (None, high)}
    assert {name for name in found(trade, ranges=ranges) if name.startswith(batch)} == wanted


def test_the_days_asked_count_each_state_and_keep_those_chosen(trade: Trade) -> None:
    free, held, taken = (trade.site(name) for name in ("Libre", "Optionné", "Pris"))
    production = trade.production("Film")
    trade.hold(held, production, MAY)
    trade.hold(taken, production, Period(MAY.last, MAY.last), State.CONFIRMED)
    answer = trade.read(sites.search, SiteQuery(days=MAY, today=trade.today))
    assert {facet.code: facet.count for facet in answer.states} == {
        "free": 1, "optioned": 1, "taken": 1,
    }  # fmt: skip
    kept = frozenset({Availability.FREE.value, Availability.OPTIONED.value})
    assert found(trade, days=MAY, states=kept) == {"Libre", "Optionné"}
    later = Period(date(2027, 6, 1), date(2027, 6, 2))
    assert found(trade, days=later, states=frozenset({"free"})) == {"Libre", "Optionné", "Pris"}
    assert isinstance(free, UUID)


def test_a_radius_keeps_what_lies_within(trade: Trade) -> None:
    here = Position(43.4, 5.05)
    for name, lat in (("Ici", 43.4), ("Près", 43.45), ("Loin", 43.9)):
        trade.site(name, lat=round(lat * 10**7), lon=50_500_000)
    trade.site("Nulle part")
    [near] = geodesic_km(here, [(43.45, 5.05)])
    assert found(trade, near=here, within_km=float(near)) == {"Ici", "Près"}
    assert found(trade, near=here, within_km=float(near) - 0.001) == {"Ici"}


def test_every_text_of_a_site_is_found(trade: Trade) -> None:
    trade.site("Hangar", hazards="Chariots élévateurs dans la cour", cover_set="Plateau B")
    assert found(trade, text="chariots elevateurs") == {"Hangar"}
    assert found(trade, text="plateau b") == {"Hangar"}
