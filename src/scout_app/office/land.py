"""Land kept for filming: how far each piece is, what must be renewed, and the stock by year."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from scout_app.model.sites import Commune, Parcel, Site
from scout_app.model.terms import Allocation

_AHEAD = timedelta(days=180)
"""How long before its end, or before it must be renewed, an allocation is brought up."""
_POLES = {"13055": "marseille", "13056": "martigues"}
"""The two poles of the territory, by the INSEE code of their commune."""


@dataclass(frozen=True, slots=True)
class AllocationRow:
    """One allocation as pages show it; an open end is None."""

    id: UUID
    site_id: UUID
    site: str
    stage: str
    basis: str | None
    first_day: date | None
    last_day: date | None
    state: str | None
    renewal_by: date | None
    note: str


@dataclass(frozen=True, slots=True)
class Stock:
    """Land reserved in a year at a pole, in m²; `unknown` counts pieces without an area."""

    year: int
    pole: str
    secured: int
    at_risk: int
    ending: int
    pieces: int
    unknown: int


def of_site(session: Session, site_id: UUID) -> tuple[AllocationRow, ...]:
    """Return the allocations of a site, the latest first."""
    return _rows(session, site_id)


def due(session: Session, today: date) -> tuple[AllocationRow, ...]:
    """Return what must be renewed or ends within half a year, the most urgent first."""
    soon = [
        (min(days), row)
        for row in _rows(session)
        if row.stage != "ended"
        and (days := [d for d in (row.renewal_by, row.last_day) if d and d <= today + _AHEAD])
    ]
    return tuple(row for _, row in sorted(soon, key=lambda one: (one[0], one[1].site)))


def pipeline(session: Session) -> tuple[AllocationRow, ...]:
    """Return every piece of land that is on its way to being kept, or kept."""
    return tuple(row for row in _rows(session) if row.stage != "ended")


def stock(session: Session, first: int, last: int) -> tuple[Stock, ...]:
    """Return the land reserved in each year, pole by pole.

    A piece counts in a year when it is reserved on one of its days; it is `ending` in the year of
    its last day. Its area is the site's own, else the sum of its parcels.
    """
    areas = _areas(session)
    poles = _poles(session)
    found: dict[tuple[int, str], list[tuple[int | None, AllocationRow]]] = defaultdict(list)
    for row in _rows(session):
        for year in range(first, last + 1):
            if row.stage == "reserved" and _holds(row, year):
                found[year, poles[row.site_id]].append((areas.get(row.site_id), row))
    return tuple(_stock(year, pole, found[year, pole]) for year, pole in sorted(found))


def _stock(year: int, pole: str, pieces: list[tuple[int | None, AllocationRow]]) -> Stock:
    def total(state: str | None) -> int:
        return sum(
            area or 0
            for area, row in pieces
            if (_ends(row, year) if state is None else row.state == state)
        )

    return Stock(
        year, pole, total("secured"), total("at_risk"), total(None), len(pieces),
        sum(area is None for area, _ in pieces),
    )  # fmt: skip


def _holds(row: AllocationRow, year: int) -> bool:
    begun = row.first_day is None or row.first_day <= date(year, 12, 31)
    return begun and (row.last_day is None or row.last_day >= date(year, 1, 1))


def _ends(row: AllocationRow, year: int) -> bool:
    return row.last_day is not None and row.last_day.year == year


def _areas(session: Session) -> dict[UUID, int]:
    areas: dict[UUID, int] = defaultdict(int)
    for site_id, area in session.execute(
        select(Parcel.site_id, Parcel.declared_area).where(Parcel.declared_area.is_not(None))
    ):
        areas[site_id] += area or 0
    own = session.execute(select(Site.id, Site.area).where(Site.area.is_not(None)))
    return {**areas, **{site_id: area for site_id, area in own if area is not None}}


def _poles(session: Session) -> dict[UUID, str]:
    districts = {insee: whole for insee, whole in session.execute(
        select(Commune.insee, Commune.district_of)
    )}  # fmt: skip
    found = session.execute(select(Site.id, Site.commune))
    return {
        site_id: _POLES.get(districts.get(commune or "") or commune or "", "elsewhere")
        for site_id, commune in found
    }


def _rows(session: Session, site_id: UUID | None = None) -> tuple[AllocationRow, ...]:
    chosen = select(Allocation, Site.name).join(Site, Site.id == Allocation.site_id)
    if site_id is not None:
        chosen = chosen.where(Allocation.site_id == site_id)
    found = session.execute(chosen.order_by(Allocation.first_day.desc(), Allocation.n))
    return tuple(
        AllocationRow(
            row.id, row.site_id, name, row.stage, row.basis, row.first_day, row.last_day,
            row.state, row.renewal_by, row.note or "",
        )
        for row, name in found
    )  # fmt: skip
