"""Land kept for filming: what must be renewed, and how much there is year by year."""

from datetime import date
from uuid import UUID

from scout_app.model.sites import Parcel
from scout_app.model.terms import Allocation
from scout_app.office import land
from scout_app.store import rebuild
from tests.office.conftest import Trade


def kept(trade: Trade, site: UUID, **values: object) -> UUID:
    return trade.put(Allocation(site_id=site, **{"stage": "reserved", **values}))


def test_the_stock_counts_each_piece_in_the_years_it_is_reserved(trade: Trade) -> None:
    trade.commune("13056", "Martigues")
    trade.commune("13055", "Marseille")
    trade.commune("13216", "Marseille 16e", "13055")
    one = trade.site("Martigues", kind="land", commune="13056", area=10_000)
    other = trade.site("Estaque", kind="land", commune="13216")
    trade.put(Parcel(site_id=other, identifier="A1", declared_area=3_000))
    third = trade.site("Sans surface", kind="land", commune="13216")
    kept(trade, one, state="secured", last_day=date(2028, 6, 30))
    kept(trade, other, state="at_risk", first_day=date(2028, 1, 1))
    kept(trade, third, state="secured", first_day=date(2028, 1, 1))
    kept(trade, third, stage="studied", first_day=date(2027, 1, 1))
    found = {(row.year, row.pole): row for row in trade.read(land.stock, 2027, 2029)}
    assert set(found) == {
        (2027, "martigues"), (2028, "martigues"), (2028, "marseille"), (2029, "marseille"),
    }  # fmt: skip
    row = found[2028, "martigues"]
    assert (row.secured, row.at_risk, row.ending, row.pieces) == (10_000, 0, 10_000, 1)
    row = found[2028, "marseille"]
    assert (row.secured, row.at_risk, row.pieces, row.unknown) == (0, 3_000, 2, 1)
    assert list(trade.read(lambda session: list(rebuild.problems(session)))) == []


def test_what_ends_or_must_be_renewed_soon_comes_up_the_most_urgent_first(trade: Trade) -> None:
    sites = [trade.site(name, kind="land") for name in ("Loin", "Fin", "Reconduire", "Fini")]
    kept(trade, sites[0], last_day=date(2029, 1, 1))
    kept(trade, sites[1], last_day=date(2027, 6, 1))
    kept(trade, sites[2], last_day=date(2030, 1, 1), renewal_by=date(2027, 4, 1))
    kept(trade, sites[3], last_day=date(2027, 3, 2), stage="ended")
    assert [row.site for row in trade.read(land.due, trade.today)] == ["Reconduire", "Fin"]
    assert {row.site for row in trade.read(land.pipeline)} == {"Loin", "Fin", "Reconduire"}
