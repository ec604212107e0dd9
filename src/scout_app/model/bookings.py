"""Holds on sites: bookings, their spans of days, and the days that confirmed spans occupy."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from scout_app.model import choices
from scout_app.model.base import Base, Row
from scout_app.model.fields import N_, Confidentiality, Exchange, FieldType, declare
from scout_app.model.types import Id

_T = FieldType


class Booking(Row):
    """A production's hold on a site; its days are spans, each with a state of its own."""

    __tablename__ = "booking"

    site_id: Mapped[UUID] = declare(_T.REF, N_("Site"), refers="site")
    production_id: Mapped[UUID] = declare(_T.REF, N_("Production"), refers="production")
    office_id: Mapped[UUID] = declare(_T.REF, N_("Office"), refers="office", derived=True)
    officer: Mapped[str] = declare(
        _T.TEXT, N_("Officer"), derived=True, confidentiality=Confidentiality.PARTNER
    )
    asked_at: Mapped[datetime] = declare(_T.INSTANT, N_("Asked at"), derived=True)
    expires_on: Mapped[date | None] = declare(_T.DAY, N_("Expires on"))
    reason: Mapped[str | None] = declare(_T.TEXT, N_("Reason"))
    note: Mapped[str | None] = declare(
        _T.NOTE, N_("Note"), exchange=Exchange.TEXT3, confidentiality=Confidentiality.PARTNER
    )

    rank_override: Mapped[int | None] = declare(_T.NUMBER, N_("Rank given by hand"), derived=True)
    rank_reason: Mapped[str | None] = declare(_T.TEXT, N_("Rank given because"), derived=True)
    rank_told: Mapped[int | None] = declare(_T.NUMBER, N_("Rank when entered"), derived=True)
    """What its office was told: of two that were both told the first, neither knew the other."""
    override_reason: Mapped[str | None] = declare(
        _T.TEXT, N_("Entered in spite of a clash because"), derived=True
    )

    __table_args__ = (Index(None, "site_id"), Index(None, "production_id"))


class Span(Row):
    """A run of days of a booking, in one state and for one use."""

    __tablename__ = "span"

    booking_id: Mapped[UUID] = declare(_T.REF, N_("Booking"), refers="booking")
    first_day: Mapped[date] = declare(_T.DAY, N_("From"))
    last_day: Mapped[date] = declare(_T.DAY, N_("To"))
    state: Mapped[str] = declare(_T.CHOICE, N_("State"), choices=choices.STATE)
    day_type: Mapped[str] = declare(
        _T.CHOICE, N_("Use of the days"), choices=choices.DAY_TYPE, default="shoot"
    )
    starts_at: Mapped[datetime | None] = declare(_T.INSTANT, N_("Starts at"))
    ends_at: Mapped[datetime | None] = declare(_T.INSTANT, N_("Ends at"))

    __table_args__ = (
        Index(None, "booking_id"),
        Index(None, "first_day", "last_day"),
        CheckConstraint("first_day <= last_day", name="span_in_order"),
    )


class Arbitration(Row):
    """What was decided of two bookings that share days: confirmed both, or both first options.

    Its id follows from both bookings and their days, so that the decisions of two offices on one
    double booking are concurrent values of one row, and a later change of the days needs another.
    """

    __tablename__ = "arbitration"

    booking_id: Mapped[UUID] = declare(_T.REF, N_("Booking"), refers="booking", derived=True)
    other_id: Mapped[UUID] = declare(_T.REF, N_("Other booking"), refers="booking", derived=True)
    key: Mapped[str] = declare(_T.TEXT, N_("Days in dispute"), derived=True)
    outcome: Mapped[str] = declare(
        _T.CHOICE, N_("Decision"), choices=choices.ARBITRATION, derived=True
    )
    reason: Mapped[str | None] = declare(_T.TEXT, N_("Reason"), derived=True)

    __table_args__ = (Index(None, "booking_id"), Index(None, "other_id"))


class Challenge(Row):
    """A booking asked by another one to confirm or release before a deadline."""

    __tablename__ = "challenge"

    booking_id: Mapped[UUID] = declare(_T.REF, N_("Booking"), refers="booking")
    by_booking_id: Mapped[UUID] = declare(_T.REF, N_("Challenged by"), refers="booking")
    deadline: Mapped[datetime] = declare(_T.INSTANT, N_("Answer before"))
    outcome: Mapped[str | None] = declare(_T.CHOICE, N_("Outcome"), choices=choices.OUTCOME)

    __table_args__ = (Index(None, "booking_id"), Index(None, "by_booking_id"))


class Promotion(Row):
    """An option that became the first; its id is the same wherever the same cause is seen.

    `settled_on` is empty while an officer has still to confirm it, where offices want that.
    """

    __tablename__ = "promotion"

    booking_id: Mapped[UUID] = declare(_T.REF, N_("Booking"), refers="booking")
    cause: Mapped[str] = declare(_T.TEXT, N_("Cause"), derived=True)
    day: Mapped[date] = declare(_T.DAY, N_("Day"))
    settled_on: Mapped[date | None] = declare(_T.DAY, N_("Confirmed on"))

    __table_args__ = (Index(None, "booking_id"),)


class Occupied(Base):
    """The days that a confirmed span takes on its site and on each part of it.

    Derived and rebuildable, never in the log. A trigger refuses two overlapping rows of one site
    whose `clash_group` differs, so no double booking passes silently.
    """

    __tablename__ = "occupied"

    n: Mapped[int] = mapped_column(primary_key=True)
    span_id: Mapped[UUID] = mapped_column(
        Id, ForeignKey("span.id", deferrable=True, initially="DEFERRED")
    )
    booking_id: Mapped[UUID] = mapped_column(
        Id, ForeignKey("booking.id", deferrable=True, initially="DEFERRED"), index=True
    )
    site_id: Mapped[UUID] = mapped_column(
        Id, ForeignKey("site.id", deferrable=True, initially="DEFERRED")
    )
    first_day: Mapped[date]
    last_day: Mapped[date]
    clash_group: Mapped[UUID] = mapped_column(Id)

    __table_args__ = (
        Index(None, "site_id", "first_day"),
        CheckConstraint("clash_group <> ''", name="occupied_has_clash_group").ddl_if(
            dialect="sqlite"
        ),
    )
