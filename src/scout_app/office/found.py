"""What is known of each site for the fields that a need asks: columns and tags, not objects."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from scout_app.model.choices import HALO_M
from scout_app.model.fields import FieldType
from scout_app.model.sites import Commune, Site, Tag
from scout_app.model.values import Operator, Position
from scout_app.office import criteria
from scout_app.office.productions import CriterionRow
from scout_app.places.distance import geodesic_km
from scout_app.rules.matching import Approx, Criterion, Match, Reason
from scout_app.rules.tree import Tree
from scout_app.wording.values import folded

_COMMUNE = "commune"
_DEGREES = 10**7
_UNREADABLE = ""
"""The field of a criterion that cannot be judged: nothing is ever found there, so it is unknown."""

Values = Mapping[UUID, Mapping[str, Any]]
"""What was found at each site, by the field of the rules' criterion."""

_Columns = Mapping[UUID, Any]


def judged(session: Session, asked: Sequence[CriterionRow]) -> tuple[Criterion, ...]:
    """Return the criteria as the rules take them, in the same order and with the same ids.

    A commune may be asked by its code or its name and is compared by name, a town's with its
    districts'. A distance has a field of its own for each point from which it is measured; `named`
    gives the fields their names back.
    """
    towns = _Towns(session) if any(row.field_name == _COMMUNE for row in asked) else None
    return tuple(_rule(row, f"{row.field_name}:{n}", towns) for n, row in enumerate(asked))


def _rule(row: CriterionRow, own: str, towns: "_Towns | None") -> Criterion:
    field, operator, wanted = row.field_name, row.operator, row.wanted
    if row.field is None or wanted is None:
        field = _UNREADABLE
    elif row.field == criteria.POSITION:
        field = own
    elif field == _COMMUNE and towns is not None:
        named = wanted if isinstance(wanted, tuple) else (wanted,)
        wanted = tuple(towns.name(str(word)) for word in named)
        operator = Operator.ANY_OF if operator is Operator.IS else operator
    return Criterion(row.id, field, operator, wanted, row.is_hard, row.weight)


def named(match: Match, fields: Mapping[UUID, str]) -> Match:
    """Return a match whose criteria name the fields that were asked, given by criterion."""

    def shown(reason: Reason) -> Reason:
        return replace(reason, criterion=again(reason.criterion))

    def again(criterion: Criterion) -> Criterion:
        return replace(criterion, field=fields[criterion.id])

    return replace(
        match,
        blocked=tuple(shown(reason) for reason in match.blocked),
        to_check=tuple(shown(reason) for reason in match.to_check),
        reasons=tuple(shown(reason) for reason in match.reasons),
        near_misses=tuple(
            replace(miss, criterion=again(miss.criterion)) if miss.criterion else miss
            for miss in match.near_misses
        ),
    )


class _Towns:
    """The communes by code and by name."""

    def __init__(self, session: Session) -> None:
        found = session.execute(select(Commune.insee, Commune.name, Commune.district_of)).all()
        self._names = {insee: name for insee, name, _ in found}
        self._spoken = {folded(name): name for _, name, _ in found}
        self._town = {insee: town for insee, _, town in found}

    def name(self, said: str) -> str:
        """Return the commune's name, from its code or its name; what is unknown stays as said."""
        return self._names.get(said.strip().upper()) or self._spoken.get(folded(said), said)

    def names(self, insee: str) -> tuple[str, ...]:
        """Return the name of a commune, and its town's when it is a municipal district."""
        codes = (insee, self._town.get(insee))
        return tuple(self._names.get(code, code) for code in codes if code)


def values(session: Session, asked: Sequence[Criterion]) -> Values:
    """Return what is known of every site for the fields asked: one read of columns, one of tags.

    A part stands where its whole stands, unless it says otherwise.
    """
    names = {criterion.field for criterion in asked} - {_UNREADABLE}
    plain = [name for name in names if name in Site.__table__.columns]
    near = [criterion for criterion in asked if criterion.operator is Operator.WITHIN_KM]
    columns = [getattr(Site, name) for name in plain]
    rows = session.execute(
        select(
            Site.id, Site.whole_id, Site.commune.label("insee"), Site.lat, Site.lon,
            Site.position_precision, *columns,
        )
    ).all()  # fmt: skip
    found: dict[UUID, dict[str, Any]] = {
        row[0]: dict(zip(plain, row[6:], strict=True)) for row in rows
    }
    places = _Places({row[0]: row for row in rows})
    _add_tags(session, found, [name for name in names if _is_tags(name)])
    _add_distances(found, places, [criterion for criterion in near if criterion.field in names])
    if _COMMUNE in names:
        towns = _Towns(session)
        for site, known in found.items():
            known[_COMMUNE] = towns.names(insee) if (insee := places.insee(site)) else None
    return found


def _is_tags(name: str) -> bool:
    field = criteria.askable().get(name)
    return field is not None and field.type is FieldType.TAGS


def _add_tags(session: Session, found: Mapping[UUID, dict[str, Any]], names: list[str]) -> None:
    """Add the words of tag fields; a site without any word is one of which nothing is known."""
    if not names:
        return
    words: dict[tuple[UUID, str], list[str]] = defaultdict(list)
    chosen = select(Tag.row_id, Tag.field, Tag.value).where(Tag.field.in_(names)).order_by(Tag.n)
    for site, name, word in session.execute(chosen):
        words[site, name].append(word)
    for (site, name), many in words.items():
        if site in found:
            found[site][name] = tuple(many)


class _Places:
    """Where sites stand: their own place, else that of the nearest whole that has one."""

    def __init__(self, rows: _Columns) -> None:
        self._rows = rows
        self._tree = Tree({site: row.whole_id for site, row in rows.items()})

    def _line(self, site: UUID) -> Iterable[Any]:
        return (self._rows[one] for one in (site, *self._tree.ancestors(site)) if one in self._rows)

    def insee(self, site: UUID) -> str | None:
        return next((row.insee for row in self._line(site) if row.insee), None)

    def position(self, site: UUID) -> tuple[float, float, float] | None:
        """Return latitude, longitude and the radius in km within which they hold."""
        row = next((r for r in self._line(site) if r.lat is not None and r.lon is not None), None)
        if row is None:
            return None
        radius = HALO_M.get(row.position_precision or "", 0.0) / 1000
        return row.lat / _DEGREES, row.lon / _DEGREES, radius


def _add_distances(
    found: Mapping[UUID, dict[str, Any]], places: _Places, asked: Sequence[Criterion]
) -> None:
    if not asked:
        return
    placed = [(site, place) for site in found if (place := places.position(site))]
    for criterion in asked:
        point: Position = criterion.wanted[0]
        distances = geodesic_km(point, [(lat, lon) for _, (lat, lon, _) in placed])
        for (site, (_, _, radius)), km in zip(placed, distances, strict=True):
            found[site][criterion.field] = Approx(km, radius)
