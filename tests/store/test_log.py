"""The log: what is written, what is not, and that it can rebuild everything."""

import json
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from scout_app.errors import BadValue
from scout_app.model.base import slug_id
from scout_app.model.log import op, opval, txn
from scout_app.model.sites import Site
from scout_app.model.values import Officer
from scout_app.store import heads, log, rebuild
from scout_app.store.database import Store
from scout_app.store.values import canonical

QUAY = slug_id("site", "quay")


def quay(**values: object) -> Site:
    return Site(id=QUAY, reference="T-001", name="Quai des Tests", kind="location", **values)


@pytest.fixture
def kept(store: Store, officer: Officer) -> Store:
    """A catalogue with one site."""
    with store.transaction(officer) as session:
        session.add(quay(area=400))
    return store


def transactions(store: Store) -> list[str]:
    with store.reading() as session:
        return list(session.scalars(select(txn.c.id).order_by(txn.c.n)))


def problems(store: Store) -> list[rebuild.Problem]:
    with store.reading() as session:
        return list(rebuild.problems(session))


def test_a_new_row_writes_its_known_values_and_nothing_of_the_unknown(kept: Store) -> None:
    with kept.reading() as session:
        written = {
            field: json.loads(value)
            for field, value in session.execute(
                select(op.c.field, opval.c.value).join(
                    opval, (opval.c.txn == op.c.txn) & (opval.c.n == op.c.n)
                )
            )
        }
    assert written == {
        "area": 400,
        "confidentiality": "public",
        "kind": "location",
        "name": "Quai des Tests",
        "reference": "T-001",
        "status": "in_service",
    }


def test_an_equal_value_writes_nothing(kept: Store, officer: Officer) -> None:
    before = transactions(kept)
    with kept.transaction(officer) as session:
        site = session.scalars(select(Site)).one()
        session.expire(site)
        site.area = 400
        site.name = "Autre"
        session.flush()
        site.name = "Quai des Tests"
    assert transactions(kept) == before


def test_an_edit_names_the_head_it_supersedes(kept: Store, officer: Officer) -> None:
    [first] = transactions(kept)
    with kept.transaction(officer) as session:
        session.scalars(select(Site)).one().area = 500
    with kept.reading() as session:
        found = session.execute(select(op.c.field, op.c.prev).where(op.c.prev != "")).all()
        assert [tuple(row) for row in found] == [("area", first)]
        assert heads.seen(session.connection(), [QUAY])[QUAY, "area"] == (transactions(kept)[1],)


def test_a_failed_transaction_leaves_nothing(kept: Store, officer: Officer) -> None:
    before = transactions(kept)

    def edit_and_fail() -> None:
        with kept.transaction(officer) as session:
            session.scalars(select(Site)).one().area = 900
            session.flush()
            raise LookupError("the officer's chair broke")

    with pytest.raises(LookupError):
        edit_and_fail()
    assert transactions(kept) == before
    with kept.reading() as session:
        assert session.scalars(select(Site.area)).one() == 400
    assert problems(kept) == []


def test_transactions_of_a_copy_are_numbered_and_chained(kept: Store, officer: Officer) -> None:
    for area in (1, 2, 3):
        with kept.transaction(officer) as session:
            session.scalars(select(Site)).one().area = area
    with kept.reading() as session:
        links = select(txn.c.seq, txn.c.id, txn.c.parent_id).order_by(txn.c.n)
        chain = session.execute(links).all()
    assert [link.seq for link in chain] == [1, 2, 3, 4]
    assert [link.parent_id for link in chain[1:]] == [link.id for link in chain[:-1]]


def test_a_copied_file_becomes_another_replica(
    kept: Store, officer: Officer, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.gpkg"
    kept.backup(copy)
    twin = Store(copy)
    with twin.transaction(officer) as session:
        session.scalars(select(Site)).one().area = 7
    with twin.reading() as session:
        replicas = set(session.scalars(select(txn.c.replica)))
    twin.close()
    assert len(replicas) == 2


def test_a_deletion_hides_the_row_and_names_all_it_saw(kept: Store, officer: Officer) -> None:
    [first] = transactions(kept)
    with kept.transaction(officer) as session:
        session.scalars(select(Site)).one().deleted = True
    with kept.reading() as session:
        assert session.scalars(select(Site)).all() == []
        assert session.scalars(select(op.c.seen).where(op.c.field == "_deleted")).one() == first
        everything = select(Site).execution_options(include_deleted=True)
        assert session.scalars(everything).one().name == "Quai des Tests"
    assert problems(kept) == []


def test_a_row_is_never_removed_nor_changed_in_bulk(kept: Store, officer: Officer) -> None:
    with pytest.raises(RuntimeError, match="never removed"), kept.transaction(officer) as session:
        session.delete(session.scalars(select(Site)).one())
    with pytest.raises(RuntimeError, match="behind the log"), kept.transaction(officer) as session:
        session.execute(update(Site).values(area=1))
    assert len(transactions(kept)) == 1


@pytest.mark.parametrize(
    "statement", ["UPDATE txn SET author = 'x'", "DELETE FROM txn", "DELETE FROM op"]
)
def test_the_log_only_grows(kept: Store, officer: Officer, statement: str) -> None:
    with pytest.raises(IntegrityError, match="the log only grows"), kept.transaction(officer) as s:
        s.execute(text(statement))


def test_a_lone_surrogate_is_refused_with_a_fact(kept: Store, officer: Officer) -> None:
    def store_it(session: Session) -> None:
        session.scalars(select(Site)).one().name = "a\ud800b"
        session.flush()

    with pytest.raises(BadValue), kept.transaction(officer) as session:
        store_it(session)
    assert len(transactions(kept)) == 1


def test_the_canonical_bytes_and_ids_are_permanent() -> None:
    head = {
        "author": "Camille Roux",
        "clock_ok": True,
        "office": "Mission cinéma",
        "parent": None,
        "reason": None,
        "replica": str(UUID(int=1)),
        "schema": "1.0",
        "seq": 1,
        "undoes": None,
        "wall_ms": int(datetime(2026, 11, 23, tzinfo=UTC).timestamp() * 1000),
    }
    line = {
        "tbl": "site",
        "row": str(QUAY),
        "field": "name",
        "vhash": log.value_hash(b"\0" * 16, '"Étang de Berre"'),
        "prev": [],
    }
    assert canonical({"b": 1, "a": ["é", None, True]}) == '{"a":["é",null,true],"b":1}'.encode()
    assert line["vhash"] == GOLDEN_HASH
    assert log.txn_id(head, [line]) == GOLDEN_ID


GOLDEN_HASH = "0c1b991ace7e915f1f36f51396bd0f72b8e3efbaf74778e2fd26a8c934d1524a"
GOLDEN_ID = "1de06eadf66ae95a691d0e21a3d82c80fd32d21ead842872557244ced5666900"


def test_check_finds_a_row_that_differs_from_its_log(kept: Store) -> None:
    assert problems(kept) == []
    tamper(kept.path, "UPDATE site SET area = 401")
    assert [found.kind for found in problems(kept)] == ["value"]


def test_check_finds_a_rewritten_value_and_a_forged_author(kept: Store) -> None:
    tamper(kept.path, "UPDATE opval SET value = '999' WHERE value = '400'")
    assert {found.kind for found in problems(kept)} == {"hash", "value"}


def test_check_finds_a_spoilt_text_index(kept: Store) -> None:
    tamper(kept.path, "UPDATE site_text SET name = 'autre'")
    assert [found.kind for found in problems(kept)] == ["text"]


def tamper(path: Path, statement: str) -> None:
    """Write behind the application's back, as a determined program could."""
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE writing SET open = 1")
        connection.execute(statement)
        connection.execute("UPDATE writing SET open = 0")
