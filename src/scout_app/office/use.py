"""How much of its days each site is held: by week or month of a year, from columns in memory."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from scout_app.model.values import Availability, Period
from scout_app.office import calendar_columns, sites
from scout_app.office.calendar import in_tree
from scout_app.office.sites import SiteQuery, SiteRow

if TYPE_CHECKING:
    from scout_app.office.calendar_columns import Columns


@dataclass(frozen=True, slots=True)
class SiteUse:
    """The days held of one site: in each part of the year, and in the whole year."""

    site: SiteRow
    depth: int
    held: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Use:
    """A year in parts, and the sites' days in them; a whole is held where one of its parts is."""

    year: Period
    parts: tuple[Period, ...]
    rows: tuple[SiteUse, ...]


def of_year(
    session: Session,
    year: int,
    *,
    by_month: bool,
    states: Collection[Availability],
    query: SiteQuery,
    today: date,
) -> Use:
    """Return the days on which the sites found are in one of the states, each day once."""
    whole = Period(date(year, 1, 1), date(year, 12, 31))
    parts = months(year) if by_month else weeks(year)
    found = sites.search(session, query).sites
    columns = calendar_columns.columns(session, whole, today)
    counts = [_held(columns, part, states) for part in parts]
    rows = [
        _row(row, depth, [count[columns.place[row.id]] for count in counts])
        for row, depth in in_tree(found)
        if row.id in columns.place
    ]
    return Use(whole, parts, tuple(rows))


def months(year: int) -> tuple[Period, ...]:
    """Return the months of a year."""
    firsts = [date(year, month, 1) for month in range(1, 13)]
    lasts = [*(first - timedelta(days=1) for first in firsts[1:]), date(year, 12, 31)]
    return tuple(Period(first, last) for first, last in zip(firsts, lasts, strict=True))


def weeks(year: int) -> tuple[Period, ...]:
    """Return the ISO weeks of a year, the first and the last cut where the year begins and ends."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    monday = first - timedelta(days=first.weekday())
    mondays = [monday + timedelta(weeks=n) for n in range((last - monday).days // 7 + 1)]
    return tuple(Period(max(m, first), min(m + timedelta(days=6), last)) for m in mondays)


def _held(columns: Columns, part: Period, states: Collection[Availability]) -> Sequence[int]:
    """Return for each site of the picture on how many days of a part it is held."""
    import numpy as np

    free = {state for state in columns.bits if state not in states}
    busy = columns.busy(part, free)
    days = np.unpackbits(busy, axis=1, count=len(columns.sites))
    counted: list[int] = days.sum(axis=0, dtype=np.int64).tolist()
    return counted


def _row(site: SiteRow, depth: int, held: Sequence[int]) -> SiteUse:
    return SiteUse(site, depth, tuple(held), sum(held))
