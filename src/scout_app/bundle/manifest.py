"""The first entry of a bundle: from whom it comes, what it covers, and the hash of all the rest."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal
from uuid import UUID

from scout_app.rules.vectors import Chain, Vector
from scout_app.store.values import canonical

FORMAT = "scoutsync"
MAJOR, MINOR = 1, 0
NAME = re.compile(r"manifest\.(?:json|sig)|txns(?:-[0-9]{1,4})?\.jsonl|blobs/[0-9a-f]{64}")
"""Every name that an entry may have; nothing is ever written under the name of an entry."""
_HASH = re.compile(r"[0-9a-f]{64}")
_MAX_INT = 2**63 - 1


class Malformed(ValueError):
    """What is read does not have the shape that a Scout writes."""


class Newer(ValueError):
    """A Scout of a later major version wrote it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the bundle: its size in bytes and its SHA-256 in hex."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Sender:
    """Who made a bundle: the copy, the office and its public key."""

    replica: UUID
    office: str
    key: bytes


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a bundle says of itself."""

    catalogue_id: UUID
    kind: Literal["full", "incremental"]
    sender: Sender
    vector: Vector
    """What the sender has: an acknowledgement."""
    covers: Mapping[str, Sequence[tuple[int, int]]]
    """The numbers of each replica's transactions that are inside, first and last."""
    schema: str
    app: str
    made_ms: int
    wants: tuple[str, ...]
    """SHA-256 of the pictures that the sender lacks."""
    entries: tuple[Entry, ...] = ()
    lacks: Mapping[str, Sequence[int]] = field(default_factory=dict)
    """Of transactions that the sender has: the places whose values it never got."""


def written(manifest: Manifest) -> bytes:
    """Return the bytes of the entry, which are what is signed."""
    return canonical(
        {
            "format": FORMAT,
            "version": [MAJOR, MINOR],
            "catalogue_id": str(manifest.catalogue_id),
            "kind": manifest.kind,
            "sender": {
                "replica": str(manifest.sender.replica),
                "office": manifest.sender.office,
                "key": manifest.sender.key.hex(),
            },
            "vector": {name: _lists(chains) for name, chains in manifest.vector.items()},
            "covers": {name: _lists(found) for name, found in manifest.covers.items()},
            "schema": manifest.schema,
            "app": manifest.app,
            "made_ms": manifest.made_ms,
            "wants": list(manifest.wants),
            "lacks": {name: list(found) for name, found in manifest.lacks.items()},
            "entries": {
                entry.name: {"size": entry.size, "sha256": entry.sha256}
                for entry in manifest.entries
            },
        }
    )


def _lists(found: Any) -> Any:
    return [_lists(one) for one in found] if isinstance(found, list | tuple) else found


def read(data: bytes) -> Manifest:
    """Read the entry; raises Malformed, or Newer for a later major version."""
    said = document(data)
    if said.get("format") != FORMAT:
        raise Malformed("format")
    major = whole(_list(said.get("version"), 2)[0])
    schema = text(said.get("schema"))
    if major > MAJOR or int(schema.partition(".")[0] or "0") > MAJOR:
        raise Newer(schema)
    kind = said.get("kind")
    if kind not in ("full", "incremental"):
        raise Malformed("kind")
    sender = _mapping(said.get("sender"))
    return Manifest(
        catalogue_id=UUID(text(said.get("catalogue_id"))),
        kind=kind,
        sender=Sender(
            UUID(text(sender.get("replica"))),
            text(sender.get("office")),
            bytes.fromhex(text(sender.get("key"))),
        ),
        vector={name: _chains(found) for name, found in _mapping(said.get("vector")).items()},
        covers={name: _ranges(found) for name, found in _mapping(said.get("covers")).items()},
        schema=schema,
        app=text(said.get("app")),
        made_ms=whole(said.get("made_ms")),
        wants=tuple(_hash(one) for one in _list(said.get("wants"))),
        entries=tuple(
            _entry(name, _mapping(found)) for name, found in _mapping(said.get("entries")).items()
        ),
        lacks={
            _hash(name): [whole(one) for one in _list(found)]
            for name, found in _mapping(said.get("lacks", {})).items()
        },
    )


def document(data: bytes | memoryview) -> Mapping[str, Any]:
    """Read JSON that is exactly what a Scout writes: sorted, no space, no float, nothing twice."""
    try:
        found = json.loads(str(data, "utf-8"), parse_float=_no_float, parse_constant=_no_float)
        same = canonical(found) == data
    except (ValueError, RecursionError) as error:
        raise Malformed("json") from error
    if not same:
        raise Malformed("canonical")
    return _mapping(found)


def _no_float(_text: str) -> object:
    raise ValueError("a float")


def text(found: object) -> str:
    """Return a text, or raise Malformed."""
    if not isinstance(found, str):
        raise Malformed("text")
    return found


def whole(found: object) -> int:
    """Return a whole number from 0 to 2^63 - 1, or raise Malformed."""
    if not isinstance(found, int) or isinstance(found, bool) or not 0 <= found <= _MAX_INT:
        raise Malformed("number")
    return found


def _mapping(found: object) -> Mapping[str, Any]:
    if not isinstance(found, dict):
        raise Malformed("object")
    return found


def _list(found: object, length: int | None = None) -> list[Any]:
    if not isinstance(found, list) or (length is not None and len(found) != length):
        raise Malformed("list")
    return found


def _hash(found: object) -> str:
    if not _HASH.fullmatch(text(found)):
        raise Malformed("hash")
    return text(found)


def _entry(name: str, found: Mapping[str, Any]) -> Entry:
    return Entry(name, whole(found.get("size")), _hash(found.get("sha256")))


def _chains(found: object) -> list[Chain]:
    pairs = [_list(one, 2) for one in _list(found)]
    return [(whole(first), [_mark(mark) for mark in _list(marks)]) for first, marks in pairs]


def _mark(found: object) -> tuple[int, str]:
    seq, identity = _list(found, 2)
    return whole(seq), _hash(identity)


def _ranges(found: object) -> list[tuple[int, int]]:
    pairs = [_list(one, 2) for one in _list(found)]
    return [(whole(first), whole(last)) for first, last in pairs]
