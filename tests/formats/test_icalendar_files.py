"""Calendars of others read as whole days, ours read back by an independent reader."""

from datetime import date
from pathlib import Path

import icalendar
import pytest
import recurring_ical_events  # type: ignore[import-untyped]

from scout_app.errors import FileTrouble
from scout_app.formats.icalendar_files import Entry, read, written
from scout_app.model.values import Period

YEAR = Period(date(2027, 1, 1), date(2028, 12, 31))
HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n"


def days(first: str, last: str = "") -> Period:
    return Period(date.fromisoformat(first), date.fromisoformat(last or first))


def event(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "one.ics"
    body = "\r\n".join(("BEGIN:VEVENT", "UID:1", "SUMMARY:Tournage", *lines, "END:VEVENT"))
    path.write_bytes((HEAD + body + "\r\nEND:VCALENDAR\r\n").encode())
    return path


def periods(path: Path) -> list[Period]:
    return [one.period for one in read(path, YEAR).events]


@pytest.mark.parametrize(
    "period",
    [days("2027-03-28"), days("2027-10-30", "2027-10-31"), days("2028-02-29"),
     days("2027-12-30", "2028-01-02")],
)  # fmt: skip
def test_our_days_come_back_the_same_over_clocks_leap_days_and_years(
    tmp_path: Path, period: Period
) -> None:
    path = tmp_path / "ours.ics"
    path.write_bytes(written([Entry("1@scout-app", period, "Quai · Été")], "Scout"))
    assert periods(path) == [period]
    calendar = icalendar.Calendar.from_ical(path.read_bytes())
    [one] = recurring_ical_events.of(calendar).between(YEAR.first, YEAR.last)
    assert (one["DTSTART"].dt, (one["DTEND"].dt - one["DTSTART"].dt).days) == (
        period.first, len(period),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("DTSTART;VALUE=DATE:20270503", "DTEND;VALUE=DATE:20270505"), ["2027-05-03 2027-05-04"]),
        (("DTSTART;VALUE=DATE:20270503",), ["2027-05-03 2027-05-03"]),
        (("DTSTART:20270503T220000", "DTEND:20270504T040000"), ["2027-05-03 2027-05-04"]),
        (("DTSTART:20270503T080000", "DTEND:20270504T000000"), ["2027-05-03 2027-05-03"]),
        (("DTSTART:20270503T230000Z", "DTEND:20270504T010000Z"), ["2027-05-04 2027-05-04"]),
        (
            ("DTSTART;TZID=Romance Standard Time:20270328T010000", "DURATION:PT4H"),
            ["2027-03-28 2027-03-28"],
        ),
        (
            ("DTSTART;VALUE=DATE:20271030", "RRULE:FREQ=DAILY;COUNT=3"),
            ["2027-10-30 2027-10-30", "2027-10-31 2027-10-31", "2027-11-01 2027-11-01"],
        ),
    ],
)
def test_ends_zones_and_repetitions_become_whole_days(
    tmp_path: Path, lines: tuple[str, ...], expected: list[str]
) -> None:
    assert [f"{one.first} {one.last}" for one in periods(event(tmp_path, *lines))] == expected


def test_an_endless_series_is_bounded_and_said(tmp_path: Path) -> None:
    found = read(event(tmp_path, "DTSTART;VALUE=DATE:20270101", "RRULE:FREQ=MONTHLY"), YEAR)
    assert (len(found.events), found.bounded) == (24, ("Tournage",))


def test_what_cannot_be_parsed_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "bad.ics"
    path.write_bytes((HEAD + "BEGIN:VEVENT\r\nceci n'est rien\r\nEND:VEVENT\r\n").encode())
    with pytest.raises(FileTrouble) as refused:
        read(path, YEAR)
    assert (refused.value.why, refused.value.detail) == ("calendar_damaged", "5")


def test_real_files_are_read_or_refused(fixtures: Path) -> None:
    long = Period(date(2000, 1, 1), date(2030, 12, 31))
    refused, events, files = [], 0, sorted((fixtures / "03-ics").rglob("*.ics"))
    for path in files:
        try:
            events += len(read(path, long).events)
        except FileTrouble as error:
            refused.append((path.name, error.detail))
    assert len(files) == 68
    assert events > len(files)
    assert len(refused) < 8, refused
