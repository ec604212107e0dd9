"""The permits of the catalogue as rows, whoever asked for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from scout_app.model.permits import Permit
from scout_app.model.sites import Restriction, Site
from scout_app.rules.permits import PermitState


@dataclass(frozen=True, slots=True)
class PermitRow:
    """A permit in a list; `title` is that of the restriction it answers, empty for the site's own
    card."""

    id: UUID
    site_id: UUID
    site: str
    production_id: UUID
    restriction: UUID | None
    title: str
    authority: str
    first: date | None
    last: date | None
    state: PermitState
    number: str
    asked_on: date | None
    deadline: date | None
    conditions: str


def read(session: Session, production_id: UUID | None = None) -> Sequence[PermitRow]:
    """Return the permits, or those of a production, in the order they came."""
    chosen = (
        select(
            Permit.id, Permit.site_id, Site.name, Permit.production_id, Permit.restriction_id,
            Restriction.title, Permit.authority, Permit.first_day, Permit.last_day, Permit.state,
            Permit.number, Permit.asked_on, Permit.deadline, Permit.conditions,
        )
        .outerjoin(Site, Site.id == Permit.site_id)
        .outerjoin(Restriction, Restriction.id == Permit.restriction_id)
        .order_by(Permit.n)
    )  # fmt: skip
    if production_id is not None:
        chosen = chosen.where(Permit.production_id == production_id)
    return [
        PermitRow(
            one, site_id, site or "", production, restriction, title or "", authority, first, last,
            PermitState(state), number or "", asked_on, deadline, conditions or "",
        )
        for one, site_id, site, production, restriction, title, authority, first, last, state,
            number, asked_on, deadline, conditions in session.execute(chosen)
    ]  # fmt: skip


def of_production(session: Session, production_id: UUID) -> tuple[PermitRow, ...]:
    """Return the permits of a production, by their first day."""
    found = read(session, production_id)
    return tuple(sorted(found, key=lambda row: (row.first or date.min, row.site, row.authority)))
