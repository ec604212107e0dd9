"""Closures that come again."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from scout_app.model.values import Period
from scout_app.rules.repeating import Repeat, is_last, nth, opened, readable, written


def days(first: str, last: str = "") -> Period:
    return Period(date.fromisoformat(first), date.fromisoformat(last or first))


def test_a_rule_opens_out_over_the_days_asked_only() -> None:
    found = opened(days("2027-05-03"), "FREQ=WEEKLY;BYDAY=MO,WE", days("2027-05-10", "2027-05-18"))
    assert found == (days("2027-05-10"), days("2027-05-12"), days("2027-05-17"))


def test_a_repetition_that_began_before_the_days_asked_is_seen() -> None:
    found = opened(
        days("2027-12-24", "2028-01-02"), "FREQ=YEARLY", days("2029-01-01", "2029-01-09")
    )
    assert found == (days("2028-12-24", "2029-01-02"),)


def test_the_leap_day_comes_back_in_leap_years_only() -> None:
    found = opened(days("2028-02-29"), "FREQ=YEARLY", days("2027-01-01", "2033-12-31"))
    assert found == (days("2028-02-29"), days("2032-02-29"))


def test_days_stay_whole_over_the_change_of_the_clock() -> None:
    for sunday in ("2027-03-28", "2027-10-31"):
        around = days(sunday[:8] + "27", sunday[:8] + "31")
        found = opened(days("2027-01-03"), "FREQ=WEEKLY", around)
        assert days(sunday) in found
        assert all(len(one) == 1 for one in found)


def test_until_may_be_written_in_utc() -> None:
    rule = "RRULE:FREQ=DAILY;UNTIL=20270505T000000Z"
    found = opened(days("2027-05-03"), rule, days("2027-05-01", "2027-05-31"))
    assert found == (days("2027-05-03"), days("2027-05-04"), days("2027-05-05"))


@pytest.mark.parametrize(
    "rule", ["", "chaque lundi", "FREQ=HOURLY", "FREQ=WEEKLY;BYDAY=XX", "FREQ=DAILY;BYHOUR=3"]
)
def test_what_repeats_no_whole_days_is_not_readable(rule: str) -> None:
    assert not readable(rule)
    if rule:
        with pytest.raises(ValueError, match=r".+"):
            opened(days("2027-05-03"), rule, days("2027-05-03"))


def test_a_rule_of_every_day_is_bounded() -> None:
    found = opened(days("2027-01-01"), "FREQ=DAILY", days("2027-01-01", "2099-12-31"))
    assert len(found) == 5_000


def promised(how: Repeat, day: date) -> tuple[object, ...]:
    """Return what all days of a repetition have in common."""
    return {
        Repeat.WEEKLY: (day.weekday(),),
        Repeat.MONTHLY_WEEKDAY: (nth(day), day.weekday()),
        Repeat.MONTHLY_LAST: (is_last(day), day.weekday()),
        Repeat.MONTHLY_DAY: (day.day,),
        Repeat.YEARLY: (day.month, day.day),
    }[how]


@given(
    st.sampled_from(Repeat),
    st.dates(date(2024, 1, 1), date(2035, 12, 31)),
    st.one_of(st.none(), st.integers(0, 800)),
)
def test_a_plain_choice_makes_a_rule_that_keeps_its_promise(
    how: Repeat, first: date, length: int | None
) -> None:
    if how is Repeat.MONTHLY_LAST:
        assume(is_last(first))
    until = None if length is None else first + timedelta(length)
    rule = written(how, first, until)
    assert readable(rule)
    within = Period(first, first + timedelta(1200))
    days = [run.first for run in opened(Period(first, first), rule, within)]
    assert days[0] == first
    assert until is None or days[-1] <= until
    assert all(promised(how, first) == promised(how, day) for day in days)
