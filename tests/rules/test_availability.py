"""The state of days, what blocks them, and the windows they leave."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scout_app.model.values import Availability, Period, State
from scout_app.rules.availability import (
    Block,
    Closing,
    Obstacles,
    Risk,
    Window,
    best_window,
    blocking,
    day_states,
    merged,
    next_window,
    range_state,
    seasons,
    windows,
)
from scout_app.rules.options import Taken
from scout_app.rules.tree import Tree

TODAY = date(2027, 3, 1)
DAY = timedelta(days=1)
FREE, OPTIONED, AT_RISK, TAKEN, CLOSED = Availability
SITE, FIRST, SECOND = (UUID(int=n) for n in range(3))
MAY = Period(date(2027, 5, 1), date(2027, 5, 31))


def days(first: int, last: int) -> Period:
    """Days of May 2027."""
    return Period(date(2027, 5, first), date(2027, 5, last))


def taken(
    period: Period,
    state: State = State.CONFIRMED,
    booking: UUID = FIRST,
    expires_on: date | None = None,
    site: UUID = SITE,
) -> Taken:
    return Taken(booking, site, period, state, datetime(2027, 1, 1, tzinfo=UTC), expires_on)


def letters(period: Period, obstacles: Obstacles) -> str:
    """One letter a day: Free, Optioned, at Risk, Taken, Closed."""
    letter = {FREE: "F", OPTIONED: "O", AT_RISK: "R", TAKEN: "T", CLOSED: "C"}
    return "".join(letter[state] for state in day_states(period, obstacles, TODAY))


BUSY = Obstacles(
    taken=(taken(days(2, 3)), taken(days(3, 6), State.OPTION, SECOND)),
    closings=(Closing(days(1, 2), "works"),),
    risks=(Risk(days(5, 8), "massif"),),
)


def test_the_worst_of_a_day_is_its_state() -> None:
    assert letters(days(1, 9), BUSY) == "CCTORRRRF"


def test_the_worst_day_gives_a_range_its_state() -> None:
    assert range_state(days(1, 9), BUSY, TODAY) is CLOSED
    assert range_state(days(3, 9), BUSY, TODAY) is TAKEN
    assert range_state(days(4, 9), BUSY, TODAY) is AT_RISK
    assert range_state(days(4, 4), BUSY, TODAY) is OPTIONED
    assert range_state(days(9, 9), BUSY, TODAY) is FREE


def test_an_expired_option_leaves_its_days_free() -> None:
    option = Obstacles((taken(days(2, 3), State.OPTION, expires_on=TODAY),))
    assert range_state(days(1, 9), option, TODAY) is OPTIONED
    assert range_state(days(1, 9), option, TODAY + DAY) is FREE
    assert blocking(days(1, 9), option, TODAY + DAY) == ()


def test_what_awaits_its_home_office_is_not_yet_taken() -> None:
    awaiting = Obstacles((taken(days(2, 3), State.AWAITING_HOME),))
    assert range_state(days(1, 9), awaiting, TODAY) is OPTIONED


def test_everything_in_the_way_is_told_clipped_and_in_order() -> None:
    assert blocking(days(2, 7), BUSY, TODAY) == (
        Block(days(2, 2), CLOSED, None, "works"),
        Block(days(2, 3), TAKEN, FIRST, ""),
        Block(days(3, 6), OPTIONED, SECOND, ""),
        Block(days(5, 7), AT_RISK, None, "massif"),
    )


def test_a_partly_closed_week_is_bookable_on_its_open_days() -> None:
    week = Obstacles(closings=(Closing(days(5, 6), "holiday"),))
    assert windows(days(3, 9), 2, week, TODAY) == (
        Window(days(3, 4), FREE),
        Window(days(7, 9), FREE),
    )


def test_each_window_has_the_worst_state_of_its_own_days() -> None:
    assert windows(days(1, 9), 1, BUSY, TODAY) == (Window(days(4, 9), AT_RISK),)
    assert windows(days(1, 4), 1, BUSY, TODAY) == (Window(days(4, 4), OPTIONED),)
    assert windows(days(1, 9), 7, BUSY, TODAY) == ()


def test_sister_stages_do_not_exclude_each_other_but_the_whole_and_a_part_do() -> None:
    whole, stage, sister = (UUID(int=n) for n in (11, 12, 13))
    tree = Tree({whole: None, stage: whole, sister: whole})

    def state(site: UUID, booked: UUID) -> Availability:
        spans = [span for span in [taken(days(1, 3), site=booked)] if booked in tree.kin(site)]
        return range_state(days(1, 9), Obstacles(spans), TODAY)

    assert (state(sister, stage), state(whole, stage), state(stage, whole)) == (FREE, TAKEN, TAKEN)


def test_the_next_window_is_the_first_free_one() -> None:
    assert next_window(days(1, 1).first, 3, BUSY, TODAY) == Window(days(9, 11), FREE)
    assert next_window(days(20, 20).first, 3, BUSY, TODAY) == Window(days(20, 22), FREE)


def test_the_next_window_is_a_bookable_one_when_none_is_free() -> None:
    assert next_window(days(1, 1).first, 3, BUSY, TODAY, horizon=9) == Window(days(4, 6), AT_RISK)


def test_there_may_be_no_next_window() -> None:
    shut = Obstacles(closings=(Closing(Period(date(2027, 1, 1), date(2030, 1, 1)), "works"),))
    assert next_window(TODAY, 1, shut, TODAY) is None


def test_the_search_for_a_window_ends_with_the_calendar() -> None:
    assert next_window(date.max - DAY, 2, Obstacles(), TODAY) == Window(
        Period(date.max - DAY, date.max), FREE
    )
    assert next_window(date.max, 2, Obstacles(), TODAY) is None


def test_the_best_days_are_the_mildest_then_the_earliest() -> None:
    assert best_window(days(1, 9), 1, BUSY, TODAY) == Window(days(9, 9), FREE)
    assert best_window(days(1, 8), 1, BUSY, TODAY) == Window(days(4, 4), OPTIONED)
    assert best_window(days(1, 8), 2, BUSY, TODAY) == Window(days(4, 5), AT_RISK)
    assert best_window(days(1, 3), 1, BUSY, TODAY) is None
    assert best_window(days(1, 3), 4, Obstacles(), TODAY) is None


def test_spans_of_one_booking_that_touch_are_one_block() -> None:
    prep, shoot, strike = (
        taken(days(1, 1), State.OPTION),
        taken(days(2, 4), State.OPTION),
        taken(days(6, 6), State.OPTION),
    )
    assert blocking(MAY, Obstacles((shoot, prep, strike)), TODAY) == (
        Block(days(1, 4), OPTIONED, FIRST, ""),
        Block(days(6, 6), OPTIONED, FIRST, ""),
    )


def test_touching_bookings_of_two_productions_are_two_blocks() -> None:
    spans = (taken(days(1, 2)), taken(days(3, 4), booking=SECOND))
    assert [block.booking_id for block in blocking(MAY, Obstacles(spans), TODAY)] == [FIRST, SECOND]


def test_periods_that_touch_or_overlap_are_joined() -> None:
    assert merged([days(5, 6), days(1, 2), days(2, 4), days(8, 9), days(8, 8)]) == (
        days(1, 6),
        days(8, 9),
    )
    assert merged([]) == ()


def test_periods_are_joined_up_to_the_last_day_there_is() -> None:
    last = Period(date.max, date.max)
    assert merged([last, last]) == (last,)


def test_a_season_returns_every_year() -> None:
    asked = Period(date(2027, 9, 15), date(2029, 6, 2))
    assert seasons(asked, "06-01", "09-30") == (
        Period(date(2027, 9, 15), date(2027, 9, 30)),
        Period(date(2028, 6, 1), date(2028, 9, 30)),
        Period(date(2029, 6, 1), date(2029, 6, 2)),
    )


def test_a_season_may_run_over_the_end_of_the_year() -> None:
    assert seasons(Period(date(2027, 1, 10), date(2027, 12, 5)), "11-15", "03-15") == (
        Period(date(2027, 1, 10), date(2027, 3, 15)),
        Period(date(2027, 11, 15), date(2027, 12, 5)),
    )


def test_a_season_of_the_whole_year_is_one_run() -> None:
    years = Period(date(2027, 3, 1), date(2029, 3, 1))
    assert seasons(years, "01-01", "12-31") == (years,)


def test_days_outside_the_season_have_none() -> None:
    assert seasons(days(1, 31), "06-01", "09-30") == ()


def test_the_29th_of_february_is_the_last_of_the_month() -> None:
    common = Period(date(2027, 2, 1), date(2027, 3, 31))
    leap = Period(date(2028, 2, 1), date(2028, 3, 31))
    assert seasons(common, "02-10", "02-29")[0].last == date(2027, 2, 28)
    assert seasons(leap, "02-10", "02-29")[0].last == date(2028, 2, 29)
    assert seasons(common, "02-29", "03-10")[0].first == date(2027, 2, 28)
    assert seasons(leap, "02-29", "03-10")[0].first == date(2028, 2, 29)


def test_a_season_typed_without_zeros_is_the_same_season() -> None:
    year = Period(date(2027, 1, 1), date(2027, 12, 31))
    assert seasons(year, "6-1", "10-30") == seasons(year, "06-01", "10-30")


@pytest.mark.parametrize("year", [1, 9999])
def test_a_season_over_the_years_end_stops_where_the_calendar_does(year: int) -> None:
    whole = Period(date(year, 1, 1), date(year, 12, 31))
    found = seasons(whole, "11-01", "02-01")
    assert found[-1] == Period(date(year, 11, 1), date(year, 12, 31))


@pytest.mark.parametrize("wrong", ["13-01", "00-10", "06-00", "06-32", "June", "06"])
def test_what_is_no_month_or_day_is_no_season(wrong: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        seasons(MAY, wrong, "09-30")


PERIODS = st.builds(
    lambda first, length: (
        Period(date(2027, 4, 25), date(2027, 4, 25))
        if first is None
        else Period(date(2027, 5, first), date(2027, 5, first) + length * DAY)
    ),
    st.none() | st.integers(1, 31),
    st.integers(0, 9),
)
OBSTACLES = st.builds(
    Obstacles,
    st.lists(
        st.builds(
            taken,
            PERIODS,
            st.sampled_from(State),
            st.sampled_from([FIRST, SECOND]),
            st.sampled_from([None, TODAY - DAY, TODAY]),
        ),
        max_size=5,
    ),
    st.lists(st.builds(Closing, PERIODS, st.sampled_from(["works", "holiday"])), max_size=2),
    st.lists(st.builds(Risk, PERIODS, st.just("massif")), max_size=3),
)


def told_day_by_day(day: date, obstacles: Obstacles) -> Availability:
    """The state of one day, said as plainly as DOMAIN says it."""
    if any(day in closing.period for closing in obstacles.closings):
        return CLOSED
    there = [span for span in obstacles.taken if day in span.period]
    if any(span.state is State.CONFIRMED for span in there):
        return TAKEN
    if any(day in risk.period for risk in obstacles.risks):
        return AT_RISK
    waiting = [
        span
        for span in there
        if span.state in (State.OPTION, State.AWAITING_HOME)
        and (span.expires_on is None or span.expires_on >= TODAY)
    ]
    return OPTIONED if waiting else FREE


@settings(max_examples=80, deadline=None)
@given(OBSTACLES)
def test_the_states_are_those_told_day_by_day(obstacles: Obstacles) -> None:
    expected = [told_day_by_day(day, obstacles) for day in MAY]
    assert day_states(MAY, obstacles, TODAY) == expected
    assert range_state(MAY, obstacles, TODAY) == max(expected, key=lambda s: s.severity)


@settings(max_examples=80, deadline=None)
@given(OBSTACLES, st.integers(1, 8))
def test_windows_are_maximal_disjoint_long_enough_and_bookable(
    obstacles: Obstacles, wanted: int
) -> None:
    states = dict(zip(MAY, day_states(MAY, obstacles, TODAY), strict=True))
    inside: set[date] = set()
    for window in windows(MAY, wanted, obstacles, TODAY):
        own = [states[day] for day in window.period]
        assert len(own) >= wanted
        assert window.state == max(own, key=lambda s: s.severity)
        assert window.state not in (TAKEN, CLOSED)
        edges = (window.period.first - DAY, window.period.last + DAY)
        assert all(states.get(edge, CLOSED) in (TAKEN, CLOSED) for edge in edges)
        assert inside.isdisjoint(window.period)
        inside.update(window.period)
    for first in list(MAY)[: len(MAY) - wanted + 1]:
        run = [first + n * DAY for n in range(wanted)]
        bookable = all(states[day] not in (TAKEN, CLOSED) for day in run)
        assert not bookable or inside.issuperset(run)


@settings(max_examples=80, deadline=None)
@given(OBSTACLES, st.integers(1, 8))
def test_the_best_days_are_found_among_all_runs(obstacles: Obstacles, wanted: int) -> None:
    runs = [
        Period(first, first + (wanted - 1) * DAY) for first in list(MAY)[: len(MAY) - wanted + 1]
    ]
    judged = [(range_state(run, obstacles, TODAY).severity, run) for run in runs]
    severity, run = min(judged)
    best = best_window(MAY, wanted, obstacles, TODAY)
    if severity >= TAKEN.severity:
        assert best is None
    else:
        assert best == Window(run, list(Availability)[severity])


@settings(max_examples=80, deadline=None)
@given(OBSTACLES)
def test_blocks_of_one_cause_are_apart_and_cover_what_is_not_free(obstacles: Obstacles) -> None:
    blocks = blocking(MAY, obstacles, TODAY)
    covered = {day for block in blocks for day in block.period}
    states = zip(MAY, day_states(MAY, obstacles, TODAY), strict=True)
    assert covered == {day for day, state in states if state is not FREE}
    for cause in {(b.what, b.booking_id, b.reason) for b in blocks}:
        own = [b.period for b in blocks if (b.what, b.booking_id, b.reason) == cause]
        assert all(own[n].last + DAY < own[n + 1].first for n in range(len(own) - 1))
