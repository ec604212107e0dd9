"""Killed at any moment of a commit, an import, a copy, a migration: nothing said is lost."""

import os
import random
import shutil
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import func, select

from scout_app.model.log import txn
from scout_app.model.sites import Site
from scout_app.model.values import Officer
from scout_app.office import rows
from scout_app.office.imports import mapping, run
from scout_app.store import backups, log, rebuild, schema
from scout_app.store.database import Store
from tests.killing import Say, killed
from tests.sheets import sheet

KILLS = int(os.environ.get("SCOUT_KILLS_EACH", "45"))
BY = Officer("Camille Roux", "Mission cinéma")
ROWS = 25
TODAY = date(2027, 3, 1)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a child is made by fork")


@dataclass(frozen=True)
class Act:
    """What a child does over and over, and what must hold of its file when it was killed."""

    name: str
    do: Callable[[Path, Say], None]
    holds: Callable[[Path, list[str]], None]


# -- what is done ----------------------------------------------------------------------------------


def commit(path: Path, say: Say) -> None:
    """Add, edit and delete sites; say each transaction once it is acknowledged."""
    store = Store(path)
    for turn in range(60):
        with store.transaction(BY) as session:
            site = rows.add(session, "site", {"name": f"Quai {turn}", "kind": "land"})
        say(log.written(session) or "")
        with store.transaction(BY) as session:
            rows.edit(session, site, {"area": str(turn), "looks": "port, nuit"})
        say(log.written(session) or "")
        if turn % 3 == 0:
            with store.transaction(BY) as session:
                rows.delete(session, site, "essai")
            say(log.written(session) or "")


def _bring(store: Store, source: str) -> int:
    table = sheet("nom type", *((f"{source} {n}", "location") for n in range(ROWS)))
    how = mapping.Mapping("sites", source, {"name": "nom", "kind": "type"}, key=("nom",))
    with store.transaction(BY) as session:
        return run.bring(session, table, how, TODAY).created


def bring(path: Path, say: Say) -> None:
    """Import one file after another; say each that came in."""
    store = Store(path)
    for turn in range(20):
        _bring(store, f"essai{turn}")
        say(f"essai{turn}")


def copy(path: Path, say: Say) -> None:
    """Write, then copy the catalogue, over and over onto the same file."""
    store = Store(path)
    for turn in range(40):
        with store.transaction(BY) as session:
            rows.add(session, "site", {"name": f"Quai {turn}", "kind": "land"})
        say(log.written(session) or "")
        store.backup(path.with_suffix(".copy.gpkg"))


def copy_dated(path: Path, say: Say) -> None:
    """Write, then make a dated copy beside the catalogue, over and over; say each copy."""
    store = Store(path)
    for turn in range(20):
        with store.transaction(BY) as session:
            rows.add(session, "site", {"name": f"Quai {turn}", "kind": "land"})
        say(backups.make(path, backups.Why.OPEN).name)


def migrate(path: Path, say: Say) -> None:
    """Open a catalogue of the version before."""
    Store(path)
    say("open")


# -- what must hold --------------------------------------------------------------------------------


def whole(path: Path) -> set[str]:
    """Check a catalogue to the last row; returns its transactions."""
    with closing(sqlite3.connect(path)) as base:
        assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    store = Store(path)
    try:
        with store.reading() as session:
            assert list(rebuild.problems(session)) == []
            return set(session.scalars(select(txn.c.id)))
    finally:
        store.close()


def committed(path: Path, said: list[str]) -> None:
    assert set(said) <= whole(path)


def brought(path: Path, said: list[str]) -> None:
    whole(path)
    store = Store(path)
    for turn in range(len(said) + 1):
        name = f"essai{turn}"
        with store.reading() as session:
            chosen = select(func.count()).select_from(Site).where(Site.name.startswith(f"{name} "))
            there = session.scalar(chosen)
        # All of it came in, or none; what was acknowledged is there, and a retry converges.
        assert there in ((ROWS,) if name in said else (0, ROWS))
        assert _bring(store, name) == ROWS - (there or 0)
    store.close()


def copied(path: Path, said: list[str]) -> None:
    to = path.with_suffix(".copy.gpkg")
    held = whole(path)
    assert set(said) <= held
    if to.exists():
        assert whole(to) <= held
    store = Store(path)
    store.backup(to)
    store.close()
    assert whole(to) == held
    assert not to.with_name(f"{to.name}.part").exists()


def copied_dated(path: Path, said: list[str]) -> None:
    held = whole(path)
    found = [one.file for one in backups.listing(path)]
    # The ten latest stay in any case, and one may have been whole just before it was said.
    assert set(said[-9:]) <= {file.name for file in found}
    assert all(whole(file) <= held for file in found[:2])


def migrated(path: Path, _said: list[str]) -> None:
    whole(path)
    with closing(sqlite3.connect(path)) as base:
        assert base.execute("SELECT version_num FROM alembic_version").fetchone() == (
            schema.head(),
        )
        assert base.execute("SELECT name FROM site").fetchall() == [("Quai d’avant",)]


ACTS = (
    Act("commit", commit, committed),
    Act("import", bring, brought),
    Act("copy", copy, copied),
    Act("dated copy", copy_dated, copied_dated),
    Act("migration", migrate, migrated),
)


def older(path: Path) -> None:
    """Take a catalogue back to the version before, with one site in it."""
    store = Store(path)
    with store.transaction(BY) as session:
        rows.add(session, "site", {"name": "Quai d’avant", "kind": "land"})
    store.close()
    with closing(sqlite3.connect(path)) as base, base:
        base.execute("UPDATE writing SET open = 1")
        base.execute("DROP TABLE permit")
        base.execute("UPDATE alembic_version SET version_num = '0007'")
        base.execute("UPDATE writing SET open = 0")


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.name)
def test_what_was_acknowledged_is_there_and_the_rest_left_no_trace(
    act: Act, blank: Path, tmp_path: Path
) -> None:
    if act.name == "migration":
        older(blank)
    started = time.monotonic()
    _said, died = killed(partial(act.do, Path(shutil.copy(blank, tmp_path / "first.gpkg"))), None)
    assert not died
    # Most of the work falls within the first of many turns.
    longest = min(time.monotonic() - started, 0.4)
    dice, landed, number = random.Random(11), 0, 0
    while landed < KILLS:
        path = Path(shutil.copy(blank, tmp_path / f"k{number}.gpkg"))
        said, died = killed(partial(act.do, path), dice.uniform(0.001, longest))
        act.holds(path, said)
        # A child that was done before it was killed proves little: the next is given less time.
        landed, number = landed + died, number + 1
        longest = longest if died else max(longest * 0.9, 0.004)
