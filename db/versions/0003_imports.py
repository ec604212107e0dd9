"""What imports leave behind, and bookings that were entered in spite of a clash."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

ID = sa.Text().with_variant(sa.Uuid(), "postgresql")
_TABLES = ("import_key", "import_mapping")


def upgrade() -> None:
    """Add the tables and the column; guard the tables against outside writes."""
    op.add_column("booking", sa.Column("override_reason", sa.Text()))
    op.create_table(
        "import_key",
        sa.Column("n", sa.Integer(), primary_key=True),
        sa.Column("id", ID, nullable=False, unique=True),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("row_id", ID, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("last_imported", sa.Text(), nullable=False),
    )
    op.create_index("ix_import_key_source_key", "import_key", ["source", "key"])
    op.create_index("ix_import_key_row_id", "import_key", ["row_id"])
    op.create_table(
        "import_mapping",
        sa.Column("n", sa.Integer(), primary_key=True),
        sa.Column("id", ID, nullable=False, unique=True),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("mapping", sa.Text(), nullable=False),
    )
    if op.get_bind().dialect.name == "sqlite":
        for table in _TABLES:
            for verb in ("INSERT", "UPDATE", "DELETE"):
                op.execute(
                    f"CREATE TRIGGER guard_{table}_{verb.lower()} BEFORE {verb} ON {table}"
                    " WHEN (SELECT open FROM writing) IS NOT 1"
                    " BEGIN SELECT RAISE(ABORT, 'Ce catalogue se modifie dans Scout'); END"
                )
