"""Challenges, promotions, and ranks given by hand."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

ID = sa.Text().with_variant(sa.Uuid(), "postgresql")


class _Word(sa.types.UserDefinedType[Any]):
    """A column type by the word that GeoPackage wants."""

    cache_ok = True

    def __init__(self, word: str) -> None:
        self.word = word

    def get_col_spec(self, **_: object) -> str:
        """Return the word."""
        return self.word


INSTANT = _Word("DATETIME").with_variant(sa.DateTime(timezone=True), "postgresql")
_TABLES = ("challenge", "promotion")


def upgrade() -> None:
    """Add the columns and the tables; guard the tables against outside writes."""
    op.add_column("booking", sa.Column("rank_override", sa.Integer()))
    op.add_column("booking", sa.Column("rank_reason", sa.Text()))
    op.create_table(
        "challenge",
        sa.Column("n", sa.Integer(), primary_key=True),
        sa.Column("id", ID, nullable=False, unique=True),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column(
            "booking_id",
            ID,
            sa.ForeignKey("booking.id", deferrable=True, initially="DEFERRED"),
            nullable=False,
        ),
        sa.Column(
            "by_booking_id",
            ID,
            sa.ForeignKey("booking.id", deferrable=True, initially="DEFERRED"),
            nullable=False,
        ),
        sa.Column("deadline", INSTANT, nullable=False),
        sa.Column("outcome", sa.Text()),
    )
    op.create_index("ix_challenge_booking_id", "challenge", ["booking_id"])
    op.create_index("ix_challenge_by_booking_id", "challenge", ["by_booking_id"])
    op.create_table(
        "promotion",
        sa.Column("n", sa.Integer(), primary_key=True),
        sa.Column("id", ID, nullable=False, unique=True),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column(
            "booking_id",
            ID,
            sa.ForeignKey("booking.id", deferrable=True, initially="DEFERRED"),
            nullable=False,
        ),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("settled_on", sa.Date()),
    )
    op.create_index("ix_promotion_booking_id", "promotion", ["booking_id"])
    if op.get_bind().dialect.name == "sqlite":
        for table in _TABLES:
            for verb in ("INSERT", "UPDATE", "DELETE"):
                op.execute(
                    f"CREATE TRIGGER guard_{table}_{verb.lower()} BEFORE {verb} ON {table}"
                    " WHEN (SELECT open FROM writing) IS NOT 1"
                    " BEGIN SELECT RAISE(ABORT, 'Ce catalogue se modifie dans Scout'); END"
                )
