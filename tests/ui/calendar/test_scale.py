"""Days along a line, from two weeks to a year: places, zoom, labels, and both ends of time."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as some

from scout_app.ui.calendar.cursor import Cursor
from scout_app.ui.calendar.scale import FIRST, LAST, ZOOMS, Scale, is_weekend

MONDAY = date(2027, 3, 1).toordinal()
_scales = some.builds(
    Scale,
    some.integers(FIRST, LAST - 400).map(float),
    some.sampled_from(ZOOMS),
    some.integers(300, 3000),
)


@given(_scales, some.integers(0, 13))
def test_the_middle_of_a_day_is_that_day(scale: Scale, ahead: int) -> None:
    assume(scale.day >= 1)
    day = scale.first + ahead
    assert scale.at(scale.x(day) + scale.day / 2) == day


@given(_scales, some.sampled_from([-1, 1]), some.floats(0, 1))
def test_what_lies_under_the_mouse_stays_there_when_zooming(
    scale: Scale, steps: int, share: float
) -> None:
    x = share * scale.width
    nearer = scale.zoomed(steps, x)
    if FIRST < nearer.left < LAST + 1 - nearer.days:
        before, after = scale.left + share * scale.days, nearer.left + share * nearer.days
        assert after == pytest.approx(before)


def test_the_zoom_stops_at_two_weeks_and_at_five_years() -> None:
    scale = Scale(MONDAY, 61, 1000)
    for _ in range(20):
        scale = scale.zoomed(1)
    assert scale.days == 14
    for _ in range(20):
        scale = scale.zoomed(-1)
    assert scale.days == 1827


@pytest.mark.parametrize(
    ("days", "labels"),
    [
        (14, ("word", "word", "word")),
        (31, ("letter", "word", "word")),
        (61, ("number", "word", "word")),
        (92, ("", "word", "word")),
        (183, ("", "word", "word")),
        (366, ("", "", "short")),
    ],
)
def test_labels_shrink_with_the_room_they_have(days: int, labels: tuple[str, str, str]) -> None:
    scale = Scale(MONDAY, days, 1040)
    assert (scale.day_label, scale.week_label, scale.month_label) == labels


def test_weeks_begin_on_mondays_and_go_by_their_iso_numbers() -> None:
    scale = Scale(date(2026, 12, 30).toordinal(), 14, 1000)
    assert [(date.fromordinal(run.first), run.number) for run in scale.weeks()] == [
        (date(2026, 12, 28), 53), (date(2027, 1, 4), 1), (date(2027, 1, 11), 2),
    ]  # fmt: skip


def test_a_year_shows_every_other_week() -> None:
    firsts = [run.first for run in Scale(MONDAY, 366, 1000).weeks()]
    assert {after - before for before, after in pairwise(firsts)} == {14}
    assert all(date.fromordinal(first).isoweekday() == 1 for first in firsts)


@pytest.mark.parametrize("days", [731, 1096, 1827])
def test_beyond_a_year_months_and_years_stand_alone(days: int) -> None:
    scale = Scale(MONDAY, days, 1000)
    assert not list(scale.weeks())
    years = [(run.number, run.count) for run in scale.years()]
    assert [number for number, _ in years] == list(range(2027, 2027 + len(years)))
    assert all(count in (365, 366) for _, count in years)
    assert years[-1][0] == date.fromordinal(scale.last).year


@given(days=some.integers(14, 1827), wanted=some.integers(14, 1827), x=some.floats(0, 1000))
def test_what_lies_under_the_fingers_stays_there(days: int, wanted: int, x: float) -> None:
    scale = Scale(MONDAY, days, 1000)
    zoomed = scale.zoomed_to(wanted, x)
    assert zoomed.days == wanted
    assert zoomed.left + x / zoomed.day == pytest.approx(scale.left + x / scale.day)


def test_months_are_whole_and_in_order() -> None:
    scale = Scale(date(2026, 11, 15).toordinal(), 92, 1000)
    assert [(run.number, run.count) for run in scale.months()] == [
        (11, 30),
        (12, 31),
        (1, 31),
        (2, 28),
    ]


def test_weekends_are_saturdays_and_sundays() -> None:
    week = [is_weekend(MONDAY + n) for n in range(7)]
    assert week == [False] * 5 + [True] * 2
    assert MONDAY + 5 in Scale(MONDAY, 14, 1000).saturdays()
    # A view that begins on a Sunday still shades it.
    assert MONDAY - 2 in Scale(MONDAY - 1, 14, 1000).saturdays()


@pytest.mark.parametrize("left", [-9_999.0, float(LAST) + 9_999])
def test_there_is_nothing_beyond_the_first_and_the_last_day_of_all_calendars(left: float) -> None:
    scale = Scale(MONDAY, 61, 1000).moved(left)
    assert scale.first >= FIRST
    assert scale.last <= LAST
    assert list(scale.months())
    assert list(scale.weeks())


def test_showing_days_moves_no_more_than_needed() -> None:
    scale = Scale(MONDAY, 14, 1000)
    assert scale.showing(MONDAY, MONDAY + 13) == scale
    assert scale.showing(MONDAY + 12, MONDAY + 16).left == MONDAY + 3
    assert scale.showing(MONDAY - 5, MONDAY - 5).left == MONDAY - 5
    assert scale.showing(MONDAY + 20, MONDAY + 60).left == MONDAY + 20


def test_a_cursor_chooses_from_its_anchor_either_way() -> None:
    at = Cursor(0, MONDAY, MONDAY).stretched(MONDAY - 3)
    first = date(2027, 3, 1) - timedelta(days=3)
    assert (at.period.first, at.period.last) == (first, date(2027, 3, 1))
    assert at.alone().period.last == first
    assert at.to(LAST + 5).day == LAST
