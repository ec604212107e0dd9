"""A stored value → a cell that a spreadsheet or a map can type, titled as an officer reads it."""

from collections.abc import Iterable
from datetime import date, datetime

from scout_app.formats.records import Cell
from scout_app.model.fields import Confidentiality, Field, FieldType
from scout_app.wording import values
from scout_app.wording.texts import translator


def title(field: Field, lang: str) -> str:
    """Return the title of a field's column, with its unit: Area (m²)."""
    said = values.label(field, lang)
    return f"{said} ({field.unit})" if field.unit else said


def cell(field: Field, value: object, lang: str) -> Cell:
    """Return a number in the field's unit, a day, a word of the language; never a code."""
    match value:
        case None | bool() | date() | datetime():
            return value
        case tuple() | list():
            return ", ".join(str(word) for word in value) or None
        case str() if field.type is FieldType.CHOICE:
            return values.choice(field, value, lang)
    plain = values.plain(field, value)
    return plain if isinstance(plain, int | float) else str(plain)


def shown(fields: Iterable[Field], *, internal: bool) -> list[Field]:
    """Return the fields that may leave: all but rows and drawings; public ones for outside."""
    return [
        field
        for field in fields
        if field.type not in (FieldType.REF, FieldType.BLOB)
        and (internal or field.confidentiality is Confidentiality.PUBLIC)
    ]


def word(msgid: str, lang: str) -> str:
    """Return a title that is no field's."""
    return translator(lang).gettext(msgid)
