"""The first catalogue: sites, productions, bookings, the log, the layers and their guards."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import UserDefinedType

revision = "0001"
down_revision = None


class _Word(UserDefinedType):  # type: ignore[type-arg]
    """A column declared with a word of the GeoPackage standard."""

    cache_ok = True

    def __init__(self, word: str) -> None:
        self.word = word

    def get_col_spec(self, **_kw: object) -> str:
        return self.word


ID = sa.Text().with_variant(sa.Uuid(), "postgresql")
INSTANT = _Word("DATETIME").with_variant(sa.DateTime(timezone=True), "postgresql")


def geometry(shape: str) -> sa.types.TypeEngine[bytes]:
    """Return the type of a geometry blob."""
    return _Word(shape).with_variant(sa.LargeBinary(), "postgresql")


def upgrade() -> None:
    """Create everything; what is SQLite's own only there."""
    _tables()
    if op.get_bind().dialect.name == "sqlite":
        for statement in (*GEOPACKAGE, *LAYERS, *TEXT, *NO_SILENT_DOUBLE, *_guards()):
            op.execute(sa.text(statement.replace(":", "\\:")))


def _tables() -> None:
    op.create_table(
        "choice",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("list", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("label_fr", sa.Text(), nullable=False),
        sa.Column("label_en", sa.Text(), nullable=False),
        sa.Column("rank", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n", name="pk_choice"),
        sa.UniqueConstraint("id", name="uq_choice_id"),
    )
    op.create_table(
        "commune",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("insee", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("postcodes", sa.Text(), nullable=True),
        sa.Column("population", sa.Integer(), nullable=True),
        sa.Column("lat", sa.Integer(), nullable=True),
        sa.Column("lon", sa.Integer(), nullable=True),
        sa.Column("district_of", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n", name="pk_commune"),
        sa.UniqueConstraint("id", name="uq_commune_id"),
    )
    op.create_index("ix_commune_insee", "commune", ["insee"], unique=False)
    op.create_table(
        "meta",
        sa.Column("catalogue_id", ID, nullable=False),
        sa.Column("replica_id", ID, nullable=False),
        sa.Column("schema_major", sa.Integer(), nullable=False),
        sa.Column("schema_minor", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("catalogue_id", name="pk_meta"),
    )
    op.create_table(
        "office",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("is_own", sa.Boolean(), nullable=False),
        sa.Column("public_key", sa.Text(), nullable=True),
        sa.Column("last_news_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("n", name="pk_office"),
        sa.UniqueConstraint("id", name="uq_office_id"),
    )
    op.create_table(
        "organisation",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=True),
        sa.Column("commune", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("website", sa.Text(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("confidence", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n", name="pk_organisation"),
        sa.UniqueConstraint("id", name="uq_organisation_id"),
    )
    op.create_table(
        "setting",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_setting"),
        sa.UniqueConstraint("id", name="uq_setting_id"),
    )
    op.create_table(
        "sourced_value",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("row_id", ID, nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("source_date", sa.Text(), nullable=True),
        sa.Column("confidence", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n", name="pk_sourced_value"),
        sa.UniqueConstraint("id", name="uq_sourced_value_id"),
    )
    op.create_index("ix_sourced_value_row_id", "sourced_value", ["row_id"], unique=False)
    op.create_table(
        "tag",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("row_id", ID, nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_tag"),
        sa.UniqueConstraint("id", name="uq_tag_id"),
    )
    op.create_index("ix_tag_row_id", "tag", ["row_id"], unique=False)
    op.create_table(
        "txn",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("replica", ID, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Text(), nullable=True),
        sa.Column("undoes", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("wall_ms", sa.Integer(), nullable=False),
        sa.Column("clock_ok", sa.Boolean(), nullable=False),
        sa.Column("schema", sa.Text(), nullable=False),
        sa.Column("sig", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("n", name="pk_txn"),
        sa.UniqueConstraint("id", name="uq_txn_id"),
    )
    op.create_index("ix_txn_replica_seq", "txn", ["replica", "seq"], unique=False)
    op.create_table(
        "writing",
        sa.Column("open", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("open", name="pk_writing"),
    )
    op.create_table(
        "op",
        sa.Column("txn", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("tbl", sa.Text(), nullable=False),
        sa.Column("row_uuid", ID, nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("vhash", sa.Text(), nullable=False),
        sa.Column("prev", sa.Text(), nullable=False),
        sa.Column("seen", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["txn"], ["txn.n"], name="fk_op_txn"),
        sa.PrimaryKeyConstraint("txn", "n", name="pk_op"),
    )
    op.create_index("ix_op_row_uuid_field", "op", ["row_uuid", "field"], unique=False)
    op.create_table(
        "opval",
        sa.Column("txn", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["txn"], ["txn.n"], name="fk_opval_txn"),
        sa.PrimaryKeyConstraint("txn", "n", name="pk_opval"),
    )
    op.create_table(
        "person",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("job", sa.Text(), nullable=True),
        sa.Column("organisation_id", ID, nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=True),
        sa.Column("basis_on", sa.Date(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name="fk_person_organisation_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("n", name="pk_person"),
        sa.UniqueConstraint("id", name="uq_person_id"),
    )
    op.create_table(
        "production",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("company_id", ID, nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("lead_officer", sa.Text(), nullable=True),
        sa.Column("confidentiality", sa.Text(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("budget", sa.Integer(), nullable=True),
        sa.Column("local_spend_expected", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["company_id"],
            ["organisation.id"],
            name="fk_production_company_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("n", name="pk_production"),
        sa.UniqueConstraint("id", name="uq_production_id"),
    )
    op.create_table(
        "site",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("location_kind", sa.Text(), nullable=True),
        sa.Column("support_kind", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("whole_id", ID, nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("commune", sa.Text(), nullable=True),
        sa.Column("municipal_district", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("lat", sa.Integer(), nullable=True),
        sa.Column("lon", sa.Integer(), nullable=True),
        sa.Column("position_precision", sa.Text(), nullable=True),
        sa.Column("entrance_lat", sa.Integer(), nullable=True),
        sa.Column("entrance_lon", sa.Integer(), nullable=True),
        sa.Column("operator", sa.Text(), nullable=True),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("owner_type", sa.Text(), nullable=True),
        sa.Column("website", sa.Text(), nullable=True),
        sa.Column("opened_year", sa.Integer(), nullable=True),
        sa.Column("home_office_id", ID, nullable=True),
        sa.Column("review_state", sa.Text(), nullable=True),
        sa.Column("confidentiality", sa.Text(), nullable=False),
        sa.Column("area", sa.Integer(), nullable=True),
        sa.Column("built_area", sa.Integer(), nullable=True),
        sa.Column("zoning", sa.Text(), nullable=True),
        sa.Column("stage_count", sa.Integer(), nullable=True),
        sa.Column("stages_area", sa.Integer(), nullable=True),
        sa.Column("largest_stage", sa.Integer(), nullable=True),
        sa.Column("length", sa.Integer(), nullable=True),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("clear_height", sa.Integer(), nullable=True),
        sa.Column("grid_height", sa.Integer(), nullable=True),
        sa.Column("door_width", sa.Integer(), nullable=True),
        sa.Column("door_height", sa.Integer(), nullable=True),
        sa.Column("floor_load", sa.Integer(), nullable=True),
        sa.Column("power_kw", sa.Integer(), nullable=True),
        sa.Column("power_amps", sa.Integer(), nullable=True),
        sa.Column("power_phases", sa.Integer(), nullable=True),
        sa.Column("cyclo", sa.Boolean(), nullable=True),
        sa.Column("green_screen", sa.Boolean(), nullable=True),
        sa.Column("led_area", sa.Integer(), nullable=True),
        sa.Column("led_width", sa.Integer(), nullable=True),
        sa.Column("led_height", sa.Integer(), nullable=True),
        sa.Column("led_pitch", sa.Integer(), nullable=True),
        sa.Column("backlot_area", sa.Integer(), nullable=True),
        sa.Column("truck_height", sa.Integer(), nullable=True),
        sa.Column("truck_weight", sa.Integer(), nullable=True),
        sa.Column("step_free", sa.Boolean(), nullable=True),
        sa.Column("parking_cars", sa.Integer(), nullable=True),
        sa.Column("parking_trucks", sa.Integer(), nullable=True),
        sa.Column("base_camp_area", sa.Integer(), nullable=True),
        sa.Column("water", sa.Boolean(), nullable=True),
        sa.Column("noise", sa.Text(), nullable=True),
        sa.Column("soundproof", sa.Boolean(), nullable=True),
        sa.Column("fibre", sa.Boolean(), nullable=True),
        sa.Column("mobile", sa.Text(), nullable=True),
        sa.Column("point", geometry("POINT"), nullable=True),
        sa.ForeignKeyConstraint(
            ["home_office_id"],
            ["office.id"],
            name="fk_site_home_office_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["whole_id"],
            ["site.id"],
            name="fk_site_whole_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("n", name="pk_site"),
        sa.UniqueConstraint("id", name="uq_site_id"),
    )
    op.create_index("ix_site_commune", "site", ["commune"], unique=False)
    op.create_index("ix_site_whole_id", "site", ["whole_id"], unique=False)
    op.create_table(
        "booking",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("site_id", ID, nullable=False),
        sa.Column("production_id", ID, nullable=False),
        sa.Column("office_id", ID, nullable=False),
        sa.Column("officer", sa.Text(), nullable=False),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["office_id"],
            ["office.id"],
            name="fk_booking_office_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["production_id"],
            ["production.id"],
            name="fk_booking_production_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["site_id"],
            ["site.id"],
            name="fk_booking_site_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("n", name="pk_booking"),
        sa.UniqueConstraint("id", name="uq_booking_id"),
    )
    op.create_index("ix_booking_production_id", "booking", ["production_id"], unique=False)
    op.create_index("ix_booking_site_id", "booking", ["site_id"], unique=False)
    op.create_table(
        "closure",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("site_id", ID, nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("rrule", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["site_id"],
            ["site.id"],
            name="fk_closure_site_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("n", name="pk_closure"),
        sa.UniqueConstraint("id", name="uq_closure_id"),
    )
    op.create_index("ix_closure_site_id", "closure", ["site_id"], unique=False)
    op.create_table(
        "filming_credit",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("site_id", ID, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("years", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["site_id"],
            ["site.id"],
            name="fk_filming_credit_site_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("n", name="pk_filming_credit"),
        sa.UniqueConstraint("id", name="uq_filming_credit_id"),
    )
    op.create_index("ix_filming_credit_site_id", "filming_credit", ["site_id"], unique=False)
    op.create_table(
        "link",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("row_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=True),
        sa.Column("organisation_id", ID, nullable=True),
        sa.Column("role", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name="fk_link_organisation_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name="fk_link_person_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("n", name="pk_link"),
        sa.UniqueConstraint("id", name="uq_link_id"),
    )
    op.create_index("ix_link_row_id", "link", ["row_id"], unique=False)
    op.create_table(
        "need",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("production_id", ID, nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("int_ext", sa.Text(), nullable=True),
        sa.Column("day_night", sa.Text(), nullable=True),
        sa.Column("scenes", sa.Text(), nullable=True),
        sa.Column("pages_eighths", sa.Integer(), nullable=True),
        sa.Column("days_prep", sa.Integer(), nullable=True),
        sa.Column("days_shoot", sa.Integer(), nullable=True),
        sa.Column("days_strike", sa.Integer(), nullable=True),
        sa.Column("window_first", sa.Date(), nullable=True),
        sa.Column("window_last", sa.Date(), nullable=True),
        sa.Column("order_rank", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["production_id"],
            ["production.id"],
            name="fk_need_production_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("n", name="pk_need"),
        sa.UniqueConstraint("id", name="uq_need_id"),
    )
    op.create_index("ix_need_production_id", "need", ["production_id"], unique=False)
    op.create_table(
        "parcel",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("site_id", ID, nullable=False),
        sa.Column("identifier", sa.Text(), nullable=False),
        sa.Column("declared_area", sa.Integer(), nullable=True),
        sa.Column("geometry", geometry("MULTIPOLYGON"), nullable=True),
        sa.ForeignKeyConstraint(
            ["site_id"],
            ["site.id"],
            name="fk_parcel_site_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("n", name="pk_parcel"),
        sa.UniqueConstraint("id", name="uq_parcel_id"),
    )
    op.create_index("ix_parcel_site_id", "parcel", ["site_id"], unique=False)
    op.create_table(
        "restriction",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("site_id", ID, nullable=True),
        sa.Column("commune", sa.Text(), nullable=True),
        sa.Column("season_first", sa.Text(), nullable=True),
        sa.Column("season_last", sa.Text(), nullable=True),
        sa.Column("authority", sa.Text(), nullable=True),
        sa.Column("lead_days", sa.Integer(), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("legal_basis", sa.Text(), nullable=True),
        sa.Column("as_of", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["site_id"],
            ["site.id"],
            name="fk_restriction_site_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("n", name="pk_restriction"),
        sa.UniqueConstraint("id", name="uq_restriction_id"),
    )
    op.create_table(
        "criterion",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("need_id", ID, nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("operator", sa.Text(), nullable=False),
        sa.Column("wanted", sa.Text(), nullable=False),
        sa.Column("is_hard", sa.Boolean(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["need_id"],
            ["need.id"],
            name="fk_criterion_need_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("n", name="pk_criterion"),
        sa.UniqueConstraint("id", name="uq_criterion_id"),
    )
    op.create_index("ix_criterion_need_id", "criterion", ["need_id"], unique=False)
    op.create_table(
        "restriction_level",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("restriction_id", ID, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("forbids", sa.Boolean(), nullable=False),
        sa.Column("entered_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(
            ["restriction_id"],
            ["restriction.id"],
            name="fk_restriction_level_restriction_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("n", name="pk_restriction_level"),
        sa.UniqueConstraint("id", name="uq_restriction_level_id"),
    )
    op.create_index(
        "ix_restriction_level_restriction_id_day",
        "restriction_level",
        ["restriction_id", "day"],
        unique=False,
    )
    op.create_table(
        "span",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("booking_id", ID, nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("day_type", sa.Text(), nullable=False),
        sa.Column("starts_at", INSTANT, nullable=True),
        sa.Column("ends_at", INSTANT, nullable=True),
        sa.CheckConstraint("first_day <= last_day", name="span_in_order"),
        sa.ForeignKeyConstraint(
            ["booking_id"],
            ["booking.id"],
            name="fk_span_booking_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("n", name="pk_span"),
        sa.UniqueConstraint("id", name="uq_span_id"),
    )
    op.create_index("ix_span_booking_id", "span", ["booking_id"], unique=False)
    op.create_index("ix_span_first_day_last_day", "span", ["first_day", "last_day"], unique=False)
    op.create_table(
        "occupied",
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("span_id", ID, nullable=False),
        sa.Column("booking_id", ID, nullable=False),
        sa.Column("site_id", ID, nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("clash_group", ID, nullable=False),
        sa.CheckConstraint("clash_group <> ''", name="occupied_has_clash_group"),
        sa.ForeignKeyConstraint(
            ["booking_id"],
            ["booking.id"],
            name="fk_occupied_booking_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["site_id"],
            ["site.id"],
            name="fk_occupied_site_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["span_id"],
            ["span.id"],
            name="fk_occupied_span_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("n", name="pk_occupied"),
    )
    op.create_index("ix_occupied_booking_id", "occupied", ["booking_id"], unique=False)
    op.create_index(
        "ix_occupied_site_id_first_day", "occupied", ["site_id", "first_day"], unique=False
    )


GEOPACKAGE = (
    f"PRAGMA application_id = {0x47504B47}",
    "PRAGMA user_version = 10200",
    """CREATE TABLE gpkg_spatial_ref_sys (
        srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
        organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT)""",
    """INSERT INTO gpkg_spatial_ref_sys VALUES
        ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', NULL),
        ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', NULL),
        ('WGS 84 geodetic', 4326, 'EPSG', 4326,
         'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,'
         || 'AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],'
         || 'PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],'
         || 'UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],'
         || 'AUTHORITY["EPSG","4326"]]', NULL)""",
    """CREATE TABLE gpkg_contents (
        table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
        description TEXT DEFAULT '',
        last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
        min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
        srs_id INTEGER REFERENCES gpkg_spatial_ref_sys(srs_id))""",
    """CREATE TABLE gpkg_geometry_columns (
        table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
        srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
        CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
        CONSTRAINT uk_gc_table_name UNIQUE (table_name),
        CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
        CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id))""",
)

# Views only: QGIS and GDAL read them, nobody writes through them. A column name carries the unit
# of the stored integer, since a view cannot divide without losing the column's declared type.
_SITE_COLUMNS = """n AS OGC_FID, point, id, reference, name, kind, location_kind, support_kind,
    status, commune, municipal_district, address, position_precision, operator, website,
    opened_year,
    description, area AS area_m2, built_area AS built_area_m2, stage_count,
    stages_area AS stages_area_m2, largest_stage AS largest_stage_m2,
    backlot_area AS backlot_area_m2,
    clear_height AS clear_height_cm, grid_height AS grid_height_cm, door_width AS door_width_cm,
    door_height AS door_height_cm, floor_load AS floor_load_kg_m2, power_amps AS power_a,
    parking_cars, parking_trucks, step_free, cyclo, green_screen"""

LAYERS = (
    f"""CREATE VIEW sites AS SELECT {_SITE_COLUMNS} FROM site
        WHERE whole_id IS NULL AND NOT deleted AND confidentiality <> 'internal'""",
    f"""CREATE VIEW parts AS SELECT {_SITE_COLUMNS}, whole_id FROM site
        WHERE whole_id IS NOT NULL AND NOT deleted AND confidentiality <> 'internal'""",
    """CREATE VIEW parcels AS
        SELECT n AS OGC_FID, geometry, id, site_id, identifier, declared_area AS declared_area_m2
        FROM parcel WHERE NOT deleted""",
    """CREATE VIEW sources AS
        SELECT n AS OGC_FID, id, row_id, field, value, source, source_date, confidence
        FROM sourced_value WHERE NOT deleted""",
    """INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES
        ('sites', 'features', 'sites', 'Sites', 4326),
        ('parts', 'features', 'parts', 'Parts of sites', 4326),
        ('parcels', 'features', 'parcels', 'Cadastral parcels', 4326),
        ('sources', 'attributes', 'sources', 'Where each value comes from', NULL)""",
    """INSERT INTO gpkg_geometry_columns VALUES
        ('sites', 'point', 'POINT', 4326, 0, 0),
        ('parts', 'point', 'POINT', 4326, 0, 0),
        ('parcels', 'geometry', 'MULTIPOLYGON', 4326, 0, 0)""",
)

TEXT = (
    """CREATE VIRTUAL TABLE site_text USING fts5(name, place, words,
        tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3 4 5 6 7')""",
)

_OVERLAP = """WHEN EXISTS (SELECT 1 FROM occupied AS other
    WHERE other.site_id = NEW.site_id AND other.n <> NEW.n
      AND other.first_day <= NEW.last_day AND NEW.first_day <= other.last_day
      AND other.clash_group <> NEW.clash_group)
    BEGIN SELECT RAISE(ABORT, 'no_silent_double'); END"""

NO_SILENT_DOUBLE = (
    f"CREATE TRIGGER no_silent_double AFTER INSERT ON occupied {_OVERLAP}",
    f"CREATE TRIGGER no_silent_double_moved AFTER UPDATE ON occupied {_OVERLAP}",
)

_GUARDED = (
    "booking", "choice", "closure", "commune", "criterion", "filming_credit", "link", "meta",
    "need", "occupied", "office", "op", "opval", "organisation", "parcel", "person", "production",
    "restriction", "restriction_level", "setting", "site", "sourced_value", "span", "tag", "txn",
)  # fmt: skip
_IMMUTABLE = ("txn", "op")


def _guards() -> list[str]:
    """Refuse outside writes to the business tables, and any change to what the log has kept.

    The flag is a row, since a trigger cannot call a function of ours under trusted_schema=OFF.
    """
    guards = [
        f"CREATE TRIGGER guard_{table}_{verb.lower()} BEFORE {verb} ON {table}"
        " WHEN (SELECT open FROM writing) IS NOT 1"
        " BEGIN SELECT RAISE(ABORT, 'Ce catalogue se modifie dans Scout'); END"
        for table in _GUARDED
        for verb in ("INSERT", "UPDATE", "DELETE")
    ]
    grow_only = [
        f"CREATE TRIGGER grow_only_{table}_{verb.lower()} BEFORE {verb} ON {table}"
        " BEGIN SELECT RAISE(ABORT, 'the log only grows'); END"
        for table in _IMMUTABLE
        for verb in ("UPDATE", "DELETE")
    ]
    return guards + grow_only
