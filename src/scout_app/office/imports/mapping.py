"""Which column of a file is what: proposed by its title, agreed by the officer, kept by name."""

import json
from collections.abc import Mapping as Map
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Literal

from scout_app.errors import BadValue, Refused
from scout_app.formats.records import Cell, Sheet
from scout_app.model.fields import Field, FieldType, fields_of
from scout_app.model.sites import Site
from scout_app.places import lambert
from scout_app.wording.texts import translator
from scout_app.wording.values import folded, parse

What = Literal["sites", "shoots", "parcels"]
WHATS: tuple[What, ...] = ("sites", "shoots", "parcels")
DayOrder = Literal["dmy", "mdy"]


@dataclass(frozen=True, slots=True)
class Mapping:
    """How a file is read.

    `columns` gives the column of each target, `fixed` a text for targets that no column fills.
    `key` names the columns that tell one row from another in this source; without any, the whole
    row does. `crs` is the reference system of `x` and `y` when it is not WGS84. `region` is
    (south, west, north, east) in degrees: positions outside are flagged.
    """

    what: What
    source: str
    columns: Map[str, str] = field(default_factory=dict)
    fixed: Map[str, str] = field(default_factory=dict)
    key: tuple[str, ...] = ()
    crs: str = ""
    day_order: DayOrder = "dmy"
    region: tuple[float, float, float, float] | None = None

    def to_json(self) -> str:
        """Return the mapping as it is kept and as `--mapping` reads it."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True)

    def picker(self, sheet: Sheet) -> Map[str, int]:
        """Return the place of each target's column; raises Refused naming a missing column."""
        places = {title: place for place, title in enumerate(sheet.columns)}
        for title in (*self.columns.values(), *self.key):
            if title not in places:
                raise Refused("column_missing", title)
        return {target: places[title] for target, title in self.columns.items()}


def from_json(text: str) -> Mapping:
    """Read a kept mapping; raises Refused when it is not one."""
    try:
        given = dict(json.loads(text))
        region = given.get("region")
        made = Mapping(
            **{
                **given,
                "key": tuple(given.get("key", ())),
                "region": tuple(region) if region else None,
            }
        )
    except (ValueError, TypeError, AttributeError) as error:
        raise Refused("mapping_unreadable", str(error)) from error
    if made.what not in WHATS:
        raise Refused("mapping_unreadable", str(made.what))
    return made


_SHARED: Map[str, tuple[str, ...]] = {
    "position": ("geo point 2d", "geo_point_2d", "geolocalisation", "coordonnees", "xy", "point"),
    "lat": ("latitude", "lat", "coord y", "coord_y", "y wgs84"),
    "lon": ("longitude", "lon", "lng", "long", "coord x", "coord_x", "x wgs84"),
    "x": ("x", "x l93", "x lambert93", "coordonnee x", "easting"),
    "y": ("y", "y l93", "y lambert93", "coordonnee y", "northing"),
}
_SYNONYMS: Map[What, Map[str, tuple[str, ...]]] = {
    "sites": {
        **_SHARED,
        "name": ("nom", "nom du site", "site", "lieu", "intitule", "title", "titre", "designation"),
        "address": ("adresse", "adresse postale", "street address", "rue"),
        "commune": ("code insee", "insee", "code commune", "insee com", "city", "ville"),
        "kind": ("type", "type de lieu", "categorie", "nature"),
        "area": ("surface", "superficie", "surface m2", "surface (m2)", "area m2"),
        "clear_height": ("hauteur", "hauteur libre", "hauteur sous plafond", "hsp"),
        "power_kw": ("puissance", "puissance kw", "puissance electrique"),
        "description": ("desc", "commentaire", "description fr", "cmt"),
        "website": ("site web", "site internet", "url", "link"),
        "reference": ("ref", "reference interne"),
        "owner": ("proprietaire",),
        "operator": ("exploitant", "gestionnaire", "programmateur"),
    },
    "shoots": {
        **_SHARED,
        "title": ("nom tournage", "nom_tournage", "titre", "film", "production", "event name"),
        "kind": ("type tournage", "type de tournage", "subcategoryname", "type", "category"),
        "company": (
            "nom producteur", "organisme demandeur", "producteur", "production company", "societe",
            "company",
        ),
        "director": ("nom realisateur", "realisateur", "realisation", "director"),
        "address": (
            "adresse lieu", "adresse", "localisation", "parkingheld", "locations", "location",
            "lieu",
        ),
        "postcode": ("ardt lieu", "ardt", "code postal", "zipcode(s)", "zip", "cp"),
        "first": ("date debut", "date de debut", "startdatetime", "debut", "start date", "start"),
        "last": ("date fin", "date de fin", "enddatetime", "fin", "end date", "end"),
        "year": ("annee tournage", "annee", "release year", "year"),
        "state": ("etat", "statut", "status"),
    },
    "parcels": {
        "identifier": ("idu", "id", "identifiant", "parcelle", "geo parcelle", "id parcelle"),
        "site": ("site", "terrain", "nom du site"),
        "declared_area": ("contenance", "supf", "surface", "surface cadastrale", "dcntpa"),
    },
}  # fmt: skip
_REQUIRED: Map[What, tuple[str, ...]] = {
    "sites": ("name",),
    "shoots": ("address",),
    "parcels": ("identifier",),
}
_KEYS = (
    "id",
    "identifiant",
    "id lieu",
    "recordid",
    "eventid",
    "n° auto",
    "objectid",
    "code",
    "uid",
)


def targets(what: What) -> tuple[str, ...]:
    """Return everything that a column may become."""
    known = dict.fromkeys(_SYNONYMS[what])
    if what == "sites":
        known |= dict.fromkeys(
            name
            for name, field in fields_of(Site).items()
            if not field.derived and field.type not in (FieldType.REF, FieldType.BLOB)
        )
    return tuple(known)


def required(what: What) -> tuple[str, ...]:
    """Return what no file of this sort can do without."""
    return _REQUIRED[what]


def propose(sheet: Sheet, what: What, source: str) -> Mapping:
    """Propose what each column is, by its title in French or English and by its values.

    A column is proposed once, for the target that names it best; the officer changes what is wrong.
    """
    words = {target: _words(what, target) for target in targets(what)}
    columns: dict[str, str] = {}
    free = list(sheet.columns)
    for best in (True, False):
        for target, names in words.items():
            if target in columns:
                continue
            # The target's first words are its surest: they choose among several columns.
            found = next(
                (title for name in names for title in free if _alike(title, name, best)), None
            )
            if found is not None and _fits(sheet, what, target, found):
                columns[target] = found
                free.remove(found)
    # A column that says the kind may be empty here and there: GPX files always have one.
    fixed = {"kind": "location"} if what == "sites" else {}
    columns = _settled(columns)
    if what != "parcels" and not _PLACES & columns.keys():
        columns |= _by_figures(sheet, free)
    return Mapping(
        what, source, columns, fixed, _key(sheet),
        crs=_said_system(columns), day_order=_day_order(sheet),
    )  # fmt: skip


def _by_figures(sheet: Sheet, free: Sequence[str]) -> dict[str, str]:
    """Return two columns whose figures are positions though their titles do not say so."""
    if sheet.records and sheet.records[0].geometry is not None:
        return {}
    places = [sheet.columns.index(title) for title in free]
    sample = sheet.records[:_SAMPLE]
    found = lambert.propose_columns([[row.cells[at] for row in sample] for at in places])
    if not found:
        return {}
    east, north = free[found[0].first], free[found[0].second]
    if found[0].proposal.swapped:
        east, north = north, east
    names = ("lon", "lat") if found[0].proposal.crs == lambert.WGS84 else ("x", "y")
    return dict(zip(names, (east, north), strict=True))


def _said_system(columns: Map[str, str]) -> str:
    """Return the system that the titles of x and y name; figures alone only offer one."""
    said = _bare(f"{columns.get('x', '')} {columns.get('y', '')}").replace("-", "").split()
    return "EPSG:2154" if any(word in _LAMBERT93 for word in said) else ""


def _fits(sheet: Sheet, what: What, target: str, title: str) -> bool:
    """Tell whether half of what a column says can be what its title promises.

    A column "Type" is seldom the catalogue's kind of site; a commune may be of elsewhere.
    """
    declared = fields_of(Site).get(target) if what == "sites" else None
    if declared is None or declared.type not in _STRICT:
        return True
    at = sheet.columns.index(title)
    sample = [row.cells[at] for row in sheet.records[:_SAMPLE]]
    said = [str(cell) for cell in sample if cell not in (None, "")]
    return 2 * sum(_parses(declared, text) for text in said) >= len(said)


def _parses(declared: Field, text: str) -> bool:
    try:
        parse(declared, text)
    except BadValue:
        return False
    return True


def _alike(title: str, name: str, exactly: bool) -> bool:
    bare = _bare(title)
    return bare == name if exactly else bare.startswith(f"{name} ") and len(name) > 3


def _words(what: What, target: str) -> tuple[str, ...]:
    declared = fields_of(Site).get(target) if what == "sites" else None
    labels = [translator(lang).gettext(declared.label) for lang in ("fr", "en")] if declared else []
    return tuple(
        dict.fromkeys(_bare(word) for word in (target, *_SYNONYMS[what].get(target, ()), *labels))
    )


def _bare(title: str) -> str:
    return folded(title.replace("_", " "))


def _settled(columns: dict[str, str]) -> dict[str, str]:
    """Keep one way of giving the position: latitude and longitude, else the pair, else x and y."""
    pairs = (("lat", "lon"), ("position",), ("x", "y"))
    whole = [pair for pair in pairs if all(name in columns for name in pair)]
    for pair in pairs:
        if not whole or pair != whole[0]:
            for name in pair:
                columns.pop(name, None)
    return columns


def _key(sheet: Sheet) -> tuple[str, ...]:
    """Return the column that tells rows apart: one that is called so and never repeats."""
    for wanted in _KEYS:
        for place, title in enumerate(sheet.columns):
            if _bare(title) == wanted:
                cells = [record.cells[place] for record in sheet.records]
                if None not in cells and "" not in cells and len(set(cells)) == len(cells):
                    return (title,)
    return ()


def _day_order(sheet: Sheet) -> DayOrder:
    """Tell days first from months first: only a value above 12 can."""
    return (
        "mdy" if any(_month_first(cell) for row in sheet.records for cell in row.cells) else "dmy"
    )


def _month_first(cell: Cell) -> bool:
    if not isinstance(cell, str) or len(cell) > _LONGEST_DAY or cell.count("/") != _SLASHES:
        return False
    one, two, _ = cell.split("/")
    return one.isdecimal() and two.isdecimal() and int(one) <= _MONTHS < int(two)


_LONGEST_DAY, _SLASHES, _MONTHS = 24, 2, 12
_SAMPLE = 200
_STRICT = (FieldType.CHOICE, FieldType.YES_NO, FieldType.DAY)
_PLACES = frozenset({"position", "lat", "x"})
_LAMBERT93 = frozenset({"l93", "lambert93"})


def unmapped(sheet: Sheet, mapping: Mapping) -> Sequence[str]:
    """Return the columns that the mapping leaves out, to be said before anything is written."""
    used = {*mapping.columns.values(), *mapping.key}
    return [title for title in sheet.columns if title not in used]
