"""What is dropped on the window opens the import that takes it."""

from pathlib import Path

from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from scout_app.ui.outside.pictures import PicturesDialog
from scout_app.ui.window import Window

WAIT = 20_000


def test_a_folder_dropped_comes_in_on_the_site_it_names_and_undo_takes_it_back(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    qtbot.waitUntil(lambda: window.sites.list.rows.rowCount() == 66, timeout=WAIT)
    site = next(row for row in window.sites.list.rows.rows if row.name == "Provence Studios")
    card = tmp_path / f"{site.reference} repérage"
    card.mkdir()
    Image.linear_gradient("L").resize((160, 120)).save(card / "DSC_1.jpg")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(card))])
    window.dropEvent(
        QDropEvent(
            QPointF(9, 9), Qt.DropAction.CopyAction, data,
            Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
        )
    )  # fmt: skip
    dialog = window.findChildren(PicturesDialog)[0]
    qtbot.waitUntil(dialog.go.isEnabled, timeout=WAIT)
    assert "1 picture: 1 new" in dialog.said.text()
    dialog.go.click()
    qtbot.waitUntil(lambda: "Undo takes it all back" in dialog.said.text(), timeout=WAIT)
    dialog.reject()
    photos = window.sites.panel.photos
    window.sites.show_site(site.id)
    qtbot.waitUntil(lambda: [row.name for row in photos.rows] == ["DSC_1.jpg"], timeout=WAIT)
    qtbot.waitUntil(window.undoing.undo.isEnabled, timeout=WAIT)
    window.undoing.undo.trigger()
    qtbot.waitUntil(lambda: not photos.rows, timeout=WAIT)
