"""A quote adds what is known, and never takes an unknown rate for nothing."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from scout_app.model.values import DayType, Period
from scout_app.rules.quotes import lines, share, total, unknown

FIRST = date(2027, 5, 10)
uses = st.sampled_from(DayType)
runs = st.lists(
    st.tuples(
        st.tuples(st.integers(0, 60), st.integers(0, 9)).map(
            lambda ends: Period(FIRST + timedelta(ends[0]), FIRST + timedelta(ends[0] + ends[1]))
        ),
        uses,
    ),
    max_size=6,
)
rates = st.dictionaries(uses, st.integers(0, 10_000_000))


@given(runs, rates)
def test_every_day_is_in_one_line_and_the_total_is_that_of_the_known(
    asked: list[tuple[Period, DayType]], known: dict[DayType, int]
) -> None:
    found = lines(asked, known)
    assert sum(line.days for line in found) == sum(len(days) for days, _use in asked)
    assert total(found) == sum(len(days) * known.get(use, 0) for days, use in asked)
    assert set(unknown(found)) == {use for _days, use in asked} - set(known)
    assert all((line.amount is None) == (line.day_type in unknown(found)) for line in found)


@given(runs, rates)
def test_neither_the_order_nor_a_cut_between_days_changes_a_quote(
    asked: list[tuple[Period, DayType]], known: dict[DayType, int]
) -> None:
    cut = [(Period(day, day), use) for days, use in asked for day in days]
    assert lines(cut, known) == lines(asked, known) == lines(asked[::-1], known)


@given(runs, rates, uses, st.integers(0, 1_000_000))
def test_a_rate_that_becomes_known_never_makes_the_rest_cheaper(
    asked: list[tuple[Period, DayType]], known: dict[DayType, int], use: DayType, rate: int
) -> None:
    before = lines(asked, {one: cost for one, cost in known.items() if one is not use})
    after = lines(asked, {**known, use: rate})
    assert total(after) >= total(before)
    assert set(unknown(after)) == set(unknown(before)) - {use}


@given(st.integers(0, 10**9), st.integers(0, 100))
def test_a_share_lies_within_half_a_cent(cents: int, percent: int) -> None:
    assert abs(share(cents, percent) * 100 - cents * percent) <= 50
    assert share(cents, 100) == cents
