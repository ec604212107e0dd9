"""Pictures of sites: add, order, cover, series, position, delete.

Captions, photographer, rights and date are edited like any field, by `rows.edit`. Adding is two
steps: `gather` looks at files outside any transaction, `add` enters what it found.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from scout_app.errors import Refused, Unknown
from scout_app.formats import renditions
from scout_app.formats.photos import Facts, distance
from scout_app.model.photos import Photo
from scout_app.model.sites import Site
from scout_app.office.photo_files import Declined, Gathered, Looked, gather
from scout_app.rules.ranking import between
from scout_app.store import blobs, heads

__all__ = [
    "Added", "Already", "Declined", "Gathered", "Looked", "PhotoRow", "Report",
    "add", "alike", "cover", "delete", "folder", "forget_position", "gather", "keep_position",
    "move", "of_site", "pair",
]  # fmt: skip

_ALIKE = 6
"""Bits of 64 by which two likenesses of one view differ at most."""
_FLAT = "0" * 16
"""The likeness of a picture without light and shade: it says nothing."""
_DEGREE = 10**7
_SEEN = ("caption", "author", "rights", "taken_at", "series", "series_side")


@dataclass(frozen=True, slots=True)
class PhotoRow:
    """A picture as pages show it; sizes are in pixels, `taken_at` is its local time."""

    id: UUID
    site_id: UUID
    sha256: str
    original: Path
    name: str
    width: int
    height: int
    caption: str
    author: str
    rights: str
    taken_at: str
    is_cover: bool
    has_position: bool
    series: str
    series_side: str | None
    seen: Mapping[str, tuple[str, ...]]

    def rendition(self, size: int) -> Path:
        """Return where the picture stands at one of `renditions.SIZES`; it may not exist yet."""
        return renditions.place(self.sha256, size)


@dataclass(frozen=True, slots=True)
class Added:
    """A picture that is new to the site; `like` names one that shows nearly the same view."""

    id: UUID
    name: str
    like: str | None


@dataclass(frozen=True, slots=True)
class Already:
    """A file that the site already has, byte for byte."""

    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Report:
    """What became of every file."""

    added: tuple[Added, ...]
    already: tuple[Already, ...]
    declined: tuple[Declined, ...]


def folder(session: Session) -> Path:
    """Return the folder of this catalogue's originals, for `gather`."""
    return blobs.folder(session)


def add(
    session: Session,
    site_id: UUID,
    gathered: Gathered,
    *,
    with_position: bool = False,
    author: str = "",
    rights: str = "",
) -> Report:
    """Enter pictures that were gathered, after those the site has; the first is its cover.

    The place where a picture was taken is kept only `with_position`. Raises Unknown.
    """
    if session.scalar(select(Site.id).where(Site.id == site_id)) is None:
        raise Unknown("site", str(site_id))
    standing = _standing(session, site_id)
    added: list[Added] = []
    already: list[Already] = []
    for picture in gathered.pictures:
        same = next((p for p in standing if p.sha256 == picture.facts.sha256), None)
        if same is not None:
            already.append(Already(same.id, picture.name))
            continue
        like = next((_named(p) for p in standing if alike(p.dhash, picture.facts.dhash)), None)
        photo = _row(site_id, picture, standing, with_position)
        photo.author = author.strip() or photo.author
        photo.rights = rights.strip() or None
        session.add(photo)
        standing.append(photo)
        added.append(Added(photo.id, picture.name, like))
    session.flush()
    return Report(tuple(added), tuple(already), gathered.declined)


def of_site(session: Session, site_id: UUID) -> tuple[PhotoRow, ...]:
    """Return the pictures of a site in the officer's order."""
    standing = _standing(session, site_id)
    originals = blobs.folder(session)
    seen = heads.seen(session.connection(), [photo.id for photo in standing])
    return tuple(_shown(photo, originals, seen) for photo in standing)


def alike(one: str, other: str) -> bool:
    """Tell whether two likenesses are of nearly the same view."""
    return _FLAT not in (one, other) and distance(one, other) <= _ALIKE


def cover(session: Session, photo_id: UUID) -> None:
    """Make a picture the cover of its site, and no other; raises Unknown."""
    chosen = _get(session, photo_id)
    for photo in _standing(session, chosen.site_id):
        photo.is_cover = photo.id == photo_id


def move(session: Session, photo_id: UUID, before: UUID | None) -> None:
    """Put a picture in front of another of its site, or last; raises Unknown."""
    moved = _get(session, photo_id)
    if before == photo_id:
        return
    others = [p for p in _standing(session, moved.site_id) if p.id != photo_id]
    places = {photo.id: n for n, photo in enumerate(others)}
    if before is not None and before not in places:
        raise Unknown("photo", str(before))
    at = len(others) if before is None else places[before]
    if any(one.rank >= other.rank for one, other in pairwise(others)):
        # Two offices moved pictures to one place: number anew, once.
        _renumber([*others[:at], moved, *others[at:]])
        return
    low = others[at - 1].rank if at else None
    moved.rank = between(low, others[at].rank if at < len(others) else None)


def pair(session: Session, before_id: UUID, after_id: UUID, name: str) -> None:
    """Make two pictures the two sides of a series: the place before, and after; raises Refused."""
    before, after = _get(session, before_id), _get(session, after_id)
    if before_id == after_id or before.site_id != after.site_id:
        raise Refused("not_a_pair")
    if not name.strip():
        raise Refused("series_unnamed")
    before.series = after.series = name.strip()
    before.series_side, after.series_side = "before", "after"


def keep_position(session: Session, photo_id: UUID, facts: Facts) -> None:
    """Keep where a picture was taken, as its file says; the officer has agreed."""
    _locate(_get(session, photo_id), facts)


def forget_position(session: Session, photo_id: UUID) -> None:
    """Keep no longer where a picture was taken; the original itself is never altered."""
    photo = _get(session, photo_id)
    photo.lat = photo.lon = None


def delete(session: Session, photo_ids: Sequence[UUID]) -> None:
    """Hide pictures; the first that remains becomes the cover when the cover goes.

    Undo brings them back: their originals stay.
    """
    gone = [_get(session, photo_id) for photo_id in photo_ids]
    for photo in gone:
        photo.deleted = True
    session.flush()
    for site_id in {photo.site_id for photo in gone}:
        standing = _standing(session, site_id)
        if standing and not any(photo.is_cover for photo in standing):
            standing[0].is_cover = True


# -- one picture -------------------------------------------------------------------------------


def _get(session: Session, photo_id: UUID) -> Photo:
    found = session.scalars(select(Photo).where(Photo.id == photo_id)).one_or_none()
    if found is None:
        raise Unknown("photo", str(photo_id))
    return found


def _standing(session: Session, site_id: UUID) -> list[Photo]:
    chosen = select(Photo).where(Photo.site_id == site_id).order_by(Photo.rank, Photo.id)
    return list(session.scalars(chosen))


def _row(site_id: UUID, picture: Looked, standing: Sequence[Photo], with_position: bool) -> Photo:
    facts = picture.facts
    photo = Photo(
        id=uuid4(),
        site_id=site_id,
        sha256=facts.sha256,
        suffix=facts.suffix,
        width=facts.width,
        height=facts.height,
        dhash=facts.dhash,
        original_name=picture.name,
        author=facts.author,
        taken_at=facts.taken_at,
        rank=between(standing[-1].rank if standing else None, None),
        is_cover=not any(other.is_cover for other in standing),
    )
    if with_position:
        _locate(photo, facts)
    return photo


def _locate(photo: Photo, facts: Facts) -> None:
    if facts.lat is not None and facts.lon is not None:
        photo.lat, photo.lon = round(facts.lat * _DEGREE), round(facts.lon * _DEGREE)


def _renumber(photos: Sequence[Photo]) -> None:
    last: str | None = None
    for photo in photos:
        photo.rank = last = between(last, None)


def _named(photo: Photo) -> str:
    return photo.caption or photo.original_name or ""


def _shown(
    photo: Photo, originals: Path, seen: Mapping[tuple[UUID, str], tuple[str, ...]]
) -> PhotoRow:
    return PhotoRow(
        id=photo.id,
        site_id=photo.site_id,
        sha256=photo.sha256,
        original=blobs.place(originals, photo.sha256, photo.suffix),
        name=photo.original_name or "",
        width=photo.width,
        height=photo.height,
        caption=photo.caption or "",
        author=photo.author or "",
        rights=photo.rights or "",
        taken_at=photo.taken_at or "",
        is_cover=photo.is_cover,
        has_position=photo.lat is not None,
        series=photo.series or "",
        series_side=photo.series_side,
        seen={name: seen.get((photo.id, name), ()) for name in _SEEN},
    )
