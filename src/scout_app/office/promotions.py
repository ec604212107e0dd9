"""Options that became the first: each is recorded once, and confirmed by an officer if wanted."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from scout_app.errors import Refused
from scout_app.model.bookings import Booking, Promotion, Span
from scout_app.model.productions import Production
from scout_app.model.sites import Site
from scout_app.model.values import Period
from scout_app.office import homes, settings
from scout_app.office.diary import Diary, Entry
from scout_app.office.rivals import Fate, fated
from scout_app.rules import promotions as rules
from scout_app.rules.holding import WAITING
from scout_app.rules.promotions import Promoted


@dataclass(frozen=True, slots=True)
class PromotionRow:
    """A promotion as the desk shows it; `settled_on` empty while an officer is to confirm it."""

    id: UUID
    booking: UUID
    site: str
    production: str
    cause: str
    day: date
    settled_on: date | None


@dataclass(slots=True)
class Watched:
    """The options that an act made first; filled when the act is done."""

    fates: tuple[Fate, ...] = ()


@contextmanager
def watched(
    session: Session, booking: Booking, days: Period, today: date, act: str
) -> Iterator[Watched]:
    """Record the promotions that an act on a booking brings, in the act's own transaction."""
    before = _first(Diary(session, days, [booking.site_id], today))
    seen = Watched()
    yield seen
    session.flush()
    after = _first(Diary(session, days, [booking.site_id], today))
    risen = [entry for one, (entry, rank) in after.items() if rank == 1 and _behind(before, one)]
    seen.fates = tuple(fated(entry, entry.taken.state) for entry in risen)
    ids = (entry.taken.booking_id for entry in risen)
    record(session, (rules.by_act(one, act, booking.id, today) for one in ids))


_Ranks = Mapping[UUID, tuple[Entry, int | None]]


def _first(diary: Diary) -> _Ranks:
    """Return the rank of every booking of the family of sites, with its first span."""
    found: dict[UUID, tuple[Entry, int | None]] = {}
    for entries in diary.entries.values():
        for entry in entries:
            if entry.taken.booking_id not in found:
                found[entry.taken.booking_id] = entry, diary.rank(entry)
    return found


def _behind(before: _Ranks, booking: UUID) -> bool:
    return booking in before and (before[booking][1] or 1) > 1


def by_expiry(session: Session, today: date) -> tuple[Promoted, ...]:
    """Return the promotions that the passing of time gave on days still to come.

    Those of another office's sites are hers to write.
    """
    stale = (
        select(Booking.site_id)
        .join(Span, Span.booking_id == Booking.id)
        .where(Span.state.in_(WAITING), Booking.expires_on < today, Span.last_day >= today)
    )
    sites = {site for site in session.scalars(stale) if not homes.elsewhere(session, site)}
    if not sites:
        return ()
    diary = Diary(session, Period(today, today), sites, today, expired=True)
    pairs = {
        (entry.taken.booking_id, site) for site, entries in diary.entries.items()
        for entry in entries if entry.taken.period.last >= today
    }  # fmt: skip
    asked = sorted(pairs, key=str)
    found = (rules.by_expiry(booking, diary.taken(site), today) for booking, site in asked)
    return tuple(one for one in found if one is not None)


def record(session: Session, found: Iterable[Promoted]) -> tuple[UUID, ...]:
    """Keep the promotions that are not known yet; returns the bookings they promote."""
    wanted = {one.id: one for one in found}
    chosen = select(Promotion.id).where(Promotion.id.in_(wanted))
    known = set(session.scalars(chosen.execution_options(include_deleted=True)))
    by_hand = settings.text(session, "promotion") == "manual"
    new = [one for one in wanted.values() if one.id not in known]
    session.add_all(
        Promotion(
            id=one.id, booking_id=one.booking_id, cause=one.cause, day=one.day,
            settled_on=None if by_hand else one.day,
        )
        for one in new
    )  # fmt: skip
    return tuple(one.booking_id for one in new)


def promote(session: Session, booking_id: UUID, *, today: date) -> UUID:
    """Confirm that a booking is the first now; returns it. Raises Refused when nothing waits."""
    waiting = _unsettled(session, booking_id)
    if not waiting:
        raise Refused("no_promotion")
    for row in waiting:
        row.settled_on = today
    return booking_id


def settle(session: Session, booking_id: UUID, today: date) -> None:
    """Settle what waits: a booking that is decided needs no promotion any more."""
    for row in _unsettled(session, booking_id):
        row.settled_on = today


def _unsettled(session: Session, booking_id: UUID) -> list[Promotion]:
    chosen = select(Promotion).where(Promotion.booking_id == booking_id)
    return list(session.scalars(chosen.where(Promotion.settled_on.is_(None))))


def pending(session: Session) -> tuple[PromotionRow, ...]:
    """Return the promotions that an officer has still to confirm, the oldest first."""
    return tuple(row for row in of_booking(session) if row.settled_on is None)


def of_booking(session: Session, booking_id: UUID | None = None) -> tuple[PromotionRow, ...]:
    """Return the promotions of a booking, or all, the oldest first."""
    columns = (
        select(
            Promotion.id, Promotion.booking_id, Site.name, Production.title, Promotion.cause,
            Promotion.day, Promotion.settled_on,
        )
        .join(Booking, Booking.id == Promotion.booking_id)
        .outerjoin(Site, Site.id == Booking.site_id)
        .outerjoin(Production, Production.id == Booking.production_id)
        .order_by(Promotion.day, Promotion.n)
    )  # fmt: skip
    if booking_id is not None:
        columns = columns.where(Promotion.booking_id == booking_id)
    return tuple(
        PromotionRow(one, booking, site or "", title or "", cause, day, settled)
        for one, booking, site, title, cause, day, settled in session.execute(columns)
    )
