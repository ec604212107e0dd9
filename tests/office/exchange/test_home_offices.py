"""A confirmation travels to the site's home office, and comes back as its answer."""

from datetime import date
from uuid import UUID

from scout_app.model.values import Period, State
from scout_app.office import awaiting, bookings, homes, rows
from scout_app.office.bookings import WantedSpan
from tests.office.exchange.conftest import Desk, World

TODAY = date(2027, 3, 1)
DAYS = Period(date(2027, 5, 3), date(2027, 5, 7))


def asked(world: World) -> tuple[Desk, Desk, UUID]:
    """Arles asks Martigues to confirm days of a stage of hers, and Martigues knows."""
    arles, martigues = world.offices(2)
    site = martigues.write(rows.add, "site", {"name": "Plateau", "kind": "stage"})
    martigues.write(homes.give, site, "Martigues")
    film = martigues.write(rows.add, "production", {"title": "Film"})
    arles.receive(martigues.send(full=True))
    wanted = [WantedSpan(DAYS, State.CONFIRMED)]
    booking = arles.write(bookings.enter, site, film, wanted, today=TODAY).booking
    martigues.receive(arles.send())
    return arles, martigues, booking


def state(desk: Desk, booking: UUID) -> State:
    [span] = desk.read(bookings.detail, booking, TODAY).spans
    return span.state


def test_when_the_file_comes_back_confirmed_it_is_confirmed(world: World) -> None:
    arles, martigues, booking = asked(world)
    assert state(arles, booking) is State.AWAITING_HOME
    assert arles.read(bookings.detail, booking, TODAY).home_news_at is not None
    [waiting] = martigues.read(awaiting.listing, "Martigues")
    assert (waiting.booking, waiting.office) == (booking, "Arles")
    martigues.write(bookings.confirm, booking, rivals="relegate", today=TODAY)
    arles.receive(martigues.send())
    assert state(arles, booking) is State.CONFIRMED
    assert arles.read(awaiting.listing) == ()
    assert arles.dump()["occupied"] == martigues.dump()["occupied"] != []


def test_when_it_comes_back_declined_the_days_are_free_and_the_reason_is_there(
    world: World,
) -> None:
    arles, martigues, booking = asked(world)
    martigues.write(awaiting.decline, booking, "entretien du grill", today=TODAY)
    arles.receive(martigues.send())
    assert state(arles, booking) is State.RELEASED
    assert arles.read(bookings.detail, booking, TODAY).reason == "entretien du grill"


def test_the_home_office_that_booked_the_same_days_meanwhile_has_no_double(world: World) -> None:
    arles, martigues, booking = asked(world)
    site = martigues.read(bookings.detail, booking, TODAY).site_id
    series = martigues.write(rows.add, "production", {"title": "Série"})
    held = martigues.write(
        bookings.enter, site, series, [WantedSpan(DAYS, State.OPTION)], today=TODAY
    ).booking
    martigues.write(bookings.confirm, held, rivals="relegate", today=TODAY)
    arles.receive(martigues.send())
    assert state(arles, held) is State.CONFIRMED
    assert state(arles, booking) is State.RELEGATED
    assert {row[-1] for row in arles.dump()["occupied"]} == {str(held)}
