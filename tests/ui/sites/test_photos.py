"""The strip of pictures: files dropped on it come in, in the officer's order."""

from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from scout_app.ui.sites import pictures
from scout_app.ui.sites.page import SitesPage
from scout_app.ui.sites.photos import Photos
from scout_app.ui.sites.viewer import Viewer


@pytest.fixture
def card(tmp_path: Path) -> Path:
    """A folder with three pictures, one of which says where it was taken."""
    folder = tmp_path / "carte"
    folder.mkdir()
    for view, name in enumerate("abc"):
        image = Image.linear_gradient("L").resize((320, 240)).convert("RGB").rotate(90 * view)
        exif = image.getexif()
        if name == "b":
            exif.get_ifd(0x8825).update({1: "N", 2: (43.0, 24.0, 0.0), 3: "E", 4: (5.0, 3.0, 0.0)})
        image.save(folder / f"{name}.jpg", exif=exif)
    return folder


def filled(studio: SitesPage, card: Path, wait: Any) -> Photos:
    """Bring the pictures of the folder, without where they were taken."""
    photos = studio.panel.photos
    photos.take([card])
    wait(lambda: photos.drop.isVisible())
    photos.drop.click()
    wait(lambda: len(photos.rows) == 3)
    return photos


def order(photos: Photos) -> list[str]:
    return [row.name for row in photos.rows]


def test_the_place_of_pictures_is_asked_before_it_is_kept(
    studio: SitesPage, card: Path, wait: Any
) -> None:
    photos = studio.panel.photos
    photos.take([card])
    wait(lambda: photos.keep.isVisible())
    assert "1 picture says where it was taken" in photos.said.text()
    assert not photos.strip.count()
    photos.keep.click()
    wait(lambda: len(photos.rows) == 3)
    assert [row.has_position for row in photos.rows] == [False, True, False]
    assert "3 pictures added" in photos.said.text()


def test_copies_for_others_are_written_from_the_strip(
    studio: SitesPage, card: Path, tmp_path: Path, wait: Any
) -> None:
    photos = studio.panel.photos
    assert not photos.copies.isEnabled()
    filled(studio, card, wait)
    assert photos.copies.isEnabled()
    out = tmp_path / "dehors"
    photos.give(out)
    wait(lambda: "3 copies written" in photos.said.text())
    assert len(list(out.glob("*.jpg"))) == 3


def test_files_are_dropped_on_the_strip(studio: SitesPage, card: Path, wait: Any) -> None:
    photos = studio.panel.photos
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(card / "a.jpg"))])
    photos.dropEvent(
        QDropEvent(
            QPointF(QPoint(5, 5)), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )  # fmt: skip
    wait(lambda: order(photos) == ["a.jpg"])
    wait(lambda: photos.rows[0].rendition(320).is_file())


def test_a_file_that_is_no_picture_is_said(studio: SitesPage, tmp_path: Path, wait: Any) -> None:
    path = tmp_path / "notes.jpg"
    path.write_text("bonjour", encoding="utf-8")
    photos = studio.panel.photos
    photos.take([path])
    wait(lambda: "notes.jpg is not a picture" in photos.said.text())


def test_the_keyboard_orders_and_deletes(
    studio: SitesPage, card: Path, wait: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    photos = filled(studio, card, wait)
    photos.strip.setCurrentRow(0)
    photos.strip.setFocus()
    QTest.keyClick(photos.strip, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    wait(lambda: order(photos) == ["b.jpg", "a.jpg", "c.jpg"])
    monkeypatch.setattr("scout_app.ui.sites.photos.sure", lambda *_a: True)
    photos.strip.setCurrentRow(2)
    QTest.keyClick(photos.strip, Qt.Key.Key_Delete)
    wait(lambda: order(photos) == ["b.jpg", "a.jpg"])


def test_a_picture_pasted_is_a_file_like_any_other(tmp_path: Path) -> None:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    data = QMimeData()
    data.setImageData(image)
    [path] = pictures.pasted(data)
    assert QImage(str(path)).size() == image.size()
    assert pictures.pasted(QMimeData()) == []


def test_the_viewer_turns_and_writes_what_is_left(
    studio: SitesPage, card: Path, wait: Any, qtbot: QtBot
) -> None:
    photos = filled(studio, card, wait)
    viewer = Viewer(studio._desk, photos.rows, 0)  # noqa: SLF001
    qtbot.addWidget(viewer)
    viewer.show()
    wait(lambda: not viewer.view.pixmap().isNull() and viewer.form.lines)
    assert not viewer.previous.isEnabled()
    viewer.next.click()
    assert viewer.row.name == "b.jpg"
    wait(lambda: not viewer.view.pixmap().isNull() and viewer.form.isEnabled())
    editor = viewer.form.lines["caption"].editor
    editor.put("Le quai")
    viewer.form.lines["caption"].leave()
    wait(lambda: photos.rows[1].caption == "Le quai")


@pytest.mark.parametrize("when", ["looking", "asking"])
def test_pictures_come_to_the_site_they_were_given_to_though_another_is_shown(
    studio: SitesPage, card: Path, wait: Any, when: str
) -> None:
    photos = studio.panel.photos
    first = studio.panel.site
    other = next(row for row in studio.list.rows.rows if row.id != first)
    photos.take([card])
    if when == "asking":
        wait(lambda: photos.keep.isVisible())
    studio.show_site(other.id)
    wait(lambda: studio.panel.site == other.id)
    if when == "looking":
        wait(lambda: photos.keep.isVisible() or photos.said.text())
        wait(lambda: photos.keep.isVisible())
        photos.drop.click()
    wait(lambda: "3 pictures added" in photos.said.text())
    assert order(photos) == []
    assert first is not None
    studio.show_site(first)
    wait(lambda: len(photos.rows) == 3)
    assert not any(row.has_position for row in photos.rows)
