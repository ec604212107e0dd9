"""The scale bar shows a round length that fits."""

import pytest

from scout_app.ui.map.margin import scale_length


@pytest.mark.parametrize(
    ("ground", "text"),
    [
        (100.0, "10 km"),
        (50.0, "5 km"),
        (9.0, "1 km"),
        (8.0, "500 m"),
        (0.4, "20 m"),
        (2_000, "200 km"),
    ],
)
def test_the_bar_is_one_two_or_five_of_a_unit(ground: float, text: str) -> None:
    length, label = scale_length(ground)
    assert label == text.replace(" ", "\N{NO-BREAK SPACE}")
    assert 48 <= length / ground <= 120
