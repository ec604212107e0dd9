"""Bookings as they are shown: one of them, those that concern a site, those of a production."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from scout_app.errors import Unknown
from scout_app.model.bookings import Booking, Span
from scout_app.model.people import Office
from scout_app.model.productions import Production
from scout_app.model.sites import Site
from scout_app.model.values import DayType, Period, State
from scout_app.office import homes
from scout_app.office.diary import Diary
from scout_app.rules import options
from scout_app.rules.hours import Hours, hours
from scout_app.rules.tree import Tree
from scout_app.store import heads

_WAITING = (State.OPTION, State.AWAITING_HOME)


@dataclass(frozen=True, slots=True)
class SpanRow:
    """A run of days of a booking."""

    id: UUID
    period: Period
    state: State
    day_type: DayType
    hours: Hours | None = None


@dataclass(frozen=True, slots=True)
class BookingRow:
    """A booking with its days; `rank` while it waits as an option, the worst over its days."""

    id: UUID
    site_id: UUID
    site: str
    production_id: UUID
    production: str
    office: str
    officer: str
    asked_at: datetime
    expires_on: date | None
    expired: bool
    rank: int | None
    spans: tuple[SpanRow, ...]
    reason: str | None
    note: str | None
    home: str
    """The home office that is to confirm it; empty when nothing waits for one."""
    home_news_at: datetime | None
    seen: Mapping[str, tuple[str, ...]]


def detail(session: Session, booking_id: UUID, today: date) -> BookingRow:
    """Return one booking; raises Unknown."""
    found = _rows(session, Booking.id == booking_id, today)
    if not found:
        raise Unknown("booking", str(booking_id))
    return found[0]


def of_site(
    session: Session, site_id: UUID, today: date, period: Period | None = None
) -> tuple[BookingRow, ...]:
    """Return the bookings that concern a site: its own, its wholes' and its parts', by day.

    With a period, only those with a span that touches it; each is given whole.
    """
    found = session.execute(select(Site.id, Site.whole_id))
    tree = Tree({site: whole for site, whole in found})
    rows = _rows(session, Booking.site_id.in_(tree.kin(site_id)), today)
    if period is None:
        return rows
    return tuple(row for row in rows if any(span.period.overlaps(period) for span in row.spans))


def of_production(session: Session, production_id: UUID, today: date) -> tuple[BookingRow, ...]:
    """Return the bookings of a production, by day."""
    return _rows(session, Booking.production_id == production_id, today)


def _rows(session: Session, which: ColumnElement[bool], today: date) -> tuple[BookingRow, ...]:
    found = session.execute(_columns().where(which)).all()
    ids = [row.id for row in found]
    spans = _spans(session, ids)
    ranks = _ranks(session, {row.site_id for row in found}, today)
    seen = _seen(session, ids)
    made = [
        _row(row, spans[row.id], ranks.get(row.id), _home(session, row, spans[row.id]),
             seen[row.id], today)
        for row in found
    ]  # fmt: skip
    return tuple(sorted(made, key=_by_day))


def _home(session: Session, row: Any, spans: Sequence[SpanRow]) -> tuple[str, datetime | None]:
    """Return the home office that a booking waits for, and when it was last heard of."""
    if not any(span.state is State.AWAITING_HOME for span in spans):
        return "", None
    home = homes.of_site(session, row.site_id)
    return home, homes.news_of(session, home)


def _columns() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Booking.id, Booking.site_id, Site.name.label("site"), Booking.production_id,
            Production.title, Office.name.label("office"), Booking.officer, Booking.asked_at,
            Booking.expires_on, Booking.reason, Booking.note,
        )
        .outerjoin(Site, Site.id == Booking.site_id)
        .outerjoin(Production, Production.id == Booking.production_id)
        .outerjoin(Office, Office.id == Booking.office_id)
    )  # fmt: skip


def _spans(session: Session, ids: Sequence[UUID]) -> Mapping[UUID, list[SpanRow]]:
    found = session.execute(
        select(
            Span.booking_id, Span.id, Span.first_day, Span.last_day, Span.state, Span.day_type,
            Span.starts_at, Span.ends_at,
        )
        .where(Span.booking_id.in_(ids))
        .order_by(Span.first_day, Span.n)
    )  # fmt: skip
    spans: dict[UUID, list[SpanRow]] = defaultdict(list)
    for booking, span, first, last, state, day_type, start, end in found:
        days, how = Period(first, last), (State(state), DayType(day_type))
        row = SpanRow(span, days, *how, hours(start, end))
        spans[booking].append(row)
    return spans


def _ranks(session: Session, sites: Collection[UUID], today: date) -> Mapping[UUID, int | None]:
    """Return the rank of every booking on those sites; the diary holds all live options."""
    diary = Diary(session, Period(today, today), sites, today)
    return {
        booking: options.rank(booking, taken, today)
        for site in sites
        for taken in [diary.taken(site)]
        for booking in {entry.taken.booking_id for entry in diary.of(site)}
    }


def _seen(session: Session, ids: Sequence[UUID]) -> Mapping[UUID, dict[str, tuple[str, ...]]]:
    seen: dict[UUID, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for (row_id, name), standing in heads.seen(session.connection(), ids).items():
        seen[row_id][name] = standing
    return seen


def _row(
    row: Any, spans: Sequence[SpanRow], rank: int | None, home: tuple[str, datetime | None],
    seen: Mapping[str, tuple[str, ...]], today: date,
) -> BookingRow:  # fmt: skip
    waits = any(span.state in _WAITING for span in spans)
    late = row.expires_on is not None and row.expires_on < today
    return BookingRow(
        row.id, row.site_id, row.site or "", row.production_id, row.title or "", row.office or "",
        row.officer, row.asked_at, row.expires_on, waits and late, rank, tuple(spans), row.reason,
        row.note, *home, seen,
    )  # fmt: skip


def _by_day(row: BookingRow) -> tuple[date, datetime, str]:
    first = min((span.period.first for span in row.spans), default=date.max)
    return first, row.asked_at, str(row.id)
