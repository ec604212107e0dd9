"""A production's page lists what was asked for it, and how each request stands."""

from collections.abc import Callable
from typing import Any

from pytestqt.qtbot import QtBot

from scout_app.office import rows
from scout_app.ui.desk import Desk
from scout_app.ui.productions.page import ProductionsPage
from tests.ui.outside.conftest import desk as desk
from tests.ui.outside.conftest import wait as wait


def test_the_permits_of_a_production_are_listed_once_there_is_one(
    desk: Desk, qtbot: QtBot, wait: Callable[[Callable[[], Any]], None]
) -> None:
    desk.do(rows.add, "site", {"name": "Sormiou", "kind": "location"})
    desk.do(rows.add, "production", {"title": "Film"})
    page = ProductionsPage(desk)
    qtbot.addWidget(page)
    desk.changed.connect(page.refresh)
    page.show()
    page.refresh()
    wait(lambda: "Film" in page.heading.text())
    assert page.permits.isHidden()
    given = {"production": "Film", "site": "Sormiou", "authority": "Parc national",
             "first_day": "2027-06-01", "last_day": "2027-06-03", "state": "granted",
             "number": "PNC-12", "conditions": "sans feu"}  # fmt: skip
    desk.do(rows.add, "permit", given)
    wait(page.permits.isVisible)
    shown = page.permits.lines.rows
    assert [shown.index(0, column).data() for column in range(4)] == [
        "Granted", "Parc national", "Sormiou", "1–3 June 2027"
    ]  # fmt: skip
