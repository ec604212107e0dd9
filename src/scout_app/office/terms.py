"""What a site costs: its rates, its cancellation ladder, and a quote for days asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from scout_app.model.choices import DAY_TYPE
from scout_app.model.terms import CancellationTier, Rate
from scout_app.rules import terms
from scout_app.rules.terms import Notices, Step, Tier


@dataclass(frozen=True, slots=True)
class RateRow:
    """The price of one day of a use, in cents."""

    id: UUID
    day_type: str
    amount: int
    note: str


@dataclass(frozen=True, slots=True)
class TierRow:
    """One tier of the ladder."""

    id: UUID
    days_before: int
    percent: int


@dataclass(frozen=True, slots=True)
class Terms:
    """All that is agreed on the price of a site; `gap` is what the ladder does not say."""

    rates: tuple[RateRow, ...]
    tiers: tuple[TierRow, ...]
    steps: tuple[Step, ...]
    gap: Notices | None
    falls: bool


@dataclass(frozen=True, slots=True)
class Quote:
    """The price of days asked, in cents; `unknown` are the uses that have no rate."""

    amount: int
    unknown: tuple[str, ...]
    percent: int | None
    """What would be due if it were cancelled now; None when the ladder does not say."""


def of_site(session: Session, site_id: UUID) -> Terms:
    """Return the terms of a site."""
    order = {code: place for place, code in enumerate(DAY_TYPE)}
    rates = session.scalars(select(Rate).where(Rate.site_id == site_id).order_by(Rate.n))
    found = session.scalars(
        select(CancellationTier)
        .where(CancellationTier.site_id == site_id)
        .order_by(CancellationTier.days_before.desc(), CancellationTier.n)
    ).all()
    ladder = [Tier(row.days_before, row.percent) for row in found]
    return Terms(
        rates=tuple(
            RateRow(row.id, row.day_type, row.amount, row.note or "")
            for row in sorted(rates, key=lambda row: order.get(row.day_type, len(order)))
        ),
        tiers=tuple(TierRow(row.id, row.days_before, row.percent) for row in found),
        steps=terms.steps(ladder),
        gap=terms.gap(ladder) if ladder else None,
        falls=terms.falls(ladder),
    )


def quote(
    session: Session, site_id: UUID, days: Mapping[str, int], first_day: date, today: date
) -> Quote:
    """Return the price of so many days of each use; what has no rate is unknown, not free."""
    agreed = of_site(session, site_id)
    amounts = {rate.day_type: rate.amount for rate in agreed.rates}
    ladder = [Tier(tier.days_before, tier.percent) for tier in agreed.tiers]
    return Quote(
        amount=sum(amounts.get(use, 0) * count for use, count in days.items()),
        unknown=tuple(use for use, count in days.items() if count and use not in amounts),
        percent=terms.due(ladder, first_day, today),
    )
