"""A folder of pictures goes to many sites, as the officer agrees, and never twice."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scout_app import office
from scout_app.model.photos import Photo
from scout_app.ui.desk import Desk
from scout_app.ui.outside.pictures import PicturesDialog, are_pictures
from tests.ui.asking import ask, do

Wait = Callable[[Callable[[], Any]], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder: one picture named after a site, one of nowhere, one that is none."""
    made = tmp_path / "repérage"
    made.mkdir()
    Image.linear_gradient("L").resize((160, 120)).convert("RGB").save(made / "quai-d-arenc 1.jpg")
    Image.radial_gradient("L").resize((160, 120)).convert("RGB").save(made / "IMG_7.jpg")
    (made / "IMG_8.jpg").write_bytes(b"no picture")
    return made


@pytest.fixture
def dialog(desk: Desk, qtbot: QtBot, wait: Wait) -> PicturesDialog:
    for name in ("Quai d’Arenc", "Hangar bleu"):
        do(desk, wait, office.rows.add, "site", {"name": name, "kind": "land"})
    made = PicturesDialog(desk)
    qtbot.addWidget(made)
    made.show()
    wait(lambda: made.site.count() == 3)
    return made


def count(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Photo)) or 0


def test_each_picture_is_proposed_and_only_what_is_agreed_comes_in(
    dialog: PicturesDialog, desk: Desk, folder: Path, wait: Wait
) -> None:
    dialog.take([folder])
    wait(lambda: dialog.lines.rows.rowCount() == 2)
    sites = {one.picture.name: one.site for one in dialog.lines.rows.rows}
    assert sites == {"quai-d-arenc 1.jpg": "Quai d’Arenc", "IMG_7.jpg": ""}
    assert "1 picture would come in. 1 has no site." in dialog.said.text()
    assert "IMG_8.jpg" in dialog.said.text()
    assert ask(desk, wait, count) == 0

    lost = next(one for one in dialog.lines.rows.rows if not one.site)
    dialog.lines.select_ids([lost.number])
    place = next(n for n in range(dialog.site.count()) if "Hangar" in dialog.site.itemText(n))
    dialog.site.setCurrentIndex(place)
    dialog.site.activated.emit(place)
    wait(lambda: "2 pictures would come in." in dialog.said.text())
    dialog.go.click()
    wait(lambda: "2 pictures added." in dialog.said.text())
    assert "IMG_8.jpg" in dialog.said.text()
    assert ask(desk, wait, count) == 2


def test_the_same_folder_again_changes_nothing(
    dialog: PicturesDialog, desk: Desk, folder: Path, wait: Wait
) -> None:
    dialog.take([folder])
    wait(dialog.go.isEnabled)
    dialog.go.click()
    wait(lambda: "1 picture added." in dialog.said.text())
    dialog.take([folder])
    wait(lambda: dialog.lines.rows.rowCount() == 2)
    wait(lambda: "0 pictures would come in." in dialog.said.text())
    assert not dialog.go.isEnabled()
    assert ask(desk, wait, count) == 1


def test_folders_and_pictures_are_told_from_tables(folder: Path, tmp_path: Path) -> None:
    assert are_pictures([folder, folder / "IMG_7.jpg", tmp_path / "A.HEIC"])
    assert not are_pictures([folder, tmp_path / "lieux.csv"])
    assert not are_pictures([])
