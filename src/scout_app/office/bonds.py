"""Every column by which rows hang on a row of a table: read from the declarations, never listed."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from scout_app.model.base import Row
from scout_app.model.fields import fields_of
from scout_app.model.tables import ROWS

Bond = InstrumentedAttribute[Any]

_ANY_ROW = "row_id"
"""Refers to a row of any table."""


def of(table: str) -> Iterator[Bond]:
    """Go through the columns that may hold the id of a row of the table."""
    for entity in ROWS.values():
        for name, field in fields_of(entity).items():
            if field.refers == table or name == _ANY_ROW:
                yield getattr(entity, name)


def hanging(session: Session, bond: Bond, row_id: UUID) -> Sequence[Row]:
    """Return the live rows that hang on a row by one column, in the order they came."""
    entity = bond.class_
    found: Sequence[Row] = session.scalars(
        select(entity).where(bond == row_id).order_by(entity.n)
    ).all()
    return found
