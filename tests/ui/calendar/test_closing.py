"""Days closed again and again, by plain choices."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest

from scout_app.model.sites import Closure
from scout_app.model.values import Period, State
from scout_app.rules.repeating import Repeat
from tests.ui.calendar.stage import Stage

Days = Callable[..., Period]


@pytest.mark.parametrize(
    ("how", "rule"),
    [
        (None, None),
        (Repeat.WEEKLY, "FREQ=WEEKLY;BYDAY=MO;UNTIL=20270531"),
        (Repeat.MONTHLY_WEEKDAY, "FREQ=MONTHLY;BYDAY=2MO;UNTIL=20270531"),
        (Repeat.MONTHLY_DAY, "FREQ=MONTHLY;BYMONTHDAY=8;UNTIL=20270531"),
    ],
)
def test_days_are_closed_once_or_again_until_a_day(
    stage: Stage, stretch: Days, how: Repeat | None, rule: str | None
) -> None:
    assert stage.page.grid.choose(stage.quay, stretch(7))
    stage.page.ask_closing()
    form = stage.page.side.closing
    repeats = form.repeats
    assert repeats.how.findData(Repeat.MONTHLY_LAST) == -1
    repeats.how.setCurrentIndex(max(repeats.how.findData(how), 0))
    repeats.ends.setChecked(True)
    repeats.until.setDate(QDate(2027, 5, 31))
    assert repeats.until.isVisible() == (how is not None)
    QTest.keyClicks(form.reason, "Market")
    QTest.keyClick(form.reason, Qt.Key.Key_Return)
    stage.qtbot.waitUntil(stage.page.side.isHidden)
    with stage.store.reading() as session:
        (closure,) = session.query(Closure).all()
        assert (closure.rrule, closure.reason) == (rule, "Market")
    assert repeats.rule is None


def test_a_repetition_that_meets_a_confirmed_booking_is_refused(
    stage: Stage, stretch: Days
) -> None:
    stage.hold(stage.quay, stage.marius, stretch(21), State.CONFIRMED)
    assert stage.page.grid.choose(stage.quay, stretch(7))
    stage.page.ask_closing()
    form = stage.page.side.closing
    form.repeats.how.setCurrentIndex(form.repeats.how.findData(Repeat.WEEKLY))
    QTest.keyClicks(form.reason, "Market")
    stage.press(form.close_days)
    stage.qtbot.waitUntil(lambda: "Marius" in form.said.text())
