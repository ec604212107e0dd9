"""What the catalogue's tables and fields are called on screen and in sentences."""

from collections.abc import Mapping

from scout_app.model.fields import N_, Field, fields_of
from scout_app.model.tables import ROWS
from scout_app.wording.texts import translator

TABLES: Mapping[str, str] = {
    "allocation": N_("Allocation"),
    "arbitration": N_("Decision on a double booking"),
    "booking": N_("Booking"),
    "cancellation_tier": N_("Cancellation tier"),
    "challenge": N_("Challenge"),
    "choice": N_("List entry"),
    "closure": N_("Closure"),
    "commune": N_("Commune"),
    "criterion": N_("Criterion"),
    "filming_credit": N_("Filming credit"),
    "import_key": N_("Imported row"),
    "import_mapping": N_("Import mapping"),
    "link": N_("Contact role"),
    "need": N_("Need"),
    "office": N_("Office"),
    "organisation": N_("Organisation"),
    "parcel": N_("Parcel"),
    "permit": N_("Authorisation"),
    "person": N_("Contact"),
    "photo": N_("Picture"),
    "production": N_("Production"),
    "promotion": N_("Promotion"),
    "rate": N_("Rate"),
    "restriction": N_("Restriction"),
    "restriction_level": N_("Level of a day"),
    "setting": N_("Setting"),
    "site": N_("Site"),
    "sourced_value": N_("Source"),
    "span": N_("Days of a booking"),
    "tag": N_("Tag"),
}

BACKUPS: Mapping[str, str] = {
    "open": N_("at opening"),
    "asked": N_("asked for"),
    "before-import": N_("before an import"),
    "before-receive": N_("before a reception"),
    "before-migration": N_("before a new version"),
    "before-restore": N_("before a copy was put back"),
}
"""What a copy of the catalogue was made for."""

BLOCKS: Mapping[str, str] = {
    "identity": N_("Identity"),
    "land": N_("Land and surfaces"),
    "volumes": N_("Volumes"),
    "power": N_("Power"),
    "light": N_("Light"),
    "sound": N_("Sound"),
    "studio": N_("Studio"),
    "access": N_("Access"),
    "unit_base": N_("Unit base"),
    "comms": N_("Networks"),
    "permissions": N_("Permissions"),
    "constraints": N_("Constraints"),
    "safety": N_("Safety"),
    "terms": N_("Terms"),
    "nearby": N_("Nearby"),
    "survey": N_("Survey"),
}
"""The blocks of a card and of a dossier, in their order."""


OPEN_LISTS: Mapping[str, str] = {
    "location_kind": N_("Kinds of location"),
    "support_kind": N_("Kinds of support space"),
    "production_kind": N_("Kinds of production"),
    "allocation_basis": N_("Grounds on which land is kept"),
    "directory_category": N_("Categories of the directory"),
    "link_role": N_("Roles of contacts"),
}
"""The lists that offices may add to."""


def backup(why: str, lang: str) -> str:
    """Return what a copy of the catalogue was made for."""
    return translator(lang).gettext(BACKUPS[why])


def open_list(name: str, lang: str) -> str:
    """Return what a list that offices may add to is called."""
    return translator(lang).gettext(OPEN_LISTS[name])


def table(name: str, lang: str) -> str:
    """Return what a table's rows are called."""
    return translator(lang).gettext(TABLES[name])


COLUMNS: Mapping[str, str] = {
    "position": N_("Position (latitude, longitude)"),
    "x": N_("Easting (x)"),
    "y": N_("Northing (y)"),
    "company": N_("Production company"),
    "director": N_("Director"),
    "postcode": N_("Postcode"),
    "first": N_("First day"),
    "last": N_("Last day"),
    "year": N_("Year"),
    "site": N_("Site"),
}
"""What a column of an outside file may say that is no field."""


def field(name: str, lang: str, of: str | None = None) -> str:
    """Return a field's label: of the table given, or of the first that declares the name."""
    found = declared(name, of)
    return translator(lang).gettext(found.label if found else COLUMNS.get(name, name))


def declared(name: str, of: str | None = None) -> Field | None:
    """Return the declaration of a field by its name."""
    tables = [ROWS[of]] if of else [ROWS["site"], *ROWS.values()]
    return next((fields_of(t)[name] for t in tables if name in fields_of(t)), None)
