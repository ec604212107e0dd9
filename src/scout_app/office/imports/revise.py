"""A row that comes again: what the file changed since, and what an officer did meanwhile."""

from collections.abc import Mapping as Map
from hashlib import sha256

from sqlalchemy.orm import Session

from scout_app.errors import Refused
from scout_app.model.base import Row
from scout_app.model.fields import Field, fields_of
from scout_app.model.imports import ImportKey
from scout_app.office.imports.keys import Known, dumped
from scout_app.office.imports.report import Change, Plan
from scout_app.wording.values import typed


def revise(
    session: Session,
    plan: Plan,
    number: int,
    made_of: type[Row],
    known: Known,
    values: Map[str, object],
) -> None:
    """Plan what the file changed on a row it brought before.

    A field that the file did not change is left alone. One that both the file and an officer
    changed keeps the officer's value, with a warning each time until they agree. A deleted row
    stays deleted, with a warning.
    """
    row = session.query(made_of).filter(made_of.id == known.row_id).one_or_none()
    if row is None:
        plan.unchanged += 1
        plan.warn(number, Refused("import_deleted_here", known.last.get("name", "")))
        return
    declared = fields_of(made_of)
    last = dict(known.last)
    changes = []
    for name, value in values.items():
        said, now = _said(declared[name], value), _said(declared[name], getattr(row, name))
        if said == last.get(name, ""):
            continue
        if now == said:
            last[name] = said
        elif now == last.get(name, ""):
            last[name] = said
            changes.append(Change(made_of, known.row_id, name, value))
        else:
            plan.warn(number, Refused("import_edited_here", f"{declared[name].name} = {now}"))
    if last != known.last:
        plan.changes.append(Change(ImportKey, known.id, "last_imported", dumped(last)))
    if changes:
        plan.changes.extend(changes)
        plan.updated += 1
    else:
        plan.unchanged += 1


def said_of(made_of: type[Row], values: Map[str, object]) -> dict[str, str]:
    """Return what a file says of a row, as it is remembered."""
    declared = fields_of(made_of)
    return {name: _said(declared[name], value) for name, value in values.items()}


def _said(field: Field, value: object) -> str:
    """Return a value as it is remembered; an outline by its fingerprint."""
    return sha256(value).hexdigest() if isinstance(value, bytes) else typed(field, value)
