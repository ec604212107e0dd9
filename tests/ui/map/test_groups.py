"""Signs never cover one another, and every mark is in exactly one group."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scout_app.ui.map.groups import APART_PX, gather, level

metres = st.floats(-50_000, 50_000)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(metres, metres), max_size=60), st.sampled_from([2.0, 30.0, 200.0]))
def test_every_mark_is_counted_once_inside_its_group(
    points: list[tuple[float, float]], scale: float
) -> None:
    x, y = np.array(points).reshape(-1, 2).T
    groups = gather(x, y, level(scale))
    assert groups.count.sum() == len(points)
    for group in range(len(groups)):
        members = groups.members(group)
        assert len(members) == groups.count[group]
        assert groups.first[group] in members
        extent = groups.extent(group)
        assert extent.west == x[members].min()
        assert extent.north == y[members].max()
        assert groups.x[group] == pytest.approx(x[members].mean(), abs=1e-6)


@pytest.mark.parametrize("scale", [400.0, 150.0, 40.0, 5.0])
def test_groups_stand_apart(scale: float) -> None:
    random = np.random.default_rng(7)
    x, y = random.normal(0, 15_000, (2, 2_000))
    groups = gather(x, y, level(scale))
    gaps = np.hypot(groups.x[:, None] - groups.x, groups.y[:, None] - groups.y)
    np.fill_diagonal(gaps, np.inf)
    assert gaps.min() >= 0.9 * APART_PX * scale


def test_marks_on_one_point_stay_together_however_close_one_looks() -> None:
    x, y = np.full(8, 1234.5), np.full(8, -987.0)
    groups = gather(x, y, level(0.5))
    assert groups.count.tolist() == [8]
    assert groups.on_one_point(0)


def test_marks_a_hundred_metres_apart_part_when_one_looks_close() -> None:
    x, y = np.array([0.0, 100.0]), np.zeros(2)
    assert len(gather(x, y, level(1.0))) == 2
    joined = gather(x, y, level(50.0))
    assert len(joined) == 1
    assert not joined.on_one_point(0)


def test_the_grouping_holds_while_the_scale_moves_a_little() -> None:
    assert level(10.0) == level(11.0)
    assert level(20.0) == level(10.0) + 2
