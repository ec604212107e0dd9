"""The land kept for filming: its lists, and the sheet of the piece chosen."""

from typing import Any

from pytestqt.qtbot import QtBot

from scout_app.office import rows
from scout_app.ui.desk import Desk
from scout_app.ui.sites.land import LandDialog


def test_a_piece_of_land_is_listed_judged_and_shown(
    bare_desk: Desk, qtbot: QtBot, wait: Any
) -> None:
    made: list[Any] = []
    given = {"name": "Carrière", "kind": "land", "area": "12000", "owner_type": "public"}
    bare_desk.do(rows.add, "site", given, then=made.append)
    wait(lambda: made)
    kept = {"site": str(made[0]), "stage": "reserved", "state": "secured"}
    bare_desk.do(rows.add, "allocation", kept, then=made.append)
    wait(lambda: len(made) == 2)
    dialog = LandDialog(bare_desk)
    qtbot.addWidget(dialog)
    dialog.show()
    wait(lambda: dialog.pipeline.rows.rowCount() == 1)
    wait(lambda: dialog.stock.rows.rowCount() > 1)
    assert dialog.due.rows.rowCount() == 0
    dialog.pipeline.selectRow(0)
    wait(lambda: dialog.sheet.rows.rowCount() > 5)
    assert "Carrière" in dialog.said.text()
    shown: list[Any] = []
    dialog.site_shown.connect(shown.append)
    dialog.pipeline.opened.emit(dialog.pipeline.rows.rows[0])
    assert shown == [made[0]]
