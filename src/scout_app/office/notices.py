"""What has to be asked for before days on a site: who decides, by when; levels of each day."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session

from scout_app.errors import BadValue, Unknown
from scout_app.model import choices
from scout_app.model.sites import Restriction, RestrictionLevel, Site
from scout_app.model.values import Period
from scout_app.office.risks import FORBIDS, Rules, meets_season
from scout_app.rules.notice import filing
from scout_app.rules.tree import Tree

_RECENT = timedelta(days=7)
"""A level older than this says nothing of today."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A request to file before the days; `title` empty for what the site's own card asks."""

    restriction: UUID | None
    title: str
    authority: str
    lead_days: int
    file_by: date
    late: bool


@dataclass(frozen=True, slots=True)
class DayLevel:
    """The level of a restriction on a day of its season.

    `presumed` when nobody published it: then it is that of the last seven days, else unknown.
    """

    restriction: UUID
    title: str
    day: date
    level: str | None
    presumed: bool


class Asking:
    """What has to be asked for on any site, with the sites and the rules read once."""

    def __init__(self, session: Session) -> None:
        """Read the sites and the restrictions."""
        columns = select(
            Site.id, Site.whole_id, Site.commune, Site.permission_from, Site.permission_days
        )
        self._sites = {row.id: row for row in session.execute(columns)}
        self._tree = Tree({row.id: row.whole_id for row in self._sites.values()})
        self._rules = Rules(session)

    def line(self, site: UUID) -> tuple[UUID, ...]:
        """Return the site and its wholes, upwards; raises Unknown."""
        if site not in self._sites:
            raise Unknown("site", str(site))
        return (site, *self._tree.ancestors(site))

    def restrictions(self, site: UUID, period: Period) -> list[Any]:
        """Return the restrictions that weigh on a site over the days; raises Unknown."""
        line = self.line(site)
        communes = (self._sites[one].commune for one in line if one in self._sites)
        insee = next((commune for commune in communes if commune), None)
        return [row for row in self._rules.on(line, insee) if meets_season(row, period)]

    def notices(self, site: UUID, period: Period, today: date) -> tuple[Notice, ...]:
        """Return what must be filed before those days, the first deadline first; raises Unknown."""
        asked = [
            _notice(row.id, row.title, row.authority, row.lead_days, period, today)
            for row in self.restrictions(site, period)
            if row.lead_days
        ]
        own = self._sites[site]
        if own.permission_days:
            days = own.permission_days
            asked.append(_notice(None, "", own.permission_from, days, period, today))
        return tuple(sorted(asked, key=lambda one: (one.file_by, one.title)))


def notices(session: Session, site_id: UUID, period: Period, *, today: date) -> tuple[Notice, ...]:
    """Return what must be filed before those days on a site, the first deadline first."""
    return Asking(session).notices(site_id, period, today)


def _notice(
    row: UUID | None, title: str, authority: str | None, lead: int, period: Period, today: date
) -> Notice:
    found = filing(period.first, lead, today)
    return Notice(row, title, authority or "", lead, found.by, found.late)


def levels(session: Session, site_id: UUID, period: Period) -> tuple[DayLevel, ...]:
    """Return the level, published or presumed, of each day that lies in a season of the site."""
    found: list[DayLevel] = []
    for row in Asking(session).restrictions(site_id, period):
        if not row.season_first:
            continue
        published = _published(session, row.id, period)
        for day in period:
            if meets_season(row, Period(day, day)):
                found.append(_level(row, day, published))
    return tuple(found)


def _level(row: Any, day: date, published: dict[date, str]) -> DayLevel:
    if day in published:
        return DayLevel(row.id, row.title, day, published[day], presumed=False)
    recent = [known for known in published if day - _RECENT <= known < day]
    level = published[max(recent)] if recent else None
    return DayLevel(row.id, row.title, day, level, presumed=True)


def publish(session: Session, restriction_id: UUID, day: date, level: str) -> UUID:
    """Enter the level that the authority decided for a day, or correct it; returns its row.

    Two offices that enter the same day write the same row. Raises BadValue, Unknown.
    """
    if level not in choices.DAY_LEVEL:
        raise BadValue("level", level, "choice", tuple(choices.DAY_LEVEL))
    if session.scalar(select(Restriction.id).where(Restriction.id == restriction_id)) is None:
        raise Unknown("restriction", str(restriction_id))
    row_id = uuid5(restriction_id, day.isoformat())
    chosen = select(RestrictionLevel).where(RestrictionLevel.id == row_id)
    row = session.scalars(chosen.execution_options(include_deleted=True)).one_or_none()
    if row is None:
        row = RestrictionLevel(id=row_id, restriction_id=restriction_id, day=day, level=level)
        session.add(row)
    row.level, row.forbids, row.deleted = level, level == FORBIDS, False
    return row_id


def _published(session: Session, restriction_id: UUID, period: Period) -> dict[date, str]:
    columns = select(RestrictionLevel.day, RestrictionLevel.level)
    found = session.execute(
        columns.where(
            RestrictionLevel.restriction_id == restriction_id,
            RestrictionLevel.day >= period.first - _RECENT,
            RestrictionLevel.day <= period.last,
        ).order_by(RestrictionLevel.n)
    )
    return {day: level for day, level in found}
