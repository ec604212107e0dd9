"""What the restrictions say of days: risks by season, and the level published for a day."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from scout_app.model.sites import Commune, Restriction, RestrictionLevel
from scout_app.model.values import Period
from scout_app.rules.availability import Closing, Risk, merged, seasons
from scout_app.rules.holding import gained

# A season may begin the year before the days asked and end the year after.
_CALENDAR = Period(date(2, 1, 1), date(9998, 12, 31))
_MONTH_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_Levels = Mapping[UUID, Mapping[tuple[str, bool], Sequence[date]]]


@dataclass(frozen=True, slots=True)
class Weight:
    """What one restriction, or several together, put on the days asked."""

    closings: tuple[Closing, ...] = ()
    risks: tuple[Risk, ...] = ()

    def __add__(self, other: "Weight") -> "Weight":
        """Put two weights together."""
        return Weight(self.closings + other.closings, self.risks + other.risks)


class Restrictions:
    """The restrictions over some days, found by the site or by the commune they name.

    One of scope `site` weighs on its site, one of scope `commune` on its commune; one of scope
    `territory` only where it names a site or a commune, since a territory is never shut whole.
    """

    def __init__(self, session: Session, period: Period) -> None:
        """Read them, with the levels published for the days."""
        self._of_site: dict[UUID, Weight] = defaultdict(Weight)
        self._of_commune: dict[str, Weight] = defaultdict(Weight)
        self._town = _towns(session)
        levels = _levels(session, period)
        for row in session.execute(_columns()):
            weight = _weight(row, period, levels.get(row.id, {}))
            if row.site_id and row.scope != "commune":
                self._of_site[row.site_id] += weight
            if row.commune and row.scope != "site":
                self._of_commune[row.commune] += weight

    def on(self, sites: Sequence[UUID], insee: str | None) -> Weight:
        """Return what weighs on a site, given with its wholes, that stands in a commune.

        A rule of a town weighs on its municipal districts too.
        """
        found = Weight()
        for site in sites:
            found += self._of_site.get(site, _NOTHING)
        for code in (insee, self._town.get(insee or "")):
            found += self._of_commune.get(code or "", _NOTHING)
        return found


_NOTHING = Weight()


FORBIDS = "red"
ALLOWS = "green"
"""Levels that say by themselves what a day is: closed, or at no risk."""


class Rules:
    """All restrictions as rows, found by the site, the commune or the territory they weigh on.

    Unlike a season, what has to be asked for on the whole territory concerns every site.
    """

    def __init__(self, session: Session) -> None:
        """Read them."""
        self._of: dict[object, list[Any]] = defaultdict(list)
        self._town = _towns(session)
        for row in session.execute(_columns()):
            if row.site_id and row.scope != "commune":
                self._of[row.site_id].append(row)
            if row.commune and row.scope != "site":
                self._of[row.commune].append(row)
            if row.scope == "territory" and not row.site_id and not row.commune:
                self._of[_EVERYWHERE].append(row)

    def on(self, sites: Sequence[UUID], insee: str | None) -> list[Any]:
        """Return the restrictions of a site, given with its wholes, in a commune; each once."""
        keys = (*sites, insee, self._town.get(insee or ""), _EVERYWHERE)
        found = {row.id: row for key in keys if key for row in self._of.get(key, ())}
        return list(found.values())


_EVERYWHERE = "territory"


def _towns(session: Session) -> Mapping[str, str]:
    """Return the town of each municipal district, both as INSEE codes."""
    districts = select(Commune.insee, Commune.district_of)
    found = session.execute(districts.where(Commune.district_of.is_not(None)))
    return {insee: town for insee, town in found if town}


def meets_season(row: Any, period: Period) -> bool:
    """Tell whether a restriction concerns some of the days; one without a season does."""
    has_season = bool((row.season_first or "").strip() or (row.season_last or "").strip())
    return not has_season or any(True for _ in _season(row, period))


def _columns() -> Any:
    return select(
        Restriction.id, Restriction.title, Restriction.scope, Restriction.site_id,
        Restriction.commune, Restriction.season_first, Restriction.season_last,
        Restriction.authority, Restriction.lead_days,
    ).order_by(Restriction.n)  # fmt: skip


def _levels(session: Session, period: Period) -> _Levels:
    found: dict[UUID, dict[tuple[str, bool], list[date]]] = defaultdict(lambda: defaultdict(list))
    published = session.execute(
        select(
            RestrictionLevel.restriction_id, RestrictionLevel.level,
            RestrictionLevel.forbids, RestrictionLevel.day,
        )
        .where(RestrictionLevel.day >= period.first, RestrictionLevel.day <= period.last)
        .order_by(RestrictionLevel.n)
    )  # fmt: skip
    for restriction, level, forbids, day in published:
        found[restriction][level, forbids].append(day)
    return found


def _weight(row: Any, period: Period, levels: Mapping[tuple[str, bool], Sequence[date]]) -> Weight:
    """Weigh one restriction: its season is a risk; a level that forbids filming closes its days,
    and one that allows it takes the season's risk away."""
    closings: list[Closing] = []
    allowed = [Period(day, day) for (level, _), days in levels.items() for day in days
               if level == ALLOWS]  # fmt: skip
    risks = [Risk(days, row.title) for days in gained(allowed, _season(row, period))]
    for (level, forbids), days in levels.items():
        reason = f"{row.title}: {level}"
        for run in () if level == ALLOWS else merged(Period(day, day) for day in days):
            if forbids or level == FORBIDS:
                closings.append(Closing(run, reason))
            else:
                risks.append(Risk(run, reason))
    return Weight(tuple(closings), tuple(risks))


def _season(row: Any, period: Period) -> Iterator[Period]:
    """Go through the season's days; one that cannot be read weighs on every day, never on none."""
    first, last = (row.season_first or "").strip(), (row.season_last or "").strip()
    if not first and not last:
        return
    if _MONTH_DAY.fullmatch(first) and _MONTH_DAY.fullmatch(last):
        if sensible := period.clipped(_CALENDAR):
            yield from seasons(sensible, first, last)
    else:
        yield period
