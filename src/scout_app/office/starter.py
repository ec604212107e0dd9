"""The starter catalogue: the real sites, rules, directory and figures of db/seed, as rows.

The same files give the same transaction everywhere: ids come from slugs, and author, replica and
time are fixed.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from scout_app.errors import BadValue
from scout_app.model.base import Row, slug_id
from scout_app.model.fields import Field, FieldType, fields_of
from scout_app.model.people import Organisation
from scout_app.model.sites import Commune, FilmingCredit, Restriction, Site, SourcedValue
from scout_app.paths import bundled
from scout_app.store.log import Author
from scout_app.wording.values import parse

Record = Mapping[str, Any]

STARTER_CATALOGUE = slug_id("catalogue", "starter")
"""Catalogues begun from the starter are copies of one."""
STARTER = Author(
    name="Scout",
    office="Scout",
    replica=slug_id("replica", "starter"),
    wall_ms=int(datetime(2026, 11, 23, tzinfo=UTC).timestamp() * 1000),
    clock_ok=True,
)
"""Who writes the starter's transaction, everywhere."""

_OF_A_SITE = ("reference", "name", "kind", "location_kind", "support_kind", "status")


def fill(session: Session) -> int:
    """Add every row of the starter and return the number of sites, parts not counted.

    Raises BadValue when a file of db/seed holds a value that its field cannot keep.
    """
    sites = _read("sites")["sites"]
    session.add_all(_communes(_read("communes")["communes"]))
    session.add_all(row for record in sites for row in _site(record))
    session.add_all(row for rule in _read("rules")["rules"] for row in _rule(rule))
    directory = _read("directory")["organisations"]
    session.add_all(row for entry in directory for row in _organisation(entry))
    aid = _read("aid")
    session.add_all(_evidence("organisation", aid["organisation"], aid["evidence"]))
    return len(sites)


def _read(name: str) -> Record:
    text = (bundled("db") / "seed" / f"{name}.json").read_text(encoding="utf-8")
    found: Record = json.loads(text, parse_float=Decimal)
    return found


def _communes(records: Iterable[Record]) -> Iterator[Row]:
    for record in records:
        yield _row(Commune, record["insee"], record)


def _site(record: Record, whole: str | None = None) -> Iterator[Row]:
    """Go through a site, its evidence, what was shot there, then its parts."""
    slug = record["slug"]
    given = {name: record[name] for name in _OF_A_SITE if name in record}
    if whole:
        given["whole_id"] = slug_id("site", whole)
    yield _row(Site, slug, given | record["values"])
    yield from _evidence("site", slug, record["evidence"])
    for credit in record.get("credits", ()):
        shot = f"{slug}/{credit['title']}/{credit.get('years', '')}"
        yield _row(FilmingCredit, shot, {"site_id": slug_id("site", slug), **credit})
    for part in record.get("parts", ()):
        yield from _site(part, slug)


def _rule(record: Record) -> Iterator[Row]:
    """Go through a rule on each site that it names, or on the whole territory."""
    slug = record["slug"]
    given = {name: value for name, value in record.items() if name not in ("slug", "sites")}
    for site in record.get("sites", ()):
        on = {"scope": "site", "site_id": slug_id("site", site)}
        yield _row(Restriction, f"{slug}/{site}", given | on)
    if "sites" not in record:
        yield _row(Restriction, slug, given | {"scope": "territory"})


def _organisation(record: Record) -> Iterator[Row]:
    yield _row(Organisation, record["slug"], record["values"])
    yield from _evidence("organisation", record["slug"], record.get("evidence", ()))


def _evidence(table: str, slug: str, lines: Iterable[Record]) -> Iterator[Row]:
    for line in lines:
        given = {name: value for name, value in line.items() if name != "date"}
        if "date" in line:
            given["source_date"] = line["date"]
        said = f"{table}/{slug}/{line['field']}/{line['source']}/{line['value']}"
        yield _row(SourcedValue, said, {"row_id": slug_id(table, slug), **given})


def _row(entity: type[Row], slug: str, given: Record) -> Row:
    """Return the row that every office has for that slug."""
    declared = fields_of(entity)
    values = {name: _stored(declared[name], value) for name, value in given.items()}
    return entity(id=slug_id(entity.__tablename__, slug), **values)


def _stored(field: Field, value: object) -> object:
    """Return a value of a seed file as its field keeps it: numbers as whole smallest units."""
    if field.type is FieldType.CHOICE:
        # By code only: what a label means depends on the language.
        if value not in (field.choices or {}):
            raise BadValue(field.name, str(value), "choice", tuple(field.choices or {}))
        return value
    if field.type is FieldType.REF:
        return value
    return parse(field, str(value))
