"""Sites, parcels and shoots as sheets: typed cells, positions and outlines in WGS84.

A sheet for outside holds public fields of public sites only. The name of a private owner never
leaves, whoever asks.
"""

import struct
from collections.abc import Sequence
from typing import Literal
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from scout_app.formats.records import Cell, Record, Sheet
from scout_app.model.bookings import Booking, Span
from scout_app.model.fields import N_, fields_of
from scout_app.model.people import Organisation
from scout_app.model.productions import Production
from scout_app.model.sites import Commune, Parcel, Site, Tag
from scout_app.model.values import State
from scout_app.office import lists
from scout_app.office.exports.cells import cell, shown, title, word
from scout_app.places import outlines

What = Literal["sites", "parcels", "shoots"]
WHATS: tuple[What, ...] = ("sites", "parcels", "shoots")
_CRS = "EPSG:4326"
_HIDDEN = frozenset({"confidentiality", "review_state"})


def sheet(
    session: Session,
    what: What,
    lang: str,
    *,
    chosen: Sequence[UUID] | None = None,
    internal: bool = False,
) -> Sheet:
    """Return the sheet of all, or of the sites chosen, in the language of its titles and words."""
    makers = {"sites": _sites, "parcels": _parcels, "shoots": _shoots}
    wanted = select(Site).order_by(Site.reference, Site.n)
    if chosen is not None:
        wanted = wanted.where(Site.id.in_(chosen))
    if not internal:
        wanted = wanted.where(Site.confidentiality == "public")
    return makers[what](session, wanted, lang, internal)


def point(lat: int | None, lon: int | None) -> bytes | None:
    """Return the WKB of a position in 1e-7 degrees."""
    if lat is None or lon is None:
        return None
    return struct.pack("<BIdd", 1, 1, lon / 1e7, lat / 1e7)


def _sites(session: Session, wanted: Select[Site], lang: str, internal: bool) -> Sheet:
    fields = [
        field
        for field in shown(lists.completed(session, fields_of(Site)).values(), internal=internal)
        if internal or field.name not in _HIDDEN
    ]
    words = _words(session)
    communes = dict(session.execute(select(Commune.insee, Commune.name)).all())
    wholes = dict(session.execute(select(Site.id, Site.reference)).all())
    records = []
    for number, site in enumerate(session.scalars(wanted), 2):
        cells: list[Cell] = []
        for field in fields:
            if field.name in Site.__tags__:
                value: object = words.get((site.id, field.name), ())
            else:
                value = getattr(site, field.name)
            if field.name == "owner" and site.owner_type != "public":
                value = None
            cells.append(cell(field, value, lang))
        cells += [
            communes.get(site.commune or ""),
            wholes.get(site.whole_id) if site.whole_id else None,
        ]
        records.append(Record(number, tuple(cells), point(site.lat, site.lon)))
    columns = (
        *(title(field, lang) for field in fields),
        word(N_("Name of the commune"), lang),
        word(N_("Part of (reference)"), lang),
    )
    return Sheet(word(N_("Sites"), lang), columns, records, crs=_CRS)


def _words(session: Session) -> dict[tuple[UUID, str], list[str]]:
    words: dict[tuple[UUID, str], list[str]] = {}
    for row_id, name, value in session.execute(
        select(Tag.row_id, Tag.field, Tag.value).order_by(Tag.value)
    ):
        words.setdefault((row_id, name), []).append(value)
    return words


def _parcels(session: Session, wanted: Select[Site], lang: str, _internal: bool) -> Sheet:
    sites = {site.id: site for site in session.scalars(wanted)}
    fields = fields_of(Parcel)
    records = []
    rows = session.scalars(select(Parcel).order_by(Parcel.identifier, Parcel.n))
    for number, parcel in enumerate((row for row in rows if row.site_id in sites), 2):
        site = sites[parcel.site_id]
        drawn = outlines.wkb(parcel.geometry) if parcel.geometry else None
        measured = round(outlines.area_m2(drawn)) if drawn else None
        cells = (parcel.identifier, parcel.declared_area, measured, site.reference, site.name)
        records.append(Record(number, cells, drawn))
    columns = (
        title(fields["identifier"], lang),
        title(fields["declared_area"], lang),
        word(N_("Measured area (m²)"), lang),
        word(N_("Reference of the site"), lang),
        word(N_("Site"), lang),
    )
    return Sheet(word(N_("Parcels"), lang), columns, records, crs=_CRS)


def _shoots(session: Session, wanted: Select[Site], lang: str, internal: bool) -> Sheet:
    """Return a row a span; only confirmed days leave the office, its options do not."""
    sites = {site.id: site for site in session.scalars(wanted)}
    communes = dict(session.execute(select(Commune.insee, Commune.name)).all())
    found = session.execute(
        select(Span, Booking, Production, Organisation.name)
        .join(Booking, Booking.id == Span.booking_id)
        .join(Production, Production.id == Booking.production_id)
        .outerjoin(Organisation, Organisation.id == Production.company_id)
        .order_by(Span.first_day, Span.n)
    )
    records: list[Record] = []
    for span, booking, production, company in found:
        site = sites.get(booking.site_id)
        if site is None or not (internal or span.state == State.CONFIRMED):
            continue
        cells: tuple[Cell, ...] = (
            production.title, company, site.name, site.reference, site.address,
            communes.get(site.commune or ""), span.first_day, span.last_day,
            cell(fields_of(Span)["day_type"], span.day_type, lang),
            cell(fields_of(Span)["state"], span.state, lang),
        )  # fmt: skip
        records.append(Record(len(records) + 2, cells, point(site.lat, site.lon)))
    titles = (
        N_("Title"), N_("Production company"), N_("Site"), N_("Reference of the site"),
        N_("Address"), N_("Name of the commune"), N_("From"), N_("To"), N_("Use of the days"),
        N_("State"),
    )  # fmt: skip
    columns = tuple(word(one, lang) for one in titles)
    return Sheet(word(N_("Shoots"), lang), columns, records, crs=_CRS)
