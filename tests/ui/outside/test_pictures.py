"""A folder of pictures: each is proposed for a site, the officer decides, then all come in."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from scout_app import office
from scout_app.model.sites import Site
from scout_app.ui.desk import Desk
from scout_app.ui.outside import dropping
from scout_app.ui.outside.importing import ImportDialog
from scout_app.ui.outside.pictures import PicturesDialog

Wait = Callable[[Callable[[], Any]], None]
Read = Callable[..., Any]


@pytest.fixture
def card(tmp_path: Path) -> Path:
    """A card with a picture near the Hangar, one in the Quai's folder, one lost, one damaged."""
    made = tmp_path / "carte"
    (made / "Quai du Large").mkdir(parents=True)
    names = ("a.jpg", "Quai du Large/b.jpg", "c.jpg")
    for view, name in enumerate(names):
        image = Image.linear_gradient("L").resize((160, 120)).convert("RGB").rotate(90 * view)
        exif = image.getexif()
        if name == "a.jpg":
            exif.get_ifd(0x8825).update({1: "N", 2: (43.0, 24.0, 0.0), 3: "E", 4: (5.0, 3.0, 0.0)})
        image.save(made / name, exif=exif)
    (made / "d.jpg").write_bytes(b"no picture")
    return made


@pytest.fixture
def sites(desk: Desk, wait: Wait) -> dict[str, UUID]:
    ids = {"Hangar": uuid4(), "Quai du Large": uuid4()}

    def enter(session: Session) -> None:
        for n, (name, row_id) in enumerate(ids.items()):
            at = (434_000_000, 50_500_000) if name == "Hangar" else (None, None)
            session.add(
                Site(
                    id=row_id, name=name, kind="location", reference=f"S-{n}", lat=at[0], lon=at[1]
                )
            )

    done: list[None] = []
    desk.do(enter, then=done.append)
    wait(lambda: done)
    return ids


@pytest.fixture
def read(desk: Desk, wait: Wait) -> Read:
    """Return a way to ask the catalogue and wait for its answer."""

    def ask(verb: Callable[..., Any], *args: Any) -> Any:
        found: list[Any] = []
        desk.ask(verb, *args, then=found.append)
        wait(lambda: found)
        return found[0]

    return ask


@pytest.fixture
def dialog(desk: Desk, sites: dict[str, UUID], qtbot: QtBot) -> PicturesDialog:
    made = PicturesDialog(desk)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(made)
    made.show()
    return made


def shown(dialog: PicturesDialog) -> dict[str, tuple[str, str]]:
    rows = dialog.placed.table.rows
    count = rows.rowCount()
    return {row.name: (row.site, row.fate) for row in (rows.row(n) for n in range(count))}


def looked(dialog: PicturesDialog, card: Path, wait: Wait) -> None:
    dialog.take([card])
    wait(lambda: dialog.steps.currentIndex() == 1 and "Nothing is written" in dialog.said.text())


def number(dialog: PicturesDialog, name: str) -> int:
    rows = dialog.placed.table.rows
    return next(r.n for r in (rows.row(n) for n in range(rows.rowCount())) if r.name == name)


def named(read: Read, site: UUID) -> list[str]:
    return [row.name for row in read(office.photos.of_site, site)]


def test_each_picture_is_shown_with_its_site_before_anything_is_written(
    dialog: PicturesDialog, card: Path, sites: dict[str, UUID], read: Read, wait: Wait
) -> None:
    looked(dialog, card, wait)
    found = shown(dialog)
    assert found["a.jpg"] == ("Hangar (S-0)", "comes in")
    assert found["b.jpg"] == ("Quai du Large (S-1)", "comes in")
    assert found["c.jpg"] == ("", "no site: choose one")
    assert found["d.jpg"] == ("", "refused")
    assert "d.jpg is not a picture" in dialog.placed.about.text()
    assert "4 pictures: 2 new, 1 without a site, 1 refused" in dialog.said.text()
    assert named(read, sites["Hangar"]) == []
    dialog.placed.table.select_id(number(dialog, "a.jpg"))
    wait(lambda: not dialog.placed.picture.pixmap().isNull())


def test_the_officer_puts_pictures_elsewhere_or_leaves_them_out_by_keyboard(
    dialog: PicturesDialog, card: Path, sites: dict[str, UUID], read: Read, wait: Wait
) -> None:
    looked(dialog, card, wait)
    placed = dialog.placed
    placed.table.select_ids([number(dialog, "a.jpg"), number(dialog, "c.jpg")])
    placed.site.setFocus()
    placed.site.setText("quai du")
    QTest.keyClick(placed.site, Qt.Key.Key_Return)
    wait(lambda: shown(dialog)["c.jpg"] == ("Quai du Large (S-1)", "comes in"))
    assert shown(dialog)["a.jpg"][0] == "Quai du Large (S-1)"
    placed.table.select_id(number(dialog, "a.jpg"))
    placed.leave.click()
    wait(lambda: shown(dialog)["a.jpg"] == ("", "left out"))
    placed.restore.click()
    wait(lambda: shown(dialog)["a.jpg"] == ("Hangar (S-0)", "comes in"))
    placed.leave.click()
    wait(lambda: shown(dialog)["a.jpg"] == ("", "left out"))
    dialog.go.click()
    wait(lambda: "Undo takes it all back" in dialog.said.text())
    assert shown(dialog)["c.jpg"] == ("Quai du Large (S-1)", "added")
    assert named(read, sites["Hangar"]) == []
    assert sorted(named(read, sites["Quai du Large"])) == ["b.jpg", "c.jpg"]


def test_a_site_that_nobody_knows_is_refused_in_a_sentence(
    dialog: PicturesDialog, card: Path, wait: Wait
) -> None:
    looked(dialog, card, wait)
    dialog.placed.table.select_id(number(dialog, "c.jpg"))
    dialog.placed.site.setText("Atlantide")
    dialog.placed.put.click()
    wait(lambda: "Atlantide" in dialog.said.text())
    assert shown(dialog)["c.jpg"][0] == ""


@pytest.mark.parametrize("kept", [False, True])
def test_their_place_is_kept_only_on_a_yes_and_the_same_again_changes_nothing(
    dialog: PicturesDialog, card: Path, sites: dict[str, UUID], read: Read, wait: Wait, kept: bool
) -> None:
    looked(dialog, card, wait)
    assert dialog.keep.isVisible()
    assert not dialog.keep.isChecked()
    dialog.keep.setChecked(kept)
    dialog.go.click()
    wait(lambda: "Undo takes it all back" in dialog.said.text())
    rows = read(office.photos.of_site, sites["Hangar"])
    assert [row.has_position for row in rows] == [kept]
    looked(dialog, card, wait)
    assert shown(dialog)["a.jpg"] == ("Hangar (S-0)", "there already")
    assert not dialog.go.isEnabled()


def test_looking_is_stopped_and_the_dialog_stays(
    dialog: PicturesDialog, card: Path, sites: dict[str, UUID], read: Read, wait: Wait
) -> None:
    dialog.take([card])
    wait(dialog.progress.isVisible)
    dialog.buttons.button(QDialogButtonBox.StandardButton.Close).click()
    wait(lambda: "Stopped" in dialog.said.text())
    assert dialog.isVisible()
    assert named(read, sites["Hangar"]) == []


def test_folders_and_pictures_dropped_open_the_import_of_pictures(
    desk: Desk, card: Path, sites: dict[str, UUID], qtbot: QtBot, wait: Wait
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = ImportDialog(desk, parent)
    dialog.show()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(card))])
    drop = QDropEvent(
        QPointF(QPoint(5, 5)), Qt.DropAction.CopyAction, data,
        Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    dialog.dropEvent(drop)
    assert not dialog.isVisible()
    wait(lambda: parent.findChildren(PicturesDialog)[0].go.isEnabled())
    rows = card / "lieux.csv"
    rows.write_text("nom\nHangar\n", encoding="utf-8")
    dropping.open_dropped(desk, [rows], parent)
    wait(lambda: "already known" in parent.findChildren(ImportDialog)[-1].said.text())
    assert not dropping.are_pictures([])
    assert not dropping.are_pictures([card, rows])
