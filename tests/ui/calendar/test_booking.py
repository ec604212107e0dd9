"""The whole life of a booking in its panel, with real clicks and keys."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QDate, QDateTime, Qt, QTime
from PySide6.QtTest import QSignalSpy, QTest

from scout_app.model.sites import Restriction
from scout_app.model.values import Period, State
from scout_app.office import challenges, history
from scout_app.rules.permits import PermitState
from scout_app.rules.possible import Act
from tests.ui.calendar.stage import Stage

Key = Qt.Key
Days = Callable[..., Period]


def shown(stage: Stage) -> set[Act]:
    return {act for act, button in stage.panel.acts.buttons.items() if not button.isHidden()}


def test_only_what_makes_sense_is_offered(stage: Stage, stretch: Days) -> None:
    lone = stage.hold(stage.quay, stage.marius, stretch(9, 11))
    firm = stage.hold(stage.hall, stage.fanny, stretch(9, 11), State.CONFIRMED)
    stage.look_at(lone)
    assert shown(stage) == {Act.CONFIRM, Act.RELEASE, Act.MOVE, Act.EXPIRE, Act.RANK}
    stage.look_at(firm)
    assert shown(stage) == {Act.CANCEL, Act.MOVE}


def test_a_challenge_is_sent_counted_down_and_answered(stage: Stage, stretch: Days) -> None:
    first = stage.hold(stage.quay, stage.marius, stretch(9, 11))
    second = stage.hold(stage.quay, stage.fanny, stretch(10, 12))
    stage.look_at(first)
    stage.unfold(Act.CHALLENGE)
    deed = stage.panel.acts.challenging
    assert "Fanny" in deed.duel.currentText()
    assert deed.chosen is not None
    assert (deed.chosen.booking, deed.chosen.by) == (first, second)
    # The deadline proposed is by the real clock, before the calendar's today: it is put later.
    deed.until.setDateTime(QDateTime(QDate(2027, 3, 3), QTime(9, 0)))
    stage.press(deed.act)
    stage.qtbot.waitUntil(lambda: "Fanny" in stage.panel.countdown.text())
    assert stage.panel.acts.challenging.isHidden()
    stage.unfold(Act.ANSWER)
    answering = stage.panel.acts.answering
    assert "Fanny" in answering.told.text()
    QTest.keyClicks(answering.reason, "Put off")
    stage.press(answering.act)
    stage.qtbot.waitUntil(lambda: stage.states(first) == [State.RELEASED])
    assert stage.detail(second).rank == 1


def test_an_answer_that_confirms_asks_for_the_rivals_first(stage: Stage, stretch: Days) -> None:
    first = stage.hold(stage.quay, stage.marius, stretch(9, 11))
    second = stage.hold(stage.quay, stage.fanny, stretch(10, 12))
    with stage.store.transaction(stage.desk.officer) as session:  # type: ignore[arg-type]
        ends = datetime(2027, 3, 3, 9, tzinfo=UTC)
        challenges.challenge(session, first, second, today=stage.today, deadline=ends)
    stage.look_at(first)
    stage.unfold(Act.ANSWER)
    stage.press(stage.panel.acts.answering.confirm)
    stage.qtbot.waitUntil(stage.panel.rivals.isVisible)
    stage.press(stage.panel.rivals.relegate)
    stage.qtbot.waitUntil(lambda: stage.states(first) == [State.CONFIRMED])
    assert stage.states(second) == [State.RELEGATED]


def test_cancelling_says_its_cost_first_and_needs_a_reason(stage: Stage, stretch: Days) -> None:
    stage.price(100_000, [(7, 50)])
    firm = stage.hold(stage.quay, stage.marius, stretch(9, 11), State.CONFIRMED)
    stage.look_at(firm)
    assert "3,000" in stage.panel.price.text()
    stage.unfold(Act.CANCEL)
    deed = stage.panel.acts.cancelling
    assert "50 % due" in deed.told.text()
    assert "nothing is said" in deed.told.text()
    stage.press(deed.act)
    stage.qtbot.waitUntil(lambda: "reason" in stage.panel.said.text().casefold())
    assert stage.states(firm) == [State.CONFIRMED]
    QTest.keyClicks(deed.reason, "Rain")
    QTest.keyClick(deed.reason, Key.Key_Return)
    stage.qtbot.waitUntil(lambda: stage.states(firm) == [State.CANCELLED])
    stage.qtbot.waitUntil(lambda: "50 %" in stage.panel.said.text())
    stage.qtbot.waitUntil(lambda: shown(stage) == {Act.REOPEN})


def test_a_missing_rate_is_said_and_never_counted_as_nothing(stage: Stage, stretch: Days) -> None:
    stage.look_at(stage.hold(stage.quay, stage.marius, stretch(9, 11)))
    assert "rate unknown" in stage.panel.price.text()
    assert "0" not in stage.panel.price.text()


def test_a_booking_is_moved_by_its_fields_and_undone_as_one_step(
    stage: Stage, stretch: Days
) -> None:
    held = stage.hold(stage.quay, stage.marius, stretch(9, 11))
    stage.look_at(held)
    stage.unfold(Act.MOVE)
    days = stage.panel.acts.moving.days
    assert days.period == stretch(9, 11)
    days.last.setDate(QDate(2027, 3, 24))
    days.first.setDate(QDate(2027, 3, 22))
    stage.press(stage.panel.acts.moving.act)
    stage.qtbot.waitUntil(lambda: stage.detail(held).spans[0].period == stretch(21, 23))
    stage.qtbot.waitUntil(lambda: "22" in stage.panel.said.text())
    with stage.store.transaction(stage.desk.officer) as session:  # type: ignore[arg-type]
        history.undo(session)
    assert stage.detail(held).spans[0].period == stretch(9, 11)


def test_what_is_over_is_taken_up_again_behind_the_others(stage: Stage, stretch: Days) -> None:
    firm = stage.hold(stage.quay, stage.marius, stretch(9, 11), State.CONFIRMED)
    stage.look_at(firm)
    stage.unfold(Act.CANCEL)
    QTest.keyClicks(stage.panel.acts.cancelling.reason, "Rain")
    stage.press(stage.panel.acts.cancelling.act)
    stage.qtbot.waitUntil(lambda: stage.states(firm) == [State.CANCELLED])
    stage.hold(stage.quay, stage.fanny, stretch(10))
    stage.unfold(Act.REOPEN)
    stage.press(stage.panel.acts.reopening.act)
    stage.qtbot.waitUntil(lambda: stage.states(firm) == [State.OPTION])
    assert stage.detail(firm).rank == 2


def test_a_rank_by_hand_and_another_expiry_are_given(stage: Stage, stretch: Days) -> None:
    stage.hold(stage.quay, stage.marius, stretch(9, 11))
    second = stage.hold(stage.quay, stage.fanny, stretch(9, 11))
    stage.look_at(second)
    stage.unfold(Act.RANK)
    ranking = stage.panel.acts.ranking
    assert ranking.place.value() == 2
    ranking.place.setValue(1)
    QTest.keyClicks(ranking.reason, "Agreed")
    QTest.keyClick(ranking.reason, Key.Key_Return)
    stage.qtbot.waitUntil(lambda: stage.detail(second).rank == 1)
    stage.unfold(Act.EXPIRE)
    later = stage.today + timedelta(30)
    stage.panel.acts.extending.show_day(later)
    stage.press(stage.panel.acts.extending.act)
    stage.qtbot.waitUntil(lambda: stage.detail(second).expires_on == later)


def test_escape_folds_the_form_and_then_leaves(stage: Stage, stretch: Days) -> None:
    stage.look_at(stage.hold(stage.quay, stage.marius, stretch(9, 11)))
    left = QSignalSpy(stage.page.side.left)
    stage.unfold(Act.MOVE)
    moving = stage.panel.acts.moving
    assert moving.isVisible()
    QTest.keyClick(moving.days, Key.Key_Escape)
    assert moving.isHidden()
    assert left.count() == 0
    QTest.keyClick(stage.panel, Key.Key_Escape)
    assert left.count() == 1


def test_what_is_being_written_survives_a_change_elsewhere(stage: Stage, stretch: Days) -> None:
    held = stage.hold(stage.quay, stage.marius, stretch(9, 11))
    stage.look_at(held)
    stage.unfold(Act.RELEASE)
    QTest.keyClicks(stage.panel.acts.releasing.reason, "Put")
    stage.hold(stage.quay, stage.fanny, stretch(9, 11))
    stage.page.refresh()
    stage.qtbot.waitUntil(lambda: Act.CHALLENGE in shown(stage))
    assert stage.panel.acts.releasing.isVisible()
    assert stage.panel.acts.releasing.reason.text() == "Put"


@pytest.mark.parametrize("by_hand", [True, False])
def test_a_first_place_is_noted_where_offices_want_that(
    stage: Stage, stretch: Days, by_hand: bool
) -> None:
    from scout_app.office import bookings, settings

    with stage.store.transaction(stage.desk.officer) as session:  # type: ignore[arg-type]
        settings.put(session, "promotion", "manual" if by_hand else "automatic")
    first = stage.hold(stage.quay, stage.marius, stretch(9, 11))
    second = stage.hold(stage.quay, stage.fanny, stretch(9, 11))
    with stage.store.transaction(stage.desk.officer) as session:  # type: ignore[arg-type]
        bookings.release(session, first, "Rain", today=stage.today)
    stage.look_at(second)
    assert (Act.PROMOTE in shown(stage)) is by_hand
    if by_hand:
        stage.unfold(Act.PROMOTE)
        stage.qtbot.waitUntil(lambda: Act.PROMOTE not in shown(stage))


def test_what_is_to_be_asked_for_is_filed_and_granted_in_the_panel(
    stage: Stage, stretch: Days
) -> None:
    for title, lead in (("Park", 5), ("Road", 3)):
        stage.put(
            Restriction(title=title, scope="site", site_id=stage.quay, lead_days=lead, authority="")
        )
    stage.look_at(stage.hold(stage.quay, stage.marius, stretch(9, 11)))
    panel = stage.panel.requests
    assert [one.title for one in panel.shown] == ["Park", "Road"]
    stage.press(panel.openers[0])
    stage.press(panel.acts.buttons[PermitState.ASKED])
    form = panel.acts.filing
    QTest.keyClicks(form.authority, "Park office")
    stage.press(form.act)
    stage.qtbot.waitUntil(lambda: panel.shown[0].state is PermitState.ASKED)
    assert panel.acts.isHidden()
    stage.press(panel.openers[0])
    stage.press(panel.acts.buttons[PermitState.GRANTED])
    stage.press(panel.acts.granting.act)
    stage.qtbot.waitUntil(lambda: panel.shown[0].state is PermitState.GRANTED)
    assert panel.shown[1].state is PermitState.TO_ASK


def test_escape_folds_the_request_before_it_leaves_the_panel(stage: Stage, stretch: Days) -> None:
    stage.put(Restriction(title="Park", scope="site", site_id=stage.quay, lead_days=5))
    stage.look_at(stage.hold(stage.quay, stage.marius, stretch(9, 11)))
    panel = stage.panel.requests
    stage.press(panel.openers[0])
    assert panel.acts.buttons[PermitState.ASKED].hasFocus()
    stage.press(panel.acts.buttons[PermitState.NOT_NEEDED])
    assert panel.acts.dismissing.everywhere.isVisible()
    QTest.keyClick(stage.panel, Key.Key_Escape)
    assert panel.acts.isHidden()
    assert stage.panel.isVisible()


def test_a_booking_that_asks_nothing_says_nothing_of_it(stage: Stage, stretch: Days) -> None:
    stage.look_at(stage.hold(stage.quay, stage.marius, stretch(9, 11)))
    assert stage.panel.requests.isHidden()
