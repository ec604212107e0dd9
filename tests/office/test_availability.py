"""Which sites are free when, and the calendar's picture, in a real catalogue."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from scout_app.errors import Unknown
from scout_app.model.values import Availability, Period, State
from scout_app.office import availability, bookings
from scout_app.office.availability import SiteAvailability, Window
from scout_app.office.sites import SiteQuery

if TYPE_CHECKING:
    from tests.office.conftest import Trade

FREE, OPTIONED = Availability.FREE, Availability.OPTIONED
AT_RISK, TAKEN, CLOSED = Availability.AT_RISK, Availability.TAKEN, Availability.CLOSED


def may(first: int, last: int | None = None) -> Period:
    """Days of May 2027."""
    return Period(date(2027, 5, first), date(2027, 5, last or first))


@pytest.fixture
def film(trade: Trade) -> UUID:
    return trade.production("Le Vieux Port")


@pytest.fixture
def studio(trade: Trade) -> dict[str, UUID]:
    whole = trade.site("Studio", kind="studio", commune="13056")
    one, two = trade.site("Plateau 1", whole), trade.site("Plateau 2", whole)
    return {"whole": whole, "one": one, "two": two, "corner": trade.site("Décor", one)}


def over(trade: Trade, period: Period, **how: Any) -> dict[str, SiteAvailability]:
    found = trade.read(availability.over, period, today=trade.today, **how)
    return {one.site.name: one for one in found}


def states(trade: Trade, period: Period) -> dict[str, str]:
    return {name: one.state.value for name, one in over(trade, period).items()}


def test_a_site_that_nothing_weighs_on_is_free(trade: Trade) -> None:
    trade.site("Quai")
    found = over(trade, may(1, 10))["Quai"]
    assert (found.state, found.windows, found.blocking) == (
        FREE,
        (Window(may(1, 10), FREE),),
        (),
    )
    assert over(trade, may(1, 10), days=11)["Quai"].windows == ()


def test_the_worst_day_gives_the_state_and_windows_have_their_own(trade: Trade, film: UUID) -> None:
    quay = trade.site("Quai")
    trade.hold(quay, film, may(3, 4))
    trade.hold(quay, film, may(6, 7), State.CONFIRMED)
    trade.write(bookings.close, quay, may(10), "marché")
    found = over(trade, may(1, 12))["Quai"]
    assert found.state is CLOSED
    assert found.windows == (
        Window(may(1, 5), OPTIONED),
        Window(may(8, 9), FREE),
        Window(may(11, 12), FREE),
    )
    assert over(trade, may(1, 12), days=3)["Quai"].windows == (Window(may(1, 5), OPTIONED),)


def test_what_blocks_is_named_and_clipped_to_the_days_asked(trade: Trade, film: UUID) -> None:
    quay = trade.site("Quai")
    held = trade.hold(quay, film, may(1, 6), State.CONFIRMED)
    trade.write(bookings.close, quay, may(8, 20), "marché")
    taken, closed = over(trade, may(5, 10))["Quai"].blocking
    assert (taken.period, taken.what, taken.booking) == (may(5, 6), TAKEN, held.booking)
    assert (taken.production, taken.officer, taken.office, taken.reason) == (
        "Le Vieux Port",
        "Camille Roux",
        "Mission cinéma",
        "",
    )
    assert (closed.period, closed.what, closed.booking) == (may(8, 10), CLOSED, None)
    assert (closed.production, closed.reason) == ("", "marché")


def test_an_expired_option_leaves_the_days_free(trade: Trade, film: UUID) -> None:
    trade.hold(trade.site("Quai"), film, may(3), expires_on=trade.today)
    assert states(trade, may(3)) == {"Quai": "optioned"}
    trade.today += timedelta(days=1)
    assert states(trade, may(3)) == {"Quai": "free"}


def test_a_part_taken_takes_its_wholes_and_parts_but_no_sister(
    trade: Trade, film: UUID, studio: dict[str, UUID]
) -> None:
    trade.hold(studio["one"], film, may(3), State.CONFIRMED)
    assert states(trade, may(3)) == {
        "Décor": "taken",
        "Plateau 1": "taken",
        "Plateau 2": "free",
        "Studio": "taken",
    }


def test_a_closure_shuts_the_parts_and_the_whole_but_no_sister(
    trade: Trade, studio: dict[str, UUID]
) -> None:
    trade.write(bookings.close, studio["one"], may(3), "peinture")
    assert states(trade, may(3)) == {
        "Décor": "closed",
        "Plateau 1": "closed",
        "Plateau 2": "free",
        "Studio": "closed",
    }


def test_a_season_puts_the_sites_of_its_commune_at_risk(
    trade: Trade, studio: dict[str, UUID]
) -> None:
    trade.site("Ailleurs", commune="13001")
    trade.restriction(
        "Accès aux massifs", "commune", commune="13056", season_first="06-01", season_last="09-30"
    )
    june = Period(date(2027, 5, 30), date(2027, 6, 2))
    found = over(trade, june)
    assert {name for name, one in found.items() if one.state is AT_RISK} == {
        "Studio",
        "Plateau 1",
        "Plateau 2",
        "Décor",
    }
    assert found["Ailleurs"].state is FREE
    [risk] = found["Studio"].blocking
    assert (risk.period.first, risk.reason) == (date(2027, 6, 1), "Accès aux massifs")
    assert found["Studio"].windows == (Window(june, AT_RISK),)


def test_a_rule_of_a_town_weighs_on_its_districts(trade: Trade) -> None:
    trade.commune("13208", "Marseille 8e Arrondissement", "13055")
    trade.site("Plage", commune="13208")
    trade.restriction("Été", "commune", commune="13055", season_first="05-01", season_last="05-31")
    assert states(trade, may(3)) == {"Plage": "at_risk"}


@pytest.mark.parametrize(
    ("scope", "where", "state"),
    [
        ("site", {"site_id"}, "at_risk"),
        ("site", {"commune"}, "free"),
        ("commune", {"site_id"}, "free"),
        ("commune", {"commune"}, "at_risk"),
        ("territory", set(), "free"),
        ("territory", {"commune"}, "at_risk"),
        ("territory", {"site_id"}, "at_risk"),
    ],
)
def test_a_rule_weighs_only_where_its_scope_says(
    trade: Trade, scope: str, where: set[str], state: str
) -> None:
    quay = trade.site("Quai", commune="13056")
    place = {"site_id": quay, "commune": "13056"}
    named = {name: place[name] for name in where}
    trade.restriction("Règle", scope, season_first="05-01", season_last="05-31", **named)
    assert states(trade, may(3)) == {"Quai": state}


@pytest.mark.parametrize(
    ("season", "state"),
    [
        (("11-01", "05-03"), "at_risk"),
        (("11-01", "05-02"), "free"),
        ((None, None), "free"),
        (("juin", "09-30"), "at_risk"),
        (("06-01", None), "at_risk"),
    ],
)
def test_a_season_that_cannot_be_read_weighs_on_every_day(
    trade: Trade, season: tuple[str | None, str | None], state: str
) -> None:
    quay = trade.site("Quai")
    trade.restriction("Règle", "site", site_id=quay, season_first=season[0], season_last=season[1])
    assert states(trade, may(3)) == {"Quai": state}


def test_a_published_level_closes_the_day_it_forbids_and_puts_others_at_risk(
    trade: Trade,
) -> None:
    quay = trade.site("Quai")
    rule = trade.restriction("Massif", "site", site_id=quay)
    for day in (3, 4):
        trade.level(rule, date(2027, 5, day), "rouge", forbids=True)
    trade.level(rule, date(2027, 5, 5), "orange")
    found = over(trade, may(1, 9))["Quai"]
    assert [(b.period, b.what, b.reason) for b in found.blocking] == [
        (may(3, 4), CLOSED, "Massif: rouge"),
        (may(5), AT_RISK, "Massif: orange"),
    ]
    assert [window.state for window in found.windows] == [FREE, AT_RISK]


def test_the_days_of_the_end_of_all_calendars_are_no_mistake(trade: Trade, film: UUID) -> None:
    quay = trade.site("Quai")
    trade.restriction("Règle", "site", site_id=quay, season_first="12-01", season_last="01-31")
    last = Period(date(9999, 12, 30), date(9999, 12, 31))
    assert over(trade, last)["Quai"].site.id == quay
    first = Period(date.min, date.min)
    assert over(trade, first)["Quai"].site.id == quay
    found = trade.read(availability.inquiry, quay, last, today=trade.today)
    assert found.blocking == over(trade, last)["Quai"].blocking


def test_only_offered_sites_are_proposed_unless_asked(trade: Trade) -> None:
    trade.site("Quai")
    ruin = trade.site("Ruine", status="abandoned")
    assert set(over(trade, may(3))) == {"Quai"}
    assert set(over(trade, may(3), include_unoffered=True)) == {"Quai", "Ruine"}
    assert set(over(trade, may(3), sites=[ruin])) == {"Ruine"}


def test_sites_may_be_searched_for(trade: Trade) -> None:
    trade.site("Quai", kind="location")
    trade.site("Hangar")
    found = over(trade, may(3), query=SiteQuery(kinds=frozenset({"location"})))
    assert set(found) == {"Quai"}


def test_an_inquiry_tells_the_rank_and_the_next_free_days(trade: Trade, film: UUID) -> None:
    quay = trade.site("Quai")
    trade.hold(quay, film, may(3, 5))
    found = trade.read(availability.inquiry, quay, may(5, 6), today=trade.today)
    assert (found.state, found.rank) == (OPTIONED, 2)
    assert [block.production for block in found.blocking] == ["Le Vieux Port"]
    assert found.free == Window(may(6, 7), FREE)


def test_an_inquiry_about_taken_days_has_no_rank(trade: Trade, film: UUID) -> None:
    quay = trade.site("Quai")
    trade.hold(quay, film, may(3, 5), State.CONFIRMED)
    found = trade.read(availability.inquiry, quay, may(5, 6), today=trade.today)
    assert (found.state, found.rank, found.free) == (TAKEN, None, Window(may(6, 7), FREE))


def test_an_inquiry_about_free_days_proposes_no_others(trade: Trade) -> None:
    quay = trade.site("Quai")
    found = trade.read(availability.inquiry, quay, may(5, 6), today=trade.today)
    assert (found.state, found.rank, found.blocking, found.free) == (FREE, 1, (), None)


def test_the_next_window_begins_after_what_stands_there(trade: Trade, film: UUID) -> None:
    quay = trade.site("Quai")
    trade.hold(quay, film, may(3, 5), State.CONFIRMED)
    found = trade.read(availability.next_window, quay, date(2027, 5, 2), 4, today=trade.today)
    assert found == Window(may(6, 9), FREE)


def test_there_may_be_no_next_window(trade: Trade) -> None:
    quay = trade.site("Quai")
    trade.write(bookings.close, quay, Period(date(2027, 1, 1), date(2030, 1, 1)), "travaux")
    window = trade.read(availability.next_window, quay, date(2027, 5, 2), 4, today=trade.today)
    assert window is None


def test_a_site_that_does_not_exist_is_unknown(trade: Trade) -> None:
    with pytest.raises(Unknown):
        trade.read(availability.inquiry, uuid4(), may(3), today=trade.today)
    with pytest.raises(Unknown):
        trade.read(availability.next_window, uuid4(), date(2027, 5, 2), 4, today=trade.today)


def picture(trade: Trade, period: Period, **how: Any) -> availability.Picture:
    found: availability.Picture = trade.read(
        availability.calendar, period, query=SiteQuery(**how), today=trade.today
    )
    return found


def test_the_calendar_shows_each_whole_followed_by_its_parts(
    trade: Trade, studio: dict[str, UUID]
) -> None:
    trade.site("Anse")
    rows = picture(trade, may(1, 31)).rows
    assert [(row.site.name, row.depth) for row in rows] == [
        ("Anse", 0),
        ("Studio", 0),
        ("Plateau 1", 1),
        ("Décor", 2),
        ("Plateau 2", 1),
    ]


def test_a_part_whose_whole_was_not_found_stands_alone(
    trade: Trade, studio: dict[str, UUID]
) -> None:
    rows = picture(trade, may(1, 31), kinds=frozenset({"stage"})).rows
    assert [(row.site.name, row.depth) for row in rows] == [
        ("Plateau 1", 0),
        ("Décor", 1),
        ("Plateau 2", 0),
    ]


def test_a_bar_is_on_its_own_site_and_shadows_its_kin(
    trade: Trade, film: UUID, studio: dict[str, UUID]
) -> None:
    held = trade.hold(studio["one"], film, may(3, 5))
    rows = {row.site.name: row for row in picture(trade, may(4, 31)).rows}
    [bar] = rows["Plateau 1"].bars
    assert (bar.booking, bar.period, bar.state, bar.rank) == (
        held.booking,
        may(3, 5),
        State.OPTION,
        1,
    )
    assert (bar.production_id, bar.production, bar.officer, bar.office) == (
        film,
        "Le Vieux Port",
        "Camille Roux",
        "Mission cinéma",
    )
    assert rows["Plateau 1"].shadows == rows["Studio"].bars == rows["Plateau 2"].shadows == ()
    assert rows["Studio"].shadows == rows["Décor"].shadows == (bar,)


def test_an_expired_option_is_shown_as_such_and_shadows_nobody(
    trade: Trade, film: UUID, studio: dict[str, UUID]
) -> None:
    trade.hold(studio["one"], film, may(3, 5), expires_on=trade.today)
    trade.today += timedelta(days=1)
    rows = {row.site.name: row for row in picture(trade, may(4, 31)).rows}
    [bar] = rows["Plateau 1"].bars
    assert (bar.expired, bar.rank, bar.expires_on) == (True, None, date(2027, 3, 1))
    assert rows["Studio"].shadows == ()


def test_what_is_over_or_elsewhere_in_time_is_not_drawn(trade: Trade, film: UUID) -> None:
    quay = trade.site("Quai")
    trade.hold(quay, film, may(20))
    gone = trade.hold(quay, film, may(3))
    trade.write(bookings.release, gone.booking, "repli", today=trade.today)
    [row] = picture(trade, may(1, 10)).rows
    assert row.bars == ()


def test_a_rank_is_the_same_however_little_is_looked_at(trade: Trade, film: UUID) -> None:
    quay = trade.site("Quai")
    trade.hold(quay, film, may(20))
    wanted = [bookings.WantedSpan(may(3)), bookings.WantedSpan(may(20))]
    held = trade.write(bookings.enter, quay, film, wanted, today=trade.today)
    [row] = picture(trade, may(1, 10)).rows
    assert [bar.rank for bar in row.bars] == [held.rank] == [2]


def test_closed_days_and_risks_are_in_the_picture(trade: Trade, studio: dict[str, UUID]) -> None:
    trade.write(bookings.close, studio["whole"], may(3, 4), "travaux")
    trade.restriction(
        "Massif", "commune", commune="13056", season_first="05-20", season_last="05-25"
    )
    rows = {row.site.name: row for row in picture(trade, may(1, 31)).rows}
    assert rows["Décor"].closures == ((may(3, 4), "travaux"),)
    assert rows["Décor"].risks == ((may(20, 25), "Massif"),)


@pytest.mark.parametrize("verb", ["over", "calendar"])
def test_more_sites_ask_no_more_queries(trade: Trade, film: UUID, verb: str) -> None:
    def ask() -> int:
        with trade.store.reading() as session:
            return queries(session, verb, trade.today)

    ask()
    for name in ("A", "B"):
        trade.hold(trade.site(name, commune="13056"), film, may(3))
    few = ask()
    for n in range(30):
        trade.hold(trade.site(f"Plateau {n}", commune="13056"), film, may(3))
    assert ask() == few


def queries(session: Session, verb: str, today: date) -> int:
    """Count the statements that a verb sends."""
    sent: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        sent.append(statement)

    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    try:
        if verb == "over":
            availability.over(session, may(1, 30), today=today)
        else:
            availability.calendar(session, may(1, 30), query=SiteQuery(), today=today)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return len(sent)
