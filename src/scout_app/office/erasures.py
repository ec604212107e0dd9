"""Erasing what is held on a person, here and in every copy; and who has not done it yet."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from scout_app.model.base import Row
from scout_app.model.log import op, txn
from scout_app.model.people import Erasure
from scout_app.model.tables import ROWS
from scout_app.model.values import Officer
from scout_app.office import exchange, held
from scout_app.office.held import Entry, Held
from scout_app.rules import mentions
from scout_app.store import backups, erasing
from scout_app.store.database import Store

_CHUNK = 400


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased: rows, values elsewhere, and what still holds them."""

    rows: int
    values: int
    reasons: tuple[str, ...]
    """Transactions whose reason names the person; it is part of their identity and stays."""
    backups: tuple[Path, ...]
    """Copies beside the catalogue that still hold something erased."""


@dataclass(frozen=True, slots=True)
class Standing:
    """An erasure, and the offices that are not known to have it yet."""

    id: UUID
    at: datetime
    reason: str
    waiting: tuple[str, ...]


def erase(
    store: Store, named: str, by: Officer, *, reason: str = "", also: Sequence[str] = ()
) -> Erased:
    """Erase what is held on a person: values, salts and texts that name it, for ever.

    Where a text goes on without the name, it stands with `mentions.GONE` in its place. The file
    is then written anew, so that nothing of it is left on the disk. Raises Unknown, FileTrouble.
    """
    with store.transaction(by) as session:
        found = held.on(session, named, also)
        _write(session, found, reason)
    erasing.scrub(store.path)
    elsewhere = sum(not one.own for one in found.entries)
    return Erased(len(found.rows), elsewhere, found.reasons, stale_backups(store))


def _write(session: Session, found: Held, reason: str) -> None:
    others = [one for one in found.entries if not one.own]
    at: datetime = session.info.get("at") or datetime.now(UTC)
    session.add(
        Erasure(
            id=uuid4(),
            at=at,
            rows=" ".join(str(row) for row in found.rows),
            cells=" ".join(f"{one.txn}:{one.n}" for one in others),
            reason=reason.strip() or None,
        )
    )
    for row, names in _rows(session, others):
        for name in names:
            said = getattr(row, name, None)
            if isinstance(said, str):
                setattr(row, name, mentions.redacted(said, found.words))
    for row, _names in _rows(session, [one for one in found.entries if one.own]):
        row.deleted = True
    session.flush()


def _rows(session: Session, entries: Iterable[Entry]) -> Iterable[tuple[Row, set[str]]]:
    """Return the rows of entries, deleted ones too, with the fields concerned."""
    fields: dict[tuple[str, UUID], set[str]] = defaultdict(set)
    for one in entries:
        if one.table in ROWS:
            fields[one.table, one.row].add(one.field)
    for table in sorted({table for table, _ in fields}):
        ids = [row for named, row in fields if named == table]
        entity = ROWS[table]
        for start in range(0, len(ids), _CHUNK):
            chosen = select(entity).where(entity.id.in_(ids[start : start + _CHUNK]))
            every = chosen.execution_options(include_deleted=True)
            yield from ((row, fields[table, row.id]) for row in session.scalars(every).all())


def standing(session: Session) -> tuple[Standing, ...]:
    """Return the erasures, the latest first, each with the offices not known to have it."""
    chosen = (
        select(op.c.row_uuid, txn.c.id)
        .join(txn, txn.c.n == op.c.txn)
        .where(op.c.tbl == Erasure.__tablename__, op.c.field == "cells")
    )
    made = {row: identity for row, identity in session.connection().execute(chosen)}
    every = select(Erasure).order_by(Erasure.at.desc())
    return tuple(
        Standing(
            row.id,
            row.at,
            row.reason or "",
            tuple(sorted(set(exchange.not_yet_seen(session, made[row.id])))),
        )
        for row in session.scalars(every.execution_options(include_deleted=True))
    )


def stale_backups(store: Store) -> tuple[Path, ...]:
    """Return the copies beside the catalogue that still hold something that was erased."""
    with store.reading() as session:
        gone = erasing.never(session.connection())
    return tuple(path for path in backups.everything(store.path) if _holds(path, gone))


def _holds(path: Path, gone: erasing.Never) -> bool:
    """Tell whether a copy holds an erased value; one cut short, or that cannot be read, may."""
    if path.suffix != ".gpkg":
        return True
    query = (
        "SELECT t.id, o.n, o.tbl, o.row_uuid, o.field FROM opval v"
        " JOIN op o ON o.txn = v.txn AND o.n = v.n JOIN txn t ON t.n = o.txn"
    )
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as copy:
            return any(gone.names(*one) for one in copy.execute(query))
    except sqlite3.Error:
        return True


def remove_backups(store: Store) -> tuple[Path, ...]:
    """Delete the copies that still hold something erased; returns those that are gone."""
    removed = []
    for path in stale_backups(store):
        with suppress(OSError):
            path.unlink()
            removed.append(path)
    return tuple(removed)
