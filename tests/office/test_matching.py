"""Sites for needs: what is found, how dates weigh, who comes first, in a real catalogue."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest

from scout_app.errors import Unknown
from scout_app.model.base import tag_id
from scout_app.model.sites import Tag
from scout_app.model.values import Availability, Period, State, Verdict
from scout_app.office import bookings, matching
from scout_app.office.matching import NeedMatches
from scout_app.rules.matching import Approx, Match

if TYPE_CHECKING:
    from tests.office.conftest import Trade

YES, NO, UNKNOWN = Verdict.YES, Verdict.NO, Verdict.UNKNOWN


def may(first: int, last: int) -> Period:
    """Days of May 2027."""
    return Period(date(2027, 5, first), date(2027, 5, last))


@pytest.fixture
def film(trade: Trade) -> UUID:
    return trade.production("Le Vieux Port")


@pytest.fixture
def need(trade: Trade, film: UUID) -> UUID:
    return trade.need(film)


def matches(trade: Trade, need: UUID, **how: Any) -> NeedMatches:
    found: NeedMatches = trade.read(matching.shortlist, need, today=trade.today, **how)
    return found


def by_name(trade: Trade, need: UUID) -> dict[str, Match]:
    return {one.site.name: one.match for one in matches(trade, need).matches}


def found(trade: Trade, need: UUID) -> dict[str, tuple[Any, Verdict]]:
    """What was found at each site for the only criterion, and the verdict."""
    judged = by_name(trade, need).items()
    return {name: (m.reasons[0].found, m.reasons[0].verdict) for name, m in judged}


def test_unknown_is_not_no(trade: Trade, need: UUID) -> None:
    trade.site("Bas", clear_height=600)
    trade.site("Haut", clear_height=1000)
    trade.site("Inconnu")
    trade.ask(need, "clear_height", "at_least", "9.5")
    judged = matches(trade, need).matches
    assert [(one.site.name, one.match.score) for one in judged] == [
        ("Haut", 1.0),
        ("Inconnu", 0.5),
        ("Bas", 0.0),
    ]
    assert [one.match.reliability for one in judged] == [1.0, 0.0, 1.0]


def test_what_is_indispensable_blocks_outside_the_score(trade: Trade, need: UUID) -> None:
    trade.site("Bas", clear_height=910)
    trade.site("Inconnu")
    trade.ask(need, "clear_height", "at_least", "9.5", hard=True)
    judged = by_name(trade, need)
    assert list(judged) == ["Inconnu", "Bas"]
    assert judged["Bas"].score is None
    assert [reason.found for reason in judged["Bas"].blocked] == [910]
    assert [miss.gap for miss in judged["Bas"].near_misses] == [40]
    assert [m.criterion.field for m in judged["Bas"].near_misses if m.criterion] == ["clear_height"]
    assert not judged["Inconnu"].is_blocked
    assert len(judged["Inconnu"].to_check) == 1


def test_yes_no_choices_and_texts_are_compared(trade: Trade, need: UUID) -> None:
    trade.site("A", cyclo=True, noise="quiet", zoning="UEb")
    trade.site("B", cyclo=False, noise="noisy", zoning="N")
    trade.ask(need, "cyclo", "is", "oui")
    trade.ask(need, "noise", "none_of", "noisy")
    trade.ask(need, "zoning", "any_of", "ueb, uec")
    verdicts = {n: [r.verdict for r in m.reasons] for n, m in by_name(trade, need).items()}
    assert verdicts == {"A": [YES, YES, YES], "B": [NO, NO, NO]}


def test_tags_are_words_and_no_word_means_unknown(trade: Trade, need: UUID) -> None:
    for name, words in (("A", ("industriel", "Friche")), ("B", ("bourgeois",)), ("C", ())):
        site = trade.site(name)
        for word in words:
            row = tag_id(site, "looks", word)
            trade.put(Tag(id=row, row_id=site, field="looks", value=word))
        other = tag_id(site, "doubles_for", "friche")
        trade.put(Tag(id=other, row_id=site, field="doubles_for", value="friche"))
    trade.ask(need, "looks", "any_of", "friche, port")
    assert found(trade, need) == {
        "A": (("industriel", "Friche"), YES),
        "B": (("bourgeois",), NO),
        "C": (None, UNKNOWN),
    }


@pytest.mark.parametrize("asked", ["13055", "marseille", "Marseille"])
def test_a_commune_is_asked_by_name_or_code_and_a_town_has_its_districts(
    trade: Trade, need: UUID, asked: str
) -> None:
    trade.commune("13055", "Marseille")
    trade.commune("13208", "Marseille 8e Arrondissement", "13055")
    trade.commune("13056", "Martigues")
    whole = trade.site("Studio", commune="13056")
    trade.site("Plateau", whole)
    trade.site("Plage", commune="13208")
    trade.site("Nulle part")
    trade.ask(need, "commune", "is", asked)
    assert found(trade, need) == {
        "Plage": (("Marseille 8e Arrondissement", "Marseille"), YES),
        "Studio": (("Martigues",), NO),
        "Plateau": (("Martigues",), NO),
        "Nulle part": (None, UNKNOWN),
    }


def test_a_commune_that_nobody_knows_fits_nothing(trade: Trade, need: UUID) -> None:
    trade.site("Studio", commune="13056")
    trade.ask(need, "commune", "none_of", "99999")
    assert found(trade, need) == {"Studio": (("13056",), YES)}


def test_a_distance_is_measured_and_an_approximate_position_leaves_a_doubt(
    trade: Trade, need: UUID
) -> None:
    here: dict[str, Any] = {"lat": 434000000, "lon": 50500000}
    whole = trade.site("Ici", **here, position_precision="site")
    trade.site("Partie", whole)
    trade.site("Par là", lat=434900000, lon=50500000, position_precision="commune_centroid")
    trade.site("Loin", lat=440000000, lon=50500000, position_precision="entrance")
    trade.site("Inconnu")
    trade.ask(need, "position", "within_km", "43.4,5.05;8")
    judged = found(trade, need)
    assert {name: verdict for name, (_, verdict) in judged.items()} == {
        "Ici": YES,
        "Partie": YES,
        "Par là": UNKNOWN,
        "Loin": NO,
        "Inconnu": UNKNOWN,
    }
    near, far = judged["Par là"][0], judged["Loin"][0]
    assert isinstance(near, Approx)
    assert near.km == pytest.approx(10, abs=0.1)
    assert far.km == pytest.approx(66.7, abs=0.2)
    assert (near.radius_km, far.radius_km) == (4.0, 0.0)


def test_two_distances_are_measured_from_their_own_points(trade: Trade, need: UUID) -> None:
    trade.site("Ici", lat=434000000, lon=50500000, position_precision="site")
    near = trade.ask(need, "position", "within_km", "43.4,5.05;1")
    far = trade.ask(need, "position", "within_km", "44,5.05;1")
    given = matches(trade, need)
    reasons = given.matches[0].match.reasons
    assert [(r.criterion.id, r.verdict) for r in reasons] == [(near, YES), (far, NO)]
    assert {reason.criterion.field for reason in reasons} == {"position"}
    assert given.criterion(far).wanted_text == "44,5.05;1"


@pytest.mark.parametrize(("field", "wanted"), [("clear_height", "haut"), ("of_tomorrow", "1")])
def test_a_criterion_that_cannot_be_read_is_unknown_everywhere(
    trade: Trade, need: UUID, field: str, wanted: str
) -> None:
    trade.site("Haut", clear_height=1000)
    trade.ask(need, field, "at_least", wanted, hard=True)
    [one] = matches(trade, need).matches
    assert (one.match.reasons[0].verdict, one.match.is_blocked) == (UNKNOWN, False)
    assert [reason.criterion.field for reason in one.match.to_check] == [field]


def test_wholes_and_parts_are_both_candidates_and_only_offered_ones(
    trade: Trade, need: UUID
) -> None:
    whole = trade.site("Studio")
    trade.site("Plateau", whole)
    closed = trade.site("Fermé", status="closed")
    trade.site("Partie de fermé", closed)
    assert {one.site.name for one in matches(trade, need).matches} == {"Plateau", "Studio"}
    everything = matches(trade, need, include_unoffered=True)
    assert (len(everything.matches), everything.considered) == (4, 4)


def test_a_limit_cuts_the_list_but_not_the_count(trade: Trade, need: UUID) -> None:
    for name in "ABC":
        trade.site(name)
    given = matches(trade, need, limit=2)
    assert ([one.site.name for one in given.matches], given.considered) == (["A", "B"], 3)


def test_without_dates_nothing_is_said_of_the_days(trade: Trade, need: UUID, film: UUID) -> None:
    quay = trade.site("Quai")
    trade.hold(quay, film, may(1, 31), State.CONFIRMED)
    given = matches(trade, need)
    assert given.period is None
    [one] = given.matches
    assert (one.match.dates, one.match.dates_block) == (None, False)


@pytest.fixture
def dated(trade: Trade, film: UUID) -> UUID:
    """A need of five days in the first ten of May."""
    return trade.need(
        film,
        days_prep=1,
        days_shoot=3,
        days_strike=1,
        window_first=date(2027, 5, 1),
        window_last=date(2027, 5, 10),
    )


def test_the_mildest_run_of_days_in_the_window_is_proposed(
    trade: Trade, film: UUID, dated: UUID
) -> None:
    quay = trade.site("Quai")
    trade.hold(quay, film, may(3, 3))
    given = matches(trade, dated)
    assert (given.period, given.days) == (may(1, 10), 5)
    dates = given.matches[0].match.dates
    assert dates is not None
    assert (dates.state, dates.rank, dates.period) == (Availability.FREE, 1, may(4, 8))


def test_optioned_days_tell_the_rank_that_one_would_have(
    trade: Trade, film: UUID, dated: UUID
) -> None:
    quay = trade.site("Quai")
    trade.hold(quay, film, may(1, 6))
    trade.hold(quay, film, may(5, 10))
    dates = matches(trade, dated).matches[0].match.dates
    assert dates is not None
    assert (dates.state, dates.rank, dates.period) == (
        Availability.OPTIONED,
        3,
        may(1, 5),
    )


def test_taken_days_block_and_the_next_free_ones_are_a_near_miss(
    trade: Trade, film: UUID, dated: UUID
) -> None:
    quay = trade.site("Quai")
    trade.hold(quay, film, may(5, 8), State.CONFIRMED)
    match = matches(trade, dated).matches[0].match
    assert (match.dates_block, match.score) == (True, None)
    assert match.dates is not None
    assert (match.dates.state, match.dates.period) == (Availability.TAKEN, None)
    assert match.dates.next_free == may(9, 13)
    assert [(miss.period, miss.days_later) for miss in match.near_misses] == [(may(9, 13), 3)]


def test_a_closed_site_without_any_free_days_has_no_near_miss(trade: Trade, dated: UUID) -> None:
    quay = trade.site("Quai")
    trade.write(bookings.close, quay, Period(date(2027, 1, 1), date(2030, 1, 1)), "travaux")
    match = matches(trade, dated).matches[0].match
    assert match.dates is not None
    assert (match.dates.state, match.dates.next_free) == (Availability.CLOSED, None)
    assert match.near_misses == ()


def test_days_at_risk_weigh_but_do_not_block(trade: Trade, dated: UUID) -> None:
    quay = trade.site("Quai")
    trade.restriction("Massif", "site", site_id=quay, season_first="05-01", season_last="09-30")
    match = matches(trade, dated).matches[0].match
    assert match.dates is not None
    assert (match.dates.state, match.is_blocked) == (Availability.AT_RISK, False)


def test_a_window_too_short_says_so(trade: Trade, film: UUID) -> None:
    need = trade.need(
        film, days_shoot=5, window_first=date(2027, 5, 1), window_last=date(2027, 5, 3)
    )
    trade.site("Quai")
    given = matches(trade, need)
    assert given.window_too_short
    assert [miss.days_later for miss in given.matches[0].match.near_misses] == [2]


def test_a_missing_end_of_the_window_is_the_productions(trade: Trade) -> None:
    film = trade.production("X", first_day=date(2027, 4, 1), last_day=date(2027, 6, 30))
    trade.site("Quai")
    half = trade.need(film, window_first=date(2027, 5, 1))
    assert matches(trade, half).period == Period(date(2027, 5, 1), date(2027, 6, 30))
    none = trade.need(film)
    assert matches(trade, none).period == Period(date(2027, 4, 1), date(2027, 6, 30))


def test_past_days_of_a_window_are_no_longer_proposed(trade: Trade, dated: UUID) -> None:
    trade.site("Quai")
    trade.today = date(2027, 5, 4)
    dates = matches(trade, dated).matches[0].match.dates
    assert dates is not None
    assert dates.period == may(4, 8)


def test_a_window_that_is_past_is_judged_as_it_was(trade: Trade, film: UUID, dated: UUID) -> None:
    quay = trade.site("Quai")
    trade.hold(quay, film, may(1, 10), State.CONFIRMED)
    trade.today = date(2027, 5, 10) + timedelta(days=700)
    dates = matches(trade, dated).matches[0].match.dates
    assert dates is not None
    assert (dates.state, dates.period) == (Availability.TAKEN, None)
    assert dates.next_free == Period(trade.today, trade.today + timedelta(days=4))


def test_a_production_has_the_sites_of_each_need(trade: Trade, film: UUID) -> None:
    trade.site("Haut", clear_height=1000)
    trade.site("Bas", clear_height=500)
    tall, low = trade.need(film, "Grand", order_rank="1"), trade.need(film, "Petit")
    trade.ask(tall, "clear_height", "at_least", "9")
    trade.ask(low, "clear_height", "at_most", "6")
    given = trade.read(matching.for_production, film, today=trade.today, limit=1)
    assert [(one.need.id, one.matches[0].site.name) for one in given] == [
        (tall, "Haut"),
        (low, "Bas"),
    ]


def test_a_need_that_does_not_exist_is_unknown(trade: Trade) -> None:
    with pytest.raises(Unknown):
        matches(trade, uuid4())
