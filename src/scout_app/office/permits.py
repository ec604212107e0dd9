"""Authorisations in the hand: a request filed, its answer, or why none is needed."""

from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from scout_app.errors import BadValue, Refused, Unknown
from scout_app.model.permits import Permit
from scout_app.office import requests
from scout_app.office.requests import Request
from scout_app.rules.permits import NEXT, PermitState


def file(
    session: Session, booking_id: UUID, restriction_id: UUID | None, *,
    authority: str, asked_on: date, number: str = "", today: date,
) -> UUID:  # fmt: skip
    """Note that a request was filed, for all days of a booking; returns its permit.

    Raises BadValue without an authority, Refused when it was filed already or need not be.
    """
    if not authority.strip():
        raise BadValue("authority", authority, "required")
    row = _next(session, booking_id, restriction_id, PermitState.ASKED, today)
    row.authority, row.number = authority.strip(), number.strip() or None
    row.asked_on = asked_on
    return row.id


def dismiss(
    session: Session, booking_id: UUID, restriction_id: UUID | None, reason: str, *, today: date
) -> UUID:
    """Note that a booking need not ask, with the reason, so that it does not come up again.

    Raises Refused without a reason, or when it was granted or set aside already.
    """
    if not reason.strip():
        raise Refused("reason_missing")
    row = _next(session, booking_id, restriction_id, PermitState.NOT_NEEDED, today)
    row.conditions = reason.strip()
    return row.id


def answer(session: Session, permit_id: UUID, state: PermitState, conditions: str = "") -> UUID:
    """Note what the authority answered, with its conditions or its reason; returns the permit.

    Raises Unknown, and Refused when that is no answer or was given already.
    """
    row = session.scalars(select(Permit).where(Permit.id == permit_id)).one_or_none()
    if row is None:
        raise Unknown("permit", str(permit_id))
    if state not in NEXT[PermitState(row.state)] or state is PermitState.ASKED:
        raise Refused("permit_settled", row.authority)
    row.state = state.value
    if conditions.strip():
        row.conditions = conditions.strip()
    return row.id


def _next(
    session: Session, booking_id: UUID, restriction_id: UUID | None, state: PermitState, today: date
) -> Permit:
    """Return the permit that says a request has come to a state: its own again, or a new one."""
    found = requests.every(session, today, booking_id)
    request = next((one for one in found if one.restriction == restriction_id), None)
    if request is None:
        raise Refused("nothing_to_ask")
    if state not in NEXT[request.state]:
        raise Refused("permit_settled", request.authority)
    row = _again(session, request) or _begun(session, request)
    row.state = state.value
    return row


_OPEN = (PermitState.TO_ASK, PermitState.NOT_NEEDED)
"""States whose permit was never filed: it is written on, where others are kept as they are."""


def _again(session: Session, request: Request) -> Permit | None:
    """Return the permit that was planned, or was not needed, for all days of the booking now."""
    if request.state not in _OPEN or request.permit is None:
        return None
    row = session.scalars(select(Permit).where(Permit.id == request.permit)).one()
    row.first_day = row.first_day and min(row.first_day, request.days.first)
    row.last_day = row.last_day and max(row.last_day, request.days.last)
    if request.state is PermitState.NOT_NEEDED:
        row.conditions = None
    return row


def _begun(session: Session, request: Request) -> Permit:
    row = Permit(
        id=uuid4(), production_id=request.production_id, site_id=request.site_id,
        restriction_id=request.restriction, authority=request.authority or request.site,
        first_day=request.days.first, last_day=request.days.last, deadline=request.file_by,
    )  # fmt: skip
    session.add(row)
    return row
