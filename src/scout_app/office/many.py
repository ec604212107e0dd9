"""Several sites edited at once: what they have in common, and one change written to all or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from scout_app.errors import ForSome, Refused, ScoutError
from scout_app.model.fields import Field, FieldType, fields_of
from scout_app.model.sites import Site, Tag
from scout_app.office import lists, rows, territory
from scout_app.store import heads

_ONE_BY_ONE = frozenset(
    {"name", "reference", "lat", "lon", "position_precision", "address", "whole_id"}
)
"""What is each site's own."""
_CHUNK = 500

Seen = Mapping[UUID, Mapping[str, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Common:
    """One field over several rows: the value they share, unless they differ."""

    field: Field
    value: object
    differs: bool


@dataclass(frozen=True, slots=True)
class Together:
    """What several sites say; `seen` goes back with the edit."""

    ids: tuple[UUID, ...]
    names: tuple[str, ...]
    values: tuple[Common, ...]
    communes: Mapping[str, str]
    """The names of the communes in play, by INSEE code."""
    seen: Seen


def together(session: Session, ids: Sequence[UUID]) -> Together:
    """Return what the sites have in common, for the fields that can be set for all of them."""
    if not ids:
        raise Refused("nothing_chosen")
    sites = _sites(session, ids)
    words = _tags(session, ids)
    common = []
    for name, field in lists.completed(session, fields_of(Site)).items():
        if field.derived or field.refers or name in _ONE_BY_ONE:
            continue
        is_tags = field.type is FieldType.TAGS
        found = {words.get((s.id, name)) if is_tags else getattr(s, name) for s in sites}
        common.append(Common(field, next(iter(found)) if len(found) == 1 else None, len(found) > 1))
    return Together(
        tuple(site.id for site in sites),
        tuple(site.name for site in sites),
        tuple(common),
        territory.names(session, {site.commune for site in sites if site.commune}),
        _seen(session, ids),
    )


def edit(
    session: Session, ids: Sequence[UUID], changes: Mapping[str, str], seen: Seen | None = None
) -> int:
    """Write the same texts to every site, or to none; return how many sites.

    Raises ForSome, which names every site that refuses and why: a value that does not fit, or one
    that somebody changed since.
    """
    if not ids:
        raise Refused("nothing_chosen")
    if _ONE_BY_ONE & changes.keys():
        raise Refused("edit_each")
    refusals: list[tuple[str, ScoutError]] = []
    for site_id in ids:
        try:
            rows.edit(session, site_id, changes, None if seen is None else seen.get(site_id))
        except ScoutError as error:
            refusals.append((_name(session, site_id), error))
    if refusals:
        raise ForSome(tuple(refusals))
    return len(ids)


def _sites(session: Session, ids: Sequence[UUID]) -> list[Site]:
    found: list[Site] = []
    for start in range(0, len(ids), _CHUNK):
        chosen = select(Site).where(Site.id.in_(ids[start : start + _CHUNK]))
        found += session.scalars(chosen).all()
    place = {site: n for n, site in enumerate(ids)}
    return sorted(found, key=lambda site: place[site.id])


def _tags(session: Session, ids: Sequence[UUID]) -> Mapping[tuple[UUID, str], tuple[str, ...]]:
    found: dict[tuple[UUID, str], tuple[str, ...]] = {}
    for start in range(0, len(ids), _CHUNK):
        chosen = select(Tag.row_id, Tag.field, Tag.value).order_by(Tag.value)
        some = chosen.where(Tag.row_id.in_(ids[start : start + _CHUNK]))
        for row, name, value in session.execute(some):
            found[row, name] = (*found.get((row, name), ()), value)
    return found


def _seen(session: Session, ids: Sequence[UUID]) -> Seen:
    seen: dict[UUID, dict[str, tuple[str, ...]]] = {one: {} for one in ids}
    for (row, name), standing in heads.seen(session.connection(), ids).items():
        seen[row][name] = standing
    return seen


def _name(session: Session, site_id: UUID) -> str:
    chosen = select(Site.name).where(Site.id == site_id)
    with session.no_autoflush:
        found = session.scalar(chosen.execution_options(include_deleted=True))
    return found or str(site_id)
