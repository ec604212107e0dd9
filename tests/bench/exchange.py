"""Exchange between offices, beside SQLite's session extension and a copy of the whole file.

One office changes one field each of 1 % of its sites and bookings, a transaction a change, and
sends what the other lacks. The peer records the same changes of the same rows as one changeset: no
author, no cause, no conflict kept. Then what the log adds to a write, and reading all of it again.

Run: .venv/bin/python tests/bench/exchange.py [SITES [BOOKINGS]]
"""

import ctypes
import ctypes.util
import os
import random
import resource
import shutil
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar
from uuid import UUID

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parents[2] / "src"))

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from scout_app.model.base import Row
from scout_app.model.bookings import Booking
from scout_app.model.log import op
from scout_app.model.log import writing as guard
from scout_app.model.sites import Site
from scout_app.office import exchange, rows
from scout_app.store import engines, rebuild
from scout_app.store.database import Store
from tests import catalogues

T = TypeVar("T")
Edit = tuple[type[Row], UUID, str, object]
"""A kind of row, its id, a field and its new value."""
SHARE = 0.01


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """Return what the work gave, and the seconds it took."""
    start = time.perf_counter()
    return work(), time.perf_counter() - start


def say(what: str, figure: str) -> None:
    """Print one line."""
    print(f"{what:52} {figure}", flush=True)  # noqa: T201


def main(sites: int, bookings: int) -> None:
    """Make two offices, change, send, receive, and print."""
    with tempfile.TemporaryDirectory() as name:
        os.environ["SCOUT_HOME"] = name
        folder = Path(name)
        here, took = timed(lambda: catalogues.invented(folder / "here.gpkg", sites, bookings))
        say(f"{sites} sites and {bookings} bookings, logged", f"{took:.1f} s")
        there = first(folder, here)
        before = Path(shutil.copy(here.path, folder / "before.gpkg"))
        edits = chosen(here)
        logged = written(here, edits)
        sent = exchanged(folder, here, there)
        peer = session_extension(before, edits)
        whole = len(zlib.compress(here.path.read_bytes(), 6))
        say("bytes / the changeset's", f"{sent[0] / peer[0]:.1f}")
        say("bytes of the whole file, packed / ours", f"{whole / sent[0]:.0f}")
        say("produce and apply / the changeset's", f"{sent[1] / peer[1]:.1f}")
        say("a change with its log / without", f"{logged / unlogged(before, edits):.2f}")
        read_again(here)
        here.close()
        there.close()
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        say("memory at most", f"{most:.0f} MB")


def first(folder: Path, here: Store) -> Store:
    """Send everything to an office that begins with it, and let the first know what it has."""
    sent, produced = timed(lambda: exchange.send(here, folder, catalogues.OFFICER, full=True))
    say("everything sent", f"{sent.file.stat().st_size / 1e6:.2f} MB in {produced:.1f} s")
    (there, _), took = timed(lambda: exchange.begin(folder / "there.gpkg", sent.file))
    say("everything received by a new office", f"{took:.1f} s")
    exchange.receive(here, exchange.send(there, folder, catalogues.OFFICER).file)
    return there


def chosen(store: Store) -> list[Edit]:
    """Return the changes: the area of 1 % of the sites, the note of 1 % of the bookings."""
    dice = random.Random(7)
    with store.reading() as session:
        sites = session.scalars(select(Site.id).order_by(Site.n)).all()
        bookings = session.scalars(select(Booking.id).order_by(Booking.n)).all()
    step = round(1 / SHARE)
    return [
        *((Site, row, "area", dice.randrange(50, 60_000)) for row in sites[::step]),
        *((Booking, row, "note", " ".join(dice.choices(catalogues.SAID, k=4)))
          for row in bookings[::step]),
    ]  # fmt: skip


def written(store: Store, edits: Sequence[Edit]) -> float:
    """Make the changes as an officer does, one transaction each; returns the seconds of one."""

    def change() -> None:
        for _kind, row, field, value in edits:
            with store.transaction(catalogues.OFFICER) as session:
                rows.edit(session, row, {field: str(value)})

    took = timed(change)[1] / len(edits)
    say(f"{len(edits)} changes, each its transaction", f"{took * 1000:.1f} ms each")
    return took


def exchanged(folder: Path, here: Store, there: Store) -> tuple[int, float]:
    """Send what the other lacks, and receive it; returns the bytes, and the seconds of both."""
    sent, produced = timed(lambda: exchange.send(here, folder, catalogues.OFFICER))
    size = sent.file.stat().st_size
    _, applied = timed(lambda: exchange.receive(there, sent.file))
    say("changes sent", f"{size / 1000:.1f} kB, {produced * 1000:.0f} ms")
    say("changes received", f"{applied * 1000:.0f} ms")
    return size, produced + applied


def unlogged(path: Path, edits: Sequence[Edit]) -> float:
    """Make the same changes through the mapper, committed alike, without a log; seconds of one."""
    engine = engines.writer(path)

    def change() -> None:
        for kind, row, field, value in edits:
            with Session(engine) as session:
                session.execute(update(guard).values(open=1))
                found = session.scalars(select(kind).where(kind.id == row)).one()
                setattr(found, field, value)
                session.flush()
                session.execute(update(guard).values(open=0))
                session.commit()

    took = timed(change)[1] / len(edits)
    engine.dispose()
    say("the same through the mapper, without a log", f"{took * 1000:.1f} ms each")
    return took


def read_again(store: Store) -> None:
    """Fold everything from the log and compare it with the tables, as `check` does."""
    with store.reading() as session:
        ops = session.scalar(select(func.count()).select_from(op)) or 0
        problems, took = timed(lambda: list(rebuild.problems(session)))
    assert problems == []
    say("read again from the log and compared", f"{took / ops * 1e5:.1f} s for 100,000 of {ops}")


# -- the peer ----------------------------------------------------------------------------------


def session_extension(path: Path, edits: Sequence[Edit]) -> tuple[int, float]:
    """Record the changes, apply them to a copy; returns the bytes and the seconds of both."""
    library = ctypes.CDLL(ctypes.util.find_library("sqlite3"))
    other = Path(shutil.copy(path, path.with_name("other.gpkg")))
    changed = Path(shutil.copy(path, path.with_name("changed.gpkg")))
    base, copy = (_opened(library, file) for file in (changed, other))
    recorded = ctypes.c_void_p()
    _done(library.sqlite3session_create(base, b"main", ctypes.byref(recorded)))
    _done(library.sqlite3session_attach(recorded, None))
    for kind, row, field, value in edits:
        said = f"UPDATE {kind.__tablename__} SET {field} = '{value}' WHERE id = '{row}'"
        _run(library, base, said)
    size, data = ctypes.c_int(), ctypes.c_void_p()
    made = library.sqlite3session_changeset
    _, produced = timed(lambda: made(recorded, ctypes.byref(size), ctypes.byref(data)))
    packed, packing = timed(lambda: zlib.compress(ctypes.string_at(data, size.value), 6))
    met = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)(
        lambda _context, _why, _changes: 1
    )
    _, applied = timed(
        lambda: _done(library.sqlite3changeset_apply(copy, size, data, None, met, None))
    )
    say("the changeset of SQLite's session extension", f"{len(packed) / 1000:.1f} kB, "
        f"{(produced + packing) * 1000:.0f} ms, applied in {applied * 1000:.0f} ms")  # fmt: skip
    library.sqlite3session_delete(recorded)
    for one in (base, copy):
        library.sqlite3_close(one)
    return len(packed), produced + packing + applied


def _opened(library: ctypes.CDLL, path: Path) -> ctypes.c_void_p:
    base = ctypes.c_void_p()
    _done(library.sqlite3_open(str(path).encode(), ctypes.byref(base)))
    _run(library, base, "PRAGMA synchronous=EXTRA; UPDATE writing SET open = 1")
    return base


def _run(library: ctypes.CDLL, base: ctypes.c_void_p, statement: str) -> None:
    _done(library.sqlite3_exec(base, statement.encode(), None, None, None))


def _done(code: int) -> None:
    if code:
        raise RuntimeError(f"SQLite says {code}")


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:3] or ("10000", "100000")))
