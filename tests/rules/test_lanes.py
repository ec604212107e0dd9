"""Bookings one above the other: none covers another, and no lane is wasted."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from scout_app.model.values import Period
from scout_app.rules.lanes import lanes

_FIRST = date(2027, 3, 1)


def days(first: int, length: int) -> Period:
    begins = _FIRST + timedelta(days=first)
    return Period(begins, begins + timedelta(days=length))


_bookings = st.lists(
    st.lists(st.builds(days, st.integers(0, 30), st.integers(0, 6)), min_size=1, max_size=3),
    max_size=12,
)


def meet(one: list[Period], other: list[Period]) -> bool:
    return any(a.overlaps(b) for a in one for b in other)


@given(_bookings)
def test_bookings_in_a_lane_never_meet_and_none_could_stand_higher(
    bookings: list[list[Period]],
) -> None:
    found = lanes(bookings)
    for n, own in enumerate(bookings):
        before = [(lane, other) for lane, other in zip(found[:n], bookings[:n], strict=True)]
        assert not any(lane == found[n] and meet(own, other) for lane, other in before)
        for higher in range(found[n]):
            assert any(lane == higher and meet(own, other) for lane, other in before)
