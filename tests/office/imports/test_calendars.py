"""Calendars come in by their UIDs, follow what changed, and never move an officer's days."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from scout_app.errors import FileTrouble, ImportDouble, Refused
from scout_app.formats import icalendar_files
from scout_app.model.bookings import Booking, Span
from scout_app.model.log import op
from scout_app.model.productions import Production
from scout_app.model.values import Officer, Period, State
from scout_app.office import arrivals, ics, moves
from scout_app.office.imports import calendars
from scout_app.office.imports.calendars import Given
from scout_app.office.imports.report import Report
from scout_app.store import rebuild
from scout_app.store.database import Store
from tests.office.conftest import Trade

TODAY = date(2027, 3, 1)
Bring = Callable[..., Report]


def event(uid: str, days: str, title: str, *more: str) -> str:
    """Write an event; `days` are its first day and the day after its last."""
    first, _, end = days.partition("/")
    lines = (
        "BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20270101T000000Z", f"SUMMARY:{title}",
        f"DTSTART;VALUE=DATE:{first}", f"DTEND;VALUE=DATE:{end}", *more, "END:VEVENT",
    )  # fmt: skip
    return "\r\n".join(lines)


@pytest.fixture
def bring(trade: Trade, tmp_path: Path) -> Bring:
    """Return the way to bring in events, as one file."""

    def bring_it(*events: str, given: Given | None = None) -> Report:
        path = tmp_path / "calendrier.ics"
        head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//essai//\r\n"
        path.write_text(f"{head}{chr(10).join(events)}\r\nEND:VCALENDAR\r\n", encoding="utf-8")
        calendar = icalendar_files.read_all(path, date(2029, 3, 1))
        return trade.write(calendars.bring, calendar, given or Given(), TODAY)

    return bring_it


def held(store: Store) -> list[tuple[date, date, str]]:
    with store.reading() as session:
        found = session.execute(
            select(Span.first_day, Span.last_day, Span.state).order_by(Span.first_day, Span.n)
        )
        return [(first, last, state) for first, last, state in found]


def may(first: int, last: int | None = None) -> Period:
    return Period(date(2027, 5, first), date(2027, 5, last or first))


def why(report: Report) -> list[str]:
    facts = [said.fact for said in (*report.rejects, *report.warnings)]
    return [fact.why if isinstance(fact, Refused) else type(fact).__name__ for fact in facts]


def test_an_event_becomes_days_of_its_site_and_production(trade: Trade, bring: Bring) -> None:
    trade.site("Quai")
    report = bring(
        event("1", "20270503/20270508", "Quai · Marius"),
        event("2", "20270510/20270511", "César", "LOCATION:quai", "STATUS:TENTATIVE"),
        event("3", "20270512/20270513", "Fanny", "LOCATION:ailleurs"),
    )
    assert (report.read, report.created, report.rejected) == (3, 2, 1)
    assert why(report) == ["calendar_no_site"]
    assert held(trade.store) == [
        (date(2027, 5, 3), date(2027, 5, 7), "confirmed"),
        (date(2027, 5, 10), date(2027, 5, 10), "option"),
    ]
    with trade.store.reading() as session:
        assert session.scalars(select(Production.title)).all() == ["Marius", "César"]
        assert session.scalars(select(Booking.expires_on)).all() == [None, date(2027, 3, 11)]
        assert list(rebuild.problems(session)) == []


def test_the_same_file_again_writes_nothing(trade: Trade, bring: Bring) -> None:
    site = trade.site("Quai")
    again = event("1", "20270503/20270508", "Marius")
    bring(again, given=Given(site))
    with trade.store.reading() as session:
        before = session.scalar(select(func.count()).select_from(op))
    report = bring(again, given=Given(site))
    assert (report.created, report.updated, report.unchanged) == (0, 0, 1)
    with trade.store.reading() as session:
        assert session.scalar(select(func.count()).select_from(op)) == before


def test_what_changed_there_follows_by_its_uid_and_an_older_file_does_not(
    trade: Trade, bring: Bring
) -> None:
    site = Given(trade.site("Quai"))
    bring(event("1", "20270503/20270508", "Marius", "SEQUENCE:1"), given=site)
    moved = bring(event("1", "20270504/20270509", "Marius", "SEQUENCE:2"), given=site)
    assert (moved.updated, held(trade.store)) == (
        1, [(date(2027, 5, 4), date(2027, 5, 8), "confirmed")],
    )  # fmt: skip
    older = bring(event("1", "20270503/20270508", "Marius", "SEQUENCE:1"), given=site)
    assert (older.unchanged, why(older)) == (1, ["calendar_older"])
    freed = bring(
        event("1", "20270504/20270509", "Marius", "SEQUENCE:3", "STATUS:CANCELLED"), given=site
    )
    assert (freed.updated, held(trade.store)[0][2]) == (1, "cancelled")
    with trade.store.reading() as session:
        assert list(rebuild.problems(session)) == []


def test_days_that_an_officer_moved_stay_and_it_is_said(trade: Trade, bring: Bring) -> None:
    site = Given(trade.site("Quai"))
    bring(event("1", "20270503/20270508", "Marius"), given=site)
    with trade.store.reading() as session:
        booking = session.scalars(select(Booking.id)).one()
    trade.write(moves.move, booking, may(17, 21), today=TODAY)
    report = bring(event("1", "20270504/20270509", "Marius", "SEQUENCE:4"), given=site)
    assert (report.unchanged, why(report)) == (1, ["import_edited_here"])
    assert held(trade.store) == [(date(2027, 5, 17), date(2027, 5, 21), "confirmed")]


@pytest.mark.parametrize("doubles", [0, 1, 3])
def test_every_double_booking_planted_in_a_calendar_is_said(
    trade: Trade, bring: Bring, doubles: int
) -> None:
    site = Given(trade.site("Quai"))
    alone = [event(f"a{n}", f"202706{n + 1:02}/202706{n + 2:02}", f"Film {n}") for n in range(8)]
    planted = [
        event(f"b{n}", f"202706{2 * n + 1:02}/202706{2 * n + 2:02}", f"Autre {n}")
        for n in range(doubles)
    ]
    report = bring(*alone, *planted, given=site)
    said = [one.fact for one in report.warnings if isinstance(one.fact, ImportDouble)]
    assert (len(said), report.created) == (doubles, 8 + doubles)


def test_a_night_keeps_both_days_and_the_hours_of_paris_over_the_change_of_clocks(
    trade: Trade, bring: Bring
) -> None:
    site = Given(trade.site("Quai"))
    night = "\r\n".join(
        ("BEGIN:VEVENT", "UID:n", "DTSTAMP:20270101T000000Z", "SUMMARY:Marius",
         "DTSTART;TZID=Romance Standard Time:20270327T220000",
         "DTEND;TZID=Romance Standard Time:20270328T060000", "END:VEVENT")
    )  # fmt: skip
    nowhere = night.replace("UID:n", "UID:z").replace("Romance Standard Time", "Là/Bas")
    report = bring(night, nowhere.replace("SUMMARY:Marius", "SUMMARY:César"), given=site)
    assert "calendar_zone" in why(report)
    with trade.store.reading() as session:
        span = session.scalars(select(Span).order_by(Span.n)).first()
    assert span is not None
    assert (span.first_day, span.last_day) == (date(2027, 3, 27), date(2027, 3, 28))
    assert span.starts_at is not None
    assert span.ends_at is not None
    assert (span.ends_at - span.starts_at).total_seconds() == 7 * 3600


def test_one_occurrence_moved_in_a_series_keeps_its_place_in_it(trade: Trade, bring: Bring) -> None:
    site = Given(trade.site("Quai"))
    series = event("s", "20270503/20270504", "Marius", "RRULE:FREQ=WEEKLY;COUNT=3")
    assert bring(series, given=site).created == 3
    moved = event("s", "20270511/20270512", "Marius", "SEQUENCE:1",
                  "RECURRENCE-ID;VALUE=DATE:20270510")  # fmt: skip
    report = bring(series, moved, given=site)
    assert (report.updated, report.unchanged) == (1, 2)
    assert [first for first, _last, _state in held(trade.store)] == [
        date(2027, 5, 3), date(2027, 5, 11), date(2027, 5, 17),
    ]  # fmt: skip


def test_an_endless_series_is_bounded_and_said(trade: Trade, bring: Bring) -> None:
    site = Given(trade.site("Quai"))
    report = bring(event("s", "20270503/20270504", "Ménage", "RRULE:FREQ=MONTHLY"), given=site)
    assert "calendar_endless" in why(report)
    assert report.created == 22


def test_our_own_calendar_read_back_changes_nothing_and_fills_a_copy_without_it(
    trade: Trade, tmp_path: Path
) -> None:
    site = trade.site("Quai")
    for number, first in enumerate(
        (date(2027, 3, 28), date(2027, 10, 31), date(2028, 2, 29), date(2027, 12, 31))
    ):
        trade.hold(site, trade.production(f"Film {number}"), Period(first, first))
    path = tmp_path / "nous.ics"
    trade.read(ics.export, path)
    calendar = icalendar_files.read_all(path, date(2029, 1, 1))
    report = trade.write(calendars.bring, calendar, Given(), TODAY)
    assert (report.unchanged, report.created, report.warnings) == (4, 0, ())


def test_the_days_of_others_wait_for_a_home_office(trade: Trade, bring: Bring) -> None:
    other = Officer("Ana", "Bureau de Martigues")
    with trade.store.transaction(by=other) as session:
        home = arrivals.office(session, other.office)
    site = trade.site("Quai", home_office_id=home)
    bring(event("1", "20270503/20270508", "Marius"), given=Given(site))
    assert [state for _f, _l, state in held(trade.store)] == [State.AWAITING_HOME.value]


def test_the_calendars_that_others_wrote(trade: Trade, fixtures: Path) -> None:
    site = Given(trade.site("Quai"))
    read = refused = 0
    for path in sorted((fixtures / "03-ics").rglob("*.ics")):
        try:
            calendar = icalendar_files.read_all(path, date(2028, 1, 1))
        except FileTrouble:
            refused += 1
            continue
        report: Any = trade.read(calendars.preview, calendar, site, TODAY)
        counted = report.created + report.updated + report.unchanged + report.duplicates
        assert report.read == counted + report.rejected
        assert report.read == len(calendar.events) + len(calendar.unreadable)
        read += report.read
    assert (read > 500, refused) == (True, 4)
