"""Values as the log keeps them: canonical JSON of integers, texts, days, instants and blobs."""

import json
from datetime import date, datetime
from uuid import UUID

from scout_app.model.fields import Field, FieldType
from scout_app.model.types import instant_text


def encode(value: object) -> str:
    """Return the canonical JSON of a stored value; floats have no place in the log."""
    match value:
        case None | bool():
            return _WORDS[value]
        case int():
            return int.__repr__(value)
        case str():
            return _json(value)
        case datetime():
            return f'"{instant_text(value)}"'
        case date():
            return f'"{value.isoformat()}"'
        case UUID():
            return f'"{value}"'
        case bytes():
            return f'{{"blob":"{value.hex()}"}}'
    raise TypeError(f"the log keeps no {type(value).__name__}")


def decode(text: str, field: Field) -> object:
    """Return the stored value that `encode` wrote for that field."""
    if text == "null":
        # Most cells of most rows.
        return None
    value = json.loads(text)
    match field.type:
        case FieldType.DAY:
            return date.fromisoformat(value)
        case FieldType.INSTANT:
            return datetime.fromisoformat(value)
        case FieldType.REF:
            return UUID(value)
        case FieldType.BLOB:
            return bytes.fromhex(value["blob"])
        case _:
            return value


_WORDS = {None: "null", True: "true", False: "false"}


def canonical(document: object) -> bytes:
    """Return UTF-8 JSON with sorted keys and no spaces, text as typed."""
    return _json(document).encode("utf-8")


_json = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode
"""Made once: `json.dumps` would make its encoder anew for each of an import's million values."""
