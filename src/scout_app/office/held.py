"""Everything that is held on a person: the card, its history, and where others' texts name it."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from scout_app.errors import Unknown
from scout_app.model.log import op, opval, txn
from scout_app.model.people import Link, Person
from scout_app.rules import mentions
from scout_app.rules.folding import DELETED

_NAMED = ("name", "email", "phone")
"""The fields of a person by which others' texts are searched."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One value that was written about a person: where it stands in the log, by whom and when."""

    txn: str
    n: int
    table: str
    row: UUID
    field: str
    value: object
    at: datetime
    author: str
    office: str
    own: bool
    """Whether the row is the person's own card or a link to it, rather than a text naming it."""


@dataclass(frozen=True, slots=True)
class Held:
    """What is held on a person: its rows, the words it was searched by, all that was written."""

    rows: tuple[UUID, ...]
    words: tuple[str, ...]
    entries: tuple[Entry, ...]
    reasons: tuple[str, ...]
    """Transactions whose reason names the person: part of their identity, they cannot change."""


def on(session: Session, named: str, also: Sequence[str] = ()) -> Held:
    """Return what is held on who has that name, e-mail or number now or had it once.

    `also` are other words to search in texts, such as a surname alone. Raises Unknown when nothing
    is held.
    """
    persons = _persons(session, [named])
    words = _words(session, named, persons) | {word.strip() for word in also if word.strip()}
    persons |= _persons(session, sorted(words))
    words |= _words(session, named, persons)
    links = _links(session, persons)
    own = persons | links
    entries = tuple(_entries(session, own, sorted(words)))
    reasons = tuple(_reasons(session, sorted(words)))
    if not entries and not reasons:
        raise Unknown("person", named)
    return Held(tuple(sorted(own, key=str)), tuple(sorted(words)), entries, reasons)


def _written(session: Session, *where: Any) -> Iterator[Any]:
    chosen = (
        select(
            txn.c.id, op.c.n, op.c.tbl, op.c.row_uuid, op.c.field, opval.c.value, txn.c.wall_ms,
            txn.c.author, txn.c.office,
        )
        .join(op, op.c.txn == txn.c.n)
        .join(opval, (opval.c.txn == op.c.txn) & (opval.c.n == op.c.n))
        .where(op.c.field != DELETED, op.c.tbl != "erasure", *where)
        .order_by(txn.c.wall_ms, txn.c.n, op.c.n)
    )  # fmt: skip
    yield from session.connection().execute(chosen)


def _persons(session: Session, words: Sequence[str]) -> set[UUID]:
    """Return the persons of whom a name, e-mail or number ever was one of the words."""
    mine = (op.c.tbl == Person.__tablename__, op.c.field.in_(_NAMED))
    found = ((one.row_uuid, json.loads(one.value)) for one in _written(session, *mine))
    return {row for row, value in found if isinstance(value, str) and _is_all(value, words)}


def _is_all(value: str, words: Sequence[str]) -> bool:
    """Tell whether a value is one of the words and nothing else."""
    return any(span == (0, len(value)) for word in words for span in mentions.spans(value, [word]))


def _words(session: Session, named: str, persons: set[UUID]) -> set[str]:
    """Return the name asked for, and every name, e-mail and number that the persons ever had."""
    mine = (op.c.row_uuid.in_(persons), op.c.field.in_(_NAMED))
    found = (json.loads(one.value) for one in _written(session, *mine))
    return {named.strip()} | {value.strip() for value in found if isinstance(value, str) and value}


def _links(session: Session, persons: set[UUID]) -> set[UUID]:
    mine = (op.c.tbl == Link.__tablename__, op.c.field == "person_id")
    wanted = {str(one) for one in persons}
    found = ((one.row_uuid, json.loads(one.value)) for one in _written(session, *mine))
    return {row for row, value in found if value in wanted}


def _entries(session: Session, own: set[UUID], words: Sequence[str]) -> Iterator[Entry]:
    for one in _written(session):
        value = json.loads(one.value)
        is_own = one.row_uuid in own
        if is_own or (isinstance(value, str) and mentions.spans(value, words)):
            yield Entry(
                one.id, one.n, one.tbl, one.row_uuid, one.field, value,
                datetime.fromtimestamp(one.wall_ms / 1000, UTC), one.author, one.office, is_own,
            )  # fmt: skip


def _reasons(session: Session, words: Sequence[str]) -> Iterator[str]:
    found = session.connection().execute(select(txn.c.id, txn.c.reason).order_by(txn.c.n))
    for identity, reason in found:
        if reason and mentions.spans(reason, words):
            yield identity
