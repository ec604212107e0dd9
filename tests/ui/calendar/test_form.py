"""The form of a hold: mixed days, hours, what must be filed, the light and the price."""

from collections.abc import Callable
from datetime import date, time

from PySide6.QtCore import QTime
from PySide6.QtTest import QTest

from scout_app.model.sites import Restriction
from scout_app.model.values import DayType, Period, State
from scout_app.office import bookings
from scout_app.rules.hours import Hours
from tests.ui.calendar.stage import Stage

Days = Callable[..., Period]


def ask(stage: Stage, days: Period) -> None:
    assert stage.page.grid.choose(stage.quay, days)
    stage.page.ask_hold()
    form = stage.page.side.form
    stage.qtbot.waitUntil(lambda: form.standing.state.text() not in ("", "…"))
    stage.qtbot.waitUntil(lambda: form.production.count() > 0)


def test_days_of_several_uses_are_held_as_one_booking(stage: Stage, stretch: Days) -> None:
    ask(stage, stretch(9, 11))
    form = stage.page.side.form
    stage.press(form.runs.add)
    strike = form.runs.more[0]
    assert strike.days.period == stretch(12)
    strike.day_type.setCurrentIndex(list(DayType).index(DayType.STRIKE))
    strike.state.setCurrentIndex(1)
    form.runs.first.has_hours.setChecked(True)
    form.runs.first.start.setTime(QTime(19, 0))
    form.runs.first.end.setTime(QTime(5, 0))
    form.production.choose(stage.marius)
    stage.press(form.hold)
    stage.qtbot.waitUntil(stage.page.side.isHidden)
    with stage.store.reading() as session:
        (held,) = bookings.of_site(session, stage.quay, stage.today)
    assert [(one.period, one.state, one.day_type, one.hours) for one in held.spans] == [
        (stretch(9, 11), State.OPTION, DayType.SHOOT, Hours(time(19), time(5))),
        (stretch(12), State.CONFIRMED, DayType.STRIKE, None),
    ]
    assert form.runs.more == []
    stage.look_at(held.id)
    assert "19:00 – 05:00" in stage.panel.facts.text()


def test_a_day_given_twice_is_refused_in_the_form(stage: Stage, stretch: Days) -> None:
    ask(stage, stretch(9, 11))
    form = stage.page.side.form
    stage.press(form.runs.add)
    form.runs.more[0].days.show_period(stretch(11))
    form.production.choose(stage.marius)
    stage.press(form.hold)
    stage.qtbot.waitUntil(lambda: "once" in form.said.text())
    stage.press(form.runs.more[0].remove)
    assert form.runs.more == []


def test_what_must_be_filed_and_what_it_costs_are_told_before_one_holds(
    stage: Stage, stretch: Days
) -> None:
    stage.price(120_000, [(0, 100)])
    stage.put(
        Restriction(
            title="Ville", scope="site", site_id=stage.quay, authority="Mairie", lead_days=5
        )
    )
    stage.put(
        Restriction(title="Port", scope="site", site_id=stage.quay, authority="GPMM", lead_days=60)
    )
    ask(stage, stretch(9, 11))
    ahead = stage.page.side.form.ahead
    stage.qtbot.waitUntil(lambda: "3,600" in ahead.price.text())
    assert "100 % due" in ahead.price.text()
    assert "Ville" in ahead.filing.text()
    assert "Port" in ahead.late.text()
    days = stage.page.side.form.days
    days.show_period(stretch(9, 10))
    days.changed.emit()
    stage.qtbot.waitUntil(lambda: "2,400" in ahead.price.text())


def test_the_expiry_is_of_options_only(stage: Stage, stretch: Days) -> None:
    ask(stage, stretch(9, 11))
    form = stage.page.side.form
    stage.qtbot.waitUntil(lambda: form.expires.date().toPython() == date(2027, 3, 11))
    assert form.expires.isEnabled()
    form.runs.first.state.setCurrentIndex(1)
    assert not form.expires.isEnabled()
    QTest.keyClicks(form.note, "crane")
    assert form.note.text() == "crane"
