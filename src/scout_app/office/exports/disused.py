"""Land of the catalogue as the CNIG standard of disused sites wants it ("Friches")."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from scout_app.errors import Refused, ScoutError
from scout_app.formats import cnig
from scout_app.formats.records import Cell
from scout_app.model.sites import Commune, Parcel, Site
from scout_app.places import outlines
from scout_app.store import history


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A piece of land that the standard cannot say, and what it lacks."""

    name: str
    fact: ScoutError


def rows(session: Session, source: str) -> tuple[list[dict[str, Cell]], tuple[LeftOut, ...]]:
    """Return the lines of the public pieces of land, and those left out; `source` names the office.

    Only what the catalogue states is written: a use or a pollution that it does not know is
    "inconnu", never guessed.
    """
    communes = dict(session.execute(select(Commune.insee, Commune.name)).all())
    parcels: dict[UUID, list[Parcel]] = {}
    for parcel in session.scalars(select(Parcel).order_by(Parcel.identifier)):
        parcels.setdefault(parcel.site_id, []).append(parcel)
    found = session.scalars(
        select(Site)
        .where(Site.kind == "land", Site.confidentiality == "public")
        .order_by(Site.reference)
    )
    lines: list[dict[str, Cell]] = []
    left: list[LeftOut] = []
    for site in found:
        if site.commune not in communes:
            left.append(LeftOut(site.name, Refused("disused_needs", "commune")))
        elif site.lat is None or site.lon is None:
            left.append(LeftOut(site.name, Refused("disused_needs", "lat")))
        else:
            days = _days(session, site.id)
            lines.append(_line(site, communes, parcels.get(site.id, []), days, source))
    return lines, tuple(left)


def _line(
    site: Site,
    communes: Mapping[str, str],
    parcels: Sequence[Parcel],
    days: tuple[str, str],
    source: str,
) -> dict[str, Cell]:
    insee = site.commune or ""
    drawn = [outlines.wkb(parcel.geometry) for parcel in parcels if parcel.geometry]
    return {
        "site_id": f"{insee}_{site.reference}",
        "site_nom": site.name,
        "site_type": "inconnu",
        "site_adresse": site.address,
        "site_identif_date": days[0],
        "site_actu_date": days[1],
        "site_url": site.website,
        "site_statut": "inconnu",
        "comm_nom": communes[insee],
        "comm_insee": insee,
        "bati_surface": site.built_area,
        "proprio_nom": site.owner if site.owner_type == "public" else None,
        "unite_fonciere_surface": site.area,
        "unite_fonciere_refcad": "|".join(parcel.identifier for parcel in parcels) or None,
        "urba_zone_lib": site.zoning,
        "source_nom": source,
        "geompoint": cnig.place(site.lat or 0, site.lon or 0),
        "geomsurf": _surface(drawn),
    }


def _surface(drawn: Sequence[bytes]) -> str | None:
    """Return the ground of all parcels as one WKT MULTIPOLYGON."""
    import shapely

    if not drawn:
        return None
    ground = shapely.union_all([shapely.from_wkb(one) for one in drawn])
    if ground.geom_type == "Polygon":
        ground = shapely.MultiPolygon([ground])
    return str(shapely.to_wkt(ground, rounding_precision=7))


def _days(session: Session, row_id: UUID) -> tuple[str, str]:
    """Return the days on which the catalogue first and last heard of the site."""
    changes = history.transactions(session.connection(), row_id, None, 1)
    return changes[-1].at.date().isoformat(), changes[0].at.date().isoformat()
