"""Options on the same days: live or not, ranked, in the way or not."""

from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from random import Random
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scout_app.model.values import Period, State
from scout_app.rules.options import (
    Taken,
    expired,
    is_live,
    order,
    rank,
    rank_if_asked,
    rival,
    rivals,
)
from scout_app.rules.tree import Tree

TODAY = date(2027, 3, 1)
DAY = timedelta(days=1)
SITE = UUID(int=0)
FIRST, SECOND, THIRD = (UUID(int=n) for n in (1, 2, 3))


def days(first: int, last: int) -> Period:
    """Days of May 2027."""
    return Period(date(2027, 5, first), date(2027, 5, last))


def taken(
    booking: UUID,
    period: Period,
    *,
    state: State = State.OPTION,
    asked: int | None = None,
    expires_on: date | None = None,
    rank_override: int | None = None,
    site: UUID = SITE,
) -> Taken:
    """A span asked for in the order of the bookings' numbers, unless said."""
    minutes = booking.int if asked is None else asked
    asked_at = datetime(2027, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    return Taken(booking, site, period, state, asked_at, expires_on, rank_override)


@pytest.mark.parametrize("state", [State.OPTION, State.AWAITING_HOME])
def test_an_option_is_live_on_its_last_day_and_no_longer(state: State) -> None:
    span = taken(FIRST, days(1, 3), state=state, expires_on=TODAY)
    assert (is_live(span, TODAY), expired(span, TODAY)) == (True, False)
    assert (is_live(span, TODAY + DAY), expired(span, TODAY + DAY)) == (False, True)


def test_an_option_without_an_end_stays_live() -> None:
    assert is_live(taken(FIRST, days(1, 3)), date(2040, 1, 1))


def test_a_confirmed_booking_does_not_expire() -> None:
    span = taken(FIRST, days(1, 3), state=State.CONFIRMED, expires_on=TODAY - DAY)
    assert is_live(span, TODAY)
    assert not expired(span, TODAY)


@pytest.mark.parametrize("state", [State.RELEGATED, State.RELEASED, State.CANCELLED])
def test_what_was_given_up_is_neither_live_nor_in_the_way(state: State) -> None:
    span = taken(FIRST, days(1, 3), state=state)
    assert not is_live(span, TODAY)
    assert rival(days(1, 3), [span]) is None
    assert rivals(days(1, 3), [span], None, TODAY) == ()
    assert rank(FIRST, [span], TODAY) is None


def test_a_confirmed_booking_forbids_its_days_and_only_those() -> None:
    span = taken(FIRST, days(3, 5), state=State.CONFIRMED)
    assert rival(days(5, 9), [span]) == span
    assert rival(days(6, 9), [span]) is None
    assert rival(days(3, 5), [span], booking_id=FIRST) is None


def test_the_earliest_of_several_confirmed_bookings_is_named() -> None:
    late = taken(FIRST, days(8, 9), state=State.CONFIRMED)
    early = taken(SECOND, days(3, 4), state=State.CONFIRMED)
    assert rival(days(1, 9), [late, early]) == rival(days(1, 9), [early, late]) == early


def test_an_option_forbids_nothing_but_needs_a_fate() -> None:
    later, sooner = taken(SECOND, days(2, 4)), taken(FIRST, days(3, 6))
    assert rival(days(1, 9), [later, sooner]) is None
    assert rivals(days(4, 9), [later, sooner], THIRD, TODAY) == (sooner, later)
    assert rivals(days(5, 9), [later, sooner], THIRD, TODAY) == (sooner,)
    assert rivals(days(4, 9), [later, sooner], FIRST, TODAY) == (later,)


def test_an_expired_option_needs_no_fate() -> None:
    span = taken(FIRST, days(1, 3), expires_on=TODAY - DAY)
    assert rivals(days(1, 3), [span], SECOND, TODAY) == ()


def test_options_are_ranked_by_arrival() -> None:
    spans = [taken(SECOND, days(1, 3)), taken(FIRST, days(1, 3)), taken(THIRD, days(1, 3))]
    assert [rank(booking, spans, TODAY) for booking in (FIRST, SECOND, THIRD)] == [1, 2, 3]


def test_the_next_is_promoted_when_the_first_expires() -> None:
    spans = [taken(FIRST, days(1, 3), expires_on=TODAY), taken(SECOND, days(1, 3))]
    assert rank(SECOND, spans, TODAY) == 2
    assert rank(SECOND, spans, TODAY + DAY) == 1
    assert rank(FIRST, spans, TODAY + DAY) is None


def test_a_rank_is_the_worst_over_the_days() -> None:
    spans = [taken(FIRST, days(1, 2)), taken(SECOND, days(5, 6)), taken(THIRD, days(1, 9))]
    assert rank(THIRD, spans, TODAY) == 2
    third_of_three = [*spans, taken(UUID(int=9), days(6, 7), asked=0)]
    assert rank(THIRD, third_of_three, TODAY) == 3


def test_options_that_share_no_day_are_both_first() -> None:
    spans = [taken(FIRST, days(1, 2)), taken(SECOND, days(3, 4))]
    assert [rank(FIRST, spans, TODAY), rank(SECOND, spans, TODAY)] == [1, 1]


def test_a_booking_of_several_spans_stands_once_in_the_line() -> None:
    spans = [taken(FIRST, days(1, 4)), taken(FIRST, days(3, 6)), taken(SECOND, days(1, 6))]
    assert order(date(2027, 5, 3), spans) == (FIRST, SECOND)


def test_mixed_days_are_ranked_on_the_days_still_optioned() -> None:
    confirmed = taken(SECOND, days(2, 4), state=State.CONFIRMED)
    spans = [confirmed, taken(SECOND, days(1, 1)), taken(FIRST, days(1, 1))]
    assert rank(SECOND, spans, TODAY) == 2
    assert rank(SECOND, [confirmed], TODAY) is None


def test_two_who_asked_at_the_same_instant_are_ranked_by_their_id() -> None:
    spans = [taken(SECOND, days(1, 3), asked=0), taken(FIRST, days(1, 3), asked=0)]
    assert [rank(FIRST, spans, TODAY), rank(SECOND, spans, TODAY)] == [1, 2]


def test_the_rank_of_a_new_option_counts_the_longest_line() -> None:
    spans = [taken(FIRST, days(1, 3)), taken(SECOND, days(3, 5))]
    assert rank_if_asked(days(1, 5), spans, TODAY) == 3
    assert rank_if_asked(days(4, 5), spans, TODAY) == 2
    assert rank_if_asked(days(6, 7), spans, TODAY) == 1
    assert rank_if_asked(days(6, 7), [], TODAY) == 1


def test_sister_stages_hold_ranks_apart_and_the_whole_waits_for_both() -> None:
    whole, stage, sister = (UUID(int=n) for n in (11, 12, 13))
    tree = Tree({whole: None, stage: whole, sister: whole})
    spans = [
        taken(FIRST, days(1, 3), site=stage),
        taken(SECOND, days(1, 3), site=sister),
        taken(THIRD, days(1, 3), site=whole),
    ]

    def ranked(booking: UUID, site: UUID) -> int | None:
        return rank(booking, [span for span in spans if span.site_id in tree.kin(site)], TODAY)

    assert (ranked(FIRST, stage), ranked(SECOND, sister), ranked(THIRD, whole)) == (1, 1, 3)


def test_a_rank_given_by_hand_is_the_rank_held() -> None:
    spans = [
        taken(FIRST, days(1, 3)),
        taken(SECOND, days(1, 3)),
        taken(THIRD, days(1, 3), rank_override=2),
    ]
    for given_order in permutations(spans):
        assert order(date(2027, 5, 1), given_order) == (FIRST, THIRD, SECOND)


def test_a_rank_given_by_hand_leaves_no_hole_in_a_short_line() -> None:
    alone = [taken(FIRST, days(1, 3), rank_override=4)]
    assert rank(FIRST, alone, TODAY) == 1
    followed = [*alone, taken(SECOND, days(1, 3))]
    assert order(date(2027, 5, 1), followed) == (SECOND, FIRST)


def test_two_given_the_same_rank_keep_their_arrival() -> None:
    spans = [taken(n, days(1, 3), rank_override=1) for n in (SECOND, FIRST)]
    assert order(date(2027, 5, 1), [*spans, taken(THIRD, days(1, 3))]) == (FIRST, SECOND, THIRD)


def test_a_new_option_may_stand_before_one_sent_back_by_hand() -> None:
    spans = [taken(FIRST, days(1, 3)), taken(SECOND, days(1, 3), rank_override=3)]
    assert rank_if_asked(days(1, 3), spans, TODAY) == 2


def test_days_that_stopped_waiting_for_their_home_office_rank_by_arrival_again() -> None:
    spans = [
        taken(SECOND, days(1, 3), state=State.AWAITING_HOME),
        taken(SECOND, days(2, 6)),
        taken(FIRST, days(1, 6)),
    ]
    assert rank(SECOND, spans, TODAY) == 2


def test_what_awaits_its_home_office_comes_before_all_options() -> None:
    awaiting = taken(THIRD, days(1, 3), state=State.AWAITING_HOME)
    spans = [taken(FIRST, days(1, 3), rank_override=1), taken(SECOND, days(1, 3)), awaiting]
    assert order(date(2027, 5, 1), spans) == (THIRD, FIRST, SECOND)
    assert rivals(days(1, 3), spans, FIRST, TODAY) == (spans[1], awaiting)


SPANS = st.lists(
    st.builds(
        lambda booking, first, length, state, asked, expires, override: taken(
            UUID(int=booking),
            Period(date(2027, 5, first), date(2027, 5, first) + length * DAY),
            state=state,
            asked=asked,
            expires_on=expires,
            rank_override=override,
        ),
        st.integers(1, 6),
        st.integers(1, 12),
        st.integers(0, 8),
        st.sampled_from([State.OPTION, State.OPTION, *State]),
        st.integers(0, 4),
        st.sampled_from([None, TODAY - DAY, TODAY]),
        st.sampled_from([None, None, 1, 2, 5]),
    ),
    max_size=9,
)


def waiting(spans: list[Taken]) -> list[Taken]:
    """The spans that a line is made of."""
    return [s for s in spans if is_live(s, TODAY) and s.state is not State.CONFIRMED]


@settings(max_examples=80, deadline=None)
@given(SPANS)
def test_each_days_ranks_are_one_to_n_without_holes(spans: list[Taken]) -> None:
    for day in days(1, 20):
        line = order(day, waiting(spans))
        present = {span.booking_id for span in waiting(spans) if day in span.period}
        assert len(line) == len(present)
        assert set(line) == present


@settings(max_examples=80, deadline=None)
@given(SPANS)
def test_a_rank_is_the_place_in_the_worst_of_all_its_days(spans: list[Taken]) -> None:
    lines = [order(day, waiting(spans)) for day in days(1, 20)]
    for booking in {span.booking_id for span in spans}:
        places = [line.index(booking) + 1 for line in lines if booking in line]
        assert rank(booking, spans, TODAY) == max(places, default=None)


@settings(max_examples=80, deadline=None)
@given(SPANS, st.integers(1, 12), st.integers(0, 8))
def test_the_rank_announced_is_the_rank_then_held(spans: list[Taken], first: int, n: int) -> None:
    asked = Period(date(2027, 5, first), date(2027, 5, first) + n * DAY)
    newcomer = taken(UUID(int=99), asked, asked=10_000)
    announced = rank_if_asked(asked, spans, TODAY)
    assert rank(newcomer.booking_id, [*spans, newcomer], TODAY) == announced


@settings(max_examples=80, deadline=None)
@given(SPANS, st.randoms(use_true_random=False))
def test_a_line_does_not_depend_on_the_order_of_reading(spans: list[Taken], random: Random) -> None:
    one_place_each = list({span.booking_id: span for span in waiting(spans)}.values())
    shuffled = list(one_place_each)
    random.shuffle(shuffled)
    for day in days(1, 20):
        assert order(day, shuffled) == order(day, one_place_each)
