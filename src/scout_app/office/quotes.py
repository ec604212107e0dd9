"""What days cost at a site, and what the site's ladder makes due when they are cancelled."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from scout_app.model.values import DayType, Period
from scout_app.office import bookings, terms
from scout_app.rules import quotes as rules
from scout_app.rules.quotes import Line
from scout_app.rules.terms import Notices, Step, Tier, due

Run = tuple[Period, DayType]


@dataclass(frozen=True, slots=True)
class Quote:
    """The price of days, in cents before tax: `total` is that of what is known.

    `steps` is the cancellation ladder and `gap` the notices of which it says nothing, all of them
    without a ladder; `percent` is what is due when it is cancelled today, with so many days of
    notice, None when the ladder does not say.
    """

    lines: tuple[Line, ...]
    total: int
    unknown: tuple[DayType, ...]
    steps: tuple[Step, ...]
    gap: Notices | None
    notice: int
    percent: int | None

    @property
    def due(self) -> int | None:
        """What is due when cancelled today, in cents; None when the price or the share is not
        known whole."""
        if self.percent is None or self.unknown:
            return None
        return rules.share(self.total, self.percent)


def of_days(session: Session, site_id: UUID, runs: Iterable[Run], *, today: date) -> Quote:
    """Return what runs of days would cost at a site; raises ValueError without any."""
    asked = list(runs)
    agreed = terms.of_site(session, site_id)
    found = rules.lines(asked, agreed.a_day)
    first = min(days.first for days, _use in asked)
    ladder = [Tier(tier.days_before, tier.percent) for tier in agreed.tiers]
    return Quote(
        found, rules.total(found), rules.unknown(found), agreed.steps,
        agreed.gap if agreed.tiers else Notices(0, None),
        max(0, (first - today).days), due(ladder, first, today),
    )  # fmt: skip


def of_booking(session: Session, booking_id: UUID, *, today: date) -> Quote:
    """Return what a booking costs: the days it wants or holds, or had when it is over.

    Raises Unknown.
    """
    booking = bookings.get(session, booking_id)
    spans = bookings.detail(session, booking_id, today).spans
    live = [span for span in spans if span.state.is_live]
    runs = [(span.period, span.day_type) for span in live or spans]
    return of_days(session, booking.site_id, runs, today=today)
