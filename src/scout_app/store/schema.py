"""The file and its schema: make a new catalogue, recognise one, bring an older one up to date."""

import os
import sqlite3
import uuid
from contextlib import closing
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection, insert, update

from scout_app.errors import FileTrouble, TooNew
from scout_app.model.log import meta, writing
from scout_app.paths import bundled
from scout_app.store import backups, engines, gpkg
from scout_app.store.troubles import told

MAJOR, MINOR = 1, 0
_SUFFIX = ".gpkg"
Columns = frozenset[tuple[str, str]]
"""Columns of a catalogue, each by its table and its name."""


def create(path: Path, catalogue_id: UUID | None = None) -> None:
    """Make an empty catalogue; a file that is already there is never replaced.

    Raises FileTrouble: exists, ending (it must be `.gpkg`), missing folder, read_only, full.
    """
    if path.suffix.lower() != _SUFFIX:
        raise FileTrouble(path, "ending")
    if path.exists():
        raise FileTrouble(path, "exists")
    if not path.parent.is_dir():
        raise FileTrouble(path.parent, "missing")
    part = path.with_name(path.name + ".part")
    with told(path):
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        try:
            _fill(part, catalogue_id or uuid.uuid4())
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)


def _fill(part: Path, catalogue_id: UUID) -> None:
    engine = engines.writer(part)
    with engine.begin() as connection:
        _upgrade(connection)
        connection.execute(insert(writing).values(open=1))
        connection.execute(
            insert(meta).values(
                catalogue_id=catalogue_id,
                replica_id=uuid.uuid4(),
                schema_major=MAJOR,
                schema_minor=MINOR,
            )
        )
        connection.execute(update(writing).values(open=0))
    engine.dispose()


def prepare(path: Path) -> Columns | None:
    """Check that the file is a catalogue of ours, and migrate an older one after a backup.

    Returns the columns that a migration added, None when there was none: what the log says of them
    is then to be shown, and what is derived from the fields made again. Raises FileTrouble or
    TooNew with the file untouched.
    """
    if not path.exists():
        raise FileTrouble(path, "missing")
    if path.is_dir():
        raise FileTrouble(path, "folder")
    with told(path), closing(engines.connect(path)) as connection:
        found = _version(connection, path)
        before = _columns(connection)
    if found not in _known():
        raise TooNew(path, found)
    if found == head():
        return None
    backups.make(path, backups.Why.MIGRATION)
    with told(path):
        _migrate(path)
        with closing(engines.connect(path)) as connection:
            return _columns(connection) - before


def _columns(connection: sqlite3.Connection) -> Columns:
    query = (
        "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c"
        " WHERE m.type = 'table'"
    )
    return frozenset(connection.execute(query))


def _version(connection: sqlite3.Connection, path: Path) -> str:
    """Return the schema's revision, after reading enough to know the file for one of ours."""
    if connection.execute("PRAGMA application_id").fetchone()[0] != gpkg.APPLICATION_ID:
        raise FileTrouble(path, "not_a_catalogue")
    names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    if not {"alembic_version", "txn", "site", "meta"} <= names:
        raise FileTrouble(path, "not_a_catalogue")
    problems = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if problems != "ok":
        raise FileTrouble(path, "damaged", problems)
    revision: str = connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    return revision


def _known() -> tuple[str, ...]:
    """Return the revisions of this Scout, oldest first: the first word of each migration's name."""
    return tuple(sorted(file.name.split("_")[0] for file in _versions()))


def _versions() -> list[Path]:
    return list((bundled("db") / "versions").glob("[0-9]*_*.py"))


def head() -> str:
    """Return the newest revision."""
    return _known()[-1]


def _migrate(path: Path) -> None:
    engine = engines.writer(path)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE writing SET open = 1")
        _upgrade(connection)
        connection.exec_driver_sql("UPDATE writing SET open = 0")
    engine.dispose()


def _upgrade(connection: Connection) -> None:
    # Only here, since an up-to-date catalogue opens without it.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(bundled("db")).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
