"""What sources say of a row's values, and what an officer adds to it by typing one.

What an import read is not said twice: the key of each row that it brought holds it already.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from scout_app.model.fields import Field, FieldType
from scout_app.model.imports import ImportKey
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


def of_row(
    session: Session, row_id: UUID, declared: Mapping[str, Field]
) -> Mapping[str, Sequence[Evidence]]:
    """Return the evidence of a row by field: what imports brought, then the rest as it came."""
    found: dict[str, list[Evidence]] = {}
    rows = session.execute(
        select(
            SourcedValue.field, SourcedValue.value, SourcedValue.source,
            SourcedValue.source_date, SourcedValue.confidence,
        )
        .where(SourcedValue.row_id == row_id)
        .order_by(SourcedValue.n)
    )  # fmt: skip
    for one in (*_imported(session, row_id, declared), *(Evidence(*row) for row in rows)):
        found.setdefault(one.field, []).append(one)
    return found


def _imported(session: Session, row_id: UUID, declared: Mapping[str, Field]) -> Iterator[Evidence]:
    """Go through what the files that brought a row last said of its fields; not its drawings."""
    keys = select(ImportKey.source, ImportKey.last_imported).where(ImportKey.row_id == row_id)
    for source, last in session.execute(keys.order_by(ImportKey.n)):
        for name, value in json.loads(last).items():
            if value and name in declared and declared[name].type is not FieldType.BLOB:
                yield Evidence(name, value, source, None, None)


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
