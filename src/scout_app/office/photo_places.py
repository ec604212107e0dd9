"""Which site pictures show, by where they were taken: proposed, for the officer to confirm."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from scout_app.model.sites import Site
from scout_app.model.values import Position
from scout_app.office.photo_files import Gathered, Looked
from scout_app.places import distance

WITHIN_M = 200.0
"""Metres from a site beyond which a picture is not proposed for it."""
_DEGREE = 10**7


@dataclass(frozen=True, slots=True)
class Proposal:
    """Pictures taken near a site; `far_m` is the geodesic distance of the farthest, in metres."""

    site_id: UUID
    reference: str
    name: str
    far_m: float
    pictures: tuple[Looked, ...]


@dataclass(frozen=True, slots=True)
class Proposed:
    """Each picture once: with the site nearest to it, or among those that no site is near."""

    sites: tuple[Proposal, ...]
    unplaced: tuple[Looked, ...]


def propose(session: Session, gathered: Gathered, *, within_m: float = WITHIN_M) -> Proposed:
    """Propose the nearest site for each picture that says where it was taken; writes nothing."""
    sites = session.execute(
        select(Site.id, Site.reference, Site.name, Site.lat, Site.lon)
        .where(Site.lat.is_not(None), Site.lon.is_not(None))
        .order_by(Site.reference, Site.id)
    ).all()
    lats = [(one.lat or 0) / _DEGREE for one in sites]
    lons = [(one.lon or 0) / _DEGREE for one in sites]
    near: dict[int, list[tuple[float, Looked]]] = {}
    unplaced: list[Looked] = []
    for picture in gathered.pictures:
        found = _nearest(picture, lats, lons)
        if found is None or found[1] > within_m:
            unplaced.append(picture)
        else:
            near.setdefault(found[0], []).append((found[1], picture))
    return Proposed(
        tuple(
            Proposal(
                sites[place].id,
                sites[place].reference,
                sites[place].name,
                max(metres for metres, _picture in taken),
                tuple(picture for _metres, picture in taken),
            )
            for place, taken in near.items()
        ),
        tuple(unplaced),
    )


def _nearest(
    picture: Looked, lats: Sequence[float], lons: Sequence[float]
) -> tuple[int, float] | None:
    """Return the place in the list of the nearest site and its distance in metres."""
    facts = picture.facts
    if facts.lat is None or facts.lon is None or not lats:
        return None
    away = distance.all_km(Position(facts.lat, facts.lon), lats, lons)
    place = int(away.argmin())
    return place, float(away[place]) * 1000
