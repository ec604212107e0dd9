"""A booking in the hand, without painting anything."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as some

from scout_app.model.values import Period
from scout_app.ui.calendar.grip import EDGE, Grip, Part, part_of
from tests.ui.calendar.conftest import Drawing, days

Days = Callable[..., Period]
_steps = some.lists(
    some.tuples(some.integers(-40, 40), some.sampled_from(Part)), min_size=1, max_size=12
)


@given(steps=_steps, gap=some.integers(0, 5))
def test_carrying_never_loses_a_day_of_a_run_nor_its_gaps(
    steps: list[tuple[int, Part]], gap: int
) -> None:
    booking, draw = uuid4(), Drawing()
    own = (
        draw.bar(days(0, 2), booking=booking),
        draw.bar(days(3 + gap, 6 + gap), booking=booking),
    )
    held = Grip(0, 0, own[0], own)
    for by, part in steps:
        held = held.by(by, part)
        first, second = held.spans
        assert len(first) >= 1
        assert len(second) >= 1
        if held.begins == held.ends:
            assert (len(first), len(second)) == (3, 4)
            assert (second.first - first.last).days == gap + 1


def test_only_the_outer_ends_of_a_booking_stretch(drawing: Any, stretch: Days) -> None:
    booking = uuid4()
    prep = drawing.bar(stretch(0, 2), booking=booking)
    shoot = drawing.bar(stretch(5, 9), booking=booking)
    own = (prep, shoot)
    assert part_of(prep, own, 1, 90) is Part.FIRST
    assert part_of(prep, own, 89, 90) is Part.WHOLE
    assert part_of(shoot, own, 1, 90) is Part.WHOLE
    assert part_of(shoot, own, 89, 90) is Part.LAST
    assert part_of(shoot, own, 1, 3 * EDGE - 1) is Part.WHOLE
