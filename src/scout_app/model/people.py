"""The directory and the contacts: organisations, people, what links them to rows; the offices."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from scout_app.model import choices
from scout_app.model.base import Row
from scout_app.model.fields import N_, Confidentiality, Exchange, FieldType, declare

_T = FieldType
_INTERNAL = Confidentiality.INTERNAL


class Organisation(Row):
    """A company, institution, school, network or event of the sector."""

    __tablename__ = "organisation"

    name: Mapped[str] = declare(_T.TEXT, N_("Name"))
    category: Mapped[str | None] = declare(
        _T.CHOICE,
        N_("Category"),
        choices=choices.DIRECTORY_CATEGORY,
        open_list="directory_category",
    )
    commune: Mapped[str | None] = declare(_T.TEXT, N_("Commune (INSEE code)"))
    address: Mapped[str | None] = declare(_T.TEXT, N_("Address"))
    website: Mapped[str | None] = declare(_T.TEXT, N_("Website"))
    email: Mapped[str | None] = declare(_T.TEXT, N_("E-mail"), confidentiality=_INTERNAL)
    phone: Mapped[str | None] = declare(_T.TEXT, N_("Telephone"), confidentiality=_INTERNAL)
    description: Mapped[str | None] = declare(_T.NOTE, N_("Description"), exchange=Exchange.TEXT3)
    note: Mapped[str | None] = declare(_T.NOTE, N_("Note"), exchange=Exchange.TEXT3)
    source: Mapped[str | None] = declare(_T.TEXT, N_("Source"))
    confidence: Mapped[str | None] = declare(
        _T.CHOICE, N_("Confidence"), choices=choices.CONFIDENCE
    )


class Person(Row):
    """A contact; nothing of a person leaves the office unless disclosed on purpose."""

    __tablename__ = "person"

    name: Mapped[str] = declare(_T.TEXT, N_("Name"), confidentiality=_INTERNAL)
    job: Mapped[str | None] = declare(_T.TEXT, N_("Job"), confidentiality=_INTERNAL)
    organisation_id: Mapped[UUID | None] = declare(
        _T.REF, N_("Organisation"), refers="organisation", confidentiality=_INTERNAL
    )
    email: Mapped[str | None] = declare(_T.TEXT, N_("E-mail"), confidentiality=_INTERNAL)
    phone: Mapped[str | None] = declare(_T.TEXT, N_("Telephone"), confidentiality=_INTERNAL)
    note: Mapped[str | None] = declare(
        _T.NOTE, N_("Note"), exchange=Exchange.TEXT3, confidentiality=_INTERNAL
    )
    basis: Mapped[str | None] = declare(
        _T.CHOICE, N_("Legal ground"), choices=choices.BASIS, confidentiality=_INTERNAL
    )
    basis_on: Mapped[date | None] = declare(
        _T.DAY, N_("Legal ground since"), confidentiality=_INTERNAL
    )
    review_on: Mapped[date | None] = declare(_T.DAY, N_("Review on"), confidentiality=_INTERNAL)


class Link(Row):
    """A role that a person or an organisation has for a row."""

    __tablename__ = "link"

    row_id: Mapped[UUID] = declare(_T.REF, N_("Row"))
    person_id: Mapped[UUID | None] = declare(_T.REF, N_("Person"), refers="person")
    organisation_id: Mapped[UUID | None] = declare(
        _T.REF, N_("Organisation"), refers="organisation"
    )
    role: Mapped[str] = declare(
        _T.CHOICE, N_("Role"), choices=choices.LINK_ROLE, open_list="link_role"
    )

    __table_args__ = (Index(None, "row_id"),)


class Office(Row):
    """A film office that keeps a copy of this catalogue."""

    __tablename__ = "office"

    name: Mapped[str] = declare(_T.TEXT, N_("Name"))
    is_own: Mapped[bool] = declare(_T.YES_NO, N_("Own office"), default=False)
    public_key: Mapped[str | None] = declare(_T.TEXT, N_("Public key"), derived=True)
    last_news_at: Mapped[datetime | None] = declare(_T.INSTANT, N_("Last news"), derived=True)


class Erasure(Row):
    """What was held on a person, and is erased: values by where they stand, never the values.

    It holds for ever, in every copy: neither undoing nor deleting this row brings a value back.
    """

    __tablename__ = "erasure"

    at: Mapped[datetime] = declare(_T.INSTANT, N_("Erased at"), derived=True)
    rows: Mapped[str] = declare(_T.TEXT, N_("Rows erased"), derived=True)
    """Ids separated by spaces: every value ever written to those rows goes."""
    cells: Mapped[str] = declare(_T.TEXT, N_("Values erased"), derived=True)
    """`transaction:number` separated by spaces."""
    reason: Mapped[str | None] = declare(_T.TEXT, N_("Reason"), derived=True)


class Choice(Row):
    """One entry that the offices added to a list of a field."""

    __tablename__ = "choice"

    list: Mapped[str] = declare(_T.TEXT, N_("List"))
    code: Mapped[str] = declare(_T.TEXT, N_("Code"))
    label_fr: Mapped[str] = declare(_T.TEXT, N_("French label"))
    label_en: Mapped[str] = declare(_T.TEXT, N_("English label"))
    rank: Mapped[str | None] = declare(_T.TEXT, N_("Order"), exchange=Exchange.AUTO)


class Setting(Row):
    """A rule that the offices agreed on for this catalogue."""

    __tablename__ = "setting"

    key: Mapped[str] = declare(_T.TEXT, N_("Setting"))
    value: Mapped[str] = declare(_T.TEXT, N_("Value"))
