"""The columns of a row as its table can hold what the log says of it, and why it cannot."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from scout_app.model.base import Base, Row
from scout_app.model.fields import Field, FieldType
from scout_app.rules import folding
from scout_app.rules.folding import DELETED
from scout_app.store import gpkg, heads
from scout_app.store.values import decode

_TYPES: Mapping[FieldType, type | tuple[type, ...]] = {
    FieldType.NUMBER: int,
    FieldType.MONEY: int,
    FieldType.YES_NO: bool,
    FieldType.DAY: date,
    FieldType.INSTANT: datetime,
    FieldType.REF: UUID,
    FieldType.BLOB: bytes,
}


def columns(
    entity: type[Row], said: folding.Row, codes: Collection[str]
) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the columns of a row, and why some cannot be shown; with field "" the whole row.

    `codes` are what the offices added to the lists of choices.
    """
    table = Base.metadata.tables[entity.__tablename__]
    values: dict[str, Any] = {"deleted": said.is_dead}
    hidden: dict[str, str] = {}
    for name, declared in heads.logged_fields(entity).items():
        if name == DELETED:
            continue
        found = said.cells.get(name)
        try:
            values[name] = _valid(
                decode(heads.said_of(entity, name, found), declared), declared, codes
            )
        except (ValueError, TypeError, KeyError, AttributeError):
            values[name], hidden[name] = None, "invalid"
        if values[name] is None and not table.c[name].nullable:
            return values, {**hidden, "": _why_not(found)}
    return values, hidden | _derive(table.name, values)


def _derive(table: str, values: dict[str, Any]) -> dict[str, str]:
    """Add what follows from the columns; return why they cannot stand together."""
    if table == "span" and values["last_day"] < values["first_day"]:
        # Two offices moved its two ends past each other.
        return {"last_day": "invalid", "": "invalid"}
    if table == "site":
        values["point"] = gpkg.point(values["lat"], values["lon"])
    return {}


def _why_not(found: folding.Cell | None) -> str:
    """Return why a value that must be there is not."""
    if found is None:
        return "incomplete"
    return "withheld" if found.value is None else "invalid"


def _valid(value: object, declared: Field, codes: Collection[str]) -> object:
    """Return the value, or raise ValueError when the field does not hold such."""
    if value is None:
        return None
    wanted = _TYPES.get(declared.type, str)
    if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
        raise ValueError(declared.name)
    if wanted is int and isinstance(value, int) and not -(2**63) <= value < 2**63:
        raise ValueError(declared.name)
    if declared.choices and value not in declared.choices and value not in codes:
        raise ValueError(declared.name)
    return value
