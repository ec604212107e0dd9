"""Places: sites and their parts, what is known of them and from whom, land, communes, risks."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from scout_app.model import choices
from scout_app.model.base import Row
from scout_app.model.fields import (
    N_,
    Confidentiality,
    Exchange,
    Field,
    FieldType,
    declare,
    geometry,
)
from scout_app.model.site_dossier import DossierFields
from scout_app.model.types import Geometry

_T = FieldType


class Site(DossierFields, Row):
    """A place that can be filmed; a part of another one when `whole_id` is set."""

    __tablename__ = "site"
    __tags__: ClassVar[Mapping[str, Field]] = {
        "looks": Field(_T.TAGS, N_("Style"), block="identity", askable=True),
        "doubles_for": Field(_T.TAGS, N_("Can play"), block="identity", askable=True),
        "noise_sources": Field(_T.TAGS, N_("Sources of noise"), block="sound", askable=True),
    }

    # identity
    reference: Mapped[str] = declare(_T.TEXT, N_("Reference"), block="identity")
    name: Mapped[str] = declare(_T.TEXT, N_("Name"), block="identity")
    kind: Mapped[str] = declare(
        _T.CHOICE, N_("Kind"), choices=choices.SITE_KIND, block="identity", askable=True
    )
    location_kind: Mapped[str | None] = declare(
        _T.CHOICE,
        N_("Kind of location"),
        choices=choices.LOCATION_KIND,
        open_list="location_kind",
        block="identity",
        askable=True,
    )
    support_kind: Mapped[str | None] = declare(
        _T.CHOICE,
        N_("Kind of support space"),
        choices=choices.SUPPORT_KIND,
        open_list="support_kind",
        block="identity",
        askable=True,
    )
    status: Mapped[str] = declare(
        _T.CHOICE, N_("Status"), choices=choices.SITE_STATUS, default="in_service", block="identity"
    )
    whole_id: Mapped[UUID | None] = declare(_T.REF, N_("Part of"), refers="site", block="identity")
    description: Mapped[str | None] = declare(
        _T.NOTE, N_("Description"), exchange=Exchange.TEXT3, block="identity"
    )
    commune: Mapped[str | None] = declare(
        _T.TEXT, N_("Commune (INSEE code)"), block="identity", askable=True
    )
    municipal_district: Mapped[str | None] = declare(
        _T.TEXT, N_("Municipal district"), block="identity"
    )
    address: Mapped[str | None] = declare(_T.TEXT, N_("Address"), block="identity")
    lat: Mapped[int | None] = declare(
        _T.NUMBER, N_("Latitude"), unit="°", scale=7, block="identity"
    )
    lon: Mapped[int | None] = declare(
        _T.NUMBER, N_("Longitude"), unit="°", scale=7, block="identity"
    )
    position_precision: Mapped[str | None] = declare(
        _T.CHOICE,
        N_("Precision of the position"),
        choices=choices.POSITION_PRECISION,
        block="identity",
    )
    entrance_lat: Mapped[int | None] = declare(
        _T.NUMBER, N_("Truck entrance, latitude"), unit="°", scale=7, block="access"
    )
    entrance_lon: Mapped[int | None] = declare(
        _T.NUMBER, N_("Truck entrance, longitude"), unit="°", scale=7, block="access"
    )
    operator: Mapped[str | None] = declare(_T.TEXT, N_("Operator"), block="identity")
    owner: Mapped[str | None] = declare(
        _T.TEXT, N_("Owner"), confidentiality=Confidentiality.INTERNAL, block="land"
    )
    owner_type: Mapped[str | None] = declare(
        _T.CHOICE, N_("Type of owner"), choices=choices.OWNER_TYPE, block="land", askable=True
    )
    website: Mapped[str | None] = declare(_T.TEXT, N_("Website"), block="identity")
    opened_year: Mapped[int | None] = declare(_T.NUMBER, N_("Opened in"), block="identity")
    home_office_id: Mapped[UUID | None] = declare(_T.REF, N_("Home office"), refers="office")
    review_state: Mapped[str | None] = declare(
        _T.CHOICE, N_("Review"), choices=choices.REVIEW_STATE, exchange=Exchange.AUTO
    )
    confidentiality: Mapped[str] = declare(
        _T.CHOICE, N_("Confidentiality"), choices=choices.CONFIDENTIALITY, default="public"
    )

    # land and surfaces
    area: Mapped[int | None] = declare(_T.NUMBER, N_("Area"), unit="m²", block="land", askable=True)
    built_area: Mapped[int | None] = declare(
        _T.NUMBER, N_("Built area"), unit="m²", block="land", askable=True
    )
    zoning: Mapped[str | None] = declare(_T.TEXT, N_("Zoning"), block="land", askable=True)

    # volumes
    stage_count: Mapped[int | None] = declare(
        _T.NUMBER, N_("Number of stages"), block="volumes", askable=True
    )
    stages_area: Mapped[int | None] = declare(
        _T.NUMBER, N_("Stages, total area"), unit="m²", block="volumes", askable=True
    )
    largest_stage: Mapped[int | None] = declare(
        _T.NUMBER, N_("Largest stage"), unit="m²", block="volumes", askable=True
    )
    length: Mapped[int | None] = declare(
        _T.NUMBER, N_("Length"), unit="m", scale=2, block="volumes", askable=True
    )
    width: Mapped[int | None] = declare(
        _T.NUMBER, N_("Width"), unit="m", scale=2, block="volumes", askable=True
    )
    clear_height: Mapped[int | None] = declare(
        _T.NUMBER, N_("Clear height"), unit="m", scale=2, block="volumes", askable=True
    )
    grid_height: Mapped[int | None] = declare(
        _T.NUMBER, N_("Height under grid"), unit="m", scale=2, block="volumes", askable=True
    )
    door_width: Mapped[int | None] = declare(
        _T.NUMBER, N_("Door width"), unit="m", scale=2, block="volumes", askable=True
    )
    door_height: Mapped[int | None] = declare(
        _T.NUMBER, N_("Door height"), unit="m", scale=2, block="volumes", askable=True
    )
    floor_load: Mapped[int | None] = declare(
        _T.NUMBER, N_("Floor load"), unit="kg/m²", block="volumes", askable=True
    )

    # power
    power_kw: Mapped[int | None] = declare(
        _T.NUMBER, N_("Power"), unit="kW", scale=1, block="power", askable=True
    )
    power_amps: Mapped[int | None] = declare(
        _T.NUMBER, N_("Current"), unit="A", block="power", askable=True
    )
    power_phases: Mapped[int | None] = declare(_T.NUMBER, N_("Phases"), block="power", askable=True)

    # studio
    cyclo: Mapped[bool | None] = declare(_T.YES_NO, N_("Cyclorama"), block="studio", askable=True)
    green_screen: Mapped[bool | None] = declare(
        _T.YES_NO, N_("Green screen"), block="studio", askable=True
    )
    led_area: Mapped[int | None] = declare(
        _T.NUMBER, N_("LED wall, area"), unit="m²", scale=1, block="studio", askable=True
    )
    led_width: Mapped[int | None] = declare(
        _T.NUMBER, N_("LED wall, width"), unit="m", scale=2, block="studio", askable=True
    )
    led_height: Mapped[int | None] = declare(
        _T.NUMBER, N_("LED wall, height"), unit="m", scale=2, block="studio", askable=True
    )
    led_pitch: Mapped[int | None] = declare(
        _T.NUMBER, N_("LED pitch"), unit="mm", scale=2, block="studio", askable=True
    )
    backlot_area: Mapped[int | None] = declare(
        _T.NUMBER, N_("Backlot area"), unit="m²", block="studio", askable=True
    )

    # access and unit base
    truck_height: Mapped[int | None] = declare(
        _T.NUMBER, N_("Trucks, height limit"), unit="m", scale=2, block="access", askable=True
    )
    truck_weight: Mapped[int | None] = declare(
        _T.NUMBER, N_("Trucks, weight limit"), unit="t", scale=1, block="access", askable=True
    )
    step_free: Mapped[bool | None] = declare(
        _T.YES_NO, N_("Step-free access"), block="access", askable=True
    )
    parking_cars: Mapped[int | None] = declare(
        _T.NUMBER, N_("Parking, cars"), block="unit_base", askable=True
    )
    parking_trucks: Mapped[int | None] = declare(
        _T.NUMBER, N_("Parking, trucks"), block="unit_base", askable=True
    )
    base_camp_area: Mapped[int | None] = declare(
        _T.NUMBER, N_("Base camp, area"), unit="m²", block="unit_base", askable=True
    )
    water: Mapped[bool | None] = declare(_T.YES_NO, N_("Water"), block="unit_base", askable=True)

    # sound and networks
    noise: Mapped[str | None] = declare(
        _T.CHOICE, N_("Noise around"), choices=choices.NOISE, block="sound", askable=True
    )
    soundproof: Mapped[bool | None] = declare(
        _T.YES_NO, N_("Soundproof"), block="sound", askable=True
    )
    fibre: Mapped[bool | None] = declare(_T.YES_NO, N_("Fibre"), block="comms", askable=True)
    mobile: Mapped[str | None] = declare(
        _T.CHOICE, N_("Mobile coverage"), choices=choices.MOBILE, block="comms", askable=True
    )

    # derived from lat and lon for QGIS; not logged
    point: Mapped[bytes | None] = mapped_column(Geometry("POINT"))

    __table_args__ = (Index(None, "whole_id"), Index(None, "commune"))


class Tag(Row):
    """One word of a tag field of a row; its id is made from the row, the field and the word."""

    __tablename__ = "tag"

    row_id: Mapped[UUID] = declare(_T.REF, N_("Row"))
    field: Mapped[str] = declare(_T.TEXT, N_("Field"))
    value: Mapped[str] = declare(_T.TEXT, N_("Value"), exchange=Exchange.AUTO)

    __table_args__ = (Index(None, "row_id"),)


class SourcedValue(Row):
    """Evidence for one value of a row; `field` may name a fact that has no column of its own."""

    __tablename__ = "sourced_value"

    row_id: Mapped[UUID] = declare(_T.REF, N_("Row"))
    field: Mapped[str] = declare(_T.TEXT, N_("Field"))
    value: Mapped[str | None] = declare(_T.TEXT, N_("Value"))
    source: Mapped[str] = declare(_T.TEXT, N_("Source"))
    source_date: Mapped[str | None] = declare(_T.TEXT, N_("Date of the source"))
    confidence: Mapped[str | None] = declare(
        _T.CHOICE, N_("Confidence"), choices=choices.CONFIDENCE
    )

    __table_args__ = (Index(None, "row_id"),)


class FilmingCredit(Row):
    """What was shot at a site."""

    __tablename__ = "filming_credit"

    site_id: Mapped[UUID] = declare(_T.REF, N_("Site"), refers="site")
    title: Mapped[str] = declare(_T.TEXT, N_("Title"))
    kind: Mapped[str | None] = declare(
        _T.CHOICE, N_("Kind"), choices=choices.PRODUCTION_KIND, open_list="production_kind"
    )
    years: Mapped[str | None] = declare(_T.TEXT, N_("Years"))
    note: Mapped[str | None] = declare(_T.NOTE, N_("Note"), exchange=Exchange.TEXT3)
    source: Mapped[str | None] = declare(_T.TEXT, N_("Source"))

    __table_args__ = (Index(None, "site_id"),)


class Parcel(Row):
    """A cadastral parcel of a site."""

    __tablename__ = "parcel"

    site_id: Mapped[UUID] = declare(_T.REF, N_("Site"), refers="site")
    identifier: Mapped[str] = declare(_T.TEXT, N_("Parcel"))
    declared_area: Mapped[int | None] = declare(_T.NUMBER, N_("Declared area"), unit="m²")
    geometry: Mapped[bytes | None] = geometry("MULTIPOLYGON")

    __table_args__ = (Index(None, "site_id"),)


class Closure(Row):
    """Days on which a site is shut."""

    __tablename__ = "closure"

    site_id: Mapped[UUID] = declare(_T.REF, N_("Site"), refers="site")
    first_day: Mapped[date] = declare(_T.DAY, N_("From"))
    last_day: Mapped[date] = declare(_T.DAY, N_("To"))
    rrule: Mapped[str | None] = declare(_T.TEXT, N_("Repetition"))
    reason: Mapped[str] = declare(_T.TEXT, N_("Reason"))

    __table_args__ = (Index(None, "site_id"),)


class Restriction(Row):
    """A seasonal or standing rule that puts days at risk or asks for an authorisation."""

    __tablename__ = "restriction"

    title: Mapped[str] = declare(_T.TEXT, N_("Title"))
    scope: Mapped[str] = declare(_T.CHOICE, N_("Scope"), choices=choices.RESTRICTION_SCOPE)
    site_id: Mapped[UUID | None] = declare(_T.REF, N_("Site"), refers="site")
    commune: Mapped[str | None] = declare(_T.TEXT, N_("Commune (INSEE code)"))
    season_first: Mapped[str | None] = declare(_T.TEXT, N_("Season, first day (MM-DD)"))
    season_last: Mapped[str | None] = declare(_T.TEXT, N_("Season, last day (MM-DD)"))
    authority: Mapped[str | None] = declare(_T.TEXT, N_("Authority"))
    lead_days: Mapped[int | None] = declare(_T.NUMBER, N_("Notice"), unit="d")
    description: Mapped[str | None] = declare(_T.NOTE, N_("Description"), exchange=Exchange.TEXT3)
    legal_basis: Mapped[str | None] = declare(_T.TEXT, N_("Legal basis"))
    as_of: Mapped[str | None] = declare(_T.TEXT, N_("As of"))
    source: Mapped[str | None] = declare(_T.TEXT, N_("Source"))


class RestrictionLevel(Row):
    """The level that an authority published for a day."""

    __tablename__ = "restriction_level"

    restriction_id: Mapped[UUID] = declare(_T.REF, N_("Restriction"), refers="restriction")
    day: Mapped[date] = declare(_T.DAY, N_("Day"))
    level: Mapped[str] = declare(_T.TEXT, N_("Level"))
    forbids: Mapped[bool] = declare(_T.YES_NO, N_("Forbids filming"), default=False)
    entered_at: Mapped[datetime | None] = declare(_T.INSTANT, N_("Entered at"), derived=True)

    __table_args__ = (Index(None, "restriction_id", "day"),)


class Commune(Row):
    """A commune of the territory, or a municipal district of Marseille."""

    __tablename__ = "commune"

    insee: Mapped[str] = declare(_T.TEXT, N_("INSEE code"))
    name: Mapped[str] = declare(_T.TEXT, N_("Name"))
    postcodes: Mapped[str | None] = declare(_T.TEXT, N_("Postcodes"))
    population: Mapped[int | None] = declare(_T.NUMBER, N_("Population"))
    lat: Mapped[int | None] = declare(_T.NUMBER, N_("Latitude"), unit="°", scale=7)
    lon: Mapped[int | None] = declare(_T.NUMBER, N_("Longitude"), unit="°", scale=7)
    district_of: Mapped[str | None] = declare(_T.TEXT, N_("District of"))

    __table_args__ = (Index(None, "insee"),)
