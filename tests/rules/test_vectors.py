"""What one copy tells another: nothing that the other lacks is ever taken for known."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from scout_app.rules.vectors import Gap, Link, doubled, gaps, lacking, vector


def chain(replica: str, last: int, first: int = 1, branch: str = "") -> list[Link]:
    def name(seq: int) -> str:
        return f"{replica}{seq}{branch if seq > 3 else ''}"

    return [
        Link(name(seq), replica, seq, name(seq - 1) if seq > 1 else None)
        for seq in range(first, last + 1)
    ]


def test_whoever_is_further_on_gets_the_rest() -> None:
    assert lacking(chain("a", 9), vector(chain("a", 6))) == {"a7", "a8", "a9"}
    assert lacking(chain("a", 6), vector(chain("a", 9))) <= {"a6"}
    assert lacking(chain("a", 3), {}) == {"a1", "a2", "a3"}


def test_a_hole_is_filled_and_named() -> None:
    theirs = chain("a", 3) + chain("a", 9, 6)
    assert lacking(chain("a", 9), vector(theirs)) == {"a4", "a5"}
    assert gaps(theirs) == [Gap("a", 4, 5)]
    assert gaps(chain("a", 3), [vector(chain("a", 5)), vector(chain("b", 2))]) == [
        Gap("a", 4, 5),
        Gap("b", 1, 2),
    ]
    assert gaps(chain("a", 5), [vector(chain("a", 3))]) == []


def test_a_copied_file_hides_nothing() -> None:
    one, two = chain("a", 6, branch="x"), chain("a", 6, branch="y")
    # One too many, since a chain tells only some of its ids.
    assert lacking(one, vector(two)) == {"a3", "a4x", "a5x", "a6x"}
    assert doubled([*one, *two]) == {"a"}
    assert doubled(one) == set()


@settings(max_examples=500, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_nothing_lacking_is_ever_taken_for_known(seed: int) -> None:
    dice = random.Random(seed)
    every: list[Link] = []
    for replica in "abc":
        tips: list[str | None] = [None]
        for number in range(dice.randrange(12)):
            parent = dice.choice([*tips[-2:]])
            seq = 1 + next((one.seq for one in every if one.id == parent), 0)
            every.append(Link(f"{replica}{number}", replica, seq, parent))
            tips.append(every[-1].id)
    mine = [one for one in every if dice.random() < 0.8]
    theirs = [one for one in every if dice.random() < 0.8]
    needed = {one.id for one in mine} - {one.id for one in theirs}
    assert needed <= lacking(mine, vector(theirs))
    assert lacking(mine, vector(mine)) == set()
