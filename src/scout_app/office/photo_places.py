"""Which site pictures show: told by their names or by where they were taken, then agreed."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from scout_app.model.photos import Photo
from scout_app.model.sites import Site
from scout_app.model.values import Position
from scout_app.office import photos
from scout_app.office.photo_files import Gathered, Looked
from scout_app.office.photos import Report
from scout_app.places import distance
from scout_app.wording.values import folded

WITHIN_M = 200.0
"""Metres from a site beyond which a picture is not proposed for it."""
_DEGREE = 10**7
_LEAST = 5
"""Letters below which a site's name says too little to be looked for."""
_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Placed:
    """A picture with the site proposed for it; `number` is its place among those looked at."""

    number: int
    picture: Looked
    site_id: UUID | None = None
    site: str = ""
    metres: float | None = None
    """How far from the site it was taken; None where its name told, or nothing did."""
    is_there: bool = False
    """Whether the site has it already."""


def propose(
    session: Session, gathered: Gathered, *, within_m: float = WITHIN_M
) -> tuple[Placed, ...]:
    """Propose a site for each picture; writes nothing.

    A picture whose name or folder says a site's reference or name is that site's; else it is the
    nearest site's, when it says that it was taken within reach of one.
    """
    sites = session.execute(
        select(Site.id, Site.reference, Site.name, Site.lat, Site.lon)
        .order_by(Site.reference, Site.id)
    ).all()  # fmt: skip
    told = _Told([(one.id, one.name, one.reference) for one in sites])
    near = _Near([one for one in sites if one.lat is not None and one.lon is not None])
    found = [
        told.place(Placed(number, picture)) or near.place(Placed(number, picture), within_m)
        for number, picture in enumerate(gathered.pictures)
    ]
    return judged(session, found)


def judged(session: Session, placed: Sequence[Placed]) -> tuple[Placed, ...]:
    """Return the pictures with whether the site of each has it already."""
    wanted = {one.picture.facts.sha256 for one in placed}
    chosen = select(Photo.site_id, Photo.sha256).where(Photo.sha256.in_(wanted))
    there = {(site, sha256) for site, sha256 in session.execute(chosen)}
    return tuple(
        replace(one, is_there=(one.site_id, one.picture.facts.sha256) in there) for one in placed
    )


def enter(
    session: Session,
    placed: Sequence[Placed],
    *,
    with_position: bool = False,
    step: Callable[[float], None] | None = None,
) -> Report:
    """Enter each picture on its site; those without one are left out.

    The place where it was taken is kept only `with_position`. `step(share)` may raise Cancelled.
    Raises Unknown.
    """
    by_site: dict[UUID, list[Looked]] = {}
    for one in placed:
        if one.site_id is not None:
            by_site.setdefault(one.site_id, []).append(one.picture)
    reports = []
    for done, (site, pictures) in enumerate(by_site.items(), 1):
        given = Gathered(tuple(pictures), ())
        reports.append(photos.add(session, site, given, with_position=with_position))
        if step is not None:
            step(done / len(by_site))
    return Report(
        tuple(one for report in reports for one in report.added),
        tuple(one for report in reports for one in report.already),
        (),
    )


class _Told:
    """The sites by what a file or its folder may be called after."""

    def __init__(self, sites: Sequence[tuple[UUID, str, str | None]]) -> None:
        self._names: dict[str, tuple[UUID, str] | None] = {}
        for site, name, reference in sites:
            for said in {_bare(name), _bare(reference or "")}:
                if len(said) >= _LEAST:
                    # Of two sites of one name, neither is meant for sure.
                    self._names[said] = None if said in self._names else (site, name)

    def place(self, one: Placed) -> Placed | None:
        """Return the picture with the site that its name says, the longest name said first."""
        heard = [f" {_bare(text)} " for text in (one.picture.name, one.picture.folder)]
        for text in heard:
            for said in sorted(self._names, key=len, reverse=True):
                if f" {said} " in text and (site := self._names[said]) is not None:
                    return replace(one, site_id=site[0], site=site[1])
        return None


class _Near:
    """The sites that stand on the map."""

    def __init__(self, sites: Sequence[Any]) -> None:
        self._sites = sites
        self._lats = [(one.lat or 0) / _DEGREE for one in sites]
        self._lons = [(one.lon or 0) / _DEGREE for one in sites]

    def place(self, one: Placed, within_m: float) -> Placed:
        """Return the picture with the nearest site, when that is within reach."""
        facts = one.picture.facts
        if facts.lat is None or facts.lon is None or not self._sites:
            return one
        away = distance.all_km(Position(facts.lat, facts.lon), self._lats, self._lons)
        place = int(away.argmin())
        metres = float(away[place]) * 1000
        if metres > within_m:
            return one
        site = self._sites[place]
        return replace(one, site_id=site.id, site=site.name, metres=metres)


def _bare(text: str) -> str:
    return _SIGNS.sub(" ", folded(text)).strip()


def sites(session: Session) -> tuple[tuple[UUID, str], ...]:
    """Return the sites that a picture may be given to, by name."""
    found = session.execute(select(Site.id, Site.name, Site.reference))
    named = ((site, f"{name} ({ref})" if ref else name) for site, name, ref in found)
    return tuple(sorted(named, key=lambda one: folded(one[1])))
