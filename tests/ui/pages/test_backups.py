"""The copies of the catalogue from the window: seen, made, put back, offered when it is damaged."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from scout_app.model.values import Officer
from scout_app.office import rows
from scout_app.settings import Settings
from scout_app.store import backups
from scout_app.store.database import Store
from scout_app.ui import texts
from scout_app.ui.backups import BackupsDialog
from scout_app.ui.window import Window

WAIT = 20_000


@pytest.fixture
def window(qtbot: QtBot, opened: Callable[[Path], Window], starter: Store) -> Window:
    """Return a window whose catalogue was copied as it was opened."""
    starter.close()
    made = opened(starter.path)
    qtbot.waitUntil(lambda: len(backups.listing(starter.path)) == 1, timeout=WAIT)
    qtbot.waitUntil(lambda: made.sites.list.rows.rowCount() == 66, timeout=WAIT)
    return made


def dialog_of(qtbot: QtBot, window: Window) -> BackupsDialog:
    window.dialogs.backups()
    (dialog,) = window.findChildren(BackupsDialog)
    qtbot.waitUntil(lambda: dialog.copies.rows.rowCount() > 0, timeout=WAIT)
    return dialog


def test_a_copy_is_put_back_and_what_it_replaced_is_a_copy_too(
    qtbot: QtBot, window: Window
) -> None:
    window.desk.do(rows.add, "site", {"name": "Quai", "kind": "land"})
    qtbot.waitUntil(lambda: window.sites.list.rows.rowCount() == 67, timeout=WAIT)
    dialog = dialog_of(qtbot, window)
    dialog.copies.selectRow(0)
    assert dialog.copies.rows.index(0, 1).data() == "at opening"
    dialog.restore.click()
    qtbot.waitUntil(dialog.question.isVisible, timeout=WAIT)
    assert "1 change made since would be gone" in dialog.question.text.text()
    dialog.question.yes.click()
    qtbot.waitUntil(lambda: window.sites.list.rows.rowCount() == 66, timeout=WAIT)
    qtbot.waitUntil(lambda: dialog.said.text().startswith("Put back"), timeout=WAIT)
    qtbot.waitUntil(lambda: dialog.copies.rows.rowCount() == 2, timeout=WAIT)
    assert dialog.copies.rows.index(0, 1).data() == "before a copy was put back"
    window.desk.do(rows.add, "site", {"name": "Hangar", "kind": "land"})
    qtbot.waitUntil(lambda: window.sites.list.rows.rowCount() == 67, timeout=WAIT)


def test_turning_away_changes_nothing_and_a_copy_is_made_on_demand(
    qtbot: QtBot, window: Window
) -> None:
    dialog = dialog_of(qtbot, window)
    dialog.copies.selectRow(0)
    dialog.restore.click()
    qtbot.waitUntil(dialog.question.isVisible, timeout=WAIT)
    assert "Nothing has changed since." in dialog.question.text.text()
    dialog.question.no.click()
    dialog.make.click()
    qtbot.waitUntil(lambda: dialog.copies.rows.rowCount() == 2, timeout=WAIT)
    assert dialog.said.text().endswith("checked.")
    assert dialog.copies.rows.index(0, 1).data() == "asked for"


def test_a_copy_that_cannot_be_put_back_leaves_the_catalogue_open(
    qtbot: QtBot, window: Window
) -> None:
    dialog = dialog_of(qtbot, window)
    dialog.copies.selectRow(0)
    row = dialog.copies.chosen_row
    assert row is not None
    row.file.write_bytes(b"")
    dialog._restore(row)  # noqa: SLF001 - as if it was spoilt between the question and the answer
    qtbot.waitUntil(lambda: bool(dialog.said.text()), timeout=WAIT)
    window.desk.do(rows.add, "site", {"name": "Hangar", "kind": "land"})
    qtbot.waitUntil(lambda: window.sites.list.rows.rowCount() == 67, timeout=WAIT)


@pytest.fixture
def unopened() -> Iterator[Window]:
    """Return a window without a catalogue."""
    texts.set_language("en")
    made = Window(Settings("Camille Roux", "Mission cinéma", language="en"))
    made.show()
    yield made
    made.close()
    made.deleteLater()
    texts.set_language("fr")


def test_a_damaged_catalogue_offers_its_last_good_copy(
    qtbot: QtBot, unopened: Window, store: Store, officer: Officer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    with store.transaction(officer) as session:
        rows.add(session, "site", {"name": "Quai", "kind": "land"})
    backups.make(store.path, backups.Why.ASKED)
    store.close()
    store.path.write_bytes(bytes(20_000))
    said: list[str] = []

    def agree(box: QMessageBox) -> None:
        said.append(box.informativeText())
        next(b for b in box.buttons() if b.text() == "Put it back").click()

    monkeypatch.setattr(QMessageBox, "exec", agree)
    unopened.open(store.path)
    qtbot.waitUntil(lambda: unopened.sites.list.rows.rowCount() == 1, timeout=WAIT)
    assert len(said) == 1
    assert said[0].endswith("is whole.")


def test_a_file_that_does_not_open_leaves_the_catalogue_where_its_copies_are(
    qtbot: QtBot, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[QMessageBox] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: asked.append(box))
    before = window.opening.path
    window.open(tmp_path / "absent.gpkg")
    qtbot.waitUntil(lambda: len(asked) == 1, timeout=WAIT)
    assert [len(box.buttons()) for box in asked] == [1]
    assert window.opening.path == before
