"""The day it is where the films are shot."""

from datetime import date, datetime
from zoneinfo import ZoneInfo


def today() -> date:
    """Return today's date in Paris."""
    return datetime.now(ZoneInfo("Europe/Paris")).date()


def now() -> datetime:
    """Return the instant it is."""
    return datetime.now(ZoneInfo("Europe/Paris"))
