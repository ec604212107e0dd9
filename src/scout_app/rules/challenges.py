"""A lower option that is ready to commit asks one before it to confirm or release in time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from scout_app.model.values import State
from scout_app.rules.options import Taken, above, is_live

PARIS = ZoneInfo("Europe/Paris")
Objection = Literal["challenge_itself", "challenge_confirmed", "challenge_over", "challenge_behind"]


@dataclass(frozen=True, slots=True)
class Challenge:
    """One booking asked by another to confirm or release; `outcome` empty while it runs."""

    booking_id: UUID
    by: UUID
    deadline: datetime
    outcome: str | None = None


def objection(booking_id: UUID, by: UUID, taken: Sequence[Taken], today: date) -> Objection | None:
    """Return why `by` may not challenge a booking; None when it may.

    `taken` are the spans on the challenger's site, its wholes and its parts.
    """
    if booking_id == by:
        return "challenge_itself"
    before = above(by, taken, today)
    if booking_id in before:
        return None
    own = [span for span in taken if span.booking_id == booking_id]
    if any(span.state is State.CONFIRMED for span in own):
        return "challenge_confirmed"
    if not any(span.booking_id == by and _waits(span, today) for span in taken):
        return "challenge_over"
    return "challenge_behind"


def _waits(span: Taken, today: date) -> bool:
    return span.state is not State.CONFIRMED and is_live(span, today)


def is_in_time(deadline: datetime, today: date) -> bool:
    """Tell whether a deadline leaves an answer time: it must fall after today.

    An option that does not answer is over from the deadline's day on; were that today, the one
    behind would have been the first before it was asked.
    """
    return deadline.astimezone(PARIS).date() > today


def lapsed(challenge: Challenge, now: datetime) -> bool:
    """Tell whether the deadline went by without an answer; the deadline itself is still in time."""
    return challenge.outcome is None and challenge.deadline < now


def lasts_until(expires_on: date | None, running: Iterable[Challenge]) -> date | None:
    """Return the last day of an option: its own, or that of the first deadline it runs against."""
    ends = [challenge.deadline.astimezone(PARIS).date() for challenge in running]
    return min([*ends, *([expires_on] if expires_on else [])], default=None)


def over_since(challenge: Challenge) -> date:
    """Return the last day that an option which did not answer keeps: the one before its deadline's,
    so that it is over from the deadline on."""
    return challenge.deadline.astimezone(PARIS).date() - timedelta(days=1)
