"""A site is asked for what its kind can have, and for nothing else."""

from hypothesis import given
from hypothesis import strategies as st

from scout_app.rules import completeness

FIELDS = [
    ("name", "identity", True), ("clear_height", "volumes", False), ("cyclo", "studio", False),
    ("water", "unit_base", True), ("location_kind", "identity", True), ("n", "", True),
]  # fmt: skip


def test_each_kind_is_asked_for_its_own_fields() -> None:
    assert completeness.of("studio", None, FIELDS).missing == ("clear_height", "cyclo")
    assert completeness.of("location", "interior", FIELDS).missing == ("clear_height",)
    assert completeness.of("location", "natural", FIELDS).missing == ()
    assert completeness.of("land", None, FIELDS).total == 1


def test_the_share_is_what_is_known_of_what_is_asked() -> None:
    found = completeness.of("studio", None, FIELDS)
    assert (found.known, found.total, found.share) == (2, 4, 0.5)
    assert completeness.of("studio", None, []).share == 1.0


@given(st.sampled_from(["studio", "land", "location"]), st.lists(st.booleans(), max_size=6))
def test_knowing_more_never_lowers_it(kind: str, known: list[bool]) -> None:
    fields = [(f"f{n}", "land", one) for n, one in enumerate(known)]
    more = [(name, block, True) for name, block, _ in fields]
    assert (
        completeness.of(kind, None, fields).share <= completeness.of(kind, None, more).share == 1.0
    )
