"""Two offices that both promised the first option on the same days: somebody decides, once."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from scout_app.errors import Refused
from scout_app.model.values import Period, State
from scout_app.office import bookings, calendar, exchange, moves, rows, todo
from scout_app.office.bookings import WantedSpan
from scout_app.office.exchange import Conflict
from scout_app.office.sites import SiteQuery
from tests.office.exchange.conftest import Desk, World

TODAY = date(2027, 3, 1)
DAYS = Period(date(2027, 5, 3), date(2027, 5, 7))
Twice = tuple[Desk, Desk, UUID, UUID]


def optioned(desk: Desk, site: UUID, production: UUID) -> UUID:
    wanted = [WantedSpan(DAYS, State.OPTION)]
    late = date(2030, 1, 1)
    return desk.write(
        bookings.enter, site, production, wanted, today=TODAY, expires_on=late
    ).booking


def both(desk: Desk, other: Desk) -> None:
    other.receive(desk.send(full=True))
    desk.receive(other.send(full=True))


@pytest.fixture
def twice(world: World) -> Twice:
    """Two offices that each told a production that it is the first, and told each other."""
    arles, martigues = world.offices(2)
    site = arles.write(rows.add, "site", {"name": "Quai", "kind": "stage"})
    films = [arles.write(rows.add, "production", {"title": title}) for title in ("Un", "Deux")]
    both(arles, martigues)
    one, other = optioned(arles, site, films[0]), optioned(martigues, site, films[1])
    both(arles, martigues)
    return arles, martigues, one, other


def found(desk: Desk) -> list[Conflict]:
    return [one for one in desk.read(exchange.open_conflicts) if one.kind == "options"]


def ranks(desk: Desk, *booked: UUID) -> list[int | None]:
    return [desk.read(bookings.detail, one, TODAY).rank for one in booked]


def test_every_office_lists_it_with_both_sides_and_marks_it(twice: Twice) -> None:
    arles, martigues, one, other = twice
    for desk, ours, theirs in ((arles, one, other), (martigues, other, one)):
        [conflict] = found(desk)
        assert (conflict.here.value, conflict.there.value) == (ours, theirs)
        assert conflict.here.days == (DAYS,)
        picture = desk.read(calendar.calendar, DAYS, query=SiteQuery(), today=TODAY)
        assert [bar.contested for row in picture.rows for bar in row.bars] == [True, True]
        assert desk.read(exchange.waiting) == 1
        listed = {(one.kind, one.id) for one in desk.read(todo.listing, TODAY)}
        assert listed == {("options", one), ("options", other)}
        assert desk.read(exchange.contested_bookings) == frozenset()


@pytest.mark.parametrize(("keep", "first"), [("here", 1), ("there", 2), ("arrival", 1)])
def test_a_decision_gives_the_ranks_everywhere(twice: Twice, keep: str, first: int) -> None:
    arles, martigues, one, other = twice
    [conflict] = found(arles)
    with pytest.raises(Refused, match="reason_missing"):
        arles.write(exchange.settle, conflict.id, keep)
    arles.write(exchange.settle, conflict.id, keep, reason="accord au téléphone")
    martigues.receive(arles.send())
    for desk in (arles, martigues):
        assert found(desk) == []
        assert ranks(desk, one, other) == [first, 3 - first]


def test_any_later_change_of_the_days_asks_again(twice: Twice) -> None:
    arles, _martigues, one, other = twice
    arles.write(exchange.settle, found(arles)[0].id, "there", reason="accord")
    arles.write(rows.edit, span(arles, other), {"last_day": "2027-05-08"})
    assert [one.kind for one in found(arles)] == ["options"]
    arles.write(bookings.release, one, "abandon", today=TODAY)
    assert found(arles) == []


def span(desk: Desk, booking: UUID) -> UUID:
    return desk.read(bookings.detail, booking, TODAY).spans[0].id


def test_decisions_of_two_offices_that_differ_wait_in_turn(twice: Twice) -> None:
    arles, martigues, one, other = twice
    arles.write(exchange.settle, found(arles)[0].id, "here", reason="la première demande")
    martigues.write(exchange.settle, found(martigues)[0].id, "here", reason="la nôtre")
    both(arles, martigues)
    assert arles.dump() == martigues.dump()
    waiting = arles.read(exchange.open_conflicts)
    assert {"arbitration", "options"} <= {one.kind for one in waiting}
    decisions = [c for c in waiting if c.kind == "arbitration" and c.field == "outcome"]
    arles.write(exchange.settle, decisions[0].id, "there", reason="soit")
    martigues.receive(arles.send())
    assert found(martigues) == []
    assert ranks(martigues, one, other) == [2, 1]


def test_an_option_entered_knowing_the_other_disputes_nothing(twice: Twice) -> None:
    arles, martigues, one, other = twice
    site = arles.read(bookings.detail, one, TODAY).site_id
    film = martigues.write(rows.add, "production", {"title": "Trois"})
    third = optioned(martigues, site, film)
    both(arles, martigues)
    assert len(found(arles)) == 1
    later = Period(DAYS.first + timedelta(30), DAYS.last + timedelta(30))
    martigues.write(moves.move, other, later, today=TODAY)
    assert found(martigues) == []
    assert ranks(martigues, one, third) == [1, 2]


def test_what_was_not_first_twice_cannot_be_decided(twice: Twice) -> None:
    arles, _martigues, one, _other = twice
    with pytest.raises(Refused, match="not_both_first"):
        arles.write(exchange.put_first, one, one, one, reason="x")
    with pytest.raises(Refused, match="keep_first"):
        arles.write(exchange.settle, found(arles)[0].id, "cohabit", reason="x")
