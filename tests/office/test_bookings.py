"""Options, confirmations, releases and closures, in a real catalogue."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from scout_app.errors import (
    BadValue,
    Clash,
    Refused,
    RivalsUndecided,
    Shut,
    Unknown,
)
from scout_app.model.base import slug_id
from scout_app.model.bookings import Booking, Occupied, Span
from scout_app.model.people import Office
from scout_app.model.values import DayType, Officer, Period, State
from scout_app.office import bookings, settings
from scout_app.office.bookings import WantedSpan

if TYPE_CHECKING:
    from tests.office.conftest import Trade


def may(first: int, last: int | None = None) -> Period:
    """Days of May 2027."""
    return Period(date(2027, 5, first), date(2027, 5, last or first))


def states(trade: Trade, booking: UUID) -> list[State]:
    return [span.state for span in trade.detail(booking).spans]


def test_an_option_is_first_and_lasts_ten_days(trade: Trade, quay: UUID, film: UUID) -> None:
    held = trade.hold(quay, film, may(3, 7))
    assert (held.rank, held.expires_on) == (1, date(2027, 3, 11))
    row = trade.detail(held.booking)
    assert (row.site, row.production) == ("Quai", "Le Vieux Port")
    assert (row.officer, row.office) == ("Camille Roux", "Mission cinéma")
    assert [(s.period, s.state, s.day_type) for s in row.spans] == [
        (may(3, 7), State.OPTION, DayType.SHOOT)
    ]
    assert (row.rank, row.expired) == (1, False)


def test_the_offices_say_how_long_an_option_lasts(trade: Trade, quay: UUID, film: UUID) -> None:
    trade.write(settings.put, "option_days", "3")
    assert trade.hold(quay, film, may(3)).expires_on == date(2027, 3, 4)


def test_an_option_cannot_expire_before_today(trade: Trade, quay: UUID, film: UUID) -> None:
    with pytest.raises(BadValue) as refused:
        trade.hold(quay, film, may(3), expires_on=date(2027, 2, 28))
    assert (refused.value.field, refused.value.expected) == ("expires_on", "after:2027-03-01")


def test_a_second_option_is_ranked_second(
    trade: Trade, quay: UUID, film: UUID, series: UUID
) -> None:
    trade.hold(quay, film, may(3, 7))
    assert trade.hold(quay, series, may(7, 9)).rank == 2
    assert trade.hold(quay, series, may(10)).rank == 1


def test_the_order_of_arrival_survives_a_clock_set_back(
    trade: Trade, quay: UUID, film: UUID, series: UUID
) -> None:
    first = trade.hold(quay, film, may(3, 7))
    trade.at -= timedelta(days=2)
    second = trade.hold(quay, series, may(3, 7))
    assert (trade.detail(first.booking).rank, second.rank) == (1, 2)
    asked = [trade.detail(held.booking).asked_at for held in (first, second)]
    assert asked[1] - asked[0] == timedelta(milliseconds=1)


def test_without_a_time_given_a_booking_is_asked_for_now(
    trade: Trade, quay: UUID, film: UUID
) -> None:
    before = datetime.now(UTC) - timedelta(milliseconds=1)
    with trade.store.transaction(trade.officer) as session:
        held = bookings.enter(session, quay, film, [WantedSpan(may(3))], today=trade.today)
    assert before <= trade.detail(held.booking).asked_at <= datetime.now(UTC)


def test_an_expired_option_has_no_rank_and_blocks_nobody(
    trade: Trade, quay: UUID, film: UUID, series: UUID
) -> None:
    first = trade.hold(quay, film, may(3, 7), expires_on=date(2027, 3, 2))
    second = trade.hold(quay, series, may(3, 7))
    assert second.rank == 2
    on_the_last_day, after = date(2027, 3, 2), date(2027, 3, 3)
    assert trade.detail(second.booking, on_the_last_day).rank == 2
    assert trade.detail(second.booking, after).rank == 1
    late = trade.detail(first.booking, after)
    assert (late.expired, late.rank, late.spans[0].state) == (True, None, State.OPTION)


def test_a_booking_mixes_options_and_confirmed_days(trade: Trade, quay: UUID, film: UUID) -> None:
    spans = [
        WantedSpan(may(3), State.OPTION, DayType.PREP),
        WantedSpan(may(4, 6), State.CONFIRMED),
    ]
    held = trade.write(bookings.enter, quay, film, spans, today=trade.today)
    row = trade.detail(held.booking)
    assert [(s.state, s.day_type) for s in row.spans] == [
        (State.OPTION, DayType.PREP),
        (State.CONFIRMED, DayType.SHOOT),
    ]
    assert held.expires_on is not None


def test_days_confirmed_at_once_have_neither_rank_nor_expiry(
    trade: Trade, quay: UUID, film: UUID
) -> None:
    held = trade.hold(quay, film, may(3), State.CONFIRMED)
    assert (held.rank, held.expires_on) == (None, None)


def test_a_refusal_names_who_stands_in_the_way(
    trade: Trade, quay: UUID, film: UUID, series: UUID
) -> None:
    first = trade.hold(quay, film, may(3, 7), State.CONFIRMED)
    with pytest.raises(Clash) as refused:
        trade.hold(quay, series, may(7, 9))
    clash = refused.value
    assert (clash.site, clash.period, clash.booking_id) == ("Quai", may(3, 7), first.booking)
    assert (clash.production, clash.officer) == ("Le Vieux Port", "Camille Roux")
    assert clash.office == "Mission cinéma"


def test_nothing_of_a_refused_booking_is_kept(
    trade: Trade, quay: UUID, film: UUID, series: UUID
) -> None:
    trade.hold(quay, film, may(3), State.CONFIRMED)
    with pytest.raises(Clash):
        trade.hold(quay, series, may(3))
    assert trade.read(bookings.of_production, series, trade.today) == ()


def test_a_day_beside_a_confirmed_one_is_free(
    trade: Trade, quay: UUID, film: UUID, series: UUID
) -> None:
    trade.hold(quay, film, may(3, 7), State.CONFIRMED)
    assert trade.hold(quay, series, may(8)).rank == 1
    assert trade.hold(quay, series, may(2)).rank == 1


@pytest.fixture
def studio(trade: Trade) -> dict[str, UUID]:
    whole = trade.site("Studio", kind="studio")
    one, two = trade.site("Plateau 1", whole), trade.site("Plateau 2", whole)
    return {"whole": whole, "one": one, "two": two, "corner": trade.site("Décor", one)}


@pytest.mark.parametrize(
    ("booked", "wanted"),
    [("whole", "one"), ("one", "whole"), ("whole", "corner"), ("corner", "whole")],
)
def test_a_whole_and_its_part_exclude_each_other(
    trade: Trade, studio: dict[str, UUID], film: UUID, series: UUID, booked: str, wanted: str
) -> None:
    trade.hold(studio[booked], film, may(3), State.CONFIRMED)
    with pytest.raises(Clash):
        trade.hold(studio[wanted], series, may(3))


def test_sister_stages_never_exclude_each_other(
    trade: Trade, studio: dict[str, UUID], film: UUID, series: UUID
) -> None:
    trade.hold(studio["one"], film, may(3), State.CONFIRMED)
    assert trade.hold(studio["two"], series, may(3), State.CONFIRMED).rank is None


def test_an_option_on_the_whole_is_ranked_among_those_of_all_its_parts(
    trade: Trade, studio: dict[str, UUID], film: UUID, series: UUID
) -> None:
    trade.hold(studio["one"], film, may(3))
    trade.hold(studio["two"], series, may(3))
    assert trade.hold(studio["whole"], film, may(3)).rank == 3
    assert trade.hold(studio["two"], film, may(3)).rank == 3


def test_confirming_asks_what_becomes_of_the_rivals(
    trade: Trade, quay: UUID, film: UUID, series: UUID
) -> None:
    first = trade.hold(quay, film, may(3, 7))
    rival = trade.hold(quay, series, may(7, 9))
    with pytest.raises(RivalsUndecided) as refused:
        trade.write(bookings.confirm, first.booking, today=trade.today)
    assert refused.value.rivals == ((rival.booking, "Plus belle la mer", may(7, 9)),)
    assert states(trade, first.booking) == states(trade, rival.booking) == [State.OPTION]


@pytest.mark.parametrize(
    ("fate", "state"), [("release", State.RELEASED), ("relegate", State.RELEGATED)]
)
def test_the_rivals_get_the_fate_that_was_chosen(
    trade: Trade, quay: UUID, film: UUID, series: UUID, fate: str, state: State
) -> None:
    first = trade.hold(quay, film, may(3, 7))
    rival = trade.hold(quay, series, may(7, 9))
    aside = trade.hold(quay, series, may(20))
    settled = trade.write(bookings.confirm, first.booking, rivals=fate, today=trade.today)
    assert [(f.booking, f.production, f.period, f.state) for f in settled.changed] == [
        (rival.booking, "Plus belle la mer", may(7, 9), state)
    ]
    assert states(trade, first.booking) == [State.CONFIRMED]
    assert states(trade, rival.booking) == [state]
    assert states(trade, aside.booking) == [State.OPTION]


def test_only_the_rival_span_that_overlaps_is_decided(
    trade: Trade, quay: UUID, film: UUID, series: UUID
) -> None:
    first = trade.hold(quay, film, may(3))
    spans = [WantedSpan(may(3)), WantedSpan(may(10))]
    rival = trade.write(bookings.enter, quay, series, spans, today=trade.today)
    trade.write(bookings.confirm, first.booking, rivals="relegate", today=trade.today)
    assert states(trade, rival.booking) == [State.RELEGATED, State.OPTION]
    assert trade.detail(rival.booking).rank == 1


def test_the_offices_may_have_agreed_on_the_rivals_fate(
    trade: Trade, quay: UUID, film: UUID, series: UUID
) -> None:
    trade.write(settings.put, "rivals_fate", "relegate")
    first, rival = trade.hold(quay, film, may(3)), trade.hold(quay, series, may(3))
    trade.write(bookings.confirm, first.booking, today=trade.today)
    assert states(trade, rival.booking) == [State.RELEGATED]


def test_a_second_option_is_not_confirmed_over_the_first_in_silence(
    trade: Trade, quay: UUID, film: UUID, series: UUID
) -> None:
    first, second = trade.hold(quay, film, may(3)), trade.hold(quay, series, may(3))
    with pytest.raises(RivalsUndecided) as refused:
        trade.write(bookings.confirm, second.booking, today=trade.today)
    assert [booking for booking, _, _ in refused.value.rivals] == [first.booking]


def test_two_options_cannot_both_be_confirmed(
    trade: Trade, quay: UUID, film: UUID, series: UUID
) -> None:
    first, second = trade.hold(quay, film, may(3)), trade.hold(quay, series, may(3))
    trade.write(bookings.confirm, first.booking, rivals="release", today=trade.today)
    with pytest.raises(Refused) as refused:
        trade.write(bookings.confirm, second.booking, today=trade.today)
    assert (refused.value.why, refused.value.what) == ("not_an_option", "released")


def test_an_expired_option_may_be_confirmed_while_its_days_are_free(
    trade: Trade, quay: UUID, film: UUID, series: UUID
) -> None:
    late = trade.hold(quay, film, may(3), expires_on=trade.today)
    later = trade.today + timedelta(days=5)
    trade.write(bookings.confirm, late.booking, today=later)
    assert states(trade, late.booking) == [State.CONFIRMED]


def test_an_expired_option_is_refused_once_another_has_its_days(
    trade: Trade, quay: UUID, film: UUID, series: UUID
) -> None:
    late = trade.hold(quay, film, may(3), expires_on=trade.today)
    trade.today += timedelta(days=5)
    quick = trade.hold(quay, series, may(3), State.CONFIRMED)
    with pytest.raises(Clash) as refused:
        trade.write(bookings.confirm, late.booking, today=trade.today)
    assert refused.value.booking_id == quick.booking


def test_days_confirmed_at_once_ask_for_the_rivals_fate_first(
    trade: Trade, quay: UUID, film: UUID, series: UUID
) -> None:
    trade.hold(quay, film, may(3))
    with pytest.raises(RivalsUndecided):
        trade.hold(quay, series, may(3), State.CONFIRMED)


def test_the_catalogue_itself_refuses_what_the_rules_let_through(
    trade: Trade, quay: UUID, film: UUID, series: UUID
) -> None:
    first, second = trade.hold(quay, film, may(3)), trade.hold(quay, series, may(3))

    def occupied_unseen(session: Session) -> None:
        span = session.scalars(select(Span.id).where(Span.booking_id == first.booking)).one()
        days = {"first_day": may(3).first, "last_day": may(3).last}
        whose = {"span_id": span, "booking_id": first.booking, "clash_group": first.booking}
        session.connection().execute(insert(Occupied).values(site_id=quay, **whose, **days))
        bookings.confirm(session, second.booking, rivals="relegate", today=trade.today)

    with pytest.raises(Clash) as refused:
        trade.write(occupied_unseen)
    assert (refused.value.booking_id, refused.value.production) == (first.booking, "Le Vieux Port")
    assert states(trade, second.booking) == [State.OPTION]


def test_releasing_promotes_the_next(trade: Trade, quay: UUID, film: UUID, series: UUID) -> None:
    first, second = trade.hold(quay, film, may(3, 7)), trade.hold(quay, series, may(5))
    settled = trade.write(bookings.release, first.booking, "budget", today=trade.today)
    assert [(f.booking, f.period, f.state) for f in settled.changed] == [
        (second.booking, may(5), State.OPTION)
    ]
    row = trade.detail(first.booking)
    assert ([s.state for s in row.spans], row.reason) == ([State.RELEASED], "budget")


def test_releasing_the_last_option_promotes_nobody(
    trade: Trade, quay: UUID, film: UUID, series: UUID
) -> None:
    trade.hold(quay, film, may(3, 7))
    second = trade.hold(quay, series, may(5))
    settled = trade.write(bookings.release, second.booking, "repli", today=trade.today)
    assert settled.changed == ()


def test_releasing_one_of_three_promotes_only_to_first(
    trade: Trade, quay: UUID, film: UUID, series: UUID
) -> None:
    held = [trade.hold(quay, who, may(5)).booking for who in (film, series, film)]
    settled = trade.write(bookings.release, held[0], "repli", today=trade.today)
    assert [fate.booking for fate in settled.changed] == [held[1]]
    assert trade.detail(held[2]).rank == 2


def test_an_option_on_the_whole_is_not_promoted_past_the_other_part(
    trade: Trade, studio: dict[str, UUID], film: UUID, series: UUID
) -> None:
    one = trade.hold(studio["one"], film, may(5)).booking
    two = trade.hold(studio["two"], film, may(5)).booking
    whole = trade.hold(studio["whole"], series, may(5)).booking
    assert trade.write(bookings.release, one, "repli", today=trade.today).changed == ()
    settled = trade.write(bookings.release, two, "repli", today=trade.today)
    assert [fate.booking for fate in settled.changed] == [whole]


def test_releasing_a_confirmed_booking_cancels_it_and_frees_the_days(
    trade: Trade, quay: UUID, film: UUID, series: UUID
) -> None:
    first = trade.hold(quay, film, may(3), State.CONFIRMED)
    trade.write(bookings.release, first.booking, "annulé", today=trade.today)
    assert states(trade, first.booking) == [State.CANCELLED]
    assert trade.hold(quay, series, may(3), State.CONFIRMED).booking


def test_releasing_needs_a_reason(trade: Trade, quay: UUID, film: UUID) -> None:
    held = trade.hold(quay, film, may(3))
    with pytest.raises(Refused) as refused:
        trade.write(bookings.release, held.booking, "  ", today=trade.today)
    assert refused.value.why == "reason_missing"


def test_what_is_over_cannot_be_released_again(trade: Trade, quay: UUID, film: UUID) -> None:
    held = trade.hold(quay, film, may(3))
    trade.write(bookings.release, held.booking, "repli", today=trade.today)
    with pytest.raises(Refused) as refused:
        trade.write(bookings.release, held.booking, "repli", today=trade.today)
    assert refused.value.why == "already_over"


def test_a_closed_site_refuses_with_the_reason(trade: Trade, quay: UUID, film: UUID) -> None:
    trade.write(bookings.close, quay, may(5, 9), "travaux")
    with pytest.raises(Shut) as refused:
        trade.hold(quay, film, may(3, 6))
    assert (refused.value.site, refused.value.period) == ("Quai", may(5, 6))
    assert refused.value.reason == "travaux"


def test_closing_a_part_shuts_its_whole_and_its_parts_but_no_sister(
    trade: Trade, studio: dict[str, UUID], film: UUID
) -> None:
    trade.write(bookings.close, studio["one"], may(5), "peinture")
    assert trade.hold(studio["two"], film, may(5)).rank == 1
    with pytest.raises(Shut):
        trade.hold(studio["whole"], film, may(5))
    with pytest.raises(Shut):
        trade.hold(studio["corner"], film, may(5))


def test_a_site_is_not_closed_over_a_confirmed_booking(
    trade: Trade, studio: dict[str, UUID], film: UUID
) -> None:
    held = trade.hold(studio["one"], film, may(5, 6), State.CONFIRMED)
    with pytest.raises(Clash) as refused:
        trade.write(bookings.close, studio["whole"], may(6, 9), "travaux")
    assert refused.value.booking_id == held.booking


def test_closing_over_an_option_leaves_it_but_it_cannot_be_confirmed(
    trade: Trade, quay: UUID, film: UUID
) -> None:
    held = trade.hold(quay, film, may(5))
    trade.write(bookings.close, quay, may(5), "travaux")
    assert states(trade, held.booking) == [State.OPTION]
    with pytest.raises(Shut):
        trade.write(bookings.confirm, held.booking, today=trade.today)


def test_closing_needs_a_reason(trade: Trade, quay: UUID) -> None:
    with pytest.raises(Refused) as refused:
        trade.write(bookings.close, quay, may(5), "")
    assert refused.value.why == "reason_missing"


@pytest.mark.parametrize(
    ("spans", "why"),
    [
        ([], "no_days"),
        ([WantedSpan(may(3, 5)), WantedSpan(may(5, 6))], "overlapping_spans"),
    ],
)
def test_a_booking_has_days_and_each_once(
    trade: Trade, quay: UUID, film: UUID, spans: list[WantedSpan], why: str
) -> None:
    with pytest.raises(Refused) as refused:
        trade.write(bookings.enter, quay, film, spans, today=trade.today)
    assert refused.value.why == why


def test_nobody_asks_for_relegated_days(trade: Trade, quay: UUID, film: UUID) -> None:
    with pytest.raises(BadValue) as refused:
        trade.hold(quay, film, may(3), State.RELEGATED)
    assert refused.value.choices == ("option", "confirmed")


def test_a_site_that_is_not_offered_cannot_be_held(trade: Trade, film: UUID) -> None:
    ruin = trade.site("Ruine", status="abandoned")
    with pytest.raises(Refused) as refused:
        trade.hold(ruin, film, may(3))
    assert (refused.value.why, refused.value.what) == ("not_offered", "Ruine")


def test_what_does_not_exist_is_named(trade: Trade, quay: UUID, film: UUID) -> None:
    for site, production, kind in ((uuid4(), film, "site"), (quay, uuid4(), "production")):
        with pytest.raises(Unknown) as refused:
            trade.hold(site, production, may(3))
        assert refused.value.kind == kind
    for verb in (bookings.confirm, bookings.detail):
        with pytest.raises(Unknown) as refused:
            trade.write(verb, uuid4(), today=trade.today)
        assert refused.value.kind == "booking"


def test_the_office_of_a_booking_has_the_same_id_everywhere(
    trade: Trade, quay: UUID, film: UUID
) -> None:
    trade.hold(quay, film, may(3))
    trade.hold(quay, film, may(4))
    with trade.store.reading() as session:
        found = session.execute(select(Office.id, Office.name, Office.is_own)).all()
        used = set(session.scalars(select(Booking.office_id)))
    assert found == [(slug_id("office", "Mission cinéma"), "Mission cinéma", False)]
    assert used == {slug_id("office", "Mission cinéma")}


def test_an_office_that_is_known_by_name_is_not_made_again(
    trade: Trade, quay: UUID, film: UUID
) -> None:
    known = trade.put(Office(name="Région Sud", is_own=False))
    trade.officer = Officer("Nadia Haddad", "Région Sud")
    held = trade.hold(quay, film, may(3))
    with trade.store.reading() as session:
        assert session.scalars(select(Office.id)).all() == [known]
    assert trade.detail(held.booking).office == "Région Sud"


def test_the_bookings_of_a_site_are_those_of_its_wholes_and_parts_by_day(
    trade: Trade, studio: dict[str, UUID], film: UUID, series: UUID
) -> None:
    late = trade.hold(studio["whole"], film, may(20)).booking
    early = trade.hold(studio["corner"], series, may(3)).booking
    trade.hold(studio["two"], series, may(3))
    found = trade.read(bookings.of_site, studio["one"], trade.today)
    assert [row.id for row in found] == [early, late]
    in_days = trade.read(bookings.of_site, studio["one"], trade.today, may(19, 25))
    assert [row.id for row in in_days] == [late]


def test_the_bookings_of_a_production_carry_their_ranks(
    trade: Trade, quay: UUID, film: UUID, series: UUID
) -> None:
    trade.hold(quay, series, may(3))
    trade.hold(quay, film, may(3))
    trade.hold(quay, film, may(9), State.CONFIRMED)
    found = trade.read(bookings.of_production, film, trade.today)
    assert [(row.spans[0].period, row.rank) for row in found] == [(may(3), 2), (may(9), None)]


def test_a_booking_tells_what_it_was_shown_with(trade: Trade, quay: UUID, film: UUID) -> None:
    held = trade.hold(quay, film, may(3))
    shown = trade.detail(held.booking).seen
    assert len(shown["asked_at"]) == 1
    trade.write(bookings.release, held.booking, "repli", today=trade.today)
    assert trade.detail(held.booking).seen["reason"] != shown["asked_at"]
