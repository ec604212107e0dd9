"""Killed at any moment of a reception: what was acknowledged is there, a retry converges."""

import os
import random
import shutil
import sys
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select

from scout_app.bundle import reading
from scout_app.model.log import txn
from scout_app.office import exchange, rows
from scout_app.store import log
from scout_app.store.database import Store
from tests.killing import Say, killed
from tests.office.exchange.conftest import Desk, World, no_silent_double

KILLS = int(os.environ.get("SCOUT_KILLS", "30"))

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a child is made by fork")


def child(path: Path, bundle: Path, desk: Desk, say: Say) -> None:
    """Work, say what was committed, receive, work again."""
    store = Store(path)
    for turn in range(20):
        with store.transaction(desk.officer) as session:
            rows.add(session, "site", {"name": f"Local {turn}", "kind": "stage"})
        say(log.written(session) or "")
        if turn == 1:
            found = exchange.receive(store, bundle, agreed=True)
            say(f"received {found.applied}")


def test_whatever_was_acknowledged_survives_and_a_retry_converges(world: World) -> None:
    arles, martigues = world.offices(2)
    for number in range(12):
        site = arles.write(rows.add, "site", {"name": f"Quai {number}", "kind": "stage"})
        arles.write(rows.edit, site, {"area": str(number), "looks": "port, nuit"})
    bundle = arles.send(full=True)
    before = martigues.store.path
    martigues.store.close()
    arles.store.close()
    dice, counted = random.Random(5), {"cut": 0, "received": 0}
    for number in range(KILLS):
        path = Path(shutil.copy(before, world.folder / f"k{number}.gpkg"))
        work = partial(child, path, bundle, martigues)
        said, _died = killed(work, dice.uniform(0.005, 0.25))
        received = any(line.startswith("received") for line in said)
        counted["received" if received else "cut"] += 1
        desk = Desk(Store(path), martigues.officer, world.folder / f"m{number}")
        try:
            held = desk.read(lambda s: set(s.scalars(select(txn.c.id))))
            assert {line for line in said if " " not in line} <= held
            assert desk.problems() == []
            news = {one.id for one in reading.read(bundle).transactions}
            # All of it came in, or none.
            assert len(news & held) in (0, len(news))
            if received:
                assert news <= held
            again = desk.receive(bundle)
            assert again.applied == (0 if news <= held else len(news))
            assert desk.problems() == []
            desk.read(no_silent_double)
            whole = desk.dump()
            assert desk.receive(bundle).applied == 0
            assert desk.dump() == whole
        finally:
            desk.store.close()
    arles.store, martigues.store = Store(arles.store.path), Store(before)
    assert counted["cut"] > KILLS // 4
