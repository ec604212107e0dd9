"""Numbers, amounts and days as a French and an English reader write them."""

from datetime import UTC, date, datetime

import pytest

from scout_app.model.values import Period
from scout_app.wording import numbers

THIN, WIDE = "\u202f", "\u00a0"


@pytest.mark.parametrize(
    ("value", "decimals", "lang", "written"),
    [
        (12345.5, 1, "fr", f"12{THIN}345,5"),
        (12345.5, 1, "en", "12,345.5"),
        (0.5, 0, "fr", "0"),
        (1234567, 0, "fr", f"1{THIN}234{THIN}567"),
        (7.50, 2, "fr", "7,5"),
        (-3, 0, "en", "-3"),
    ],
)
def test_a_number_has_its_groups_and_no_idle_decimals(
    value: float, decimals: int, lang: str, written: str
) -> None:
    assert numbers.number(value, lang, decimals) == written


@pytest.mark.parametrize(
    ("stored", "scale", "unit", "lang", "written"),
    [
        (123455, 1, "m²", "fr", f"12{THIN}345,5{THIN}m²"),
        (1234505, 2, "m", "en", f"12,345.05{THIN}m"),
        (9000, 2, "m", "fr", f"90{THIN}m"),
        (45, 0, "°", "fr", "45°"),
        (12, 0, "", "fr", "12"),
        (1, 0, "d", "en", "1 day"),
        (3, 0, "d", "en", "3 days"),
    ],
)
def test_a_stored_integer_is_written_in_its_unit(
    stored: int, scale: int, unit: str, lang: str, written: str
) -> None:
    assert numbers.quantity(stored, scale, unit, lang) == written


def test_an_amount_has_its_cents_and_the_euro_on_its_side() -> None:
    assert numbers.money(1234550, "fr") == f"12{THIN}345,50{WIDE}€"
    assert numbers.money(1234550, "en") == "€12,345.50"


def test_a_day_cannot_be_read_the_other_way_round() -> None:
    assert numbers.day(date(2026, 6, 1), "fr") == "01/06/2026"
    assert numbers.day(date(2026, 6, 1), "en") == "1 Jun 2026"


@pytest.mark.parametrize(
    ("first", "last", "french", "english"),
    [
        ("2026-06-03", "2026-06-07", "du 3 au 7 juin 2026", "3–7 June 2026"),
        ("2026-06-03", "2026-06-03", "le 3 juin 2026", "3 June 2026"),
        ("2026-06-01", "2026-06-07", "du 1er au 7 juin 2026", "1–7 June 2026"),
        ("2026-06-28", "2026-07-01", "du 28 juin au 1er juillet 2026", "28 June – 1 July 2026"),
        (
            "2026-12-31",
            "2027-01-02",
            "du 31 décembre 2026 au 2 janvier 2027",
            "31 December 2026 – 2 January 2027",
        ),
        (
            "2026-06-03",
            "2027-06-07",
            "du 3 juin 2026 au 7 juin 2027",
            "3 June 2026 – 7 June 2027",
        ),
    ],
)
def test_a_period_is_said_as_the_trade_says_it(
    first: str, last: str, french: str, english: str
) -> None:
    days = Period(date.fromisoformat(first), date.fromisoformat(last))
    assert numbers.period(days, "fr") == french
    assert numbers.period(days, "en") == english


def test_an_instant_is_told_in_paris_in_winter_and_in_summer() -> None:
    winter = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    summer = datetime(2026, 6, 30, 22, 5, tzinfo=UTC)
    assert (numbers.clock(winter), numbers.clock(summer)) == ("00:30", "00:05")
    assert numbers.instant(winter, "fr") == "01/01/2027 à 00:30"
    assert numbers.instant(summer, "en") == "1 Jul 2026, 00:05"


def test_areas_are_in_hectares_and_lengths_in_kilometres_from_one_on() -> None:
    assert numbers.surface(12_345, "fr") == "1,23\u202fha"
    assert numbers.surface(9_999.4, "en") == "9,999\u202fm²"
    assert numbers.distance(1_234, "fr") == "1,23\u202fkm"
    assert numbers.distance(999, "en") == "999\u202fm"
