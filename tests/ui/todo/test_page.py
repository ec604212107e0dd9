"""The page of what waits: a line is settled where it stands, or leads to its site."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from scout_app.model.values import Period, State
from scout_app.office import bookings, history, rows
from scout_app.rules.permits import PermitState
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


@pytest.fixture
def page(desk: Desk, qtbot: QtBot, wait: Wait) -> TodoPage:
    """Return the page on a request that is three days overdue."""
    today = clock.today()
    made: list[Any] = []
    creek = {"name": "Sormiou", "kind": "location", "permission_days": "30",
             "permission_from": "Parc national"}  # fmt: skip
    desk.do(rows.add, "site", creek, then=made.append)
    desk.do(rows.add, "production", {"title": "Film"}, then=made.append)
    wait(lambda: len(made) == 2)
    wanted = [bookings.WantedSpan(Period(today + timedelta(27), today + timedelta(28)),
                                  State.OPTION)]  # fmt: skip
    desk.do(bookings.enter, *made, wanted, today=today, expires_on=today + timedelta(20))
    shown = TodoPage(desk)
    qtbot.addWidget(shown)
    desk.changed.connect(shown.refresh)
    shown.show()
    shown.refresh()
    wait(lambda: shown.table.rows.rowCount() == 1)
    shown.table.selectRow(0)
    return shown


def offered(page: TodoPage) -> set[PermitState]:
    return {state for state, button in page.permits.buttons.items() if button.isVisible()}


def press(page: TodoPage, state: PermitState) -> Any:
    """Unfold the form of an answer, and return it."""
    QTest.mouseClick(page.permits.buttons[state], Qt.MouseButton.LeftButton)
    return page.permits.deeds[state]


def test_a_request_is_filed_where_it_stands_and_undo_brings_it_back(
    page: TodoPage, desk: Desk, wait: Wait
) -> None:
    said = page.table.rows.index(0, 1).data()
    assert said == "To be filed, overdue by 3 days: Parc national"
    assert offered(page) == {PermitState.ASKED, PermitState.NOT_NEEDED}
    assert not page.release.isVisible()
    form = press(page, PermitState.ASKED)
    assert form.authority.text() == "Parc national"
    QTest.keyClicks(form.number, "PNC-12")
    QTest.keyClick(form.number, Qt.Key.Key_Return)
    wait(lambda: page.table.rows.rowCount() == 0)
    assert not page.permits.isVisible()
    desk.do(history.undo)
    wait(lambda: page.table.rows.rowCount() == 1)


def test_what_is_not_needed_asks_for_its_reason(page: TodoPage, wait: Wait) -> None:
    form = press(page, PermitState.NOT_NEEDED)
    assert not form.everywhere.isVisible()
    QTest.mouseClick(form.act, Qt.MouseButton.LeftButton)
    wait(page.permits.said.isVisible)
    assert "reason" in page.permits.said.text()
    QTest.keyClicks(form.words, "private land")
    QTest.mouseClick(form.act, Qt.MouseButton.LeftButton)
    wait(lambda: page.table.rows.rowCount() == 0)


def test_a_refusal_is_noted_and_what_it_leaves_to_do_is_offered(
    page: TodoPage, desk: Desk, wait: Wait
) -> None:
    made: list[Any] = []
    request = page.permits.request
    assert request is not None
    given = {"site": "Sormiou", "production": "Film", "authority": "Parc", "state": "refused"}
    desk.do(rows.add, "permit", given, then=made.append)
    wait(lambda: page.permits.request is not None and page.permits.request.permit is not None)
    assert page.table.rows.index(0, 1).data().startswith("Refused, and the days are still held")
    assert offered(page) == {PermitState.ASKED, PermitState.GRANTED, PermitState.NOT_NEEDED}
    form = press(page, PermitState.GRANTED)
    QTest.keyClicks(form.words, "without fire")
    QTest.mouseClick(form.act, Qt.MouseButton.LeftButton)
    wait(lambda: page.table.rows.rowCount() == 0)
