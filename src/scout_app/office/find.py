"""Rows by id, reference, or unambiguous name, as an officer names them in a command."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from scout_app.errors import Ambiguous, Unknown
from scout_app.model.base import Row
from scout_app.model.bookings import Booking
from scout_app.model.log import op
from scout_app.model.people import Organisation, Person
from scout_app.model.productions import Need, Production
from scout_app.model.sites import Restriction, Site
from scout_app.model.tables import ROWS
from scout_app.wording.values import folded

_CLOSE = 5

Names = Sequence[InstrumentedAttribute[Any]]

NAMED: dict[str, Names] = {
    "site": (Site.reference, Site.name),
    "production": (Production.reference, Production.title),
    "need": (Need.label,),
    "organisation": (Organisation.name,),
    "person": (Person.name,),
    "restriction": (Restriction.title,),
}
"""The columns by which rows of a kind can be named."""


def site(session: Session, named: str) -> UUID:
    """Return the site that goes by that id, reference or name; raises Unknown or Ambiguous."""
    return of_kind(session, "site", named)


def production(session: Session, named: str) -> UUID:
    """Return the production that goes by that id, reference or title."""
    return of_kind(session, "production", named)


def need(session: Session, named: str) -> UUID:
    """Return the need that goes by that id or label."""
    return of_kind(session, "need", named)


def booking(session: Session, named: str) -> UUID:
    """Return the booking with that id, or the only one whose id begins so."""
    start = named.strip().lower()
    if found := _by_id(session, Booking, start):
        return found
    ids = session.scalars(select(Booking.id)).all() if len(start) >= _CLOSE else []
    begun = [str(found) for found in ids if str(found).startswith(start)]
    if len(begun) > 1:
        raise Ambiguous("booking", named, tuple(begun[:_CLOSE]))
    if not begun:
        raise Unknown("booking", named)
    return UUID(begun[0])


def row(session: Session, named: str) -> tuple[str, UUID]:
    """Return the kind and id of whatever row goes by that id, reference or name."""
    with suppress(ValueError):
        wanted = UUID(named.strip())
        if kind := session.scalar(select(op.c.tbl).where(op.c.row_uuid == wanted).limit(1)):
            return kind, wanted
    for kind in NAMED:
        try:
            return kind, of_kind(session, kind, named)
        except Unknown:
            continue
    raise Unknown("row", named)


def of_kind(session: Session, kind: str, named: str) -> UUID:
    """Return the row of a kind by id, reference or name: exact first, then accents and case aside,
    then the only one that holds the words."""
    entity = ROWS[kind]
    if found := _by_id(session, entity, named):
        return found
    names = NAMED[kind]
    exact = session.scalars(select(entity.id).where(or_(*(name == named for name in names)))).all()
    if len(exact) == 1:
        return exact[0]
    return _loosely(session, kind, named, names)


def _loosely(session: Session, kind: str, named: str, names: Names) -> UUID:
    wanted = folded(named)
    rows = session.execute(select(ROWS[kind].id, *names)).all()
    same = [(r[0], r[-1]) for r in rows if wanted in {folded(name or "") for name in r[1:]}]
    holds = same or [
        (r[0], r[-1])
        for r in rows
        if wanted and any(wanted in folded(name or "") for name in r[1:])
    ]
    if len(holds) > 1:
        raise Ambiguous(kind, named, tuple(str(name) for _, name in holds[:_CLOSE]))
    if not holds:
        raise Unknown(kind, named)
    return UUID(str(holds[0][0]))


def _by_id(session: Session, entity: type[Row], named: str) -> UUID | None:
    try:
        wanted = UUID(named.strip())
    except ValueError:
        return None
    return session.scalar(select(entity.id).where(entity.id == wanted))
