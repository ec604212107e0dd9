"""Sites for the needs of a production: each judged on all that is asked, dates included."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from scout_app.errors import Unknown
from scout_app.model.productions import Production
from scout_app.model.values import Period
from scout_app.office import availability, found, productions, sites
from scout_app.office.diary import Diary
from scout_app.office.productions import CriterionRow, NeedRow
from scout_app.office.sites import SiteRow
from scout_app.rules import availability as days_rules
from scout_app.rules import matching as rules
from scout_app.rules.availability import Obstacles
from scout_app.rules.matching import Candidate, Dates, Match
from scout_app.rules.options import rank_if_asked


@dataclass(frozen=True, slots=True)
class SiteMatch:
    """One site for a need, with the reasons."""

    site: SiteRow
    match: Match

    @property
    def id(self) -> UUID:
        """The site's id."""
        return self.site.id


@dataclass(frozen=True, slots=True)
class NeedMatches:
    """The sites for one need, best first.

    `period` is the window in which the need's `days` in a row must lie; None when it is not known,
    and dates then count for nothing.
    """

    need: NeedRow
    period: Period | None
    days: int
    matches: tuple[SiteMatch, ...]
    considered: int

    @property
    def window_too_short(self) -> bool:
        """Whether no site can do, since the window has fewer days than the need."""
        return self.period is not None and len(self.period) < self.days

    def criterion(self, criterion_id: UUID) -> CriterionRow:
        """Return the criterion that a reason is about."""
        return next(row for row in self.need.criteria if row.id == criterion_id)


def shortlist(
    session: Session,
    need_id: UUID,
    *,
    today: date,
    limit: int | None = None,
    include_unoffered: bool = False,
) -> NeedMatches:
    """Return the sites for a need, wholes and parts alike: blocked last, best first.

    Sites that are not offered are left out unless asked for. Raises Unknown.
    """
    need = productions.need(session, need_id)
    rows = [row for row in sites.rows(session) if row.offered or include_unoffered]
    return _matches(session, need, rows, today, limit)


def for_production(
    session: Session,
    production_id: UUID,
    *,
    today: date,
    limit: int | None = None,
    include_unoffered: bool = False,
) -> tuple[NeedMatches, ...]:
    """Return the sites for each need of a production, in the order of the needs."""
    rows = [row for row in sites.rows(session) if row.offered or include_unoffered]
    needs = productions.needs(session, production_id)
    return tuple(_matches(session, need, rows, today, limit) for need in needs)


def _matches(
    session: Session, need: NeedRow, rows: list[SiteRow], today: date, limit: int | None
) -> NeedMatches:
    asked = found.judged(session, need.criteria)
    known = found.values(session, asked)
    window = _window(session, need)
    dates = _dates(session, window, need.days, today) if window else _no_dates
    judged = rules.shortlist(
        asked,
        [Candidate(row.id, row.name, known[row.id], dates(row.id), window) for row in rows],
    )
    by_id = {row.id: row for row in rows}
    names = {row.id: row.field_name for row in need.criteria}
    kept = tuple(SiteMatch(by_id[m.site_id], found.named(m, names)) for m in judged[:limit])
    return NeedMatches(need, window, need.days, kept, len(rows))


def _window(session: Session, need: NeedRow) -> Period | None:
    """Return the days in which the need must lie: its own window's ends, else the production's."""
    first, last = need.window_first, need.window_last
    if first is None or last is None:
        chosen = select(Production.first_day, Production.last_day)
        found_days = session.execute(chosen.where(Production.id == need.production_id)).first()
        if found_days is None:
            raise Unknown("production", str(need.production_id))
        first, last = first or found_days[0], last or found_days[1]
    return productions.between(first, last)


def _no_dates(_site: UUID) -> None:
    """Know nothing of the days: the need does not say when."""


def _dates(session: Session, window: Period, days: int, today: date) -> Callable[[UUID], Dates]:
    """Return what tells how the days stand at a site; sites with the same obstacles are told once.

    Days that are past are no longer offered, unless the whole window is past.
    """
    left = Period(max(window.first, today), window.last) if window.last >= today else window
    last = availability.ahead(max(window.last, today), availability.HORIZON + days).last
    diary = Diary(session, Period(window.first, last), None, today)
    later = Period(max(window.first, today), last)
    told: dict[Obstacles, Dates] = {}

    def of_site(site: UUID) -> Dates:
        obstacles = diary.obstacles(site)
        if obstacles not in told:
            told[obstacles] = _judge(obstacles, left, days, later, today)
        return told[obstacles]

    return of_site


def _judge(obstacles: Obstacles, left: Period, days: int, later: Period, today: date) -> Dates:
    """Return the mildest days within what is left of the window, else the next after it."""
    if best := days_rules.best_window(left, days, obstacles, today):
        rank = rank_if_asked(best.period, obstacles.taken, today)
        return Dates(best.state, rank, best.period, None)
    following = days_rules.next_window(later.first, days, obstacles, today, len(later))
    state = days_rules.range_state(left, obstacles, today)
    return Dates(state, None, None, following.period if following else None)
