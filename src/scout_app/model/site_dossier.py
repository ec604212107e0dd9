"""What a dossier asks of a site beyond its measures: rights, safety, comfort, terms, surroundings.

The blocks and their contents are those that film offices print; see also `Site`.
"""

from datetime import date

from sqlalchemy.orm import Mapped

from scout_app.model import choices
from scout_app.model.fields import N_, Confidentiality, Exchange, FieldType, declare

_T = FieldType


class DossierFields:
    """Columns that `Site` has as well as its own."""

    # identity and land
    era: Mapped[str | None] = declare(_T.TEXT, N_("Era"), block="identity")
    condition: Mapped[str | None] = declare(
        _T.CHOICE, N_("Condition"), choices=choices.CONDITION, block="land", askable=True
    )
    pollution: Mapped[str | None] = declare(
        _T.CHOICE, N_("Pollution"), choices=choices.POLLUTION, block="land", askable=True
    )

    # volumes, power, light
    lift: Mapped[bool | None] = declare(_T.YES_NO, N_("Lift"), block="volumes", askable=True)
    lift_load: Mapped[int | None] = declare(
        _T.NUMBER, N_("Lift, load"), unit="kg", block="volumes", askable=True
    )
    power_board: Mapped[str | None] = declare(_T.TEXT, N_("Access to the board"), block="power")
    generator: Mapped[str | None] = declare(
        _T.CHOICE, N_("Generator"), choices=choices.ALLOWED, block="power", askable=True
    )
    generator_place: Mapped[str | None] = declare(
        _T.TEXT, N_("Where the generator stands"), block="power"
    )
    orientation: Mapped[str | None] = declare(
        _T.CHOICE, N_("Orientation"), choices=choices.ORIENTATION, block="light", askable=True
    )
    windows: Mapped[bool | None] = declare(_T.YES_NO, N_("Windows"), block="light", askable=True)
    blackout: Mapped[bool | None] = declare(
        _T.YES_NO, N_("Can be blacked out"), block="light", askable=True
    )

    # sound and access
    hvac_off: Mapped[bool | None] = declare(
        _T.YES_NO, N_("Ventilation can be switched off"), block="sound", askable=True
    )
    reverberation: Mapped[str | None] = declare(
        _T.CHOICE, N_("Reverberation"), choices=choices.REVERBERATION, block="sound", askable=True
    )
    truck_slope: Mapped[int | None] = declare(
        _T.NUMBER, N_("Slope of the access"), unit="%", block="access", askable=True
    )
    ground_bearing: Mapped[int | None] = declare(
        _T.NUMBER, N_("Bearing of the ground"), unit="t/m²", scale=1, block="access", askable=True
    )
    unloading: Mapped[str | None] = declare(_T.TEXT, N_("Unloading"), block="access")
    access_hours: Mapped[str | None] = declare(_T.TEXT, N_("Access hours"), block="access")
    keys: Mapped[str | None] = declare(
        _T.TEXT, N_("Keys"), confidentiality=Confidentiality.INTERNAL, block="access"
    )

    # unit base
    catering: Mapped[bool | None] = declare(
        _T.YES_NO, N_("Room for catering"), block="unit_base", askable=True
    )
    dressing_rooms: Mapped[int | None] = declare(
        _T.NUMBER, N_("Dressing rooms"), block="unit_base", askable=True
    )
    makeup_seats: Mapped[int | None] = declare(
        _T.NUMBER, N_("Make-up and hair, seats"), block="unit_base", askable=True
    )
    holding_area: Mapped[int | None] = declare(
        _T.NUMBER, N_("Holding for extras"), unit="m²", block="unit_base", askable=True
    )
    toilets: Mapped[int | None] = declare(_T.NUMBER, N_("Toilets"), block="unit_base", askable=True)
    storage_area: Mapped[int | None] = declare(
        _T.NUMBER, N_("Storage"), unit="m²", block="unit_base", askable=True
    )
    office_area: Mapped[int | None] = declare(
        _T.NUMBER, N_("Production offices"), unit="m²", block="unit_base", askable=True
    )
    workshop_area: Mapped[int | None] = declare(
        _T.NUMBER, N_("Workshops"), unit="m²", block="studio", askable=True
    )
    waste: Mapped[str | None] = declare(_T.TEXT, N_("Waste"), block="unit_base")

    # permissions and what is allowed
    permission_from: Mapped[str | None] = declare(
        _T.TEXT, N_("Who must be asked"), block="permissions"
    )
    permission_days: Mapped[int | None] = declare(
        _T.NUMBER, N_("Ask ahead by"), unit="d", block="permissions", askable=True
    )
    heritage: Mapped[str | None] = declare(
        _T.CHOICE, N_("Heritage"), choices=choices.HERITAGE, block="constraints", askable=True
    )
    neighbours: Mapped[str | None] = declare(
        _T.NOTE, N_("Neighbours"), exchange=Exchange.TEXT3, block="constraints"
    )
    drones: Mapped[str | None] = declare(
        _T.CHOICE, N_("Drones"), choices=choices.ALLOWED, block="constraints", askable=True
    )
    effects: Mapped[str | None] = declare(
        _T.CHOICE, N_("Effects and fire"), choices=choices.ALLOWED, block="constraints",
        askable=True,
    )  # fmt: skip
    smoke: Mapped[str | None] = declare(
        _T.CHOICE, N_("Smoke"), choices=choices.ALLOWED, block="constraints", askable=True
    )
    animals: Mapped[str | None] = declare(
        _T.CHOICE, N_("Animals"), choices=choices.ALLOWED, block="constraints", askable=True
    )
    minors: Mapped[str | None] = declare(
        _T.CHOICE, N_("Minors"), choices=choices.ALLOWED, block="constraints", askable=True
    )
    night: Mapped[str | None] = declare(
        _T.CHOICE, N_("Night shoots"), choices=choices.ALLOWED, block="constraints", askable=True
    )

    # safety
    hospital: Mapped[str | None] = declare(
        _T.TEXT, N_("Nearest emergency hospital"), block="safety"
    )
    exits: Mapped[int | None] = declare(_T.NUMBER, N_("Emergency exits"), block="safety")
    hazards: Mapped[str | None] = declare(
        _T.NOTE, N_("Hazards"), exchange=Exchange.TEXT3, block="safety"
    )
    asbestos: Mapped[str | None] = declare(
        _T.CHOICE, N_("Asbestos"), choices=choices.ASBESTOS, block="safety", askable=True
    )
    guarded: Mapped[bool | None] = declare(_T.YES_NO, N_("Guarded"), block="safety", askable=True)

    # terms
    reset_days: Mapped[int | None] = declare(
        _T.NUMBER, N_("Days kept free after a booking"), unit="d", block="terms"
    )
    deposit: Mapped[int | None] = declare(
        _T.MONEY, N_("Deposit"), unit="€", scale=2, confidentiality=Confidentiality.PARTNER,
        block="terms",
    )  # fmt: skip
    insurance: Mapped[str | None] = declare(_T.TEXT, N_("Insurance"), block="terms")
    overtime: Mapped[str | None] = declare(_T.TEXT, N_("Overtime"), block="terms")
    reinstatement: Mapped[str | None] = declare(_T.TEXT, N_("Reinstatement"), block="terms")

    # nearby and how this was found
    station: Mapped[str | None] = declare(_T.TEXT, N_("Nearest station"), block="nearby")
    airport: Mapped[str | None] = declare(_T.TEXT, N_("Nearest airport"), block="nearby")
    hotels: Mapped[str | None] = declare(
        _T.NOTE, N_("Hotels"), exchange=Exchange.TEXT3, block="nearby"
    )
    cover_set: Mapped[str | None] = declare(_T.TEXT, N_("Cover set"), block="nearby")
    surveyor: Mapped[str | None] = declare(
        _T.TEXT, N_("Surveyor"), confidentiality=Confidentiality.INTERNAL, block="survey"
    )
    visited_on: Mapped[date | None] = declare(_T.DAY, N_("Visited on"), block="survey")
