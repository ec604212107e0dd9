"""This PC's private registry of the replicas it writes, so that a copied file becomes a new one."""

import logging
import sqlite3
from contextlib import closing
from pathlib import Path
from uuid import UUID

from scout_app import paths

BUSY_S = 5.0
_log = logging.getLogger(__name__)
_TABLE = "CREATE TABLE IF NOT EXISTS replica (id TEXT PRIMARY KEY, path TEXT, txn TEXT)"


def _open() -> sqlite3.Connection:
    connection = sqlite3.connect(paths.state_folder() / "replicas.sqlite", timeout=BUSY_S)
    # Losing an entry only mints one more replica id, so no commit waits for this disk write.
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute(_TABLE)
    return connection


def last_written(replica: UUID, catalogue: Path) -> str | None:
    """Return the last transaction this PC wrote as `replica` in that very file.

    None when it never did: the file is new here, was copied from elsewhere or was moved.
    """
    with closing(_open()) as connection:
        found = connection.execute(
            "SELECT txn FROM replica WHERE id = ? AND path = ?",
            (str(replica), str(catalogue.resolve())),
        ).fetchone()
    return found[0] if found else None


def remember(replica: UUID, catalogue: Path, txn: str) -> None:
    """Note that `txn` was committed as `replica` in that file.

    What was committed stays so where this cannot be noted: on a full disk, or in a busy moment.
    """
    try:
        with closing(_open()) as connection, connection:
            connection.execute(
                "INSERT OR REPLACE INTO replica VALUES (?, ?, ?)",
                (str(replica), str(catalogue.resolve()), txn),
            )
    except (sqlite3.Error, OSError) as error:
        _log.warning("the registry of copies was not written: %s", error)
