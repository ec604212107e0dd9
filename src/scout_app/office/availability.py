"""Which sites are free when: over a range of days, for one hold, and the next free window."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from scout_app.errors import Unknown
from scout_app.model.values import Availability, Period
from scout_app.office import sites as places
from scout_app.office.calendar import Bar, CalendarRow, Picture, calendar
from scout_app.office.diary import Blocking, Diary, blocking
from scout_app.office.sites import SiteQuery, SiteRow
from scout_app.rules import availability as rules
from scout_app.rules.availability import Obstacles, Window
from scout_app.rules.options import rank_if_asked

__all__ = [
    "Bar", "Blocking", "CalendarRow", "Inquiry", "Picture", "SiteAvailability", "Window",
    "calendar", "inquiry", "next_window", "over",
]  # fmt: skip

HORIZON = 400
"""Days looked ahead for a free window."""

_HELD = frozenset({Availability.TAKEN, Availability.CLOSED})
_NOTHING = Obstacles()


@dataclass(frozen=True, slots=True)
class SiteAvailability:
    """How one site stands over the days asked: the worst day's state, and the windows left."""

    site: SiteRow
    state: Availability
    windows: tuple[Window, ...]
    blocking: tuple[Blocking, ...]


@dataclass(frozen=True, slots=True)
class Inquiry:
    """How one site stands for a hold that is being thought of.

    `rank` is the one an option would have, None where none can be asked; `free` is the next window
    of as many days when those asked are not free.
    """

    state: Availability
    rank: int | None
    blocking: tuple[Blocking, ...]
    free: Window | None


def over(
    session: Session,
    period: Period,
    *,
    today: date,
    days: int | None = None,
    sites: Sequence[UUID] | None = None,
    query: SiteQuery | None = None,
    include_unoffered: bool = False,
) -> tuple[SiteAvailability, ...]:
    """Return how sites stand over the days: those named, those found, or all.

    The windows are the longest runs of at least `days` bookable days (one when not said). A site
    that is not offered is left out unless it is named or asked for.
    """
    rows = _chosen(session, sites, query)
    if sites is None and not include_unoffered:
        rows = [row for row in rows if row.offered]
    diary = Diary(session, period, [row.id for row in rows], today)
    return tuple(_site(diary, row, days or 1) for row in rows)


def inquiry(session: Session, site_id: UUID, period: Period, *, today: date) -> Inquiry:
    """Return how a site stands for days that are being thought of; raises Unknown."""
    days_ahead = ahead(period.first, len(period) + HORIZON)
    diary = Diary(session, days_ahead, [site_id], today)
    _known(diary, site_id)
    obstacles = diary.obstacles(site_id)
    state = rules.range_state(period, obstacles, today)
    can_ask = state not in _HELD
    return Inquiry(
        state=state,
        rank=rank_if_asked(period, obstacles.taken, today) if can_ask else None,
        blocking=blocking(diary, site_id, rules.blocking(period, obstacles, today)),
        free=None
        if state is Availability.FREE
        else rules.next_window(period.first, len(period), obstacles, today, len(days_ahead)),
    )


def next_window(
    session: Session, site_id: UUID, after: date, days: int, *, today: date
) -> Window | None:
    """Return the first run of that many free days from `after` on, else of bookable ones.

    None when there is none within 400 days. Raises Unknown.
    """
    days_ahead = ahead(after)
    diary = Diary(session, days_ahead, [site_id], today)
    _known(diary, site_id)
    return rules.next_window(after, days, diary.obstacles(site_id), today, len(days_ahead))


def _chosen(
    session: Session, named: Sequence[UUID] | None, query: SiteQuery | None
) -> Sequence[SiteRow]:
    if named is not None:
        return places.rows(session, named)
    return places.rows(session) if query is None else places.search(session, query).sites


def _site(diary: Diary, row: SiteRow, days: int) -> SiteAvailability:
    period, obstacles = diary.period, diary.obstacles(row.id)
    if obstacles == _NOTHING:
        free = (Window(period, Availability.FREE),) if len(period) >= days else ()
        return SiteAvailability(row, Availability.FREE, free, ())
    return SiteAvailability(
        row,
        rules.range_state(period, obstacles, diary.today),
        rules.windows(period, days, obstacles, diary.today),
        blocking(diary, row.id, rules.blocking(period, obstacles, diary.today)),
    )


def ahead(first: date, days: int = HORIZON) -> Period:
    """Return that many days from a first one on, fewer at the end of all calendars."""
    left = (date.max - first).days
    return Period(first, first + timedelta(days=min(days - 1, left)))


def _known(diary: Diary, site_id: UUID) -> None:
    if not diary.knows(site_id):
        raise Unknown("site", str(site_id))
