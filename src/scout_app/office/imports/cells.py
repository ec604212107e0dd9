"""One cell of a file → the value that a field keeps."""

import re
from datetime import date, datetime, time
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from scout_app.errors import BadValue
from scout_app.formats.records import Cell
from scout_app.model.fields import Field, FieldType
from scout_app.office.imports.mapping import DayOrder
from scout_app.wording.values import parse

PARIS = ZoneInfo("Europe/Paris")
_SPACES = re.compile(r"[\s\u00a0\u202f]+")
_DATE = re.compile(
    r"(\d{1,4})[/.-](\d{1,2})[/.-](\d{1,4})"
    r"(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([AaPp][Mm])?(Z|[+-]\d{2}:?\d{2})?)?"
)


def text(cell: Cell) -> str:
    """Return a cell as its reader sees it: 75008 and not 75008.0."""
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case float():
            return str(int(cell)) if cell.is_integer() else repr(cell)
        case datetime() | date() | time():
            return cell.isoformat()
    return _SPACES.sub(" ", str(cell)).strip() if "\n" not in str(cell) else str(cell).strip()


def value(field: Field, cell: Cell) -> object:
    """Return what the field stores; numbers are rounded to its scale, float noise with them.

    Raises BadValue as a form would.
    """
    if field.type in (FieldType.NUMBER, FieldType.MONEY) and isinstance(cell, str | int | float):
        return _number(field, cell)
    if field.type is FieldType.DAY and isinstance(cell, datetime):
        return cell.date()
    return parse(field, text(cell))


def _number(field: Field, cell: str | int | float) -> object:
    bare = _SPACES.sub("", text(cell)).replace(",", ".")
    try:
        stored = Decimal(bare).quantize(Decimal(1).scaleb(-field.scale), ROUND_HALF_EVEN)
    except InvalidOperation:
        return parse(field, text(cell))
    return parse(field, format(stored, "f"))


def moment(cell: Cell, order: DayOrder, named: str) -> datetime | date | None:
    """Return the day, or the day and hour, that a cell says; a time without a zone is Paris's.

    Raises BadValue for what is no day of the calendar.
    """
    if cell is None or cell == "":
        return None
    if isinstance(cell, datetime):
        return cell.replace(tzinfo=cell.tzinfo or PARIS) if cell.time() != time() else cell.date()
    if isinstance(cell, date):
        return cell
    found = _DATE.fullmatch(text(cell))
    if not found:
        raise BadValue(named, text(cell), "day")
    try:
        return _moment(found, order)
    except ValueError as error:
        raise BadValue(named, text(cell), "day") from error


def _moment(found: re.Match[str], order: DayOrder) -> datetime | date:
    one, two, three, hour, minute, second, half, zone = found.groups()
    year_first = len(one) == _YEAR
    year, month, day = (one, two, three) if year_first else (three, two, one)
    if order == "mdy" and not year_first:
        month, day = day, month
    on = date(_century(year), int(month), int(day))
    if hour is None:
        return on
    at = time(_hours(int(hour), half), int(minute), int(second or 0))
    if zone:
        iso = f"{on.isoformat()}T{at.isoformat()}{zone.replace('Z', '+00:00')}"
        return datetime.fromisoformat(iso).astimezone(PARIS)
    return datetime.combine(on, at, PARIS)


_YEAR = 4


def _century(year: str) -> int:
    return int(year) if len(year) == _YEAR else 2000 + int(year)


def _hours(hour: int, half: str | None) -> int:
    """12 AM is midnight and 12 PM noon."""
    if half is None:
        return hour
    if not 1 <= hour <= 12:
        raise ValueError(hour)
    return hour % 12 + (12 if half.lower() == "pm" else 0)


def degrees(cell: Cell, named: str) -> float | None:
    """Return a coordinate, as written in French or English; raises BadValue."""
    bare = _SPACES.sub("", text(cell)).replace(",", ".")
    if not bare:
        return None
    try:
        number = float(bare)
    except ValueError as error:
        raise BadValue(named, text(cell), "number") from error
    if number != number or abs(number) == float("inf"):
        raise BadValue(named, text(cell), "number")
    return number
