"""Only what makes sense of a booking is offered, and something always is."""

from hypothesis import given
from hypothesis import strategies as st

from scout_app.model.values import State
from scout_app.rules.possible import Act, possible

NOTHING = {"ranked": False, "expired": False, "challenged": False, "rivals": False,
           "promoted": False}  # fmt: skip
WAITING = {State.OPTION, State.AWAITING_HOME}


def test_a_live_option_may_be_confirmed_released_moved_and_ranked() -> None:
    acts = possible([State.OPTION], **{**NOTHING, "ranked": True, "rivals": True})
    assert acts == (
        Act.CONFIRM, Act.RELEASE, Act.MOVE, Act.EXPIRE, Act.CHALLENGE, Act.RANK,
    )  # fmt: skip


def test_confirmed_days_are_cancelled_and_what_is_over_is_taken_up_again() -> None:
    assert possible([State.CONFIRMED], **NOTHING) == (Act.CANCEL, Act.MOVE)
    assert possible([State.CANCELLED], **NOTHING) == (Act.REOPEN,)
    assert possible([State.CONFIRMED, State.RELEASED], **NOTHING) == (
        Act.CANCEL, Act.MOVE, Act.REOPEN,
    )  # fmt: skip


def test_an_expired_option_is_taken_up_again_and_not_prolonged() -> None:
    acts = possible([State.OPTION], **{**NOTHING, "expired": True})
    assert Act.REOPEN in acts
    assert Act.EXPIRE not in acts


@given(
    st.lists(st.sampled_from(State), min_size=1, max_size=4),
    st.fixed_dictionaries({name: st.booleans() for name in NOTHING}),
)
def test_each_act_needs_days_that_it_could_change(
    states: list[State], how: dict[str, bool]
) -> None:
    acts = possible(states, **how)
    waits = bool(WAITING & set(states))
    assert acts
    assert len(acts) == len(set(acts))
    assert (Act.CONFIRM in acts) == waits
    assert (Act.CANCEL in acts) == (State.CONFIRMED in states)
    assert not (Act.RELEASE in acts and Act.CANCEL in acts)
    assert (Act.MOVE in acts) == any(state.is_live for state in states)
    assert Act.ANSWER not in acts or waits
