"""An afternoon on the page of the offices: files go out, come in, are refused, are taken back."""

import json
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from sqlalchemy import func, select, text

from scout_app import settings
from scout_app.model.log import meta, txn
from scout_app.model.sites import Site
from scout_app.office import catalogue, exchange, rows
from scout_app.rules.vectors import vector
from scout_app.store import exchange as exchange_log
from scout_app.store import registry
from scout_app.store.database import Store
from scout_app.ui.offices.page import OfficesPage, dropped
from scout_app.ui.window import Window
from tests.office.exchange.conftest import Desk as Office
from tests.office.exchange.conftest import World
from tests.ui.offices.conftest import Wait, both, contested, site


def sites(at: Office) -> int:
    return int(at.read(lambda session: session.scalar(select(func.count()).select_from(Site))))


def look_at(page: OfficesPage, wait: Wait, path: Path) -> None:
    page.look_at(path)
    wait(lambda: page.receiving.seen is not None)


def receive(page: OfficesPage, wait: Wait, path: Path) -> None:
    look_at(page, wait, path)
    page.receiving.go.click()
    wait(lambda: page.receiving.seen is None)


def test_a_dropped_file_is_told_first_and_received_on_demand(
    window: Window, page: OfficesPage, arles: Office, martigues: Office, wait: Wait
) -> None:
    site(arles)
    path = arles.send()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.turn_to(window.sites)
    window.dropEvent(QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, left, none))
    assert window.stack.currentWidget() is page
    wait(lambda: page.receiving.seen is not None)
    told = page.receiving.text.toPlainText()
    assert "File of Arles" in told
    assert "Site: 1 added" in told
    assert "never compared" in told
    assert sites(martigues) == 0
    page.receiving.go.click()
    wait(lambda: page.copies.receptions.rows.rowCount() == 1)
    assert sites(martigues) == 1
    wait(lambda: "Received:" in page.receiving.text.toPlainText())
    wait(lambda: page.copies.table.rows.rowCount() == 1)


def test_only_one_exchange_file_is_taken_from_a_drag(tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("a.scoutsync", "b.csv")])
    assert dropped(data) is None
    data.setUrls([QUrl("https://example.org/a.scoutsync")])
    assert dropped(data) is None


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-200])


def foreign(path: Path) -> None:
    path.write_text("a;b\n", encoding="utf-8")


def flipped(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(bytes(content))


@pytest.mark.parametrize("spoil", [cut, foreign, flipped, Path.unlink])
def test_a_file_that_cannot_be_used_leaves_the_page_as_it_was(
    page: OfficesPage, arles: Office, martigues: Office, wait: Wait, spoil: Callable[[Path], Any]
) -> None:
    site(arles)
    good = arles.send()
    bad = good.with_name("bad.scoutsync")
    shutil.copy(good, bad)
    spoil(bad)
    look_at(page, wait, good)
    before = page.receiving.text.toPlainText()
    page.look_at(bad)
    wait(page.receiving.said.text)
    assert "bad.scoutsync" in page.receiving.said.text()
    assert page.receiving.text.toPlainText() == before
    assert page.receiving.go.isEnabled()
    assert sites(martigues) == 0


def test_a_catalogue_begun_apart_is_joined_only_when_both_agree(
    page: OfficesPage, world: World, martigues: Office, wait: Wait, tmp_path: Path
) -> None:
    catalogue.create(tmp_path / "apart.gpkg", "empty").close()
    apart = world.office("Istres", tmp_path / "apart.gpkg")
    site(apart)
    page.look_at(apart.send())
    wait(page.receiving.said.text)
    assert "another catalogue" in page.receiving.said.text()
    assert not page.receiving.go.isEnabled()
    page.receiving.join.setChecked(True)
    wait(lambda: page.receiving.seen is not None)
    page.receiving.go.click()
    wait(lambda: sites(martigues) == 1)
    with closing(Store(martigues.store.path)) as again:
        assert again.catalogue_id == min(martigues.store.catalogue_id, apart.store.catalogue_id)


def test_a_shared_folder_lists_what_waits_and_receives_nothing_itself(
    page: OfficesPage, arles: Office, martigues: Office, wait: Wait, tmp_path: Path
) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    for name in ("notes.txt", "half.scoutsync.part", "photo.jpg", ".scoutsync"):
        (folder / name).write_text("x", encoding="utf-8")
    (folder / "folder.scoutsync").mkdir()
    site(arles)
    page.sending.take_folder(folder)
    assert settings.load().shared_folder == str(folder)
    sent = exchange.send(arles.store, folder, arles.officer)
    page.receiving.watch.look()
    table = page.receiving.waiting
    wait(lambda: table.rows.rowCount() == 1)
    assert page.tabs.tabText(2) == "Receive (1)"
    assert sites(martigues) == 0
    page.sending.go.click()
    wait(lambda: "Written" in page.sending.said.text())
    page.receiving.watch.look()
    receive(page, wait, sent.file)
    wait(lambda: table.rows.rowCount() == 0)
    assert sites(martigues) == 1


def test_what_an_office_lacks_is_written_and_said_in_a_sentence(
    page: OfficesPage, arles: Office, martigues: Office, wait: Wait, tmp_path: Path
) -> None:
    both(arles, martigues)
    site(martigues)
    page.refresh()
    wait(lambda: page.sending.to.count() == 2)
    page.copies.table.selectRow(0)
    page.copies.send.click()
    assert page.sending.to.currentData() == "Arles"
    assert page.sending.lacks.text() == "They lack 1 change."
    page.sending.take_folder(tmp_path)
    page.sending.go.click()
    wait(page.sending.said.text)
    assert page.sending.said.text().startswith("Written: 1 change, 0 pictures, ")
    [path] = tmp_path.glob("*.scoutsync")
    assert arles.receive(path).applied == 1


def test_a_cancelled_sending_leaves_no_file(page: OfficesPage, wait: Wait, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    page.sending.take_folder(folder)
    page.sending.go.click()
    page.sending.working.stop.click()
    wait(page.sending.said.text)
    assert page.sending.said.text() == "Stopped; no file was left."
    assert list(folder.iterdir()) == []
    assert page.sending.go.isEnabled()


def test_a_cancelled_reception_changes_nothing(
    page: OfficesPage, arles: Office, martigues: Office, wait: Wait
) -> None:
    site(arles)
    look_at(page, wait, arles.send())
    page.receiving.go.click()
    page.receiving.working.stop.click()
    wait(page.receiving.said.text)
    assert page.receiving.said.text() == "Stopped; nothing was received."
    assert sites(martigues) == 0
    assert page.receiving.go.isEnabled()


def test_rows_disappear_only_when_agreed(
    page: OfficesPage, arles: Office, martigues: Office, wait: Wait
) -> None:
    made = [site(arles, f"Quai {n}") for n in range(4)]
    both(arles, martigues)
    for one in made[:3]:
        arles.write(rows.delete, one, "gone")
    look_at(page, wait, arles.send())
    assert "rows would disappear" in page.receiving.text.toPlainText()
    assert not page.receiving.go.isEnabled()
    page.receiving.agree.setChecked(True)
    page.receiving.go.click()
    wait(lambda: sites(martigues) == 1)


def test_a_reception_is_taken_back_after_being_told_what_that_does(
    page: OfficesPage, arles: Office, martigues: Office, wait: Wait
) -> None:
    site(arles)
    receive(page, wait, arles.send())
    wait(lambda: page.copies.receptions.rows.rowCount() == 1)
    page.copies.receptions.selectRow(0)
    page.copies.take_back.click()
    wait(page.copies.question.text.text)
    assert "Site (1)" in page.copies.question.text.text()
    assert sites(martigues) == 1
    page.copies.question.yes.click()
    wait(lambda: sites(martigues) == 0)
    wait(lambda: page.copies.receptions.rows.row(0).undone)
    assert not page.copies.take_back.isEnabled()


def test_a_key_is_confirmed_after_it_was_compared(
    page: OfficesPage, arles: Office, martigues: Office, wait: Wait
) -> None:
    martigues.receive(arles.send())
    page.refresh()
    wait(lambda: page.copies.table.rows.rowCount() == 1)
    wait(page.copies.own.text)
    page.copies.table.selectRow(0)
    page.copies.confirm.click()
    assert page.copies.table.rows.row(0).fingerprint in page.copies.question.text.text()
    page.copies.question.yes.click()
    wait(lambda: page.copies.table.rows.row(0).confirmed)
    assert not page.copies.confirm.isEnabled()


def test_what_never_came_and_a_doubled_file_are_named(
    page: OfficesPage, arles: Office, martigues: Office, world: World, wait: Wait
) -> None:
    site(arles)
    both(arles, martigues)
    twin = world.folder / "twin.gpkg"
    arles.store.backup(twin)
    with arles.store.reading() as session:
        replica = session.scalar(select(meta.c.replica_id))
        last = session.scalar(select(txn.c.id).order_by(txn.c.n.desc()).limit(1))
    assert replica is not None
    site(arles, "Hangar")
    mine = arles.send(full=True)
    # What a registry restored with the file would say: that this is still the same copy.
    registry.remember(replica, twin, last or "")
    other = world.office("Arles", twin)
    site(other, "Four")
    site(other, "Plage")
    martigues.receive(mine)
    martigues.receive(other.send(full=True))
    page.refresh()
    wait(page.copies.alarm.text)
    assert "Doubled file: a catalogue of Arles was copied" in page.copies.alarm.text()
    assert page.copies.alarm.isVisibleTo(page.copies)


def test_changes_that_never_came_are_named_with_their_days(
    page: OfficesPage, arles: Office, martigues: Office, wait: Wait
) -> None:
    both(arles, martigues)
    where = site(arles)
    martigues.receive(arles.send())
    arles.receive(martigues.send())
    arles.write(rows.edit, where, {"area": "5"})
    with arles.store.merging() as session:
        told = json.dumps(vector(exchange_log.links(session.connection())))
        session.connection().execute(text("UPDATE peer SET vector = :v"), {"v": told})
    arles.write(rows.edit, where, {"area": "6"})
    martigues.receive(arles.send())
    page.refresh()
    wait(page.copies.alarm.text)
    assert page.copies.alarm.text().startswith("Arles: change 2 never received (")
    wait(lambda: page.copies.table.rows.row(0).missing == 1)


def test_the_report_opens_on_what_needs_a_decision(
    window: Window, page: OfficesPage, arles: Office, martigues: Office, wait: Wait
) -> None:
    contested(arles, martigues)
    page.look_at(arles.send())
    wait(lambda: page.receiving.seen is not None)
    assert "1 double booking to arbitrate" in page.receiving.text.toPlainText()
    page.receiving.go.click()
    wait(lambda: page.tabs.currentWidget() is page.deciding)
    wait(lambda: window.waiting.text() == "1 to decide")
    assert window.rail.item(5).text() == "Offices (1)"
    window.turn_to(window.sites)
    wait(lambda: "CONTESTED" in window.sites.panel.under.text())
    wait(lambda: window.sites.list.rows.index(0, 5).data() == "CONTESTED")
    window.turn_to(window.todo)
    wait(lambda: window.todo.between.isVisible())
    wait(lambda: window.todo.table.rows.rowCount() > 0)
    window.todo.table.selectRow(0)
    window.todo.arbitrate.click()
    assert window.stack.currentWidget() is page
