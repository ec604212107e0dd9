"""A booking with all that an officer needs to decide about it: acts, challenges, price."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from scout_app.model.values import Period
from scout_app.office import booked, challenged, promotions, quotes, requests, settings
from scout_app.office.booked import BookingRow
from scout_app.office.challenged import ChallengeRow
from scout_app.office.diary import Diary
from scout_app.office.quotes import Quote
from scout_app.office.requests import Request
from scout_app.rules.challenges import objection
from scout_app.rules.holding import OVER
from scout_app.rules.possible import Act, possible


@dataclass(frozen=True, slots=True)
class Duel:
    """A challenge that may be made: who is asked to decide, and who asks."""

    booking: UUID
    production: str
    by: UUID
    challenger: str
    rank: int | None
    """The rank of whichever of the two is not the booking looked at."""


@dataclass(frozen=True, slots=True)
class Life:
    """One booking now: what may be done, the challenges that run, those that may be made."""

    booking: BookingRow
    acts: tuple[Act, ...]
    running: tuple[ChallengeRow, ...]
    duels: tuple[Duel, ...]
    deadline: datetime
    """The one proposed for a challenge: the offices' usual hours from now."""
    expires_on: date
    """The one proposed when it is taken up again."""
    quote: Quote | None
    requests: tuple[Request, ...]
    """What is to be asked for before its days, and how that stands."""

    @property
    def owed(self) -> ChallengeRow | None:
        """The challenge that this booking has to answer, the first to end."""
        mine = (row for row in self.running if row.booking == self.booking.id)
        return next(mine, None)


def of(session: Session, booking_id: UUID, today: date) -> Life:
    """Return a booking with what can be done about it; raises Unknown."""
    row = booked.detail(session, booking_id, today)
    running = tuple(one for one in challenged.rows(session, booking_id) if one.outcome is None)
    waiting = promotions.of_booking(session, booking_id)
    duels = _duels(session, row, running, today)
    states = [span.state for span in row.spans]
    usual = timedelta(hours=settings.number(session, "challenge_hours"))
    return Life(
        booking=row,
        acts=possible(
            states,
            ranked=row.rank is not None,
            expired=row.expired,
            challenged=any(one.booking == booking_id for one in running),
            rivals=bool(duels),
            promoted=any(one.settled_on is None for one in waiting),
        ),
        running=running,
        duels=duels,
        deadline=challenged.now(session) + usual,
        expires_on=today + timedelta(days=settings.number(session, "option_days")),
        quote=None
        if not states or all(state in OVER for state in states)
        else quotes.of_booking(session, booking_id, today=today),
        requests=requests.of_booking(session, booking_id, today),
    )


def _duels(
    session: Session, row: BookingRow, running: tuple[ChallengeRow, ...], today: date
) -> tuple[Duel, ...]:
    """Return the challenges this booking may make or be asked: by those behind, of those before."""
    if row.rank is None:
        return ()
    diary = Diary(session, Period(today, today), [row.site_id], today)
    known = {(one.booking, one.by) for one in running}
    titles = {row.id: row.production}
    found = []
    for entry in diary.of_kin(row.site_id):
        other, site = entry.taken.booking_id, entry.taken.site_id
        if other in titles:
            continue
        titles[other] = entry.production
        for asked, by, where in ((row.id, other, site), (other, row.id, row.site_id)):
            free = (asked, by) not in known
            if free and objection(asked, by, diary.taken(where), today) is None:
                duel = Duel(asked, titles[asked], by, titles[by], diary.rank(entry))
                found.append(duel)
    return tuple(found)
