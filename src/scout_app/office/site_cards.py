"""The card of a site: all that is known of it, and who says so."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from scout_app.model.people import Link, Organisation, Person
from scout_app.model.sites import FilmingCredit, Restriction, Site
from scout_app.office import exchange, land, parcels, terms
from scout_app.office.land import AllocationRow
from scout_app.office.parcels import ParcelRow
from scout_app.office.rows import Card
from scout_app.office.rows import card as card_of_row
from scout_app.office.site_rows import SiteRow, by_name, columns, made
from scout_app.office.terms import Terms
from scout_app.rules import completeness
from scout_app.rules.completeness import Completeness


@dataclass(frozen=True, slots=True)
class Credit:
    """What was shot at a site."""

    title: str
    kind: str | None
    years: str | None
    note: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to call about a site."""

    role: str
    name: str
    job: str
    phone: str
    email: str
    organisation: str


@dataclass(frozen=True, slots=True)
class RestrictionRow:
    """A rule that weighs on a site."""

    title: str
    season_first: str | None
    season_last: str | None
    authority: str | None
    lead_days: int | None
    description: str | None
    source: str | None
    as_of: str | None


@dataclass(frozen=True, slots=True)
class SiteCard:
    """All that is known of one site."""

    card: Card
    row: SiteRow
    parts: tuple[SiteRow, ...]
    credits: tuple[Credit, ...]
    contacts: tuple[Contact, ...]
    restrictions: tuple[RestrictionRow, ...]
    allocations: tuple[AllocationRow, ...]
    parcels: tuple[ParcelRow, ...]
    terms: Terms
    completeness: Completeness
    contested: bool = False
    """Whether a booking that holds it waits for two offices to agree."""


def card(session: Session, site_id: UUID) -> SiteCard:
    """Return all that is known of a site; raises Unknown."""
    shown = card_of_row(session, site_id)
    [row] = made(session, columns().where(Site.id == site_id))
    parts = made(session, columns().where(Site.whole_id == site_id))
    return SiteCard(
        card=shown,
        row=row,
        parts=tuple(sorted(parts, key=by_name)),
        credits=_credits(session, site_id),
        contacts=_contacts(session, site_id),
        restrictions=_restrictions(session, site_id),
        allocations=land.of_site(session, site_id),
        parcels=parcels.of_site(session, site_id),
        terms=terms.of_site(session, site_id),
        completeness=completeness.of(
            row.kind,
            row.location_kind,
            ((v.field.name, v.field.block, v.value is not None) for v in shown.values),
        ),
        contested=site_id in exchange.contested_sites(session),
    )


def _credits(session: Session, site_id: UUID) -> tuple[Credit, ...]:
    found = session.execute(
        select(
            FilmingCredit.title, FilmingCredit.kind, FilmingCredit.years,
            FilmingCredit.note, FilmingCredit.source,
        )
        .where(FilmingCredit.site_id == site_id)
        .order_by(FilmingCredit.n)
    )  # fmt: skip
    return tuple(Credit(*credit) for credit in found)


def _contacts(session: Session, site_id: UUID) -> tuple[Contact, ...]:
    found = session.execute(
        select(Link.role, Person, Organisation)
        .outerjoin(Person, Person.id == Link.person_id)
        .outerjoin(
            Organisation,
            Organisation.id.in_((Link.organisation_id, Person.organisation_id)),
        )
        .where(Link.row_id == site_id)
        .order_by(Link.n)
    )
    return tuple(
        Contact(
            role,
            person.name if person else organisation.name if organisation else "",
            (person.job if person else "") or "",
            ((person or organisation).phone if person or organisation else "") or "",
            ((person or organisation).email if person or organisation else "") or "",
            organisation.name if organisation else "",
        )
        for role, person, organisation in found
    )


def _restrictions(session: Session, site_id: UUID) -> tuple[RestrictionRow, ...]:
    found = session.execute(
        select(
            Restriction.title, Restriction.season_first, Restriction.season_last,
            Restriction.authority, Restriction.lead_days, Restriction.description,
            Restriction.source, Restriction.as_of,
        )
        .where(Restriction.site_id == site_id)
        .order_by(Restriction.n)
    )  # fmt: skip
    return tuple(RestrictionRow(*rule) for rule in found)
