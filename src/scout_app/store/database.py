"""The Store: opens a catalogue, migrates it, backs it up, and is the only one that commits."""

import logging
import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import event, select, tuple_, update
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria

from scout_app.errors import FileTrouble, Refused
from scout_app.model.base import Row
from scout_app.model.log import meta, op, txn, writing
from scout_app.model.sites import Site
from scout_app.model.values import Officer
from scout_app.rules.folding import DELETED
from scout_app.store import (
    backups,
    conflicts,
    engines,
    erasing,
    exchange,
    gpkg,
    heads,
    log,
    occupied,
    refold,
    registry,
    schema,
    search,
)
from scout_app.store.troubles import told

_BUILT_MS = int(datetime(2026, 11, 1, tzinfo=UTC).timestamp() * 1000)
_COMMIT_TRIES = 5
_log = logging.getLogger(__name__)
_LAYERS = {"site": ("sites", "parts"), "parcel": ("parcels",), "sourced_value": ("sources",)}


class Store:
    """One open catalogue file.

    `transaction` writes, one at a time; `reading` gives a session on a connection that cannot
    write, so that a long write never stops a search. `clock` gives seconds since 1970.
    """

    def __init__(self, path: Path, clock: Callable[[], float] = time.time) -> None:
        """Open the file, bringing an older one up to date after a backup.

        Raises FileTrouble (missing, not a catalogue, damaged…) or TooNew; the file is untouched.
        """
        self.path = path
        self._clock = clock
        self._turn = threading.RLock()
        with told(path):
            added = schema.prepare(path)
            self._writer = engines.writer(path)
            self._reader = engines.reader(path)
            self._watch = engines.connect(path)
            with self._reader.connect() as connection:
                found = connection.execute(select(meta.c.catalogue_id)).scalar_one()
                foreign = gpkg.foreign_triggers(connection)
            if foreign:
                self._drop(foreign)
            if added is not None:
                self._catch_up(added)
        self.catalogue_id: UUID = found

    def _drop(self, triggers: Sequence[str]) -> None:
        with self._writer.begin() as connection:
            gpkg.drop_triggers(connection, triggers)
        _log.warning("dropped triggers that another program had left: %s", ", ".join(triggers))

    def _catch_up(self, added: schema.Columns) -> None:
        """Show what the log already says of fields that a migration added, and index them.

        Offices with a newer Scout had written them; this one kept them until it knew them too.
        """
        with _session(self._writer) as session:
            connection = session.connection()
            connection.execute(update(writing).values(open=1))
            said = select(op.c.row_uuid).where(tuple_(op.c.tbl, op.c.field).in_(added)).distinct()
            if rows := set(connection.scalars(said)):
                refold.refold(session, rows)
            search.rewrite(session, session.scalars(select(Site.id)).all())
            connection.execute(update(writing).values(open=0))
            session.commit()

    def close(self) -> None:
        """Let go of the file."""
        self._writer.dispose()
        self._reader.dispose()
        self._watch.close()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session that reads one consistent state of the catalogue and cannot write."""
        with told(self.path), _session(self._reader) as session:
            # What stands in memory may answer it: nothing is written that the log does not name.
            session.info["reads"] = True
            yield session

    @contextmanager
    def transaction(self, by: Officer) -> Iterator[Session]:
        """Give a session whose changes and log entry are committed together, or not at all.

        Raises what the block raises, and FileTrouble when the file cannot be written.
        """
        with self._turn, told(self.path), _session(self._writer) as session:
            session.info["by"] = by
            session.info["path"] = self.path
            connection = session.connection()
            self._may_write()
            connection.execute(update(writing).values(open=1))
            yield session
            session.flush()
            written = self._finish(session, by)
            connection.execute(update(writing).values(open=0))
            if written is None:
                session.rollback()
                return
            _commit(session)
            if log.draft(session).starter is None:
                registry.remember(written[0], self.path, written[1])

    @contextmanager
    def merging(self, *, keep: bool = True) -> Iterator[Session]:
        """Give a session that brings in what the log of others says; it writes nothing of its own.

        All is committed together, once no reference leads nowhere; `keep=False` only looks, and
        undoes it all.
        """
        with self._turn, told(self.path), _session(self._writer) as session:
            connection = session.connection()
            self._may_write()
            connection.execute(update(writing).values(open=1))
            yield session
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise RuntimeError("a reference leads nowhere")
            connection.execute(update(writing).values(open=0))
            if not keep:
                session.rollback()
                return
            _commit(session)

    def identify(self, session: Session) -> UUID:
        """Return which copy of the catalogue this is; a file copied, moved or restored is another.

        So is one of which two transactions bear the same number. `session` is one that writes.
        """
        connection = session.connection()
        replica: UUID = connection.execute(select(meta.c.replica_id)).scalar_one()
        known = registry.last_written(replica, self.path)
        stands = known is not None and (
            exchange.is_unwritten(connection, replica)
            if known == ""
            else connection.scalar(select(txn.c.n).where(txn.c.id == known)) is not None
            and not exchange.is_doubled(connection, replica)
        )
        if stands:
            return replica
        made = uuid4()
        connection.execute(update(meta).values(replica_id=made))
        return made

    def known_as(self, replica: UUID) -> None:
        """Note that this file is that copy, though it has not written yet."""
        if not registry.last_written(replica, self.path):
            registry.remember(replica, self.path, "")

    def _may_write(self) -> None:
        # In a folder without write permission SQLite would fail only at its journal.
        if not os.access(self.path, os.W_OK) or not os.access(self.path.parent, os.W_OK):
            raise FileTrouble(self.path, "read_only")

    def _finish(self, session: Session, by: Officer) -> tuple[UUID, str] | None:
        """Bring the derived tables up to date and write the log; None when nothing changed."""
        cells = log.draft(session).cells
        if not cells:
            return None
        connection = session.connection()
        try:
            occupied.refresh(session, cells, merging=log.draft(session).is_fact)
        except IntegrityError as error:
            # A site moved under another, or a decision taken back, onto days that are taken.
            if "no_silent_double" not in str(error.orig):
                raise
            raise Refused("would_double") from error
        search.refresh(session, cells)
        tables = {table for table, _, _ in cells}
        gpkg.touch_layers(
            session.connection(), [layer for table in tables for layer in _LAYERS.get(table, ())]
        )
        author = self._author(session, by)
        identity = log.record(session, author)
        conflicts.refresh(connection, {row for _, row, _ in cells}, only_known=True)
        deleted = {row for _, row, name in cells if name == DELETED}
        if "erasure" in tables:
            deleted |= erasing.apply(connection)
        if deleted or refold.has_unshown(connection):
            # Whether a deleted row stays visible depends on what hangs on it.
            session.flush()
            refold.refold(session, deleted)
        return author.replica, identity

    def _author(self, session: Session, by: Officer) -> log.Author:
        connection = session.connection()
        fixed = log.draft(session).starter
        if fixed is not None:
            return fixed
        replica = self.identify(session)
        now = int(self._clock() * 1000)
        trusted = now >= max(_BUILT_MS, heads.newest_stamp(connection, replica))
        return log.Author(by.name, by.office, replica, now, trusted)

    def data_version(self) -> int:
        """Return a number that changes when anyone commits, this process or another."""
        with told(self.path):
            version: int = self._watch.execute("PRAGMA data_version").fetchone()[0]
            return version

    def backup(self, to: Path) -> None:
        """Copy the catalogue, whole and consistent, beside whoever is writing it."""
        backups.copy(self.path, to)


@contextmanager
def _session(engine: Any) -> Iterator[Session]:
    with Session(engine, expire_on_commit=False) as session:
        event.listen(session, "after_flush", _note)
        event.listen(session, "before_flush", _forbid_removal)
        event.listen(session, "do_orm_execute", _only_what_stands)
        yield session


def _note(session: Session, _context: object) -> None:
    log.note(session)


def _forbid_removal(session: Session, _context: object, _instances: object) -> None:
    if any(isinstance(row, Row) for row in session.deleted):
        raise RuntimeError("a logged row is marked deleted, never removed")


def _only_what_stands(state: ORMExecuteState) -> None:
    """Hide deleted rows from every query, and keep bulk statements away from logged tables."""
    if (state.is_update or state.is_delete or state.is_insert) and _logged(state):
        raise RuntimeError("a bulk statement would change rows behind the log's back")
    if state.is_select and not state.execution_options.get("include_deleted"):
        state.statement = state.statement.options(
            with_loader_criteria(Row, lambda row: row.deleted.is_(False), include_aliases=True)
        )


def _logged(state: ORMExecuteState) -> bool:
    return any(issubclass(mapper.class_, Row) for mapper in state.all_mappers)


def _commit(session: Session) -> None:
    """Commit; a reader that holds the file for a moment is waited for, the work is not undone."""
    for attempt in range(_COMMIT_TRIES):
        try:
            session.connection().exec_driver_sql("COMMIT")
            session.commit()
        except OperationalError as error:
            if "locked" not in str(error.orig) or attempt == _COMMIT_TRIES - 1:
                raise
        else:
            return
