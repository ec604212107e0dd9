"""What sources say of a row's values, and what an officer adds to it by typing one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from scout_app.model.fields import Field
from scout_app.model.sites import SourcedValue
from scout_app.model.values import Officer
from scout_app.wording.values import typed

ENTERED_BY = "entered_by:"
"""Begins the source of a value that an officer typed; `wording` says it in a sentence."""
SEVERAL = " ; "
"""Stands between the sources that support one text together."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One source's word on one field; `retained` when it is the value in force."""

    field: str
    value: str | None
    source: str
    date: str | None
    confidence: str | None
    retained: bool = False


def of_row(session: Session, row_id: UUID) -> Mapping[str, Sequence[Evidence]]:
    """Return the evidence of a row by field, in the order it came."""
    found: dict[str, list[Evidence]] = {}
    rows = session.execute(
        select(
            SourcedValue.field, SourcedValue.value, SourcedValue.source,
            SourcedValue.source_date, SourcedValue.confidence,
        )
        .where(SourcedValue.row_id == row_id)
        .order_by(SourcedValue.n)
    )  # fmt: skip
    for field, value, source, source_date, confidence in rows:
        found.setdefault(field, []).append(Evidence(field, value, source, source_date, confidence))
    return found


def disagree(said: Sequence[Evidence]) -> bool:
    """Tell whether the sources give more than one value."""
    return len({one.value for one in said if one.value is not None}) > 1


def enter(session: Session, row_id: UUID, field: Field, value: object) -> None:
    """Add the evidence that the officer of this transaction typed the value."""
    if value is None:
        return
    by: Officer = session.info["by"]
    session.add(
        SourcedValue(
            row_id=row_id,
            field=field.name,
            value=typed(field, value),
            source=f"{ENTERED_BY}{by.name}, {by.office}",
            source_date=datetime.now(UTC).date().isoformat(),
            confidence="good",
        )
    )
