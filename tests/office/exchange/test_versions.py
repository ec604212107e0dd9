"""L9: an older Scout keeps what it does not know, and shows it once it is brought up to date."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from scout_app.errors import TooNew
from scout_app.model.values import Period
from scout_app.office import bookings, rows
from scout_app.office.bookings import WantedSpan
from scout_app.store.database import Store
from tests.office.exchange.conftest import Desk, World

TODAY = date(2027, 3, 1)
DAYS = Period(date(2027, 5, 3), date(2027, 5, 7))


def aged(path: Path) -> None:
    """Make the file what Scout of version 0006 would have of it: the log whole, fewer tables."""
    with closing(sqlite3.connect(path)) as base, base:
        base.execute("UPDATE writing SET open = 1")
        base.execute("DROP TABLE permit")
        base.execute("DROP TABLE erasure")
        base.execute("ALTER TABLE booking DROP COLUMN rank_told")
        base.execute("ALTER TABLE peer DROP COLUMN lacks")
        base.execute("UPDATE alembic_version SET version_num = '0006'")
        base.execute("UPDATE writing SET open = 0")


def upgraded(desk: Desk) -> Desk:
    """Let an office have worked with the older Scout until now."""
    desk.store.close()
    aged(desk.store.path)
    desk.store = Store(desk.store.path)
    return desk


def worked(desk: Desk) -> None:
    """Write rows of a table and a field that came with later versions."""
    site = desk.write(rows.add, "site", {"name": "Quai", "kind": "stage"})
    production = desk.write(rows.add, "production", {"title": "Film"})
    desk.write(bookings.enter, site, production, [WantedSpan(DAYS)], today=TODAY)
    permit = {"production": str(production), "site": str(site), "authority": "Parc"}
    desk.write(rows.add, "permit", permit)


def test_what_an_older_scout_kept_is_shown_after_it_was_brought_up_to_date(world: World) -> None:
    arles, martigues = world.offices(2)
    worked(arles)
    martigues.receive(arles.send())
    upgraded(martigues)
    assert martigues.problems() == []
    assert martigues.dump()["permit"]
    assert martigues.dump() == arles.dump()


def test_old_and_new_meet_in_any_order_and_say_the_same_at_last(world: World) -> None:
    arles, martigues, marseille = world.offices(3)
    martigues.write(rows.add, "site", {"name": "Hangar", "kind": "land"})
    worked(arles)
    martigues.receive(arles.send())
    before = martigues.send(full=True)
    upgraded(martigues)
    martigues.write(rows.add, "site", {"name": "Halle", "kind": "land"})
    marseille.receive(martigues.send(full=True))
    marseille.receive(before)
    arles.receive(marseille.send(full=True))
    assert arles.dump() == martigues.dump() == marseille.dump()
    assert [desk.problems() for desk in (arles, martigues, marseille)] == [[], [], []]


def test_a_catalogue_of_a_later_version_is_left_untouched(world: World) -> None:
    (arles,) = world.offices(1)
    worked(arles)
    arles.store.close()
    with closing(sqlite3.connect(arles.store.path)) as base, base:
        base.execute("UPDATE alembic_version SET version_num = '9999'")
    before = arles.store.path.read_bytes()
    with pytest.raises(TooNew):
        Store(arles.store.path)
    assert arles.store.path.read_bytes() == before
