"""The office's calendar for others: same UIDs, growing sequences, cancelled days freed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import icalendar

from scout_app.model.productions import Production
from scout_app.model.values import Period, State
from scout_app.office import bookings, ics, moves

if TYPE_CHECKING:
    from pathlib import Path

    from tests.office.conftest import Trade


def may(first: int, last: int) -> Period:
    return Period(date(2027, 5, first), date(2027, 5, last))


def events(path: Path) -> list[Any]:
    return list(icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT"))


def test_a_booking_keeps_its_uid_while_it_moves_and_ends(trade: Trade, tmp_path: Path) -> None:
    quay, film = trade.site("Quai"), trade.production("Film")
    held = trade.hold(quay, film, may(3, 5)).booking
    path = tmp_path / "out.ics"
    seen = []
    for act in (
        None,
        lambda: trade.write(moves.move, held, may(4, 6), today=trade.today),
        lambda: trade.write(bookings.confirm, held, today=trade.today),
        lambda: trade.write(moves.cancel, held, "pluie", today=trade.today),
    ):
        if act is not None:
            act()
        assert trade.read(ics.export, path) == 1
        [one] = events(path)
        seen.append((str(one["UID"]), int(one["SEQUENCE"]), str(one["STATUS"])))
    assert len({uid for uid, _, _ in seen}) == 1
    assert [number for _, number, _ in seen] == [0, 1, 2, 3]
    assert [status for *_, status in seen] == ["TENTATIVE", "TENTATIVE", "CONFIRMED", "CANCELLED"]
    assert (one["DTSTART"].dt, one["DTEND"].dt) == (date(2027, 5, 4), date(2027, 5, 7))


def test_a_site_or_a_production_may_have_its_own_calendar(trade: Trade, tmp_path: Path) -> None:
    quay, hangar = trade.site("Quai"), trade.site("Hangar")
    film, series = trade.production("Film"), trade.production("Série")
    for site, production in ((quay, film), (hangar, film), (hangar, series)):
        trade.hold(site, production, may(3, 5), State.OPTION)
    path = tmp_path / "out.ics"
    assert trade.read(ics.export, path, sites=[quay]) == 1
    assert trade.read(ics.export, path, production=film) == 2
    assert trade.read(ics.export, path) == 3
    assert {str(one["SUMMARY"]) for one in events(path)} == {
        "Quai · Film", "Hangar · Film", "Hangar · Série",
    }  # fmt: skip


def test_what_is_not_public_is_not_named_to_others(trade: Trade, tmp_path: Path) -> None:
    quay = trade.site("Quai")
    hidden = trade.site("Villa secrète", confidentiality="internal")
    film = trade.put(Production(title="Film secret", reference="P-007", confidentiality="internal"))
    for site in (quay, hidden):
        trade.hold(site, film, may(3, 5), State.OPTION)
    path = tmp_path / "out.ics"
    assert trade.read(ics.export, path) == 1
    assert "secret" not in path.read_text("utf-8")
    assert [str(one["SUMMARY"]) for one in events(path)] == ["Quai · P-007"]
    assert trade.read(ics.export, path, internal=True) == 2
    assert "Film secret" in path.read_text("utf-8")


def test_a_public_address_is_the_place_and_nothing_rings_or_describes(
    trade: Trade, tmp_path: Path
) -> None:
    trade.commune("13056", "Martigues")
    film = trade.production("Film")
    quay = trade.site("Quai", address="12 quai Brescon", commune="13056")
    villa = trade.site("Villa", address="3 chemin caché", confidentiality="internal")
    for site in (quay, villa):
        trade.hold(site, film, may(3, 5), State.OPTION)
    path = tmp_path / "out.ics"
    assert trade.read(ics.export, path, internal=True) == 2
    places = {str(one["SUMMARY"]): str(one.get("LOCATION", "")) for one in events(path)}
    assert places == {"Quai · Film": "12 quai Brescon, Martigues", "Villa · Film": ""}
    text = path.read_text("utf-8")
    for kept in ("VALARM", "DESCRIPTION", "ATTENDEE", "ORGANIZER", "chemin caché", "Camille"):
        assert kept not in text


def test_the_sequences_of_a_whole_office_are_those_of_each_booking(
    trade: Trade, tmp_path: Path
) -> None:
    quay, film = trade.site("Quai"), trade.production("Film")
    still = trade.hold(quay, film, may(3, 4)).booking
    moved = trade.hold(quay, film, may(10, 11)).booking
    trade.write(moves.move, moved, may(12, 13), today=trade.today)
    trade.write(moves.move, moved, may(14, 15), today=trade.today)
    path = tmp_path / "out.ics"
    trade.read(ics.export, path)
    said = {one["DTSTART"].dt: int(one["SEQUENCE"]) for one in events(path)}
    assert said == {date(2027, 5, 3): 0, date(2027, 5, 14): 2}
    for booking, first in ((still, date(2027, 5, 3)), (moved, date(2027, 5, 14))):
        [span] = trade.detail(booking).spans
        assert trade.read(ics.sequence, span.id, booking) == said[first]
