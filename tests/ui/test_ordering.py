"""Rows come in the order in which a reader looks for them."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from scout_app.ui import ordering


@pytest.fixture(autouse=True)
def _french() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("fr_FR"))
    yield
    QLocale.setDefault(before)


def ordered(keys: list[object], descending: bool = False) -> list[object]:
    return [keys[place] for place in ordering.places(keys, descending)]


def test_accents_stand_with_their_letter_and_numbers_count() -> None:
    keys = ["zone", "étage 10", "école", "Étage 2", "eau", "etage 1"]
    assert ordered(list(keys)) == ["eau", "école", "etage 1", "Étage 2", "étage 10", "zone"]


def test_the_unknown_comes_last_both_ways() -> None:
    assert ordered([None, 3, 1, None, 2]) == [1, 2, 3, None, None]
    assert ordered([None, 3, 1, None, 2], descending=True) == [3, 2, 1, None, None]
    assert ordered(["b", None, "a"], descending=True) == ["b", "a", None]


def test_equal_keys_keep_their_order_both_ways() -> None:
    keys: list[object] = ["quay", "mill", "quay", "mill"]
    assert ordering.places(keys) == [1, 3, 0, 2]
    assert ordering.places(keys, descending=True) == [0, 2, 1, 3]


def test_days_are_ordered_as_days() -> None:
    days: list[object] = [date(2027, 1, 10), None, date(2026, 12, 31), date(2027, 1, 9)]
    assert ordering.places(days) == [2, 3, 0, 1]


@given(st.lists(st.none() | st.text()))
def test_each_row_keeps_exactly_one_place_whatever_its_text(keys: list[str | None]) -> None:
    assert sorted(ordering.places(keys)) == list(range(len(keys)))
