"""A stored value ↔ the text an officer reads and types, by the field's declaration."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from uuid import UUID

from scout_app.errors import BadValue
from scout_app.model.fields import Field, FieldType, OwnLabel
from scout_app.wording import numbers
from scout_app.wording.texts import translator

_BIGGEST = 2**53
_SPACES = re.compile(r"[\s\u00a0\u202f]+")
_YES = frozenset({"true", "yes", "oui", "vrai", "1"})
_NO = frozenset({"false", "no", "non", "faux", "0"})


def label(field: Field, lang: str) -> str:
    """Return the field's label."""
    return translator(lang).gettext(field.label)


def choice(field: Field, code: str, lang: str) -> str:
    """Return the label of one code of a field; the code itself when no list has it any more."""
    found = (field.choices or {}).get(code)
    return entry(found, lang) if found else code


def entry(found: str, lang: str) -> str:
    """Return what an entry of a list is called: an office's own words, or Scout's."""
    return found.said(lang) if isinstance(found, OwnLabel) else translator(lang).gettext(found)


def show(field: Field, value: object, lang: str) -> str:
    """Return a stored value as a reader wants it, with its unit; empty for an unknown one."""
    match value:
        case None:
            return ""
        case bool():
            _ = translator(lang).gettext
            return _("yes") if value else _("no")
        case int():
            return _measured(field, value, lang)
        case datetime():
            return numbers.instant(value, lang)
        case date():
            return numbers.day(value, lang)
        case tuple() | list():
            return ", ".join(str(word) for word in value)
    return choice(field, str(value), lang)


def _measured(field: Field, value: int, lang: str) -> str:
    """A year or a count is written as it is; a quantity with its groups and unit."""
    if field.type is FieldType.MONEY:
        return numbers.money(value, lang)
    if field.unit or field.scale:
        return numbers.quantity(value, field.scale, field.unit, lang)
    return str(value)


def typed(field: Field, value: object, lang: str = "en") -> str:
    """Return a stored value as an officer would type it: in the unit, without it."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int():
            return _decimal(value, field.scale).replace(".", "," if lang == "fr" else ".")
        case datetime() | date():
            return value.isoformat()
        case tuple() | list():
            return ", ".join(str(word) for word in value)
    return str(value)


def plain(field: Field, value: object) -> object:
    """Return a stored value for a machine: a number in the field's unit, text, ISO dates."""
    match value:
        case None | bool():
            return value
        case int():
            return value if not field.scale else float(_decimal(value, field.scale))
        case datetime() | date():
            return value.isoformat()
        case tuple() | list():
            return list(value)
    return str(value)


def _decimal(value: int, scale: int) -> str:
    return format(Decimal(value).scaleb(-scale).normalize() if scale else Decimal(value), "f")


def parse(field: Field, text: str) -> object:
    """Return the stored value of what was typed; None for an empty text.

    Raises BadValue saying what the field expects.
    """
    if not storable(text):
        raise BadValue(field.name, text.encode("utf-8", "replace").decode(), "text")
    if not text.strip():
        return None
    return _PARSERS.get(field.type, _text)(field, text)


def storable(text: str) -> bool:
    """Tell whether UTF-8 can hold the text; a lone surrogate cannot be kept."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def folded(text: str) -> str:
    """Return a text for comparison: no accents, no case, single spaces."""
    kept = text
    if not text.isascii():
        bare = unicodedata.normalize("NFKD", text)
        kept = "".join(sign for sign in bare if not unicodedata.combining(sign))
    return _SPACES.sub(" ", kept).strip().casefold()


def _text(field: Field, text: str) -> object:
    return text if field.type is FieldType.NOTE else text.strip()


def _number(field: Field, text: str) -> object:
    bare = _SPACES.sub("", text).removesuffix(field.unit.replace(" ", "")) if field.unit else text
    try:
        number = Decimal(_SPACES.sub("", bare).replace(",", "."))
    except InvalidOperation as error:
        raise BadValue(field.name, text, "number") from error
    if not number.is_finite() or abs(number) >= _BIGGEST:
        raise BadValue(field.name, text, "number")
    stored = number.scaleb(field.scale)
    if stored != stored.to_integral_value():
        raise BadValue(field.name, text, f"decimals:{field.scale}")
    return _within(field, text, int(stored))


def _within(field: Field, text: str, stored: int) -> int:
    limits = _LIMITS.get(field.name.removeprefix("entrance_"))
    if limits and abs(stored) > limits * 10**field.scale:
        raise BadValue(field.name, text, f"between:{-limits}:{limits}")
    if not limits and stored < 0:
        raise BadValue(field.name, text, "positive")
    if abs(stored) >= _BIGGEST:
        raise BadValue(field.name, text, "number")
    return stored


_LIMITS = {"lat": 90, "lon": 180}


def _yes_no(field: Field, text: str) -> object:
    word = folded(text)
    if word not in _YES | _NO:
        raise BadValue(field.name, text, "yes_no")
    return word in _YES


def _day(field: Field, text: str) -> object:
    return parse_day(text, field.name)


def parse_day(text: str, named: str) -> date:
    """Return the day written `2027-05-03` or `03/05/2027`; BadValue names the field otherwise."""
    bare = text.strip()
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(bare, form).replace(tzinfo=UTC).date()
        except ValueError:
            continue
    raise BadValue(named, text, "day")


def _instant(field: Field, text: str) -> object:
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise BadValue(field.name, text, "instant") from error
    if found.tzinfo is None:
        raise BadValue(field.name, text, "instant")
    return found


def _choice(field: Field, text: str) -> object:
    """Accept a code, or its label in either language."""
    codes: Mapping[str, str] = field.choices or {}
    wanted = folded(text)
    for code, msgid in codes.items():
        names = {code, msgid, *(entry(msgid, lang) for lang in ("fr", "en"))}
        if wanted in {folded(name) for name in names}:
            return code
    raise BadValue(field.name, text, "choice", tuple(codes))


def _tags(_field: Field, text: str) -> object:
    words = (word.strip() for word in text.split(","))
    return tuple(dict.fromkeys(word for word in words if word)) or None


def _ref(field: Field, text: str) -> object:
    try:
        return UUID(text.strip())
    except ValueError as error:
        raise BadValue(field.name, text, "row") from error


_PARSERS: Mapping[FieldType, Callable[[Field, str], object]] = {
    FieldType.NUMBER: _number,
    FieldType.MONEY: _number,
    FieldType.YES_NO: _yes_no,
    FieldType.DAY: _day,
    FieldType.INSTANT: _instant,
    FieldType.CHOICE: _choice,
    FieldType.TAGS: _tags,
    FieldType.REF: _ref,
}
