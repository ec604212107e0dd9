"""A booking taken in the hand: dropped on other days, and what it would meet there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from scout_app.errors import Refused, ScoutError
from scout_app.model.bookings import Booking, Span
from scout_app.model.values import Period, State
from scout_app.office import bookings, moves, settings
from scout_app.office.diary import Diary, Entry
from scout_app.office.moves import Moved
from scout_app.office.rivals import Fated, forbid, on_days
from scout_app.rules import holding, options
from scout_app.rules.options import Taken


@dataclass(frozen=True, slots=True)
class Shift:
    """By how many days a booking's first and last day go; the same number moves it whole.

    `seen` are the days of its spans as they were shown, by span.
    """

    booking: UUID
    seen: Mapping[UUID, Period]
    begins: int
    ends: int


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a shift would come to: its days, and the refusal or the options that it meets.

    `rank` is that of an option after it; `decides` when the fate of the options met is asked.
    """

    spans: tuple[Period, ...]
    refusal: ScoutError | None
    met: tuple[tuple[str, Period], ...]
    rank: int | None
    decides: bool


def shift(session: Session, wanted: Shift, *, today: date, rivals: Fated | None = None) -> Moved:
    """Move or stretch a booking as it was dropped, by `moves.move`, whose refusals it raises.

    Raises Refused too when the booking no longer stands where it was seen, or when a run of days
    in its middle would be stretched.
    """
    hull = _wanted(wanted, _live(session, wanted.booking))
    return moves.move(session, wanted.booking, hull, today=today, rivals=rivals)


def outlook(session: Session, wanted: Shift, *, today: date) -> Outlook:
    """Return what a shift would come to, changing nothing; raises what has no days at all."""
    booking = bookings.get(session, wanted.booking)
    own = _live(session, wanted.booking)
    before = [bookings.days(span) for span in own]
    after = holding.placed(before, _wanted(wanted, own))
    if after is None:
        raise Refused("move_too_short")
    diary = Diary(session, bookings.hull([*before, *after]), [booking.site_id], today)
    firm = _met(diary, booking, own, after, confirmed=True)
    loose = _met(diary, booking, own, after, confirmed=False)
    asked = bool(firm) and settings.text(session, "rivals_fate") not in ("release", "relegate")
    return Outlook(
        tuple(sorted(after)),
        _refusal(session, diary, booking, after),
        tuple((entry.production, entry.taken.period) for entry in (*firm, *loose)),
        _rank(diary, booking, dict(zip((s.id for s in own), after, strict=True)), bool(loose)),
        asked,
    )


def _live(session: Session, booking_id: UUID) -> Sequence[Span]:
    own = [s for s in bookings.spans_of(session, booking_id) if State(s.state).is_live]
    if not own:
        raise Refused("already_over")
    return own


def _wanted(wanted: Shift, own: Sequence[Span]) -> Period:
    """Return the days from the first to the last that the booking is to have."""
    now = {span.id: bookings.days(span) for span in own}
    if any(now.get(span) != days for span, days in wanted.seen.items()):
        raise Refused("moved_meanwhile")
    hull, seen = bookings.hull(now.values()), bookings.hull(wanted.seen.values())
    if wanted.begins != wanted.ends and hull != seen:
        raise Refused("stretch_at_ends")
    first = hull.first + timedelta(days=wanted.begins)
    last = hull.last + timedelta(days=wanted.ends)
    if last < first:
        raise Refused("move_too_short")
    return Period(first, last)


def _met(
    diary: Diary, booking: Booking, own: Sequence[Span], after: Sequence[Period],
    *, confirmed: bool,
) -> tuple[Entry, ...]:  # fmt: skip
    """Return the options of others on the days gained, by the confirmed spans or by the others."""
    chosen = [
        (bookings.days(span), to)
        for span, to in zip(own, after, strict=True)
        if (span.state == State.CONFIRMED) is confirmed
    ]
    gained = holding.gained([days for days, _ in chosen], [to for _, to in chosen])
    return on_days(diary, booking.site_id, gained, booking.id)


def _refusal(
    session: Session, diary: Diary, booking: Booking, after: Sequence[Period]
) -> ScoutError | None:
    name = bookings.site_name(session, booking.site_id)
    try:
        for period in after:
            forbid(diary, booking.site_id, name, period, booking.id)
    except ScoutError as error:
        return error
    return None


def _rank(diary: Diary, booking: Booking, after: Mapping[UUID, Period], behind: bool) -> int | None:
    """Return the rank that the booking would have on its new days, after those it meets."""
    entries = diary.of_kin(booking.site_id)
    last = max((entry.taken.asked_at for entry in entries), default=booking.asked_at)
    asked_at = last + timedelta(seconds=1) if behind else booking.asked_at

    def placed(entry: Entry) -> Taken:
        if entry.span_id not in after:
            return entry.taken
        return replace(entry.taken, period=after[entry.span_id], asked_at=asked_at)

    return options.rank(booking.id, [placed(entry) for entry in entries], diary.today)
