"""A booking dropped on other days: what was told beforehand is what happens."""

from __future__ import annotations

import random
from datetime import date
from typing import TYPE_CHECKING

import pytest

from scout_app.errors import Clash, Refused, RivalsUndecided, ScoutError, Shut
from scout_app.model.values import Availability, DayType, Period, State
from scout_app.office import bookings, history, shifts, use
from scout_app.office.bookings import WantedSpan
from scout_app.office.shifts import Shift
from scout_app.office.sites import SiteQuery

if TYPE_CHECKING:
    from uuid import UUID

    from tests.office.conftest import Trade


def may(first: int, last: int | None = None) -> Period:
    """Days of May 2027."""
    return Period(date(2027, 5, first), date(2027, 5, last or first))


def taken(trade: Trade, booking: UUID, begins: int, ends: int) -> Shift:
    """Take a booking as it stands now, to shift it."""
    spans = trade.detail(booking).spans
    return Shift(booking, {span.id: span.period for span in spans}, begins, ends)


def drop(trade: Trade, wanted: Shift, **how: object) -> list[Period]:
    trade.write(shifts.shift, wanted, today=trade.today, **how)
    return [span.period for span in trade.detail(wanted.booking).spans]


def look(trade: Trade, wanted: Shift) -> shifts.Outlook:
    return trade.read(shifts.outlook, wanted, today=trade.today)


def test_a_drop_moves_all_runs_or_stretches_an_end(trade: Trade, quay: UUID, film: UUID) -> None:
    wanted = [WantedSpan(may(3, 4), day_type=DayType.PREP), WantedSpan(may(6, 8))]
    held = trade.write(bookings.enter, quay, film, wanted, today=trade.today).booking
    assert drop(trade, taken(trade, held, 7, 7)) == [may(10, 11), may(13, 15)]
    assert drop(trade, taken(trade, held, 0, 2)) == [may(10, 11), may(13, 17)]
    assert drop(trade, taken(trade, held, -1, 0)) == [may(9, 11), may(13, 17)]
    trade.write(history.undo)
    assert [span.period for span in trade.detail(held).spans] == [may(10, 11), may(13, 17)]


def test_what_was_seen_must_still_be_there(trade: Trade, quay: UUID, film: UUID) -> None:
    held = trade.hold(quay, film, may(3, 5)).booking
    late = taken(trade, held, 1, 1)
    assert drop(trade, taken(trade, held, 7, 7)) == [may(10, 12)]
    for verb in (shifts.outlook, shifts.shift):
        with pytest.raises(Refused) as refused:
            trade.write(verb, late, today=trade.today)
        assert refused.value.why == "moved_meanwhile"
    with pytest.raises(Refused) as refused:
        drop(trade, taken(trade, held, 5, 0))
    assert refused.value.why == "move_too_short"
    trade.write(bookings.release, held, "repli", today=trade.today)
    with pytest.raises(Refused) as refused:
        drop(trade, taken(trade, held, 1, 1))
    assert refused.value.why == "already_over"


def test_an_inner_run_is_not_stretched(trade: Trade, quay: UUID, film: UUID) -> None:
    wanted = [WantedSpan(may(3, 4)), WantedSpan(may(20, 22))]
    held = trade.write(bookings.enter, quay, film, wanted, today=trade.today).booking
    whole = taken(trade, held, 0, 1)
    first = dict(list(whole.seen.items())[:1])
    with pytest.raises(Refused) as refused:
        drop(trade, Shift(held, first, 0, 1))
    assert refused.value.why == "stretch_at_ends"
    assert drop(trade, Shift(held, first, 1, 1)) == [may(4, 5), may(21, 23)]


def test_the_rivals_of_confirmed_days_are_named_and_their_fate_is_asked(
    trade: Trade, quay: UUID, film: UUID, series: UUID
) -> None:
    held = trade.hold(quay, film, may(3, 5), State.CONFIRMED).booking
    trade.hold(quay, series, may(7, 9))
    seen = look(trade, taken(trade, held, 3, 3))
    assert (seen.spans, seen.refusal, seen.decides) == ((may(6, 8),), None, True)
    assert [days for _, days in seen.met] == [may(7, 9)]
    with pytest.raises(RivalsUndecided):
        drop(trade, taken(trade, held, 3, 3))
    assert drop(trade, taken(trade, held, 3, 3), rivals="relegate") == [may(6, 8)]


@pytest.mark.parametrize("seed", range(4))
def test_what_is_told_beforehand_is_what_happens(
    trade: Trade, quay: UUID, film: UUID, series: UUID, seed: int
) -> None:
    """The refusal, the days and the rank of the outlook are those of the drop."""
    chance = random.Random(seed)
    made = []
    for n in range(7):
        first = chance.randrange(1, 26)
        state = State.CONFIRMED if n % 3 == 0 else State.OPTION
        try:
            who = chance.choice((film, series))
            made.append(trade.hold(quay, who, may(first, first + chance.randrange(4)), state))
        except ScoutError:
            continue
    for _ in range(8):
        booking = chance.choice(made).booking
        by = chance.randrange(-6, 7)
        wanted = taken(trade, booking, by, by + chance.randrange(0, 3))
        try:
            seen = look(trade, wanted)
        except Refused:
            with pytest.raises(Refused):
                drop(trade, wanted)
            continue
        if seen.refusal is not None:
            with pytest.raises((Clash, Shut)) as refused:
                drop(trade, wanted)
            assert repr(refused.value) == repr(seen.refusal)
        elif seen.decides:
            with pytest.raises(RivalsUndecided):
                drop(trade, wanted)
        else:
            assert tuple(drop(trade, wanted)) == seen.spans
            assert trade.detail(booking).rank == seen.rank


def used(trade: Trade, *states: Availability, by_month: bool) -> dict[str, tuple[int, ...]]:
    found = trade.read(
        use.of_year, 2027, by_month=by_month, states=states, query=SiteQuery(), today=trade.today
    )
    assert all(sum(row.held) == row.total and len(row.held) == len(found.parts)
               for row in found.rows)  # fmt: skip
    return {row.site.name: row.held for row in found.rows}


def test_use_counts_each_day_once_by_month_and_by_week(
    trade: Trade, film: UUID, series: UUID
) -> None:
    whole = trade.site("Studio")
    stage = trade.site("Étage", whole)
    trade.site("Quai libre")
    trade.hold(stage, film, Period(date(2027, 4, 29), date(2027, 5, 4)), State.CONFIRMED)
    trade.hold(stage, series, may(10, 12))
    trade.hold(stage, film, may(11, 13))
    taken_only = used(trade, Availability.TAKEN, by_month=True)
    assert taken_only["Étage"] == (0, 0, 0, 2, 4, 0, 0, 0, 0, 0, 0, 0)
    assert taken_only["Studio"] == taken_only["Étage"]
    both = used(trade, Availability.TAKEN, Availability.OPTIONED, by_month=True)
    assert both["Étage"][4] == 8
    assert sum(both["Quai libre"]) == 0
    weekly = used(trade, Availability.TAKEN, Availability.OPTIONED, by_month=False)
    assert sum(weekly["Étage"]) == sum(both["Étage"])


@pytest.mark.parametrize("year", [2026, 2027, 2028])
def test_weeks_and_months_share_a_year_out(year: int) -> None:
    days = list(Period(date(year, 1, 1), date(year, 12, 31)))
    for parts in (use.weeks(year), use.months(year)):
        assert [day for part in parts for day in part] == days
    assert all(part.first.isocalendar().week == part.last.isocalendar().week
               for part in use.weeks(year))  # fmt: skip
