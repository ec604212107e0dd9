"""The page of what waits: a line is settled where it stands, or leads to its site."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from pytestqt.qtbot import QtBot

from scout_app.model.values import Period, State
from scout_app.office import bookings, rows
from scout_app.ui import clock
from scout_app.ui.desk import Desk
from scout_app.ui.todo.page import TodoPage
from tests.ui.outside.conftest import desk as desk
from tests.ui.outside.conftest import wait as wait

Wait = Callable[[Callable[[], Any]], None]


def test_an_option_that_ends_is_released_with_a_reason(
    desk: Desk, qtbot: QtBot, wait: Wait
) -> None:
    today = clock.today()
    made: list[Any] = []
    desk.do(rows.add, "site", {"name": "Plateau", "kind": "stage"}, then=made.append)
    desk.do(rows.add, "production", {"title": "Film"}, then=made.append)
    wait(lambda: len(made) == 2)
    days = Period(today + timedelta(30), today + timedelta(31))
    wanted = [bookings.WantedSpan(days, State.OPTION)]
    desk.do(
        bookings.enter, made[0], made[1], wanted, today=today,
        expires_on=today + timedelta(2), then=made.append,
    )  # fmt: skip
    wait(lambda: len(made) == 3)
    page = TodoPage(desk)
    qtbot.addWidget(page)
    page.show()
    page.refresh()
    wait(lambda: page.table.rows.rowCount() == 1)
    assert "1 thing waits" in page.count.text()
    page.table.selectRow(0)
    assert page.show_site.isEnabled()
    assert not page.promote.isEnabled()
    assert not page.release.isEnabled()
    shown: list[Any] = []
    page.site_shown.connect(shown.append)
    page.show_site.click()
    assert shown == [made[0]]
    page.reason.setText("abandon")
    assert page.release.isEnabled()
    page.release.click()
    wait(lambda: page.table.rows.rowCount() == 0)
    assert page.count.text() == ""
