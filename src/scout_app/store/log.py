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
from scout_app.model.transactions import Op
from scout_app.rules import folding
from scout_app.rules.folding import DELETED
from scout_app.store import engines, heads
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
    for row in session.new:
        if isinstance(row, Row):
            drafted.made.add(row.id)
            _say(drafted, row)
    changed = [row for row in session.dirty if isinstance(row, Row)]
    known = [row.id for row in changed if row.id not in drafted.made]
    standing = heads.said(session.connection(), known)
    hidden = unshown_cells(session.connection()) if known else set()
    for row in changed:
        _compare(drafted, row, standing.get(row.id, _NOTHING), hidden)


_NOTHING = folding.Row({}, (), is_dead=False, is_disputed=False)


def _say(drafted: Draft, row: Row) -> None:
    """Draft all that a row says which was just inserted: the log knows nothing of it yet."""
    table, logged = row.__tablename__, heads.logged_fields(type(row))
    for name, value in row.__dict__.items():
        settled = (row.id, name) in drafted.settled
        if name in logged and (value is not None or settled):
            drafted.cells[table, row.id, name] = Change(encode(value), ())
    if row.deleted or (row.id, DELETED) in drafted.settled:
        drafted.cells[table, row.id, DELETED] = Change(encode(row.deleted), ())


def _compare(
    drafted: Draft, row: Row, said: folding.Row, hidden: Collection[tuple[UUID, str]]
) -> None:
    table = row.__tablename__
    for name, value in logged_values(row):
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
    ops = _ops(drafted)
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
    identity = txn_id(head, [one.line for one in ops])
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
    keep(connection, made, ops)
    session.info["written"] = identity
    return identity


def txn_id(head: Mapping[str, object], ops: Sequence[Mapping[str, object]]) -> str:
    """Return the hash of a transaction's canonical bytes, in hex: its identity everywhere."""
    return hashlib.blake2b(canonical({**head, "ops": list(ops)}), digest_size=32).hexdigest()


def value_hash(salt: bytes, value: str) -> str:
    """Return the hash that stands for a value; the salt keeps a phone number from being guessed."""
    return hashlib.blake2b(salt + value.encode("utf-8"), digest_size=32).hexdigest()


def _ops(drafted: Draft) -> list[Op]:
    """Return what is drafted in the order of its canonical bytes, each value with its salt."""
    ordered = sorted((table, str(row), name, c) for (table, row, name), c in drafted.cells.items())
    return [
        Op(
            table=table,
            row=row,
            field=name,
            vhash=value_hash(salt, change.value),
            prev=tuple(sorted(change.prev)),
            seen=change.seen,
            salt=salt,
            value=change.value,
        )
        for salt, (table, row, name, change) in zip(
            _salts(drafted.starter, len(ordered)), ordered, strict=True
        )
    ]


def _salts(starter: Author | None, count: int) -> Sequence[bytes]:
    """Return a salt for each value; those of an import are drawn at once."""
    if starter is None:
        drawn = secrets.token_bytes(_SALT * count)
        return [drawn[at : at + _SALT] for at in range(0, len(drawn), _SALT)]
    return [
        hashlib.blake2b(starter.replica.bytes + n.to_bytes(8, "big"), digest_size=_SALT).digest()
        for n in range(count)
    ]


_SALT = 16
"""Bytes of a salt."""


def keep(connection: Connection, number: int, ops: Sequence[Op]) -> None:
    """Write the cells of the transaction of that local number, and those values that are here."""
    cells = [
        (
            number,
            n,
            one.table,
            one.row,
            one.field,
            one.vhash,
            " ".join(one.prev),
            " ".join(one.seen) or None,
        )
        for n, one in enumerate(ops)
    ]
    values = [
        (number, n, one.salt, one.value) for n, one in enumerate(ops) if one.value is not None
    ]
    engines.insert(connection, op, cells)
    engines.insert(connection, opval, values)


def written(session: Session) -> str | None:
    """Return the id of the transaction that the session committed; None when nothing changed."""
    found: str | None = session.info.get("written")
    return found
