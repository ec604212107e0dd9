"""A cancellation ladder says what is due for every notice, or shows for which it does not."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scout_app.rules.terms import Notices, Tier, due, falls, gap, steps

FIRST = date(2027, 5, 10)
LADDER = (Tier(30, 0), Tier(15, 50), Tier(0, 100))
tiers = st.lists(st.builds(Tier, st.integers(0, 90), st.integers(0, 100)), max_size=6)


@pytest.mark.parametrize(
    ("notice", "percent"), [(400, 0), (30, 0), (29, 50), (15, 50), (14, 100), (0, 100), (-3, 100)]
)
def test_what_is_due_depends_on_the_notice(notice: int, percent: int) -> None:
    assert due(LADDER, FIRST, FIRST - timedelta(notice)) == percent


def test_a_ladder_without_its_end_shows_what_is_missing() -> None:
    assert gap(LADDER) is None
    assert gap(LADDER[:2]) == Notices(0, 14)
    assert gap(()) == Notices(0, None)
    assert due(LADDER[:2], FIRST, FIRST - timedelta(3)) is None


def test_a_shorter_notice_that_costs_less_is_seen() -> None:
    assert not falls(LADDER)
    assert falls((Tier(30, 80), Tier(0, 20)))


@given(tiers, st.integers(-5, 120))
def test_every_notice_is_said_once_or_is_in_the_gap(found: list[Tier], notice: int) -> None:
    on = FIRST - timedelta(notice)
    saying = [step for step in steps(found) if max(0, notice) in step.notices]
    missing = gap(found)
    assert len(saying) + (missing is not None and max(0, notice) in missing) == 1
    assert due(found, FIRST, on) == (saying[0].percent if saying else None)
