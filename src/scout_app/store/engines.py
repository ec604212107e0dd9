"""SQLite connections as the house wants them: one engine that writes, one that can only read."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, Table, create_engine, event
from sqlalchemy.pool import QueuePool

BUSY_S = 5.0

_BOTH = (
    "PRAGMA foreign_keys=ON",
    "PRAGMA synchronous=EXTRA",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA mmap_size=0",
)
# A cache that spills takes the exclusive lock in the middle of a transaction and stops the readers.
_WRITER = ("PRAGMA cache_spill=OFF", "PRAGMA secure_delete=ON")
_READER = ("PRAGMA query_only=ON",)


def writer(path: Path) -> Engine:
    """Return the engine of the one thread that writes; its transactions begin IMMEDIATE."""
    return _engine(path, (*_BOTH, *_WRITER), "BEGIN IMMEDIATE")


def reader(path: Path) -> Engine:
    """Return the engine of those who read; it refuses every write."""
    return _engine(path, (*_BOTH, *_READER), "BEGIN")


def connect(path: Path) -> sqlite3.Connection:
    """Open an existing file; opening never creates one where the catalogue was moved away."""
    address = f"file:{quote(str(path.resolve()), safe='/:')}?mode=rw"
    return sqlite3.connect(
        address, uri=True, timeout=BUSY_S, isolation_level=None, check_same_thread=False
    )


def insert(connection: Connection, table: Table, rows: Sequence[tuple[object, ...]]) -> None:
    """Insert rows whose values are as SQLite keeps them, in the order of the table's columns.

    One prepared statement, with nothing done to each value on the way: for rows by the million.
    """
    if rows:
        marks = ", ".join("?" * len(table.columns))
        connection.exec_driver_sql(f"INSERT INTO {table.name} VALUES ({marks})", list(rows))


def _engine(path: Path, pragmas: tuple[str, ...], begin: str) -> Engine:
    engine = create_engine("sqlite://", creator=lambda: connect(path), poolclass=QueuePool)

    @event.listens_for(engine, "connect")
    def _settle(connection: Any, _record: Any) -> None:
        for pragma in pragmas:
            connection.execute(pragma)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
