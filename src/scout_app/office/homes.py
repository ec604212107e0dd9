"""The home office of a site: nobody else confirms days of it; and when it was last heard of."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scout_app.errors import Unknown
from scout_app.model.exchange import peer
from scout_app.model.people import Office
from scout_app.model.sites import Site
from scout_app.model.values import Officer, State
from scout_app.office import arrivals
from scout_app.office.arrivals import WantedSpan


def of_site(session: Session, site_id: UUID) -> str:
    """Return the name of a site's home office; a part follows its whole; "" when it has none."""
    met: set[UUID] = set()
    site: UUID | None = site_id
    while site is not None and site not in met:
        met.add(site)
        columns = select(Site.whole_id, Office.name)
        joined = columns.outerjoin(Office, Office.id == Site.home_office_id)
        found = session.execute(joined.where(Site.id == site)).one_or_none()
        if found is None:
            return ""
        if found.name:
            return str(found.name)
        site = found.whole_id
    return ""


def give(session: Session, site_id: UUID, office: str) -> None:
    """Make an office the home of a site and of its parts; "" leaves it without. Raises Unknown."""
    site = session.scalars(select(Site).where(Site.id == site_id)).one_or_none()
    if site is None:
        raise Unknown("site", str(site_id))
    site.home_office_id = arrivals.office(session, office.strip()) if office.strip() else None


def elsewhere(session: Session, site_id: UUID) -> str:
    """Return the name of a site's home office when it is not the one that acts, else ""."""
    by: Officer | None = session.info.get("by")
    home = of_site(session, site_id)
    return "" if by is None or home == by.office else home


def asked(session: Session, site_id: UUID, spans: Sequence[WantedSpan]) -> list[WantedSpan]:
    """Return spans as they may be entered here: what another office confirms waits for it."""
    if not elsewhere(session, site_id):
        return list(spans)
    return [
        replace(one, state=State.AWAITING_HOME) if one.state is State.CONFIRMED else one
        for one in spans
    ]


def news_of(session: Session, office: str) -> datetime | None:
    """Return when the last news of an office were made; None when none ever came."""
    newest = select(func.max(peer.c.made_ms)).where(peer.c.office == office)
    found = session.connection().scalar(newest)
    return None if found is None else datetime.fromtimestamp(found / 1000, UTC)
