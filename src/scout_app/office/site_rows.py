"""One site in a list: the columns it takes, and how they are read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased

from scout_app.model.choices import HALO_M
from scout_app.model.sites import Commune, Site
from scout_app.wording.values import folded

_DEGREES = 10**7
OFFERED = "in_service"
_Whole = aliased(Site, name="whole")


@dataclass(frozen=True, slots=True)
class SiteRow:
    """One site in a list; `radius_m` is 0 for a position drawn as a pin."""

    id: UUID
    reference: str
    name: str
    kind: str
    location_kind: str | None
    status: str
    insee: str | None
    commune: str
    whole_id: UUID | None
    whole: str
    area: int | None
    lat: float | None
    lon: float | None
    radius_m: float
    offered: bool
    distance_km: float | None = None


def rows(session: Session, ids: Sequence[UUID] | None = None) -> tuple[SiteRow, ...]:
    """Return sites by name, all of them or those."""
    chosen = columns()
    if ids is not None:
        chosen = chosen.where(Site.id.in_(ids))
    return tuple(sorted(made(session, chosen), key=by_name))


def columns() -> Select[*tuple[Any, ...]]:
    """Return the statement that reads sites with their commune and whole."""
    return (
        select(
            Site.id, Site.reference, Site.name, Site.kind, Site.location_kind, Site.status,
            Site.commune, Commune.name.label("commune_name"), Site.whole_id,
            _Whole.name.label("whole_name"), _Whole.status.label("whole_status"),
            Site.area, Site.lat, Site.lon, Site.position_precision,
        )
        .outerjoin(Commune, Commune.insee == Site.commune)
        .outerjoin(_Whole, _Whole.id == Site.whole_id)
    )  # fmt: skip


def made(session: Session, chosen: Select[*tuple[Any, ...]]) -> list[SiteRow]:
    """Return the sites that a statement made of `columns` finds."""
    return [
        SiteRow(
            site, reference, name, kind, location_kind, status, insee, commune or insee or "",
            whole_id, whole or "", area,
            None if lat is None else lat / _DEGREES,
            None if lon is None else lon / _DEGREES,
            HALO_M.get(precision, 0.0),
            status == OFFERED and whole_status in (None, OFFERED),
        )
        for (
            site, reference, name, kind, location_kind, status, insee, commune, whole_id, whole,
            whole_status, area, lat, lon, precision,
        ) in session.execute(chosen)
    ]  # fmt: skip


def by_name(row: SiteRow) -> tuple[str, str, str]:
    """Return what orders sites by name, accents and case aside."""
    return folded(row.name), row.name, str(row.id)
