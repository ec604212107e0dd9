"""What waits is listed once, the most urgent first, and leaves when it is settled."""

from datetime import date, timedelta

from scout_app.model.terms import Allocation
from scout_app.model.values import Period, State
from scout_app.office import bookings, challenges, todo
from tests.office.conftest import Trade

MAY = Period(date(2027, 5, 3), date(2027, 5, 7))


def kinds(trade: Trade) -> list[tuple[str, str]]:
    return [(one.kind, one.site) for one in trade.read(todo.listing, trade.today)]


def test_an_option_waits_in_its_last_week_and_no_longer_once_it_is_released(trade: Trade) -> None:
    site, film = trade.site("Plateau"), trade.production("Film")
    soon = trade.today + timedelta(days=3)
    held = trade.hold(site, film, MAY, expires_on=soon)
    trade.hold(trade.site("Loin"), film, MAY, expires_on=trade.today + timedelta(days=30))
    [one] = trade.read(todo.listing, trade.today)
    assert (one.kind, one.day, one.site, one.production) == ("expiring", soon, "Plateau", "Film")
    trade.write(bookings.release, held.booking, "abandon", today=trade.today)
    assert kinds(trade) == []


def test_a_challenge_waits_until_it_is_answered(trade: Trade) -> None:
    site = trade.site("Plateau")
    first = trade.hold(site, trade.production("Un"), MAY)
    second = trade.hold(site, trade.production("Deux"), MAY)
    made = trade.write(challenges.challenge, first.booking, second.booking, today=trade.today)
    [one] = [one for one in trade.read(todo.listing, trade.today) if one.kind == "challenge"]
    assert (one.id, one.production, one.other) == (made.challenge, "Un", "Deux")
    trade.write(
        challenges.answer, made.challenge, confirm=True, today=trade.today, rivals="relegate"
    )
    assert [kind for kind, _ in kinds(trade) if kind == "challenge"] == []


def test_land_that_ends_waits_and_a_confirmed_booking_does_not(trade: Trade) -> None:
    land = trade.site("Carrière", kind="land")
    trade.put(Allocation(site_id=land, stage="reserved", last_day=trade.today + timedelta(60)))
    trade.hold(trade.site("Plateau"), trade.production("Film"), MAY, State.CONFIRMED)
    assert kinds(trade) == [("renewal", "Carrière")]
