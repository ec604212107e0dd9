"""Days that one thinks of holding: how they stand, requests, levels, light, price."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from scout_app.model.values import Period, Position
from scout_app.office import availability, bookings, notices, quotes, site_rows
from scout_app.office.availability import Inquiry
from scout_app.office.diary import Diary
from scout_app.office.notices import DayLevel, Notice
from scout_app.office.quotes import Quote, Run
from scout_app.places.sun import Sun, sun_on


@dataclass(frozen=True, slots=True)
class Outlook:
    """The days ahead: `suns` is the light of the first and the last day, where the site, or the
    whole it is part of, has a position."""

    notices: tuple[Notice, ...]
    levels: tuple[DayLevel, ...]
    suns: tuple[Sun, ...]
    quote: Quote


def outlook(session: Session, site_id: UUID, runs: Sequence[Run], *, today: date) -> Outlook:
    """Return what lies ahead of runs of days at a site; raises Unknown, ValueError without any."""
    days = bookings.hull(period for period, _use in runs)
    diary = Diary(session, days, [site_id], today, bookings=False)
    asked = [period for period, _use in runs]
    return Outlook(
        notices=notices.notices(session, site_id, days, today=today),
        levels=tuple(
            level
            for level in notices.levels(session, site_id, days)
            if _meets(Period(level.day, level.day), asked) and level.level is not None
        ),
        suns=_suns(_position(session, diary, site_id), days),
        quote=quotes.of_days(session, site_id, runs, today=today),
    )


def standing(session: Session, site_id: UUID, periods: Sequence[Period], *, today: date) -> Inquiry:
    """Return how a site stands for several runs of days together: the worst of them counts.

    A free window is only looked for where one run is asked. Raises Unknown, ValueError without any.
    """
    found = [availability.inquiry(session, site_id, days, today=today) for days in periods]
    if len(found) == 1:
        return found[0]
    ranks = [one.rank for one in found]
    return Inquiry(
        max((one.state for one in found), key=lambda state: state.severity),
        None if None in ranks else max(rank for rank in ranks if rank is not None),
        tuple(dict.fromkeys(block for one in found for block in one.blocking)),
        None,
    )


def _meets(days: Period, asked: Sequence[Period]) -> bool:
    return any(days.overlaps(period) for period in asked)


def _position(session: Session, diary: Diary, site_id: UUID) -> Position | None:
    line = diary.line(site_id)
    known = {row.id: (row.lat, row.lon) for row in site_rows.rows(session, line)}
    found = (known.get(site, (None, None)) for site in line)
    return next(
        (Position(lat, lon) for lat, lon in found if lat is not None and lon is not None), None
    )


def _suns(at: Position | None, days: Period) -> tuple[Sun, ...]:
    if at is None:
        return ()
    return tuple(sun_on(at, day) for day in dict.fromkeys((days.first, days.last)))
