"""The ground of sites: cadastral parcels and outlines drawn by hand, with their areas.

A site's own outline is a parcel that bears the site's name instead of a land register's identifier.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from scout_app.errors import BadValue, Refused, Unknown
from scout_app.model.sites import Parcel, Site
from scout_app.places import drawing, outlines, parcels
from scout_app.places.drawing import Corner, Ring
from scout_app.store import heads, log

Bounds = tuple[float, float, float, float]
"""West, south, east, north in degrees."""

_DEGREE = 10**7
_SEEN = ("identifier", "declared_area", "geometry")
_MOST_AREA = 10**12


@dataclass(frozen=True, slots=True)
class ParcelRow:
    """A parcel as cards show it; `area` is measured on its outline, in m² as `declared_area`."""

    id: UUID
    site_id: UUID
    identifier: str
    short: str
    """As people say it, AB 123; an outline's is its name."""
    declared_area: int | None
    area: float | None
    rings: tuple[Ring, ...]
    seen: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Drawn:
    """An outline as the map paints it; `label_at` lies inside, `area` is in m²."""

    id: UUID
    site_id: UUID
    site: str
    kind: str
    status: str
    short: str
    area: float
    label_at: Corner
    rings: tuple[Ring, ...]


def of_site(session: Session, site_id: UUID) -> tuple[ParcelRow, ...]:
    """Return the parcels and outlines of a site by identifier."""
    found = session.scalars(
        select(Parcel).where(Parcel.site_id == site_id).order_by(Parcel.identifier, Parcel.n)
    ).all()
    seen = heads.seen(session.connection(), [row.id for row in found])
    return tuple(_row(row, seen) for row in found)


def in_view(session: Session, bounds: Bounds | None = None) -> tuple[Drawn, ...]:
    """Return what is drawn of sites, largest first; all of it, or what meets the bounds."""
    chosen = (
        select(
            Parcel.id, Parcel.site_id, Site.name, Site.kind, Site.location_kind, Site.status,
            Parcel.identifier, Parcel.geometry,
        )
        .join(Site, Site.id == Parcel.site_id)
        .where(Parcel.geometry.is_not(None), Site.deleted.is_(False))
    )  # fmt: skip
    found: list[Drawn] = []
    for row_id, site_id, site, kind, location, status, identifier, kept in session.execute(chosen):
        area, label_at, lines = _measured(kept)
        if bounds is None or _meets(lines, bounds):
            kind = location if kind == "location" and location else kind
            short = _short(identifier)
            found.append(Drawn(row_id, site_id, site, kind, status, short, area, label_at, lines))
    return tuple(sorted(found, key=lambda one: (-one.area, one.short, str(one.id))))


def add(
    session: Session,
    site_id: UUID,
    identifier: str = "",
    ring: Sequence[Corner] | None = None,
    declared_area: int | None = None,
) -> UUID:
    """Put a parcel on a site; without an identifier it is the site's own outline.

    Raises Unknown, BadValue, and Refused for an outline that cannot be kept.
    """
    site = session.scalar(select(Site).where(Site.id == site_id))
    if site is None:
        raise Unknown("site", str(site_id))
    outline = None if ring is None else _outline(ring)
    named = _identifier(identifier or (_own_name(session, site) if outline else ""))
    _forbid_twice(session, site_id, named)
    row = Parcel(
        id=uuid4(), site_id=site_id, identifier=named, geometry=outline,
        declared_area=_area(declared_area),
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row.id


def rename(session: Session, parcel_id: UUID, identifier: str, declared_area: int | None) -> None:
    """Give a parcel its identifier and its declared area in m².

    Raises Unknown, BadValue, or Refused when the site already has that parcel.
    """
    row = _get(session, parcel_id)
    named = _identifier(identifier)
    if named != row.identifier:
        _forbid_twice(session, row.site_id, named)
    row.identifier, row.declared_area = named, _area(declared_area)
    session.flush()


def redraw(session: Session, parcel_id: UUID, ring: Sequence[Corner]) -> None:
    """Give a parcel another outline; raises Unknown, and Refused when it cannot be kept."""
    row = _get(session, parcel_id)
    row.geometry = _outline(ring)
    session.flush()


def remove(session: Session, parcel_id: UUID, reason: str) -> None:
    """Take a parcel off its site; the reason stays in the log. Raises Unknown or Refused."""
    if not reason.strip():
        raise Refused("reason_missing")
    row = _get(session, parcel_id)
    log.draft(session).reason = reason.strip()
    row.deleted = True


def _get(session: Session, parcel_id: UUID) -> Parcel:
    row = session.scalar(select(Parcel).where(Parcel.id == parcel_id))
    if row is None:
        raise Unknown("row", str(parcel_id))
    return row


def _row(row: Parcel, seen: Mapping[tuple[UUID, str], tuple[str, ...]]) -> ParcelRow:
    area, _label, lines = _measured(row.geometry) if row.geometry else (None, None, ())
    return ParcelRow(
        id=row.id,
        site_id=row.site_id,
        identifier=row.identifier,
        short=_short(row.identifier),
        declared_area=row.declared_area,
        area=area,
        rings=lines,
        seen={name: seen.get((row.id, name), ()) for name in _SEEN},
    )


@lru_cache(maxsize=20_000)
def _measured(kept: bytes) -> tuple[float, Corner, tuple[Ring, ...]]:
    """Return area, a point inside and rings; the same bytes are measured once."""
    wkb = outlines.wkb(kept)
    lat, lon = outlines.inside_point(wkb)
    return outlines.area_m2(wkb), (lon / _DEGREE, lat / _DEGREE), drawing.rings(wkb)


def _meets(lines: Sequence[Ring], bounds: Bounds) -> bool:
    west, south, east, north = bounds
    lons = [lon for ring in lines for lon, _ in ring]
    lats = [lat for ring in lines for _, lat in ring]
    return min(lons) <= east and max(lons) >= west and min(lats) <= north and max(lats) >= south


def _short(identifier: str) -> str:
    named = parcels.read(identifier)
    return named.short if named else identifier


def _identifier(typed: str) -> str:
    """Return the land register's spelling of what was typed; other names stay as they are."""
    if not typed.strip():
        raise Refused("parcel_unnamed")
    named = parcels.read(typed)
    return str(named) if named else typed.strip()


def _own_name(session: Session, site: Site) -> str:
    """Return the name of a site's outline: the second of a site counts on."""
    taken = set(session.scalars(select(Parcel.identifier).where(Parcel.site_id == site.id)))
    numbered = (f"{site.name} ({number})" for number in range(2, len(taken) + 3))
    return next(name for name in (site.name, *numbered) if name not in taken)


def _forbid_twice(session: Session, site_id: UUID, named: str) -> None:
    same = select(Parcel.id).where(Parcel.site_id == site_id, Parcel.identifier == named)
    if session.scalar(same) is not None:
        raise Refused("parcel_twice", _short(named))


def _area(declared: int | None) -> int | None:
    if declared is not None and not 0 <= declared < _MOST_AREA:
        raise BadValue("declared_area", str(declared), "positive")
    return declared


def _outline(ring: Sequence[Corner]) -> bytes:
    drawn = drawing.polygon_wkb(ring)
    wrong = outlines.fault(drawn)
    if wrong is not None:
        code = "too_few_points" if wrong.code == "not_an_area" else wrong.code
        raise Refused(f"outline_{code}")
    return outlines.blob(drawn)
