"""Spans moved and stretched, and the days gained."""

from datetime import date

import pytest

from scout_app.model.values import Period
from scout_app.rules.holding import gained, placed


def may(first: int, last: int | None = None) -> Period:
    return Period(date(2027, 5, first), date(2027, 5, last or first))


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (may(10, 13), (may(10), may(12, 13))),
        (may(3, 8), (may(3), may(5, 8))),
        (may(1, 6), (may(1, 3), may(5, 6))),
        (may(10, 15), (may(10), may(12, 15))),
        (may(3, 4), None),
        (may(4, 6), None),
    ],
)
def test_spans_move_together_and_stretch_at_their_ends(
    wanted: Period, expected: tuple[Period, ...] | None
) -> None:
    assert placed([may(3), may(5, 6)], wanted) == expected


def test_the_days_gained_are_those_not_held_before() -> None:
    assert gained([may(3, 5)], [may(1, 8)]) == (may(1, 2), may(6, 8))
    assert gained([may(3, 5)], [may(3, 4)]) == ()
    assert gained([], [may(3), may(4)]) == (may(3, 4),)
