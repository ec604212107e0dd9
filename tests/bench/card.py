"""Opening the card of a site, beside its peer: one SELECT of the same row by its primary key.

Run: .venv/bin/python tests/bench/card.py [SITES]
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from sqlalchemy import text

from scout_app.model.base import slug_id
from scout_app.office import rows, sites
from tests import catalogues

ROUNDS = 200


def main(count: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SCOUT_HOME"] = folder
        store = catalogues.invented(Path(folder) / "many.gpkg", count)
        peer, card, edit = [], [], []
        for n in range(ROUNDS):
            site = slug_id("site", str(n * 7 % count))
            with store.reading() as session:
                start = time.perf_counter()
                session.connection().execute(
                    text("SELECT * FROM site WHERE id = :id"), {"id": str(site)}
                ).all()
                peer.append(time.perf_counter() - start)
                start = time.perf_counter()
                sites.card(session, site)
                card.append(time.perf_counter() - start)
            start = time.perf_counter()
            with store.transaction(catalogues.OFFICER) as session:
                rows.edit(session, site, {"opened_year": str(1900 + n)})
            edit.append(time.perf_counter() - start)
        store.close()
    base = statistics.median(peer) * 1000
    print(f"{count} sites, ms, median / p95")  # noqa: T201
    for name, taken in (("one SELECT", peer), ("card", card), ("edit and log", edit)):
        median, high = statistics.median(taken) * 1000, statistics.quantiles(taken, n=20)[-1] * 1000
        print(f"  {name:14} {median:8.2f} / {high:8.2f}   {median / base:6.1f} × the peer")  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
