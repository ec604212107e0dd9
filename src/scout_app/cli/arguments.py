"""What is typed behind an option: days, instants, numbers, pairs; ValueError when it is not."""

from datetime import date, datetime
from zoneinfo import ZoneInfo


def day(text: str) -> date:
    """Read an ISO day."""
    return date.fromisoformat(text)


def instant(text: str) -> datetime:
    """Read an ISO instant; without an offset it is Paris time."""
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=ZoneInfo("Europe/Paris"))


def positive(text: str) -> int:
    """Read a whole number above zero."""
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def pair(text: str) -> tuple[str, str]:
    """Read KEY=VALUE."""
    key, equals, value = text.partition("=")
    if not equals or not key:
        raise ValueError(text)
    return key, value


def within(text: str) -> tuple[str, str, str]:
    """Read FIELD=LOW..HIGH, either end of which may be empty."""
    name, said = pair(text)
    low, dots, high = said.partition("..")
    if not dots:
        raise ValueError(text)
    return name, low, high


def point(text: str) -> tuple[float, float]:
    """Read LAT,LON in degrees."""
    lat, lon = (float(part) for part in text.split(","))
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueError(text)
    return lat, lon
