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
    request = _request(session, booking_id, restriction_id, today)
    row = _next(session, request, PermitState.ASKED)
    row.authority, row.number = authority.strip(), number.strip() or None
    row.asked_on = asked_on
    return row.id


def dismiss(
    session: Session, booking_id: UUID, restriction_id: UUID | None, reason: str, *,
    today: date, everywhere: bool = False,
) -> UUID:  # fmt: skip
    """Note that a booking need not ask, with the reason, so that it does not come up again.

    `everywhere` also sets aside the same rule for the production's other bookings, where nobody
    filed it: a film without a drone has none on any site. Raises Refused without a reason, or when
    it was granted or set aside already.
    """
    if not reason.strip():
        raise Refused("reason_missing")
    request = _request(session, booking_id, restriction_id, today)
    alike = _alike(session, request, today) if everywhere else []
    rows = [_next(session, one, PermitState.NOT_NEEDED) for one in (request, *alike)]
    for row in rows:
        row.conditions = reason.strip()
    return rows[0].id


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


def _request(
    session: Session, booking_id: UUID, restriction_id: UUID | None, today: date
) -> Request:
    found = requests.every(session, today, booking_id)
    request = next((one for one in found if one.restriction == restriction_id), None)
    if request is None:
        raise Refused("nothing_to_ask")
    return request


def _alike(session: Session, request: Request, today: date) -> list[Request]:
    """Return the requests for the same rule that the production's other bookings have to file."""
    return [
        one for one in requests.every(session, today)
        if one.booking != request.booking and one.state is PermitState.TO_ASK
        and one.restriction is not None
        and (one.production_id, one.title) == (request.production_id, request.title)
    ]  # fmt: skip


def _next(session: Session, request: Request, state: PermitState) -> Permit:
    """Return the permit that says a request has come to a state: its own again, or a new one."""
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
