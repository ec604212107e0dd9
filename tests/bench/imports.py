"""An import of sites, beside its peer: the same cells given to SQLite by one raw executemany.

The import reads the file, checks every row, writes the log and the full text, in one transaction.

Run: .venv/bin/python tests/bench/imports.py [ROWS]
"""

import csv
import os
import random
import resource
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from scout_app.formats import tables
from scout_app.office import catalogue
from scout_app.office.imports import mapping as mappings
from scout_app.office.imports import run
from tests import catalogues

FIELDS = (
    "reference", "name", "kind", "address", "lat", "lon", "area", "built_area", "clear_height",
    "power_kw", "parking_cars", "parking_trucks", "opened_year", "operator", "website",
    "description",
)  # fmt: skip
WIDTH = 60
"""Columns of the peer's table."""


def written(path: Path, count: int) -> list[tuple[object, ...]]:
    """Write a sheet of so many sites; returns its cells."""
    dice = random.Random(5)
    lines: list[tuple[object, ...]] = [
        (
            f"B-{n:06d}", f"Hangar {n}", dice.choice(("studio", "land", "location")),
            f"{n} chemin du Phare", 43.2 + n / 10**7, 5.1 + n / 10**7, dice.randrange(9_000),
            dice.randrange(4_000), dice.randrange(20), dice.randrange(500), dice.randrange(90),
            dice.randrange(9), 1900 + n % 120, "Régie du port", f"https://example.org/{n}",
            "grand volume sous charpente, accès poids lourds par la cour " * 2,
        )
        for n in range(count)
    ]  # fmt: skip
    with path.open("w", newline="", encoding="utf-8") as file:
        sheet = csv.writer(file, delimiter=";")
        sheet.writerow(FIELDS)
        sheet.writerows(lines)
    return lines


def raw(path: Path, lines: list[tuple[object, ...]]) -> float:
    """Return how many seconds the peer takes."""
    start = time.perf_counter()
    with closing(sqlite3.connect(path)) as base, base:
        base.execute("PRAGMA synchronous=EXTRA")
        names = ", ".join(f"c{n}" for n in range(WIDTH))
        base.execute(f"CREATE TABLE site (n INTEGER PRIMARY KEY, {names})")
        marks = ", ".join("?" * WIDTH)
        rest = (None,) * (WIDTH - len(FIELDS))
        base.executemany(
            f"INSERT INTO site ({names}) VALUES ({marks})",
            ((*line, *rest) for line in lines),
        )
    return time.perf_counter() - start


def main(count: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SCOUT_HOME"] = folder
        source = Path(folder) / "sites.csv"
        lines = written(source, count)
        peer = raw(Path(folder) / "raw.db", lines)
        with closing(catalogue.create(Path(folder) / "imported.gpkg")) as store:
            start = time.perf_counter()
            sheet = tables.read(source)
            mapping = mappings.propose(sheet, "sites", source.stem)
            with store.transaction(catalogues.OFFICER) as session:
                report = run.bring(session, sheet, mapping, date(2027, 1, 4))
            ours = time.perf_counter() - start
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{report.created} sites of {count} rows, {len(report.rejects)} rejected")  # noqa: T201
    print(f"  executemany {peer:7.2f} s")  # noqa: T201
    print(f"  import      {ours:7.2f} s   {ours / peer:5.1f} × the peer, {most:.0f} MB at most")  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
