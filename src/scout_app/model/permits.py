"""Authorisations that productions ask for, and what became of each."""

from datetime import date
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from scout_app.model import choices
from scout_app.model.base import Row
from scout_app.model.fields import N_, Confidentiality, Exchange, FieldType, declare

_T = FieldType


class Permit(Row):
    """What a production asked of an authority for its days on a site, and the answer.

    It answers one restriction, or without one what the site's own card asks. It is for its days
    and no others, whichever booking stands on them; an end that is left empty is open.
    """

    __tablename__ = "permit"

    production_id: Mapped[UUID] = declare(_T.REF, N_("Production"), refers="production")
    site_id: Mapped[UUID] = declare(_T.REF, N_("Site"), refers="site")
    restriction_id: Mapped[UUID | None] = declare(_T.REF, N_("Restriction"), refers="restriction")
    authority: Mapped[str] = declare(_T.TEXT, N_("Authority"), stand_in="…")
    first_day: Mapped[date | None] = declare(_T.DAY, N_("From"))
    last_day: Mapped[date | None] = declare(_T.DAY, N_("To"))
    state: Mapped[str] = declare(
        _T.CHOICE, N_("State"), choices=choices.PERMIT_STATE, default="to_ask"
    )
    number: Mapped[str | None] = declare(
        _T.TEXT, N_("File number"), confidentiality=Confidentiality.PARTNER
    )
    asked_on: Mapped[date | None] = declare(_T.DAY, N_("Filed on"))
    deadline: Mapped[date | None] = declare(_T.DAY, N_("To be filed before"))
    conditions: Mapped[str | None] = declare(
        _T.NOTE, N_("Conditions or reason"), exchange=Exchange.TEXT3,
        confidentiality=Confidentiality.PARTNER,
    )  # fmt: skip

    __table_args__ = (Index(None, "production_id"), Index(None, "site_id"))
