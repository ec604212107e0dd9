"""Pictures of sites."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

ID = sa.Text().with_variant(sa.Uuid(), "postgresql")


def upgrade() -> None:
    """Add the table, and on SQLite its guards."""
    op.create_table(
        "photo",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("site_id", ID, nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("suffix", sa.Text(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("dhash", sa.Text(), nullable=False),
        sa.Column("original_name", sa.Text(), nullable=True),
        sa.Column("caption", sa.Text(), nullable=True),
        sa.Column("author", sa.Text(), nullable=True),
        sa.Column("rights", sa.Text(), nullable=True),
        sa.Column("taken_at", sa.Text(), nullable=True),
        sa.Column("lat", sa.Integer(), nullable=True),
        sa.Column("lon", sa.Integer(), nullable=True),
        sa.Column("rank", sa.Text(), nullable=False),
        sa.Column("is_cover", sa.Boolean(), nullable=False),
        sa.Column("series", sa.Text(), nullable=True),
        sa.Column("series_side", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["site_id"],
            ["site.id"],
            name="fk_photo_site_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("n", name="pk_photo"),
        sa.UniqueConstraint("id", name="uq_photo_id"),
    )
    op.create_index("ix_photo_site_id", "photo", ["site_id"], unique=False)
    op.create_index("ix_photo_sha256", "photo", ["sha256"], unique=False)
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("INSERT", "UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER guard_photo_{verb.lower()} BEFORE {verb} ON photo"
                " WHEN (SELECT open FROM writing) IS NOT 1"
                " BEGIN SELECT RAISE(ABORT, 'Ce catalogue se modifie dans Scout'); END"
            )
