"""Finding sites, and the card of one."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session, aliased

from scout_app.model.choices import HALO_M, SITE_KIND
from scout_app.model.fields import N_, FieldType, fields_of
from scout_app.model.people import Link, Organisation, Person
from scout_app.model.sites import Commune, FilmingCredit, Restriction, Site
from scout_app.model.values import Position
from scout_app.office.rows import Card
from scout_app.office.rows import card as card_of_row
from scout_app.places.distance import geodesic_km
from scout_app.store import search as text_search
from scout_app.wording.values import folded

_DEGREES = 10**7
_OFFERED = "in_service"
_Whole = aliased(Site, name="whole")

AREAS: Mapping[str, tuple[str, int]] = {
    "500": (N_("500 m² and more"), 500),
    "2000": (N_("2,000 m² and more"), 2_000),
    "10000": (N_("1 ha and more"), 10_000),
    "100000": (N_("10 ha and more"), 100_000),
}
"""The steps of the area facet: label and least area in m²."""


@dataclass(frozen=True, slots=True)
class SiteQuery:
    """What an officer looks for; empty parts do not restrict.

    `min_area` in m², `min_height` in cm, `min_power` in tenths of kW: the fields' own units.
    """

    text: str = ""
    kinds: frozenset[str] = frozenset()
    communes: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()
    min_area: int | None = None
    min_height: int | None = None
    min_power: int | None = None
    near: Position | None = None
    within_km: float | None = None
    offered_only: bool = False
    limit: int | None = None


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


@dataclass(frozen=True, slots=True)
class Facet:
    """One value of a facet and how many of the sites found have it."""

    code: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a query; `more` when only the first thousand were looked at."""

    total: int
    more: bool
    sites: tuple[SiteRow, ...]
    kinds: tuple[Facet, ...]
    communes: tuple[Facet, ...]
    areas: tuple[Facet, ...]


@dataclass(frozen=True, slots=True)
class Credit:
    """What was shot at a site."""

    title: str
    kind: str | None
    years: str | None
    note: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to call about a site."""

    role: str
    name: str
    job: str
    phone: str
    email: str
    organisation: str


@dataclass(frozen=True, slots=True)
class RestrictionRow:
    """A rule that weighs on a site."""

    title: str
    season_first: str | None
    season_last: str | None
    authority: str | None
    lead_days: int | None
    description: str | None
    source: str | None
    as_of: str | None


@dataclass(frozen=True, slots=True)
class SiteCard:
    """All that is known of one site."""

    card: Card
    row: SiteRow
    parts: tuple[SiteRow, ...]
    credits: tuple[Credit, ...]
    contacts: tuple[Contact, ...]
    restrictions: tuple[RestrictionRow, ...]
    known: int
    total: int
    """How many of the declared fields hold a value, of how many."""


def search(session: Session, query: SiteQuery) -> Found:
    """Find sites: as typed and filtered, ranked; each facet counts as if it were not chosen."""
    rows, more = _candidates(session, query)
    kept = [row for row in rows if _keeps(query, row)]
    everywhere = replace(query, communes=frozenset())
    any_kind = replace(query, kinds=frozenset())
    any_area = replace(query, min_area=None)
    return Found(
        total=len(kept),
        more=more,
        sites=tuple(kept[: query.limit]),
        kinds=_facet(
            (r for r in rows if _keeps(any_kind, r)), lambda r: (r.kind, SITE_KIND[r.kind])
        ),
        communes=_facet(
            (r for r in rows if _keeps(everywhere, r)), lambda r: (r.insee or "", r.commune)
        ),
        areas=_areas([r for r in rows if _keeps(any_area, r)]),
    )


def rows(session: Session, ids: Sequence[UUID] | None = None) -> tuple[SiteRow, ...]:
    """Return sites by name, all of them or those."""
    chosen = _columns()
    if ids is not None:
        chosen = chosen.where(Site.id.in_(ids))
    return tuple(sorted(_made(session, chosen), key=_by_name))


def card(session: Session, site_id: UUID) -> SiteCard:
    """Return all that is known of a site; raises Unknown."""
    shown = card_of_row(session, site_id)
    declared = [f for f in fields_of(Site).values() if f.block and f.type is not FieldType.REF]
    known = {value.field.name for value in shown.values if value.value is not None}
    [row] = _made(session, _columns().where(Site.id == site_id))
    parts = _made(session, _columns().where(Site.whole_id == site_id))
    return SiteCard(
        card=shown,
        row=row,
        parts=tuple(sorted(parts, key=_by_name)),
        credits=_credits(session, site_id),
        contacts=_contacts(session, site_id),
        restrictions=_restrictions(session, site_id),
        known=sum(field.name in known for field in declared),
        total=len(declared),
    )


def _candidates(session: Session, query: SiteQuery) -> tuple[list[SiteRow], bool]:
    """Return the sites that hold the words and pass the filters without a facet, best first."""
    chosen = _columns().where(*_conditions(query))
    if not query.text.strip():
        return _ordered(_near(_made(session, chosen), query), query), False
    numbers, more = text_search.numbers(session.connection(), query.text)
    found = _made(session, chosen.where(Site.n.in_(numbers)))
    return _ordered(_near(found, query), query), more


def _columns() -> Select[*tuple[Any, ...]]:
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


def _made(session: Session, chosen: Select[*tuple[Any, ...]]) -> list[SiteRow]:
    return [
        SiteRow(
            site, reference, name, kind, location_kind, status, insee, commune or insee or "",
            whole_id, whole or "", area,
            None if lat is None else lat / _DEGREES,
            None if lon is None else lon / _DEGREES,
            HALO_M.get(precision, 0.0),
            status == _OFFERED and whole_status in (None, _OFFERED),
        )
        for (
            site, reference, name, kind, location_kind, status, insee, commune, whole_id, whole,
            whole_status, area, lat, lon, precision,
        ) in session.execute(chosen)
    ]  # fmt: skip


def _conditions(query: SiteQuery) -> Iterator[ColumnElement[bool]]:
    if query.min_height is not None:
        yield Site.clear_height >= query.min_height
    if query.min_power is not None:
        yield Site.power_kw >= query.min_power
    if query.statuses:
        yield Site.status.in_(query.statuses)


def _keeps(query: SiteQuery, row: SiteRow) -> bool:
    return (
        (not query.kinds or row.kind in query.kinds)
        and (not query.communes or row.insee in query.communes)
        and (query.min_area is None or (row.area or 0) >= query.min_area)
        and (not query.offered_only or row.offered)
    )


def _near(found: list[SiteRow], query: SiteQuery) -> list[SiteRow]:
    """Add the distance from the point asked, and leave out what is farther than asked."""
    if query.near is None:
        return found
    placed = [row for row in found if row.lat is not None]
    distances = geodesic_km(query.near, [(row.lat or 0.0, row.lon or 0.0) for row in placed])
    measured = (
        replace(row, distance_km=float(km)) for row, km in zip(placed, distances, strict=True)
    )
    farthest = query.within_km if query.within_km is not None else float("inf")
    return [row for row in measured if (row.distance_km or 0.0) <= farthest]


def _ordered(found: list[SiteRow], query: SiteQuery) -> list[SiteRow]:
    """Order by distance when a point is asked, else names that begin so first, then by name."""
    if query.near is not None:
        return sorted(found, key=lambda row: (row.distance_km, *_by_name(row)))
    wanted = folded(query.text)
    return sorted(found, key=lambda row: (_rank(wanted, row), *_by_name(row)))


def _rank(wanted: str, row: SiteRow) -> int:
    name = folded(row.name)
    if not wanted or name.startswith(wanted):
        return 0
    if all(f" {word}" in f" {name}" for word in wanted.split()):
        return 1
    return 2


def _by_name(row: SiteRow) -> tuple[str, str, str]:
    return folded(row.name), row.name, str(row.id)


def _facet(
    found: Iterable[SiteRow], value: Callable[[SiteRow], tuple[str, str]]
) -> tuple[Facet, ...]:
    counted = Counter(value(row) for row in found)
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0][1]))
    return tuple(Facet(code, label, count) for (code, label), count in ordered if code)


def _areas(found: Sequence[SiteRow]) -> tuple[Facet, ...]:
    counts = (
        Facet(code, label, sum((row.area or 0) >= least for row in found))
        for code, (label, least) in AREAS.items()
    )
    return tuple(facet for facet in counts if facet.count)


def _credits(session: Session, site_id: UUID) -> tuple[Credit, ...]:
    found = session.execute(
        select(
            FilmingCredit.title, FilmingCredit.kind, FilmingCredit.years,
            FilmingCredit.note, FilmingCredit.source,
        )
        .where(FilmingCredit.site_id == site_id)
        .order_by(FilmingCredit.n)
    )  # fmt: skip
    return tuple(Credit(*credit) for credit in found)


def _contacts(session: Session, site_id: UUID) -> tuple[Contact, ...]:
    found = session.execute(
        select(Link.role, Person, Organisation)
        .outerjoin(Person, Person.id == Link.person_id)
        .outerjoin(
            Organisation,
            Organisation.id.in_((Link.organisation_id, Person.organisation_id)),
        )
        .where(Link.row_id == site_id)
        .order_by(Link.n)
    )
    return tuple(
        Contact(
            role,
            person.name if person else organisation.name if organisation else "",
            (person.job if person else "") or "",
            ((person or organisation).phone if person or organisation else "") or "",
            ((person or organisation).email if person or organisation else "") or "",
            organisation.name if organisation else "",
        )
        for role, person, organisation in found
    )


def _restrictions(session: Session, site_id: UUID) -> tuple[RestrictionRow, ...]:
    found = session.execute(
        select(
            Restriction.title, Restriction.season_first, Restriction.season_last,
            Restriction.authority, Restriction.lead_days, Restriction.description,
            Restriction.source, Restriction.as_of,
        )
        .where(Restriction.site_id == site_id)
        .order_by(Restriction.n)
    )  # fmt: skip
    return tuple(RestrictionRow(*rule) for rule in found)
