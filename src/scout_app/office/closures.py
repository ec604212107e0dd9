"""Shut a site for some days, once or again and again."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from scout_app.errors import Clash, Refused, Unknown
from scout_app.model.sites import Closure, Site
from scout_app.model.values import Period, State
from scout_app.office.diary import Diary
from scout_app.rules.repeating import opened, readable

_LOOKED_AHEAD = timedelta(days=1100)
"""How far the repetitions of a closure are held against confirmed bookings: three years."""


def close(
    session: Session, site_id: UUID, period: Period, reason: str, rrule: str | None = None
) -> UUID:
    """Shut a site, and with it its parts and its whole, on whole days; returns the closure.

    `rrule` (RFC 5545) repeats the days. Raises Clash when a confirmed booking of the site, its
    wholes or its parts stands there, within three years for a repeated closure. Options stay as
    they are: the closed days stop them, and confirming one is refused. Raises Refused without a
    reason or with a rule that repeats no whole days.
    """
    if not reason.strip():
        raise Refused("reason_missing")
    rule = (rrule or "").strip().upper().removeprefix("RRULE:") or None
    if rule and not readable(rule):
        raise Refused("rrule_unreadable", rule)
    name = session.scalar(select(Site.name).where(Site.id == site_id))
    if name is None:
        raise Unknown("site", str(site_id))
    _forbid(session, site_id, name, period, rule)
    closure = Closure(
        site_id=site_id, first_day=period.first, last_day=period.last, rrule=rule,
        reason=reason.strip(),
    )  # fmt: skip
    session.add(closure)
    session.flush()
    return closure.id


def _forbid(session: Session, site_id: UUID, name: str, period: Period, rule: str | None) -> None:
    """Refuse days that a confirmed booking has; the days that reset the site may be closed."""
    ahead = Period(period.first, period.last + _LOOKED_AHEAD) if rule else period
    entries = Diary(session, ahead, [site_id], period.first).of_kin(site_id)
    confirmed = [entry for entry in entries if entry.taken.state is State.CONFIRMED]
    for days in opened(period, rule, ahead) if confirmed else ():
        for entry in confirmed:
            if entry.taken.period.overlaps(days):
                raise Clash(
                    name, entry.taken.period, entry.taken.booking_id, entry.production,
                    entry.officer, entry.office,
                )  # fmt: skip
