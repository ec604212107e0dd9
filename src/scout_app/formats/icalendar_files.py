"""iCalendar files (RFC 5545): our days written for other calendars, theirs read as whole days.

An all-day end is exclusive there and inclusive here. A time without a zone is Paris time.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from scout_app.errors import FileTrouble
from scout_app.model.values import Period

PARIS = ZoneInfo("Europe/Paris")
MOST_BYTES = 20_000_000
_AGAIN = frozenset({"RRULE", "RDATE", "RECURRENCE-ID"})
MOST_EACH = 2_000
"""Repetitions taken of one event."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One event as others keep it: `uid` and `sequence` let them update it in place."""

    uid: str
    period: Period
    title: str
    sequence: int = 0
    status: str = "CONFIRMED"
    """CONFIRMED, TENTATIVE or CANCELLED."""
    note: str = ""
    place: str = ""
    stamp: datetime = datetime(2027, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Event:
    """One occurrence of an event of a file; `uid` names its series.

    `occurrence` tells those of a series apart, wherever each was moved to; it is empty for an event
    that does not come again. `hours` are its begin and end as Paris times, None for whole days.
    `zone` is the name of a time zone that nobody knows: its times are read as those of Paris.
    """

    uid: str
    period: Period
    title: str
    sequence: int
    cancelled: bool
    occurrence: str = ""
    place: str = ""
    tentative: bool = False
    hours: tuple[datetime, datetime] | None = None
    zone: str = ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a file holds within the days looked at.

    `bounded` are the titles of series that go on beyond them or have more occurrences than are
    taken; `unreadable` the titles of events without days.
    """

    events: tuple[Event, ...]
    bounded: tuple[str, ...]
    unreadable: tuple[str, ...]


def written(entries: Iterable[Entry], name: str) -> bytes:
    """Return a calendar of whole days."""
    import icalendar

    made = icalendar.Calendar()
    made.add("prodid", "-//Scout//Scout//FR")
    made.add("version", "2.0")
    made.add("x-wr-calname", name)
    for entry in entries:
        event = icalendar.Event()
        event.add("uid", entry.uid)
        event.add("sequence", entry.sequence)
        event.add("dtstamp", entry.stamp.astimezone(UTC))
        event.add("dtstart", entry.period.first)
        event.add("dtend", entry.period.last + timedelta(days=1))
        event.add("summary", entry.title)
        event.add("status", entry.status)
        event.add("transp", "TRANSPARENT" if entry.status == "CANCELLED" else "OPAQUE")
        if entry.note:
            event.add("description", entry.note)
        if entry.place:
            event.add("location", entry.place)
        made.add_component(event)
    found: bytes = made.to_ical()
    return found


def read(path: Path, within: Period) -> Calendar:
    """Read the occurrences that meet some days; raises FileTrouble naming the line it fails at."""
    calendars = _parsed(path)
    events: list[Event] = []
    bounded: list[str] = []
    unreadable: list[str] = []
    for component in (one for calendar in calendars for one in calendar.walk("VEVENT")):
        if component.get("DTSTART") is None:
            unreadable.append(str(component.get("SUMMARY", "")))
        elif component.get("RRULE") is not None and not _ends(component, within):
            bounded.append(str(component.get("SUMMARY", "")))
    for calendar in calendars:
        events += _occurrences(calendar, path, within)
    ordered = sorted(events, key=lambda one: (one.period, one.uid))
    return Calendar(tuple(ordered), tuple(bounded), tuple(unreadable))


def read_all(path: Path, until: date) -> Calendar:
    """Read every event of a file; of series without an end, the occurrences until a day.

    Raises as `read` does.
    """
    first, last = until, until
    for calendar in _parsed(path):
        for component in calendar.walk("VEVENT"):
            for name in ("DTSTART", "DTEND"):
                if (found := component.get(name)) is not None:
                    first, last = min(first, _day(found.dt)), max(last, _day(found.dt))
    return read(path, Period(first, last))


def _parsed(path: Path) -> list[Any]:
    import icalendar

    if path.stat().st_size > MOST_BYTES:
        raise FileTrouble(path, "table_too_big")
    content = path.read_bytes()
    # Some programs keep each event in a file of its own, without a calendar around it.
    bare = content.lstrip().upper().startswith((b"BEGIN:VEVENT", b"BEGIN:VTIMEZONE"))
    whole = b"BEGIN:VCALENDAR\r\n" + content + b"\r\nEND:VCALENDAR\r\n" if bare else content
    try:
        found = icalendar.Calendar.from_ical(whole, multiple=True)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise FileTrouble(path, "calendar_damaged", str(_bad_line(content))) from error
    if not found or any(one.name != "VCALENDAR" for one in found):
        raise FileTrouble(path, "calendar_damaged", str(_bad_line(content)))
    return list(found)


def _bad_line(content: bytes) -> int:
    """Return the number of the first line that is neither `NAME…:value` nor a continuation."""
    for number, line in enumerate(content.splitlines(), start=1):
        name = line.partition(b":")[0].partition(b";")[0].strip()
        known = name.replace(b"-", b"").isalnum()
        if line.strip() and line[:1] not in b" \t" and not (known and b":" in line):
            return number
    return len(content.splitlines())


def _ends(component: Any, within: Period) -> bool:
    rule = component["RRULE"]
    rules = rule if isinstance(rule, list) else [rule]
    return all("COUNT" in one or _until(one, within) for one in rules)


def _until(rule: Any, within: Period) -> bool:
    found = rule.get("UNTIL")
    return bool(found) and _day(found[0] if isinstance(found, list) else found) <= within.last


def _occurrences(calendar: Any, path: Path, within: Period) -> Iterator[Event]:
    import recurring_ical_events  # type: ignore[import-untyped]

    try:
        query = recurring_ical_events.of(calendar, skip_bad_series=True)
        found = query.between(within.first, within.last + timedelta(days=1))
    except (ValueError, TypeError, OverflowError) as error:
        raise FileTrouble(path, "calendar_damaged", str(_bad_line(path.read_bytes()))) from error
    taken: dict[str, int] = {}
    given = [(str(one.get("UID", "")), one) for one in calendar.walk("VEVENT")]
    again = {uid for uid, one in given if _AGAIN & set(one)}
    zones = {uid: zone for uid, one in given if (zone := _unknown_zone(one))}
    for one in found:
        uid = str(one.get("UID", "")) or f"{one.get('SUMMARY', '')}/{one.start}"
        taken[uid] = taken.get(uid, 0) + 1
        period = _period(one)
        if taken[uid] <= MOST_EACH and period.overlaps(within):
            status = str(one.get("STATUS", "")).upper()
            yield Event(
                uid, period, str(one.get("SUMMARY", "")), int(one.get("SEQUENCE", 0)),
                status == "CANCELLED",
                occurrence=_occurrence(one) if uid in again else "",
                place=str(one.get("LOCATION", "")),
                tentative=status == "TENTATIVE",
                hours=_hours(one),
                zone=zones.get(uid, ""),
            )  # fmt: skip


def _occurrence(event: Any) -> str:
    """Return which of its series an occurrence is: the day and hour on which it would stand."""
    named = event.get("RECURRENCE-ID")
    return str((event.start if named is None else named.dt).isoformat())


def _hours(event: Any) -> tuple[datetime, datetime] | None:
    """Return the begin and end of an event that has hours."""
    if not (isinstance(event.start, datetime) and isinstance(event.end, datetime)):
        return None
    return _local(event.start), _local(event.end)


def _unknown_zone(event: Any) -> str:
    start = event.get("DTSTART")
    if start is None or not isinstance(start.dt, datetime) or start.dt.tzinfo is not None:
        return ""
    return str(start.params.get("TZID", ""))


def _period(event: Any) -> Period:
    """Return the whole days of an occurrence; an end at midnight leaves the next day free."""
    start, end = event.start, event.end
    first, last = _day(start), _day(end)
    exclusive = not isinstance(end, datetime) or _local(end).time() == datetime.min.time()
    if exclusive and last > first:
        last -= timedelta(days=1)
    return Period(first, max(first, last))


def _day(at: date | datetime) -> date:
    return _local(at).date() if isinstance(at, datetime) else at


def _local(at: datetime) -> datetime:
    return at.astimezone(PARIS) if at.tzinfo else at.replace(tzinfo=PARIS)
