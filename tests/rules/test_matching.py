"""Verdicts, score, reliability, blockers, near misses and the order of a shortlist."""

from dataclasses import replace
from datetime import date
from random import Random
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scout_app.model.values import Availability, Operator, Period, Position, Verdict
from scout_app.rules.matching import (
    Approx,
    Candidate,
    Criterion,
    Dates,
    Match,
    NearMiss,
    evaluate,
    place,
    shortlist,
    verdict,
)

YES, NO, UNKNOWN = Verdict
PORT = Position(43.3, 5.37)
WINDOW = Period(date(2027, 5, 10), date(2027, 5, 20))
LATER = Period(date(2027, 5, 19), date(2027, 5, 23))


def asked(
    operator: Operator, wanted: Any, *, hard: bool = False, weight: int = 1, field: str = "x"
) -> Criterion:
    return Criterion(UUID(bytes=field.encode().ljust(16)), field, operator, wanted, hard, weight)


def site(
    found: dict[str, Any], *, name: str = "Quai", number: int = 1, dates: Dates | None = None
) -> Candidate:
    return Candidate(UUID(int=number), name, found, dates, WINDOW)


@pytest.mark.parametrize(
    ("operator", "wanted", "found", "expected"),
    [
        (Operator.AT_LEAST, 950, 950, YES),
        (Operator.AT_LEAST, 950, 949, NO),
        (Operator.AT_LEAST, 950, 0, NO),
        (Operator.AT_LEAST, 950, None, UNKNOWN),
        (Operator.AT_MOST, 950, 950, YES),
        (Operator.AT_MOST, 950, 951, NO),
        (Operator.AT_MOST, 950, None, UNKNOWN),
        (Operator.BETWEEN, (10, 20), 10, YES),
        (Operator.BETWEEN, (10, 20), 20, YES),
        (Operator.BETWEEN, (10, 20), 9, NO),
        (Operator.BETWEEN, (10, 20), 21, NO),
        (Operator.BETWEEN, (10, 20), None, UNKNOWN),
        (Operator.IS, True, True, YES),
        (Operator.IS, True, False, NO),
        (Operator.IS, False, False, YES),
        (Operator.IS, True, None, UNKNOWN),
        (Operator.IS, 3, 3, YES),
        (Operator.IS, "stage", "stage", YES),
        (Operator.IS, "stage", "land", NO),
        (Operator.IS, "marseille", "Marseille", YES),
        (Operator.ANY_OF, ("stage", "land"), "land", YES),
        (Operator.ANY_OF, ("stage", "land"), "studio", NO),
        (Operator.ANY_OF, ("art déco", "brut"), ("Art Déco", "gothique"), YES),
        (Operator.ANY_OF, ("art déco",), ("gothique",), NO),
        (Operator.ANY_OF, ("stage",), None, UNKNOWN),
        (Operator.NONE_OF, ("land",), "land", NO),
        (Operator.NONE_OF, ("land",), "stage", YES),
        (Operator.NONE_OF, ("brut",), ("brut", "moderne"), NO),
        (Operator.NONE_OF, ("brut",), ("moderne",), YES),
        (Operator.NONE_OF, ("brut",), None, UNKNOWN),
        (Operator.WITHIN_KM, (PORT, 30.0), Approx(30.0), YES),
        (Operator.WITHIN_KM, (PORT, 30.0), Approx(30.1), NO),
        (Operator.WITHIN_KM, (PORT, 30.0), Approx(27.0, 3.0), YES),
        (Operator.WITHIN_KM, (PORT, 30.0), Approx(27.1, 3.0), UNKNOWN),
        (Operator.WITHIN_KM, (PORT, 30.0), Approx(33.0, 3.0), UNKNOWN),
        (Operator.WITHIN_KM, (PORT, 30.0), Approx(33.1, 3.0), NO),
        (Operator.WITHIN_KM, (PORT, 30.0), None, UNKNOWN),
    ],
)
def test_a_verdict_compares_what_was_found(
    operator: Operator, wanted: Any, found: Any, expected: Verdict
) -> None:
    assert verdict(asked(operator, wanted), found) is expected


@pytest.mark.parametrize("operator", [Operator.ANY_OF, Operator.NONE_OF])
def test_a_list_in_which_nothing_was_noted_is_unknown(operator: Operator) -> None:
    assert verdict(asked(operator, ("brut",)), ()) is UNKNOWN


def test_a_word_is_found_whatever_its_accents() -> None:
    assert verdict(asked(Operator.ANY_OF, ("facade",)), ("Façade", "quai")) is YES


def test_an_unknown_counts_half_and_lowers_the_reliability() -> None:
    criteria = [
        asked(Operator.IS, True, weight=3, field="a"),
        asked(Operator.IS, True, weight=2, field="b"),
        asked(Operator.IS, True, weight=1, field="c"),
    ]
    match = evaluate(criteria, site({"a": True, "c": False}))
    assert match.score == (3 + 1) / 6
    assert match.reliability == 4 / 6
    assert [reason.verdict for reason in match.reasons] == [YES, UNKNOWN, NO]
    assert [reason.found for reason in match.reasons] == [True, None, False]


def test_a_single_known_yes_does_not_come_first() -> None:
    criteria = [asked(Operator.IS, True, field=name) for name in "abcd"]
    sure = site({"a": True, "b": True, "c": True, "d": False}, name="Sûr")
    barely_known = site({"a": True}, name="Peu connu", number=2)
    assert [m.name for m in shortlist(criteria, [barely_known, sure])] == ["Sûr", "Peu connu"]


def test_what_is_indispensable_stays_out_of_the_score() -> None:
    criteria = [
        asked(Operator.AT_LEAST, 5, hard=True, weight=50, field="a"),
        asked(Operator.IS, True, field="b"),
        asked(Operator.IS, True, field="c"),
    ]
    match = evaluate(criteria, site({"a": 9, "b": True, "c": False}))
    assert match.score == 0.5
    assert not match.is_blocked


def test_a_missing_indispensable_blocks_without_a_percentage() -> None:
    criteria = [asked(Operator.IS, True, hard=True, field="a"), asked(Operator.IS, True, field="b")]
    match = evaluate(criteria, site({"a": False, "b": True}))
    assert match.is_blocked
    assert match.score is None
    assert [reason.criterion.field for reason in match.blocked] == ["a"]


def test_an_unknown_indispensable_is_to_check_and_does_not_block() -> None:
    match = evaluate([asked(Operator.IS, True, hard=True, weight=2, field="a")], site({}))
    assert not match.is_blocked
    assert [reason.criterion.field for reason in match.to_check] == ["a"]
    assert (match.score, match.reliability) == (1.0, 0.0)


def test_a_need_that_asks_nothing_is_met_by_all() -> None:
    match = evaluate([], site({}))
    assert (match.score, match.reliability, match.is_blocked) == (1.0, 1.0, False)


FREE_DATES = Dates(Availability.FREE, 1, LATER, None)
TAKEN_DATES = Dates(Availability.TAKEN, None, None, LATER)


@pytest.mark.parametrize("state", [Availability.OPTIONED, Availability.AT_RISK])
def test_days_optioned_or_at_risk_do_not_block(state: Availability) -> None:
    match = evaluate([], site({}, dates=replace(FREE_DATES, state=state, rank=2)))
    assert not match.is_blocked
    assert match.score == 1.0


def test_days_without_a_window_block_and_the_site_would_fit_later() -> None:
    match = evaluate([], site({}, dates=TAKEN_DATES))
    assert match.dates_block
    assert match.score is None
    assert match.near_misses == (NearMiss(None, None, LATER, 3),)


def test_without_a_later_window_or_a_window_asked_there_is_no_near_miss() -> None:
    never = replace(TAKEN_DATES, next_free=None)
    assert evaluate([], site({}, dates=never)).near_misses == ()
    whenever = replace(site({}, dates=TAKEN_DATES), days_wanted=None)
    assert evaluate([], whenever).near_misses == ()


@pytest.mark.parametrize(
    ("operator", "wanted", "found", "gap"),
    [
        (Operator.AT_LEAST, 950, 910, 40.0),
        (Operator.AT_MOST, 10, 15, 5.0),
        (Operator.BETWEEN, (10, 20), 7, 3.0),
        (Operator.BETWEEN, (10, 20), 22, 2.0),
        (Operator.WITHIN_KM, (PORT, 30.0), Approx(36.0, 2.0), 4.0),
        (Operator.IS, True, False, None),
        (Operator.ANY_OF, ("stage",), "land", None),
    ],
)
def test_the_only_blocker_is_a_near_miss_with_its_gap(
    operator: Operator, wanted: Any, found: Any, gap: float | None
) -> None:
    criterion = asked(operator, wanted, hard=True)
    match = evaluate([criterion], site({"x": found}, dates=FREE_DATES))
    assert match.near_misses == (NearMiss(criterion, gap, None, None),)


def test_two_blockers_are_no_near_miss() -> None:
    criteria = [asked(Operator.IS, True, hard=True, field=name) for name in "ab"]
    assert evaluate(criteria, site({"a": False, "b": False})).near_misses == ()
    once_and_taken = site({"a": False, "b": True}, dates=TAKEN_DATES)
    assert evaluate(criteria, once_and_taken).near_misses == ()


def test_a_site_that_fits_has_no_near_miss() -> None:
    assert evaluate([asked(Operator.IS, True, hard=True)], site({"x": True})).near_misses == ()


def test_blocked_sites_come_last_then_score_reliability_and_name_decide() -> None:
    criteria = [
        asked(Operator.IS, True, hard=True, field="a"),
        asked(Operator.IS, True, field="b"),
        asked(Operator.IS, True, field="c"),
    ]
    listed = shortlist(
        criteria,
        [
            site({"a": False, "b": True, "c": True}, name="bloqué"),
            site({"a": True}, name="inconnu"),
            site({"a": True, "b": True, "c": False}, name="zinc"),
            site({"a": True, "b": False, "c": True}, name="Étang"),
            site({"a": True, "b": True, "c": True}, name="tout"),
        ],
    )
    assert [m.name for m in listed] == ["tout", "Étang", "zinc", "inconnu", "bloqué"]


CRITERIA = st.lists(
    st.builds(
        lambda field, hard, weight: asked(
            Operator.IS, True, hard=hard, weight=weight, field=f"f{field}"
        ),
        st.integers(0, 5),
        st.booleans(),
        st.integers(0, 4),
    ),
    max_size=6,
    unique_by=lambda criterion: criterion.field,
)
FOUND = st.dictionaries(st.integers(0, 5).map("f{}".format), st.sampled_from([True, False, None]))
DATES = st.sampled_from([None, FREE_DATES, TAKEN_DATES])
SITES = st.lists(
    st.builds(
        lambda found, name, number, dates: site(found, name=name, number=number, dates=dates),
        FOUND,
        st.sampled_from(["Quai", "quai", "Étang", "zinc"]),
        st.integers(0, 999),
        DATES,
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda candidate: candidate.site_id,
)


def merit(match: Match) -> float:
    """The score shown, none at all for a blocked site."""
    return -1.0 if match.score is None else match.score


@settings(max_examples=150, deadline=None)
@given(CRITERIA, FOUND, DATES)
def test_an_unknown_in_place_of_a_no_never_lowers_score_or_order(
    criteria: list[Criterion], found: dict[str, Any], dates: Dates | None
) -> None:
    before = evaluate(criteria, site(found, dates=dates))
    for field in [name for name, value in found.items() if value is False]:
        after = evaluate(criteria, site({**found, field: None}, dates=dates))
        assert merit(after) >= merit(before)
        assert place(after) <= place(before)


@settings(max_examples=60, deadline=None)
@given(CRITERIA, SITES, st.randoms(use_true_random=False))
def test_the_order_is_the_same_however_the_sites_come(
    criteria: list[Criterion], sites: list[Candidate], random: Random
) -> None:
    shuffled = list(sites)
    random.shuffle(shuffled)
    listed = shortlist(criteria, sites)
    assert shortlist(criteria, shuffled) == listed
    assert [m.is_blocked for m in listed] == sorted(m.is_blocked for m in listed)
    assert len({place(match) for match in listed}) == len(sites)


@settings(max_examples=60, deadline=None)
@given(CRITERIA, SITES)
def test_sites_that_fit_stand_by_score_then_reliability(
    criteria: list[Criterion], sites: list[Candidate]
) -> None:
    fit = [m for m in shortlist(criteria, sites) if not m.is_blocked]
    assert fit == sorted(fit, key=lambda m: (merit(m), m.reliability), reverse=True)
    for match in fit:
        assert match.score is not None
        assert 0 <= match.score <= 1
        assert 0 <= match.reliability <= 1
