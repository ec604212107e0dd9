"""What is agreed on the price of a site: its rates and its cancellation ladder."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from scout_app.model.choices import DAY_TYPE
from scout_app.model.terms import CancellationTier, Rate
from scout_app.model.values import DayType
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

    @property
    def a_day(self) -> dict[DayType, int]:
        """What a day of each use costs; of two rates of one use the dearer counts."""
        return {DayType(rate.day_type): rate.amount for rate in sorted(self.rates, key=_amount)}


def _amount(rate: RateRow) -> int:
    return rate.amount


def of_site(session: Session, site_id: UUID) -> Terms:
    """Return the terms of a site."""
    order = {code: place for place, code in enumerate(DAY_TYPE)}
    rates = session.scalars(select(Rate).where(Rate.site_id == site_id).order_by(Rate.n))
    found = _tiers(session, site_id)
    tiers = [Tier(row.days_before, row.percent) for row in found]
    return Terms(
        rates=tuple(
            RateRow(row.id, row.day_type, row.amount, row.note or "")
            for row in sorted(rates, key=lambda row: order.get(row.day_type, len(order)))
        ),
        tiers=tuple(TierRow(row.id, row.days_before, row.percent) for row in found),
        steps=terms.steps(tiers),
        gap=terms.gap(tiers) if tiers else None,
        falls=terms.falls(tiers),
    )


def ladder(session: Session, site_id: UUID) -> list[Tier]:
    """Return the tiers of a site's cancellation ladder, as the rules take them."""
    return [Tier(row.days_before, row.percent) for row in _tiers(session, site_id)]


def _tiers(session: Session, site_id: UUID) -> Sequence[CancellationTier]:
    chosen = select(CancellationTier).where(CancellationTier.site_id == site_id)
    return session.scalars(
        chosen.order_by(CancellationTier.days_before.desc(), CancellationTier.n)
    ).all()
