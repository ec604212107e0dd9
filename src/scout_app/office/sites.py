"""Finding sites: as typed, by facets, near a point; each with the card that `site_cards` makes."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from scout_app.errors import Unknown
from scout_app.model.choices import SITE_KIND
from scout_app.model.fields import N_, FieldType, fields_of
from scout_app.model.sites import Site
from scout_app.model.values import Availability, Period, Position
from scout_app.office.diary import Diary
from scout_app.office.site_cards import Contact, Credit, RestrictionRow, SiteCard, card
from scout_app.office.site_rows import SiteRow, by_name, columns, made, rows
from scout_app.places.distance import geodesic_km
from scout_app.rules.availability import range_state
from scout_app.store import search as text_search
from scout_app.wording.reasons import AVAILABILITY
from scout_app.wording.values import folded

__all__ = [
    "AREAS", "Contact", "Credit", "Facet", "Found", "RestrictionRow", "SiteCard", "SiteQuery",
    "SiteRow", "card", "rows", "search",
]  # fmt: skip

Range = tuple[int | None, int | None]
NUMERIC = (FieldType.NUMBER, FieldType.MONEY)
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

    `ranges` gives the least and the most of numeric fields, in the fields' own stored units; a site
    whose value is unknown is in no range. `days` keeps the sites that stand in one of `states` over
    them, as of `today`; without any state, each is only counted.
    """

    text: str = ""
    kinds: frozenset[str] = frozenset()
    communes: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()
    min_area: int | None = None
    ranges: Mapping[str, Range] = field(default_factory=dict)
    days: Period | None = None
    today: date | None = None
    states: frozenset[str] = frozenset()
    near: Position | None = None
    within_km: float | None = None
    offered_only: bool = False
    limit: int | None = None


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
    states: tuple[Facet, ...] = ()
    """How the sites stand on the days asked; none when no days are."""


def search(session: Session, query: SiteQuery) -> Found:
    """Find sites: as typed and filtered, ranked; each facet counts as if it were not chosen."""
    rows, more = _candidates(session, query)
    standing = _standing(session, query, rows)
    free = [row for row in rows if not query.states or standing.get(row.id) in query.states]
    counted = [standing[row.id] for row in rows if row.id in standing and _keeps(query, row)]
    rows = free
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
        states=tuple(
            Facet(state.value, AVAILABILITY[state], counted.count(state.value))
            for state in Availability
            if state.value in counted
        ),
    )


def _standing(session: Session, query: SiteQuery, rows: Sequence[SiteRow]) -> Mapping[UUID, str]:
    """Return how each site stands over the days asked; nothing when no days are."""
    if query.days is None:
        return {}
    today = query.today or query.days.first
    diary = Diary(session, query.days, [row.id for row in rows], today)
    return {row.id: range_state(query.days, diary.obstacles(row.id), today).value for row in rows}


def _candidates(session: Session, query: SiteQuery) -> tuple[list[SiteRow], bool]:
    """Return the sites that hold the words and pass the filters without a facet, best first."""
    chosen = columns().where(*_conditions(query))
    if not query.text.strip():
        return _ordered(_near(made(session, chosen), query), query), False
    numbers, more = text_search.numbers(session.connection(), query.text)
    found = made(session, chosen.where(Site.n.in_(numbers)))
    return _ordered(_near(found, query), query), more


def _conditions(query: SiteQuery) -> Iterator[ColumnElement[bool]]:
    for name, (least, most) in query.ranges.items():
        column = getattr(Site, _numeric(name))
        if least is not None:
            yield column >= least
        if most is not None:
            yield column <= most
    if query.statuses:
        yield Site.status.in_(query.statuses)


def _numeric(name: str) -> str:
    """Return the name of a numeric field; raises Unknown for any other."""
    declared = fields_of(Site)
    known = [one for one, field in declared.items() if field.type in NUMERIC]
    if name not in known:
        raise Unknown("field", name, tuple(known))
    return name


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
        return sorted(found, key=lambda row: (row.distance_km, *by_name(row)))
    wanted = folded(query.text)
    return sorted(found, key=lambda row: (_rank(wanted, row), *by_name(row)))


def _rank(wanted: str, row: SiteRow) -> int:
    name = folded(row.name)
    if not wanted or name.startswith(wanted):
        return 0
    if all(f" {word}" in f" {name}" for word in wanted.split()):
        return 1
    return 2


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
