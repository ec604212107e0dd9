"""A partner gets what is public and for partners, never what is internal; and nothing is lost."""

import itertools
import os
import random
import shutil
import tempfile
import zipfile
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scout_app.errors import ScoutError
from scout_app.model.base import Row
from scout_app.model.fields import Confidentiality, FieldType, fields_of
from scout_app.model.imports import ImportKey
from scout_app.model.people import Link, Organisation, Person
from scout_app.model.productions import Criterion, Need, Production
from scout_app.model.sites import Site, SourcedValue
from scout_app.model.tables import ROWS
from scout_app.model.values import Period, State
from scout_app.office import bookings, exchange, rows
from scout_app.office.bookings import WantedSpan
from scout_app.store import heads
from tests.office.exchange.conftest import Desk, World
from tests.office.exchange.test_convergence import Life
from tests.office.exchange.test_exchange import picture

HISTORIES = int(os.environ.get("SCOUT_PARTNER_HISTORIES", "12"))
TODAY = date(2027, 3, 1)
DAYS = Period(date(2027, 5, 3), date(2027, 5, 7))
_WORDS = (FieldType.TEXT, FieldType.NOTE)


@pytest.fixture
def trio(world: World) -> tuple[Desk, Desk, Desk]:
    """Two offices of ours, Arles and Martigues, and a partner, Marseille, that all know it."""
    arles, martigues, partner = world.offices(3)
    for name in ("Arles", "Martigues"):
        arles.write(exchange.trust, name, own=True)
    martigues.receive(arles.send(full=True))
    partner.receive(arles.send(full=True, partner=True))
    arles.receive(partner.send(full=True))
    arles.receive(martigues.send(full=True))
    return arles, martigues, partner


class Planted:
    """Rows of every kind, with a text that must not travel in each field that is not for all."""

    def __init__(self) -> None:
        self.numbers = itertools.count()
        self.planted: list[str] = []

    def secret(self) -> str:
        self.planted.append(f"SECRET{next(self.numbers):04d}X")
        return self.planted[-1]

    def filled(self, row: Row, *, whole: bool, **given: object) -> Row:
        """Fill the texts of a row that no partner may see: all of them, or the internal ones."""
        for name, field in fields_of(type(row)).items():
            internal = field.confidentiality is Confidentiality.INTERNAL
            if name not in given and field.type in _WORDS and (whole or internal):
                setattr(row, name, self.secret())
        for name, value in given.items():
            setattr(row, name, value)
        row.id = uuid4()
        return row

    def rows(self) -> list[Row]:
        made: list[Row] = []
        hall = self.filled(Site(name="Halle", reference="H", kind="stage"), whole=False)
        made.append(hall)
        for number in range(3):
            hidden = self.filled(
                Site(), whole=True, kind="stage", confidentiality="internal", lat=None, lon=None,
                commune=None, point=None,
            )  # fmt: skip
            part = self.filled(Site(), whole=True, kind="stage", whole_id=hidden.id, commune=None)
            film = self.filled(Production(), whole=True, confidentiality="internal")
            need = self.filled(Need(), whole=True, production_id=film.id)
            firm = self.filled(Organisation(name=f"Société {number}"), whole=False)
            person = self.filled(Person(), whole=True)
            made += [
                hidden, part, film, need, firm, person,
                self.filled(
                    Criterion(), whole=True, need_id=need.id, operator="is", is_hard=False, weight=1
                ),
                self.filled(SourcedValue(), whole=True, row_id=hall.id, field="owner"),
                self.filled(SourcedValue(), whole=True, row_id=part.id, field="area"),
                self.filled(ImportKey(source="feuille", key=str(number)), whole=False,
                            row_id=hall.id),
                Link(id=uuid4(), row_id=hall.id, person_id=person.id, role="site_contact"),
            ]  # fmt: skip
        return made


def entries(path: Path) -> bytes:
    """Return the bytes of a bundle, as they are and unpacked."""
    with zipfile.ZipFile(path) as archive:
        return path.read_bytes() + b"".join(archive.read(name) for name in archive.namelist())


def test_of_two_hundred_secrets_none_is_in_the_file_for_a_partner(
    trio: tuple[Desk, Desk, Desk],
) -> None:
    arles, martigues, partner = trio
    planted = Planted()
    made = planted.rows()
    order = {table: place for place, table in enumerate(("organisation", "site", "production"))}
    for row in sorted(made, key=lambda row: order.get(row.__tablename__, 9)):
        arles.write(lambda session, row=row: session.add(row))
    for row in made:
        # What they said before is in the log as well.
        for name in {"owner", "surveyor", "lead_officer", "job"} & fields_of(type(row)).keys():
            arles.write(lambda s, r=row, n=name: setattr(s.merge(r), n, planted.secret()))
    film = next(row.id for row in made if isinstance(row, Production))
    hall = next(row.id for row in made if isinstance(row, Site))
    held(arles, hall, film, note=planted.secret())
    assert len(planted.planted) >= 200
    everything = entries(arles.send(office="Martigues"))
    assert [one for one in planted.planted if one.encode() not in everything] == []
    path = arles.send(office="Marseille")
    told = entries(path)
    assert [one for one in planted.planted if one.encode() in told] == []
    assert b"Halle" in told
    report = partner.receive(path)
    assert report.unshown == 0
    assert [one for one in planted.planted if one in repr(partner.dump())] == []
    assert partner.problems() == []
    relayed = entries(partner.send(full=True))
    assert [one for one in planted.planted if one.encode() in relayed] == []
    martigues.receive(path)
    martigues.receive(arles.send(office="Martigues"))
    assert martigues.dump() == arles.dump()


def held(desk: Desk, site: UUID, film: UUID, note: str = "") -> UUID:
    wanted = [WantedSpan(DAYS, State.CONFIRMED)]
    return desk.write(bookings.enter, site, film, wanted, today=TODAY, note=note).booking


def known(desk: Desk, *others: Desk, **site: str) -> UUID:
    """Make a public site, and let the others know of it."""
    made = desk.write(rows.add, "site", {"name": "Quai", "kind": "stage", **site})
    for other in others:
        other.receive(desk.send(office=other.officer.office))
        desk.receive(other.send())
    return made


def test_a_partner_sees_that_days_are_taken_and_not_for_what(
    trio: tuple[Desk, Desk, Desk],
) -> None:
    arles, _martigues, partner = trio
    site = known(arles, partner)
    film = arles.write(rows.add, "production", {"title": "Très secret"})
    booking = held(arles, site, film)
    partner.receive(arles.send(office="Marseille"))
    row = partner.read(bookings.detail, booking, TODAY)
    assert (row.production, row.office, row.spans[0].state) == ("…", "Arles", State.CONFIRMED)
    theirs = partner.write(rows.add, "production", {"title": "Autre"})
    with pytest.raises(ScoutError):
        held(partner, site, theirs)


def test_what_a_partner_writes_over_a_withheld_value_waits_and_undoes_nothing(
    trio: tuple[Desk, Desk, Desk],
) -> None:
    arles, _martigues, partner = trio
    site = known(arles, partner, owner="Mme Roux")
    assert partner.read(lambda s: s.get_one(Site, number(s, site)).owner) is None
    partner.write(rows.edit, site, {"owner": "La Ville", "area": "400"})
    arles.receive(partner.send())
    [conflict] = arles.read(exchange.open_conflicts)
    assert (conflict.field, conflict.here.value, conflict.there.value) == (
        "owner", "Mme Roux", "La Ville",
    )  # fmt: skip
    assert partner.read(exchange.open_conflicts) == ()
    arles.write(exchange.settle, conflict.id, "here")
    partner.receive(arles.send(office="Marseille"))
    assert partner.problems() == arles.problems() == []
    assert partner.read(lambda s: s.get_one(Site, number(s, site)).owner) is None


def number(session: Session, site: UUID) -> int:
    return session.scalars(select(Site.n).where(Site.id == site)).one()


def test_a_partner_gets_no_picture_of_a_hidden_site_nor_one_that_says_where_it_was_taken(
    trio: tuple[Desk, Desk, Desk],
) -> None:
    arles, _martigues, _partner = trio
    site, hidden = known(arles), known(arles, confidentiality="internal")
    exif = b"\xff\xd8Exif\x00\x00" + bytes.fromhex("8825000400000001")
    pictures = [(site, b"\xff\xd8open"), (site, exif), (hidden, b"\xff\xd8secret")]
    first, *others = [picture(arles, where, data) for where, data in pictures]
    told = entries(arles.send(full=True, partner=True))
    assert first.encode() in told
    assert b"\xff\xd8open" in told
    assert not any(data in told for _, data in pictures[1:])
    assert others[1].encode() not in told
    assert arles.sent(full=True).photos == 3


def test_what_a_partner_deletes_stays_where_it_says_more_and_somebody_decides(
    trio: tuple[Desk, Desk, Desk],
) -> None:
    arles, _martigues, partner = trio
    site, bare = known(arles, partner), known(arles, partner)
    arles.write(rows.edit, site, {"owner": "Mme Roux"})
    partner.receive(arles.send(office="Marseille"))
    for one in (site, bare):
        partner.write(rows.delete, one, "démoli")
    arles.receive(partner.send())
    assert partner.read(lambda s: s.scalars(select(Site.id)).all()) == []
    assert arles.read(lambda s: s.scalars(select(Site.id)).all()) == [site]
    assert [one.kind for one in arles.read(exchange.open_conflicts)] == ["delete"]


def test_what_is_no_longer_confidential_comes_with_the_next_file(
    trio: tuple[Desk, Desk, Desk],
) -> None:
    arles, _martigues, partner = trio
    site = known(arles, partner, confidentiality="internal", area="400")
    assert partner.read(lambda s: s.scalars(select(Site.id)).all()) == []
    assert arles.sent(office="Marseille").transactions == 0
    arles.write(rows.edit, site, {"confidentiality": "public"})
    path = arles.send(office="Marseille")
    report = partner.receive(path)
    assert (report.applied, report.already_known, report.unshown) == (1, 1, 0)
    assert partner.read(lambda s: s.scalars(select(Site.area)).all()) == [400]
    assert partner.receive(path).applied == 0
    assert partner.problems() == []


class Shared(Life):
    """A random history of which one office is a partner: it gets filtered files only."""

    def __init__(self, dice: random.Random, world: World) -> None:
        super().__init__(dice, world)
        self.filtered: list[Path] = []

    @property
    def partner(self) -> Desk:
        return self.desks[-1]

    def _edit(self, desk: Desk) -> None:
        given = {
            "owner": self.dice.choice("abc"),
            "surveyor": self.dice.choice("xyz"),
            "confidentiality": self.dice.choice(["public", "public", "internal"]),
        }
        name = self.dice.choice(sorted(given))
        desk.write(rows.edit, self._any(desk, Site), {name: given[name]})
        super()._edit(desk)

    def _send(self, desk: Desk) -> None:
        full = self.dice.random() < 0.3
        self.filtered.append(desk.send(full=full, partner=True))
        self.sent.append(desk.send(full=full) if desk is not self.partner else self.filtered[-1])

    def _receive(self, desk: Desk) -> None:
        found = self.filtered if desk is self.partner else self.sent
        if found:
            desk.receive(self.dice.choice(found))

    def _copy(self, desk: Desk) -> None:
        """Nobody copies a file here: the partner stays the last of the offices."""

    def play(self) -> None:
        """The first file goes to everybody, so that it is filtered."""
        seed, send = self.desks[0], self.desks[0].send

        def first(**how: bool) -> Path:
            seed.send = send  # type: ignore[method-assign]
            return send(**{**how, "partner": True})

        seed.send = first  # type: ignore[method-assign]
        super().play()
        seed.send = send  # type: ignore[method-assign]


def visible(desk: Desk) -> dict[tuple[UUID, str], frozenset[str]]:
    """Return the heads of every cell, those whose value is not here as well."""

    def read(session: Session) -> dict[tuple[UUID, str], frozenset[str]]:
        ids: set[UUID] = set()
        for entity in ROWS.values():
            chosen = select(entity.id).execution_options(include_deleted=True)
            ids |= set(session.scalars(chosen))
        found = heads.cell_heads(session.connection(), sorted(ids))
        return {cell: frozenset(one.stamp.txn for one in some) for cell, some in found.items()}

    return desk.read(read)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("half", range(2))
def test_filtered_files_in_any_order_lose_nothing_and_fuller_ones_make_all_say_the_same(
    blank: Path, half: int
) -> None:
    for seed in range(half, HISTORIES, 2):
        with tempfile.TemporaryDirectory() as folder:
            world = World(Path(folder), Path(shutil.copy(blank, Path(folder) / "blank.gpkg")))
            try:
                shared(Shared(random.Random(seed), world))
            finally:
                world.close()


def shared(life: Shared) -> None:
    life.play()
    hub, *others = life.desks
    for desk in others:
        hub.receive(desk.send(full=True))
    for desk in others[:-1]:
        desk.receive(hub.send())
        assert desk.dump() == hub.dump()
    partner = life.partner
    partner.receive(hub.send(full=True, partner=True))
    assert partner.problems() == hub.problems() == []
    # The same writes stand in both, whether their values are there or not.
    everything = visible(hub)
    assert all(everything[cell] == found for cell, found in visible(partner).items())
    hub.receive(partner.send(full=True))
    partner.receive(hub.send())
    assert partner.dump() == hub.dump()
    assert partner.problems() == []


def test_offices_share_everything_only_when_both_are_ours(trio: tuple[Desk, Desk, Desk]) -> None:
    arles, _martigues, _partner = trio
    pairs = [("Arles", "Martigues"), ("Arles", "Marseille"), ("Marseille", "Arles"), ("X", "X")]
    found = [arles.read(exchange.is_partner, *pair) for pair in pairs]
    assert found == [False, True, True, False]
    arles.write(exchange.trust, "Martigues", own=False)
    assert arles.read(exchange.is_partner, "Arles", "Martigues")
