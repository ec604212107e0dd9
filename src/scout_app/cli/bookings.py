"""hold, confirm, release, close."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from scout_app import office
from scout_app.cli.answer import Answer
from scout_app.cli.desk import Desk
from scout_app.cli.sites import period, span
from scout_app.errors import BadPeriod, BadValue, Refused
from scout_app.model.values import DayType, Period, State
from scout_app.office.bookings import Fate, Settled, WantedSpan
from scout_app.wording import numbers, reasons
from scout_app.wording.texts import translator
from scout_app.wording.values import parse_day


def hold(desk: Desk) -> Answer:
    """Put an option on a site, or a booking of mixed days."""
    asked = desk.asked
    with desk.catalogue() as store, store.transaction(desk.officer) as session:
        held = office.bookings.enter(
            session,
            office.find.site(session, asked.site),
            office.find.production(session, asked.production),
            _spans(desk),
            today=desk.today,
            expires_on=asked.expires,
        )
    expires = held.expires_on.isoformat() if held.expires_on else None
    return Answer(
        {"booking": str(held.booking), "rank": held.rank, "expires": expires},
        (_held(desk, held.booking, held.rank, expires),),
    )


def _held(desk: Desk, booking: UUID, rank: int | None, expires: str | None) -> str:
    _ = translator(desk.lang).gettext
    if rank is None:
        return _("Booked: {booking}.").format(booking=booking)
    said = _("Option of rank {rank}: {booking}.").format(rank=rank, booking=booking)
    return said if expires is None else f"{said} " + _("It lasts until {day}.").format(day=expires)


def _spans(desk: Desk) -> list[WantedSpan]:
    asked = desk.asked
    spans = [_span(text) for text in asked.span]
    if asked.first or asked.last:
        days = Period(*_ends(asked.first or asked.last, asked.last or asked.first))
        spans.append(WantedSpan(days, State.OPTION, DayType(asked.days_as)))
    if not spans:
        raise Refused("no_days")
    return spans


def _span(text: str) -> WantedSpan:
    """Read D..D:STATE:DAYTYPE; the state and the day type may be left out."""
    days, *how = text.split(":")
    first, _dots, last = days.partition("..")
    ends = _ends(parse_day(first, "span"), parse_day(last or first, "span"))
    state, day_type = (*how, *("option", "shoot")[len(how) :])[:2]
    if state not in (State.OPTION, State.CONFIRMED):
        raise BadValue("state", state, "choice", ("option", "confirmed"))
    if day_type not in list(DayType):
        raise BadValue("day_type", day_type, "choice", tuple(DayType))
    return WantedSpan(Period(*ends), State(state), DayType(day_type))


def _ends(first: date, last: date) -> tuple[date, date]:
    if last < first:
        raise BadPeriod(first, last)
    return first, last


def confirm(desk: Desk) -> Answer:
    """Confirm an option; its rivals are relegated unless told otherwise, and the answer says so.

    A script cannot be asked as the window asks: without `--rivals` the office's rule holds, and
    without one the milder fate.
    """
    asked = desk.asked
    with desk.catalogue() as store, store.transaction(desk.officer) as session:
        booking = office.find.booking(session, asked.booking)
        fate = asked.rivals or office.settings.text(session, "rivals_fate")
        settled = office.bookings.confirm(
            session,
            booking,
            rivals="release" if fate == "release" else "relegate",
            today=desk.today,
        )
    return settled_answer(desk, settled, "confirmed")


def home(desk: Desk) -> Answer:
    """Say which office alone confirms days of a site."""
    _ = translator(desk.lang).gettext
    with desk.catalogue() as store, store.transaction(desk.officer) as session:
        site = office.find.site(session, desk.asked.site)
        office.homes.give(session, site, desk.asked.home)
        session.flush()
        found = office.homes.of_site(session, site)
    said = _("Home office: {office}.").format(office=found) if found else _("No home office.")
    return Answer({"site": str(site), "home": found or None}, (said,))


def decline(desk: Desk) -> Answer:
    """Refuse what another office asked to confirm."""
    asked = desk.asked
    with desk.catalogue() as store, store.transaction(desk.officer) as session:
        booking = office.find.booking(session, asked.booking)
        settled = office.awaiting.decline(session, booking, asked.reason, today=desk.today)
    return settled_answer(desk, settled, "released")


def release(desk: Desk) -> Answer:
    """Give the days of a booking back."""
    asked = desk.asked
    with desk.catalogue() as store, store.transaction(desk.officer) as session:
        booking = office.find.booking(session, asked.booking)
        settled = office.bookings.release(session, booking, asked.reason, today=desk.today)
    return settled_answer(desk, settled, "released")


def settled_answer(desk: Desk, settled: Settled, state: str) -> Answer:
    """Say what became of a booking, and what that changed on its rivals."""
    _ = translator(desk.lang).gettext
    if settled.awaits:
        state = State.AWAITING_HOME.value
        word = _("To be confirmed by {office}").format(office=settled.awaits)
    else:
        word = reasons.state(State(state), desk.lang)
    lines = [f"{settled.booking}: {word}"]
    lines += fate_lines(desk, settled.changed)
    document: dict[str, object] = {
        "booking": str(settled.booking), "state": state, "awaits": settled.awaits or None,
        "changed": fate_documents(settled.changed),
    }  # fmt: skip
    return Answer(document, tuple(lines))


def fate_documents(fates: Iterable[Fate]) -> list[dict[str, object]]:
    """Return what became of the rivals, for programs."""
    return [
        {
            "booking": str(fate.booking), "production": fate.production, **span(fate.period),
            "state": fate.state.value,
        }
        for fate in fates
    ]  # fmt: skip


def fate_lines(desk: Desk, fates: Iterable[Fate]) -> list[str]:
    """Return what became of the rivals, for people."""
    return [
        f"    {fate.production}, {numbers.period(fate.period, desk.lang)}:"
        f" {reasons.state(fate.state, desk.lang)}"
        for fate in fates
    ]


def close(desk: Desk) -> Answer:
    """Shut a site for some days."""
    _ = translator(desk.lang).gettext
    asked = desk.asked
    days = period(asked)
    with desk.catalogue() as store, store.transaction(desk.officer) as session:
        site = office.find.site(session, asked.site)
        closure = office.bookings.close(session, site, days, asked.reason, asked.rrule)
    said = _("Closed {period}.").format(period=numbers.period(days, desk.lang))
    return Answer({"closure": str(closure), **span(days)}, (said,))
