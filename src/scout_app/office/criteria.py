"""What a need may ask of a site: the askable fields, and the text of what is wanted."""

import re
from decimal import Decimal, InvalidOperation

from sqlalchemy.orm import Session

from scout_app.errors import BadValue, Unknown
from scout_app.model.base import Row
from scout_app.model.fields import N_, Field, FieldType, fields_of
from scout_app.model.productions import Criterion
from scout_app.model.sites import Site
from scout_app.model.values import Operator, Position
from scout_app.office import lists
from scout_app.wording.values import parse

POSITION = Field(FieldType.TEXT, N_("Position"), name="position", askable=True)
"""Asked with within_km; it stands for latitude and longitude."""

_NEAR = re.compile(
    r"^\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*;\s*(\d+(?:[.,]\d+)?)\s*(?:km)?\s*$"
)

OPERATORS: dict[FieldType, tuple[Operator, ...]] = {
    FieldType.NUMBER: (Operator.AT_LEAST, Operator.AT_MOST, Operator.BETWEEN, Operator.IS),
    FieldType.YES_NO: (Operator.IS,),
    FieldType.CHOICE: (Operator.IS, Operator.ANY_OF, Operator.NONE_OF),
    FieldType.TAGS: (Operator.ANY_OF, Operator.NONE_OF),
    FieldType.TEXT: (Operator.IS, Operator.ANY_OF, Operator.NONE_OF),
}
"""The comparisons that make sense for each type of field."""


def askable(session: Session | None = None) -> dict[str, Field]:
    """Return the fields that a criterion may name; with a session, their lists as completed."""
    own = {name: field for name, field in fields_of(Site).items() if field.askable}
    full = own if session is None else lists.completed(session, own)
    return {**full, POSITION.name: POSITION}


def operators(field: Field) -> tuple[Operator, ...]:
    """Return the comparisons that a field allows."""
    return (Operator.WITHIN_KM,) if field is POSITION else OPERATORS[field.type]


def wanted(field: Field, operator: Operator, text: str) -> object:
    """Read what a criterion wants, typed in the field's unit.

    A number, text or yes/no; `low..high` for between; a comma list for any_of and none_of;
    `lat,lon;km` for within_km. Raises BadValue.
    """
    if operator is Operator.WITHIN_KM:
        return _near(text)
    if operator is Operator.BETWEEN:
        return _between(field, text)
    if operator in (Operator.ANY_OF, Operator.NONE_OF):
        words = [word.strip() for word in text.split(",") if word.strip()]
        if not words:
            raise BadValue("wanted", text, "required")
        return tuple(_one(field, word) for word in words)
    return _one(field, text)


def check_criterion(session: Session, row: Row) -> None:
    """Refuse a criterion whose field, comparison or wanted value makes no sense."""
    assert isinstance(row, Criterion)
    field = askable(session).get(row.field)
    if field is None:
        raise Unknown("field", row.field, tuple(askable()))
    if row.operator not in operators(field):
        allowed = tuple(operator.value for operator in operators(field))
        raise BadValue("operator", row.operator, "choice", allowed)
    wanted(field, Operator(row.operator), row.wanted)


def _one(field: Field, text: str) -> object:
    if field.type is FieldType.TAGS:
        return text.strip()
    found = parse(field, text)
    if found is None:
        raise BadValue("wanted", text, "required")
    return found


def _between(field: Field, text: str) -> tuple[object, object]:
    low, dots, high = text.partition("..")
    if not dots:
        raise BadValue("wanted", text, "between_text")
    ends = _one(field, low), _one(field, high)
    if isinstance(ends[0], int) and isinstance(ends[1], int) and ends[1] < ends[0]:
        raise BadValue("wanted", text, "between_text")
    return ends


def _near(text: str) -> tuple[Position, float]:
    if not (found := _NEAR.match(text)):
        raise BadValue("wanted", text, "near_text")
    try:
        lat, lon, km = (float(Decimal(part.replace(",", "."))) for part in found.groups())
    except InvalidOperation as error:
        raise BadValue("wanted", text, "near_text") from error
    if abs(lat) > 90 or abs(lon) > 180:
        raise BadValue("wanted", text, "near_text")
    return Position(lat, lon), km
