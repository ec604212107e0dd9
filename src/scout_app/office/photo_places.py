"""Which site pictures show: proposed by what is known of each, for the officer to confirm.

A file that the catalogue has goes where it is. Otherwise the reference of a site in the name of the
file or of its folders is the surest; then where it was taken; then the name of a site.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from scout_app.model.photos import Photo
from scout_app.model.sites import Site
from scout_app.model.values import Position
from scout_app.office import photos
from scout_app.office.photo_files import Declined, Gathered, Looked
from scout_app.office.photo_names import Spoken
from scout_app.office.photos import Report
from scout_app.places import distance
from scout_app.store import backups

WITHIN_M = 200.0
"""Metres from a site beyond which a picture is not proposed for it."""
_BAND = WITHIN_M / 110_000
"""The same in degrees of latitude, none of which is shorter than 110 km."""
_DEGREE = 10**7
_SHORTEST = 4
"""Letters that a site's name needs to be looked for in the names of files."""
_AT_ONCE = 20
"""Pictures entered between two words on how much is done."""


class Why(StrEnum):
    """What a proposal rests on."""

    KNOWN = "known"
    REFERENCE = "reference"
    POSITION = "position"
    NAME = "name"
    OFFICER = "officer"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Place:
    """A site to which pictures can go; its position where it has one."""

    id: UUID
    reference: str
    name: str
    position: Position | None


@dataclass(frozen=True, slots=True)
class Suggested:
    """A picture, the site it would go to, and what says so.

    `n` is its place among those gathered. `metres` is the geodesic distance from the site to where
    it was taken, when both are known. `known`: the site has this very file. `like` names a picture
    of the site that shows nearly the same view.
    """

    n: int
    picture: Looked
    site: Place | None
    why: Why
    metres: float | None
    known: bool
    like: str | None


def sites(session: Session) -> tuple[Place, ...]:
    """Return the sites that pictures can go to, by reference."""
    return tuple(
        Place(row_id, reference, name, _position(lat, lon))
        for row_id, reference, name, lat, lon in session.execute(
            select(Site.id, Site.reference, Site.name, Site.lat, Site.lon).order_by(
                Site.reference, Site.id
            )
        )
    )


def look(
    session: Session,
    pictures: Sequence[Looked],
    chosen: Mapping[int, UUID | None] | None = None,
) -> tuple[Suggested, ...]:
    """Propose a site for each picture, or none; writes nothing.

    What the officer has `chosen`, by the place of a picture, stands; None leaves it out.
    """
    places = sites(session)
    by_id = {place.id: place for place in places}
    standing = _Standing(session)
    guess = _Guess(places, standing)
    found: list[Suggested] = []
    for n, picture in enumerate(pictures):
        if chosen is not None and n in chosen:
            wanted = chosen[n]
            site, why = by_id.get(wanted) if wanted else None, Why.OFFICER
        else:
            site, why = guess.of(picture)
        known, like = standing.meet(site, picture)
        found.append(Suggested(n, picture, site, why, _metres(site, picture), known, like))
    return tuple(found)


def enter(
    session: Session,
    suggested: Iterable[Suggested],
    declined: tuple[Declined, ...] = (),
    *,
    with_position: bool = False,
    step: Callable[[float], None] | None = None,
) -> Report:
    """Enter each picture on its site, all in the transaction under way; those without stay out.

    `step(share)` may raise Cancelled, which the transaction then does away with. Raises Unknown
    when a site is gone.
    """
    backups.before(session, backups.Why.IMPORT)
    by_site: dict[UUID, list[Looked]] = {}
    for one in suggested:
        if one.site is not None:
            by_site.setdefault(one.site.id, []).append(one.picture)
    count, done = sum(map(len, by_site.values())), 0
    reports = []
    for site_id, pictures in by_site.items():
        for begin in range(0, len(pictures), _AT_ONCE):
            some = tuple(pictures[begin : begin + _AT_ONCE])
            reports.append(
                photos.add(session, site_id, Gathered(some, ()), with_position=with_position)
            )
            done += len(some)
            if step is not None:
                step(done / count)
    added = tuple(one for report in reports for one in report.added)
    already = tuple(one for report in reports for one in report.already)
    return Report(added, already, declined)


# -- what a proposal rests on ------------------------------------------------------------------


class _Guess:
    """Finds the site of a picture by what is known of it, the surest first."""

    def __init__(self, places: Sequence[Place], standing: "_Standing") -> None:
        self._by_id = {place.id: place for place in places}
        self._standing = standing
        self._references = Spoken((place.reference, place) for place in places)
        self._names = Spoken(
            (place.name, place) for place in places if len(place.name) >= _SHORTEST
        )
        placed = (
            (place.position.lat, place.position.lon, place)
            for place in places
            if place.position is not None
        )
        self._placed = sorted(placed, key=lambda one: one[:2])
        self._lats = [lat for lat, _lon, _place in self._placed]

    def of(self, picture: Looked) -> tuple[Place | None, Why]:
        """Return the site of a picture and what says so."""
        for why, found in (
            (Why.KNOWN, self._known(picture)),
            (Why.REFERENCE, self._references.held_by(picture)),
            (Why.POSITION, self._nearest(picture)),
            (Why.NAME, self._names.held_by(picture)),
        ):
            if found is not None:
                return found, why
        return None, Why.NOTHING

    def _known(self, picture: Looked) -> Place | None:
        found = self._standing.site_of(picture)
        return self._by_id.get(found) if found is not None else None

    def _nearest(self, picture: Looked) -> Place | None:
        if (taken := _taken(picture)) is None:
            return None
        first = bisect_left(self._lats, taken.lat - _BAND)
        last = bisect_right(self._lats, taken.lat + _BAND)
        within = self._placed[first:last]
        if not within:
            return None
        away = distance.all_km(taken, *zip(*(one[:2] for one in within), strict=True))
        at = int(away.argmin())
        return within[at][2] if float(away[at]) * 1000 <= WITHIN_M else None


class _Standing:
    """The pictures that sites have, and those that are to come as they are met."""

    def __init__(self, session: Session) -> None:
        self._of: dict[str, UUID] = {}
        self._files: set[tuple[UUID, str]] = set()
        self._views: dict[UUID, list[tuple[str, str]]] = {}
        for site_id, sha256, dhash, caption, name in session.execute(
            select(
                Photo.site_id, Photo.sha256, Photo.dhash, Photo.caption, Photo.original_name
            ).order_by(Photo.site_id, Photo.rank)
        ):
            self._of.setdefault(sha256, site_id)
            self._note(site_id, sha256, dhash, caption or name or "")

    def site_of(self, picture: Looked) -> UUID | None:
        """Return the site that has this very file."""
        return self._of.get(picture.facts.sha256)

    def meet(self, site: Place | None, picture: Looked) -> tuple[bool, str | None]:
        """Tell whether a site has this file, else which of its pictures resembles it; note it."""
        if site is None:
            return False, None
        facts = picture.facts
        if (site.id, facts.sha256) in self._files:
            return True, None
        views = self._views.get(site.id, ())
        like = next((name for name, dhash in views if photos.alike(dhash, facts.dhash)), None)
        self._note(site.id, facts.sha256, facts.dhash, picture.name)
        return False, like

    def _note(self, site_id: UUID, sha256: str, dhash: str, name: str) -> None:
        self._files.add((site_id, sha256))
        self._views.setdefault(site_id, []).append((name, dhash))


# -- on the ground -----------------------------------------------------------------------------


def _position(lat: int | None, lon: int | None) -> Position | None:
    if lat is None or lon is None:
        return None
    return Position(lat / _DEGREE, lon / _DEGREE)


def _taken(picture: Looked) -> Position | None:
    facts = picture.facts
    return None if facts.lat is None or facts.lon is None else Position(facts.lat, facts.lon)


def _metres(site: Place | None, picture: Looked) -> float | None:
    """Return how far from its site a picture was taken."""
    taken = _taken(picture)
    if site is None or site.position is None or taken is None:
        return None
    return distance.km(site.position, taken) * 1000
