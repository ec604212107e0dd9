"""Productions, the décors they need, and what each need asks of a site."""

from datetime import date
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from scout_app.model import choices
from scout_app.model.base import Row
from scout_app.model.fields import N_, Confidentiality, Exchange, FieldType, declare

_T = FieldType


class Production(Row):
    """A project that asks for places."""

    __tablename__ = "production"

    reference: Mapped[str] = declare(_T.TEXT, N_("Reference"), stand_in="…")
    title: Mapped[str] = declare(_T.TEXT, N_("Title"), stand_in="…")
    kind: Mapped[str | None] = declare(
        _T.CHOICE, N_("Kind"), choices=choices.PRODUCTION_KIND, open_list="production_kind"
    )
    company_id: Mapped[UUID | None] = declare(_T.REF, N_("Company"), refers="organisation")
    status: Mapped[str] = declare(
        _T.CHOICE, N_("Status"), choices=choices.PRODUCTION_STATUS, default="enquiry"
    )
    lead_officer: Mapped[str | None] = declare(
        _T.TEXT, N_("Officer in charge"), confidentiality=Confidentiality.INTERNAL
    )
    confidentiality: Mapped[str] = declare(
        _T.CHOICE, N_("Confidentiality"), choices=choices.CONFIDENTIALITY, default="internal"
    )
    first_day: Mapped[date | None] = declare(_T.DAY, N_("From"))
    last_day: Mapped[date | None] = declare(_T.DAY, N_("To"))
    budget: Mapped[int | None] = declare(
        _T.MONEY, N_("Budget"), unit="€", scale=2, confidentiality=Confidentiality.INTERNAL
    )
    local_spend_expected: Mapped[int | None] = declare(
        _T.MONEY,
        N_("Local spend expected"),
        unit="€",
        scale=2,
        confidentiality=Confidentiality.INTERNAL,
    )
    note: Mapped[str | None] = declare(_T.NOTE, N_("Note"), exchange=Exchange.TEXT3)


class Need(Row):
    """One décor of the script, as a request for a place."""

    __tablename__ = "need"

    production_id: Mapped[UUID] = declare(_T.REF, N_("Production"), refers="production")
    label: Mapped[str] = declare(_T.TEXT, N_("Décor wanted"))
    int_ext: Mapped[str | None] = declare(_T.CHOICE, N_("INT/EXT"), choices=choices.INT_EXT)
    day_night: Mapped[str | None] = declare(
        _T.CHOICE, N_("Day or night"), choices=choices.DAY_NIGHT
    )
    scenes: Mapped[str | None] = declare(_T.TEXT, N_("Scenes"))
    pages_eighths: Mapped[int | None] = declare(_T.NUMBER, N_("Pages, in eighths"))
    days_prep: Mapped[int | None] = declare(_T.NUMBER, N_("Preparation"), unit="d")
    days_shoot: Mapped[int | None] = declare(_T.NUMBER, N_("Shooting"), unit="d")
    days_strike: Mapped[int | None] = declare(_T.NUMBER, N_("Strike"), unit="d")
    window_first: Mapped[date | None] = declare(_T.DAY, N_("Earliest day"))
    window_last: Mapped[date | None] = declare(_T.DAY, N_("Latest day"))
    order_rank: Mapped[str | None] = declare(_T.TEXT, N_("Order"), exchange=Exchange.AUTO)
    note: Mapped[str | None] = declare(_T.NOTE, N_("Note"), exchange=Exchange.TEXT3)

    __table_args__ = (Index(None, "production_id"),)


class Criterion(Row):
    """What a need asks of a site's field: hard, or wished with a weight."""

    __tablename__ = "criterion"

    need_id: Mapped[UUID] = declare(_T.REF, N_("Need"), refers="need")
    field: Mapped[str] = declare(_T.TEXT, N_("Field"))
    operator: Mapped[str] = declare(_T.CHOICE, N_("Comparison"), choices=choices.OPERATOR)
    wanted: Mapped[str] = declare(_T.TEXT, N_("Wanted"))
    is_hard: Mapped[bool] = declare(_T.YES_NO, N_("Indispensable"), default=False)
    weight: Mapped[int] = declare(_T.NUMBER, N_("Weight"), default=1)

    __table_args__ = (Index(None, "need_id"),)
