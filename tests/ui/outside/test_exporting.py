"""What is exported from the window is a file that can be read again."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from scout_app.formats import tables
from scout_app.model.values import Period, State
from scout_app.office import bookings, rows
from scout_app.office.bookings import WantedSpan
from scout_app.ui.desk import Desk
from scout_app.ui.outside.exporting import ExportDialog

Wait = Callable[[Callable[[], Any]], None]


def test_the_chosen_sites_are_written(desk: Desk, qtbot: QtBot, wait: Wait, tmp_path: Path) -> None:
    made: list[Any] = []
    for name in ("Hangar", "Quai"):
        desk.do(rows.add, "site", {"name": name, "kind": "studio"}, then=made.append)
    wait(lambda: len(made) == 2)
    dialog = ExportDialog(desk, made[:1])
    qtbot.addWidget(dialog)
    assert dialog.which.currentText() == "1 chosen site"
    path = tmp_path / "sites.xlsx"
    dialog.write(path)
    wait(lambda: "1 row written" in dialog.said.text())
    [record] = tables.read(path).records
    assert "Hangar" in record.cells


def test_land_that_the_standard_cannot_say_is_named(
    desk: Desk, qtbot: QtBot, wait: Wait, tmp_path: Path
) -> None:
    made: list[Any] = []
    desk.do(rows.add, "site", {"name": "Friche", "kind": "land"}, then=made.append)
    wait(lambda: made)
    dialog = ExportDialog(desk)
    qtbot.addWidget(dialog)
    dialog.what.setCurrentIndex(dialog.what.findData("disused"))
    assert not dialog.internal.isEnabled()
    dialog.write(tmp_path / "friches.csv")
    wait(lambda: "Friche" in dialog.said.text())
    assert (tmp_path / "friches.csv").exists()


def test_a_folder_that_cannot_be_written_is_told(
    desk: Desk, qtbot: QtBot, wait: Wait, tmp_path: Path
) -> None:
    dialog = ExportDialog(desk)
    qtbot.addWidget(dialog)
    dialog.write(tmp_path / "nulle-part" / "sites.csv")
    wait(lambda: dialog.go.isEnabled() and dialog.said.text())
    assert "written into" not in dialog.said.text()


def test_a_calendar_may_be_that_of_one_production(
    desk: Desk, qtbot: QtBot, wait: Wait, tmp_path: Path
) -> None:
    made: list[Any] = []
    desk.do(rows.add, "site", {"name": "Quai", "kind": "studio"}, then=made.append)
    for title in ("Fanny", "Marius"):
        desk.do(rows.add, "production", {"title": title}, then=made.append)
    wait(lambda: len(made) == 3)
    site, *productions = made
    days = [WantedSpan(Period(date(2030, 5, 6), date(2030, 5, 8)), State.OPTION)]
    for production in productions:
        desk.do(bookings.enter, site, production, days, today=date(2030, 5, 1), then=made.append)
    wait(lambda: len(made) == 5)
    dialog = ExportDialog(desk)
    qtbot.addWidget(dialog)
    dialog.what.setCurrentIndex(dialog.what.findData("calendar"))
    wait(lambda: dialog.which.findText("Production: Marius") >= 0)
    dialog.which.setCurrentText("Production: Marius")
    path = tmp_path / "marius.ics"
    dialog.write(path)
    wait(lambda: "1 row written" in dialog.said.text())
    text = path.read_text("utf-8")
    assert "Marius" in text
    assert "Fanny" not in text
    dialog.what.setCurrentIndex(dialog.what.findData("sites"))
    assert dialog.which.count() == 1
