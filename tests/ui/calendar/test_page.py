"""The Calendar page at work: a real catalogue, a real desk, real keys and clicks."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QSignalSpy, QTest
from pytestqt.qtbot import QtBot

from scout_app.model.base import Row
from scout_app.model.productions import Production
from scout_app.model.sites import Site
from scout_app.model.values import Officer, Period, State
from scout_app.office import bookings
from scout_app.rules.possible import Act
from scout_app.store.database import Store
from scout_app.ui import clock
from scout_app.ui.calendar.page import CalendarPage
from scout_app.ui.desk import Desk

Key = Qt.Key
Days = Callable[..., Period]
_LEFT = Qt.MouseButton.LeftButton
_popup = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)")
"""The screenless platform says this of the list that opens under what is typed."""
_ELSE = Officer("Paul Blanc", "Martigues")


@dataclass(frozen=True)
class Town:
    """A studio with two stages, a land that is not offered yet, and two productions."""

    studio: UUID
    stage_1: UUID
    stage_2: UUID
    land: UUID
    marius: UUID
    taxi: UUID


@pytest.fixture(autouse=True)
def _monday(monkeypatch: pytest.MonkeyPatch, today: date) -> None:
    monkeypatch.setattr(clock, "today", lambda: today)


def put(store: Store, row: Row) -> UUID:
    with store.transaction(_ELSE) as session:
        row.id = uuid4()
        session.add(row)
        return row.id


@pytest.fixture
def town(store: Store) -> Town:
    """Fill the catalogue."""

    def site(name: str, whole: UUID | None = None, status: str = "in_service") -> UUID:
        made = Site(name=name, reference=name, kind="stage", status=status, whole_id=whole)
        return put(store, made)

    studio = site("Provence Studios")
    return Town(
        studio,
        site("Étage 1", studio),
        site("Étage 2", studio),
        site("Salins", status="project"),
        put(store, Production(title="Marius", reference="P1")),
        put(store, Production(title="Taxi 6", reference="P2")),
    )


@pytest.fixture
def desk(qtbot: QtBot, blank: Path, officer: Officer) -> Iterator[Desk]:
    made = Desk()
    made.officer = officer
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, blank: Path, town: Town) -> CalendarPage:
    """Return the page on the filled catalogue, wired as the window wires it."""
    return opened(qtbot, desk, blank)


def opened(qtbot: QtBot, desk: Desk, path: Path) -> CalendarPage:
    made = CalendarPage(desk)
    qtbot.addWidget(made)
    desk.ready.connect(made.refresh)
    desk.changed.connect(made.refresh)
    made.resize(1218, 700)
    made.show()
    desk.open(lambda: Store(path))
    qtbot.waitUntil(lambda: made.grid.scene is not None)
    return made


def enter(
    store: Store, town: Town, site: UUID, production: UUID, days: Period, today: date
) -> UUID:
    with store.transaction(_ELSE) as session:
        wanted = [bookings.WantedSpan(days)]
        return bookings.enter(session, site, production, wanted, today=today).booking


def confirm(store: Store, booking: UUID, today: date) -> None:
    with store.transaction(_ELSE) as session:
        bookings.confirm(session, booking, rivals="relegate", today=today)


def bars(page: CalendarPage) -> list[tuple[str, str, State, int | None]]:
    scene = page.grid.scene
    assert scene is not None
    return [
        (line.row.site.name, strip.bar.production, strip.bar.state, strip.bar.rank)
        for line in scene.lines
        for strip in line.strips
    ]


def ask(qtbot: QtBot, page: CalendarPage, site: UUID, days: Period) -> None:
    """Choose days and press H; wait for the desk's answer."""
    assert page.grid.choose(site, days)
    page.grid.setFocus()
    QTest.keyClick(page.grid, Key.Key_H)
    form = page.side.form
    qtbot.waitUntil(lambda: form.standing.state.text() not in ("", "…"))
    qtbot.waitUntil(lambda: form.production.count() > 0)


def test_a_whole_is_followed_by_its_parts(page: CalendarPage) -> None:
    assert page.grid.scene is not None
    lines = [(line.row.site.name, line.row.depth) for line in page.grid.scene.lines]
    assert lines == [("Provence Studios", 0), ("Étage 1", 1), ("Étage 2", 1), ("Salins", 0)]


@_popup
def test_h_then_a_title_then_enter_holds_the_days(
    qtbot: QtBot, page: CalendarPage, town: Town, stretch: Days
) -> None:
    ask(qtbot, page, town.stage_1, stretch(3, 7))
    form = page.side.form
    assert "1st option" in form.standing.state.text()
    assert form.days.period == stretch(3, 7)
    QTest.keyClicks(form.production, "marius")
    assert form.production.chosen == town.marius
    QTest.keyClick(form.note, Key.Key_Return)
    qtbot.waitUntil(lambda: bars(page) == [("Étage 1", "Marius", State.OPTION, 1)])
    qtbot.waitUntil(page.side.isHidden)
    assert "1st option" in page.legend.said.text()
    scene = page.grid.scene
    assert scene is not None
    assert [len(line.shadows) for line in scene.lines] == [1, 0, 0, 0]


def test_the_rank_and_the_rivals_are_known_before_one_holds(
    qtbot: QtBot, page: CalendarPage, store: Store, town: Town, today: date, stretch: Days
) -> None:
    enter(store, town, town.studio, town.taxi, stretch(2, 4), today)
    ask(qtbot, page, town.stage_1, stretch(3, 7))
    standing = page.side.form.standing
    qtbot.waitUntil(lambda: "2nd option" in standing.state.text())
    assert "Taxi 6" in standing.rivals.text()
    assert "Paul Blanc, Martigues" in standing.rivals.text()
    QTest.mouseClick(standing.free, _LEFT)
    assert page.side.form.days.period == stretch(5, 9)
    assert page.grid.chosen is not None
    assert page.grid.chosen[1] == stretch(5, 9)
    qtbot.waitUntil(lambda: "1st option" in standing.state.text())


def test_a_refusal_names_the_rival_under_the_form(
    qtbot: QtBot, page: CalendarPage, store: Store, town: Town, today: date, stretch: Days
) -> None:
    booking = enter(store, town, town.studio, town.taxi, stretch(2, 4), today)
    confirm(store, booking, today)
    ask(qtbot, page, town.stage_1, stretch(3, 7))
    form = page.side.form
    form.production.choose(town.marius)
    QTest.mouseClick(form.hold, _LEFT)
    qtbot.waitUntil(lambda: "Taxi 6" in form.said.text())
    assert "Paul Blanc" in form.said.text()
    assert form.isVisible()
    assert form.hold.isEnabled()


@_popup
def test_a_production_that_nobody_knows_yet_is_created_from_the_form(
    qtbot: QtBot, page: CalendarPage, town: Town, stretch: Days
) -> None:
    ask(qtbot, page, town.stage_2, stretch(3, 7))
    form = page.side.form
    QTest.keyClicks(form.production, "Le Chateau")
    QTest.keyClick(form.production, Key.Key_Return)
    assert form.make.isVisible()
    assert bars(page) == []
    QTest.mouseClick(form.make, _LEFT)
    qtbot.waitUntil(lambda: form.production.chosen not in (None, town.marius, town.taxi))
    QTest.keyClick(form.note, Key.Key_Return)
    qtbot.waitUntil(lambda: bars(page) == [("Étage 2", "Le Chateau", State.OPTION, 1)])


def test_enter_on_cancel_cancels(
    qtbot: QtBot, page: CalendarPage, town: Town, stretch: Days
) -> None:
    ask(qtbot, page, town.stage_1, stretch(3, 7))
    form = page.side.form
    form.production.choose(town.marius)
    form.cross.setFocus()
    QTest.keyClick(form.cross, Key.Key_Return)
    assert page.side.isHidden()
    assert bars(page) == []


def test_escape_leaves_the_form_and_gives_the_calendar_back(
    qtbot: QtBot, page: CalendarPage, town: Town, stretch: Days
) -> None:
    ask(qtbot, page, town.stage_1, stretch(3, 7))
    left = QSignalSpy(page.side.left)
    QTest.keyClick(page.side.form.note, Key.Key_Escape)
    assert left.count() == 1
    assert page.side.shown is None


def test_the_form_follows_the_days_chosen_and_the_days_follow_the_form(
    qtbot: QtBot, page: CalendarPage, town: Town, stretch: Days
) -> None:
    ask(qtbot, page, town.stage_1, stretch(3, 4))
    QTest.keyClick(page.grid, Key.Key_Down)
    assert page.side.form.heading.text() == "Étage 2 · Provence Studios"
    last = stretch(9).first
    page.side.form.days.last.setDate(QDate(last.year, last.month, last.day))
    assert page.grid.chosen is not None
    assert page.grid.chosen[0].site.id == town.stage_2
    assert page.grid.chosen[1] == stretch(3, 9)


def test_confirming_asks_the_fate_of_the_rivals_first(
    qtbot: QtBot, page: CalendarPage, store: Store, town: Town, today: date, stretch: Days
) -> None:
    enter(store, town, town.stage_1, town.marius, stretch(2, 4), today)
    enter(store, town, town.stage_1, town.taxi, stretch(3, 6), today)
    qtbot.waitUntil(lambda: len(bars(page)) == 2)
    page.grid.choose(town.stage_1, stretch(2))
    QTest.keyClick(page.grid, Key.Key_Return)
    panel = page.side.booking
    qtbot.waitUntil(lambda: panel.heading.text() == "Marius")
    QTest.mouseClick(panel.acts.buttons[Act.CONFIRM], _LEFT)
    qtbot.waitUntil(panel.rivals.isVisible)
    assert "Taxi 6" in panel.rivals.question.text()
    assert [state for _s, _p, state, _r in bars(page)] == [State.OPTION, State.OPTION]
    QTest.mouseClick(panel.rivals.relegate, _LEFT)
    qtbot.waitUntil(
        lambda: (
            bars(page)
            == [
                ("Étage 1", "Marius", State.CONFIRMED, None),
                ("Étage 1", "Taxi 6", State.RELEGATED, None),
            ]
        )
    )
    qtbot.waitUntil(lambda: "Taxi 6" in panel.said.text())
    qtbot.waitUntil(panel.acts.buttons[Act.CONFIRM].isHidden)


def test_releasing_needs_a_reason_and_tells_who_comes_first(
    qtbot: QtBot, page: CalendarPage, store: Store, town: Town, today: date, stretch: Days
) -> None:
    first = enter(store, town, town.stage_1, town.marius, stretch(2, 4), today)
    enter(store, town, town.stage_1, town.taxi, stretch(3, 6), today)
    page.side.show_booking(first)
    panel = page.side.booking
    qtbot.waitUntil(lambda: panel.heading.text() == "Marius")
    qtbot.waitUntil(panel.acts.buttons[Act.RELEASE].isVisible)
    QTest.mouseClick(panel.acts.buttons[Act.RELEASE], _LEFT)
    releasing = panel.acts.releasing
    QTest.mouseClick(releasing.act, _LEFT)
    qtbot.waitUntil(lambda: "reason" in panel.said.text().casefold())
    QTest.keyClicks(releasing.reason, "Shoot put off")
    QTest.keyClick(releasing.reason, Key.Key_Return)
    qtbot.waitUntil(lambda: bars(page) == [("Étage 1", "Taxi 6", State.OPTION, 1)])
    qtbot.waitUntil(lambda: "Taxi 6" in panel.said.text())
    qtbot.waitUntil(lambda: "Shoot put off" in panel.facts.text())
    assert not releasing.isVisible()


def test_a_change_elsewhere_does_not_call_the_former_booking_back(
    qtbot: QtBot, page: CalendarPage, store: Store, town: Town, today: date, stretch: Days
) -> None:
    first = enter(store, town, town.stage_1, town.marius, stretch(2, 4), today)
    other = enter(store, town, town.stage_2, town.taxi, stretch(3, 6), today)
    page.side.show_booking(first)
    panel = page.side.booking
    qtbot.waitUntil(lambda: panel.heading.text() == "Marius")
    page.side.show_booking(other)
    page.refresh()
    qtbot.waitUntil(lambda: panel.heading.text() == "Taxi 6")


def test_c_closes_days_with_a_reason_and_the_parts_with_them(
    qtbot: QtBot, page: CalendarPage, town: Town, stretch: Days
) -> None:
    page.grid.choose(town.studio, stretch(5, 8))
    QTest.keyClick(page.grid, Key.Key_C)
    closing = page.side.closing
    QTest.keyClick(closing.reason, Key.Key_Return)
    qtbot.waitUntil(lambda: closing.said.text() != "")
    QTest.keyClicks(closing.reason, "Roof works")
    QTest.keyClick(closing.reason, Key.Key_Return)
    qtbot.waitUntil(page.side.isHidden)

    def closed() -> list[int]:
        assert page.grid.scene is not None
        return [len(line.closures) for line in page.grid.scene.lines]

    qtbot.waitUntil(lambda: closed() == [1, 1, 1, 0])
    assert "Roof works" in page.grid.said()


def test_the_next_free_window_is_found_and_chosen(
    qtbot: QtBot, page: CalendarPage, store: Store, town: Town, today: date, stretch: Days
) -> None:
    enter(store, town, town.stage_1, town.taxi, stretch(2, 30), today)
    qtbot.waitUntil(lambda: len(bars(page)) == 1)
    page.grid.choose(town.stage_1, stretch(0))
    page.toolbar.days.setValue(4)
    QTest.mouseClick(page.toolbar.next_free, _LEFT)

    def chosen() -> Any:
        return page.grid.chosen and page.grid.chosen[1]

    qtbot.waitUntil(lambda: chosen() == stretch(31, 34))
    assert page.side.shown is None


def test_the_filter_is_blind_to_accents_and_empty_says_what_to_do(
    qtbot: QtBot, page: CalendarPage
) -> None:
    def names() -> list[str]:
        assert page.grid.scene is not None
        return [line.row.site.name for line in page.grid.scene.lines]

    page.toolbar.filter.setText("etage 2")
    qtbot.waitUntil(lambda: names() == ["Étage 2"])
    page.toolbar.filter.setText("nowhere at all")
    qtbot.waitUntil(lambda: names() == [])
    assert "filter" in page.grid.empty
    page.toolbar.filter.clear()
    page.toolbar.offered.setChecked(True)
    qtbot.waitUntil(lambda: names() == ["Provence Studios", "Étage 1", "Étage 2"])


def test_another_page_may_ask_to_hold_a_site_that_the_filter_hides(
    qtbot: QtBot, page: CalendarPage, town: Town, stretch: Days
) -> None:
    page.toolbar.filter.setText("salins")
    qtbot.waitUntil(lambda: page.grid.scene is not None and len(page.grid.scene.lines) == 1)
    page.hold(town.stage_2, stretch(200, 204), town.taxi)
    form = page.side.form
    qtbot.waitUntil(lambda: form.production.chosen == town.taxi)
    assert page.toolbar.filter.text() == ""
    assert form.days.period == stretch(200, 204)
    assert stretch(200).first in page.grid.period


def test_what_comes_into_view_is_read_in_time(
    qtbot: QtBot, page: CalendarPage, store: Store, town: Town, today: date, stretch: Days
) -> None:
    enter(store, town, town.stage_1, town.taxi, stretch(300, 305), today)
    assert bars(page) == []
    page.grid.look_at(page.grid.today + 300, page.grid.today + 305)
    qtbot.waitUntil(lambda: bars(page) == [("Étage 1", "Taxi 6", State.OPTION, 1)])


def test_the_table_lists_the_bookings_in_view_and_leads_to_them(
    qtbot: QtBot, page: CalendarPage, store: Store, town: Town, today: date, stretch: Days
) -> None:
    enter(store, town, town.stage_1, town.taxi, stretch(3, 5), today)
    enter(store, town, town.stage_2, town.marius, stretch(300, 305), today)
    qtbot.waitUntil(lambda: len(bars(page)) == 1)
    QTest.mouseClick(page.toolbar.table, _LEFT)
    assert [row.bar.production for row in page.table.rows.rows] == ["Taxi 6"]
    page.table.select_id(page.table.rows.rows[0].id)
    assert page.grid.chosen is not None
    assert page.grid.chosen[1] == stretch(3)
    QTest.keyClick(page.table, Key.Key_Return)
    qtbot.waitUntil(lambda: page.side.booking.heading.text() == "Taxi 6")


def test_an_empty_catalogue_says_where_sites_are_added(
    qtbot: QtBot, desk: Desk, blank: Path
) -> None:
    page = opened(qtbot, desk, blank)
    assert "Sites page" in page.grid.empty
    QTest.keyClick(page.grid, Key.Key_H)
    QTest.mouseClick(page.toolbar.next_free, _LEFT)
    assert page.side.shown is None


def test_a_hold_is_not_half_made_when_nobody_says_who_acts(
    qtbot: QtBot, page: CalendarPage, desk: Desk, town: Town, stretch: Days
) -> None:
    ask(qtbot, page, town.stage_1, stretch(3, 7))
    desk.officer = None
    page.side.form.production.choose(town.marius)
    QTest.mouseClick(page.side.form.hold, _LEFT)
    assert page.side.form.hold.isEnabled()
    assert page.side.form.isVisible()


def test_any_title_is_shown_literally(
    qtbot: QtBot, page: CalendarPage, store: Store, town: Town, today: date, stretch: Days
) -> None:
    hostile = "<b>Robert'); DROP TABLE</b>\u202e & co"
    made = put(store, Production(title=hostile, reference="P3"))
    booking = enter(store, town, town.stage_1, made, stretch(3, 5), today)
    page.side.show_booking(booking)
    qtbot.waitUntil(lambda: page.side.booking.heading.text() == hostile)
    assert page.side.booking.heading.textFormat() is Qt.TextFormat.PlainText
    ask(qtbot, page, town.stage_2, stretch(3, 5))
    qtbot.waitUntil(lambda: page.side.form.production.findText(hostile) >= 0)
