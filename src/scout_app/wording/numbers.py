"""Numbers, amounts, days and periods as each language writes them."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.numbers import format_currency, format_decimal

from scout_app.model.values import Period
from scout_app.wording.texts import translator

PARIS = ZoneInfo("Europe/Paris")
_LOCALES = {"fr": "fr_FR", "en": "en_GB"}
_THIN = "\u202f"
_HECTARE = 10_000
_KILOMETRE = 1_000


def number(value: Decimal | int | float, lang: str, decimals: int = 0) -> str:
    """Return a number with its groups and at most that many decimals."""
    pattern = "#,##0" + ("." + "#" * decimals if decimals else "")
    return format_decimal(value, format=pattern, locale=_LOCALES[lang])


def quantity(value: int, scale: int, unit: str, lang: str) -> str:
    """Return a stored integer in its unit: 1234505 with scale 2 and "m" is "12 345,05 m"."""
    text = number(Decimal(value).scaleb(-scale), lang, scale)
    if unit == "d":
        days = translator(lang).ngettext("{count} day", "{count} days", value)
        return days.format(count=text)
    return f"{text}{_THIN if unit != '°' else ''}{unit}" if unit else text


def surface(square_metres: float, lang: str) -> str:
    """Return an area as people say it: hectares from one on, else square metres."""
    if square_metres >= _HECTARE:
        return f"{number(round(square_metres / _HECTARE, 2), lang, 2)}{_THIN}ha"
    return f"{number(round(square_metres), lang)}{_THIN}m²"


def distance(metres: float, lang: str) -> str:
    """Return a length as people say it: kilometres from one on, else metres."""
    if metres >= _KILOMETRE:
        return f"{number(round(metres / _KILOMETRE, 2), lang, 2)}{_THIN}km"
    return f"{number(round(metres), lang)}{_THIN}m"


def money(cents: int, lang: str) -> str:
    """Return an amount of cents in euros."""
    return format_currency(Decimal(cents).scaleb(-2), "EUR", locale=_LOCALES[lang])


def day(value: date, lang: str) -> str:
    """Return a day in figures in French, with the month's name in English."""
    pattern = "dd/MM/yyyy" if lang == "fr" else "d MMM yyyy"
    return format_date(value, pattern, locale=_LOCALES[lang])


def period(value: Period, lang: str) -> str:
    """Return days as the trade says them: "du 3 au 7 juin 2026", "3–7 June 2026"."""
    return _french(value) if lang == "fr" else _english(value)


def _french(value: Period) -> str:
    first, last = value.first, value.last
    end = _french_day(last, "d MMMM yyyy")
    if first == last:
        return f"le {end}"
    if (first.year, first.month) == (last.year, last.month):
        return f"du {_french_day(first, 'd')} au {end}"
    pattern = "d MMMM" if first.year == last.year else "d MMMM yyyy"
    return f"du {_french_day(first, pattern)} au {end}"


def _french_day(value: date, pattern: str) -> str:
    """Write the first of a month as French does: 1er."""
    ordinal = pattern.replace("d", "d'er'", 1) if value.day == 1 else pattern
    return format_date(value, ordinal, locale="fr_FR")


def _english(value: Period) -> str:
    first, last = value.first, value.last
    end = format_date(last, "d MMMM yyyy", locale="en_GB")
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    pattern = "d MMMM" if first.year == last.year else "d MMMM yyyy"
    return f"{format_date(first, pattern, locale='en_GB')} – {end}"


def clock(value: datetime) -> str:
    """Return the time of day in Paris, to the minute."""
    return f"{value.astimezone(PARIS):%H:%M}"


def instant(value: datetime, lang: str) -> str:
    """Return an instant in Paris, to the minute."""
    pattern = "dd/MM/yyyy 'à' HH:mm" if lang == "fr" else "d MMM yyyy, HH:mm"
    return format_datetime(value.astimezone(PARIS), pattern, locale=_LOCALES[lang])
