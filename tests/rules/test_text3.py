"""Two versions of a note, merged where they changed different lines."""

import pytest

from scout_app.rules.text3 import merge

BASE = "Accès par le quai.\nGardien : M. Roux.\nClé au poste.\nEau : oui.\n"


def test_changes_of_different_lines_meet_in_either_order() -> None:
    one = BASE.replace("quai", "pont")
    other = BASE.replace("Eau : oui", "Eau : non")
    both = one.replace("Eau : oui", "Eau : non")
    assert merge(BASE, one, other) == merge(BASE, other, one) == both


def test_the_same_change_counts_once() -> None:
    one = BASE.replace("quai", "pont")
    assert merge(BASE, one, one) == one
    assert merge(BASE, BASE, one) == one


@pytest.mark.parametrize("other", ["quai nord", "port"])
def test_changes_of_one_line_are_not_merged(other: str) -> None:
    assert merge(BASE, BASE.replace("quai", "pont"), BASE.replace("quai", other)) is None


def test_changes_of_neighbouring_lines_are_not_merged() -> None:
    assert merge(BASE, BASE.replace("quai", "pont"), BASE.replace("Roux", "Brun")) is None


def test_an_addition_at_each_end_is_merged() -> None:
    assert merge(BASE, "Avant.\n" + BASE, BASE + "Après.\n") == "Avant.\n" + BASE + "Après.\n"


def test_an_endless_text_is_left_to_the_officer() -> None:
    assert merge("a\n" * 2_001, "a\n" * 2_001, "b\n") is None
