"""Random work, files in any order, repeated, late or never: all offices say the same at last."""

import os
import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from scout_app.errors import ScoutError
from scout_app.model.base import Row
from scout_app.model.bookings import Booking
from scout_app.model.productions import Production
from scout_app.model.sites import Site
from scout_app.model.values import Period, State
from scout_app.office import bookings, exchange, history, rows
from scout_app.office.bookings import WantedSpan
from scout_app.office.exchange import Choice, clashing
from tests.office.exchange.conftest import Desk, World, no_silent_double

HISTORIES = int(os.environ.get("SCOUT_FILE_HISTORIES", "500"))
TODAY = date(2027, 3, 1)
BATCHES = 20
"""So that both cores share the work."""
YEAR_S = 365 * 24 * 3600
CLOCKS_S = (-60 * YEAR_S, 9 * YEAR_S, -24 * 3600, 0)
"""A PC back in 1970, one in the future, one whose day was set wrong in the middle of work."""
STEPS = 16
MOST = 7


class Life:
    """One random history of two to seven offices, on files of their own."""

    def __init__(self, dice: random.Random, world: World) -> None:
        self.dice = dice
        self.world = world
        self.desks = world.offices(dice.choice((2, 2, 2, 3, 3, 4, 5, 7)))
        self.sent: list[Path] = []
        self.done: Counter[str] = Counter()
        self.kept: list[tuple[Desk, Path]] = []

    def play(self) -> None:
        seed = self.desks[0]
        for number in range(2):
            seed.write(rows.add, "site", {"name": f"Studio {number}", "kind": "studio"})
        self._add_part(seed)
        for title in ("Un", "Deux"):
            seed.write(rows.add, "production", {"title": title})
        if self.dice.random() < 0.7:
            self.sent.append(seed.send(full=True))
            for desk in self.desks[1:]:
                desk.receive(self.sent[-1])
        acts = [
            *[self._hold] * 5, self._edit, self._edit, self._delete, self._release, self._undo,
            self._add_part, self._move, self._settle, self._arbitrate, self._copy, self._keep,
            self._restore, self._set_clock, *[self._send] * 4, *[self._receive] * 5,
            self._take_back,
        ]  # fmt: skip
        for _step in range(STEPS):
            self._try(self.dice.choice(acts), self.dice.choice(self.desks))

    def _try(self, act: Callable[[Desk], object], desk: Desk) -> None:
        """Do what an officer may try; a refusal is a fact of life and changes nothing."""
        try:
            act(desk)
            self.done[act.__name__] += 1
        except ScoutError:
            self.done["refused"] += 1

    def _any(self, desk: Desk, entity: type[Row]) -> UUID:
        found = desk.read(lambda s: s.scalars(select(entity.id).order_by(entity.id)).all())
        return self.dice.choice(found) if found else UUID(int=0)

    def _days(self) -> Period:
        first = TODAY + timedelta(self.dice.randrange(8))
        return Period(first, first + timedelta(self.dice.randrange(4)))

    def _hold(self, desk: Desk) -> None:
        state = self.dice.choice([State.CONFIRMED, State.CONFIRMED, State.OPTION])
        where, what = self._any(desk, Site), self._any(desk, Production)
        wanted = [WantedSpan(self._days(), state)]
        desk.write(bookings.enter, where, what, wanted, today=TODAY)

    def _edit(self, desk: Desk) -> None:
        given = {
            "area": str(self.dice.randrange(4)),
            "description": self.dice.choice(["a\nb\nc", "A\nb\nc", "a\nb\nC", "x"]),
        }
        desk.write(rows.edit, self._any(desk, Site), given)

    def _delete(self, desk: Desk) -> None:
        desk.write(rows.delete, self._any(desk, self.dice.choice([Site, Production])), "essai")

    def _release(self, desk: Desk) -> None:
        desk.write(bookings.release, self._any(desk, Booking), "essai", today=TODAY)

    def _undo(self, desk: Desk) -> None:
        desk.write(history.undo)

    def _add_part(self, desk: Desk) -> None:
        given = {"name": "Plateau", "kind": "stage", "whole": str(self._any(desk, Site))}
        desk.write(rows.add, "site", given)

    def _move(self, desk: Desk) -> None:
        desk.write(rows.edit, self._any(desk, Site), {"whole": str(self._any(desk, Site))})

    def _settle(self, desk: Desk) -> None:
        found = desk.read(exchange.open_conflicts)
        if found:
            keep = self.dice.choice(["here", "there", "keep", "delete"])
            desk.write(exchange.settle, self.dice.choice(found).id, keep, reason="essai")

    def _arbitrate(self, desk: Desk) -> None:
        found = sorted(desk.read(clashing.overlapping), key=str)
        if found:
            one, other = self.dice.choice(found)
            if self.dice.random() < 0.5:
                one, other = other, one
            choice = self.dice.choice(list(Choice))
            to = TODAY + timedelta(20 + self.dice.randrange(5))
            desk.write(exchange.arbitrate, one, other, choice, reason="essai", to=to)

    def _copy(self, desk: Desk) -> None:
        """Put a copy of the file elsewhere and go on with both."""
        if len(self.desks) < MOST:
            path = self.world.folder / f"copy{len(self.world.opened)}.gpkg"
            desk.store.backup(path)
            self.desks.append(self.world.office(desk.officer.office, path))

    def _keep(self, desk: Desk) -> None:
        path = self.world.folder / f"kept{len(self.kept)}.gpkg"
        desk.store.backup(path)
        self.kept.append((desk, path))

    def _restore(self, _desk: Desk) -> None:
        """Put an older copy of the file in its place: what was written since is gone from there."""
        if self.kept:
            desk, path = self.dice.choice(self.kept)
            desk.restore(path)

    def _set_clock(self, desk: Desk) -> None:
        desk.clock.off_s = self.dice.choice(CLOCKS_S)

    def _send(self, desk: Desk) -> None:
        self.sent.append(desk.send(full=self.dice.random() < 0.3))

    def _receive(self, desk: Desk) -> None:
        if self.sent:
            desk.receive(self.dice.choice(self.sent))

    def _take_back(self, desk: Desk) -> None:
        found = desk.read(exchange.receptions)
        if found:
            desk.write(exchange.undo_reception, self.dice.choice(found).number)

    def meet(self) -> None:
        """Hand everything to everybody, in the end without asking for more than what they lack."""
        hub, *others = self.desks
        for desk in others:
            hub.receive(desk.send(full=True))
        for desk in others:
            desk.receive(hub.send())


def lived(seed: int, blank: Path) -> tuple[Counter[str], int]:
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder), Path(shutil.copy(blank, Path(folder) / "blank.gpkg")))
        try:
            life = Life(random.Random(seed), world)
            life.play()
            for desk in life.desks:
                desk.read(no_silent_double)
            assert life.desks[-1].problems() == []
            life.meet()
            first = life.desks[0].dump()
            for desk in life.desks:
                assert desk.dump() == first
            life.desks[-1].read(no_silent_double)
            assert life.desks[seed % len(life.desks)].problems() == []
            contested = sum(1 for one in first["occupied"] if one[0] != one[-1])
        finally:
            world.close()
    return life.done, contested


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("batch", range(BATCHES))
def test_after_a_full_exchange_all_offices_say_the_same(blank: Path, batch: int) -> None:
    done: Counter[str] = Counter()
    for seed in range(batch, HISTORIES, BATCHES):
        acts, contested = lived(seed, blank)
        done += acts
        done["contested"] += contested > 0
    assert done["contested"] >= HISTORIES // BATCHES // 20
    # What the histories are made of really happened.
    for act in ("_hold", "_receive", "_settle", "_arbitrate", "_copy", "_restore", "_set_clock",
                "_take_back", "_delete"):  # fmt: skip
        assert done[act] >= HISTORIES // BATCHES // 20, (act, done)
