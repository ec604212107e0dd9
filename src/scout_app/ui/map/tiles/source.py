"""Where the ground of the map can come from: the bundled map, files, the network."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlencode, urlsplit

from scout_app.errors import BadValue
from scout_app.model.fields import N_
from scout_app.ui.map.tiles.grid import Tile

Kind = Literal["bundled", "file", "web"]

_DEEPEST = 22
_WMTS = "https://data.geopf.fr/wmts"
_IGN = "© IGN – Géoplateforme, Licence Ouverte"
_ENDINGS = (".mbtiles", ".pmtiles")
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class TileSource:
    """One ground; `where` is its file, or its address with {z}, {x} and {y}.

    `allows_offline` says whether its terms let tiles be fetched ahead and kept.
    """

    id: str
    label: str
    attribution: str
    min_zoom: int
    max_zoom: int
    kind: Kind
    allows_offline: bool
    where: str = ""

    def address(self, tile: Tile) -> str:
        """Return the address of one tile."""
        found = self.where
        for name, value in (("{z}", tile.zoom), ("{x}", tile.column), ("{y}", tile.row)):
            found = found.replace(name, str(value))
        return found

    @property
    def host(self) -> str:
        """Who serves it, empty for none."""
        return urlsplit(self.where).netloc if self.kind == "web" else ""


def wmts(name: str, label: str, layer: str, picture: str, most: int) -> TileSource:
    """Return a layer of the Géoplateforme, which needs no key."""
    asked = {
        "SERVICE": "WMTS",
        "REQUEST": "GetTile",
        "VERSION": "1.0.0",
        "LAYER": layer,
        "STYLE": "normal",
        "FORMAT": f"image/{picture}",
        "TILEMATRIXSET": "PM",
    }
    where = f"{_WMTS}?{urlencode(asked)}&TILEMATRIX={{z}}&TILECOL={{x}}&TILEROW={{y}}"
    return TileSource(name, label, _IGN, 0, most, "web", True, where)


BUNDLED = TileSource("bundled", N_("Bundled map"), "", 0, _DEEPEST, "bundled", True)
KNOWN = (
    BUNDLED,
    wmts("ign-plan", N_("IGN map"), "GEOGRAPHICALGRIDSYSTEMS.PLANIGNV2", "png", 18),
    wmts("ign-photos", N_("Aerial photographs (IGN)"), "ORTHOIMAGERY.ORTHOPHOTOS", "jpeg", 19),
    wmts(
        "ign-parcels",
        N_("Cadastral parcels (IGN)"),
        "CADASTRALPARCELS.PARCELLAIRE_EXPRESS",
        "png",
        19,
    ),
)


def of_file(path: Path) -> TileSource:
    """Return the source that a tile file will be once it was opened."""
    return TileSource(str(path), path.stem, path.stem, 0, _DEEPEST, "file", True, str(path))


def of_address(text: str) -> TileSource:
    """Return the source behind an address like https://host/{z}/{x}/{y}.png; raises BadValue."""
    typed = text.strip()
    try:
        parts = urlsplit(typed)
        host, name = parts.hostname, parts.username
    except ValueError:
        host = name = None
    sound = (
        host
        and name is None
        and parts.scheme in ("http", "https")
        and sorted(re.findall(r"\{[^{}]*\}", typed)) == ["{x}", "{y}", "{z}"]
        and len(typed) <= _LONGEST
        and not re.search(r"\s", typed)
        and "{" not in parts.netloc
    )
    if not sound or host is None:
        raise BadValue(N_("Tile address"), typed[:100], "tiles")
    return TileSource(typed, host, f"© {host}", 0, 19, "web", False, typed)


def offered(added: Sequence[str]) -> tuple[TileSource, ...]:
    """Return every source there is, with those that the user added; spoilt ones are left out."""
    found = list(KNOWN)
    for text in added:
        if text.casefold().endswith(_ENDINGS) and "{" not in text:
            found.append(of_file(Path(text)))
            continue
        try:
            found.append(of_address(text))
        except BadValue:
            continue
    return tuple(found)


def chosen(id: str, added: Sequence[str]) -> TileSource:  # noqa: A002 - the settings' word
    """Return the source of that id; one that is no more gives way to the bundled map."""
    return next((one for one in offered(added) if one.id == id), BUNDLED)
