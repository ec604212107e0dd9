"""What a site costs, and what is due when a booking is cancelled."""

from datetime import date

import pytest

from scout_app.errors import BadValue
from scout_app.office import rows, terms
from scout_app.rules.terms import Notices
from tests.office.conftest import Trade

FIRST = date(2027, 5, 10)


def test_rates_stand_in_the_order_of_a_shoot_and_a_quote_adds_them(trade: Trade) -> None:
    site = trade.site("Plateau")
    for use, amount in (("shoot", "2500"), ("prep", "1 200,50")):
        trade.write(rows.add, "rate", {"site": str(site), "day_type": use, "amount": amount})
    found = trade.read(terms.of_site, site)
    assert [(rate.day_type, rate.amount) for rate in found.rates] == [
        ("prep", 120_050), ("shoot", 250_000),
    ]  # fmt: skip
    days = {"prep": 2, "shoot": 3, "strike": 1}
    quote = trade.read(terms.quote, site, days, FIRST, date(2027, 3, 1))
    assert (quote.amount, quote.unknown, quote.percent) == (990_100, ("strike",), None)


def test_a_ladder_shows_its_steps_and_what_it_leaves_out(trade: Trade) -> None:
    site = trade.site("Plateau")
    assert trade.read(terms.of_site, site).gap is None
    for days, percent in (("30", "0"), ("15", "50")):
        trade.write(rows.add, "tier", {"site": str(site), "days_before": days, "percent": percent})
    found = trade.read(terms.of_site, site)
    assert [(tier.days_before, tier.percent) for tier in found.tiers] == [(30, 0), (15, 50)]
    assert found.gap == Notices(0, 14)
    quote = trade.read(terms.quote, site, {}, FIRST, date(2027, 4, 20))
    assert quote.percent == 50


def test_a_rate_of_a_use_that_no_one_knows_is_refused(trade: Trade) -> None:
    site = trade.site("Plateau")
    with pytest.raises(BadValue):
        trade.write(rows.add, "rate", {"site": str(site), "day_type": "fête", "amount": "1"})
