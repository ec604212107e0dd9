"""Old copies are let go of by a rule that no clock can turn against the officer."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from scout_app.rules.thinning import kept

NOW = datetime(2027, 5, 14, 18, 30, tzinfo=UTC)
STAMPS = st.datetimes(
    datetime(2024, 1, 1), datetime(2029, 1, 1), timezones=st.just(UTC)  # noqa: DTZ001 (aware)
)  # fmt: skip


def hourly(days: int) -> list[datetime]:
    return [NOW - timedelta(hours=n) for n in range(days * 24)]


def test_a_year_of_hourly_copies_leaves_hours_days_weeks_and_months() -> None:
    found = sorted(kept(hourly(400), NOW), reverse=True)
    assert found[:24] == hourly(1)
    days = {at.date() for at in found}
    assert {NOW.date() - timedelta(days=n) for n in range(7)} <= days
    assert len({(at.year, at.month) for at in found}) == 12
    assert len(found) <= 24 + 7 + 8 + 12
    minutes = [NOW - timedelta(minutes=n) for n in range(30)]
    assert kept(minutes, NOW) == frozenset(minutes[:10])


def test_after_a_month_away_nothing_is_let_go_for_that() -> None:
    before = kept(hourly(30), NOW)
    later = NOW + timedelta(days=40)
    assert kept(before, later) == before


@given(st.sets(STAMPS, max_size=200), STAMPS)
def test_the_last_and_all_later_than_the_clock_stay_and_twice_is_once(
    made: set[datetime], now: datetime
) -> None:
    found = kept(made, now)
    assert found <= made
    assert {at for at in made if at > now} <= found
    past = {at for at in made if at <= now}
    assert not past or max(past) in found
    assert len(found & past) <= 61
    assert kept(found, now) == found


@given(st.lists(STAMPS, max_size=120, unique=True))
def test_thinned_at_every_copy_or_at_the_end_the_last_of_each_month_is_there(
    made: list[datetime],
) -> None:
    held: frozenset[datetime] = frozenset()
    for at in sorted(made):
        held = kept({*held, at}, at)
    if made:
        assert held == kept(made, max(made))
