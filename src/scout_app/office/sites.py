"""Finding sites: as typed, by facets, near a point; each with the card that `site_cards` makes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from scout_app.errors import Unknown
from scout_app.model.fields import N_, FieldType, fields_of
from scout_app.model.sites import Site
from scout_app.model.values import Period, Position
from scout_app.office import calendar_columns
from scout_app.office.site_cards import Contact, Credit, RestrictionRow, SiteCard, card
from scout_app.office.site_rows import SiteRow, rows

if TYPE_CHECKING:
    from scout_app.office.site_columns import Columns, Places, SiteRows
    from scout_app.office.site_facets import Severities

__all__ = [
    "AREAS", "CAP", "Contact", "Credit", "Facet", "Found", "RestrictionRow", "SiteCard",
    "SiteQuery", "SiteRow", "card", "rows", "search",
]  # fmt: skip

CAP = 1_000
"""A search at once stops here: it says "more than 1,000", and never another figure."""
_WIDEST = 100_000
"""Of more sites the calendar of ten years is not kept in memory: only the days asked are read."""
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
    only: frozenset[UUID] | None = None
    """The only sites to find; None for any."""
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Facet:
    """One value of a facet and how many of the sites found have it."""

    code: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a query; with `more`, all figures are only known to be so high at least."""

    total: int
    more: bool
    sites: "SiteRows"
    """Rows that are made when they are looked at."""
    kinds: tuple[Facet, ...]
    communes: tuple[Facet, ...]
    areas: tuple[Facet, ...]
    states: tuple[Facet, ...] = ()
    """How the sites stand on the days asked; none when no days are."""


def search(session: Session, query: SiteQuery, *, at_once: bool = False) -> Found:
    """Find sites: as typed and filtered, ranked; each facet counts as if it were not chosen.

    `at_once` is for every key: of a text that nothing narrows it finds the first `CAP` sites, as
    `site_hits.first_of` takes them, so that the answer takes as long in the largest catalogue as in
    a small one.
    """
    from scout_app.office import site_facets, site_reading
    from scout_app.office.site_columns import SiteRows

    known = site_reading.columns(session)
    places, more = _candidates(session, known, query, at_once)
    places, km = site_facets.near(known, places, query)
    standing = _standing(session, known, query)
    counted = site_facets.Counted(known, places, query, standing)
    kept = counted.kept()
    far = None if km is None else km[kept][: query.limit]
    shown = places[kept]
    if km is None and not query.text.strip():
        shown = known.named(shown)
    return Found(
        total=len(shown),
        more=more,
        sites=SiteRows(known, shown[: query.limit], far),
        kinds=counted.kinds(),
        communes=counted.communes(),
        areas=counted.areas(),
        states=counted.states(),
    )


def _candidates(
    session: Session, known: "Columns", query: SiteQuery, at_once: bool
) -> "tuple[Places, bool]":
    """Return the sites that hold the words and pass the filters without a facet.

    The best come first; without any word they come as they stand in the columns.
    """
    if not query.text.strip():
        return _passing(session, known, query, known.standing), False
    from scout_app.office import site_hits

    if at_once and not _narrows(query):
        return site_hits.first_of(session, known, query.text, CAP)
    return _passing(session, known, query, site_hits.all_of(session, known, query.text)), False


def _narrows(query: SiteQuery) -> bool:
    plain = SiteQuery(text=query.text, today=query.today, limit=query.limit, days=query.days)
    return query != plain


def _passing(session: Session, known: "Columns", query: SiteQuery, places: "Places") -> "Places":
    """Keep the sites named, within the ranges and of the statuses asked."""
    import numpy as np

    from scout_app.office import site_reading

    for name, (least, most) in query.ranges.items():
        values = site_reading.figures(session, known, _numeric(name))[places]
        within = values == values
        if least is not None:
            within &= values >= least
        if most is not None:
            within &= values <= most
        if (least, most) != (None, None):
            places = places[within]
    if query.only is not None:
        chosen = [place for site in query.only if (place := known.place(site)) is not None]
        places = places[np.isin(places, chosen)]
    if query.statuses:
        places = places[known.status.among(query.statuses)[known.status.codes[places]]]
    return places


def _numeric(name: str) -> str:
    """Return the name of a numeric field; raises Unknown for any other."""
    declared = fields_of(Site)
    numeric = [one for one, field in declared.items() if field.type in NUMERIC]
    if name not in numeric:
        raise Unknown("field", name, tuple(numeric))
    return name


def _standing(session: Session, known: "Columns", query: SiteQuery) -> "Severities | None":
    """Return how severe the worst of the days asked is on each site; None when no days are."""
    if query.days is None:
        return None
    import numpy as np

    today = query.today or query.days.first
    few = len(known) <= _WIDEST
    look = calendar_columns.columns if few else calendar_columns.build
    picture = look(session, query.days, today)
    found = np.zeros(len(known), dtype=np.int8)
    found[known.places(picture.numbers)] = picture.worst(query.days)
    return found
