"""The invented example: productions, bookings, contacts and a model studio, added by the verbs.

Nothing here is mixed into a catalogue unasked, and every name begins with "Exemple –".
"""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from scout_app.model.people import Link
from scout_app.model.values import DayType, Officer, Period, State
from scout_app.office import bookings, find, rows
from scout_app.office.bookings import WantedSpan
from scout_app.paths import bundled
from scout_app.store.database import Store

Record = Mapping[str, Any]

OFFICER = Officer("Exemple – Camille Modèle", "Exemple – Mission cinéma")


def fill(store: Store) -> None:
    """Add the invented layer; its days count from today."""
    text = (bundled("db") / "seed" / "example.json").read_text(encoding="utf-8")
    layer: Record = json.loads(text)
    today = datetime.now(UTC).date()
    with store.transaction(by=OFFICER) as session:
        for entry in layer["organisations"]:
            rows.add(session, "organisation", entry["given"])
        for entry in layer["sites"]:
            _site(session, entry)
        for entry in layer["productions"]:
            _production(session, entry, today)
        for entry in layer["contacts"]:
            _contact(session, entry, today)
    # Each booking is a transaction of its own, as at the desk: the order of arrival is their rank.
    for entry in layer["bookings"]:
        with store.transaction(by=OFFICER) as session:
            _booking(session, entry, today)
    with store.transaction(by=OFFICER) as session:
        for entry in layer["closures"]:
            site = find.site(session, entry["site"])
            bookings.close(session, site, _period(entry, today), entry["reason"])


def _site(session: Session, entry: Record) -> None:
    whole = rows.add(session, "site", entry["given"])
    for kind in ("rate", "tier"):
        for row in entry.get(f"{kind}s", ()):
            rows.add(session, kind, {**row, "site": str(whole)})
    for part in entry["parts"]:
        rows.add(session, "site", {**part["given"], "whole": str(whole)})


def _production(session: Session, entry: Record, today: date) -> None:
    production = rows.add(session, "production", _dated(entry, today))
    for wanted in entry["needs"]:
        need = rows.add(session, "need", {**_dated(wanted, today), "production": str(production)})
        for criterion in wanted["criteria"]:
            rows.add(session, "criterion", {**criterion, "need": str(need)})


def _contact(session: Session, entry: Record, today: date) -> None:
    person = rows.add(session, "person", _dated(entry, today))
    for link in entry["links"]:
        session.add(Link(row_id=_named(session, link["row"]), person_id=person, role=link["role"]))


def _named(session: Session, reference: str) -> UUID:
    return find.row(session, reference)[1]


def _booking(session: Session, entry: Record, today: date) -> None:
    bookings.enter(
        session,
        find.site(session, entry["site"]),
        find.production(session, entry["production"]),
        [
            WantedSpan(_period(span, today), State(span["state"]), DayType(span["day_type"]))
            for span in entry["spans"]
        ],
        today=today,
        expires_on=today + timedelta(days=entry["expires"]) if "expires" in entry else None,
        note=entry.get("note", ""),
    )


def _dated(entry: Record, today: date) -> dict[str, str]:
    """Return what is given as texts, the days counted from today."""
    days = {
        name: (today + timedelta(days=offset)).isoformat()
        for name, offset in entry.get("days", {}).items()
    }
    return {**entry["given"], **days}


def _period(entry: Record, today: date) -> Period:
    return Period(today + timedelta(days=entry["first"]), today + timedelta(days=entry["last"]))
