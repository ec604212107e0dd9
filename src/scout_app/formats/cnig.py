"""The exchange file of disused sites: the CNIG standard "Friches", schema v1.0.3.

Source: https://github.com/cnigfr/schema-friches. A CSV in UTF-8, commas, one line a site;
several values of one field are parted by bars. Places are WKT in WGS84, longitude first.
"""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from scout_app.errors import BadValue
from scout_app.formats import files
from scout_app.formats.records import Cell

COLUMNS = tuple(
    re.findall(
        r"\w+",
        """site_id site_nom site_type site_adresse site_identif_date site_actu_date site_url
        site_ademe_url site_securite site_occupation site_statut site_projet_url activite_libelle
        activite_code activite_fin_annee comm_nom comm_insee bati_type bati_nombre bati_surface
        bati_pollution bati_vacance bati_patrimoine bati_etat local_ancien_annee
        local_recent_annee proprio_type proprio_personne proprio_nom sol_pollution_annee
        sol_pollution_existe sol_pollution_origine sol_pollution_commentaire
        sol_depollution_fiche unite_fonciere_surface unite_fonciere_refcad urba_zone_type
        urba_zone_lib urba_zone_formdomi urba_doc_type desserte_distance desserte_commentaire
        source_nom source_url source_producteur source_contact geompoint geomsurf""",
    )
)
REQUIRED = (
    "site_id", "site_nom", "site_type", "site_identif_date", "site_actu_date", "comm_nom",
    "comm_insee", "source_nom", "geompoint",
)  # fmt: skip
_DAYS = ("site_identif_date", "site_actu_date")
_WHOLE = ("bati_nombre", "bati_surface", "unite_fonciere_surface")
_OPEN = ("inconnu", "autre", "sans objet")
CHOICES: Mapping[str, tuple[str, ...]] = {
    "site_type": (
        "friche industrielle", "friche commerciale", "friche hospitalière",
        "friche agro-industrielle", "Friche carrière ou mine", "friche militaire",
        "friche d'habitat", "friche d'équipement public", "friche portuaire",
        "friche aéroportuaire", "friche ferroviaire", "friche logistique",
        "friche loisir tourisme hôtellerie", "friche enseignement", "friche cultuelle", "mixte",
        *_OPEN,
    ),
    "site_occupation": (
        "totalement inoccupé", "partiellement inoccupé", "occupation transitoire ou temporaire",
        "occupation illicite supposée", "occupation illicite avérée", *_OPEN,
    ),
    "site_statut": (
        "friche potentielle", "friche sans projet", "friche avec projet", "friche reconvertie",
        *_OPEN,
    ),
    "bati_vacance": ("occupé", "partiellement occupé", "vacant", *_OPEN),
    "bati_patrimoine": (
        "aucun", "présence d'un bâtiment d'intérêt", "présence d'un bâtiment classé", *_OPEN,
    ),
    "bati_pollution": ("amiante", "plomb", *_OPEN),
    "urba_doc_type": ("RNU", "CC", "PLU", "PLUI", "PSMV", *_OPEN),
    "urba_zone_type": ("U", "AUc", "AUs", "A", "N", "Zc", "ZCa", "ZnC", "RNU", *_OPEN),
}  # fmt: skip
"""The allowed values of the fields that Scout can fill."""


def place(lat: int, lon: int) -> str:
    """Return a `geompoint` from 1e-7 degrees."""
    return f"POINT({lon / 1e7:.7f} {lat / 1e7:.7f})"


def write(path: Path, rows: Sequence[Mapping[str, Cell]]) -> None:
    """Write the sites, each a mapping of the schema's columns; the file appears whole, or not.

    Raises:
        BadValue: a field is not of the schema, is needed and empty, or holds another value.
        FileTrouble: the folder cannot be written.
    """
    out = io.StringIO(newline="")
    csv.writer(out).writerows([COLUMNS, *(_line(row) for row in rows)])
    files.write(path, out.getvalue().encode())


def _line(row: Mapping[str, Cell]) -> list[str]:
    for name in row:
        if name not in COLUMNS:
            raise BadValue("field", name, "choice", COLUMNS)
    return [_checked(name, row.get(name)) for name in COLUMNS]


def _checked(name: str, value: Cell) -> str:
    text = value.isoformat() if isinstance(value, date) else str("" if value is None else value)
    if not text and name in REQUIRED:
        raise BadValue(name, text, "required")
    if text and name in CHOICES and text not in CHOICES[name]:
        raise BadValue(name, text, "choice", CHOICES[name])
    if text and name in _DAYS and not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        raise BadValue(name, text, "day")
    if text and name in _WHOLE and not re.fullmatch(r"\d+", text):
        raise BadValue(name, text, "number")
    return text
