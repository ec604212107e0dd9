"""Search as you type, beside its peers: LIKE '%…%' ORDER BY name, and a plain loop over objects.

Run: .venv/bin/python tests/bench/search.py [SITES …]     (10000 100000 1000000 when not said)

The rows are written straight into the tables, for a million sites through the log would take an
hour; nothing else differs from a catalogue that officers made. `at once` is the answer to a key,
`whole` the one that follows when the officer stops typing, asked anew each time.
"""

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from sqlalchemy import insert, text, update

from scout_app.model.base import slug_id
from scout_app.model.log import writing
from scout_app.model.sites import Site
from scout_app.model.values import Position
from scout_app.office import catalogue, site_facets, site_reading, sites
from scout_app.office.site_columns import Columns
from scout_app.office.sites import SiteQuery
from scout_app.store import engines
from scout_app.store.database import Store
from scout_app.wording.values import folded
from tests.catalogues import KINDS, SAID, WORDS

TYPED = ("q", "qu", "qua", "quai", "quai h", "quai ha", "hangar", "lumière", "lumiere nord", "zzz")
ROUNDS = 6
HERE = Position(43.4, 5.05)
SITE, COMMUNE = Site.metadata.tables["site"], Site.metadata.tables["commune"]


def filled(path: Path, count: int) -> Store:
    """Make a catalogue of so many sites, written straight into its tables."""
    catalogue.create(path).close()
    chance = random.Random(13)
    engine = engines.writer(path)
    with engine.begin() as connection:
        connection.execute(update(writing).values(open=1))
        connection.execute(
            insert(COMMUNE),
            [{"id": slug_id("commune", str(n)), "insee": f"13{n:03d}", "deleted": False,
              "name": f"{chance.choice(WORDS).title()}-{n}"} for n in range(40)],
        )  # fmt: skip
        rows = (_row(n, chance) for n in range(1, count + 1))
        while part := list(islice(rows, 20_000)):
            connection.execute(insert(SITE), part)
            connection.execute(_INDEX, [
                {"n": row["n"], "name": row["name"], "place": row["reference"],
                 "words": row["description"]} for row in part
            ])  # fmt: skip
        connection.execute(update(writing).values(open=0))
    engine.dispose()
    return Store(path)


_INDEX = text("INSERT INTO site_text(rowid, name, place, words) VALUES (:n, :name, :place, :words)")


def _row(n: int, chance: random.Random) -> dict[str, object]:
    return {
        "n": n, "id": slug_id("site", str(n)), "deleted": False, "reference": f"INV-{n:05d}",
        "name": f"{chance.choice(WORDS).title()} {chance.choice(WORDS)} {n}",
        "kind": chance.choice(KINDS), "status": "in_service", "confidentiality": "public",
        "commune": f"13{chance.randrange(40):03d}", "area": chance.randrange(50, 60_000),
        "lat": 433_000_000 + chance.randrange(-2_500_000, 4_000_000),
        "lon": 54_000_000 + chance.randrange(-5_000_000, 4_000_000),
        "position_precision": "site", "description": " ".join(chance.choices(SAID, k=40)),
    }  # fmt: skip


def timed(work: Callable[[str], object], rounds: int = ROUNDS) -> tuple[float, float]:
    """Return the median and the 95th percentile over all keystrokes, in ms."""
    taken = [once(work, typed) for _ in range(rounds) for typed in TYPED]
    return statistics.median(taken), statistics.quantiles(taken, n=20)[-1]


def once(work: Callable[..., object], *args: object) -> float:
    """Return how long one call takes, in ms."""
    start = time.perf_counter()
    work(*args)
    return (time.perf_counter() - start) * 1000


def measured(store: Store, count: int) -> Iterator[tuple[str, tuple[float, float]]]:
    """Go through what is measured: its name, median and 95th percentile."""
    rounds = ROUNDS if count <= 100_000 else 2
    with store.reading() as session:
        connection = session.connection()
        like = text(
            "SELECT n FROM site WHERE name || ' ' || coalesce(description, '') LIKE :typed"
            " ORDER BY name LIMIT 50"
        )
        yield "LIKE", timed(lambda t: connection.execute(like, {"typed": f"%{t}%"}).all(), rounds)
        objects = connection.execute(text("SELECT n, name, description FROM site")).all()
        texts = [(row, f" {folded(f'{row[1]} {row[2]}')}") for row in objects[:100_000]]
        share = count / len(texts)
        loop = timed(lambda t: _loop(texts, t), 1)
        yield "plain loop", (loop[0] * share, loop[1] * share)
        reading = once(site_reading.columns, session)
        yield "read once", (reading, reading)
        known = site_reading.columns(session)
        print(f"  {known.nbytes / count:.0f} bytes a site")  # noqa: T201
        yield "at once", timed(lambda t: sites.search(session, SiteQuery(text=t), at_once=True))

        def whole(typed: str) -> None:
            known.hits.clear()
            sites.search(session, SiteQuery(text=typed))

        yield "whole", timed(whole, rounds)
        everything = SiteQuery(offered_only=True, kinds=frozenset({"land"}))
        yield "facets alone", timed(lambda _t: _facets(known, everything), rounds)
        for km in (3, 30):
            yield f"{km} km around", timed(partial(_around, known, km), rounds)
        yield "whole, nothing typed", timed(lambda _t: sites.search(session, SiteQuery()), rounds)


def _loop(texts: Sequence[tuple[object, str]], typed: str) -> list[object]:
    words = [f" {word}" for word in folded(typed).split()]
    return [row for row, said in texts if all(word in said for word in words)]


def _facets(known: Columns, query: SiteQuery) -> None:
    counted = site_facets.Counted(known, known.standing, query, None)
    counted.kinds(), counted.communes(), counted.areas(), counted.kept()


def _around(known: Columns, km: float, _typed: str) -> None:
    known.distances.clear()
    site_facets.near(known, known.standing, SiteQuery(near=HERE, within_km=km))


def main(sizes: list[int]) -> None:
    """Measure and print."""
    first: dict[str, float] = {}
    for count in sizes:
        with tempfile.TemporaryDirectory() as folder:
            os.environ["SCOUT_HOME"] = folder
            store = filled(Path(folder) / "many.gpkg", count)
            print(f"{count} sites, ms a keystroke, median / p95")  # noqa: T201
            peer = 0.0
            for name, (median, high) in measured(store, count):
                peer = peer or median
                growth = high / first.setdefault(name, high)
                print(  # noqa: T201
                    f"  {name:20} {median:9.2f} / {high:9.2f}   {peer / median:7.1f} × LIKE"
                    f"   grown {growth:6.1f} ×"
                )
            store.close()


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [10_000, 100_000, 1_000_000])
