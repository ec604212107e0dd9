"""The recycle bin: what was deleted, by whom, and how it comes back."""

from uuid import UUID

import pytest

from scout_app.errors import Refused
from scout_app.model.people import Link, Person
from scout_app.model.sites import FilmingCredit
from scout_app.model.values import Officer
from scout_app.office import bin as recycle
from scout_app.office import checks, history, rows, sites
from scout_app.store.database import Store
from scout_app.wording.history import title as words
from tests.office.conftest import Trade
from tests.office.test_merging import dump


@pytest.fixture
def hangar(trade: Trade) -> UUID:
    site = trade.site("Hangar 3")
    person = trade.put(Person(name="Alix Renard"))
    trade.put(Link(row_id=site, person_id=person, role="manager"))
    trade.put(FilmingCredit(site_id=site, title="Le Phare"))
    return site


def test_a_deleted_site_is_listed_once_with_who_and_why(trade: Trade, hangar: UUID) -> None:
    trade.write(rows.delete, hangar, "vendu")
    [found] = trade.read(recycle.listing)
    assert (found.id, found.kind, found.title) == (hangar, "site", "Hangar 3")
    assert (found.author, found.reason) == (trade.officer.name, "vendu")


def test_a_restored_site_has_its_contacts_and_credits_again(trade: Trade, hangar: UUID) -> None:
    before = trade.read(sites.card, hangar)
    trade.write(rows.delete, hangar, "vendu")
    trade.write(recycle.restore, hangar)
    after = trade.read(sites.card, hangar)
    assert (after.contacts, after.credits) == (before.contacts, before.credits)
    assert after.contacts
    assert after.credits
    assert trade.read(recycle.listing) == ()


def test_what_was_deleted_before_its_site_stays_deleted(trade: Trade, hangar: UUID) -> None:
    credit = trade.put(FilmingCredit(site_id=hangar, title="La Digue"))
    trade.write(rows.delete, credit, "erreur")
    trade.write(rows.delete, hangar, "vendu")
    trade.write(recycle.restore, hangar)
    assert [c.title for c in trade.read(sites.card, hangar).credits] == ["Le Phare"]


def test_a_part_is_not_restored_without_its_whole(trade: Trade, hangar: UUID) -> None:
    part = trade.site("Nef", whole=hangar)
    trade.write(rows.delete, part, "erreur")
    trade.write(rows.delete, hangar, "vendu")
    with pytest.raises(Refused, match="owner_deleted"):
        trade.write(recycle.restore, part)
    assert {one.title: one.of for one in trade.read(recycle.listing)} == {
        "Nef": "Hangar 3", "Hangar 3": "",
    }  # fmt: skip


def test_a_row_that_stands_is_not_restored(trade: Trade, hangar: UUID) -> None:
    with pytest.raises(Refused, match="not_deleted"):
        trade.write(recycle.restore, hangar)


def test_a_restoration_says_its_name_and_is_undone(trade: Trade, hangar: UUID) -> None:
    trade.write(rows.delete, hangar, "vendu")
    trade.write(recycle.restore, hangar)
    last = trade.read(history.next_undo)
    assert last is not None
    assert words(last, trade.read(history.titles, last.changes), "en") == "restore site Hangar 3"
    trade.write(history.undo)
    assert [one.id for one in trade.read(recycle.listing)] == [hangar]


def test_deleting_and_restoring_any_real_site_leaves_everything_as_it_was(
    starter: Store, officer: Officer
) -> None:
    with starter.reading() as session:
        before = dump(session)
        found = sites.search(session, sites.SiteQuery()).sites
    whole = {row.whole_id for row in found}
    for site in [row.id for row in found if row.id not in whole][:12]:
        with starter.transaction(officer) as session:
            rows.delete(session, site, "essai")
        with starter.reading() as session:
            assert dump(session) != before
        with starter.transaction(officer) as session:
            recycle.restore(session, site)
        with starter.reading() as session:
            assert dump(session) == before
    with starter.reading() as session:
        assert checks.check(session) == ()
