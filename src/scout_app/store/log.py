"""Every change as one immutable transaction, written in the commit of the change itself.

After each flush the declared fields of the rows that changed are compared with their heads in the
log: a value equal to its head writes nothing.
"""

import hashlib
import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import Connection, insert, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from scout_app.model.base import Row
from scout_app.model.exchange import unshown
from scout_app.model.log import op, opval, txn
from scout_app.rules import folding
from scout_app.rules.folding import DELETED
from scout_app.store import heads
from scout_app.store.heads import absent, last_of, logged_values
from scout_app.store.values import canonical, encode

SCHEMA = "1.0"
"""Major and minor version of the fields, written into every transaction."""

Cell = tuple[str, UUID, str]
"""Table, row and field."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes a transaction, when and as which copy of the catalogue."""

    name: str
    office: str
    replica: UUID
    wall_ms: int
    clock_ok: bool


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that a transaction is about to write."""

    value: str
    prev: tuple[str, ...]
    seen: tuple[str, ...] = ()


@dataclass(slots=True)
class Draft:
    """The cells of the transaction under way; lives in `session.info` from begin to commit."""

    cells: dict[Cell, Change] = field(default_factory=dict)
    made: set[UUID] = field(default_factory=set)
    settled: dict[tuple[UUID, str], frozenset[str] | None] = field(default_factory=dict)
    """Rows and fields that are written whatever their value, and the heads that are superseded:
    None is every one of them, not only those displayed."""
    is_fact: bool = False
    """Whether an overlap that comes of it is contested rather than refused."""
    undoes: str | None = None
    reason: str | None = None
    starter: Author | None = None
    """Set for the starter only, whose author, time and salts are the same everywhere."""


def draft(session: Session) -> Draft:
    """Return the draft of the session's transaction, begun on first use."""
    made: Draft = session.info.setdefault("draft", Draft())
    return made


def note(session: Session) -> None:
    """Compare what a flush has written with the log; called after every flush."""
    drafted = draft(session)
    changed = [row for row in (*session.new, *session.dirty) if isinstance(row, Row)]
    drafted.made.update(row.id for row in session.new if isinstance(row, Row))
    known = [row.id for row in changed if row.id not in drafted.made]
    standing = heads.said(session.connection(), known)
    hidden = unshown_cells(session.connection()) if known else set()
    for row in changed:
        _compare(drafted, row, standing.get(row.id, _NOTHING), hidden)


_NOTHING = folding.Row({}, (), is_dead=False, is_disputed=False)


def _compare(
    drafted: Draft, row: Row, said: folding.Row, hidden: Collection[tuple[UUID, str]]
) -> None:
    table, is_new = row.__tablename__, row.id in drafted.made
    for name, value in logged_values(row):
        if is_new and value is None and not drafted.settled:
            # Most fields of most new rows: nothing to say, and nothing said before.
            drafted.cells.pop((table, row.id, name), None)
            continue
        text = encode(value)
        cell = (table, row.id, name)
        settled = (row.id, name) in drafted.settled
        before = _before(row, name, said, drafted, (row.id, name) in hidden)
        if text == before and not settled:
            drafted.cells.pop(cell, None)
            continue
        drafted.cells[cell] = Change(
            text,
            _superseded(said, name, drafted.settled.get((row.id, name), _DISPLAYED)),
            folding.covers(said) if name == DELETED and value else (),
        )


def _before(row: Row, name: str, said: folding.Row, drafted: Draft, is_hidden: bool) -> str:
    """Return what the table said of a cell before, as JSON text."""
    if name == DELETED:
        return "true" if said.is_dead and not is_hidden else "false"
    found = said.cells.get(name)
    if is_hidden or row.id in drafted.made:
        return absent(name)
    return heads.said_of(type(row), name, found)


_DISPLAYED: frozenset[str] = frozenset()


def _superseded(said: folding.Row, name: str, which: frozenset[str] | None) -> tuple[str, ...]:
    """Return the heads that a write supersedes: every one, those named, or those displayed.

    Never one whose value is not here: its author would be overruled unread.
    """
    found = said.cells.get(name)
    standing = said.deletions if name == DELETED else found.heads if found else ()
    every = folding.told(standing)
    if which is None or (which is _DISPLAYED and name == DELETED):
        return every
    if which is _DISPLAYED:
        return found.shown if found else ()
    return tuple(one for one in every if one in which)


def settle(session: Session, row: Row, name: str, superseded: frozenset[str] | None = None) -> None:
    """Make the transaction write a cell, be it what stands already, and supersede those heads.

    Every one of them when none is named: that is an arbitration.
    """
    draft(session).settled[row.id, name] = superseded
    flag_modified(row, "deleted" if name == DELETED else name)


def write_hidden(session: Session, table: str, row_id: UUID, name: str, value: object) -> None:
    """Write a cell of a row that the tables cannot show, superseding every head."""
    said = heads.said(session.connection(), [row_id]).get(row_id, _NOTHING)
    change = Change(encode(value), _superseded(said, name, None))
    draft(session).cells[table, row_id, name] = change


def unshown_cells(connection: Connection) -> set[tuple[UUID, str]]:
    """Return the cells, by row and field, that the tables show as empty though the log does not."""
    return {(row, name) for row, name in connection.execute(_UNSHOWN)}


_UNSHOWN = select(unshown.c.row_uuid, unshown.c.field)


def record(session: Session, author: Author) -> str:
    """Write the drafted cells as one transaction and return its id."""
    drafted = draft(session)
    connection = session.connection()
    seq, parent = last_of(connection, author.replica)
    ops, values = _lines(drafted)
    head = {
        "author": author.name,
        "clock_ok": author.clock_ok,
        "office": author.office,
        "parent": parent,
        "reason": drafted.reason,
        "replica": str(author.replica),
        "schema": SCHEMA,
        "seq": seq + 1,
        "undoes": drafted.undoes,
        "wall_ms": author.wall_ms,
    }
    identity = txn_id(head, ops)
    made = connection.execute(
        insert(txn).values(
            id=identity,
            replica=author.replica,
            seq=seq + 1,
            parent_id=parent,
            undoes=drafted.undoes,
            reason=drafted.reason,
            author=author.name,
            office=author.office,
            wall_ms=author.wall_ms,
            clock_ok=author.clock_ok,
            schema=SCHEMA,
        )
    ).lastrowid
    _keep(connection, made, ops, values)
    session.info["written"] = identity
    return identity


def txn_id(head: Mapping[str, object], ops: Sequence[Mapping[str, object]]) -> str:
    """Return the hash of a transaction's canonical bytes, in hex: its identity everywhere."""
    return hashlib.blake2b(canonical({**head, "ops": list(ops)}), digest_size=32).hexdigest()


def value_hash(salt: bytes, value: str) -> str:
    """Return the hash that stands for a value; the salt keeps a phone number from being guessed."""
    return hashlib.blake2b(salt + value.encode("utf-8"), digest_size=32).hexdigest()


def _lines(drafted: Draft) -> tuple[list[dict[str, object]], list[tuple[bytes, str]]]:
    ops: list[dict[str, object]] = []
    values: list[tuple[bytes, str]] = []
    ordered = sorted(
        drafted.cells.items(), key=lambda item: (item[0][0], str(item[0][1]), item[0][2])
    )
    for number, ((table, row_id, name), change) in enumerate(ordered):
        salt = _salt(drafted.starter, number)
        line: dict[str, object] = {
            "tbl": table,
            "row": str(row_id),
            "field": name,
            "vhash": value_hash(salt, change.value),
            "prev": sorted(change.prev),
        }
        if change.seen:
            line["seen"] = list(change.seen)
        ops.append(line)
        values.append((salt, change.value))
    return ops, values


def _salt(starter: Author | None, number: int) -> bytes:
    if starter is None:
        return secrets.token_bytes(16)
    return hashlib.blake2b(
        starter.replica.bytes + number.to_bytes(8, "big"), digest_size=16
    ).digest()


def _keep(
    connection: Connection,
    made: int,
    ops: Sequence[Mapping[str, object]],
    values: Sequence[tuple[bytes, str]],
) -> None:
    connection.execute(
        insert(op),
        [
            {
                "txn": made,
                "n": number,
                "tbl": line["tbl"],
                "row_uuid": UUID(str(line["row"])),
                "field": line["field"],
                "vhash": line["vhash"],
                "prev": " ".join(_texts(line["prev"])),
                "seen": " ".join(_texts(line.get("seen"))) or None,
            }
            for number, line in enumerate(ops)
        ],
    )
    connection.execute(
        insert(opval),
        [
            {"txn": made, "n": number, "salt": salt, "value": value}
            for number, (salt, value) in enumerate(values)
        ],
    )


def _texts(found: object) -> list[str]:
    return found if isinstance(found, list) else []


def written(session: Session) -> str | None:
    """Return the id of the transaction that the session committed; None when nothing changed."""
    found: str | None = session.info.get("written")
    return found
