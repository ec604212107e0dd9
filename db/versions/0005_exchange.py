"""What exchange between offices keeps: arbitrations, other copies, receptions, what waits."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

ID = sa.Text().with_variant(sa.Uuid(), "postgresql")
_TABLES = ("arbitration", "peer", "reception", "conflict", "unshown")


def upgrade() -> None:
    """Add the tables; guard them against outside writes."""
    op.create_table(
        "arbitration",
        sa.Column("n", sa.Integer(), primary_key=True),
        sa.Column("id", ID, nullable=False, unique=True),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("booking_id", ID, nullable=False),
        sa.Column("other_id", ID, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        *(
            sa.ForeignKeyConstraint(
                [column], ["booking.id"], name=f"fk_arbitration_{column}",
                initially="DEFERRED", deferrable=True,
            )
            for column in ("booking_id", "other_id")
        ),
    )  # fmt: skip
    op.create_index("ix_arbitration_booking_id", "arbitration", ["booking_id"])
    op.create_index("ix_arbitration_other_id", "arbitration", ["other_id"])
    op.create_table(
        "peer",
        sa.Column("replica", ID, primary_key=True),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("vector", sa.Text(), nullable=False),
        sa.Column("wants", sa.Text(), nullable=False),
        sa.Column("made_ms", sa.Integer(), nullable=False),
        sa.Column("received_ms", sa.Integer(), nullable=False),
    )
    op.create_table(
        "reception",
        sa.Column("n", sa.Integer(), primary_key=True),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("replica", ID, nullable=False),
        sa.Column("at_ms", sa.Integer(), nullable=False),
        sa.Column("applied", sa.Integer(), nullable=False),
        sa.Column("first_txn", sa.Integer(), nullable=True),
        sa.Column("last_txn", sa.Integer(), nullable=True),
        sa.Column("undone", sa.Text(), nullable=True),
    )
    op.create_table(
        "conflict",
        sa.Column("row_uuid", ID, primary_key=True),
        sa.Column("field", sa.Text(), primary_key=True),
        sa.Column("tbl", sa.Text(), nullable=False),
    )
    op.create_table(
        "unshown",
        sa.Column("row_uuid", ID, primary_key=True),
        sa.Column("field", sa.Text(), primary_key=True),
        sa.Column("tbl", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
    )
    if op.get_bind().dialect.name == "sqlite":
        for table in _TABLES:
            for verb in ("INSERT", "UPDATE", "DELETE"):
                op.execute(
                    f"CREATE TRIGGER guard_{table}_{verb.lower()} BEFORE {verb} ON {table}"
                    " WHEN (SELECT open FROM writing) IS NOT 1"
                    " BEGIN SELECT RAISE(ABORT, 'Ce catalogue se modifie dans Scout'); END"
                )
