"""Hours go with their days, over midnight and over a change of the clocks."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from scout_app.model.values import Period
from scout_app.rules.hours import Hours, hours, instants

DAY = date(2027, 5, 10)
times = st.builds(time, st.integers(0, 23), st.sampled_from((0, 15, 30, 45)))


def test_a_night_ends_on_the_next_morning() -> None:
    start, end = instants(Period(DAY, DAY), Hours(time(19), time(5)))
    assert end - start == timedelta(hours=10)
    first, last = instants(Period(DAY, DAY + timedelta(2)), Hours(time(19), time(5)))
    assert (first.date(), last.date()) == (DAY, DAY + timedelta(2))


def test_no_hours_are_made_of_half_of_them() -> None:
    assert hours(None, None) is None
    assert hours(datetime(2027, 5, 10, tzinfo=UTC), None) is None


@given(st.integers(0, 700), st.integers(0, 5), times, times)
def test_hours_are_read_as_they_were_written(begin: int, length: int, a: time, b: time) -> None:
    first = DAY + timedelta(begin)
    wanted = Hours(a, b)
    start, end = instants(Period(first, first + timedelta(length)), wanted)
    assert hours(start, end) == wanted
    assert start.date() == first
