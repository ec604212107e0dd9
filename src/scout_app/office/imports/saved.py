"""Mappings kept in the catalogue under a name, for the next file of the same kind."""

from dataclasses import dataclass, replace
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from scout_app.errors import Refused, Unknown
from scout_app.formats.records import Sheet
from scout_app.model.imports import ImportMapping
from scout_app.office.imports import mapping as mappings
from scout_app.office.imports import naming, positions
from scout_app.office.imports.mapping import Mapping, What, from_json
from scout_app.places.lambert import Proposal
from scout_app.store import log


@dataclass(frozen=True, slots=True)
class Proposed:
    """How a file would be read: its mapping, kept under `name` or proposed when that is empty.

    `offer` is the system that positions look like in spite of what the file says; `names` are the
    mappings kept for that sort.
    """

    mapping: Mapping
    name: str
    names: tuple[str, ...]
    offer: Proposal | None


def proposal(session: Session, sheet: Sheet, what: What, source: str, lang: str = "fr") -> Proposed:
    """Return the kept mapping that fits a file best, else one proposed by its columns.

    Marks without a name are called in that language.
    """
    name = fitting(session, what, sheet)
    if name is None:
        mapping = naming.offered(sheet, mappings.propose(sheet, what, source), lang)
    else:
        mapping = replace(load(session, what, name), source=source)
    offer = positions.offered(sheet, replace(mapping, crs=""))
    return Proposed(mapping, name or "", names(session, what), offer)


def names(session: Session, what: str) -> tuple[str, ...]:
    """Return the names under which mappings of that sort are kept."""
    kept = session.scalars(select(ImportMapping.name).where(ImportMapping.what == what))
    return tuple(sorted(set(kept), key=str.casefold))


def load(session: Session, what: str, name: str) -> Mapping:
    """Return a kept mapping; raises Unknown."""
    return from_json(_row(session, what, name).mapping)


def fitting(session: Session, what: str, sheet: Sheet) -> str | None:
    """Return the kept mapping whose columns the file has, the one that names most of them."""
    here = set(sheet.columns)
    found = []
    for row in session.scalars(select(ImportMapping).where(ImportMapping.what == what)):
        wanted = {*from_json(row.mapping).columns.values(), *from_json(row.mapping).key}
        if wanted and wanted <= here:
            found.append((len(wanted), row.name))
    return max(found)[1] if found else None


def keep(session: Session, name: str, mapping: Mapping) -> None:
    """Keep a mapping under a name, in place of the one of that name; raises Refused without one."""
    if not name.strip():
        raise Refused("mapping_unnamed")
    log.draft(session).reason = name.strip()
    try:
        row = _row(session, mapping.what, name.strip())
    except Unknown:
        row = ImportMapping(id=uuid4(), name=name.strip(), what=mapping.what)
        session.add(row)
    row.mapping = mapping.to_json()


def forget(session: Session, what: str, name: str) -> None:
    """Forget a kept mapping; raises Unknown."""
    _row(session, what, name).deleted = True


def _row(session: Session, what: str, name: str) -> ImportMapping:
    chosen = select(ImportMapping).where(ImportMapping.what == what, ImportMapping.name == name)
    found = session.scalars(chosen.order_by(ImportMapping.n)).first()
    if found is None:
        raise Unknown("mapping", name)
    return found
