"""The rest of a dossier's fields; rates, cancellation ladders and allocations of land."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

ID = sa.Text().with_variant(sa.Uuid(), "postgresql")
_TEXTS = (
    "era",
    "condition",
    "pollution",
    "power_board",
    "generator",
    "generator_place",
    "orientation",
    "reverberation",
    "unloading",
    "access_hours",
    "keys",
    "waste",
    "permission_from",
    "heritage",
    "neighbours",
    "drones",
    "effects",
    "smoke",
    "animals",
    "minors",
    "night",
    "hospital",
    "hazards",
    "asbestos",
    "insurance",
    "overtime",
    "reinstatement",
    "station",
    "airport",
    "hotels",
    "cover_set",
    "surveyor",
)
_NUMBERS = (
    "lift_load",
    "truck_slope",
    "ground_bearing",
    "dressing_rooms",
    "makeup_seats",
    "holding_area",
    "toilets",
    "storage_area",
    "office_area",
    "workshop_area",
    "permission_days",
    "exits",
    "reset_days",
    "deposit",
)
_YES_NOS = ("lift", "windows", "blackout", "hvac_off", "catering", "guarded")
_TABLES = ("rate", "cancellation_tier", "allocation")


def upgrade() -> None:
    """Add the columns and tables; guard the tables against outside writes."""
    for name in _TEXTS:
        op.add_column("site", sa.Column(name, sa.Text()))
    for name in _NUMBERS:
        op.add_column("site", sa.Column(name, sa.Integer()))
    for name in _YES_NOS:
        op.add_column("site", sa.Column(name, sa.Boolean()))
    op.add_column("site", sa.Column("visited_on", sa.Date()))
    _table(
        "rate", ("day_type", sa.Text, False), ("amount", sa.Integer, False), ("note", sa.Text, True)
    )
    _table("cancellation_tier", ("days_before", sa.Integer, False), ("percent", sa.Integer, False))
    _table(
        "allocation",
        ("stage", sa.Text, False),
        ("basis", sa.Text, True),
        ("first_day", sa.Date, True),
        ("last_day", sa.Date, True),
        ("state", sa.Text, True),
        ("renewal_by", sa.Date, True),
        ("note", sa.Text, True),
    )
    if op.get_bind().dialect.name == "sqlite":
        for table in _TABLES:
            for verb in ("INSERT", "UPDATE", "DELETE"):
                op.execute(
                    f"CREATE TRIGGER guard_{table}_{verb.lower()} BEFORE {verb} ON {table}"
                    " WHEN (SELECT open FROM writing) IS NOT 1"
                    " BEGIN SELECT RAISE(ABORT, 'Ce catalogue se modifie dans Scout'); END"
                )


def _table(name: str, *columns: tuple[str, type[sa.types.TypeEngine[Any]], bool]) -> None:
    """Add a table of rows that belong to a site."""
    op.create_table(
        name,
        sa.Column("n", sa.Integer(), primary_key=True),
        sa.Column("id", ID, nullable=False, unique=True),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column(
            "site_id", ID, sa.ForeignKey("site.id", deferrable=True, initially="DEFERRED"),
            nullable=False,
        ),
        *(sa.Column(column, kind(), nullable=empty) for column, kind, empty in columns),
    )  # fmt: skip
    op.create_index(f"ix_{name}_site_id", name, ["site_id"])
