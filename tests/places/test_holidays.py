"""Public and school holidays, and what is not published."""

from datetime import date

from scout_app.model.values import Period
from scout_app.places import holidays


def days(first: str, last: str) -> Period:
    return Period(date.fromisoformat(first), date.fromisoformat(last))


def test_public_holidays_follow_easter_and_the_language() -> None:
    spring = days("2027-03-20", "2027-05-20")
    assert [(str(day), name) for day, name in holidays.public(spring)] == [
        ("2027-03-29", "Lundi de Pâques"),
        ("2027-05-01", "Fête du Travail"),
        ("2027-05-06", "Ascension"),
        ("2027-05-08", "Fête de la Victoire"),
        ("2027-05-17", "Lundi de Pentecôte"),
    ]
    assert holidays.public(days("2027-12-20", "2028-01-02"), "en") == (
        (date(2027, 12, 25), "Christmas Day"),
        (date(2028, 1, 1), "New Year's Day"),
    )


def test_school_holidays_of_zone_b_are_whole_runs_over_the_years_end() -> None:
    found = holidays.school(days("2027-12-25", "2028-02-10"))
    assert [name for _, name in found.holidays] == ["Vacances de Noël", "Vacances d'hiver"]
    assert found.holidays[0][0].first == date(2027, 12, 18)
    assert found.holidays[0][0].last.year == 2028
    assert found.unpublished == ()


def test_days_without_published_holidays_say_so() -> None:
    _, last = holidays.covered()
    assert last >= date(2028, 8, 31)
    after = Period(last.replace(month=7, day=1), date(last.year + 1, 3, 1))
    partly = holidays.school(after)
    assert partly.holidays, "what is published is told"
    [missing] = partly.unpublished
    assert missing.last == after.last
    assert (missing.first - last).days == 1
    year = Period(date(last.year + 2, 1, 1), date(last.year + 2, 12, 31))
    assert holidays.school(year) == holidays.School((), (year,))
