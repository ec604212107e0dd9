"""The sun's day: known times in Marseille, days of clock change, places without sunrise."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from scout_app.model.values import Position
from scout_app.places.sun import path_on, sun_on

MARSEILLE = Position(43.29695, 5.38107)
TROMSO = Position(69.6492, 18.9553)


def near(moment: datetime | None, hour: int, minute: int) -> bool:
    """Whether a moment is within a minute of a local time: almanacs round as they like."""
    assert moment is not None
    almanac = moment.replace(hour=hour, minute=minute, second=0, microsecond=0)
    return abs(moment - almanac) <= timedelta(minutes=1)


def test_midsummer_in_marseille() -> None:
    sun = sun_on(MARSEILLE, date(2027, 6, 21))
    assert near(sun.sunrise, 5, 58)
    assert near(sun.sunset, 21, 22)
    assert sun.noon_height == pytest.approx(90 - 43.297 + 23.44, abs=0.05)
    assert sun.azimuth_rise == pytest.approx(56, abs=2)
    assert sun.azimuth_set == pytest.approx(304, abs=2)


def test_the_golden_hours_lie_about_rise_and_set() -> None:
    sun = sun_on(MARSEILLE, date(2027, 10, 5))
    assert sun.golden_morning is not None
    assert sun.golden_evening is not None
    assert sun.sunrise is not None
    assert sun.sunset is not None
    assert sun.golden_morning[0] < sun.sunrise < sun.golden_morning[1] < sun.noon
    assert sun.noon < sun.golden_evening[0] < sun.sunset < sun.golden_evening[1]


@pytest.mark.parametrize(
    ("before", "after", "hour"),
    [(date(2027, 3, 27), date(2027, 3, 28), 1), (date(2027, 10, 30), date(2027, 10, 31), -1)],
)
def test_the_clock_change_moves_sunrise_by_an_hour(before: date, after: date, hour: int) -> None:
    first, second = sun_on(MARSEILLE, before), sun_on(MARSEILLE, after)
    assert first.sunrise is not None
    assert second.sunrise is not None
    wall = second.sunrise.replace(tzinfo=None) - first.sunrise.replace(tzinfo=None)
    assert wall - timedelta(days=1, hours=hour) < timedelta(minutes=3)
    assert wall - timedelta(days=1, hours=hour) > timedelta(minutes=-3)
    assert second.sunrise.date() == after


def test_daylight_is_elapsed_time() -> None:
    spring = sun_on(MARSEILLE, date(2027, 3, 28)).daylight
    assert spring is not None
    assert timedelta(hours=12, minutes=20) < spring < timedelta(hours=12, minutes=40)


def test_polar_night_has_neither_rise_nor_set() -> None:
    sun = sun_on(TROMSO, date(2027, 12, 21), "Europe/Oslo")
    assert (sun.sunrise, sun.sunset, sun.azimuth_rise, sun.azimuth_set) == (None, None, None, None)
    assert sun.daylight is None
    assert sun.noon_height < 0


def test_midnight_sun_has_neither_rise_nor_set() -> None:
    sun = sun_on(TROMSO, date(2027, 6, 21), "Europe/Oslo")
    assert (sun.sunrise, sun.sunset) == (None, None)
    assert sun.noon_height > 40


def test_times_are_those_of_the_zone() -> None:
    sun = sun_on(MARSEILLE, date(2027, 1, 10))
    assert sun.noon.tzinfo == ZoneInfo("Europe/Paris")
    assert sun.noon.date() == date(2027, 1, 10)


def test_the_path_of_a_day_goes_from_midnight_to_midnight_by_ten_minutes() -> None:
    stands = path_on(MARSEILLE, date(2027, 6, 21))
    assert len(stands) == 144
    highest = max(stands, key=lambda stand: stand.height)
    sun = sun_on(MARSEILLE, date(2027, 6, 21))
    assert highest.height == pytest.approx(sun.noon_height, abs=0.1)
    assert abs(highest.at - sun.noon) <= timedelta(minutes=5)
    assert highest.azimuth == pytest.approx(180, abs=6)


def test_the_path_crosses_the_horizon_where_the_sun_rises_and_sets() -> None:
    sun = sun_on(MARSEILLE, date(2027, 12, 21))
    up = [stand for stand in path_on(MARSEILLE, date(2027, 12, 21)) if stand.height > -0.8]
    assert up[0].azimuth == pytest.approx(sun.azimuth_rise, abs=2.5)
    assert up[-1].azimuth == pytest.approx(sun.azimuth_set, abs=2.5)
    assert up[0].is_golden
    assert not max(up, key=lambda stand: stand.height).is_golden


@pytest.mark.parametrize(("day", "hours"), [(date(2027, 3, 28), 23), (date(2027, 10, 31), 25)])
def test_a_day_of_clock_change_has_its_own_number_of_hours(day: date, hours: int) -> None:
    assert len(path_on(MARSEILLE, day)) == hours * 6
