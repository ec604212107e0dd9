"""What the printed calendar may tell: everything inside, nothing that is not public outside."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from scout_app.errors import FileTrouble
from scout_app.model.sites import Closure
from scout_app.model.values import Officer, Period, State
from scout_app.office import planning
from scout_app.office.sites import SiteQuery
from tests.dossier.conftest import read

if TYPE_CHECKING:
    from pathlib import Path

    from scout_app.dossier.planning_content import Planning
    from tests.office.conftest import Trade

MAY = Period(date(2027, 5, 1), date(2027, 5, 31))
WANTED = planning.Wanted(MAY, SiteQuery(), "fr")
OTHERS = replace(WANTED, internal=False)
BY = Officer("Camille Sentinelle", "Mission cinéma")


def may(first: int, last: int) -> Period:
    return Period(date(2027, 5, first), date(2027, 5, last))


def prepared(trade: Trade, wanted: planning.Wanted = WANTED) -> Planning:
    return trade.read(planning.prepare, wanted, today=trade.today, by=BY)


def test_every_bar_closure_and_part_of_the_calendar_is_on_the_sheet(trade: Trade) -> None:
    quay = trade.site("Quai")
    hall = trade.site("Halle", whole=quay)
    marius, fanny = trade.production("Marius"), trade.production("Fanny")
    trade.hold(quay, marius, may(3, 5), State.CONFIRMED)
    trade.hold(hall, fanny, may(10, 12))
    trade.hold(hall, marius, may(11, 13))
    trade.put(Closure(site_id=quay, first_day=may(20, 22).first, last_day=may(20, 22).last,
                      reason="travaux"))  # fmt: skip
    whole, part = prepared(trade).rows
    assert (whole.name, whole.depth, part.name, part.depth) == ("Quai", 0, "Halle", 1)
    assert whole.closed == part.closed == (may(20, 22),)
    assert [(bar.period, bar.rank, bar.lane, bar.elsewhere) for bar in part.bars] == [
        (may(10, 12), 1, 0, False), (may(11, 13), 2, 1, False), (may(3, 5), None, 0, True),
    ]  # fmt: skip
    assert {bar.text.split(" · ")[0] for bar in whole.bars} == {"Marius", "Fanny"}


def test_what_is_not_public_never_reaches_a_sheet_for_others(trade: Trade, tmp_path: Path) -> None:
    quay, bunker = trade.site("Quai"), trade.site("Blockhaus caché", confidentiality="internal")
    known = trade.production("Marius", confidentiality="public")
    secret = trade.production("Projet Vent debout")
    trade.hold(quay, known, may(3, 5), State.CONFIRMED)
    trade.hold(quay, secret, may(10, 12), State.CONFIRMED)
    trade.hold(quay, known, may(20, 22), State.OPTION)
    trade.hold(bunker, known, may(3, 5), State.CONFIRMED)
    path = tmp_path / "pour-tous.pdf"
    planning.write_job(prepared(trade, OTHERS), path, lambda _share: None)
    text = read(path).text
    assert "Marius" in text
    assert "Quai" in text
    for hidden in ("Vent debout", "Blockhaus", "Sentinelle"):
        assert hidden not in text
        assert hidden.encode() not in path.read_bytes()
    [row] = prepared(trade, OTHERS).rows
    assert [bar.state for bar in row.bars] == [State.CONFIRMED] * 2
    inside = {bar.text for row in prepared(trade).rows for bar in row.bars}
    assert any("Vent debout" in text for text in inside)


def test_days_told_to_two_are_printed_as_subject_to_a_decision(
    trade: Trade, monkeypatch: pytest.MonkeyPatch
) -> None:
    quay, film = trade.site("Quai"), trade.production("Marius")
    booking = trade.hold(quay, film, may(3, 5), State.CONFIRMED).booking
    monkeypatch.setattr("scout_app.office.calendar.contested_bookings", lambda _session: {booking})
    [row] = prepared(trade).rows
    [bar] = row.bars
    assert bar.contested
    assert bar.text.startswith("sous réserve · Marius")


def test_it_may_show_a_production_a_site_with_its_parts_or_what_is_held_only(
    trade: Trade,
) -> None:
    quay, other = trade.site("Quai"), trade.site("Château")
    trade.site("Halle", whole=quay)
    marius, fanny = trade.production("Marius"), trade.production("Fanny")
    trade.hold(quay, marius, may(3, 5))
    trade.hold(other, fanny, may(3, 5))

    def names(**how: object) -> set[str]:
        return {row.name for row in prepared(trade, replace(WANTED, **how)).rows}  # type: ignore[arg-type]

    assert names() == {"Quai", "Halle", "Château"}
    assert names(production=marius) == {"Quai"}
    assert names(sites=trade.read(planning.with_parts, quay)) == {"Quai", "Halle"}
    june = Period(date(2027, 6, 1), date(2027, 6, 30))
    assert names(held_only=True, period=june) == set()
    assert names(query=SiteQuery(text="chateau")) == {"Château"}


def test_the_holidays_are_named_and_a_folder_that_is_not_there_is_told(
    trade: Trade, tmp_path: Path
) -> None:
    trade.site("Quai")
    path = tmp_path / "mai.pdf"
    planning.write_job(prepared(trade), path, lambda _share: None)
    assert "Fête du Travail" in read(path).text
    with pytest.raises(FileTrouble):
        planning.write_job(prepared(trade), tmp_path / "rien" / "mai.pdf", lambda _share: None)
