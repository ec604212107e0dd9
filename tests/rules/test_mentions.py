"""Somebody is found in a text whatever the accents, the capitals and the way to write a number."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scout_app.rules.mentions import GONE, redacted, spans


@pytest.mark.parametrize(
    ("text", "word", "left"),
    [
        ("Voir AIMEE Roux demain", "Aimée Roux", f"Voir {GONE} demain"),
        ("Aime\u0301e Roux, Aimée Roux", "aimee roux", f"{GONE}, {GONE}"),
        ("Rouxel et roux", "Roux", f"Rouxel et {GONE}"),
        ("tél. 06.12.34.56.78 ou +33 6 12 34 56 78", "0612345678", f"tél. {GONE} ou {GONE}"),
        ("parcelle 0612345679", "06 12 34 56 78", "parcelle 0612345679"),
        ("a@b.fr; xa@b.fr", "A@B.fr", f"{GONE}; xa@b.fr"),
        ("rien", "", "rien"),
    ],
)
def test_what_names_somebody_is_taken_out(text: str, word: str, left: str) -> None:
    assert redacted(text, [word]) == left


def test_words_that_overlap_are_taken_out_once() -> None:
    assert redacted("Anne Marie Roux", ["Anne Marie", "Marie Roux"]) == GONE


@given(st.text(max_size=40), st.lists(st.text(max_size=8), max_size=3))
def test_what_is_left_says_nothing_more_of_it(text: str, words: list[str]) -> None:
    found = spans(text, words)
    assert all(0 <= first < last <= len(text) for first, last in found)
    assert all(one[1] < other[0] for one, other in pairwise(found))
