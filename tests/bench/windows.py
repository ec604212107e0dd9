"""Free windows over years of bookings, beside one SQL query and a loop over rows in Python.

Run: .venv/bin/python tests/bench/windows.py [SITES [BOOKINGS]]
"""

import random
import sqlite3
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "src"))

import numpy as np

from scout_app.rules import windows

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


def main(sites: int, count: int) -> None:  # noqa: C901 (three ways, side by side)
    """Measure and print; all three give the same sites."""
    dice = random.Random(1)
    rows = []
    for _ in range(count):
        first = dice.randrange(DAYS)
        rows.append((dice.randrange(sites), first, min(first + dice.randint(0, 4), DAYS - 1)))
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
    print(f"{sites} sites, {count} bookings, any {wanted} days in {high - low}, ms")  # noqa: T201
    for name, took in (("SQL", sql), ("Python loop", loop), ("columns", picture)):
        print(f"  {name:12} {took:9.3f}   {took / picture:8.0f} × the columns")  # noqa: T201
    days = np.zeros(DAYS, dtype=bool)
    patch = timed(lambda: windows.put(bits, sites // 2, days))
    print(f"  one site patched {patch:.3f} ms; {timedelta(days=DAYS).days} days")  # noqa: T201


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    main(given[0] if given else 10_000, given[1] if len(given) > 1 else 1_000_000)
