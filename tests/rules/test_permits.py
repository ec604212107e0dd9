"""What a permit covers, and from when a request waits: laws over days and permits of all kinds."""

from datetime import date, timedelta
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from scout_app.model.values import Period
from scout_app.rules.permits import AHEAD, NEAR, PermitState, Permitted, standing, waits_for

BASE = date(2027, 5, 3)
COVERS = (PermitState.ASKED, PermitState.GRANTED, PermitState.NOT_NEEDED)
places = st.integers(0, 12)


def on(place: int | None) -> date | None:
    return None if place is None else BASE + timedelta(place)


@st.composite
def runs(draw: st.DrawFn) -> Period:
    first = draw(places)
    return Period(BASE + timedelta(first), BASE + timedelta(first + draw(st.integers(0, 4))))


@st.composite
def permits(draw: st.DrawFn) -> Permitted:
    first, last = draw(st.none() | places), draw(st.none() | places)
    return Permitted(uuid4(), draw(st.sampled_from(PermitState)), on(first), on(last))


def covered(day: date, held: list[Permitted]) -> bool:
    return any(
        one.state in COVERS and (one.first or day) <= day <= (one.last or day)
        and (one.first or date.min) <= (one.last or date.max)
        for one in held
    )  # fmt: skip


@given(st.lists(runs(), min_size=1, max_size=3), st.lists(permits(), max_size=4))
def test_a_request_stands_as_covered_exactly_when_each_of_its_days_is(
    days: list[Period], held: list[Permitted]
) -> None:
    whole = all(covered(day, held) for period in days for day in period)
    assert (standing(days, held).state in COVERS) == whole


@given(st.lists(runs(), min_size=1, max_size=3), st.lists(permits(), max_size=4), permits())
def test_a_further_permit_never_uncovers(
    days: list[Period], held: list[Permitted], more: Permitted
) -> None:
    if standing(days, held).state in COVERS:
        assert standing(days, [*held, more]).state in COVERS


def test_a_request_filed_anew_comes_before_the_refusal() -> None:
    week = [Period(BASE, BASE + timedelta(4))]
    refused = Permitted(uuid4(), PermitState.REFUSED)
    asked = Permitted(uuid4(), PermitState.ASKED)
    assert standing(week, [refused]).permit == refused.id
    assert standing(week, [refused, asked]).state is PermitState.ASKED
    granted = Permitted(uuid4(), PermitState.GRANTED, BASE, BASE + timedelta(4))
    assert standing(week, [refused, asked, granted]).permit == granted.id


@given(st.sampled_from(PermitState), places, st.integers(0, 90), st.integers(-120, 120))
def test_a_request_waits_in_its_window_and_once_settled_never(
    state: PermitState, place: int, lead: int, ago: int
) -> None:
    first = BASE + timedelta(place)
    file_by, today = first - timedelta(lead), BASE - timedelta(ago)
    day = waits_for(state, file_by, first, today)
    expected = {
        PermitState.TO_ASK: file_by if today >= file_by - timedelta(AHEAD) else None,
        PermitState.ASKED: first if today >= first - timedelta(NEAR) else None,
        PermitState.REFUSED: first,
    }
    assert day == expected.get(state)
