"""Finding sites the plain way, one object a site: what the columns must answer too, to the last."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy.orm import Session

from scout_app.model.choices import SITE_KIND
from scout_app.model.sites import Site
from scout_app.model.values import Availability
from scout_app.office.diary import Diary
from scout_app.office.site_rows import SiteRow, by_name, columns, made
from scout_app.office.sites import AREAS, Facet, SiteQuery
from scout_app.places.distance import geodesic_km
from scout_app.rules.availability import range_state
from scout_app.store import search as text_search
from scout_app.wording.reasons import AVAILABILITY
from scout_app.wording.values import folded

ELSEWHERE = 2


@dataclass(frozen=True)
class Answer:
    """What is found, and the facets by name."""

    sites: tuple[SiteRow, ...]
    facets: Mapping[str, tuple[Facet, ...]]


def search(session: Session, query: SiteQuery) -> Answer:
    """Look at every site."""
    rows = _near(_ranging(session, query), query)
    if query.text.strip():
        found = {int(n) for n in text_search.numbers(session.connection(), query.text)[0]}
        held = {row.id for row in made(session, columns().where(Site.n.in_(found)))}
        wanted = folded(query.text)
        rows = [row for row in rows if row.id in held or _rank(wanted, row) < ELSEWHERE]
    standing = _standing(session, query, rows)
    free = [row for row in rows if not query.states or standing.get(row.id) in query.states]
    counted = [standing[row.id] for row in rows if row.id in standing and _keeps(query, row)]
    any_kind, everywhere = replace(query, kinds=frozenset()), replace(query, communes=frozenset())
    any_area = replace(query, min_area=None)
    return Answer(
        tuple(row for row in _ordered(free, query) if _keeps(query, row)),
        {
            "kinds": _facet(
                (r for r in free if _keeps(any_kind, r)), lambda r: (r.kind, SITE_KIND[r.kind])
            ),
            "communes": _facet(
                (r for r in free if _keeps(everywhere, r)), lambda r: (r.insee or "", r.commune)
            ),
            "areas": _areas([r for r in free if _keeps(any_area, r)]),
            "states": tuple(
                Facet(state.value, AVAILABILITY[state], counted.count(state.value))
                for state in Availability
                if state.value in counted
            ),
        },
    )


def _ranging(session: Session, query: SiteQuery) -> list[SiteRow]:
    chosen = columns()
    for name, (least, most) in query.ranges.items():
        if least is not None:
            chosen = chosen.where(getattr(Site, name) >= least)
        if most is not None:
            chosen = chosen.where(getattr(Site, name) <= most)
    if query.statuses:
        chosen = chosen.where(Site.status.in_(query.statuses))
    return made(session, chosen)


def _standing(session: Session, query: SiteQuery, rows: Sequence[SiteRow]) -> Mapping[UUID, str]:
    if query.days is None:
        return {}
    today = query.today or query.days.first
    diary = Diary(session, query.days, [row.id for row in rows], today)
    return {row.id: range_state(query.days, diary.obstacles(row.id), today).value for row in rows}


def _keeps(query: SiteQuery, row: SiteRow) -> bool:
    return (
        (not query.kinds or row.kind in query.kinds)
        and (not query.communes or row.insee in query.communes)
        and (query.min_area is None or (row.area or 0) >= query.min_area)
        and (not query.offered_only or row.offered)
    )


def _near(found: list[SiteRow], query: SiteQuery) -> list[SiteRow]:
    if query.near is None:
        return found
    placed = [row for row in found if row.lat is not None]
    distances = geodesic_km(query.near, [(row.lat or 0.0, row.lon or 0.0) for row in placed])
    farthest = query.within_km if query.within_km is not None else float("inf")
    return [
        replace(row, distance_km=km)
        for row, km in zip(placed, distances, strict=True)
        if km <= farthest
    ]


def _ordered(found: list[SiteRow], query: SiteQuery) -> list[SiteRow]:
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
    return ELSEWHERE


def _facet(
    found: Iterable[SiteRow], value: Callable[[SiteRow], tuple[str, str]]
) -> tuple[Facet, ...]:
    counted = Counter(value(row) for row in found)
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0][1], item[0][0]))
    return tuple(Facet(code, label, count) for (code, label), count in ordered if code)


def _areas(found: Sequence[SiteRow]) -> tuple[Facet, ...]:
    counts = (
        Facet(code, label, sum((row.area or 0) >= least for row in found))
        for code, (label, least) in AREAS.items()
    )
    return tuple(facet for facet in counts if facet.count)
