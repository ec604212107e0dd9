"""Offices that share one catalogue: each on a file of its own, with a clock of its own."""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from scout_app.model.tables import ROWS
from scout_app.model.values import Officer
from scout_app.office import exchange
from scout_app.office.exchange import Received, Sent, clashing
from scout_app.store import backups, engines, rebuild
from scout_app.store.database import Store

T = TypeVar("T")
NAMES = ("Arles", "Martigues", "Marseille", "Istres")


@dataclass
class Clock:
    """The clock of one PC, off by as much as somebody set it."""

    off_s: float = 0

    def __call__(self) -> float:
        return max(time.time() + self.off_s, 0)


@dataclass
class Desk:
    """One office at its copy."""

    store: Store
    officer: Officer
    mailbox: Path
    clock: Clock = field(default_factory=Clock)

    def write(self, verb: Callable[..., T], *given: Any, **how: Any) -> T:
        with self.store.transaction(self.officer) as session:
            return verb(session, *given, **how)

    def read(self, verb: Callable[..., T], *given: Any, **how: Any) -> T:
        with self.store.reading() as session:
            session.info["by"] = self.officer
            return verb(session, *given, **how)

    def send(self, **how: Any) -> Path:
        return self.sent(**how).file

    def sent(self, **how: Any) -> Sent:
        self.mailbox.mkdir(exist_ok=True)
        return exchange.send(self.store, self.mailbox, self.officer, **how)

    def receive(self, path: Path, **how: Any) -> Received:
        return exchange.receive(self.store, path, **{"agreed": True, **how})

    def restore(self, copy: Path) -> None:
        """Put a copy in the place of the catalogue, and go on with it."""
        self.store.close()
        exchange.restore(self.store.path, copy)
        self.store = Store(self.store.path, self.clock)

    def dump(self) -> dict[str, list[tuple[object, ...]]]:
        return self.read(dump)

    def problems(self) -> list[rebuild.Problem]:
        return self.read(lambda session: list(rebuild.problems(session)))


def dump(session: Session) -> dict[str, list[tuple[object, ...]]]:
    """Return everything that must be the same in every office, local numbers left out."""
    found: dict[str, list[tuple[object, ...]]] = {}
    for table in [*ROWS, "occupied", "conflict", "unshown", "txn", "op"]:
        columns = [
            row[1]
            for row in session.connection().exec_driver_sql(f"PRAGMA table_info({table})")
            if row[1] != "n" and (table, row[1]) != ("op", "txn")
        ]
        rows = session.execute(text(f"SELECT {', '.join(columns)} FROM {table}")).all()
        found[table] = sorted((tuple(row) for row in rows), key=repr)
    return found


def no_silent_double(session: Session) -> None:
    """L7: of two overlapping confirmed bookings, each pair waits or was agreed upon."""
    rows = session.execute(
        text(
            "SELECT a.booking_id, b.booking_id FROM occupied a JOIN occupied b"
            " ON a.site_id = b.site_id AND a.booking_id < b.booking_id"
            " AND a.first_day <= b.last_day AND b.first_day <= a.last_day"
        )
    )
    every = {tuple(row) for row in rows}
    assert {tuple(map(str, pair)) for pair in clashing.overlapping(session)} == every
    agreed = session.execute(text("SELECT count(*) FROM arbitration WHERE outcome = 'cohabit'"))
    if agreed.scalar_one() == 0:
        assert {tuple(map(str, pair)) for pair in clashing.pairs(session)} == every


@dataclass
class World:
    """A few offices that began from one catalogue."""

    folder: Path
    blank: Path
    opened: list[Desk] = field(default_factory=list)

    def office(self, name: str | None = None, path: Path | None = None) -> Desk:
        number = len(self.opened)
        path = path or Path(shutil.copy(self.blank, self.folder / f"c{number}.gpkg"))
        officer = Officer(f"Officier {number}", name or NAMES[number % len(NAMES)])
        clock = Clock()
        desk = Desk(Store(path, clock), officer, self.folder / f"from{number}", clock)
        self.opened.append(desk)
        return desk

    def offices(self, count: int) -> list[Desk]:
        return [self.office() for _ in range(count)]

    def close(self) -> None:
        for desk in self.opened:
            desk.store.close()


@pytest.fixture
def world(tmp_path: Path, blank: Path) -> Iterator[World]:
    """Return a place where offices begin from the same empty catalogue."""
    made = World(tmp_path, blank)
    yield made
    made.close()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what makes a power cut harmless: convergence does not depend on it."""
    fast = tuple(p.replace("=EXTRA", "=OFF") for p in engines._BOTH)  # noqa: SLF001
    monkeypatch.setattr(engines, "_BOTH", fast)
    monkeypatch.setattr(os, "fsync", lambda _handle: None)
    monkeypatch.setattr(backups, "make", lambda path, _why: path)
