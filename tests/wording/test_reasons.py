"""Reasons, near misses and obstacles as an officer reads them."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from scout_app.model.fields import fields_of
from scout_app.model.sites import Site
from scout_app.model.values import (
    Availability,
    DayType,
    Operator,
    Period,
    Position,
    State,
    Verdict,
)
from scout_app.office.diary import Blocking
from scout_app.rules.matching import Approx, Criterion, Dates, NearMiss, Reason
from scout_app.wording import reasons

SITE = fields_of(Site)
DAYS = Period(date(2027, 6, 3), date(2027, 6, 7))
THIN = "\u202f"


def asked(field: str, operator: Operator, wanted: Any) -> Criterion:
    return Criterion(UUID(int=1), field, operator, wanted, False, 1)


def test_a_reason_says_what_is_there_and_what_is_wanted() -> None:
    criterion = asked("clear_height", Operator.AT_LEAST, 950)
    said = reasons.reason(Reason(criterion, 800, Verdict.NO), SITE["clear_height"], "en")
    assert said == f"Clear height: 8{THIN}m (wanted: at least 9.5{THIN}m)"


def test_what_is_not_known_is_said_to_be_unknown() -> None:
    criterion = asked("cyclo", Operator.IS, True)
    said = reasons.reason(Reason(criterion, None, Verdict.UNKNOWN), SITE["cyclo"], "en")
    assert said == "Cyclorama: unknown (wanted: yes)"


@pytest.mark.parametrize(
    ("field", "operator", "wanted", "said"),
    [
        ("area", Operator.AT_MOST, 500, f"at most 500{THIN}m²"),
        ("area", Operator.BETWEEN, (300, 800), f"from 300{THIN}m² to 800{THIN}m²"),
        ("kind", Operator.ANY_OF, ("stage", "land"), "one of: Stage, Land"),
        ("looks", Operator.NONE_OF, ("moderne",), "none of: moderne"),
        ("noise", Operator.IS, "quiet", "Quiet"),
        ("position", Operator.WITHIN_KM, (Position(43, 5), 12.5), f"within 12.5{THIN}km"),
        ("area", Operator.AT_LEAST, None, ""),
    ],
)
def test_what_is_wanted_is_said_in_words(
    field: str, operator: Operator, wanted: Any, said: str
) -> None:
    assert reasons.wanted(asked(field, operator, wanted), SITE.get(field), "en") == said


def test_a_field_of_another_version_goes_by_its_name() -> None:
    criterion = asked("of_tomorrow", Operator.IS, "x")
    said = reasons.reason(Reason(criterion, None, Verdict.UNKNOWN), None, "en")
    assert said == "of_tomorrow: unknown (wanted: x)"


def test_a_distance_says_how_sure_it_is() -> None:
    assert reasons.value(Approx(3.04), None, "en") == f"3{THIN}km"
    rough = reasons.value(Approx(3.0, 4.0), None, "en")
    assert rough == f"0{THIN}km to 7{THIN}km, the position being approximate"


@pytest.mark.parametrize(
    ("field", "operator", "wanted", "gap", "said"),
    [
        ("clear_height", Operator.AT_LEAST, 950, 40, f"−0.4{THIN}m of clear height"),
        ("area", Operator.AT_MOST, 500, 120, f"+120{THIN}m² of area"),
        ("led_area", Operator.AT_LEAST, 900, 5, f"−0.5{THIN}m² of LED wall, area"),
        ("power_phases", Operator.AT_LEAST, 3, 2, "Phases: −2"),
        ("area", Operator.BETWEEN, (1, 2), 5, f"Area: 5{THIN}m² away from what is asked"),
        ("cyclo", Operator.IS, True, None, "if “Cyclorama” were yes"),
        ("kind", Operator.ANY_OF, ("land",), None, "if “Kind” were one of: Land"),
        ("position", Operator.WITHIN_KM, (Position(43, 5), 1), 3.11, f"+3.2{THIN}km"),
    ],
)
def test_a_near_miss_says_what_would_have_to_change(
    field: str, operator: Operator, wanted: Any, gap: float | None, said: str
) -> None:
    miss = NearMiss(asked(field, operator, wanted), gap, None, None)
    assert reasons.near_miss(miss, SITE.get(field), "en") == said


def test_days_later_are_counted_and_named() -> None:
    miss = NearMiss(None, None, DAYS, 3)
    assert reasons.near_miss(miss, None, "en") == "3 days later: 3–7 June 2027"
    one = NearMiss(None, None, DAYS, 1)
    assert reasons.near_miss(one, None, "en") == "1 day later: 3–7 June 2027"


@pytest.mark.parametrize(
    ("what", "reason", "said"),
    [
        (Availability.TAKEN, "", "Taken 3–7 June 2027 by “Marée” (C. Roux, Mission cinéma)"),
        (Availability.OPTIONED, "", "Optioned 3–7 June 2027 by “Marée” (C. Roux, Mission cinéma)"),
        (Availability.CLOSED, "works {x}", "Closed 3–7 June 2027: works {x}"),
        (Availability.AT_RISK, "Massif", "At risk 3–7 June 2027: Massif"),
    ],
)
def test_what_blocks_says_who_or_why(what: Availability, reason: str, said: str) -> None:
    found = Blocking(DAYS, what, uuid4(), "Marée", "C. Roux", "Mission cinéma", reason)
    assert reasons.blocking(found, "en") == said


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (None, "Dates not known"),
        (Dates(Availability.FREE, 1, DAYS, None), "Free 3–7 June 2027"),
        (
            Dates(Availability.OPTIONED, 2, DAYS, None),
            "Optioned 3–7 June 2027: you would have the 2nd option",
        ),
        (Dates(Availability.AT_RISK, 1, DAYS, None), "At risk 3–7 June 2027"),
        (
            Dates(Availability.TAKEN, None, None, DAYS),
            "No run of days is left; the next one: 3–7 June 2027",
        ),
        (
            Dates(Availability.CLOSED, None, None, None),
            "No run of days is left, nor in the year after",
        ),
    ],
)
def test_the_dates_of_a_match_are_a_sentence(found: Dates | None, said: str) -> None:
    assert reasons.dates(found, "en") == said


@pytest.mark.parametrize(
    ("number", "french", "english"),
    [(1, "1re", "1st"), (2, "2e", "2nd"), (3, "3e", "3rd"), (4, "4e", "4th"), (11, "11e", "11th"),
     (21, "21e", "21st"), (112, "112e", "112th")],
)  # fmt: skip
def test_ranks_are_ordinals_of_the_language(number: int, french: str, english: str) -> None:
    assert reasons.rank(number, "fr").split()[0] == french
    assert reasons.rank(number, "en") == f"{english} option"


@pytest.mark.parametrize(
    ("day", "said"),
    [(2, "Expires in 1 day"), (4, "Expires in 3 days"), (1, "Expires today")],
)
def test_an_option_counts_its_days_down(day: int, said: str) -> None:
    assert reasons.countdown(date(2027, 3, day), date(2027, 3, 1), "en") == said


def test_an_option_that_ran_out_says_when() -> None:
    assert reasons.countdown(date(2027, 2, 27), date(2027, 3, 1), "en") == "Expired 27 Feb 2027"


def test_every_code_has_a_word() -> None:
    for lang in ("fr", "en"):
        assert all(reasons.availability(one, lang) for one in Availability)
        assert all(reasons.state(one, lang) for one in State)
        assert all(reasons.day_type(one, lang) for one in DayType)
        assert all(reasons.verdict(one, lang) for one in Verdict)
