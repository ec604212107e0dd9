"""Options after they were entered: challenged, promoted, moved, cancelled, taken up again."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from scout_app.errors import BadValue, Clash, Refused, RivalsUndecided, Shut, Unknown
from scout_app.model.terms import CancellationTier
from scout_app.model.values import DayType, Period, State
from scout_app.office import (
    availability,
    bookings,
    challenges,
    checks,
    history,
    moves,
    promotions,
    settings,
)
from scout_app.office.bookings import WantedSpan

if TYPE_CHECKING:
    from tests.office.conftest import Trade

DAY = timedelta(days=1)


def may(first: int, last: int | None = None) -> Period:
    """Days of May 2027."""
    return Period(date(2027, 5, first), date(2027, 5, last or first))


@pytest.fixture
def three(trade: Trade, quay: UUID, film: UUID, series: UUID) -> list[UUID]:
    """Three options on the same days, by arrival."""
    return [
        trade.hold(quay, who, may(3, 7), expires_on=trade.today + n * DAY).booking
        for n, who in ((2, film), (4, series), (20, film))
    ]


def ranks(trade: Trade, booked: list[UUID]) -> list[int | None]:
    return [trade.detail(one).rank for one in booked]


def states(trade: Trade, booking: UUID) -> list[State]:
    return [span.state for span in trade.detail(booking).spans]


def causes(trade: Trade, booking: UUID) -> list[str]:
    return [row.cause.split(":")[0] for row in trade.read(promotions.of_booking, booking)]


def challenge(trade: Trade, booking: UUID, by: UUID, **how: object) -> challenges.Challenged:
    return trade.write(challenges.challenge, booking, by, today=trade.today, **how)


def sweep(trade: Trade) -> challenges.Swept:
    return trade.write(challenges.sweep, today=trade.today)


def wait(trade: Trade, days: int) -> None:
    trade.today += days * DAY
    trade.at += days * DAY


def test_who_is_promoted_by_a_release_is_in_the_history(trade: Trade, three: list[UUID]) -> None:
    settled = trade.write(bookings.release, three[0], "repli", today=trade.today)
    assert [fate.booking for fate in settled.changed] == [three[1]]
    [row] = trade.read(promotions.of_booking, three[1])
    assert row.cause == f"released:{three[0]}:2027-03-01"
    assert (row.day, row.settled_on) == (trade.today, trade.today)
    assert causes(trade, three[2]) == []


def test_time_promotes_the_next_once_and_confirms_nobody(trade: Trade, three: list[UUID]) -> None:
    wait(trade, 3)
    assert ranks(trade, three) == [None, 1, 2]
    assert sweep(trade) == challenges.Swept((), (three[1],))
    assert sweep(trade).promoted == ()
    [row] = trade.read(promotions.of_booking, three[1])
    assert row.day == date(2027, 3, 4)
    wait(trade, 2)
    assert sweep(trade).promoted == (three[2],)
    assert [states(trade, one) for one in three] == [[State.OPTION]] * 3


def test_the_same_promotion_seen_by_two_offices_has_one_id(trade: Trade, three: list[UUID]) -> None:
    wait(trade, 3)
    found = trade.read(promotions.by_expiry, trade.today)
    again = trade.read(promotions.by_expiry, trade.today + DAY)
    assert [one.id for one in found] == [one.id for one in again]


def test_an_office_may_want_to_confirm_its_promotions(trade: Trade, three: list[UUID]) -> None:
    trade.write(settings.put, "promotion", "manual")
    wait(trade, 3)
    sweep(trade)
    [row] = trade.read(promotions.pending)
    assert (row.booking, row.site, row.settled_on) == (three[1], "Quai", None)
    assert trade.write(promotions.promote, three[1], today=trade.today) == three[1]
    assert trade.read(promotions.pending) == ()
    with pytest.raises(Refused, match="no_promotion"):
        trade.write(promotions.promote, three[1], today=trade.today)


def test_confirming_a_promoted_option_settles_its_promotion(
    trade: Trade, three: list[UUID]
) -> None:
    trade.write(settings.put, "promotion", "manual")
    trade.write(bookings.release, three[0], "repli", today=trade.today)
    trade.write(bookings.confirm, three[1], rivals="release", today=trade.today)
    assert trade.read(promotions.pending) == ()


def test_a_challenge_lasts_a_day_and_its_silence_promotes(trade: Trade, three: list[UUID]) -> None:
    made = challenge(trade, three[0], three[1])
    assert made.deadline == trade.at + DAY
    assert made.others_above == ()
    wait(trade, 1)
    trade.at -= timedelta(minutes=1)
    assert sweep(trade).lapsed == (), "the deadline itself is in time"
    assert ranks(trade, three) == [1, 2, 3]
    swept = sweep(trade)
    assert (swept.lapsed, swept.promoted) == ((three[0],), (three[1],))
    assert ranks(trade, three) == [None, 1, 2]
    assert states(trade, three[0]) == [State.OPTION]
    [row] = trade.read(challenges.rows, three[0])
    assert (row.outcome, row.production, row.challenger) == (
        "lapsed", "Le Vieux Port", "Plus belle la mer",
    )  # fmt: skip


def test_a_challenge_ends_with_its_day_even_if_nobody_looks(
    trade: Trade, three: list[UUID]
) -> None:
    challenge(trade, three[0], three[2])
    trade.today += 2 * DAY
    assert ranks(trade, three) == [None, 1, 2]


def test_several_above_are_challenged_one_by_one(trade: Trade, three: list[UUID]) -> None:
    first = challenge(trade, three[0], three[2])
    assert first.others_above == (three[1],)
    challenge(trade, three[1], three[2])
    assert len(trade.read(challenges.rows)) == 2


def test_a_challenge_answered_by_confirming_or_releasing(trade: Trade, three: list[UUID]) -> None:
    made = challenge(trade, three[0], three[1])
    with pytest.raises(RivalsUndecided):
        trade.write(challenges.answer, made.challenge, True, today=trade.today)
    trade.write(challenges.answer, made.challenge, True, today=trade.today, rivals="relegate")
    assert [states(trade, one) for one in three] == [
        [State.CONFIRMED], [State.RELEGATED], [State.RELEGATED],
    ]  # fmt: skip
    assert trade.read(challenges.rows, three[0])[0].outcome == "confirmed"
    with pytest.raises(Refused, match="challenge_closed"):
        trade.write(challenges.answer, made.challenge, False, today=trade.today, reason="x")


def test_releasing_answers_and_withdraws(trade: Trade, three: list[UUID]) -> None:
    made = challenge(trade, three[1], three[2])
    challenge(trade, three[0], three[1])
    trade.write(challenges.answer, made.challenge, False, today=trade.today, reason="repli")
    assert {row.outcome for row in trade.read(challenges.rows, three[1])} == {
        "released", "withdrawn",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("booking", "by", "why"), [(1, 1, "itself"), (2, 1, "behind"), (0, 3, "over")]
)
def test_only_a_better_option_can_be_challenged(
    trade: Trade, three: list[UUID], quay: UUID, film: UUID, booking: int, by: int, why: str
) -> None:
    over = trade.hold(quay, film, may(3, 7))
    trade.write(bookings.release, over.booking, "repli", today=trade.today)
    known = [*three, over.booking]
    with pytest.raises(Refused, match=f"challenge_{why}"):
        challenge(trade, known[booking], known[by])


def test_a_confirmed_booking_is_not_challenged_nor_anybody_twice(
    trade: Trade, three: list[UUID]
) -> None:
    challenge(trade, three[0], three[1])
    with pytest.raises(Refused, match="challenge_runs"):
        challenge(trade, three[0], three[1])
    with pytest.raises(BadValue, match="deadline"):
        challenge(trade, three[0], three[2], deadline=datetime(2027, 3, 1, 20, tzinfo=UTC))
    trade.write(bookings.confirm, three[0], rivals="relegate", today=trade.today)
    with pytest.raises(Refused, match="challenge_confirmed"):
        challenge(trade, three[0], three[1])


def test_a_booking_is_moved_with_its_gaps_and_undone_in_one_step(
    trade: Trade, quay: UUID, film: UUID
) -> None:
    spans = [WantedSpan(may(3), day_type=DayType.PREP), WantedSpan(may(5, 6))]
    held = trade.write(bookings.enter, quay, film, spans, today=trade.today)
    moved = trade.write(moves.move, held.booking, may(10, 13), today=trade.today)
    assert moved.spans == (may(10), may(12, 13))
    assert (moved.rank, moved.behind, moved.changed) == (1, False, ())
    stretched = trade.write(moves.move, held.booking, may(9, 14), today=trade.today)
    assert stretched.spans == (may(9), may(11, 14))
    kept = trade.write(moves.move, held.booking, may(8, 14), today=trade.today)
    assert kept.spans == (may(8, 9), may(11, 14))
    trade.write(history.undo)
    assert [span.period for span in trade.detail(held.booking).spans] == [may(9), may(11, 14)]
    with pytest.raises(Refused, match="move_too_short"):
        trade.write(moves.move, held.booking, may(9, 10), today=trade.today)


def test_a_move_onto_others_options_stands_behind_them(
    trade: Trade, quay: UUID, film: UUID, series: UUID
) -> None:
    early = trade.hold(quay, film, may(3, 5)).booking
    late = trade.hold(quay, series, may(6, 8)).booking
    moved = trade.write(moves.move, early, may(3, 6), today=trade.today)
    assert (moved.behind, moved.rank) == (True, 2)
    assert trade.detail(late).rank == 1


def test_a_confirmed_booking_moves_only_where_it_may(
    trade: Trade, quay: UUID, film: UUID, series: UUID
) -> None:
    mine = trade.hold(quay, film, may(3, 5), State.CONFIRMED).booking
    trade.hold(quay, series, may(10, 12), State.CONFIRMED)
    option = trade.hold(quay, series, may(6, 8)).booking
    trade.write(bookings.close, quay, may(20), "marché")
    with pytest.raises(Clash):
        trade.write(moves.move, mine, may(8, 10), today=trade.today)
    with pytest.raises(Shut):
        trade.write(moves.move, mine, may(18, 20), today=trade.today)
    with pytest.raises(RivalsUndecided):
        trade.write(moves.move, mine, may(4, 6), today=trade.today)
    moved = trade.write(moves.move, mine, may(4, 6), today=trade.today, rivals="release")
    assert [fate.booking for fate in moved.changed] == [option]
    assert states(trade, option) == [State.RELEASED]
    assert trade.read(checks.check) == ()


def test_moving_away_promotes_and_what_is_over_does_not_move(
    trade: Trade, three: list[UUID]
) -> None:
    trade.write(moves.move, three[0], may(20, 24), today=trade.today)
    assert causes(trade, three[1]) == ["moved"]
    trade.write(bookings.release, three[0], "repli", today=trade.today)
    with pytest.raises(Refused, match="already_over"):
        trade.write(moves.move, three[0], may(1, 5), today=trade.today)


def test_cancelling_says_what_the_ladder_makes_due(
    trade: Trade, quay: UUID, film: UUID, series: UUID
) -> None:
    for days, percent in ((90, 25), (30, 50), (7, 100)):
        trade.put(CancellationTier(site_id=quay, days_before=days, percent=percent))
    held = trade.hold(quay, film, may(3, 5), State.CONFIRMED)
    option = trade.hold(quay, series, may(10))
    with pytest.raises(Refused, match="not_confirmed"):
        trade.write(moves.cancel, option.booking, "pluie", today=trade.today)
    with pytest.raises(Refused, match="reason_missing"):
        trade.write(moves.cancel, held.booking, " ", today=trade.today)
    ended = trade.write(moves.cancel, held.booking, "pluie", today=trade.today)
    assert (ended.notice, ended.percent) == (63, 50)
    assert states(trade, held.booking) == [State.CANCELLED]
    assert trade.detail(held.booking).reason == "pluie"


def test_a_cancelled_booking_comes_back_as_the_last_option(
    trade: Trade, quay: UUID, film: UUID, series: UUID
) -> None:
    held = trade.hold(quay, film, may(3, 5), State.CONFIRMED).booking
    trade.write(moves.cancel, held, "pluie", today=trade.today)
    trade.hold(quay, series, may(4))
    back = trade.write(moves.reopen, held, today=trade.today)
    assert (back.rank, back.expires_on) == (2, date(2027, 3, 11))
    assert states(trade, held) == [State.OPTION]
    with pytest.raises(Refused, match="not_over"):
        trade.write(moves.reopen, held, today=trade.today)


def test_an_expired_option_is_taken_up_again_where_it_may(
    trade: Trade, three: list[UUID], quay: UUID, film: UUID
) -> None:
    wait(trade, 3)
    assert trade.write(moves.reopen, three[0], today=trade.today).rank == 3
    trade.write(bookings.confirm, three[1], rivals="release", today=trade.today)
    with pytest.raises(Clash):
        trade.write(moves.reopen, three[0], today=trade.today)


def test_a_rank_by_hand_has_a_reason_and_is_in_the_history(trade: Trade, three: list[UUID]) -> None:
    with pytest.raises(Refused, match="reason_missing"):
        trade.write(moves.rank, three[2], 1, "", today=trade.today)
    with pytest.raises(BadValue):
        trade.write(moves.rank, three[2], 0, "accord", today=trade.today)
    assert trade.write(moves.rank, three[2], 1, "accord", today=trade.today) == 1
    assert ranks(trade, three) == [2, 3, 1]
    assert causes(trade, three[2]) == ["ranked"]
    assert trade.write(moves.rank, three[2], None, "erreur", today=trade.today) == 3
    with pytest.raises(Unknown):
        trade.write(moves.rank, UUID(int=9), 1, "accord", today=trade.today)


def test_reset_days_keep_others_away_before_and_after(
    trade: Trade, film: UUID, series: UUID
) -> None:
    stage = trade.site("Plateau", reset_days=2)
    part = trade.site("Décor", stage)
    held = trade.hold(stage, film, may(10, 12), State.CONFIRMED).booking
    for days in (may(13), may(14), may(9), may(8)):
        with pytest.raises(Clash):
            trade.hold(part, series, days)
    trade.hold(part, series, may(15))
    trade.hold(stage, series, may(7))
    [seen, _others] = trade.read(availability.over, may(13, 16), today=trade.today)
    assert [(b.period, b.booking) for b in seen.blocking if b.what == "taken"] == [
        (may(13, 14), held)
    ]
    trade.write(bookings.close, stage, may(13), "peinture")


def test_a_closure_comes_back_every_week_and_leaves_the_other_days(
    trade: Trade, quay: UUID, film: UUID
) -> None:
    trade.hold(quay, film, may(26), State.CONFIRMED)
    with pytest.raises(Clash):
        trade.write(bookings.close, quay, may(5), "marché", "FREQ=WEEKLY;BYDAY=WE")
    trade.write(bookings.close, quay, may(4), "marché", "RRULE:FREQ=WEEKLY;BYDAY=TU,TH")
    spans = [WantedSpan(may(5)), WantedSpan(may(7, 10)), WantedSpan(may(12))]
    held = trade.write(bookings.enter, quay, film, spans, today=trade.today)
    assert held.rank == 1
    with pytest.raises(Shut):
        trade.hold(quay, film, may(12, 13))
    [site] = trade.read(availability.over, may(3, 16), today=trade.today)
    shut = [b.period.first.day for b in site.blocking if b.what == "closed"]
    assert shut == [4, 6, 11, 13]
    with pytest.raises(Refused, match="rrule_unreadable"):
        trade.write(bookings.close, quay, may(4), "marché", "FREQ=HOURLY")
    assert trade.read(checks.check) == ()
