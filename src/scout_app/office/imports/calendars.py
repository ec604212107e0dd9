"""Calendars of others: each event becomes a booking of whole days, and is known again by its UID.

What is tentative there is an option here. A cancelled event frees the days it brought. Days that
meet confirmed ones come in as contested and are said, as those of any file of shoots are.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from scout_app.errors import BadValue, Refused, ScoutError
from scout_app.formats.icalendar_files import Calendar, Event
from scout_app.model.bookings import Booking, Span
from scout_app.model.imports import ImportKey
from scout_app.model.productions import Production
from scout_app.model.sites import Site
from scout_app.model.values import Period, State
from scout_app.office import arrivals, homes, ics
from scout_app.office.imports.doubles import Doubles
from scout_app.office.imports.keys import Known, KnownKeys, dumped
from scout_app.office.imports.people import Productions
from scout_app.office.imports.places import normalised
from scout_app.office.imports.report import Change, Plan, Report
from scout_app.office.imports.shoots import Shoot, booked
from scout_app.rules.holding import ENDS, OVER
from scout_app.store import backups, log
from scout_app.wording.values import folded

SOURCE = "iCalendar"
"""A UID is the same in every file: what brought it does not matter."""
AHEAD = timedelta(days=730)
"""How far the days of a series without an end are brought in."""
_BETWEEN = " · "


@dataclass(frozen=True, slots=True)
class Given:
    """What the officer says for the events that do not say it themselves."""

    site: UUID | None = None
    production: UUID | None = None


def preview(session: Session, calendar: Calendar, given: Given, today: date) -> Report:
    """Return what the calendar would bring; nothing is written."""
    return planned(session, calendar, given, today).report()


def bring(
    session: Session,
    calendar: Calendar,
    given: Given,
    today: date,
    *,
    named: str = SOURCE,
    step: Callable[[float], None] | None = None,
) -> Report:
    """Bring the calendar in, in the transaction under way; `step(share)` may raise Cancelled."""
    backups.before(session, backups.Why.IMPORT)
    plan = planned(session, calendar, given, today)
    log.draft(session).reason = named
    plan.write(session, step)
    return plan.report()


def planned(session: Session, calendar: Calendar, given: Given, today: date) -> Plan:
    """Plan every event, numbered in the order of the days; nothing is written."""
    with session.no_autoflush:
        plan = _Import(session, given, today).plan(calendar.events)
    after = len(calendar.events)
    for number, title in enumerate(calendar.unreadable, after + 1):
        plan.reject(number, Refused("calendar_no_days", title))
    for title in calendar.bounded:
        number = next((n for n, one in enumerate(calendar.events, 1) if one.title == title), 1)
        plan.warn(number, Refused("calendar_endless", title))
    return plan


class _Import:
    """Plans the events of one file."""

    def __init__(self, session: Session, given: Given, today: date) -> None:
        self._session, self._given, self._today = session, given, today
        self._keys = KnownKeys(session, SOURCE)
        self._productions = Productions(session, SOURCE, today)
        self._doubles = Doubles(session, SOURCE)
        self._met: dict[str, int] = {}
        self._titles = dict(session.execute(select(Production.id, Production.title)).all())
        self._sites: dict[str, UUID | None] = {}
        for site, name, reference, address in session.execute(
            select(Site.id, Site.name, Site.reference, Site.address).order_by(Site.n)
        ):
            for said in {folded(name), folded(reference or ""), normalised(address or "")} - {""}:
                # Of two sites of one name, neither is meant for sure.
                known = self._sites.get(said, site)
                self._sites[said] = site if known == site else None

    def plan(self, events: Iterable[Event]) -> Plan:
        plan = Plan()
        for number, event in enumerate(events, 1):
            try:
                self._one(plan, number, event)
            except ScoutError as fact:
                plan.reject(number, fact)
                continue
            if event.zone:
                plan.warn(number, Refused("calendar_zone", event.zone))
        return plan

    def _one(self, plan: Plan, number: int, event: Event) -> None:
        key = f"{event.uid}/{event.occurrence}" if event.occurrence else event.uid
        if key in self._met:
            plan.duplicates += 1
            return
        self._met[key] = number
        if (own := self._own(event)) is not None:
            self._again(plan, number, event, own, None)
        elif (known := self._keys.known(key)) is not None:
            span = self._span(known.row_id)
            if span is None:
                plan.unchanged += 1
                plan.warn(number, Refused("import_deleted_here", event.title))
            else:
                self._again(plan, number, event, span, known)
        elif event.cancelled:
            plan.unchanged += 1
        else:
            self._create(plan, number, event, key)

    # -- known before --------------------------------------------------------------------------

    def _own(self, event: Event) -> Span | None:
        """Return the days of ours that an event is: our own calendar has come back."""
        name, _at, domain = event.uid.partition("@")
        if domain != ics.DOMAIN:
            return None
        with suppress(ValueError):
            chosen = select(Span).where(Span.id == UUID(name))
            return self._session.scalars(chosen).one_or_none()
        return None

    def _span(self, booking: UUID) -> Span | None:
        chosen = select(Span).where(Span.booking_id == booking).order_by(Span.n).limit(1)
        return self._session.scalars(chosen).one_or_none()

    def _again(
        self, plan: Plan, number: int, event: Event, span: Span, known: Known | None
    ) -> None:
        """Plan an event that comes again: what it changed follows, unless an officer did since."""
        said, now = _said(event), _said_by(span)
        last = now if known is None else known.last
        if said["days"] == last["days"] and said["state"] == last["state"]:
            plan.unchanged += 1
        elif (why := self._passed(event, span, known)) is not None:
            plan.unchanged += 1
            plan.warn(number, Refused(why, event.title))
        else:
            self._follow(plan, number, event, span)
            if known is not None:
                plan.changes.append(Change(ImportKey, known.id, "last_imported", dumped(said)))
            plan.updated += 1

    def _passed(self, event: Event, span: Span, known: Known | None) -> str | None:
        """Return why what an event changed does not follow; None when it does."""
        if known is None:
            is_newer = event.sequence > ics.sequence(self._session, span.id, span.booking_id)
            return None if is_newer else "import_edited_here"
        if event.sequence < int(known.last["sequence"]):
            return "calendar_older"
        return None if _said_by(span)["days"] == known.last["days"] else "import_edited_here"

    def _follow(self, plan: Plan, number: int, event: Event, span: Span) -> None:
        state, standing = _state(event), State(span.state)
        if event.cancelled:
            plan.changes.append(Change(Span, span.id, "state", ENDS.get(standing, standing).value))
            plan.changes.append(Change(Booking, span.booking_id, "reason", SOURCE))
            return
        booking = self._session.scalars(select(Booking).where(Booking.id == span.booking_id)).one()
        if state is State.CONFIRMED:
            by = (booking.production_id, self._titles.get(booking.production_id, ""))
            reason = self._doubles.admit(
                plan, number, booking.id, booking.site_id, event.period, by
            )
            if reason and not booking.override_reason:
                plan.changes.append(Change(Booking, booking.id, "override_reason", reason))
        hours = event.hours or (None, None)
        for name, value in (
            ("first_day", event.period.first), ("last_day", event.period.last),
            ("state", state.value), ("starts_at", hours[0]), ("ends_at", hours[1]),
        ):  # fmt: skip
            plan.changes.append(Change(Span, span.id, name, value))

    # -- new -----------------------------------------------------------------------------------

    def _create(self, plan: Plan, number: int, event: Event, key: str) -> None:
        site, title = self._place(event)
        shoot = _shoot(event, title)
        if shoot.state is State.CONFIRMED and homes.elsewhere(self._session, site):
            shoot = replace(shoot, state=State.AWAITING_HOME)
        production = self._given.production or self._productions.of(plan, shoot, event.period)
        name = self._titles.get(production, title)
        made = booked(plan, number, shoot, site, event.period, (production, name), self._doubles)
        if shoot.state is not State.CONFIRMED:
            made.expires_on = arrivals.expiry(self._session, self._today, None)
        plan.new.append(self._keys.row(key, made.id, _said(event)))
        plan.created += 1

    def _place(self, event: Event) -> tuple[UUID, str]:
        """Return the site of an event and what its production is called; raises when none tells."""
        before, between, after = event.title.partition(_BETWEEN)
        if between and (site := self._sites.get(folded(before))) is not None:
            return site, after.strip() or before.strip()
        title = event.title.strip()
        if not title:
            raise BadValue("title", "", "required")
        site = (
            self._given.site
            or self._sites.get(folded(event.place))
            or self._sites.get(normalised(event.place))
        )
        if site is None:
            raise Refused("calendar_no_site", title)
        return site, title


def _shoot(event: Event, title: str) -> Shoot:
    first, last = event.hours or (event.period.first, event.period.last)
    return Shoot(title, None, "", "", event.place, "", None, first, last, "", _state(event))


def _state(event: Event) -> State:
    if event.cancelled:
        return State.CANCELLED
    return State.OPTION if event.tentative else State.CONFIRMED


def _said(event: Event) -> dict[str, str]:
    """Return what an event says, as it is remembered."""
    return {
        "title": event.title, "days": _days(event.period), "state": _word(_state(event)),
        "sequence": str(event.sequence),
    }  # fmt: skip


def _said_by(span: Span) -> dict[str, str]:
    """Return what our own days say, in the same words."""
    return {
        "days": _days(Period(span.first_day, span.last_day)),
        "state": _word(State(span.state)),
    }


def _word(state: State) -> str:
    """Return a state in the words of calendars, which know only three."""
    if state in OVER:
        return State.CANCELLED.value
    return State.CONFIRMED.value if state is State.CONFIRMED else State.OPTION.value


def _days(period: Period) -> str:
    return f"{period.first}/{period.last}"
