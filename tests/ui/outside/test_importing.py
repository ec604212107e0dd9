"""A file is looked at, its columns are agreed, and nothing is written before."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialogButtonBox
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scout_app.model.sites import Site
from scout_app.ui.desk import Desk
from scout_app.ui.outside.importing import ImportDialog

Wait = Callable[[Callable[[], Any]], None]

SITES = (
    "nom;surface;hauteur;latitude;longitude\nHangar;1 200;9,5;43,4;5,05\nQuai;beaucoup;;43,3;5,1\n"
)


@pytest.fixture
def dialog(desk: Desk, qtbot: QtBot) -> ImportDialog:
    made = ImportDialog(desk)
    qtbot.addWidget(made)
    made.show()
    return made


def written(tmp_path: Path, text: str, name: str = "lieux.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def becomes(dialog: ImportDialog, title: str) -> QComboBox:
    for row in range(dialog.columns.rowCount()):
        item, box = dialog.columns.item(row, 0), dialog.columns.cellWidget(row, 2)
        if item is not None and item.text() == title:
            assert isinstance(box, QComboBox)
            return box
    raise AssertionError(title)


def count(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Site)) or 0


def test_the_officer_sees_what_would_become_of_every_row_first(
    dialog: ImportDialog, desk: Desk, tmp_path: Path, wait: Wait
) -> None:
    dialog.open_file(written(tmp_path, SITES))
    wait(dialog.go.isEnabled)
    assert becomes(dialog, "surface").currentText() == "Area"
    assert "2 rows: 1 new, 1 refused" in dialog.said.text()
    first, second = dialog.rows.item(0, 0), dialog.rows.item(1, 0)
    assert first is not None
    assert second is not None
    assert first.text() == "comes in"
    assert "beaucoup" in second.text()
    found: list[int] = []
    desk.ask(count, then=found.append)
    wait(lambda: found)
    assert found == [0]


def test_a_column_left_out_lets_its_rows_in(
    dialog: ImportDialog, desk: Desk, tmp_path: Path, wait: Wait, qtbot: QtBot
) -> None:
    dialog.open_file(written(tmp_path, SITES))
    wait(dialog.go.isEnabled)
    box = becomes(dialog, "surface")
    box.setCurrentIndex(0)
    box.activated.emit(0)
    wait(lambda: "2 rows: 2 new" in dialog.said.text())
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    wait(lambda: dialog.steps.currentIndex() == 2)
    assert "Undo takes it all back" in dialog.said.text()
    found: list[int] = []
    desk.ask(count, then=found.append)
    wait(lambda: found)
    assert found == [2]


def test_a_target_chosen_for_another_column_leaves_the_first(
    dialog: ImportDialog, tmp_path: Path, wait: Wait
) -> None:
    dialog.open_file(written(tmp_path, SITES))
    wait(dialog.go.isEnabled)
    box = becomes(dialog, "hauteur")
    place = box.findText("Area")
    box.setCurrentIndex(place)
    box.activated.emit(place)
    assert becomes(dialog, "surface").currentData() == ""
    wait(lambda: "2 new" in dialog.said.text())


def test_another_system_is_offered_and_read_once_it_is_confirmed(
    dialog: ImportDialog, tmp_path: Path, wait: Wait
) -> None:
    lines = "".join(f"Lieu {n};{870_000 + n},5;{6_259_000 + n},5\n" for n in range(4))
    dialog.open_file(written(tmp_path, f"nom;x;y\n{lines}"))
    wait(dialog.go.isEnabled)
    assert dialog.system.isVisible()
    assert not dialog.system.isChecked()
    assert "4 positions look like Lambert-93" in dialog.system.text()
    assert "4 to look at" in dialog.said.text()
    dialog.system.setChecked(True)
    wait(lambda: "to look at" not in dialog.said.text() and dialog.go.isEnabled())


def test_columns_kept_under_a_name_come_back_with_the_next_file(
    dialog: ImportDialog, desk: Desk, tmp_path: Path, wait: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog.open_file(written(tmp_path, SITES))
    wait(dialog.go.isEnabled)
    box = becomes(dialog, "surface")
    box.setCurrentIndex(0)
    box.activated.emit(0)
    wait(lambda: "2 rows: 2 new" in dialog.said.text())
    monkeypatch.setattr(
        "scout_app.ui.outside.importing.QInputDialog.getText", lambda *_a, **_k: ("Ville", True)
    )
    dialog.keep.click()
    wait(lambda: "Ville" in dialog.said.text())
    dialog.open_file(written(tmp_path, SITES, "autre.csv"))
    wait(lambda: dialog.go.isEnabled() and dialog.kept.currentText() == "Ville")
    assert becomes(dialog, "surface").currentData() == ""


def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(
    dialog: ImportDialog, tmp_path: Path, wait: Wait
) -> None:
    dialog.open_file(written(tmp_path, ""))
    wait(lambda: "holds nothing to read" in dialog.said.text())
    assert not dialog.go.isEnabled()


def test_an_import_that_is_stopped_leaves_the_catalogue_as_it_was(
    dialog: ImportDialog, desk: Desk, tmp_path: Path, wait: Wait
) -> None:
    lines = "".join(f"Lieu {n};{n + 1}\n" for n in range(3_000))
    dialog.open_file(written(tmp_path, f"nom;surface\n{lines}"))
    wait(dialog.go.isEnabled)
    dialog.go.click()
    dialog.buttons.button(QDialogButtonBox.StandardButton.Close).click()
    wait(lambda: "Stopped" in dialog.said.text())
    found: list[int] = []
    desk.ask(count, then=found.append)
    wait(lambda: found)
    assert found == [0]


def test_marks_without_a_name_come_in_under_the_one_agreed_to(
    dialog: ImportDialog, tmp_path: Path, wait: Wait
) -> None:
    marks = '<wpt lat="43.4" lon="5.05"><name>Hangar</name></wpt><wpt lat="43.3" lon="5.1"/>'
    gpx = f'<gpx version="1.1" creator="t" xmlns="http://www.topografix.com/GPX/1/1">{marks}</gpx>'
    dialog.open_file(written(tmp_path, gpx, "sortie.gpx"))
    wait(dialog.go.isEnabled)
    assert dialog.agreed.naming.isVisible()
    assert "1 mark has no name: call it “Mark 2 – sortie”" in dialog.agreed.naming.text()
    assert "2 new, 1 to look at" in dialog.said.text()
    named = dialog.rows.item(1, 0)
    assert named is not None
    assert "Mark 2 – sortie" in named.text()
    dialog.agreed.naming.setChecked(False)
    wait(lambda: "1 new, 1 refused" in dialog.said.text())
    dialog.agreed.naming.setChecked(True)
    wait(lambda: "2 new, 1 to look at" in dialog.said.text())
