"""What an officer may do about a booking, from where its days stand."""

from collections.abc import Collection
from enum import StrEnum

from scout_app.model.values import State
from scout_app.rules.holding import ENDS, OVER, WAITING


class Act(StrEnum):
    """One thing that can be done about a booking."""

    ANSWER = "answer"
    PROMOTE = "promote"
    CONFIRM = "confirm"
    RELEASE = "release"
    CANCEL = "cancel"
    MOVE = "move"
    EXPIRE = "expire"
    CHALLENGE = "challenge"
    RANK = "rank"
    REOPEN = "reopen"


def possible(
    states: Collection[State], *, ranked: bool, expired: bool, challenged: bool, rivals: bool,
    promoted: bool,
) -> tuple[Act, ...]:  # fmt: skip
    """Return the acts that make sense, in the order of their use.

    `ranked`: it waits as a live option; `challenged`: it owes an answer; `rivals`: somebody may
    challenge somebody; `promoted`: its first place waits for an officer.
    """
    waits = any(state in WAITING for state in states)
    firm = State.CONFIRMED in states
    gives = any(state in ENDS for state in states)
    sensible = {
        Act.ANSWER: challenged and waits,
        Act.PROMOTE: promoted,
        Act.CONFIRM: waits,
        Act.RELEASE: gives and not firm,
        Act.CANCEL: firm,
        Act.MOVE: any(state.is_live for state in states),
        Act.EXPIRE: waits and not expired,
        Act.CHALLENGE: rivals and ranked,
        Act.RANK: ranked,
        Act.REOPEN: expired or any(state in OVER for state in states),
    }
    return tuple(act for act, makes_sense in sensible.items() if makes_sense)
