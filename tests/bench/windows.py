"""Free windows over years of bookings, beside one SQL query and a loop over rows in Python.

First the kernel alone, over rows in memory; then the whole answer of the office over a real
catalogue with as many bookings, written straight into its tables.
Run: .venv/bin/python tests/bench/windows.py [SITES [BOOKINGS]]
"""

import cProfile
import os
import pstats
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID, uuid4

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parents[2] / "src"))

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from scout_app.model.people import Office
from scout_app.model.productions import Production
from scout_app.model.sites import Site
from scout_app.model.values import Period
from scout_app.office import free_windows
from scout_app.office.free_windows import Wanted
from scout_app.rules import windows
from scout_app.store.database import Store
from tests import catalogues

FIRST = date(2027, 1, 1)
DAYS = 3653
ROUNDS = 7


def timed(work: Callable[[], object]) -> float:
    """Return the median time of a question, in ms."""
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


Row = tuple[int, int, int]
"""A site, and the first and last day of a booking, all counted from 0."""


def invented(sites: int, count: int) -> list[Row]:
    """Return as many bookings, the same at every run."""
    dice = random.Random(1)
    rows = []
    for _ in range(count):
        first = dice.randrange(DAYS)
        rows.append((dice.randrange(sites), first, min(first + dice.randint(0, 4), DAYS - 1)))
    return rows


def main(sites: int, count: int) -> None:
    """Measure the kernel, then the whole answer, and print."""
    rows = invented(sites, count)
    sql = kernel(sites, rows)
    whole(sites, rows, sql)


def kernel(sites: int, rows: list[Row]) -> float:  # noqa: C901 (three ways, side by side)
    """Measure and print; all three give the same sites. Returns the ms of the SQL query."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE occupied (site INTEGER, first INTEGER, last INTEGER)")
    base.executemany("INSERT INTO occupied VALUES (?, ?, ?)", rows)
    base.execute("CREATE INDEX ix ON occupied (site, first, last)")
    base.execute("CREATE TABLE site (n INTEGER PRIMARY KEY)")
    base.executemany("INSERT INTO site VALUES (?)", ((n,) for n in range(sites)))
    start = time.perf_counter()
    columns = np.array(rows, dtype=np.int64).T
    bits = windows.painted(columns[0], columns[1], columns[2], sites, DAYS)
    print(f"build {time.perf_counter() - start:.2f} s, {bits.nbytes / 1e6:.1f} MB")  # noqa: T201
    low, high, wanted = 1200, 1290, 10

    def by_sql() -> set[int]:
        gaps = base.execute(
            "WITH held AS (SELECT site, first, max(last) OVER (PARTITION BY site ORDER BY first"
            " ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before FROM occupied"
            " WHERE first < ? AND last >= ?)"
            " SELECT site FROM held WHERE first - max(coalesce(before, ?), ?) > ?"
            " UNION SELECT site FROM occupied WHERE first < ? AND last >= ? GROUP BY site"
            " HAVING ? - max(last) > ?"
            " UNION SELECT n FROM site WHERE n NOT IN"
            " (SELECT site FROM occupied WHERE first < ? AND last >= ?)",
            (high, low, low - 1, low - 1, wanted, high, low, high, wanted, high, low),
        )
        return {site for (site,) in gaps}

    def by_loop() -> set[int]:
        held = defaultdict(list)
        chosen = base.execute(
            "SELECT site, first, last FROM occupied WHERE first < ? AND last >= ? ORDER BY first",
            (high, low),
        )
        for site, first, last in chosen:
            held[site].append((first, last))
        found = set()
        for site in range(sites):
            free_from = low
            for first, last in (*held.get(site, ()), (high, high)):
                if first - free_from >= wanted:
                    found.add(site)
                free_from = max(free_from, last + 1)
        return found

    def by_bits() -> set[int]:
        runs = windows.starts(bits[low:high], wanted)
        return set(np.flatnonzero(windows.any_day(runs, sites)).tolist())

    assert by_sql() == by_loop() == by_bits()

    def ask() -> object:
        return windows.any_day(windows.starts(bits[low:high], wanted), sites)

    sql, loop, picture = timed(by_sql), timed(by_loop), timed(ask)
    print(f"{sites} sites, {len(rows)} bookings, any {wanted} days in {high - low}, ms")  # noqa: T201
    for name, took in (("SQL", sql), ("Python loop", loop), ("columns", picture)):
        print(f"  {name:12} {took:9.3f}   {took / picture:8.0f} × the columns")  # noqa: T201
    days = np.zeros(DAYS, dtype=bool)
    patch = timed(lambda: windows.put(bits, sites // 2, days))
    print(f"  one site patched {patch:.3f} ms; {timedelta(days=DAYS).days} days")  # noqa: T201
    return sql


def whole(sites: int, rows: list[Row], sql: float) -> None:
    """Measure the office's answer over a catalogue: the picture made once, then asked."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SCOUT_HOME"] = folder
        store = catalogues.invented(Path(folder) / "many.gpkg", sites)
        fill(store, rows)
        with store.reading() as session:
            ask(session, sql)
        store.close()


def ask(session: Session, sql: float) -> None:
    """Ask what the kernel was asked, and for ten days in eleven, where most sites are held and the
    first fifty are told why, as the window does."""
    low = FIRST + timedelta(days=1200)
    start = time.perf_counter()
    for said, length, explain in (("as the kernel", 90, 0), ("50 explained", 11, 50)):
        wanted = Wanted(Period(low, low + timedelta(days=length - 1)), 10)

        def answer(wanted: Wanted = wanted, explain: int = explain) -> free_windows.Found:
            return free_windows.find(
                session, wanted, today=FIRST, include_unoffered=True, explain=explain
            )

        found = answer()
        if not explain:
            print(f"whole answer: picture made in {time.perf_counter() - start:.1f} s")  # noqa: T201
        took = timed(answer)
        held = f"{len(found.free)} free, {found.held_count} held"
        print(f"  {said}, {held}: {took:.1f} ms, SQL / this {sql / took:.1f}")  # noqa: T201
        profile = cProfile.Profile()
        profile.runcall(answer)
        pstats.Stats(profile).sort_stats("cumulative").print_stats("scout_app", 9)


def fill(store: Store, rows: list[Row]) -> None:
    """Write confirmed bookings straight into the tables: neither the log nor the rules see them."""
    with store.transaction(catalogues.OFFICER) as session:
        office, production = uuid4(), uuid4()
        session.add(Office(id=office, name="Banc"))
        session.add(Production(id=production, title="Banc", reference="B"))
        session.flush()
        ids = list(session.scalars(select(Site.id).order_by(Site.n)))
        raw = session.connection().connection.cursor()
        raw.executemany(
            "INSERT INTO booking (id, deleted, site_id, production_id, office_id, officer,"
            " asked_at) VALUES (?, 0, ?, ?, ?, 'Banc', '2026-01-01 00:00:00.000000')",
            [(str(UUID(int=n)), str(ids[row[0]]), str(production), str(office))
             for n, row in enumerate(rows)],
        )  # fmt: skip
        raw.executemany(
            "INSERT INTO span (id, deleted, booking_id, first_day, last_day, state, day_type)"
            " VALUES (?, 0, ?, ?, ?, 'confirmed', 'shoot')",
            [(str(UUID(int=n)), str(UUID(int=n)), _day(row[1]), _day(row[2]))
             for n, row in enumerate(rows)],
        )  # fmt: skip


def _day(n: int) -> str:
    return (FIRST + timedelta(days=n)).isoformat()


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    main(given[0] if given else 10_000, given[1] if len(given) > 1 else 1_000_000)
