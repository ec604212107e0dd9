"""The rank that was told, what a copy holds without its value, and erasures."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

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


def upgrade() -> None:
    """Add the columns and the tables; guard the tables against outside writes."""
    op.add_column("booking", sa.Column("rank_told", sa.Integer()))
    op.add_column("peer", sa.Column("lacks", sa.Text(), nullable=False, server_default="{}"))
    op.create_table(
        "erasure",
        sa.Column("n", sa.Integer(), primary_key=True),
        sa.Column("id", ID, nullable=False, unique=True),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("rows", sa.Text(), nullable=False),
        sa.Column("cells", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text()),
    )
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("INSERT", "UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER guard_erasure_{verb.lower()} BEFORE {verb} ON erasure"
                " WHEN (SELECT open FROM writing) IS NOT 1"
                " BEGIN SELECT RAISE(ABORT, 'Ce catalogue se modifie dans Scout'); END"
            )
