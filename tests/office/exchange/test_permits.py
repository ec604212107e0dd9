"""A permit goes where its production goes: to our offices whole, to a partner unless secret."""

from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from scout_app.model.permits import Permit
from scout_app.model.productions import Production
from scout_app.model.sites import Site
from scout_app.model.values import Period, State
from scout_app.office import bookings, permits, requests
from scout_app.office.bookings import WantedSpan
from scout_app.rules.permits import PermitState
from tests.office.exchange.conftest import Desk, World
from tests.office.exchange.test_partners import trio as trio

TODAY = date(2027, 3, 1)
DAYS = Period(date(2027, 4, 5), date(2027, 4, 7))
Trio = tuple[Desk, Desk, Desk]


def ask(desk: Desk, confidentiality: str) -> UUID:
    """Hold days that have to be asked for, and file the request; returns the booking."""
    creek = Site(id=uuid4(), name="Sormiou", reference="S", kind="location", permission_days=30)
    film = Production(
        id=uuid4(), title="Film", reference=str(uuid4()), confidentiality=confidentiality
    )
    desk.write(lambda session: session.add_all([creek, film]))
    wanted = [WantedSpan(DAYS, State.OPTION)]
    held = desk.write(bookings.enter, creek.id, film.id, wanted, today=TODAY,
                      expires_on=DAYS.first).booking  # fmt: skip
    desk.write(permits.file, held, None, authority="Gardien", asked_on=TODAY, number="G-7",
               today=TODAY)  # fmt: skip
    return held


def kept(session: Session) -> list[tuple[str, str | None]]:
    return [(row.authority, row.number) for row in session.scalars(select(Permit))]


def test_our_office_gets_the_permit_and_a_partner_that_of_an_open_production(trio: Trio) -> None:
    arles, martigues, partner = trio
    held = ask(arles, "public")
    martigues.receive(arles.send(full=True))
    partner.receive(arles.send(full=True, partner=True))
    for desk in (martigues, partner):
        assert desk.read(kept) == [("Gardien", "G-7")]
        [one] = desk.read(requests.of_booking, held, TODAY)
        assert one.state is PermitState.ASKED
        assert desk.problems() == []


def test_nothing_of_a_confidential_production_s_permit_reaches_a_partner(trio: Trio) -> None:
    arles, martigues, partner = trio
    ask(arles, "internal")
    martigues.receive(arles.send(full=True))
    partner.receive(arles.send(full=True, partner=True))
    assert martigues.read(kept) == [("Gardien", "G-7")]
    assert partner.read(kept) == []
    assert partner.problems() == []


def test_two_answers_to_one_request_wait_to_be_decided(world: World) -> None:
    arles, istres = world.offices(2)
    ask(arles, "public")
    istres.receive(arles.send(full=True))
    permit = arles.read(lambda session: session.scalars(select(Permit.id)).one())
    arles.write(permits.answer, permit, PermitState.GRANTED)
    istres.write(permits.answer, permit, PermitState.REFUSED, "nidification")
    brought = arles.receive(istres.send(full=True))
    assert brought.conflicts == 1
