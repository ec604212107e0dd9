"""What has to be filed before days on a site, and the level of each day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from scout_app.errors import BadValue, Unknown
from scout_app.model.values import Period
from scout_app.office import availability, notices
from scout_app.wording import reasons

if TYPE_CHECKING:
    from uuid import UUID

    from tests.office.conftest import Trade


def days(first: str, last: str = "") -> Period:
    return Period(date.fromisoformat(first), date.fromisoformat(last or first))


def of(trade: Trade, site: UUID, period: Period) -> list[tuple[str, date, bool]]:
    found = trade.read(notices.notices, site, period, today=trade.today)
    return [(one.title, one.file_by, one.late) for one in found]


def test_a_park_and_the_site_itself_want_to_be_asked_in_time(trade: Trade) -> None:
    creek = trade.site("Sormiou", permission_days=10, permission_from="Gardien")
    trade.restriction("Parc", "site", site_id=creek, lead_days=30, authority="Parc national")
    trade.restriction("Mineurs", "territory", lead_days=60)
    trade.restriction("Ailleurs", "commune", commune="13001", lead_days=90)
    assert of(trade, creek, days("2027-04-11", "2027-04-15")) == [
        ("Mineurs", date(2027, 2, 10), True),
        ("Parc", date(2027, 3, 12), False),
        ("", date(2027, 4, 1), False),
    ]
    [_, park, own] = trade.read(notices.notices, creek, days("2027-04-11"), today=trade.today)
    assert "12/03/2027" in reasons.notice(park, "fr")
    assert "Parc national" in reasons.notice(park, "en")
    assert reasons.notice(own, "en").startswith("Gardien")


def test_a_seasons_request_concerns_its_season_only(trade: Trade) -> None:
    creek = trade.site("Sormiou")
    trade.restriction("Massif", "site", site_id=creek, lead_days=5, season_first="06-01",
                      season_last="09-30")  # fmt: skip
    assert of(trade, creek, days("2027-05-31")) == []
    assert of(trade, creek, days("2027-05-31", "2027-06-01"))[0][1] == date(2027, 5, 26)
    with pytest.raises(Unknown):
        trade.read(notices.notices, trade.production("Film"), days("2027-06-01"), today=trade.today)


def test_the_four_levels_free_or_close_days_and_others_are_presumed(trade: Trade) -> None:
    creek = trade.site("Sormiou")
    massif = trade.restriction("Massif", "site", site_id=creek, season_first="06-01",
                               season_last="09-30")  # fmt: skip
    for day, level in ((10, "green"), (11, "orange"), (12, "red"), (13, "red"), (13, "yellow")):
        trade.write(notices.publish, massif, date(2027, 6, day), level)
    with pytest.raises(BadValue):
        trade.write(notices.publish, massif, date(2027, 6, 1), "noir")
    week = days("2027-06-09", "2027-06-14")
    found = [(one.day.day, one.level, one.presumed) for one in
             trade.read(notices.levels, creek, week)]  # fmt: skip
    assert found == [
        (9, None, True), (10, "green", False), (11, "orange", False), (12, "red", False),
        (13, "yellow", False), (14, "yellow", True),
    ]  # fmt: skip
    states = [
        trade.read(availability.inquiry, creek, Period(day, day), today=trade.today).state.value
        for day in week
    ]
    assert states == ["at_risk", "free", "at_risk", "closed", "at_risk", "at_risk"]


def test_outside_its_season_a_day_has_no_level(trade: Trade) -> None:
    creek = trade.site("Sormiou")
    trade.restriction("Massif", "site", site_id=creek, season_first="06-01", season_last="09-30")
    found = trade.read(notices.levels, creek, days("2027-09-30", "2027-10-02"))
    assert [one.day for one in found] == [date(2027, 9, 30)]
