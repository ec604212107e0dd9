"""The store: two at once, files that cannot be used, backups."""

import multiprocessing
import os
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError

from scout_app import paths
from scout_app.errors import FileTrouble
from scout_app.model.bookings import Occupied
from scout_app.model.log import txn
from scout_app.model.sites import Site
from scout_app.model.tables import Base
from scout_app.model.values import Officer
from scout_app.office import rows
from scout_app.store import engines, rebuild, registry, schema
from scout_app.store.database import Store

_SHARE = int(os.environ.get("SCOUT_SHARE", "1000"))
"""Transactions of each of two processes."""


def test_the_models_and_the_migrations_agree(blank: Path) -> None:
    ours = set(Base.metadata.tables)
    engine = engines.reader(blank)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "include_name": lambda name, kind, _parents: kind != "table" or name in ours,
                "compare_type": False,
            },
        )
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_the_settings_of_a_connection_are_the_house_s(store: Store) -> None:
    with store.reading() as session:
        asked = session.connection().exec_driver_sql
        found = {
            name: asked(f"PRAGMA {name}").scalar()
            for name in ("synchronous", "foreign_keys", "trusted_schema", "journal_mode")
        }
    assert found == {
        "synchronous": 3,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "journal_mode": "delete",
    }


def test_a_reading_session_cannot_write(store: Store) -> None:
    def write() -> None:
        with store.reading() as session:
            session.add(Site(reference="X", name="X", kind="land"))
            session.flush()

    with pytest.raises(FileTrouble, match="read_only"):
        write()


def test_readers_see_the_last_commit_while_a_write_is_open(store: Store, officer: Officer) -> None:
    with store.transaction(officer) as writing:
        writing.add(Site(reference="X", name="X", kind="land"))
        writing.flush()
        with store.reading() as session:
            assert session.scalars(select(Site)).all() == []


@pytest.mark.parametrize("same_group", [True, False])
def test_the_file_itself_refuses_a_silent_double_booking(
    starter: Store, officer: Officer, same_group: bool
) -> None:
    group = uuid4()

    def occupy(session: object, booking: object, clash: object) -> None:
        session.connection().execute(  # type: ignore[attr-defined]
            insert(Occupied).values(
                span_id=uuid4(), booking_id=booking, site_id=site, clash_group=clash,
                first_day=date(2027, 5, 3), last_day=date(2027, 5, 7),
            )
        )  # fmt: skip

    with starter.reading() as session:
        site = session.scalars(select(Site.id)).first()

    def both() -> None:
        with starter.transaction(officer) as session:
            occupy(session, uuid4(), group)
            occupy(session, uuid4(), group if same_group else uuid4())
            raise LookupError

    with pytest.raises((IntegrityError, LookupError)) as stopped:
        both()
    assert ("no_silent_double" in str(stopped.value)) is not same_group


def _work(path: Path, home: str, name: str) -> None:
    """Add sites; edit and delete those of one's own in between."""
    os.environ["SCOUT_HOME"] = home
    store, by = Store(path), Officer(name, "Bureau")
    own: list[UUID] = []

    def once(n: int) -> None:
        with store.transaction(by) as session:
            if n % 4 == 2:
                rows.edit(session, own[-1], {"area": str(n)})
            elif n % 4 == 3:
                rows.delete(session, own.pop(), "essai")
            else:
                own.append(rows.add(session, "site", {"name": f"{name} {n}", "kind": "land"}))

    for n in range(_SHARE):
        before = list(own)
        while True:
            try:
                once(n)
                break
            except FileTrouble as trouble:
                # The other holds the file without a pause: an officer is told to try again.
                if trouble.why != "busy":
                    raise
                own[:] = before
    store.close()


def test_two_processes_on_one_file_lose_nothing(blank: Path, tmp_path: Path) -> None:
    spawn = multiprocessing.get_context("spawn")
    workers = [
        spawn.Process(target=_work, args=(blank, str(tmp_path / "home"), name))
        for name in ("Un", "Deux")
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0, 0]
    store = Store(blank)
    with store.reading() as session:
        written = select(func.count()).select_from(txn).where(txn.c.author.in_(("Un", "Deux")))
        assert session.scalar(written) == 2 * _SHARE
        references = session.scalars(
            select(Site.reference).execution_options(include_deleted=True)
        ).all()
        assert len(set(references)) == len(references) == _SHARE
        assert len(session.scalars(select(Site.id)).all()) == _SHARE // 2
        assert list(rebuild.problems(session)) == []
    store.close()


def test_a_commit_elsewhere_changes_the_version(blank: Path) -> None:
    one, other = Store(blank), Store(blank)
    before = one.data_version()
    with other.transaction(Officer("A", "B")) as session:
        session.add(Site(reference="X", name="X", kind="land"))
    assert one.data_version() != before
    one.close()
    other.close()


def test_a_catalogue_is_never_replaced_by_a_new_one(blank: Path) -> None:
    before = blank.read_bytes()
    with pytest.raises(FileTrouble, match="exists"):
        schema.create(blank)
    assert blank.read_bytes() == before


@pytest.mark.parametrize(("name", "why"), [("a.sqlite", "ending"), ("absent/a.gpkg", "missing")])
def test_a_catalogue_that_cannot_be_made_leaves_nothing(
    tmp_path: Path, name: str, why: str
) -> None:
    with pytest.raises(FileTrouble, match=why):
        schema.create(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_said_and_the_catalogue_stays_whole(blank: Path, officer: Officer) -> None:
    store = Store(blank)

    def fill() -> None:
        with store.transaction(officer) as session:
            # SQLite then says what it says on a full disk.
            pages = session.connection().exec_driver_sql("PRAGMA page_count").scalar()
            session.connection().exec_driver_sql(f"PRAGMA max_page_count = {pages}")
            for n in range(3000):
                session.add(Site(reference=f"X{n}", name="X" * 200, kind="land"))

    with pytest.raises(FileTrouble, match="full"):
        fill()
    with store.reading() as session:
        assert session.scalars(select(Site)).all() == []
        assert list(rebuild.problems(session)) == []
    store.close()


def test_a_folder_one_may_not_write_is_said(
    blank: Path, officer: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(blank)
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    with pytest.raises(FileTrouble, match="read_only"), store.transaction(officer):
        pass
    store.close()


def test_a_backup_is_whole_while_somebody_writes(
    store: Store, officer: Officer, tmp_path: Path
) -> None:
    copy = tmp_path / "copie.gpkg"
    with store.transaction(officer) as session:
        session.add(Site(reference="X", name="avant", kind="land"))
    store.backup(copy)
    with closing(sqlite3.connect(copy)) as found:
        assert found.execute("SELECT name FROM site").fetchall() == [("avant",)]
        assert found.execute("PRAGMA quick_check").fetchone() == ("ok",)


def test_a_commit_is_told_as_one_though_the_registry_of_copies_cannot_be_written(
    store: Store, officer: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry, "BUSY_S", 0.0)
    with store.transaction(officer) as session:
        session.add(Site(reference="A", name="Quai", kind="land"))
    with closing(sqlite3.connect(paths.state_folder() / "replicas.sqlite")) as other:
        other.execute("BEGIN IMMEDIATE")
        with store.transaction(officer) as session:
            session.add(Site(reference="B", name="Digue", kind="land"))
    with store.transaction(officer) as session:
        session.add(Site(reference="C", name="Halle", kind="land"))
    with store.reading() as session:
        assert len(session.scalars(select(Site)).all()) == 3
        assert session.scalar(select(func.count(txn.c.replica.distinct()))) == 1
