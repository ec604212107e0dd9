"""Two offices hand each other files: what one wrote the other shows, once, or asks about."""

import hashlib
import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import insert, select, text, update
from sqlalchemy.orm import Session

from scout_app.bundle import keys, reading
from scout_app.bundle import writing as writing_out
from scout_app.errors import EditedSince, FileTrouble, Refused, Unknown
from scout_app.model.bookings import Span
from scout_app.model.exchange import unshown
from scout_app.model.log import op, opval, txn, writing
from scout_app.model.photos import Photo
from scout_app.model.sites import Site
from scout_app.model.values import Officer, Period, State
from scout_app.office import bookings, catalogue, exchange, history, rows
from scout_app.office.bookings import WantedSpan
from scout_app.office.exchange import Choice, Conflict, clashing
from scout_app.rules.vectors import vector
from scout_app.store import blobs, log
from scout_app.store import exchange as kept
from scout_app.store.database import Store
from tests.office.exchange.conftest import Desk, World, no_silent_double

TODAY = date(2027, 3, 1)
DAYS = Period(date(2027, 5, 3), date(2027, 5, 7))


def site(desk: Desk, name: str = "Quai", **values: str) -> UUID:
    return desk.write(rows.add, "site", {"name": name, "kind": "stage", **values})


def both(desk: Desk, other: Desk) -> None:
    """Hand everything over, both ways."""
    other.receive(desk.send(full=True))
    desk.receive(other.send(full=True))


def same(desk: Desk, other: Desk) -> None:
    assert desk.dump() == other.dump()
    for one in (desk, other):
        assert one.problems() == []
        one.read(no_silent_double)


def held(desk: Desk, where: UUID, production: UUID, days: Period = DAYS) -> UUID:
    wanted = [WantedSpan(days, State.CONFIRMED)]
    return desk.write(bookings.enter, where, production, wanted, today=TODAY).booking


@pytest.fixture
def pair(world: World) -> tuple[Desk, Desk]:
    """Two offices of one catalogue."""
    arles, martigues = world.offices(2)
    return arles, martigues


@pytest.fixture
def doubled(pair: tuple[Desk, Desk]) -> tuple[Desk, Desk, UUID, UUID]:
    """Two offices that each confirmed a production on the same days, and told each other."""
    arles, martigues = pair
    where = site(arles)
    first = arles.write(rows.add, "production", {"title": "Un"})
    second = arles.write(rows.add, "production", {"title": "Deux"})
    both(arles, martigues)
    one, other = held(arles, where, first), held(martigues, where, second)
    both(arles, martigues)
    return arles, martigues, one, other


def only(found: tuple[Conflict, ...]) -> Conflict:
    [one] = found
    return one


def test_what_one_wrote_the_other_shows(pair: tuple[Desk, Desk]) -> None:
    arles, martigues = pair
    where = site(arles, area="400", looks="port, nuit")
    report = martigues.receive(arles.send())
    assert (report.office, report.applied, report.already_known) == ("Arles", 1, 0)
    assert {one.table: one.added for one in report.counts}["site"] == 1
    assert martigues.read(lambda s: s.scalar(select(Site.area).where(Site.id == where))) is not None
    arles.receive(martigues.send())
    same(arles, martigues)


def test_a_preview_says_the_same_and_changes_nothing(pair: tuple[Desk, Desk]) -> None:
    arles, martigues = pair
    site(arles)
    path, before = arles.send(), martigues.dump()
    seen = exchange.preview(martigues.store, path)
    assert martigues.dump() == before
    report = martigues.receive(path)
    assert replace(report, backup=None) == replace(seen, reception=report.reception)
    assert report.backup is not None
    assert report.backup.exists()


def test_receiving_again_changes_nothing(pair: tuple[Desk, Desk]) -> None:
    arles, martigues = pair
    site(arles)
    path = arles.send()
    martigues.receive(path)
    before = martigues.dump()
    again = martigues.receive(path)
    assert (again.applied, again.already_known, again.counts, again.backup) == (0, 1, (), None)
    assert martigues.dump() == before


def test_only_what_they_lack_is_sent(pair: tuple[Desk, Desk]) -> None:
    arles, martigues = pair
    site(arles)
    assert arles.sent().kind == "full"
    with pytest.raises(Unknown):
        arles.send(office="Martigues")
    both(arles, martigues)
    assert arles.sent(office="Martigues").transactions == 0
    site(arles, "Hangar")
    sent = arles.sent(office="Martigues")
    assert (sent.kind, sent.transactions) == ("incremental", 1)
    [peer] = arles.read(exchange.peers)
    assert (peer.office, peer.lacks, peer.missing) == ("Martigues", 1, 0)
    last = arles.read(lambda s: s.scalar(select(txn.c.id).order_by(txn.c.n.desc()).limit(1)))
    assert arles.read(exchange.not_yet_seen, last) == ("Martigues",)
    martigues.receive(sent.file)
    arles.receive(martigues.send())
    assert arles.read(exchange.not_yet_seen, last) == ()


def test_a_lost_file_shows_as_a_gap_until_it_comes(pair: tuple[Desk, Desk]) -> None:
    arles, martigues = pair
    both(arles, martigues)
    where = site(arles)
    martigues.receive(arles.send())
    arles.receive(martigues.send())
    arles.write(rows.edit, where, {"area": "5"})
    lost = arles.send()
    # Arles believes that it arrived, as when an acknowledgement came of a copy since restored.
    with arles.store.merging() as session:
        links = kept.links(session.connection())
        told = json.dumps(vector(links))
        session.connection().execute(text("UPDATE peer SET vector = :v"), {"v": told})
    arles.write(rows.edit, where, {"area": "6"})
    late = martigues.receive(arles.send())
    assert [(gap.office, gap.first, gap.last) for gap in late.gaps] == [("Arles", 2, 2)]
    assert martigues.receive(lost).gaps == ()
    arles.receive(martigues.send())
    same(arles, martigues)


def test_two_values_wait_side_by_side_until_somebody_decides(pair: tuple[Desk, Desk]) -> None:
    arles, martigues = pair
    where = site(arles, area="400")
    both(arles, martigues)
    arles.write(rows.edit, where, {"area": "500"})
    martigues.write(rows.edit, where, {"area": "600"})
    both(arles, martigues)
    same(arles, martigues)
    found = only(martigues.read(exchange.open_conflicts))
    assert (found.kind, found.field, found.title) == ("field", "area", "Quai")
    assert found.base is not None
    assert (found.base.value, found.here.value, found.there.value) == (400, 600, 500)
    assert (found.here.office, found.there.office) == ("Martigues", "Arles")
    # An ordinary edit of the value displayed does not close it.
    arles.write(rows.edit, where, {"area": "700"})
    assert len(arles.read(exchange.open_conflicts)) == 1
    arles.write(exchange.settle, arles.read(exchange.open_conflicts)[0].id, "there")
    assert arles.read(exchange.open_conflicts) == ()
    both(arles, martigues)
    assert martigues.read(exchange.open_conflicts) == ()
    same(arles, martigues)


@pytest.mark.parametrize(("keep", "value"), [("here", 500), ("base", 400), ("850", 850)])
def test_any_value_may_be_kept(pair: tuple[Desk, Desk], keep: str, value: int) -> None:
    arles, martigues = pair
    where = site(arles, area="400")
    both(arles, martigues)
    arles.write(rows.edit, where, {"area": "500"})
    martigues.write(rows.edit, where, {"area": "600"})
    both(arles, martigues)
    arles.write(exchange.settle, only(arles.read(exchange.open_conflicts)).id, keep)
    both(arles, martigues)
    assert martigues.read(lambda s: s.scalar(select(Site.area))) == value
    assert martigues.read(exchange.open_conflicts) == ()
    same(arles, martigues)


def test_conflicts_are_decided_by_rule(pair: tuple[Desk, Desk]) -> None:
    arles, martigues = pair
    where = site(arles, area="400")
    both(arles, martigues)
    arles.write(rows.edit, where, {"area": "500", "clear_height": "5"})
    martigues.write(rows.edit, where, {"area": "600", "clear_height": "6"})
    both(arles, martigues)
    assert arles.write(exchange.settle_all, "latest", field="area") == 1
    assert arles.read(lambda s: s.scalar(select(Site.area))) == 600
    assert arles.write(exchange.settle_all, "here") == 1
    assert arles.read(lambda s: s.scalar(select(Site.clear_height))) == 500
    both(arles, martigues)
    same(arles, martigues)


def test_notes_of_two_offices_are_merged(pair: tuple[Desk, Desk]) -> None:
    arles, martigues = pair
    where = site(arles, description="Quai\nGrue\nClé")
    both(arles, martigues)
    arles.write(rows.edit, where, {"description": "Quai nord\nGrue\nClé"})
    martigues.write(rows.edit, where, {"description": "Quai\nGrue\nClé au poste"})
    both(arles, martigues)
    assert arles.read(exchange.open_conflicts) == ()
    said = arles.read(lambda s: s.scalar(select(Site.description)))
    assert said == "Quai nord\nGrue\nClé au poste"
    same(arles, martigues)
    # An edit of something else writes nothing of the note.
    arles.write(rows.edit, where, {"area": "5"})
    [last] = arles.read(history.listing, where, 1)
    assert "description" not in {change.field for change in last.changes}


def test_a_row_deleted_here_and_changed_there_stays_and_asks(pair: tuple[Desk, Desk]) -> None:
    arles, martigues = pair
    where = site(arles, area="400")
    both(arles, martigues)
    arles.write(rows.delete, where, "démoli")
    martigues.write(rows.edit, where, {"area": "600"})
    both(arles, martigues)
    same(arles, martigues)
    found = only(arles.read(exchange.open_conflicts))
    assert (found.kind, found.here.value, found.there.value) == ("delete", True, False)
    arles.write(rows.edit, where, {"name": "Quai Sud"})
    assert only(arles.read(exchange.open_conflicts)).kind == "delete"
    arles.write(exchange.settle, found.id, "delete")
    both(arles, martigues)
    assert martigues.read(lambda s: s.scalars(select(Site.id)).all()) == []
    assert martigues.read(exchange.open_conflicts) == ()
    same(arles, martigues)


def test_a_deleted_site_that_was_booked_elsewhere_stays_and_asks(pair: tuple[Desk, Desk]) -> None:
    arles, martigues = pair
    where = site(arles)
    production = arles.write(rows.add, "production", {"title": "Un"})
    both(arles, martigues)
    arles.write(rows.delete, where, "démoli")
    held(martigues, where, production)
    both(arles, martigues)
    same(arles, martigues)
    assert arles.read(lambda s: s.scalars(select(Site.id)).all()) == [where]
    found = only(arles.read(exchange.open_conflicts))
    assert (found.kind, found.row_id) == ("delete", where)
    with pytest.raises(Refused):
        arles.write(exchange.settle, found.id, "delete")
    arles.write(exchange.settle, found.id, "keep")
    assert arles.read(exchange.open_conflicts) == ()
    both(arles, martigues)
    same(arles, martigues)


def test_a_double_booking_waits_and_is_decided(doubled: tuple[Desk, Desk, UUID, UUID]) -> None:
    arles, martigues, one, other = doubled
    same(arles, martigues)
    assert arles.read(exchange.contested_bookings) == {one, other}
    assert arles.read(exchange.waiting) == 1
    found = only(arles.read(exchange.open_conflicts))
    assert (found.kind, found.here.value, found.there.value) == ("clash", one, other)
    assert (found.here.label, found.there.office, found.here.days) == ("Un", "Martigues", (DAYS,))
    with pytest.raises(Refused):
        arles.write(exchange.settle, found.id, "here")
    arles.write(exchange.settle, found.id, "here", reason="arrivés avant")
    assert arles.read(exchange.open_conflicts) == ()
    assert (arles.read(exchange.waiting), len(arles.read(exchange.contested_bookings))) == (0, 0)
    both(arles, martigues)
    same(arles, martigues)
    row = martigues.read(bookings.detail, other, TODAY)
    assert ([span.state for span in row.spans], row.reason) == ([State.CANCELLED], "arrivés avant")


def test_two_offices_that_decide_otherwise_are_asked_again(
    doubled: tuple[Desk, Desk, UUID, UUID],
) -> None:
    arles, martigues, one, other = doubled
    arles.write(exchange.arbitrate, one, other, Choice.KEEP, reason="nous")
    martigues.write(exchange.arbitrate, other, one, Choice.KEEP, reason="nous aussi")
    both(arles, martigues)
    same(arles, martigues)
    found = [c for c in arles.read(exchange.open_conflicts) if c.field == "outcome"]
    assert [c.kind for c in found] == ["arbitration"]
    arles.write(exchange.settle, found[0].id, "here")
    states = {b: arles.read(bookings.detail, b, TODAY).spans[0].state for b in (one, other)}
    assert states == {one: State.CONFIRMED, other: State.CANCELLED}
    both(arles, martigues)
    same(arles, martigues)


def test_cohabitation_holds_until_something_changes(
    doubled: tuple[Desk, Desk, UUID, UUID],
) -> None:
    arles, martigues, one, other = doubled
    arles.write(exchange.arbitrate, one, other, Choice.COHABIT, reason="deux équipes")
    assert arles.read(exchange.open_conflicts) == ()
    both(arles, martigues)
    assert martigues.read(exchange.open_conflicts) == ()
    same(arles, martigues)

    def longer(session: Session) -> None:
        span = session.scalars(select(Span).where(Span.booking_id == one)).one()
        span.last_day = date(2027, 5, 8)

    martigues.write(longer)
    assert only(martigues.read(exchange.open_conflicts)).kind == "clash"
    both(arles, martigues)
    assert only(arles.read(exchange.open_conflicts)).kind == "clash"
    same(arles, martigues)


def test_the_other_booking_may_be_moved(doubled: tuple[Desk, Desk, UUID, UUID]) -> None:
    arles, martigues, one, other = doubled
    arles.write(exchange.arbitrate, one, other, Choice.MOVE, reason="accord", to=date(2027, 6, 1))
    assert arles.read(exchange.open_conflicts) == ()
    moved = arles.read(bookings.detail, other, TODAY).spans[0].period
    assert moved == Period(date(2027, 6, 1), date(2027, 6, 5))
    both(arles, martigues)
    same(arles, martigues)
    with pytest.raises(Refused):
        arles.write(exchange.arbitrate, one, other, Choice.MOVE, reason="encore")


def test_work_goes_on_beside_a_double_booking(doubled: tuple[Desk, Desk, UUID, UUID]) -> None:
    arles, _martigues, one, other = doubled
    where = arles.read(lambda s: s.scalars(select(Site.id)).one())
    third = arles.write(rows.add, "production", {"title": "Trois"})
    held(arles, where, third, Period(date(2027, 7, 1), date(2027, 7, 2)))
    from scout_app.errors import Clash

    with pytest.raises(Clash):
        held(arles, where, third)
    assert clashing.ordered(one, other) in arles.read(clashing.pairs)
    assert arles.problems() == []


def test_moving_a_site_onto_taken_days_is_refused_with_a_sentence(pair: tuple[Desk, Desk]) -> None:
    arles, _martigues = pair
    whole, part = site(arles), site(arles, "Plateau")
    held(arles, whole, arles.write(rows.add, "production", {"title": "Un"}))
    held(arles, part, arles.write(rows.add, "production", {"title": "Deux"}))
    before = arles.dump()
    with pytest.raises(Refused) as refused:
        arles.write(rows.edit, part, {"whole": str(whole)})
    assert refused.value.why == "would_double"
    assert arles.dump() == before


def test_a_reception_is_taken_back_and_stays_known(pair: tuple[Desk, Desk]) -> None:
    arles, martigues = pair
    where = site(arles, area="400")
    both(arles, martigues)
    before = {t: r for t, r in martigues.dump().items() if t == "site"}
    arles.write(rows.edit, where, {"area": "500"})
    gone = site(arles, "Hangar")
    path = arles.send()
    number = martigues.receive(path).reception
    martigues.write(exchange.undo_reception, number)
    assert martigues.read(lambda s: s.scalars(select(Site.area)).all()) == [400]
    assert {
        t: [x for x in r if str(gone) not in x] for t, r in martigues.dump().items() if t == "site"
    } == before
    assert martigues.receive(path).applied == 0
    assert martigues.read(lambda s: s.scalars(select(Site.area)).all()) == [400]
    with pytest.raises(Refused):
        martigues.write(exchange.undo_reception, number)
    assert martigues.read(exchange.receptions)[0].undone
    arles.receive(martigues.send())
    same(arles, martigues)


def test_a_reception_that_was_worked_on_is_not_taken_back(pair: tuple[Desk, Desk]) -> None:
    arles, martigues = pair
    where = site(arles, area="400")
    number = martigues.receive(arles.send()).reception
    martigues.write(rows.edit, where, {"area": "500"})
    before = martigues.dump()
    with pytest.raises(EditedSince):
        martigues.write(exchange.undo_reception, number)
    assert martigues.dump() == before


def test_a_copied_file_is_another_copy_and_hides_nothing(world: World) -> None:
    arles, martigues = world.offices(2)
    where = site(arles)
    both(arles, martigues)
    copy = world.folder / "copie.gpkg"
    arles.store.backup(copy)
    stick = world.office("Arles", copy)
    arles.write(rows.edit, where, {"area": "5"})
    stick.write(rows.edit, where, {"clear_height": "7"})
    for one in (stick, arles):
        martigues.receive(one.send())
    both(arles, martigues)
    both(stick, martigues)
    both(arles, martigues)
    same(arles, martigues)
    assert arles.dump() == stick.dump()
    found = arles.read(lambda s: s.execute(select(Site.area, Site.clear_height)).one())
    assert tuple(found) == (5, 700)


@pytest.mark.parametrize("state", ["missing", "empty", "zeros", "half"])
def test_a_catalogue_that_is_lost_or_damaged_is_restored_all_the_same(
    pair: tuple[Desk, Desk], tmp_path: Path, state: str
) -> None:
    arles, _martigues = pair
    arles.write(rows.add, "site", {"name": "Quai sauvé", "kind": "stage"})
    path, backup = arles.store.path, tmp_path / "copie.gpkg"
    arles.store.backup(backup)
    before = arles.dump()
    arles.store.close()
    content = path.read_bytes()
    ruined = {"empty": b"", "zeros": bytes(len(content)), "half": content[: len(content) // 2]}
    if state == "missing":
        path.unlink()
    else:
        path.write_bytes(ruined[state])
    kept = exchange.restore(path, backup)
    assert (kept is None) == (state == "missing")
    assert kept is None or kept.read_bytes() == ruined[state]
    arles.store = Store(path)
    assert arles.dump() == before
    assert arles.problems() == []


def test_a_restored_backup_is_another_copy_and_gets_all_back(pair: tuple[Desk, Desk]) -> None:
    arles, martigues = pair
    where = site(arles)
    backup = arles.store.path.with_name("sauvegarde.gpkg")
    arles.store.backup(backup)
    arles.write(rows.edit, where, {"area": "5"})
    both(arles, martigues)
    arles.store.close()
    kept_file = exchange.restore(arles.store.path, backup)
    assert kept_file is not None
    arles.store = Store(arles.store.path)
    assert arles.read(lambda s: s.scalar(select(Site.area))) is None
    arles.write(rows.edit, where, {"clear_height": "7"})
    martigues.receive(arles.send(full=True))
    arles.receive(martigues.send(office="Arles"))
    both(arles, martigues)
    same(arles, martigues)
    found = arles.read(lambda s: s.execute(select(Site.area, Site.clear_height)).one())
    assert tuple(found) == (5, 700)
    assert arles.read(lambda s: len(set(s.scalars(select(txn.c.replica))))) == 2
    with closing(Store(kept_file)) as before, before.reading() as session:
        assert session.scalar(select(Site.area)) == 5


def test_a_backup_of_another_catalogue_replaces_nothing(
    pair: tuple[Desk, Desk], tmp_path: Path
) -> None:
    arles, _martigues = pair
    other = tmp_path / "autre.gpkg"
    catalogue.create(other).close()
    arles.store.close()
    before = arles.store.path.read_bytes()
    with pytest.raises(Refused) as refused:
        exchange.restore(arles.store.path, other)
    assert refused.value.why == "other_backup"
    with pytest.raises(FileTrouble):
        exchange.restore(arles.store.path, tmp_path / "none.gpkg")
    assert arles.store.path.read_bytes() == before
    assert not list(arles.store.path.parent.glob(".*.gpkg"))
    arles.store = Store(arles.store.path)


def test_a_file_copied_behind_our_back_is_named_and_goes_on_as_another(world: World) -> None:
    arles, martigues = world.offices(2)
    where = site(arles)
    both(arles, martigues)
    arles.store.close()
    saved = arles.store.path.read_bytes()
    registry = sorted((world.folder / "home" / "state").glob("replicas*"))
    kept = {path: path.read_bytes() for path in registry}
    arles.store = Store(arles.store.path)
    arles.write(rows.edit, where, {"area": "5"})
    martigues.receive(arles.send())
    arles.store.close()
    arles.store.path.write_bytes(saved)
    for path, data in kept.items():
        path.write_bytes(data)
    arles.store = Store(arles.store.path)
    arles.write(rows.edit, where, {"area": "6"})
    report = martigues.receive(arles.send(full=True))
    assert report.doubled == ("Arles",)
    assert report.conflicts == 1
    arles.receive(martigues.send(full=True))
    same(arles, martigues)
    arles.write(rows.edit, where, {"clear_height": "7"})
    replicas = arles.read(lambda s: set(s.scalars(select(txn.c.replica))))
    assert len(replicas) == 2
    both(arles, martigues)
    same(arles, martigues)


def test_a_stranger_is_refused_and_joins_when_asked(world: World, tmp_path: Path) -> None:
    arles = world.office("Arles")
    other = Desk(
        catalogue.create(tmp_path / "autre.gpkg"), Officer("A", "Istres"), tmp_path / "istres"
    )
    world.opened.append(other)
    site(arles)
    site(other, "Hangar")
    path, before = arles.send(), other.dump()
    with pytest.raises(Refused) as refused:
        other.receive(path)
    assert refused.value.why == "other_catalogue"
    assert other.dump() == before
    other.receive(path, join=True)
    arles.receive(other.send(full=True), join=True)
    assert arles.store.catalogue_id == other.store.catalogue_id
    both(arles, other)
    same(arles, other)


def test_two_offices_begun_from_the_starter_meet_without_a_fuss(tmp_path: Path) -> None:
    one, other = (
        Desk(
            catalogue.create(tmp_path / f"{name}.gpkg", "starter"),
            Officer("A", name),
            tmp_path / name,
        )
        for name in ("Arles", "Istres")
    )
    where = one.read(lambda s: s.scalars(select(Site.id).limit(1)).one())
    one.write(rows.edit, where, {"website": "https://example.org"})
    report = other.receive(one.send())
    assert (report.applied, report.conflicts, report.unshown) == (1, 0, 0)
    one.receive(other.send())
    same(one, other)
    one.store.close()
    other.store.close()


def test_many_deletions_are_asked_about_first(pair: tuple[Desk, Desk]) -> None:
    arles, martigues = pair
    made = [site(arles, f"Quai {number}") for number in range(4)]
    both(arles, martigues)
    for one in made[:3]:
        arles.write(rows.delete, one, "erreur")
    path, before = arles.send(), martigues.dump()
    with pytest.raises(Refused) as refused:
        martigues.receive(path, agreed=False)
    assert refused.value.why == "many_disappear"
    assert martigues.dump() == before
    martigues.receive(path)
    assert len(martigues.read(lambda s: s.scalars(select(Site.id)).all())) == 1


def test_a_key_compared_by_telephone_may_not_change(
    pair: tuple[Desk, Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    arles, martigues = pair
    assert martigues.receive(arles.send()).confirmed is False
    [peer] = martigues.read(exchange.peers)
    assert peer.fingerprint == exchange.identity().fingerprint
    exchange.confirm_key(martigues.store, peer.replica)
    assert martigues.receive(arles.send(full=True)).confirmed is True
    from scout_app.bundle import keys

    monkeypatch.setattr(keys, "own", lambda: bytes(32))
    path = arles.send(full=True)
    with pytest.raises(Refused) as refused:
        martigues.receive(path)
    assert refused.value.why == "office_key_changed"


def foreign(desk: Desk, table: str, field: str, value: str, row: UUID) -> None:
    """Write a transaction as another version of Scout would."""
    with desk.store.merging() as session:
        connection = session.connection()
        salt, replica = b"s" * 16, UUID(int=99)
        seq = 1 + len(connection.execute(select(txn.c.n).where(txn.c.replica == replica)).all())
        parent = connection.scalar(
            select(txn.c.id).where(txn.c.replica == replica).order_by(txn.c.seq.desc()).limit(1)
        )
        head = {
            "author": "B", "clock_ok": True, "office": "Futur", "parent": parent, "reason": None,
            "replica": str(replica), "schema": "1.7", "seq": seq, "undoes": None, "wall_ms": 9,
        }  # fmt: skip
        vhash = log.value_hash(salt, value)
        line = {"tbl": table, "row": str(row), "field": field, "vhash": vhash, "prev": []}
        made = connection.execute(
            insert(txn).values(
                id=log.txn_id(head, [line]), replica=replica, seq=seq, parent_id=parent, author="B",
                office="Futur", wall_ms=9, clock_ok=True, schema="1.7",
            )
        ).lastrowid  # fmt: skip
        connection.execute(
            insert(op).values(
                txn=made, n=0, tbl=table, row_uuid=row, field=field, vhash=vhash, prev=""
            )
        )
        connection.execute(insert(opval).values(txn=made, n=0, salt=salt, value=value))


def test_what_a_newer_scout_wrote_is_kept_and_relayed(world: World) -> None:
    arles, martigues, marseille = world.offices(3)
    where = site(arles)
    foreign(arles, "site", "drone_zone", '"verte"', where)
    foreign(arles, "helipad", "name", '"Nord"', UUID(int=5))
    martigues.receive(arles.send())
    martigues.read(history.listing)
    marseille.receive(martigues.send())
    both(arles, marseille)
    same(arles, marseille)
    fields = marseille.read(lambda s: set(s.scalars(select(op.c.field))))
    assert "drone_zone" in fields


def test_a_value_that_does_not_fit_is_kept_and_not_shown(pair: tuple[Desk, Desk]) -> None:
    arles, martigues = pair
    where = site(arles)
    foreign(arles, "site", "area", '"vaste"', where)
    report = martigues.receive(arles.send())
    assert report.unshown == 1
    assert martigues.read(lambda s: s.scalar(select(Site.area))) is None
    martigues.write(rows.edit, where, {"name": "Quai Sud"})
    [last] = martigues.read(history.listing, where, 1)
    assert "area" not in {change.field for change in last.changes}
    assert martigues.problems() == []
    found = only(martigues.read(exchange.open_conflicts))
    assert (found.kind, found.here.value, found.here.office) == ("invalid", '"vaste"', "Futur")
    martigues.write(exchange.settle, found.id, "800")
    assert martigues.read(exchange.open_conflicts) == ()
    both(arles, martigues)
    assert arles.read(lambda s: s.scalar(select(Site.area))) == 800
    same(arles, martigues)


def test_two_ends_moved_past_each_other_are_asked_about(pair: tuple[Desk, Desk]) -> None:
    arles, martigues = pair
    where = site(arles)
    booking = held(arles, where, arles.write(rows.add, "production", {"title": "Un"}))
    both(arles, martigues)

    def end(session: Session, name: str, day: date) -> None:
        setattr(session.scalars(select(Span)).one(), name, day)

    arles.write(end, "first_day", date(2027, 5, 6))
    martigues.write(end, "last_day", date(2027, 5, 4))
    both(arles, martigues)
    same(arles, martigues)
    found = only(arles.read(exchange.open_conflicts))
    assert (found.kind, found.table, found.field) == ("invalid", "span", "last_day")
    with pytest.raises(Refused):
        arles.write(exchange.settle, found.id, "here")
    arles.write(exchange.settle, found.id, "2027-05-09")
    assert arles.read(exchange.open_conflicts) == ()
    days = arles.read(bookings.detail, booking, TODAY).spans[0].period
    assert days == Period(date(2027, 5, 6), date(2027, 5, 9))
    both(arles, martigues)
    same(arles, martigues)


def test_a_row_whose_parent_never_came_waits_for_it(pair: tuple[Desk, Desk]) -> None:
    arles, martigues = pair
    both(arles, martigues)
    whole = site(arles, "Studio")
    first = arles.send()
    with arles.store.merging() as session:
        links = kept.links(session.connection())
        told = json.dumps(vector(links))
        session.connection().execute(text("UPDATE peer SET vector = :v"), {"v": told})
    part = site(arles, "Plateau", whole=str(whole))
    production = arles.write(rows.add, "production", {"title": "Un"})
    held(arles, whole, production)
    report = martigues.receive(arles.send())
    assert report.unshown == 3
    assert martigues.read(lambda s: s.execute(select(Site.id, Site.whole_id)).all()) == [
        (part, None)
    ]
    assert martigues.problems() == []
    assert martigues.receive(first).unshown == 0
    arles.receive(martigues.send())
    same(arles, martigues)
    assert martigues.read(lambda s: s.scalars(select(unshown.c.tbl)).all()) == []


def test_a_failure_in_the_middle_changes_nothing(
    pair: tuple[Desk, Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    arles, martigues = pair
    site(arles)
    path, before = arles.send(), martigues.dump()
    from scout_app.office.exchange import receiving

    def fail(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(receiving, "_record", fail)
    with pytest.raises(FileTrouble) as refused:
        martigues.receive(path)
    assert refused.value.why == "full"
    assert martigues.dump() == before
    monkeypatch.undo()
    assert martigues.receive(path).applied == 1


def picture(desk: Desk, where: UUID, data: bytes) -> str:
    """Enter a picture whose original is these bytes."""
    sha256 = hashlib.sha256(data).hexdigest()
    source = desk.store.path.with_name(f"{sha256[:8]}.jpg")
    source.write_bytes(data)
    blobs.put(blobs.beside(desk.store.path), source, sha256, ".jpg")

    def enter(session: Session) -> None:
        session.add(
            Photo(
                site_id=where, sha256=sha256, suffix=".jpg", width=1, height=1, dhash="0" * 16,
                rank="a", is_cover=False,
            )
        )  # fmt: skip

    desk.write(enter)
    return sha256


def original(desk: Desk, sha256: str) -> Path:
    return blobs.place(blobs.beside(desk.store.path), sha256, ".jpg")


def test_pictures_travel_once_and_again_when_asked_for(pair: tuple[Desk, Desk]) -> None:
    arles, martigues = pair
    where = site(arles)
    both(arles, martigues)
    sha256 = picture(arles, where, b"\xff\xd8picture")
    sent = arles.sent(office="Martigues")
    assert (sent.photos, sent.transactions) == (1, 1)
    assert martigues.receive(sent.file).photos == 1
    assert original(martigues, sha256).read_bytes() == b"\xff\xd8picture"
    arles.receive(martigues.send())
    assert arles.sent(office="Martigues").photos == 0
    original(martigues, sha256).unlink()
    arles.receive(martigues.send(full=True))
    [peer] = arles.read(exchange.peers)
    assert peer.wants == 1
    martigues.receive(arles.send(office="Martigues"))
    assert original(martigues, sha256).is_file()
    same(arles, martigues)


def test_no_picture_leads_out_of_its_folder(pair: tuple[Desk, Desk]) -> None:
    arles, martigues = pair
    where = site(arles)
    sha256 = picture(arles, where, b"evil")
    kept_at = original(arles, sha256)
    arles.write(lambda s: setattr(s.scalars(select(Photo)).one(), "suffix", "/../../../evil.jpg"))
    path = arles.store.path.with_name("evil.scoutsync")
    sent = reading.read(arles.send(full=True)).manifest
    with arles.store.reading() as session:
        links = kept.links(session.connection())
        said = replace(sent, vector=vector(links), entries=())
        every = list(kept.transactions(session.connection(), {link.id for link in links}))
    writing_out.write(path, said, every, {sha256: kept_at}, keys.own())
    assert martigues.receive(path).photos == 0
    assert not list(martigues.store.path.parent.rglob("evil.jpg"))


def test_a_picture_that_is_not_here_stops_nothing(pair: tuple[Desk, Desk]) -> None:
    arles, martigues = pair
    where = site(arles)
    sha256 = picture(arles, where, b"lost")
    original(arles, sha256).unlink()
    sent = arles.sent()
    assert (sent.photos, martigues.receive(sent.file).applied) == (0, 2)
    same_rows = martigues.read(lambda s: s.scalars(select(Photo.sha256)).all())
    assert same_rows == [sha256]


def test_no_other_program_writes_what_exchange_keeps(pair: tuple[Desk, Desk]) -> None:
    arles, _martigues = pair
    with closing(sqlite3.connect(arles.store.path)) as other:
        for table in ("peer", "reception", "conflict", "unshown", "arbitration"):
            with pytest.raises(sqlite3.IntegrityError, match="Scout"):
                other.execute(f"INSERT INTO {table} DEFAULT VALUES")
    assert update(writing) is not None
