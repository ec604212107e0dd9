"""The mapped base: every row has a permanent `id` and a local `n`, and is never removed."""

from uuid import UUID, uuid4, uuid5

from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from scout_app.model.types import Id

NAMESPACE = UUID("5c0a7a11-0000-5000-8000-000000000000")
"""Starter rows are UUIDv5 of their slugs in this space, so that every office's are the same."""


class Base(DeclarativeBase):
    """All tables of the catalogue."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Row(Base):
    """A row the log knows.

    `id` is exchanged and referred to; `n` is local (full-text rowid, OGC_FID). `deleted` is the
    log's `_deleted`: an officer's deletion hides a row and can be taken back.
    """

    __abstract__ = True

    n: Mapped[int] = mapped_column(primary_key=True, sort_order=-3)
    id: Mapped[UUID] = mapped_column(Id, unique=True, default=uuid4, sort_order=-2)
    deleted: Mapped[bool] = mapped_column(default=False, sort_order=-1)


def slug_id(table: str, slug: str) -> UUID:
    """Return the id that a starter row has everywhere."""
    return uuid5(NAMESPACE, f"{table}/{slug}")


def tag_id(row_id: UUID, field: str, value: str) -> UUID:
    """Return the id of a tag's membership row: the same tag set twice is the same row."""
    return uuid5(row_id, f"{field}/{value}")
