"""add, edit, delete, fields, show."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from scout_app import office
from scout_app.cli.answer import Answer
from scout_app.cli.desk import Desk
from scout_app.model.fields import Field, FieldType
from scout_app.office.rows import Card, CardValue
from scout_app.store import log
from scout_app.wording import names
from scout_app.wording.sources import source
from scout_app.wording.texts import translator
from scout_app.wording.values import label, plain
from scout_app.wording.values import show as shown


def add(desk: Desk) -> Answer:
    """Add a row of a kind."""
    with desk.catalogue() as store:
        with store.transaction(desk.officer) as session:
            row = office.rows.add(session, desk.asked.kind, dict(desk.asked.values))
        return _written(desk, str(row), log.written(session))


def edit(desk: Desk) -> Answer:
    """Change fields of a row."""
    with desk.catalogue() as store:
        with store.transaction(desk.officer) as session:
            _, row = office.find.row(session, desk.asked.row)
            office.rows.edit(session, row, dict(desk.asked.values))
        return _written(desk, str(row), log.written(session))


def delete(desk: Desk) -> Answer:
    """Hide a row."""
    with desk.catalogue() as store:
        with store.transaction(desk.officer) as session:
            _, row = office.find.row(session, desk.asked.row)
            office.rows.delete(session, row, desk.asked.reason)
        return _written(desk, str(row), log.written(session))


def _written(desk: Desk, row: str, transaction: str | None) -> Answer:
    _ = translator(desk.lang).gettext
    done = _("Done: {row}.") if transaction else _("Nothing to change: {row}.")
    return Answer({"row": row, "transaction": transaction}, (done.format(row=row),))


def fields(desk: Desk) -> Answer:
    """List the fields of a kind."""
    declared = [f for f in office.rows.fields(desk.asked.kind) if not f.derived]
    return Answer(
        {"fields": [_field(field, desk.lang) for field in declared]},
        tuple(
            f"{field.name}\t{field.type}\t{field.unit}\t{label(field, desk.lang)}"
            for field in declared
        ),
    )


def _field(field: Field, lang: str) -> dict[str, object]:
    found: dict[str, object] = {
        "name": field.name,
        "type": field.type.value,
        "unit": field.unit,
        "label": label(field, lang),
        "required": field.required,
        "confidentiality": field.confidentiality.value,
    }
    if field.choices:
        found["choices"] = list(field.choices)
    return found


def show(desk: Desk) -> Answer:
    """Show one card, every value with its source, date and confidence."""
    with desk.catalogue() as store, store.reading() as session:
        kind, row = office.find.row(session, desk.asked.row)
        if kind == "site":
            site = office.sites.card(session, row)
            return _site(desk, site)
        if kind == "booking":
            return _booking(desk, office.bookings.detail(session, row, desk.today))
        card = office.rows.card(session, row)
    return Answer(_document(card), tuple(_lines(card, desk.lang)))


def _site(desk: Desk, site: Any) -> Answer:
    document = _document(site.card)
    document["position"] = {
        "lat": site.row.lat,
        "lon": site.row.lon,
        "radius_m": site.row.radius_m,
    }
    document["commune_name"] = site.row.commune
    document["offered"] = site.row.offered
    document["parts"] = [{"id": str(p.id), "name": p.name, "kind": p.kind} for p in site.parts]
    document["credits"] = [asdict(credit) for credit in site.credits]
    document["contacts"] = [asdict(contact) for contact in site.contacts]
    document["restrictions"] = [asdict(rule) for rule in site.restrictions]
    found = site.completeness
    document["completeness"] = {
        "known": found.known, "total": found.total, "missing": list(found.missing),
    }  # fmt: skip
    document["allocations"] = [asdict(row) for row in site.allocations]
    document["terms"] = asdict(site.terms)
    lines = list(_lines(site.card, desk.lang))
    lines += [f"  └ {part.name}" for part in site.parts]
    lines += [f"  🎬 {c.title} {c.years or ''}".rstrip() for c in site.credits]
    return Answer(document, tuple(lines))


def _booking(desk: Desk, booking: Any) -> Answer:
    document = {
        "kind": "booking",
        "id": str(booking.id),
        "site": {"id": str(booking.site_id), "name": booking.site},
        "production": {"id": str(booking.production_id), "title": booking.production},
        "officer": booking.officer,
        "office": booking.office,
        "rank": booking.rank,
        "expired": booking.expired,
        "expires": booking.expires_on.isoformat() if booking.expires_on else None,
        "spans": [
            {
                "first": span.period.first.isoformat(),
                "last": span.period.last.isoformat(),
                "state": span.state.value,
                "day_type": span.day_type.value,
            }
            for span in booking.spans
        ],
    }
    lines = [f"{booking.site} — {booking.production} ({booking.officer}, {booking.office})"]
    lines += [f"  {s.period.first} → {s.period.last} {s.state}" for s in booking.spans]
    return Answer(document, tuple(lines))


def _document(card: Card) -> dict[str, object]:
    return {
        "kind": card.kind,
        "id": str(card.id),
        "reference": card.reference,
        "name": card.title,
        "values": {value.field.name: _value(value) for value in card.values if _told(value)},
        "unknown": [value.field.name for value in card.values if not _told(value)],
        "notes": [asdict(note) for note in card.notes],
    }


def _told(value: CardValue) -> bool:
    return value.value is not None or bool(value.evidence)


def _value(value: CardValue) -> Mapping[str, object]:
    return {
        "value": plain(value.field, value.value),
        "unit": value.field.unit,
        "disputed": value.disputed,
        "sources": [asdict(one) for one in value.evidence],
    }


def _lines(card: Card, lang: str) -> list[str]:
    lines = [f"{card.reference}  {card.title}  [{names.table(card.kind, lang)}]"]
    for value in card.values:
        if not _told(value) or value.field.type is FieldType.BLOB:
            continue
        lines.append(f"{label(value.field, lang)}: {shown(value.field, value.value, lang)}")
        for one in value.evidence:
            mark = "✓" if one.retained else "≠"
            lines.append(
                f"    {mark} {one.value} — {source(one.source, lang)} {one.date or ''}".rstrip()
            )
    lines += [f"• {note.value} — {source(note.source, lang)}" for note in card.notes]
    return lines
