"""French public holidays, and school holidays of zone B (Aix-Marseille) as far as published.

Sources: the `holidays` package (public holidays of France), and the calendar of the Ministry of
Education as `vacances-scolaires-france` carries it. What the latter has no data for is told.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import groupby
from typing import Any

from scout_app.model.values import Period

ZONE = "B"
_NAMES = {"fr": "fr", "en": "en_US"}


@dataclass(frozen=True, slots=True)
class School:
    """School holidays over some days: the runs known, and the days nobody has published yet."""

    holidays: tuple[tuple[Period, str], ...]
    unpublished: tuple[Period, ...]


def public(period: Period, lang: str = "fr") -> tuple[tuple[date, str], ...]:
    """Return the public holidays of the days with their names, in order."""
    import holidays

    years = range(period.first.year, period.last.year + 1)
    found: dict[date, str] = dict(
        holidays.country_holidays("FR", years=years, language=_NAMES[lang])
    )
    return tuple((day, name) for day, name in sorted(found.items()) if day in period)


def school(period: Period) -> School:
    """Return the school holidays of zone B that meet the days, whole, and what is not published.

    Names are the Ministry's, in French.
    """
    begins, ends = covered()
    known = period.clipped(Period(begins, ends))
    return School(
        () if known is None else tuple(_runs(known)),
        tuple(_around(period, Period(begins, ends))),
    )


def covered() -> tuple[date, date]:
    """Return the first and last day for which school holidays are published."""
    days = sorted(_days())
    return days[0], days[-1]


def _around(period: Period, known: Period) -> Iterator[Period]:
    day = timedelta(days=1)
    if period.first < known.first:
        yield Period(period.first, min(period.last, known.first - day))
    if period.last > known.last:
        yield Period(max(period.first, known.last + day), period.last)


def _runs(period: Period) -> Iterator[tuple[Period, str]]:
    days = _days()
    for (_, name), run in groupby(
        enumerate(sorted(days)), key=lambda item: (item[1].toordinal() - item[0], days[item[1]])
    ):
        members = [day for _, day in run]
        whole = Period(members[0], members[-1])
        if whole.overlaps(period):
            yield whole, name


@cache
def _days() -> dict[date, str]:
    """Return each day of school holidays of the zone with the holidays' name."""
    from vacances_scolaires_france import (  # type: ignore[import-untyped]
        SchoolHolidayDates,
    )

    found: dict[date, Any] = SchoolHolidayDates().data
    return {
        day: str(facts["nom_vacances"])
        for day, facts in found.items()
        if facts[f"vacances_zone_{ZONE.lower()}"]
    }
