"""The dated copies beside the catalogue: what each holds, and what going back to it would undo."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from scout_app.errors import FileTrouble
from scout_app.model.log import txn
from scout_app.store import backups, engines
from scout_app.store.backups import Why
from scout_app.store.troubles import told

__all__ = ["Copy", "Why", "at_open", "latest", "listing", "make", "undone"]


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy; `sites` and `bookings` are None for one that can no longer be read."""

    file: Path
    why: Why
    at: datetime
    size: int
    sites: int | None
    bookings: int | None


def make(catalogue: Path) -> Path:
    """Make the copy that an officer asked for. Raises FileTrouble."""
    return backups.make(catalogue, Why.ASKED)


def at_open(catalogue: Path, step: Callable[[float], None]) -> Path | None:
    """Copy a catalogue that changed since its last copy, None if it did not; a job for the pool."""
    step(0.0)
    newest = next(iter(backups.listing(catalogue)), None)
    if newest is not None and _transactions(newest.file) == _transactions(catalogue):
        return None
    return backups.make(catalogue, Why.OPEN)


def listing(catalogue: Path, step: Callable[[float], None]) -> tuple[Copy, ...]:
    """Return the copies with what they hold, the last made first; a job for the pool."""
    found: list[Copy] = []
    every = backups.listing(catalogue)
    for one in every:
        step(len(found) / len(every))
        found.append(Copy(one.file, one.why, one.at, one.size, *_held(one.file)))
    return tuple(found)


def latest(catalogue: Path) -> Copy | None:
    """Return the last copy that can be read, for a catalogue that cannot."""
    readable = (one for one in listing(catalogue, lambda _share: None) if one.sites is not None)
    return next(readable, None)


def undone(session: Session, file: Path) -> int:
    """Return how many changes of the catalogue a copy does not hold. Raises FileTrouble."""
    with told(file), closing(engines.connect(file)) as copy:
        known = {identity for (identity,) in copy.execute("SELECT id FROM txn")}
    return sum(identity not in known for identity in session.scalars(select(txn.c.id)))


def _transactions(file: Path) -> frozenset[str]:
    """Return the ids of the transactions of a file; none for one that cannot be read."""
    try:
        with told(file), closing(engines.connect(file)) as base:
            return frozenset(identity for (identity,) in base.execute("SELECT id FROM txn"))
    except FileTrouble:
        return frozenset()


def _held(file: Path) -> tuple[int | None, int | None]:
    """Return how many sites and bookings stand in a file; None for one that cannot be read."""
    count = "SELECT count(*) FROM {} WHERE NOT deleted"
    try:
        with told(file), closing(engines.connect(file)) as base:
            sites, bookings = (
                base.execute(count.format(table)).fetchone()[0] for table in ("site", "booking")
            )
    except FileTrouble:
        return None, None
    return sites, bookings
