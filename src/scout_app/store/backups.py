"""Copies of a catalogue beside it: named by why and when, checked, thinned as they grow old."""

import os
import re
import sqlite3
import time
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from sqlalchemy.orm import Session

from scout_app.errors import FileTrouble, Refused
from scout_app.rules import thinning
from scout_app.store import engines
from scout_app.store.troubles import told

_STAMP = "%Y%m%d-%H%M%S-%f"
_NAME = re.compile(r"([a-z-]+)-(\d{8}-\d{6}-\d{6})\.gpkg")
_LEFT = re.compile(rf"{_NAME.pattern}\.part(-journal)?")
_CUT_SHORT_S = 3_600
"""Seconds without a write after which nobody can still be making a copy."""
_COUNTED = ("txn", "op", "site", "booking")


class Why(StrEnum):
    """What a copy was made for."""

    OPEN = "open"
    ASKED = "asked"
    IMPORT = "before-import"
    RECEPTION = "before-receive"
    MIGRATION = "before-migration"
    RESTORE = "before-restore"


_THINNED = frozenset({Why.OPEN, Why.IMPORT, Why.RECEPTION})
"""The others are few, and each was promised to somebody."""


@dataclass(frozen=True, slots=True)
class Backup:
    """One dated copy; `size` in bytes."""

    file: Path
    why: Why
    at: datetime
    size: int


def folder_of(catalogue: Path) -> Path:
    """Return the folder of a catalogue's copies, there or not."""
    return catalogue.with_suffix(".backups")


def make(catalogue: Path, why: Why) -> Path:
    """Copy a catalogue beside itself, checked; then let go of what too many old copies hold.

    Raises FileTrouble when there is no room or no right to write.
    """
    to = new_file(catalogue, why)
    _sweep(to.parent)
    copy(catalogue, to)
    if why in _THINNED:
        _thin(catalogue)
    return to


def before(session: Session, why: Why) -> None:
    """Copy the catalogue as it stands before the transaction under way, which may only begin.

    Raises FileTrouble: what cannot be taken back from a copy is not begun.
    """
    make(session.info["path"], why)


def new_file(catalogue: Path, why: Why) -> Path:
    """Return the file of a copy to be made now, its folder made."""
    folder = folder_of(catalogue)
    with told(folder):
        folder.mkdir(exist_ok=True, mode=0o700)
    return folder / f"{why}-{datetime.now(UTC):{_STAMP}}.gpkg"


def listing(catalogue: Path) -> tuple[Backup, ...]:
    """Return the dated copies, the last made first; other files of the folder are not ours."""
    found = []
    for file in folder_of(catalogue).glob("*.gpkg"):
        named = _NAME.fullmatch(file.name)
        if named and named[1] in set(Why):
            at = datetime.strptime(named[2], _STAMP).replace(tzinfo=UTC)
            found.append(Backup(file, Why(named[1]), at, file.stat().st_size))
    return tuple(sorted(found, key=lambda one: one.at, reverse=True))


def everything(catalogue: Path) -> tuple[Path, ...]:
    """Return every file that may hold rows: the copies, and what those cut short left behind."""
    return tuple(sorted(folder_of(catalogue).glob("*.gpkg*")))


def _sweep(folder: Path) -> None:
    """Let go of what copies left behind that were cut short, by a kill or a power cut."""
    ended = time.time() - _CUT_SHORT_S
    for file in folder.iterdir():
        if _LEFT.fullmatch(file.name):
            with suppress(OSError):
                if file.stat().st_mtime < ended:
                    file.unlink()


def _thin(catalogue: Path) -> None:
    made = [one for one in listing(catalogue) if one.why in _THINNED]
    kept = thinning.kept([one.at for one in made], datetime.now(UTC))
    for one in made:
        if one.at not in kept:
            with suppress(OSError):
                one.file.unlink()


def copy(path: Path, to: Path) -> None:
    """Copy a catalogue by SQLite's backup as `to.part` first, opened again and compared.

    `to` may exist. Raises FileTrouble as the disk says, damaged when the copy is not as the file.
    """
    if to.resolve() == path.resolve():
        raise Refused("disk_backup")
    part = to.with_name(to.name + ".part")
    with told(to):
        part.unlink(missing_ok=True)
        try:
            with closing(engines.connect(path)) as source, closing(sqlite3.connect(part)) as target:
                # One reading of the file: nobody commits between the counting and the copying.
                source.execute("BEGIN")
                held = counts(source)
                source.backup(target)
                target.execute("PRAGMA journal_mode=DELETE")
            part.chmod(0o600)
            _sync(part)
            with closing(engines.connect(part)) as made:
                sound = made.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
                if not sound or counts(made) != held:
                    raise FileTrouble(path, "damaged")
            part.replace(to)
        finally:
            part.unlink(missing_ok=True)


def counts(connection: sqlite3.Connection) -> Mapping[str, int]:
    """Return how many rows there are of transactions, changes, sites and bookings."""
    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    return {
        table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in _COUNTED
        if table in there
    }


def _sync(file: Path) -> None:
    with file.open("rb") as handle:
        os.fsync(handle.fileno())
