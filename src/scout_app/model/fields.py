"""A field is declared once, beside its column; form, card, match and print all read that."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import Boolean, Date, ForeignKey, Integer, LargeBinary, Text, inspect
from sqlalchemy.orm import MappedColumn, Mapper, mapped_column

from scout_app.model.types import Geometry, Id, Instant


def N_(msgid: str) -> str:  # noqa: N802 (gettext's own name for "mark, do not translate yet")
    """Mark a text for translation; whoever shows it translates it."""
    return msgid


class OwnLabel(str):
    """What an office calls an entry of its own, in French as a text, and in English."""

    __slots__ = ("en",)
    en: str

    def __new__(cls, fr: str, en: str) -> "OwnLabel":
        """Make a label; without English words the French ones stand for them."""
        made = super().__new__(cls, fr)
        made.en = en or fr
        return made

    def said(self, lang: str) -> str:
        """Return the label in a language."""
        return self.en if lang == "en" else str(self)


class FieldType(StrEnum):
    """What a value is; it decides how the value is stored, typed, shown and compared."""

    TEXT = "text"
    NOTE = "note"
    NUMBER = "number"
    MONEY = "money"
    YES_NO = "yes_no"
    DAY = "day"
    INSTANT = "instant"
    CHOICE = "choice"
    TAGS = "tags"
    REF = "ref"
    BLOB = "blob"


class Confidentiality(StrEnum):
    """How far a value may travel."""

    PUBLIC = "public"
    PARTNER = "partner"
    INTERNAL = "internal"


class Exchange(StrEnum):
    """What becomes of two offices' concurrent values (the log's field classes)."""

    ARBITRATE = "arbitrate"
    AUTO = "auto"
    TEXT3 = "text3"


@dataclass(frozen=True, slots=True)
class Field:
    """One declared field.

    `scale` is the number of decimals of `unit` that the stored integer keeps: unit m and scale 2
    store centimetres. `choices` maps codes to labels; `open_list` names the list that offices may
    add entries of their own to; `refers` names the table referred to.
    """

    type: FieldType
    label: str
    name: str = ""
    unit: str = ""
    scale: int = 0
    choices: Mapping[str, str] | None = None
    open_list: str = ""
    confidentiality: Confidentiality = Confidentiality.PUBLIC
    exchange: Exchange = Exchange.ARBITRATE
    askable: bool = False
    block: str = ""
    refers: str = ""
    derived: bool = False
    """Set by a verb or a rule, never typed by an officer."""
    required: bool = False
    stand_in: str = ""
    """What a table says of a value that must be there and was not sent to this office."""


_SQL = {
    FieldType.NUMBER: Integer,
    FieldType.MONEY: Integer,
    FieldType.YES_NO: Boolean,
    FieldType.DAY: Date,
    FieldType.INSTANT: Instant,
    FieldType.REF: Id,
    FieldType.BLOB: LargeBinary,
}


def declare(
    kind: FieldType, label: str, *, column: Any = None, default: Any = None, **how: Any
) -> Any:
    """Declare a field and its column in one breath; `how` goes to `Field`."""
    declared = Field(kind, label, **how)
    keys = (
        [ForeignKey(f"{declared.refers}.id", deferrable=True, initially="DEFERRED")]
        if declared.refers
        else []
    )
    made: MappedColumn[Any] = mapped_column(
        column or _SQL.get(kind, Text), *keys, default=default, info={"field": declared}
    )
    return made


def geometry(shape: str) -> Any:
    """Declare a GeoPackage geometry column that is logged as the blob it is."""
    return declare(FieldType.BLOB, N_("Outline"), column=Geometry(shape))


@cache
def fields_of(entity: type) -> Mapping[str, Field]:
    """Return the declared fields of a mapped class by name, in the order of declaration."""
    own: dict[str, Field] = {}
    mapper: Mapper[Any] = inspect(entity)
    for attribute in mapper.column_attrs:
        column = attribute.columns[0]
        if declared := column.info.get("field"):
            required = declared.required or not (column.nullable or column.default is not None)
            own[attribute.key] = replace(declared, name=attribute.key, required=required)
    for name, declared in getattr(entity, "__tags__", {}).items():
        own[name] = replace(declared, name=name)
    return own
