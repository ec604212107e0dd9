"""A confirmation by another office waits for the site's home office, whatever time does."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from scout_app.errors import Refused, ScoutError
from scout_app.model.values import Officer, Period, State
from scout_app.office import awaiting, bookings, challenges, history, homes, moves, todo
from scout_app.wording import errors, reasons
from tests.office.conftest import Trade

MAY = Period(date(2027, 5, 3), date(2027, 5, 7))
MARTIGUES = Officer("Inès Faure", "Martigues")
MARSEILLE = Officer("Camille Roux", "Marseille")


@pytest.fixture
def stage(trade: Trade) -> UUID:
    """Return a stage whose home is Martigues, while Marseille acts."""
    trade.officer = MARSEILLE
    site = trade.site("Plateau 1")
    trade.write(homes.give, site, "Martigues")
    return site


def states(trade: Trade, booking: UUID) -> list[State]:
    return [span.state for span in trade.detail(booking).spans]


def test_another_office_only_asks_and_the_home_office_confirms(
    trade: Trade, stage: UUID, film: UUID, series: UUID
) -> None:
    rival = trade.hold(stage, series, MAY)
    held = trade.hold(stage, film, MAY)
    settled = trade.write(bookings.confirm, held.booking, today=trade.today)
    assert (settled.awaits, settled.changed) == ("Martigues", ())
    assert states(trade, held.booking) == [State.AWAITING_HOME]
    assert states(trade, rival.booking) == [State.OPTION]
    row = trade.detail(held.booking)
    assert (row.home, row.home_news_at, row.rank) == ("Martigues", None, 1)
    with pytest.raises(Refused) as refused:
        trade.write(bookings.confirm, held.booking, today=trade.today)
    assert "Martigues" in errors.explain(refused.value, "fr")
    trade.officer = MARTIGUES
    done = trade.write(bookings.confirm, held.booking, rivals="relegate", today=trade.today)
    assert done.awaits == ""
    assert states(trade, held.booking) == [State.CONFIRMED]
    assert states(trade, rival.booking) == [State.RELEGATED]


def test_the_home_office_declines_with_a_reason_and_nobody_else_does(
    trade: Trade, stage: UUID, film: UUID
) -> None:
    held = trade.hold(stage, film, MAY, State.CONFIRMED)
    assert states(trade, held.booking) == [State.AWAITING_HOME]
    with pytest.raises(Refused, match="awaits_home"):
        trade.write(awaiting.decline, held.booking, "non", today=trade.today)
    trade.officer = MARTIGUES
    with pytest.raises(Refused, match="reason_missing"):
        trade.write(awaiting.decline, held.booking, " ", today=trade.today)
    trade.write(awaiting.decline, held.booking, "travaux du grill", today=trade.today)
    assert states(trade, held.booking) == [State.RELEASED]
    assert trade.detail(held.booking).reason == "travaux du grill"
    with pytest.raises(Refused, match="nothing_awaited"):
        trade.write(awaiting.decline, held.booking, "encore", today=trade.today)


def test_a_part_follows_its_whole_and_a_site_without_a_home_is_confirmed_by_anybody(
    trade: Trade, stage: UUID, quay: UUID, film: UUID
) -> None:
    corner = trade.site("Coin", stage)
    assert states(trade, trade.hold(corner, film, MAY, State.CONFIRMED).booking) == [
        State.AWAITING_HOME
    ]
    assert states(trade, trade.hold(quay, film, MAY, State.CONFIRMED).booking) == [State.CONFIRMED]


def test_what_waits_is_on_the_list_of_the_home_office_alone(
    trade: Trade, stage: UUID, film: UUID
) -> None:
    held = trade.hold(stage, film, MAY, State.CONFIRMED)

    def listed(office: str) -> list[tuple[str, UUID, str]]:
        found = trade.read(todo.listing, trade.today, office)
        return [(one.kind, one.id, one.other) for one in found if one.kind == "awaiting"]

    assert listed("Martigues") == [("awaiting", held.booking, "Marseille")]
    assert listed("Marseille") == []
    [one] = trade.read(awaiting.listing)
    assert (one.home, one.days, one.office) == ("Martigues", (MAY,), "Marseille")


def test_asking_is_taken_back_like_any_change(trade: Trade, stage: UUID, film: UUID) -> None:
    held = trade.hold(stage, film, MAY)
    trade.write(bookings.confirm, held.booking, today=trade.today)
    trade.write(history.undo)
    assert states(trade, held.booking) == [State.OPTION]


def test_confirmed_days_that_another_office_moves_wait_again(
    trade: Trade, stage: UUID, film: UUID
) -> None:
    trade.officer = MARTIGUES
    held = trade.hold(stage, film, MAY, State.CONFIRMED)
    trade.officer = MARSEILLE
    later = Period(MAY.first + timedelta(7), MAY.last + timedelta(7))
    trade.write(moves.move, held.booking, later, today=trade.today)
    assert states(trade, held.booking) == [State.AWAITING_HOME]


def test_the_sentence_says_whose_word_is_awaited_and_how_old_the_news_are(today: date) -> None:
    at = datetime(today.year, today.month, today.day, 12, tzinfo=UTC) - timedelta(days=9)
    assert reasons.awaiting("Martigues", at, today, "fr") == (
        "À confirmer par Martigues, dernières nouvelles de Martigues\u00a0: 9 jours"
    )
    assert reasons.awaiting("Martigues", None, today, "en") == (
        "To be confirmed by Martigues, no news of Martigues yet"
    )


ACTS = st.lists(
    st.tuples(
        st.sampled_from(
            ("hold", "book", "confirm", "confirm", "release", "decline", "wait", "move")
        ),
        st.booleans(),
        st.integers(0, 5),
    ),
    max_size=12,
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(ACTS)
def test_what_awaits_its_home_is_never_a_booking_and_time_confirms_nothing(
    trade: Trade, acts: list[tuple[str, bool, int]]
) -> None:
    trade.officer = MARSEILLE
    site = trade.site(f"P{trade.at:%d%H%M}")
    trade.write(homes.give, site, "Martigues")
    film = trade.production(f"F{trade.at:%d%H%M}")
    held: list[UUID] = []
    today = trade.today
    for verb, at_home, number in acts:
        trade.officer = MARTIGUES if at_home else MARSEILLE
        before = confirmed(trade, site)
        days = Period(MAY.first + timedelta(number), MAY.first + timedelta(number + 2))
        try:
            if verb in ("hold", "book"):
                state = State.CONFIRMED if verb == "book" else State.OPTION
                held.append(trade.hold(site, film, days, state).booking)
            elif verb == "wait":
                today += timedelta(days=number * 4)
                trade.write(challenges.sweep, today=today)
                assert confirmed(trade, site) == before
            elif held:
                act(trade, verb, held[number % len(held)], days, today)
        except ScoutError:
            pass
        if not at_home:
            assert confirmed(trade, site) <= before
        no_double(trade, site)


def act(trade: Trade, verb: str, booking: UUID, days: Period, today: date) -> None:
    if verb == "confirm":
        trade.write(bookings.confirm, booking, rivals="relegate", today=today)
    elif verb == "move":
        trade.write(moves.move, booking, days, rivals="relegate", today=today)
    else:
        done = bookings.release if verb == "release" else awaiting.decline
        trade.write(done, booking, "raison", today=today)


def confirmed(trade: Trade, site: UUID) -> set[tuple[str, str, str]]:
    """Return the confirmed days of a site, as the occupied rows say them."""
    query = text(
        "SELECT o.booking_id, o.first_day, o.last_day FROM occupied o WHERE o.site_id = :site"
    )
    return {tuple(row) for row in trade.read(lambda s: s.execute(query, {"site": str(site)}).all())}


def no_double(trade: Trade, site: UUID) -> None:
    """Nothing but confirmed spans occupies days, and no two bookings occupy the same."""
    query = text(
        "SELECT count(*) FROM occupied o JOIN span s ON s.id = o.span_id"
        " WHERE o.site_id = :site AND s.state != 'confirmed'"
    )
    assert trade.read(lambda s: s.execute(query, {"site": str(site)}).scalar_one()) == 0
    rows = sorted((first, last, one) for one, first, last in confirmed(trade, site))
    assert all(a[1] < b[0] for a, b in pairwise(rows) if a[2] != b[2])
