"""The conflicts as a reader wants them: what a value refers to by its name, not by its id."""

from dataclasses import replace
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from scout_app.model.fields import FieldType
from scout_app.model.tables import ROWS
from scout_app.model.values import Officer
from scout_app.office.exchange.conflicts import Conflict, Side, open_conflicts
from scout_app.office.rows import title
from scout_app.store.heads import logged_fields


def listing(session: Session, by: Officer | None) -> tuple[Conflict, ...]:
    """Return what waits for a decision; `here` is the office of `by` when one of the sides is."""
    if by is not None:
        session.info["by"] = by
    return tuple(_named(session, one) for one in open_conflicts(session))


def _named(session: Session, one: Conflict) -> Conflict:
    field = logged_fields(ROWS[one.table]).get(one.field)
    if one.kind == "invalid" or field is None or field.type is not FieldType.REF:
        return one

    def labelled(side: Side) -> Side:
        return replace(side, label=_title(session, field.refers, side.value))

    return replace(
        one,
        base=labelled(one.base) if one.base else None,
        here=labelled(one.here),
        there=labelled(one.there),
        others=tuple(map(labelled, one.others)),
    )


def _title(session: Session, table: str, value: object) -> str:
    if table not in ROWS or not isinstance(value, UUID):
        return ""
    chosen = select(ROWS[table]).where(ROWS[table].id == value)
    found = session.scalars(chosen.execution_options(include_deleted=True)).one_or_none()
    return title(found) if found is not None else ""
