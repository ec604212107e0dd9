"""What a site costs and for how long land is kept: rates, cancellation ladder, allocations."""

from datetime import date
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from scout_app.model import choices
from scout_app.model.base import Row
from scout_app.model.fields import N_, Confidentiality, Exchange, FieldType, declare

_T = FieldType


class Rate(Row):
    """What one day of a use costs at a site, in cents before tax."""

    __tablename__ = "rate"

    site_id: Mapped[UUID] = declare(_T.REF, N_("Site"), refers="site")
    day_type: Mapped[str] = declare(_T.CHOICE, N_("Use of the days"), choices=choices.DAY_TYPE)
    amount: Mapped[int] = declare(
        _T.MONEY, N_("Amount a day"), unit="€", scale=2, confidentiality=Confidentiality.PARTNER
    )
    note: Mapped[str | None] = declare(_T.NOTE, N_("Note"), exchange=Exchange.TEXT3)

    __table_args__ = (Index(None, "site_id"),)


class CancellationTier(Row):
    """What is due when a booking is cancelled `days_before` its first day or earlier, up to
    the next tier."""

    __tablename__ = "cancellation_tier"

    site_id: Mapped[UUID] = declare(_T.REF, N_("Site"), refers="site")
    days_before: Mapped[int] = declare(_T.NUMBER, N_("Days before"), unit="d")
    percent: Mapped[int] = declare(_T.NUMBER, N_("Due"), unit="%")

    __table_args__ = (Index(None, "site_id"),)


class Allocation(Row):
    """Land kept for filming: how far that is, on what basis, until when."""

    __tablename__ = "allocation"

    site_id: Mapped[UUID] = declare(_T.REF, N_("Site"), refers="site")
    stage: Mapped[str] = declare(_T.CHOICE, N_("Step"), choices=choices.ALLOCATION_STAGE)
    basis: Mapped[str | None] = declare(
        _T.CHOICE, N_("Basis"), choices=choices.ALLOCATION_BASIS, open_list="allocation_basis"
    )
    first_day: Mapped[date | None] = declare(_T.DAY, N_("From"))
    last_day: Mapped[date | None] = declare(_T.DAY, N_("To"))
    state: Mapped[str | None] = declare(_T.CHOICE, N_("State"), choices=choices.ALLOCATION_STATE)
    renewal_by: Mapped[date | None] = declare(_T.DAY, N_("Renew by"))
    note: Mapped[str | None] = declare(
        _T.NOTE, N_("Note"), exchange=Exchange.TEXT3, confidentiality=Confidentiality.PARTNER
    )

    __table_args__ = (Index(None, "site_id"),)
