"""What an officer is shown of a booking: acts, duels, deadlines, hours, what lies ahead."""

from datetime import date, time, timedelta
from uuid import UUID

import pytest

from scout_app.errors import BadValue, Refused
from scout_app.model.values import Availability, DayType, Period, State
from scout_app.office import bookings, challenges, history, life, moves, outlook
from scout_app.rules.hours import Hours
from scout_app.rules.possible import Act
from scout_app.wording.history import title as words
from tests.office.conftest import Trade


def may(first: int, last: int | None = None) -> Period:
    return Period(date(2027, 5, first), date(2027, 5, last or first))


@pytest.fixture
def quay(trade: Trade) -> UUID:
    return trade.site("Quai", lat=434_000_000, lon=50_000_000)


def test_the_options_on_one_site_may_challenge_who_stands_before_them(
    trade: Trade, quay: UUID
) -> None:
    one, two, far = (
        trade.hold(quay, trade.production(title), days).booking
        for title, days in (("Un", may(3, 5)), ("Deux", may(4, 6)), ("Trois", may(20)))
    )
    first = trade.read(life.of, one, trade.today)
    second = trade.read(life.of, two, trade.today)
    assert [(d.booking, d.by, d.challenger) for d in first.duels] == [(one, two, "Deux")]
    assert [(d.booking, d.by, d.production, d.rank) for d in second.duels] == [(one, two, "Un", 1)]
    assert trade.read(life.of, far, trade.today).duels == ()
    asked = trade.write(challenges.challenge, one, two, today=trade.today)
    after = trade.read(life.of, one, trade.today)
    assert after.owed is not None
    assert (after.owed.id, after.owed.deadline) == (asked.challenge, asked.deadline)
    assert after.acts[0] is Act.ANSWER
    assert after.duels == ()
    assert trade.read(life.of, two, trade.today).owed is None


def test_the_last_day_of_an_option_is_changed_until_it_has_expired(
    trade: Trade, quay: UUID
) -> None:
    held = trade.hold(quay, trade.production("Un"), may(3, 5)).booking
    later = trade.today + timedelta(20)
    assert trade.write(moves.extend, held, later, today=trade.today).expires_on == later
    with pytest.raises(BadValue):
        trade.write(moves.extend, held, trade.today - timedelta(1), today=trade.today)
    with pytest.raises(Refused, match="option_expired"):
        trade.write(moves.extend, held, later, today=later + timedelta(1))
    trade.write(bookings.confirm, held, today=trade.today)
    with pytest.raises(Refused, match="not_an_option"):
        trade.write(moves.extend, held, later, today=trade.today)


def test_hours_are_kept_and_move_with_their_days(trade: Trade, quay: UUID) -> None:
    night = Hours(time(19), time(5))
    runs = [
        bookings.WantedSpan(may(3), State.OPTION, DayType.PREP),
        bookings.WantedSpan(may(4), State.OPTION, DayType.SHOOT, night),
    ]
    film = trade.production("Un")
    held = trade.write(bookings.enter, quay, film, runs, today=trade.today).booking
    assert [span.hours for span in trade.detail(held).spans] == [None, night]
    trade.write(moves.move, held, may(10, 11), today=trade.today)
    moved = trade.detail(held).spans
    assert [(span.period, span.hours) for span in moved] == [
        (may(10), None), (may(11), night),
    ]  # fmt: skip


def test_what_lies_ahead_is_told_of_the_days_asked(trade: Trade, quay: UUID) -> None:
    massif = trade.restriction(
        "Massif", "site", site_id=quay, season_first="05-10", season_last="09-30",
        authority="Préfecture", lead_days=30,
    )  # fmt: skip
    trade.level(massif, date(2027, 5, 12), "orange")
    runs = [(may(3), DayType.PREP), (may(12), DayType.SHOOT)]
    found = trade.read(outlook.outlook, quay, runs, today=trade.today)
    assert [(one.title, one.late) for one in found.notices] == [("Massif", False)]
    assert [one.day for one in found.levels] == [date(2027, 5, 12)]
    assert [sun.day for sun in found.suns] == [date(2027, 5, 3), date(2027, 5, 12)]
    assert found.quote.unknown == (DayType.PREP, DayType.SHOOT)
    early = trade.read(outlook.outlook, quay, runs[:1], today=trade.today)
    assert early.levels == ()


def test_a_part_has_the_light_of_its_whole_and_a_site_without_a_place_has_none(
    trade: Trade, quay: UUID
) -> None:
    part, nowhere = trade.site("Part", quay), trade.site("Ailleurs")
    runs = [(may(3), DayType.SHOOT)]
    assert len(trade.read(outlook.outlook, part, runs, today=trade.today).suns) == 1
    assert trade.read(outlook.outlook, nowhere, runs, today=trade.today).suns == ()


def test_of_several_runs_the_worst_counts(trade: Trade, quay: UUID) -> None:
    trade.hold(quay, trade.production("Un"), may(10, 12))
    asked = trade.read(outlook.standing, quay, [may(3), may(12, 13)], today=trade.today)
    assert (asked.state, asked.rank, asked.free) == (Availability.OPTIONED, 2, None)
    trade.hold(quay, trade.production("Deux"), may(20), State.CONFIRMED)
    asked = trade.read(outlook.standing, quay, [may(3), may(12), may(20)], today=trade.today)
    assert (asked.state, asked.rank) == (Availability.TAKEN, None)
    assert {one.production for one in asked.blocking} == {"Un", "Deux"}


def test_undo_names_the_act_and_the_site(trade: Trade, quay: UUID) -> None:
    film, other = trade.production("Un"), trade.production("Deux")
    held = trade.hold(quay, film, may(3, 5)).booking
    rival = trade.hold(quay, other, may(4)).booking
    assert undo_text(trade) == "add booking Quai"
    trade.write(moves.rank, rival, 1, "accord", today=trade.today)
    assert undo_text(trade) == "rank by hand: Quai"
    trade.write(moves.move, held, may(4, 6), today=trade.today)
    assert undo_text(trade) == "move: Quai"
    trade.write(bookings.confirm, held, rivals="relegate", today=trade.today)
    assert undo_text(trade) == "confirm: Quai"
    trade.write(moves.cancel, held, "pluie", today=trade.today)
    assert undo_text(trade) == "cancel: Quai"
    trade.write(moves.reopen, held, today=trade.today)
    assert undo_text(trade) == "take up again: Quai"
    trade.write(bookings.release, held, "repli", today=trade.today)
    assert undo_text(trade) == "release: Quai"


def undo_text(trade: Trade) -> str:
    txn = trade.read(history.next_undo)
    assert txn is not None
    return words(txn, trade.read(history.titles, txn.changes), "en")
