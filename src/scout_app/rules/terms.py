"""The cancellation ladder of a site: what is due by notice, and what it leaves unsaid."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Tier:
    """Cancelled at least `days_before` days before the first one, `percent` of the price is due."""

    days_before: int
    percent: int


@dataclass(frozen=True, slots=True)
class Notices:
    """Notices from `first` to `last` days, both included; `last` None: and beyond."""

    first: int
    last: int | None

    def __contains__(self, notice: int) -> bool:
        """Tell whether a notice in days is one of them."""
        return self.first <= notice and (self.last is None or notice <= self.last)


@dataclass(frozen=True, slots=True)
class Step:
    """What is due for a range of notices."""

    notices: Notices
    percent: int


def steps(tiers: Sequence[Tier]) -> tuple[Step, ...]:
    """Return the ladder from the longest notice down; of two tiers of one notice the dearer counts.

    A tier holds up to the day before the next longer notice.
    """
    dearest: dict[int, int] = {}
    for tier in tiers:
        dearest[tier.days_before] = max(tier.percent, dearest.get(tier.days_before, 0))
    found: list[Step] = []
    last: int | None = None
    for notice in sorted(dearest, reverse=True):
        found.append(Step(Notices(notice, last), dearest[notice]))
        last = notice - 1
    return tuple(found)


def gap(tiers: Sequence[Tier]) -> Notices | None:
    """Return the notices for which a ladder does not say what is due; None when it is whole.

    Tiers leave nothing out between them; what can be missing is the end, down to the day itself.
    """
    shortest = min((tier.days_before for tier in tiers), default=None)
    if shortest is None:
        return Notices(0, None)
    return Notices(0, shortest - 1) if shortest > 0 else None


def falls(tiers: Sequence[Tier]) -> bool:
    """Tell whether some shorter notice costs less than a longer one, which is seldom meant."""
    percents = [step.percent for step in steps(tiers)]
    return percents != sorted(percents)


def due(tiers: Sequence[Tier], first_day: date, cancelled_on: date) -> int | None:
    """Return the percentage due when a booking is cancelled on a day; None when it is not said.

    From the first day on, the notice is none.
    """
    notice = max(0, (first_day - cancelled_on).days)
    return next((step.percent for step in steps(tiers) if notice in step.notices), None)
