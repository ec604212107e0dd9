"""Public and school holidays are marked; what nobody has published is said, never "none"."""

from datetime import date

from scout_app.model.values import Period
from scout_app.ui.calendar import days_off
from scout_app.ui.calendar.days_off import DaysOff


def said(off: DaysOff, day: date) -> str:
    return " ".join(off.said(day.toordinal()))


def test_holidays_of_the_days_and_of_a_year_around_are_read() -> None:
    off = days_off.read(Period(date(2027, 5, 1), date(2027, 5, 31)), "fr", step=lambda _s: None)
    assert "Fête du Travail" in said(off, date(2027, 5, 1))
    assert "vacances" in said(off, date(2027, 2, 22)).lower()
    assert said(off, date(2027, 5, 4)) == ""
    assert off.covers(Period(date(2026, 12, 1), date(2027, 12, 1)))
    assert not off.covers(Period(date(2030, 1, 1), date(2030, 1, 2)))


def test_days_whose_school_holidays_nobody_published_say_so() -> None:
    off = days_off.read(Period(date(2035, 5, 1), date(2035, 5, 31)), "fr", step=lambda _s: None)
    assert "not published" in said(off, date(2035, 7, 20))
    assert "Public holiday" in said(off, date(2035, 7, 14))


def test_a_day_at_the_end_of_all_calendars_is_read_too() -> None:
    last = date.max
    off = days_off.read(Period(last, last), "fr", step=lambda _s: None)
    assert off.period is not None
    assert off.period.last <= last
