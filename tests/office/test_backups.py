"""Dated copies: made before what is hard to take back, listed, thinned, enough to live on."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from scout_app.errors import FileTrouble
from scout_app.model.values import Officer
from scout_app.office import backups, exchange, rows
from scout_app.office.imports import mapping, run
from scout_app.store import backups as files
from scout_app.store import rebuild
from scout_app.store.backups import Why
from scout_app.store.database import Store
from tests.sheets import sheet

Add = Callable[[str], UUID]


def quiet(_share: float) -> None:
    return


@pytest.fixture
def add(store: Store, officer: Officer) -> Add:
    """Add a site by name."""

    def added(name: str) -> UUID:
        with store.transaction(officer) as session:
            return rows.add(session, "site", {"name": name, "kind": "land"})

    return added


def bring(store: Store, officer: Officer, today: date) -> None:
    table = sheet("nom type", ("Quai", "location"))
    how = mapping.Mapping("sites", "essai", {"name": "nom", "kind": "type"}, key=("nom",))
    with store.transaction(officer) as session:
        run.bring(session, table, how, today)


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as base:
        return list(base.iterdump())


def whys(store: Store) -> list[Why]:
    return [one.why for one in files.listing(store.path)]


def test_a_catalogue_that_changed_is_copied_when_it_is_opened(store: Store, add: Add) -> None:
    first = backups.at_open(store.path, quiet)
    assert first is not None
    assert backups.at_open(store.path, quiet) is None
    add("Quai")
    second = backups.at_open(store.path, quiet)
    assert [one.file for one in backups.listing(store.path, quiet)] == [second, first]
    assert [one.sites for one in backups.listing(store.path, quiet)] == [1, 0]


def test_an_import_can_be_gone_back_on_from_the_copy_before_it(
    store: Store, add: Add, officer: Officer, today: date
) -> None:
    add("Hangar")
    bring(store, officer, today)
    (copy,) = backups.listing(store.path, quiet)
    assert (copy.why, copy.sites, copy.bookings) == (Why.IMPORT, 1, 0)
    with store.reading() as session:
        assert backups.undone(session, copy.file) == 1


def test_without_room_for_a_copy_nothing_is_imported(
    store: Store, officer: Officer, today: date
) -> None:
    files.folder_of(store.path).write_text("a file where the folder should be")
    before = dump(store.path)
    with pytest.raises(FileTrouble):
        bring(store, officer, today)
    assert dump(store.path) == before


def test_only_whole_copies_of_ours_are_listed(store: Store, add: Add) -> None:
    add("Quai")
    made = backups.make(store.path)
    folder = made.parent
    for name in (
        "notes.gpkg", f"{made.name}.part", "later-20260101-000000-000000.gpkg", "open-2026.gpkg",
    ):  # fmt: skip
        (folder / name).write_bytes(b"")
    cut = folder / "open-20260101-000000-000000.gpkg"
    cut.write_bytes(made.read_bytes()[:5_000])
    found = backups.listing(store.path, quiet)
    assert [(one.file, one.sites) for one in found] == [(made, 1), (cut, None)]
    latest = backups.latest(store.path)
    assert latest is not None
    assert latest.file == made


def test_old_copies_are_thinned_and_those_that_were_promised_stay(store: Store) -> None:
    folder = files.new_file(store.path, Why.OPEN).parent
    day = datetime.now(UTC) - timedelta(days=400)
    while day < datetime.now(UTC):
        for why in (Why.OPEN, Why.ASKED):
            (folder / f"{why}-{day:%Y%m%d-%H%M%S-%f}.gpkg").write_bytes(b"")
        day += timedelta(hours=6)
    (folder / "notes.gpkg").write_bytes(b"")
    asked = whys(store).count(Why.ASKED)
    newest = files.make(store.path, Why.OPEN)
    found = whys(store)
    assert found.count(Why.ASKED) == asked
    assert 30 <= found.count(Why.OPEN) <= 24 + 7 + 8 + 12
    assert newest.exists()
    assert (folder / "notes.gpkg").exists()


def test_what_a_copy_cut_short_left_behind_goes_and_one_under_way_stays(store: Store) -> None:
    folder = files.new_file(store.path, Why.OPEN).parent
    old, fresh, foreign = (
        folder / name
        for name in (
            "open-20260101-000000-000000.gpkg.part", "open-20260102-000000-000000.gpkg.part",
            "film.part",
        )
    )  # fmt: skip
    for file in (old, fresh, foreign):
        file.write_bytes(b"")
    journal = folder / f"{old.name}-journal"
    journal.write_bytes(b"")
    for file in (old, journal, foreign):
        os.utime(file, (0, 0))
    made = files.make(store.path, Why.ASKED)
    assert sorted(folder.iterdir()) == sorted((foreign, fresh, made))


def test_a_copy_that_is_not_as_the_file_is_no_copy(
    store: Store, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    add("Quai")
    told = iter(({"txn": 2}, {"txn": 1}))
    monkeypatch.setattr(files, "counts", lambda _connection: next(told))
    with pytest.raises(FileTrouble, match="damaged"):
        backups.make(store.path)
    assert list(files.folder_of(store.path).iterdir()) == []


@pytest.mark.parametrize("end", ["gone", "zeros", "cut"])
def test_the_drill_the_file_is_destroyed_and_the_last_copy_is_all_of_it(
    starter: Store, officer: Officer, end: str
) -> None:
    with starter.transaction(officer) as session:
        rows.add(session, "site", {"name": "Quai", "kind": "land"})
    backups.at_open(starter.path, quiet)
    before = dump(starter.path)
    starter.close()
    whole = starter.path.read_bytes()
    starter.path.unlink()
    if end != "gone":
        starter.path.write_bytes(bytes(len(whole)) if end == "zeros" else whole[: len(whole) // 2])
    copy = backups.latest(starter.path)
    assert copy is not None
    exchange.restore(starter.path, copy.file)
    assert dump(starter.path) == before
    again = Store(starter.path)
    with again.reading() as session:
        assert list(rebuild.problems(session)) == []
    again.close()
