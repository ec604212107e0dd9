"""Authorisations that productions ask for."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

ID = sa.Text().with_variant(sa.Uuid(), "postgresql")


def _row(name: str, table: str, **how: Any) -> sa.Column[Any]:
    """Return a column that holds the id of a row."""
    key = sa.ForeignKey(f"{table}.id", deferrable=True, initially="DEFERRED")
    return sa.Column(name, ID, key, **how)


def upgrade() -> None:
    """Add the table; guard it against outside writes."""
    op.create_table(
        "permit",
        sa.Column("n", sa.Integer(), primary_key=True),
        sa.Column("id", ID, nullable=False, unique=True),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        _row("production_id", "production", nullable=False),
        _row("site_id", "site", nullable=False),
        _row("restriction_id", "restriction"),
        sa.Column("authority", sa.Text(), nullable=False),
        sa.Column("first_day", sa.Date()),
        sa.Column("last_day", sa.Date()),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("number", sa.Text()),
        sa.Column("asked_on", sa.Date()),
        sa.Column("deadline", sa.Date()),
        sa.Column("conditions", sa.Text()),
    )
    op.create_index("ix_permit_production_id", "permit", ["production_id"])
    op.create_index("ix_permit_site_id", "permit", ["site_id"])
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("INSERT", "UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER guard_permit_{verb.lower()} BEFORE {verb} ON permit"
                " WHEN (SELECT open FROM writing) IS NOT 1"
                " BEGIN SELECT RAISE(ABORT, 'Ce catalogue se modifie dans Scout'); END"
            )
