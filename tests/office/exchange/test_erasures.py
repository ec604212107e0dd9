"""What is erased on a person is gone from the file's bytes, from every copy, and stays gone."""

import os
import shutil
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from scout_app.errors import Refused, ScoutError, Unknown
from scout_app.model.people import Erasure, Link, Person
from scout_app.model.sites import Site
from scout_app.office import erasures, exchange, held, history, rows
from scout_app.store import backups, erasing
from tests.office.exchange.conftest import Desk, World
from tests.office.exchange.test_partners import entries

HISTORIES = int(os.environ.get("SCOUT_ERASURE_HISTORIES", "60"))
NAME, PHONE, MAIL = "Aimée Sentinelle", "+33 6 12 34 56 78", "aimee@sentinelle.example"
TRACES = ("Sentinelle", "sentinelle", "12 34 56 78", "12345678", "12.34.56.78")


def known(desk: Desk) -> tuple[UUID, UUID]:
    """Make a person that much is known of, and a site whose texts name it."""
    site = desk.write(rows.add, "site", {"name": "Halle", "kind": "stage"})
    person = desk.write(rows.add, "person", {"name": NAME, "phone": PHONE, "email": MAIL})
    desk.write(rows.edit, person, {"job": "gardienne de Sentinelle", "note": "clé chez Sentinelle"})
    desk.write(rows.edit, person, {"note": "ne plus appeler"})
    desk.write(lambda s: s.add(Link(row_id=site, person_id=person, role="site_contact")))
    for text in ("Appeler AIMEE SENTINELLE au 06.12.34.56.78.\nPorte nord.", "Porte nord."):
        desk.write(rows.edit, site, {"description": text})
    desk.write(rows.edit, site, {"keys": f"chez {MAIL}, 0612345678", "noise": "calme"})
    return person, site


def traces(*files: Path) -> list[str]:
    """Return what of the person is in the bytes of files."""
    data = b"".join(path.read_bytes() for path in files)
    return [one for one in TRACES if one.encode() in data]


def test_everything_held_is_found_however_it_is_asked_for(world: World) -> None:
    arles = world.office()
    person, site = known(arles)
    for asked in (NAME, "aimee sentinelle", MAIL, "06 12 34 56 78"):
        found = arles.read(held.on, asked)
        assert person in found.rows
        assert len(found.rows) == 2
        texts = {(one.table, one.field) for one in found.entries if not one.own}
        # What is typed leaves evidence of itself.
        assert texts == {("site", "description"), ("site", "keys"), ("sourced_value", "value")}
        assert site in {one.row for one in found.entries}
        values = [one.value for one in found.entries]
        assert "clé chez Sentinelle" in values
        assert PHONE in values
    with pytest.raises(Unknown):
        arles.read(held.on, "Personne")


def test_nothing_is_left_in_the_bytes_and_the_catalogue_holds_together(world: World) -> None:
    arles = world.office()
    _person, site = known(arles)
    ids = arles.dump()["txn"]
    assert traces(arles.store.path)
    done = erasures.erase(arles.store, NAME, arles.officer, reason="demande reçue")
    assert (done.rows, done.values, done.reasons, done.backups) == (2, 4, (), ())
    assert traces(arles.store.path) == []
    assert arles.problems() == []
    assert {row[0] for row in ids} <= {row[0] for row in arles.dump()["txn"]}
    assert arles.read(lambda s: s.scalars(select(Person.id)).all()) == []
    keys = arles.read(lambda s: s.scalars(select(Site.keys).where(Site.id == site)).one())
    assert keys == "chez […], […]"
    with pytest.raises(Refused, match="erasure_not_undone"):
        arles.write(history.undo)
    with pytest.raises(Unknown):
        arles.read(held.on, NAME)


def test_every_copy_that_hears_of_it_erases_and_a_stale_file_brings_nothing_back(
    world: World,
) -> None:
    arles, martigues, istres = world.offices(3)
    person, _site = known(arles)
    stale = arles.send(full=True)
    for desk in (martigues, istres):
        desk.receive(stale)
        arles.receive(desk.send())
    martigues.write(rows.edit, person, {"job": "Sentinelle du port"})
    late = martigues.send()
    erasures.erase(arles.store, NAME, arles.officer)
    [standing] = arles.read(erasures.standing)
    assert standing.waiting == ("Marseille", "Martigues")
    martigues.receive(arles.send())
    arles.receive(late)
    assert traces(arles.store.path, martigues.store.path) == []
    arles.receive(martigues.send())
    assert arles.read(erasures.standing)[0].waiting == ("Marseille",)
    for desk in (arles, martigues):
        desk.receive(stale)
        assert traces(desk.store.path) == []
        assert [one for one in TRACES if one.encode() in entries(desk.send(full=True))] == []
    assert arles.dump() == martigues.dump()
    assert arles.problems() == martigues.problems() == []
    istres.write(rows.edit, person, {"note": "Sentinelle"})
    arles.receive(istres.send())
    istres.receive(arles.send())
    assert istres.dump() == arles.dump()
    assert traces(istres.store.path, arles.store.path) == []


def test_older_copies_that_still_hold_it_are_named_and_removed(world: World) -> None:
    arles, martigues = world.offices(2)
    martigues.write(rows.add, "site", {"name": "Avant", "kind": "stage"})
    arles.receive(martigues.send())
    known(arles)
    martigues.write(rows.add, "site", {"name": "Après", "kind": "stage"})
    arles.receive(martigues.send())
    folder = arles.store.path.with_suffix(".backups")
    assert len(list(folder.glob("*.gpkg"))) == 2
    done = erasures.erase(arles.store, NAME, arles.officer)
    assert len(done.backups) == 1
    assert traces(*done.backups)
    assert erasures.remove_backups(arles.store) == done.backups
    assert erasures.stale_backups(arles.store) == ()
    assert traces(*folder.glob("*.gpkg")) == []


def test_what_a_copy_cut_short_left_behind_is_named_and_removed_too(world: World) -> None:
    arles = world.office()
    known(arles)
    made = backups.make(arles.store.path, backups.Why.OPEN)
    left = made.rename(made.with_name(f"{made.name}.part"))
    done = erasures.erase(arles.store, NAME, arles.officer)
    assert done.backups == (left,)
    assert erasures.remove_backups(arles.store) == (left,)
    assert not left.exists()


def test_an_erasure_that_makes_no_sense_erases_nothing(world: World) -> None:
    arles, martigues = world.offices(2)
    known(arles)
    at = datetime(2027, 3, 1, tzinfo=UTC)
    spoilt = Erasure(at=at, rows="nowhere {} 12", cells="zz:qq : x:-1 y:²")
    arles.write(lambda s: s.add(spoilt))
    martigues.receive(arles.send(full=True))
    assert arles.dump() == martigues.dump()
    assert arles.problems() == martigues.problems() == []
    assert len(arles.read(held.on, NAME).rows) == 2


class Forgetting:
    """Two or three offices that write on a person, erase it, and exchange old and new files."""

    def __init__(self, world: World, acts: Sequence[tuple[str, int, int]]) -> None:
        self.desks = world.offices(2)
        self.files: list[Path] = []
        first = self.desks[0]
        self.person = first.write(rows.add, "person", {"name": NAME, "phone": PHONE})
        self.files.append(first.send(full=True))
        self.desks[1].receive(self.files[0])
        for act, who, what in acts:
            try:
                getattr(self, act)(self.desks[who % len(self.desks)], what)
            except ScoutError:
                continue
            self.never_back(self.desks[who % len(self.desks)])

    def write(self, desk: Desk, what: int) -> None:
        desk.write(rows.edit, self.person, {"note": f"{NAME} {what}"})

    def mention(self, desk: Desk, what: int) -> None:
        desk.write(rows.add, "organisation", {"name": f"Chez {NAME} {what}"})

    def erase(self, desk: Desk, _what: int) -> None:
        erasures.erase(desk.store, NAME, desk.officer)

    def send(self, desk: Desk, what: int) -> None:
        self.files.append(desk.send(full=what % 2 == 0))

    def receive(self, desk: Desk, what: int) -> None:
        desk.receive(self.files[what % len(self.files)])

    def undo(self, desk: Desk, what: int) -> None:
        found = desk.read(exchange.receptions)
        if what % 2 and found:
            desk.write(exchange.undo_reception, found[what % len(found)].number)
        else:
            desk.write(history.undo)

    def never_back(self, desk: Desk) -> None:
        """L10: no copy that knows of an erasure holds a value that it names."""
        assert erasing_left(desk) == set()

    def end(self) -> None:
        hub, other = self.desks
        other.receive(hub.send(full=True))
        hub.receive(other.send(full=True))
        for desk in self.desks:
            desk.receive(self.files[0])
        assert hub.dump() == other.dump()
        for desk in self.desks:
            self.never_back(desk)
        if len(self.files) > 3:
            assert hub.problems() == []


def erasing_left(desk: Desk) -> set[UUID]:
    """Return the rows in which something is still held that the log's erasures name."""
    with desk.store.merging(keep=False) as session:
        return erasing.apply(session.connection())


ACTS = st.lists(
    st.tuples(
        st.sampled_from(
            ("write", "mention", "erase", "erase", "send", "send", "receive", "receive", "undo")
        ),
        st.integers(0, 2),
        st.integers(0, 5),
    ),
    min_size=2,
    max_size=7,
)


@pytest.mark.usefixtures("quick")
@settings(
    max_examples=HISTORIES // 2,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@pytest.mark.parametrize("half", range(2))
@given(acts=ACTS)
def test_erased_values_never_return(
    half: int, blank: Path, monkeypatch: pytest.MonkeyPatch, acts: list[tuple[str, int, int]]
) -> None:
    # The file is written anew once, in the tests above: here it is the log that counts.
    monkeypatch.setattr(erasing, "scrub", lambda _path: None)
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder), Path(shutil.copy(blank, Path(folder) / "blank.gpkg")))
        try:
            Forgetting(world, acts).end()
        finally:
            world.close()
