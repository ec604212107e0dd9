"""A disk that is full, whenever it is: one sentence, nothing changed, and later it succeeds."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from scout_app.errors import FileTrouble
from scout_app.office import exchange, rows
from scout_app.office.imports import mapping, run
from scout_app.store import engines
from scout_app.store.database import Store
from scout_app.wording import errors
from tests.office.exchange.conftest import Desk, World
from tests.sheets import sheet

resource = pytest.importorskip("resource", reason="no limits of this kind on Windows")

LEVELS = int(os.environ.get("SCOUT_FULL_LEVELS", "12"))
"""How full the disk is, in so many steps, for each act."""
TODAY = date(2027, 3, 1)


@dataclass
class Scene:
    """An office that has a file to receive and something to decide."""

    world: World
    template: Path
    bundle: Path

    def desk(self, number: int) -> Desk:
        path = self.world.folder / f"full{number}.gpkg"
        path.write_bytes(self.template.read_bytes())
        return self.world.office("Martigues", path)


def brought(desk: Desk, name: str) -> None:
    """Import forty sites."""
    told = [(f"{name} {n}", "location", f"{name} de nuit {n} " * 40) for n in range(40)]
    named = {"name": "nom", "kind": "type", "description": "texte"}
    how = mapping.Mapping("sites", "essai", named, key=("nom",))
    desk.write(run.bring, sheet("nom type texte", *told), how, TODAY)


@pytest.fixture
def scene(world: World) -> Scene:
    """Two offices that said two things of one site; both wrote much."""
    arles, martigues = world.offices(2)
    site = arles.write(rows.add, "site", {"name": "Quai", "kind": "stage"})
    martigues.receive(arles.send())
    arles.write(rows.edit, site, {"area": "500"})
    martigues.write(rows.edit, site, {"area": "700"})
    martigues.receive(arles.send())
    brought(arles, "Hangar")
    brought(martigues, "Halle")
    bundle = arles.send()
    martigues.store.close()
    world.opened.remove(martigues)
    return Scene(world, martigues.store.path, bundle)


# -- what is done ----------------------------------------------------------------------------------


def commit(desk: Desk, _scene: Scene) -> None:
    desk.write(rows.add, "site", {"name": "Digue", "kind": "land", "description": "x" * 20_000})


def bring(desk: Desk, _scene: Scene) -> None:
    brought(desk, "Silo")


def receive(desk: Desk, scene: Scene) -> None:
    desk.receive(scene.bundle)


def settle(desk: Desk, _scene: Scene) -> None:
    (one,) = desk.read(exchange.open_conflicts)
    desk.write(exchange.settle, one.id, "here", reason="vérifié sur place " * 500)


def send(desk: Desk, _scene: Scene) -> None:
    desk.send(full=True)


def back_up(desk: Desk, _scene: Scene) -> None:
    desk.store.backup(desk.store.path.with_suffix(".copy.gpkg"))


Act = Callable[[Desk, Scene], None]
WRITING: tuple[Act, ...] = (commit, bring, receive, settle)


# -- how the disk is full --------------------------------------------------------------------------


@contextmanager
def no_file_beyond(size: int) -> Iterator[None]:
    """Let the system cut every write at so many bytes of a file, journals and copies as well."""
    before, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (before, most))


def reopened(desk: Desk) -> None:
    desk.store.close()
    desk.store = Store(desk.store.path)


def refused(act: Act, desk: Desk, scene: Scene) -> FileTrouble | None:
    """Return what the disk refused, None when there was room enough."""
    try:
        act(desk, scene)
    except FileTrouble as trouble:
        return trouble
    return None


def left_whole(trouble: FileTrouble, desk: Desk, before: object) -> None:
    """Check that a refusal is one sentence about the disk, and left nothing behind."""
    assert trouble.why in ("full", "disk"), trouble
    said = errors.explain(trouble, "fr")
    assert "Le disque" in said
    assert "\n" not in said
    assert desk.dump() == before
    assert not list(desk.store.path.parent.rglob("*.part"))


def succeeds(act: Act, desk: Desk, scene: Scene) -> None:
    act(desk, scene)
    assert desk.problems() == []


@pytest.mark.parametrize("act", [*WRITING, send, back_up], ids=lambda act: act.__name__)
def test_where_no_file_may_grow_nothing_is_changed_and_a_retry_succeeds(
    act: Act, scene: Scene
) -> None:
    whole, full = scene.template.stat().st_size, 0
    for level in range(LEVELS):
        # Half the steps fill a journal or a bundle, half the catalogue itself.
        size = whole + (level - LEVELS // 2) * 32_768 if level % 2 else level * 3_000
        desk = scene.desk(level)
        before = desk.dump()
        with no_file_beyond(size):
            trouble = refused(act, desk, scene)
        if trouble:
            left_whole(trouble, desk, before)
            succeeds(act, desk, scene)
            full += 1
    assert full >= LEVELS // 3


@pytest.mark.parametrize("act", WRITING, ids=lambda act: act.__name__)
def test_where_sqlite_finds_no_page_nothing_is_changed_and_a_retry_succeeds(
    act: Act, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    pragmas, full = engines._WRITER, 0  # noqa: SLF001
    for level in range(LEVELS // 2):
        desk = scene.desk(level)
        pages = desk.store.path.stat().st_size // 4_096 + level
        limited = (*pragmas, f"PRAGMA max_page_count={pages}")
        monkeypatch.setattr(engines, "_WRITER", limited)
        reopened(desk)
        before = desk.dump()
        trouble = refused(act, desk, scene)
        monkeypatch.setattr(engines, "_WRITER", pragmas)
        reopened(desk)
        if trouble:
            left_whole(trouble, desk, before)
            succeeds(act, desk, scene)
            full += 1
    assert full
