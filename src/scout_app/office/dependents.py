"""What belongs to a row and is hidden with it, and what keeps a row from being deleted."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from scout_app.errors import Refused
from scout_app.model.base import Row
from scout_app.model.bookings import Booking, Span
from scout_app.model.people import Link, Organisation, Person
from scout_app.model.permits import Permit
from scout_app.model.photos import Photo
from scout_app.model.productions import Criterion, Need, Production
from scout_app.model.sites import (
    Closure,
    FilmingCredit,
    Parcel,
    Restriction,
    RestrictionLevel,
    Site,
    SourcedValue,
    Tag,
)
from scout_app.model.terms import Allocation, CancellationTier, Rate
from scout_app.model.values import State

_Owner = InstrumentedAttribute[Any]

_EVERY: tuple[_Owner, ...] = (SourcedValue.row_id, Tag.row_id, Link.row_id)
_OWN: Mapping[type[Row], tuple[_Owner, ...]] = {
    Site: (
        FilmingCredit.site_id,
        Parcel.site_id,
        Closure.site_id,
        Restriction.site_id,
        Photo.site_id,
        Rate.site_id,
        CancellationTier.site_id,
        Allocation.site_id,
        Permit.site_id,
    ),
    Production: (Need.production_id, Permit.production_id),
    Need: (Criterion.need_id,),
    Booking: (Span.booking_id,),
    Restriction: (RestrictionLevel.restriction_id,),
    Person: (Link.person_id,),
    Organisation: (Link.organisation_id,),
}


def of(session: Session, row: Row, deleted: bool = False) -> Iterator[Row]:
    """Go through the rows that belong to a row, the deepest first; `deleted` ones on demand."""
    for owner in (*_OWN.get(type(row), ()), *_EVERY):
        chosen = select(owner.class_).where(owner == row.id)
        for dependent in session.scalars(chosen.execution_options(include_deleted=deleted)):
            yield from of(session, dependent, deleted)
            yield dependent


def forbid_orphans(session: Session, row: Row) -> None:
    """Refuse to delete a site with parts, or anything that a live booking stands on."""
    if isinstance(row, Site):
        parts = session.scalars(select(Site.name).where(Site.whole_id == row.id)).all()
        if parts:
            raise Refused("has_parts", ", ".join(parts[:5]))
    owner = {Site: Booking.site_id, Production: Booking.production_id}.get(type(row))
    if owner is not None and (held := _live_bookings(session, owner, row)):
        raise Refused("has_bookings", str(held))


def _live_bookings(session: Session, owner: _Owner, row: Row) -> int:
    live = [state for state in State if state.is_live]
    found = select(Booking.id).join(Span, Span.booking_id == Booking.id)
    return len(set(session.scalars(found.where(owner == row.id, Span.state.in_(live)))))
