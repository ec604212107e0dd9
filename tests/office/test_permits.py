"""What bookings have to ask for shows when it is time, and leaves when it is settled."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from scout_app.errors import BadValue, Refused
from scout_app.model.permits import Permit
from scout_app.model.values import Period, State
from scout_app.office import bin as recycle
from scout_app.office import (
    bookings,
    history,
    merging,
    moves,
    permit_rows,
    permits,
    requests,
    rows,
    todo,
)
from scout_app.rules.permits import AHEAD, PermitState
from scout_app.wording import history as words
from scout_app.wording import permits as wording

if TYPE_CHECKING:
    from uuid import UUID

    from tests.office.conftest import Trade


def ahead(trade: Trade, first: int, last: int | None = None) -> Period:
    """Days counted from today."""
    return Period(trade.today + timedelta(first), trade.today + timedelta(last or first))


class Park:
    """A creek in a park that wants to be asked 30 days ahead, and a film that holds it."""

    def __init__(self, trade: Trade, state: State = State.OPTION, first: int = 40) -> None:
        self.trade = trade
        self.creek = trade.site("Sormiou")
        self.film = trade.production("Film")
        self.rule = trade.restriction(
            "Parc", "site", site_id=self.creek, lead_days=30, authority="Parc national"
        )
        self.booking = trade.hold(
            self.creek, self.film, ahead(trade, first, first + 4), state,
            expires_on=trade.today + timedelta(60) if state is State.OPTION else None,
        ).booking  # fmt: skip

    def waiting(self, today: date | None = None) -> list[tuple[date | None, str]]:
        found = self.trade.read(todo.listing, today or self.trade.today)
        return [
            (one.day, one.request.state.value)
            for one in found
            if one.kind == "deadline" and one.request is not None
        ]

    def file(self) -> UUID:
        return self.trade.write(
            permits.file, self.booking, self.rule, authority="Parc national",
            asked_on=self.trade.today, number="PNC-12", today=self.trade.today,
        )  # fmt: skip

    def dismiss(self, reason: str = "aucune prise de vues au cœur") -> UUID:
        return self.trade.write(
            permits.dismiss, self.booking, self.rule, reason, today=self.trade.today
        )


@pytest.mark.parametrize("state", [State.OPTION, State.CONFIRMED])
def test_a_request_waits_from_a_month_before_its_last_day(trade: Trade, state: State) -> None:
    park = Park(trade, state, first=30 + AHEAD + 1)
    assert park.waiting() == []
    tomorrow = trade.today + timedelta(1)
    assert park.waiting(tomorrow) == [(trade.today + timedelta(AHEAD + 1), "to_ask")]


def test_what_is_overdue_stands_first_and_says_since_when(trade: Trade) -> None:
    park = Park(trade, first=27)
    soon = trade.today + timedelta(2)
    trade.hold(trade.site("Plateau"), park.film, ahead(trade, 20), expires_on=soon)
    late, other = trade.read(todo.listing, trade.today)
    assert (late.kind, other.kind) == ("deadline", "expiring")
    assert late.request is not None
    said = wording.request(late.request, trade.today, "en")
    assert said == "To be filed, overdue by 3 days: Parc · Parc national"
    assert "3 jours" in wording.request(late.request, trade.today, "fr")


def test_a_request_filed_leaves_until_its_days_are_near(trade: Trade) -> None:
    park = Park(trade, State.CONFIRMED)
    permit = park.file()
    assert park.waiting() == []
    assert park.waiting(trade.today + timedelta(26)) == [(trade.today + timedelta(40), "asked")]
    trade.write(permits.answer, permit, PermitState.GRANTED, "sans feu")
    assert park.waiting(trade.today + timedelta(26)) == []
    [kept] = trade.read(requests.of_booking, park.booking, trade.today)
    assert (kept.state, kept.permit) == (PermitState.GRANTED, permit)


def test_a_refusal_waits_as_long_as_its_booking_stands_and_may_be_asked_again(
    trade: Trade,
) -> None:
    park = Park(trade)
    trade.write(permits.answer, park.file(), PermitState.REFUSED, "nidification")
    assert [state for _, state in park.waiting()] == ["refused"]
    park.file()
    assert park.waiting() == []
    with pytest.raises(Refused):
        park.file()
    trade.write(history.undo)
    trade.write(bookings.release, park.booking, "refusé", today=trade.today)
    assert park.waiting() == []


def test_what_is_not_needed_keeps_its_reason_and_does_not_come_back(trade: Trade) -> None:
    park = Park(trade)
    with pytest.raises(Refused):
        park.dismiss(" ")
    permit = park.dismiss()
    assert park.waiting() == park.waiting(trade.today + timedelta(35)) == []
    [row] = trade.read(rows.card, permit).values[-1:]
    assert row.value == "aucune prise de vues au cœur"
    assert park.file() == permit
    assert [one.value for one in trade.read(rows.card, permit).values[-1:]] == [None]
    trade.write(history.undo)
    trade.write(history.undo)
    assert len(park.waiting()) == 1


def test_a_rule_may_be_set_aside_for_all_bookings_of_a_production_at_once(trade: Trade) -> None:
    film, other = trade.production("Film"), trade.production("Autre")
    rules = {}
    for name in ("Sormiou", "Frioul"):
        site = trade.site(name)
        rules[name] = trade.restriction("Drone", "site", site_id=site, lead_days=5)
        trade.restriction("Parc", "site", site_id=site, lead_days=6)
        trade.hold(site, film, ahead(trade, 20))
        held = trade.hold(site, other, ahead(trade, 20)).booking

    def drones() -> list[str]:
        found = trade.read(requests.waiting, trade.today)
        return [one.production for one in found if one.title == "Drone"]

    assert sorted(drones()) == ["Autre", "Autre", "Film", "Film"]
    trade.write(permits.dismiss, held, rules["Frioul"], "sans drone", today=trade.today,
                everywhere=True)  # fmt: skip
    assert drones() == ["Film", "Film"]
    trade.write(history.undo)
    assert sorted(drones()) == ["Autre", "Autre", "Film", "Film"]


def test_a_grant_may_be_withdrawn(trade: Trade) -> None:
    park = Park(trade)
    permit = park.file()
    trade.write(permits.answer, permit, PermitState.GRANTED)
    trade.write(permits.answer, permit, PermitState.REFUSED, "alerte incendie")
    assert [state for _, state in park.waiting()] == ["refused"]


def test_days_moved_beyond_the_permit_are_to_be_asked_for_again(trade: Trade) -> None:
    park = Park(trade)
    trade.write(permits.answer, park.file(), PermitState.GRANTED)
    days = ahead(trade, 42, 46)
    trade.write(moves.move, park.booking, days, today=trade.today)
    assert park.waiting() == [(trade.today + timedelta(12), "to_ask")]
    trade.write(moves.move, park.booking, ahead(trade, 41, 44), today=trade.today)
    assert park.waiting() == []


def test_a_permit_is_for_its_production_and_its_restriction_only(trade: Trade) -> None:
    park = Park(trade)
    park.file()
    trade.hold(park.creek, trade.production("Autre"), ahead(trade, 40, 44))
    assert len(park.waiting()) == 1
    trade.restriction("Drone", "territory", lead_days=5)
    assert len(park.waiting(trade.today + timedelta(6))) == 3


def test_a_permit_for_the_whole_covers_its_parts(trade: Trade) -> None:
    studio = trade.site("Studios", kind="studio")
    stage = trade.site("Plateau", studio)
    rule = trade.restriction("Mairie", "site", site_id=studio, lead_days=20, authority="Ville")
    film = trade.production("Film")
    trade.hold(stage, film, ahead(trade, 25))
    asked = {"production": "Film", "site": "Studios", "restriction": str(rule), "state": "asked"}
    assert [one.kind for one in trade.read(todo.listing, trade.today)] == ["deadline"]
    trade.write(rows.add, "permit", {**asked, "authority": "Ville"})
    assert trade.read(todo.listing, trade.today) == ()


def test_a_season_asks_for_its_own_days_and_the_card_for_all(trade: Trade) -> None:
    creek = trade.site("Sormiou", permission_days=3, permission_from="Gardien")
    trade.restriction("Massif", "site", site_id=creek, lead_days=5, season_first="06-01",
                      season_last="09-30")  # fmt: skip
    film = trade.production("Film")
    may = trade.hold(creek, film, Period(date(2027, 5, 3), date(2027, 5, 4))).booking
    june = trade.hold(creek, film, Period(date(2027, 5, 31), date(2027, 6, 1))).booking
    titles = [
        [one.title for one in trade.read(requests.of_booking, booking, trade.today)]
        for booking in (may, june)
    ]
    assert titles == [[""], ["Massif", ""]]


def test_a_permit_planned_by_hand_waits_by_its_own_deadline(trade: Trade) -> None:
    site, film = trade.site("Place"), trade.production("Film")
    held = trade.hold(site, film, ahead(trade, 40, 42)).booking
    deadline = trade.today + timedelta(12)
    given = {"production": "Film", "site": "Place", "authority": "ABF",
             "deadline": deadline.isoformat()}  # fmt: skip
    planned = trade.write(rows.add, "permit", given)
    [one] = trade.read(todo.listing, trade.today)
    assert (one.kind, one.day) == ("deadline", deadline)
    done = trade.write(
        permits.file, held, None, authority="ABF", asked_on=trade.today, today=trade.today
    )
    assert done == planned
    assert trade.read(todo.listing, trade.today) == ()


def test_a_request_needs_somebody_to_be_asked(trade: Trade) -> None:
    park = Park(trade)
    with pytest.raises(BadValue):
        trade.write(permits.file, park.booking, park.rule, authority=" ",
                    asked_on=trade.today, today=trade.today)  # fmt: skip
    with pytest.raises(Refused):
        trade.write(permits.dismiss, park.booking, None, "rien", today=trade.today)
    permit = park.dismiss()
    with pytest.raises(Refused):
        trade.write(permits.answer, permit, PermitState.GRANTED)


def test_the_history_says_what_became_of_a_request(trade: Trade) -> None:
    park = Park(trade)
    permit = park.file()
    trade.write(permits.answer, permit, PermitState.GRANTED)

    def said(session: object) -> list[str]:
        found = history.listing(session, permit)  # type: ignore[arg-type]
        return [
            words.title(one, history.titles(session, one.changes), "en")  # type: ignore[arg-type]
            for one in found
        ]

    assert trade.read(said) == [
        "authorisation granted: Parc national", "request filed: Parc national"
    ]  # fmt: skip


def test_a_deleted_permit_comes_back_from_the_bin_and_goes_with_its_site(trade: Trade) -> None:
    park = Park(trade)
    permit = park.file()
    trade.write(rows.delete, permit, "saisi deux fois")
    assert len(park.waiting()) == 1
    [binned] = trade.read(recycle.listing)
    assert (binned.kind, binned.title, binned.of) == ("permit", "Parc national", "Sormiou")
    trade.write(recycle.restore, permit)
    assert park.waiting() == []
    trade.write(bookings.release, park.booking, "fini", today=trade.today)
    trade.write(rows.delete, park.creek, "vendu")
    assert {one.kind for one in trade.read(recycle.listing)} == {"site"}


def test_a_merge_of_sites_takes_the_permits_along(trade: Trade) -> None:
    park = Park(trade)
    park.file()
    kept = trade.site("Calanque de Sormiou")
    trade.write(merging.merge, kept, park.creek)
    assert park.waiting() == []
    assert [row.site_id for row in trade.read(permit_rows.read)] == [kept]


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    lead=st.integers(1, 40), first=st.integers(0, 100),
    state=st.none() | st.sampled_from(PermitState), last=st.integers(1, 4),
)  # fmt: skip
def test_a_deadline_shows_exactly_when_no_permit_covers_and_its_time_has_come(
    trade: Trade, lead: int, first: int, state: PermitState | None, last: int
) -> None:
    """The booking has four days, the permit the first ones of them."""
    film, days = trade.production("Film"), ahead(trade, first, first + 3)
    site = trade.site("Place", permission_days=lead, permission_from="Ville")
    held = trade.hold(site, film, days, State.CONFIRMED).booking
    if state is not None:
        trade.put(
            Permit(production_id=film, site_id=site, authority="Ville", state=state.value,
                   first_day=days.first, last_day=days.first + timedelta(last - 1))
        )  # fmt: skip
    covers = last == 4 and state in ("asked", "granted", "not_needed")
    is_time = first - lead <= AHEAD and state != "refused"
    due = [one.file_by for one in trade.read(requests.waiting, trade.today)
           if one.booking == held and one.state is PermitState.TO_ASK]  # fmt: skip
    assert due == [days.first - timedelta(lead)] * (is_time and not covers)


def test_the_desk_asks_the_catalogue_no_more_often_for_more_bookings(trade: Trade) -> None:
    park = Park(trade)

    def questions(session: object) -> int:
        asked: list[str] = []
        engine = session.connection().engine  # type: ignore[attr-defined]
        listen = lambda *given: asked.append(given[2])  # noqa: E731
        event.listen(engine, "before_cursor_execute", listen)
        found = requests.waiting(session, trade.today)  # type: ignore[arg-type]
        event.remove(engine, "before_cursor_execute", listen)
        assert found
        return len(asked)

    once = trade.read(questions)
    for number in range(5):
        site = trade.site(f"Crique {number}")
        trade.restriction("Parc", "site", site_id=site, lead_days=30)
        trade.hold(site, park.film, ahead(trade, 40))
    assert len(park.waiting()) == 6
    assert trade.read(questions) == once <= 6
