"""Two rows that are one: what hangs on the other moves to the kept one, and the other is hidden."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from scout_app.errors import EditedSince, Refused
from scout_app.model.base import Row, tag_id
from scout_app.model.fields import FieldType, fields_of
from scout_app.model.photos import Photo
from scout_app.model.sites import Site, Tag
from scout_app.office import bonds, rows
from scout_app.office.overlaps import Days
from scout_app.rules import acts
from scout_app.rules.ranking import between
from scout_app.rules.tree import Tree
from scout_app.store import heads, log
from scout_app.wording.values import folded

MERGED = ("site", "organisation", "person")
"""The kinds of which two rows can be found to be one."""
TOGETHER = frozenset({"lat", "lon", "position_precision"})
"""Values that mean nothing apart."""

_ALIKE: Mapping[str, tuple[str, ...]] = {
    "filming_credit": ("title", "kind", "years"),
    "import_key": ("source", "key"),
    "link": ("row_id", "person_id", "organisation_id", "role"),
    "parcel": ("identifier",),
    "photo": ("sha256",),
    "sourced_value": ("field", "value", "source", "source_date"),
}
"""What makes two rows that hang on the two the same: only one of them stays."""

Seen = Mapping[UUID, Mapping[str, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did."""

    moved: Counter[str]
    """How many rows of each table hang on the kept row now."""
    hindered: tuple[str, ...] = ()
    """Productions whose options now stand on days that are confirmed for another."""


def merge(
    session: Session,
    kept_id: UUID,
    other_id: UUID,
    take: Collection[str] = (),
    seen: Seen | None = None,
) -> Merged:
    """Make two rows one; what hangs on the other moves to the kept one.

    `take` names the fields whose value is the other's. The history of both stays; one Undo takes
    everything back. Raises Refused (not two rows of one kind, or a site and its own part),
    MergeClash when both are confirmed on the same days, EditedSince when somebody changed either.
    """
    kept, other = _both(session, kept_id, other_id)
    for row in (kept, other):
        _unchanged_since(session, row, (seen or {}).get(row.id))
    log.draft(session).reason = acts.written("merge", rows.title(kept), rows.title(other))
    _take(kept, other, take)
    _join_words(session, kept, other)
    moved = _move(session, kept, other)
    other.deleted = True
    session.flush()
    if isinstance(kept, Site) and isinstance(other, Site):
        days = Days(session, kept.id)
        days.forbid_double(kept.name, other.name)
        return Merged(moved, days.hindered())
    return Merged(moved)


def _both(session: Session, kept_id: UUID, other_id: UUID) -> tuple[Row, Row]:
    if kept_id == other_id:
        raise Refused("same_row")
    kept, other = rows.get(session, kept_id), rows.get(session, other_id)
    if type(kept) is not type(other) or kept.__tablename__ not in MERGED:
        raise Refused("merge_kinds")
    if isinstance(kept, Site):
        tree = Tree({part: whole for part, whole in session.execute(_WHOLES)})
        if other_id in tree.kin(kept_id):
            raise Refused("merge_kin", f"{rows.title(kept)}, {rows.title(other)}")
    return kept, other


_WHOLES = select(Site.id, Site.whole_id)


def _unchanged_since(
    session: Session, row: Row, seen: Mapping[str, tuple[str, ...]] | None
) -> None:
    if seen is None:
        return
    standing = heads.cell_heads(session.connection(), [row.id])
    for (_row, name), found in standing.items():
        if name in seen and set(seen[name]) != {head.stamp.txn for head in found}:
            who = heads.author_of(session.connection(), found[0].stamp.txn)
            raise EditedSince(rows.title(row), name, *(who or ("", "", 0)))


def _take(kept: Row, other: Row, names: Collection[str]) -> None:
    """Give the kept row the other's values where the officer chose them."""
    wanted = set(names) | (TOGETHER if TOGETHER & set(names) else set())
    for name, field in fields_of(type(kept)).items():
        if name in wanted and field.type is not FieldType.TAGS:
            value = getattr(other, name)
            if value is not None or not field.required:
                setattr(kept, name, value)


def _join_words(session: Session, kept: Row, other: Row) -> None:
    """Give the kept row the other's words too; those of the other go with it."""
    every = select(Tag).where(Tag.row_id.in_([kept.id, other.id]))
    found = session.scalars(every.execution_options(include_deleted=True)).all()
    own = {tag.id: tag for tag in found if tag.row_id == kept.id}
    for tag in found:
        if tag.row_id != other.id or tag.deleted:
            continue
        same = tag_id(kept.id, tag.field, tag.value)
        if same in own:
            own[same].deleted = False
        else:
            session.add(Tag(id=same, row_id=kept.id, field=tag.field, value=tag.value))
        tag.deleted = True


def _move(session: Session, kept: Row, other: Row) -> Counter[str]:
    moved: Counter[str] = Counter()
    for bond in bonds.of(kept.__tablename__):
        if bond.class_ is Tag:
            continue
        standing = bonds.hanging(session, bond, kept.id)
        there = {mark for row in standing if (mark := _mark(row, bond.key)) is not None}
        for row in bonds.hanging(session, bond, other.id):
            mark = _mark(row, bond.key)
            if mark in there:
                row.deleted = True
                continue
            if isinstance(row, Photo):
                _order(row, [one for one in standing if isinstance(one, Photo)], moved)
            setattr(row, bond.key, kept.id)
            if mark is not None:
                there.add(mark)
            moved[row.__tablename__] += 1
    return moved


def _mark(row: Row, owner: str) -> tuple[object, ...] | None:
    """Return what another row is recognised by; None for rows that are never the same."""
    names = _ALIKE.get(row.__tablename__)
    if names is None:
        return None
    values = (getattr(row, name) for name in names if name != owner)
    return tuple(folded(value) if isinstance(value, str) else value for value in values)


def _order(photo: Photo, standing: list[Photo], moved: Counter[str]) -> None:
    """Put a picture behind those that the kept site has; the cover stays."""
    if standing:
        last = max(one.rank for one in standing)
        for _ in range(moved["photo"] + 1):
            last = between(last, None)
        photo.rank = last
    photo.is_cover = photo.is_cover and not any(one.is_cover for one in standing)
