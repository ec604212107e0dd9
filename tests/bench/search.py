"""Search as you type, beside its peer: LIKE '%…%' ORDER BY name over the same rows.

Run: .venv/bin/python tests/bench/search.py [SITES]
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from sqlalchemy import text

from scout_app.office import sites
from scout_app.office.sites import SiteQuery
from scout_app.store import search
from tests import catalogues

TYPED = ("q", "qu", "qua", "quai", "quai h", "quai ha", "hangar", "lumière", "lumiere nord", "zzz")
ROUNDS = 20


def timed(work: Callable[[str], object]) -> tuple[float, float]:
    """Return the median and the 95th percentile over all keystrokes, in ms."""
    taken = []
    for _ in range(ROUNDS):
        for typed in TYPED:
            start = time.perf_counter()
            work(typed)
            taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken), statistics.quantiles(taken, n=20)[-1]


def main(count: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SCOUT_HOME"] = folder
        store = catalogues.invented(Path(folder) / "many.gpkg", count)
        with store.reading() as session:
            connection = session.connection()
            like = text(
                "SELECT n FROM site WHERE name || ' ' || coalesce(description, '') LIKE :typed"
                " ORDER BY name LIMIT 50"
            )
            peer = timed(lambda t: connection.execute(like, {"typed": f"%{t}%"}).all())
            index = timed(lambda t: search.numbers(connection, t))
            page = timed(lambda t: sites.search(session, SiteQuery(text=t, limit=50)))
        store.close()
    print(f"{count} sites, ms a keystroke, median / p95")  # noqa: T201
    for name, (median, high) in (("LIKE peer", peer), ("index", index), ("whole answer", page)):
        ratio = peer[0] / median
        print(f"  {name:14} {median:8.2f} / {high:8.2f}   {ratio:6.1f} × the peer")  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
