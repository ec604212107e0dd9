"""What a site costs, and what is due when a booking is cancelled."""

from datetime import date

import pytest

from scout_app.errors import BadValue
from scout_app.model.values import DayType, Period, State
from scout_app.office import moves, quotes, rows, terms
from scout_app.rules.terms import Notices
from tests.office.conftest import Trade

FIRST = date(2027, 5, 10)


def run(first: int, last: int) -> Period:
    return Period(date(2027, 5, first), date(2027, 5, last))


def test_rates_stand_in_the_order_of_a_shoot_and_a_quote_adds_them(trade: Trade) -> None:
    site = trade.site("Plateau")
    for use, amount in (("shoot", "2500"), ("prep", "1 200,50")):
        trade.write(rows.add, "rate", {"site": str(site), "day_type": use, "amount": amount})
    found = trade.read(terms.of_site, site)
    assert [(rate.day_type, rate.amount) for rate in found.rates] == [
        ("prep", 120_050), ("shoot", 250_000),
    ]  # fmt: skip
    runs = [(run(4, 5), DayType.PREP), (run(6, 8), DayType.SHOOT), (run(9, 9), DayType.STRIKE)]
    quote = trade.read(quotes.of_days, site, runs, today=date(2027, 3, 1))
    assert [line.days for line in quote.lines] == [2, 3, 1]
    assert (quote.total, quote.unknown, quote.percent) == (990_100, (DayType.STRIKE,), None)
    assert (quote.gap, quote.due) == (Notices(0, None), None)


def test_a_ladder_shows_its_steps_and_what_it_leaves_out(trade: Trade) -> None:
    site = trade.site("Plateau")
    assert trade.read(terms.of_site, site).gap is None
    for before, percent in (("30", "0"), ("15", "50")):
        trade.write(
            rows.add, "tier", {"site": str(site), "days_before": before, "percent": percent}
        )
    found = trade.read(terms.of_site, site)
    assert [(tier.days_before, tier.percent) for tier in found.tiers] == [(30, 0), (15, 50)]
    assert found.gap == Notices(0, 14)
    days = [(Period(FIRST, FIRST), DayType.SHOOT)]
    quote = trade.read(quotes.of_days, site, days, today=date(2027, 4, 20))
    assert (quote.notice, quote.percent, quote.due) == (20, 50, None)
    late = trade.read(quotes.of_days, site, days, today=date(2027, 5, 1))
    assert (late.percent, late.gap) == (None, Notices(0, 14))


def test_a_booking_is_quoted_for_the_days_it_still_holds(trade: Trade) -> None:
    site, film = trade.site("Plateau"), trade.production("Film")
    trade.write(rows.add, "rate", {"site": str(site), "day_type": "shoot", "amount": "1000"})
    trade.write(rows.add, "tier", {"site": str(site), "days_before": "0", "percent": "30"})
    held = trade.hold(site, film, run(10, 12), State.CONFIRMED).booking
    quote = trade.read(quotes.of_booking, held, today=trade.today)
    assert (quote.total, quote.unknown, quote.due) == (300_000, (), 90_000)
    ended = trade.write(moves.cancel, held, "pluie", today=trade.today)
    assert (ended.notice, ended.percent) == (quote.notice, quote.percent)
    assert trade.read(quotes.of_booking, held, today=trade.today).total == 300_000


def test_a_rate_of_a_use_that_no_one_knows_is_refused(trade: Trade) -> None:
    site = trade.site("Plateau")
    with pytest.raises(BadValue):
        trade.write(rows.add, "rate", {"site": str(site), "day_type": "fête", "amount": "1"})
