"""N free days in a range: the picture in memory says what the rules say, after every commit."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pytest

from scout_app.errors import BadValue, ScoutError
from scout_app.model.values import Availability, Period, State
from scout_app.office import (
    bookings,
    calendar_columns,
    challenges,
    free_windows,
    history,
    moves,
    notices,
    rows,
)
from scout_app.office.diary import Diary
from scout_app.office.free_windows import Found, Wanted
from scout_app.rules import windows
from scout_app.rules.availability import blocking, day_states

if TYPE_CHECKING:
    from uuid import UUID

    from tests.office.conftest import Trade

DAY = timedelta(days=1)
FREE, OPTIONED, AT_RISK, TAKEN, CLOSED = Availability


def may(first: int, last: int | None = None) -> Period:
    """Days of May 2027; the 3rd is a Monday."""
    return Period(date(2027, 5, first), date(2027, 5, last or first))


def find(trade: Trade, wanted: Wanted, **how: object) -> Found:
    return trade.read(free_windows.find, wanted, today=trade.today, **how)


def free(trade: Trade, wanted: Wanted) -> dict[str, Period]:
    return {one.site.name: one.window for one in find(trade, wanted).free}


def in_step(trade: Trade) -> None:
    """The picture holds exactly the causes that the rules find, on every day of every site."""
    with trade.store.reading() as session:
        picture = calendar_columns.columns(session, may(1, 31), trade.today)
        days = Period(trade.today, trade.today + 150 * DAY)
        diary = Diary(session, days, None, trade.today)
        begin = (days.first - picture.period.first).days
        for site, n in picture.place.items():
            obstacles = diary.obstacles(site)
            seen = {
                state: windows.column(picture.bits[state], n)[begin : begin + len(days)]
                for state in (OPTIONED, AT_RISK, TAKEN, CLOSED)
            }
            told = {state: np.zeros(len(days), dtype=bool) for state in seen}
            for block in blocking(days, obstacles, trade.today):
                first = (block.period.first - days.first).days
                told[block.what][first : first + len(block.period)] = True
            for state, column in seen.items():
                assert (column == told[state]).all(), (site, state)
            worst = [
                max((s for s in seen if seen[s][k]), key=lambda s: s.severity, default=FREE)
                for k in range(len(days))
            ]
            assert worst == day_states(days, obstacles, trade.today)


def test_a_run_of_days_is_found_first_and_weekends_may_not_count(trade: Trade) -> None:
    film = trade.production("Film")
    quay, other = trade.site("Quai"), trade.site("Hangar")
    trade.hold(quay, film, may(5, 6), State.CONFIRMED)
    trade.hold(quay, film, may(8, 9), State.CONFIRMED)
    assert free(trade, Wanted(may(3, 14), 3)) == {"Hangar": may(3, 5), "Quai": may(10, 12)}
    working = Wanted(may(3, 14), 6, weekends=False)
    assert free(trade, working) == {"Hangar": may(3, 10), "Quai": may(7, 14)}
    trade.hold(other, film, may(7, 12), State.CONFIRMED)
    assert free(trade, Wanted(may(3, 14), 8)) == {}
    assert free(trade, Wanted(may(3, 14), 8, gaps=True)) == {"Quai": may(3, 14)}


def test_what_it_would_take_names_the_bookings_their_rank_and_the_nearest_days(
    trade: Trade,
) -> None:
    film, series = trade.production("Film"), trade.production("Série")
    quay = trade.site("Quai")
    trade.hold(quay, film, may(3, 14))
    second = trade.hold(quay, series, may(10, 12))
    trade.hold(quay, film, may(1, 2), State.CONFIRMED)
    wanted = Wanted(may(10, 12), 3)
    [held] = find(trade, wanted).held
    assert (held.easiest, held.state, held.nearest) == (may(10, 12), OPTIONED, may(15, 17))
    assert [(w.blocking.production, w.rank) for w in held.in_the_way] == [("Film", 1), ("Série", 2)]
    assert held.in_the_way[1].blocking.booking == second.booking
    accepted = Wanted(may(10, 12), 3, accept=frozenset({FREE, OPTIONED}))
    assert free(trade, accepted) == {"Quai": may(10, 12)}
    with pytest.raises(BadValue):
        find(trade, Wanted(may(10, 12), 4))


def test_the_nearest_days_are_never_in_the_past(trade: Trade) -> None:
    quay = trade.site("Quai")
    days = Period(trade.today, trade.today + 5 * DAY)
    trade.hold(quay, trade.production("Film"), days, State.CONFIRMED)
    [held] = find(trade, Wanted(days, 6)).held
    assert held.easiest is None
    assert held.nearest == Period(days.last + DAY, days.last + 6 * DAY)


@pytest.mark.parametrize("seed", range(6))
def test_the_picture_stays_in_step_with_every_commit(  # noqa: C901 (one turn of a die each)
    trade: Trade, seed: int
) -> None:
    dice = random.Random(seed)
    whole = trade.site("Studio", reset_days=2)
    places = [whole, *(trade.site(f"Plateau {n}", whole) for n in range(2))]
    places += [trade.site(f"Quai {n}") for n in range(9)]
    film = trade.production("Film")
    massif = trade.restriction("Massif", "site", site_id=places[5], season_first="06-01",
                               season_last="09-30")  # fmt: skip
    held: list[UUID] = []
    in_step(trade)

    def act() -> None:  # noqa: C901
        days = may(dice.randint(1, 20))
        days = Period(days.first, days.first + dice.randint(0, 9) * DAY)
        match dice.randint(0, 10):
            case 0 | 1 | 2 | 3:
                state = dice.choice((State.OPTION, State.CONFIRMED))
                held.append(trade.hold(dice.choice(places), film, days, state).booking)
            case 4:
                trade.write(bookings.confirm, dice.choice(held), rivals="relegate",
                            today=trade.today)  # fmt: skip
            case 5:
                trade.write(bookings.release, dice.choice(held), "repli", today=trade.today)
            case 6:
                trade.write(moves.move, dice.choice(held), days, today=trade.today,
                            rivals="release")  # fmt: skip
            case 7:
                trade.write(bookings.close, dice.choice(places), days, "travaux",
                            dice.choice((None, "FREQ=WEEKLY")))  # fmt: skip
            case 8:
                trade.write(challenges.challenge, dice.choice(held), dice.choice(held),
                            today=trade.today)  # fmt: skip
            case 9:
                trade.today += DAY
                trade.at += DAY
            case 10:
                level = dice.choice(("green", "red", "orange"))
                trade.write(notices.publish, massif, date(2027, 6, dice.randint(1, 9)), level)

    for turn in range(14):
        try:
            act()
        except (ScoutError, IndexError):
            continue
        if turn % 2:
            in_step(trade)
    trade.write(rows.edit, places[3], {"whole": str(whole)})
    in_step(trade)
    trade.write(history.undo)
    in_step(trade)


def test_the_sites_in_memory_follow_every_commit_that_shows_in_them(trade: Trade) -> None:
    site = trade.site("Quai")
    wanted = Wanted(may(3, 9), 3)
    assert list(free(trade, wanted)) == ["Quai"]
    trade.hold(site, trade.production("Film"), may(20))
    trade.write(rows.edit, site, {"name": "Quai neuf"})
    assert list(free(trade, wanted)) == ["Quai neuf"]
    hall = trade.site("Hall")
    assert list(free(trade, wanted)) == ["Hall", "Quai neuf"]
    trade.write(rows.edit, hall, {"status": "closed"})
    assert list(free(trade, wanted)) == ["Quai neuf"]
    trade.commune("13055", "Marseille")
    trade.write(rows.edit, site, {"commune": "13055"})
    (one,) = find(trade, wanted).free
    assert one.site.commune == "Marseille"
    with trade.store.transaction(trade.officer) as session:
        history.undo(session)
    (one,) = find(trade, wanted).free
    assert one.site.commune == ""


def test_free_sites_are_a_sequence_that_is_made_when_looked_at(trade: Trade) -> None:
    for name in ("Un", "Deux", "Trois"):
        trade.site(name)
    found = find(trade, Wanted(may(3, 9), 3)).free
    names = [one.site.name for one in found]
    assert (len(found), found[-1].site.name) == (3, names[-1])
    assert [one.site.name for one in found[1:]] == names[1:]
    assert {one.window for one in found} == {may(3, 5)}
