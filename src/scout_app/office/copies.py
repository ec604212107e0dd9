"""Duplicate as: a site again under another name, with what the officer chose to take along."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from scout_app.errors import BadValue, Refused
from scout_app.model.base import Row, tag_id
from scout_app.model.fields import N_, fields_of
from scout_app.model.people import Link
from scout_app.model.sites import FilmingCredit, Parcel, Restriction, Site, SourcedValue, Tag
from scout_app.office import references, rows
from scout_app.rules import acts
from scout_app.store import log

ALONG: Mapping[str, str] = {
    "sources": N_("Sources of the values"),
    "contacts": N_("Contacts"),
    "parts": N_("Spaces (its parts, with their own values)"),
    "restrictions": N_("Restrictions"),
    "parcels": N_("Parcels"),
    "credits": N_("What was shot there"),
}
"""What may be copied along; bookings, closures and pictures stay with the first site."""
USUAL = frozenset({"sources", "contacts", "parts"})

_OWNERS: Mapping[str, InstrumentedAttribute[Any]] = {
    "sources": SourcedValue.row_id,
    "contacts": Link.row_id,
    "restrictions": Restriction.site_id,
    "parcels": Parcel.site_id,
    "credits": FilmingCredit.site_id,
}
_NOT_COPIED = frozenset({"reference", "name", "review_state"})


def duplicate(session: Session, site_id: UUID, name: str, along: Collection[str] = USUAL) -> UUID:
    """Add a site with the values of another, under a new name and the next reference.

    It is to be reviewed, for nobody has looked at it yet. Raises BadValue for an empty name or
    that of the first one.
    """
    first = rows.get(session, site_id)
    if not isinstance(first, Site):
        raise Refused("copy_kind")
    if not name.strip():
        raise BadValue("name", name, "required")
    if name.strip() == first.name:
        raise Refused("same_name", first.name)
    numbering = references.Numbering(session, Site)
    log.draft(session).reason = acts.written("copy", first.name, name.strip())
    return _copy(session, first, name.strip(), first.whole_id, along, numbering)


def _copy(
    session: Session,
    first: Site,
    name: str,
    whole: UUID | None,
    along: Collection[str],
    numbering: references.Numbering,
) -> UUID:
    values = _values(first, _NOT_COPIED | {"whole_id"})
    made = Site(
        id=uuid4(), name=name, reference=numbering.next(), whole_id=whole,
        review_state="to_review", **values,
    )  # fmt: skip
    session.add(made)
    session.flush()
    _copy_tags(session, first.id, made.id)
    for what in sorted(along):
        if (owner := _OWNERS.get(what)) is not None:
            for row in session.scalars(select(owner.class_).where(owner == first.id)).all():
                own = {**_values(row, {owner.key}), owner.key: made.id}
                session.add(type(row)(id=uuid4(), **own))
    if "parts" in along:
        parts = select(Site).where(Site.whole_id == first.id, Site.id != made.id)
        for part in session.scalars(parts.order_by(Site.n)).all():
            _copy(session, part, part.name, made.id, along, numbering)
    return made.id


def _values(row: Row, without: Collection[str]) -> dict[str, object]:
    kept = [name for name in fields_of(type(row)) if name not in without and hasattr(row, name)]
    return {name: found for name in kept if (found := getattr(row, name)) is not None}


def _copy_tags(session: Session, of: UUID, to: UUID) -> None:
    for tag in session.scalars(select(Tag).where(Tag.row_id == of)).all():
        new_id = tag_id(to, tag.field, tag.value)
        session.add(Tag(id=new_id, row_id=to, field=tag.field, value=tag.value))
