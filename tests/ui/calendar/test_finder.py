"""Looking for N free days: the answer in the list, on the calendar and on the map."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest

from scout_app.model.values import Availability, Period, State
from scout_app.office.sites import SiteQuery
from scout_app.ui.calendar.found import FoundRow
from tests.ui.calendar.stage import Stage

Key = Qt.Key
Days = Callable[..., Period]


def look(stage: Stage, within: Period, count: int) -> list[FoundRow]:
    """Open the finder with its key, say what is wanted, press Enter, and wait."""
    finder = stage.page.side.finder
    if not stage.page.toolbar.finder.isChecked():
        stage.page.toolbar.finder.click()
    finder.days.show_period(within)
    finder.count.setValue(count)
    asked = QSignalSpy(finder.found)
    QTest.keyClick(finder.count, Key.Key_Return)
    stage.qtbot.waitUntil(lambda: asked.count() == 1)
    return list(stage.page.seeking.table.rows.rows)


def test_free_sites_come_first_and_the_others_say_what_holds_them(
    stage: Stage, stretch: Days
) -> None:
    stage.hold(stage.quay, stage.marius, stretch(10, 12), State.CONFIRMED)
    free, held = look(stage, stretch(9, 13), 3)
    assert (free.site.name, free.window, free.state) == ("Hall", stretch(9, 11), Availability.FREE)
    assert (held.site.name, held.state) == ("Quay", Availability.TAKEN)
    assert held.in_the_way == "Marius"
    assert held.nearest == stretch(7, 9)
    assert "1 site has them" in stage.page.side.finder.said.text()
    assert stage.page.seeking.windows.windows == {stage.hall: stretch(9, 11)}
    assert stage.page.seeking.windows.outlined() != []
    assert stage.page.seeking.windows.grab().toImage().isNull() is False


def test_options_and_gaps_are_accepted_when_they_may_be(stage: Stage, stretch: Days) -> None:
    stage.hold(stage.quay, stage.marius, stretch(11))
    stage.hold(stage.hall, stage.fanny, stretch(11), State.CONFIRMED)
    assert {row.state for row in look(stage, stretch(9, 13), 4)} == {
        Availability.OPTIONED, Availability.TAKEN,
    }  # fmt: skip
    finder = stage.page.side.finder
    finder.optioned.setChecked(True)
    assert [row.site.name for row in look(stage, stretch(9, 13), 4) if row.in_the_way == ""] == [
        "Quay"
    ]
    finder.gaps.setChecked(True)
    assert {row.state for row in look(stage, stretch(9, 13), 4)} == {Availability.FREE}
    finder.weekends.setChecked(False)
    assert "1 site has them" not in finder.said.text()


def test_a_click_puts_the_hold_form_on_the_window(stage: Stage, stretch: Days) -> None:
    stage.hold(stage.quay, stage.marius, stretch(10, 12), State.CONFIRMED)
    look(stage, stretch(9, 13), 3)
    table = stage.page.seeking.table
    assert table.select_id(stage.quay)
    table.setFocus()
    QTest.keyClick(table, Key.Key_Return)
    form = stage.page.side.form
    stage.qtbot.waitUntil(form.isVisible)
    assert form.days.period == stretch(7, 9)
    assert table.isVisible()
    stage.qtbot.waitUntil(lambda: form.production.count() > 0)
    form.production.choose(stage.fanny)
    stage.press(form.hold)
    stage.qtbot.waitUntil(stage.page.side.finder.isVisible)
    nearest = stretch(13, 15)
    stage.qtbot.waitUntil(lambda: table.rows.row(1).nearest == nearest)
    assert "option" in stage.page.legend.said.text()
    for _ in ("the days chosen", "the finder"):
        QTest.keyClick(stage.page.grid, Key.Key_Escape)
    assert not stage.page.toolbar.finder.isChecked()
    assert table.isHidden()


def test_the_answer_follows_the_catalogue_and_goes_with_the_finder(
    stage: Stage, stretch: Days
) -> None:
    assert len(look(stage, stretch(9, 13), 5)) == 2
    finder = stage.page.side.finder
    stage.hold(stage.quay, stage.marius, stretch(10), State.CONFIRMED)
    stage.page.refresh()
    stage.qtbot.waitUntil(lambda: list(stage.page.seeking.windows.windows) == [stage.hall])
    QTest.keyClick(finder, Key.Key_Escape)
    assert not stage.page.toolbar.finder.isChecked()
    assert stage.page.seeking.table.isHidden()
    assert stage.page.seeking.windows.windows == {}
    assert stage.page.side.isHidden()


def test_only_what_the_sites_page_finds_is_looked_at_when_asked(
    stage: Stage, stretch: Days
) -> None:
    finder = stage.page.side.finder
    finder.query_of = lambda: replace(SiteQuery(), text="hall")
    assert len(look(stage, stretch(9, 13), 2)) == 2
    finder.as_sites.setChecked(True)
    assert [row.id for row in look(stage, stretch(9, 13), 2)] == [stage.hall]
    kept = QSignalSpy(finder.sites_wanted)
    stage.press(finder.on_map)
    assert kept.at(0) == [[stage.hall]]


def test_more_days_than_the_range_has_are_refused_with_a_sentence(
    stage: Stage, stretch: Days
) -> None:
    stage.page.toolbar.finder.click()
    finder = stage.page.side.finder
    finder.days.show_period(stretch(9, 10))
    finder.count.setValue(5)
    stage.press(finder.look)
    stage.qtbot.waitUntil(lambda: finder.said.text() not in ("", "…"))
    assert finder.answer is None
