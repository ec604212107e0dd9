"""Options that became the first because those before them are gone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid5

from scout_app.rules.challenges import PARIS
from scout_app.rules.holding import WAITING
from scout_app.rules.options import Taken, rank


@dataclass(frozen=True, slots=True)
class Promoted:
    """A booking that is the first since a day, and why; the same fact has the same id anywhere."""

    booking_id: UUID
    cause: str
    day: date

    @property
    def id(self) -> UUID:
        """The id of the row that records it."""
        return uuid5(self.booking_id, self.cause)


def by_expiry(booking_id: UUID, taken: Sequence[Taken], today: date) -> Promoted | None:
    """Return the promotion that the passing of time alone gave a booking, None when it has none.

    `taken` are the spans on the booking's site and its kin, those that ran out among them. The
    booking must be first today and have been behind on the last day of one that ran out.
    """
    if rank(booking_id, taken, today) != 1:
        return None
    waiting = [span for span in taken if span.state in WAITING]
    asked = min(span.asked_at for span in waiting if span.booking_id == booking_id)
    arrived = asked.astimezone(PARIS).date()
    ends = {span.expires_on for span in waiting if span.booking_id != booking_id}
    for end in sorted((end for end in ends if end and arrived <= end < today), reverse=True):
        if (rank(booking_id, taken, end) or 1) > 1:
            return Promoted(booking_id, _expired(waiting, end), end + timedelta(days=1))
    return None


def _expired(waiting: Sequence[Taken], end: date) -> str:
    who = min(str(span.booking_id) for span in waiting if span.expires_on == end)
    return f"expired:{who}:{end.isoformat()}"


def by_act(booking_id: UUID, act: str, of: UUID, day: date) -> Promoted:
    """Return the promotion that an officer's act on another booking gave."""
    return Promoted(booking_id, f"{act}:{of}:{day.isoformat()}", day)
