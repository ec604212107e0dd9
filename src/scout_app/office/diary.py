"""The diary: whose days are held, closed or at risk on which sites, read with one query a table."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from scout_app.model.bookings import Booking, Challenge, Span
from scout_app.model.people import Office
from scout_app.model.productions import Production
from scout_app.model.sites import Closure, Site
from scout_app.model.values import Availability, DayType, Period, State
from scout_app.office.risks import Restrictions
from scout_app.rules import options
from scout_app.rules.availability import Closing, Obstacles
from scout_app.rules.challenges import Challenge as Running
from scout_app.rules.challenges import lasts_until
from scout_app.rules.options import Taken
from scout_app.rules.repeating import opened, readable
from scout_app.rules.tree import Tree

_WAITING = (State.OPTION, State.AWAITING_HOME)
_LIVE = tuple(state for state in State if state.is_live)
_SHOWN = (*_LIVE, State.RELEGATED)
_MANY = 500
"""More sites than this are cheaper read whole than named one by one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One span of days, with the booking it belongs to and who holds it."""

    span_id: UUID
    taken: Taken
    day_type: DayType
    production_id: UUID
    production: str
    officer: str
    office: str


@dataclass(frozen=True, slots=True)
class Blocking:
    """Days of a site that are not free, and who or what holds them; days are clipped to those
    asked."""

    period: Period
    what: Availability
    booking: UUID | None
    production: str
    officer: str
    office: str
    reason: str


class Diary:
    """What weighs on the sites asked over the days asked.

    Bookings of a site's wholes and parts are its own, and so are their closures: a whole is not
    there while a part of it is shut. Risks go down from a whole to its parts, never up. The spans
    of every live option are there whatever the days, so that a rank is the same however little of
    the calendar is looked at.
    """

    def __init__(
        self, session: Session, period: Period, sites: Collection[UUID] | None, today: date,
        *, expired: bool = False, bookings: bool = True,
    ):  # fmt: skip
        """Read the diary of the sites and their kin, of all sites when None; others it knows not.

        With `expired`, the options that ran out are there too, whatever their days; without
        `bookings`, only closures and restrictions.
        """
        self._expired = expired
        self.period = period
        self.today = today
        found, self._asked = _places(session, sites)
        self.tree = Tree({site: whole for site, whole, *_ in found})
        self._communes = {site: commune for site, _, commune, _ in found}
        self._resets = {site: days for site, _, _, days in found if days}
        self._challenges = _running(session)
        self.entries = self._by_site(session) if bookings else {}
        self._closings = self._closed(session)
        self._session = session

    @cached_property
    def _restrictions(self) -> Restrictions:
        return Restrictions(self._session, self.period)

    def knows(self, site: UUID) -> bool:
        """Tell whether there is such a site."""
        return site in self._communes

    def of(self, site: UUID) -> tuple[Entry, ...]:
        """Return the spans on the site itself."""
        return tuple(self.entries.get(site, ()))

    def of_kin(self, site: UUID) -> tuple[Entry, ...]:
        """Return the spans on the site, its wholes and its parts."""
        if not self.entries:
            return ()
        return tuple(entry for one in self.tree.kin(site) for entry in self.entries.get(one, ()))

    def taken(self, site: UUID) -> tuple[Taken, ...]:
        """Return the spans of the site and its kin as the rules need them."""
        return tuple(entry.taken for entry in self.of_kin(site))

    def obstacles(self, site: UUID) -> Obstacles:
        """Return all that weighs on a site over the days asked."""
        line = self.line(site)
        weight = self._restrictions.on(line, self.commune(site))
        shut = self._shut(site) if self._closings else ()
        return Obstacles(self.taken(site), shut + weight.closings, weight.risks)

    def _shut(self, site: UUID) -> tuple[Closing, ...]:
        kin = (*self.line(site), *self.tree.descendants(site))
        return tuple(closing for one in kin for closing in self._closings.get(one, ()))

    def reset(self, site: UUID) -> int:
        """Return the days a site is kept free after a booking; a part follows its whole."""
        found = (self._resets.get(one) for one in self.line(site)) if self._resets else ()
        return next((days for days in found if days), 0)

    def line(self, site: UUID) -> tuple[UUID, ...]:
        """Return the site and its wholes, upwards."""
        return (site, *self.tree.ancestors(site))

    def commune(self, site: UUID) -> str | None:
        """Return the INSEE code of the site's commune; a part stands where its whole stands."""
        found = (self._communes.get(one) for one in self.line(site))
        return next((commune for commune in found if commune), None)

    def rank(self, entry: Entry) -> int | None:
        """Return the rank of the booking that a span belongs to; None when it has none."""
        return options.rank(entry.taken.booking_id, self.taken(entry.taken.site_id), self.today)

    def _about_spans(self) -> ColumnElement[bool]:
        back = timedelta(days=max(self._resets.values(), default=0))
        since = self.period.first - min(back, self.period.first - date.min)
        until = self.period.last + min(back, date.max - self.period.last)
        asked = and_(Span.first_day <= until, Span.last_day >= since)
        waiting = Span.state.in_(_WAITING)
        in_time = or_(Booking.expires_on.is_(None), Booking.expires_on >= self.today)
        live = waiting if self._expired else and_(waiting, in_time)
        on_days = and_(Span.state.in_(_SHOWN), or_(asked, live))
        return and_(on_days, _among(Booking.site_id, self._asked))

    def _closed(self, session: Session) -> Mapping[UUID, Sequence[Closing]]:
        closed: dict[UUID, list[Closing]] = defaultdict(list)
        found = session.execute(
            select(
                Closure.site_id, Closure.first_day, Closure.last_day, Closure.rrule, Closure.reason
            )
            .where(Closure.first_day <= self.period.last)
            .where(or_(Closure.last_day >= self.period.first, Closure.rrule.is_not(None)))
            .where(_among(Closure.site_id, self._asked))
            .order_by(Closure.first_day, Closure.n)
        )
        for site, first, last, rule, reason in found:
            # A rule that cannot be read, from another office, shuts the days it names.
            repeats = rule if rule and readable(rule) else None
            for days in opened(Period(first, last), repeats, self.period):
                closed[site].append(Closing(days, reason))
        return closed

    def _by_site(self, session: Session) -> Mapping[UUID, Sequence[Entry]]:
        entries: dict[UUID, list[Entry]] = defaultdict(list)
        for row in session.execute(_columns().where(self._about_spans())):
            entries[row.site_id].append(self._entry(row))
        return entries

    def _entry(self, row: Any) -> Entry:
        taken = Taken(
            row.booking_id, row.site_id, Period(row.first_day, row.last_day), State(row.state),
            row.asked_at, lasts_until(row.expires_on, self._challenges.get(row.booking_id, ())),
            row.rank_override, self.reset(row.site_id),
        )  # fmt: skip
        return Entry(
            row.id, taken, DayType(row.day_type), row.production_id, row.title or "", row.officer,
            row.name or "",
        )  # fmt: skip


def blocking(diary: Diary, site: UUID, blocks: Iterable[Any]) -> tuple[Blocking, ...]:
    """Return the rules' blocks with who holds each."""
    named = {entry.taken.booking_id: entry for entry in diary.of_kin(site)}
    return tuple(_named(block, named.get(block.booking_id)) for block in blocks)


def _named(block: Any, entry: Entry | None) -> Blocking:
    who = (entry.production, entry.officer, entry.office) if entry else ("", "", "")
    return Blocking(block.period, block.what, block.booking_id, *who, block.reason)


def _places(
    session: Session, sites: Collection[UUID] | None
) -> tuple[Sequence[Any], frozenset[UUID] | None]:
    """Return the sites with what they are part of, and the ids to ask for; None for those of all.

    Of few sites it is those, all they are part of and all parts of that: a rival may stand on the
    whole, and its rank then depends on the other parts.
    """
    columns = select(Site.id, Site.whole_id, Site.commune, Site.reset_days)
    if sites is None or len(sites) > _MANY:
        return session.execute(columns).all(), None
    found: dict[UUID, Any] = {}
    looked: set[UUID] = set()
    ahead = set(sites)
    while ahead:
        near = columns.where(or_(Site.id.in_(ahead), Site.whole_id.in_(ahead)))
        looked |= ahead
        found |= {row.id: row for row in session.execute(near)}
        wholes = {row.whole_id for row in found.values() if row.whole_id is not None}
        ahead = (found.keys() | wholes) - looked
        if len(found) > _MANY:
            return session.execute(columns).all(), None
    return list(found.values()), frozenset(found) | frozenset(sites)


def _among(column: Any, sites: frozenset[UUID] | None) -> ColumnElement[bool]:
    found: ColumnElement[bool] = column.is_not(None) if sites is None else column.in_(sites)
    return found


def _running(session: Session) -> Mapping[UUID, Sequence[Running]]:
    """Return the challenges that wait for an answer, by the booking that owes it."""
    running: dict[UUID, list[Running]] = defaultdict(list)
    found = select(Challenge.booking_id, Challenge.by_booking_id, Challenge.deadline)
    for booking, by, deadline in session.execute(found.where(Challenge.outcome.is_(None))):
        running[booking].append(Running(booking, by, deadline))
    return running


def _columns() -> Select[*tuple[Any, ...]]:
    # Outer joins: a booking whose production another office deleted still holds its days.
    return (
        select(
            Span.id, Span.booking_id, Booking.site_id, Span.first_day, Span.last_day, Span.state,
            Span.day_type, Booking.asked_at, Booking.expires_on, Booking.production_id,
            Production.title, Booking.officer, Office.name, Booking.rank_override,
        )
        .join(Booking, Booking.id == Span.booking_id)
        .outerjoin(Production, Production.id == Booking.production_id)
        .outerjoin(Office, Office.id == Booking.office_id)
        .order_by(Span.first_day, Booking.asked_at, Span.n)
    )  # fmt: skip
