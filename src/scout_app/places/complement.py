"""What completes the bundled map: communes' outlines and inland waters, fetched once and kept.

Sources, both under Licence Ouverte: geo.api.gouv.fr (communes of the metropolis, EPCI 200054807)
and the BD TOPO by the Géoplateforme's WFS (layer `plan_d_eau`).
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

import numpy as np

from scout_app.errors import NetworkTrouble
from scout_app.places import outlines
from scout_app.places.addresses import user_agent
from scout_app.places.basemap import Line

COMMUNES = "https://geo.api.gouv.fr/epcis/200054807/communes"
WATERS = "https://data.geopf.fr/wfs/ows"
CREDIT = "geo.api.gouv.fr · IGN BD TOPO®"

_BOX = "830000,6230000,940000,6310000,urn:ogc:def:crs:EPSG::2154"
"""The metropolis and its surroundings in metres of Lambert-93."""
_PAGE, _MOST_PAGES = 1_000, 20
_TIMEOUT_S = 30.0
_LARGEST = 40 * 1024 * 1024
_LEAST_WATER_M2 = 10_000.0
_FINE = 0.00005
"""Degrees by which a line may be straightened: some five metres."""
_BUSY = (429, 503)


@dataclass(frozen=True, slots=True)
class Complement:
    """Closed lines in degrees, holes among them."""

    communes: tuple[Line, ...] = ()
    waters: tuple[Line, ...] = ()
    credit: str = ""


def fetch(step: Callable[[float], None], communes: str, waters: str) -> Complement:
    """Ask both services and return what they know; `step` is told the share done.

    Raises NetworkTrouble; what `step` raises stops it.
    """
    asked = {"fields": "nom,code", "geometry": "contour", "format": "geojson"}
    borders = tuple(_rings(_features(communes, asked), 0.0, communes))
    step(0.3)
    found: list[Line] = []
    for page in range(_MOST_PAGES):
        features = _features(waters, _waters_asked(page))
        found += _rings(features, _LEAST_WATER_M2, waters)
        step(0.3 + 0.6 * (page + 1) / _MOST_PAGES)
        if len(features) < _PAGE:
            break
    return Complement(borders, tuple(found), CREDIT)


def _waters_asked(page: int) -> dict[str, str]:
    return {
        "SERVICE": "WFS",
        "VERSION": "2.0.0",
        "REQUEST": "GetFeature",
        "TYPENAMES": "BDTOPO_V3:plan_d_eau",
        "SRSNAME": "EPSG:4326",
        "OUTPUTFORMAT": "application/json",
        "BBOX": _BOX,
        "COUNT": str(_PAGE),
        "STARTINDEX": str(page * _PAGE),
    }


def _features(address: str, asked: dict[str, str]) -> list[Any]:
    try:
        found = json.loads(_body(f"{address}?{urlencode(asked)}"))["features"]
    except (ValueError, KeyError, TypeError) as unreadable:
        raise NetworkTrouble(_host(address), "unreadable") from unreadable
    if not isinstance(found, list):
        raise NetworkTrouble(_host(address), "unreadable")
    return found


def _body(address: str) -> bytes:
    request = Request(address, headers={"User-Agent": user_agent()})
    try:
        with urlopen(request, timeout=_TIMEOUT_S) as answer:
            body: bytes = answer.read(_LARGEST + 1)
    except HTTPError as refused:
        refused.close()
        why = "busy" if refused.code in _BUSY else "refused"
        raise NetworkTrouble(_host(address), why) from refused
    except TimeoutError as slow:
        raise NetworkTrouble(_host(address), "slow") from slow
    except (URLError, OSError) as away:
        raise NetworkTrouble(_host(address), "unreachable") from away
    if len(body) > _LARGEST:
        raise NetworkTrouble(_host(address), "unreadable")
    return body


def _host(address: str) -> str:
    return urlsplit(address).netloc


def _rings(features: Iterable[Any], least_m2: float, address: str) -> Iterator[Line]:
    """Yield the lines of the areas at least so large, straightened and rounded."""
    import shapely

    for feature in features:
        try:
            drawn = feature["geometry"]
            shape = shapely.force_2d(shapely.from_geojson(json.dumps(drawn))) if drawn else None
        except (shapely.errors.ShapelyError, KeyError, TypeError) as unreadable:
            raise NetworkTrouble(_host(address), "unreadable") from unreadable
        if shape is None or shape.geom_type not in {"Polygon", "MultiPolygon"} or shape.is_empty:
            continue
        if least_m2 and outlines.area_m2(shapely.to_wkb(shape)) < least_m2:
            continue
        for part in shapely.get_parts(shapely.simplify(shape, _FINE)):
            for ring in (part.exterior, *part.interiors):
                yield np.round(np.array(ring.coords)[:, :2], 5)


def keep(path: Path, found: Complement) -> None:
    """Write it whole or not at all; raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    plain = {
        "communes": [line.tolist() for line in found.communes],
        "waters": [line.tolist() for line in found.waters],
        "credit": found.credit,
    }
    part = path.with_suffix(".part")
    part.write_text(json.dumps(plain), encoding="utf-8")
    part.replace(path)


def read(path: Path) -> Complement:
    """Return what was kept; nothing when there is none, or when the file was spoilt."""
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
        return Complement(
            tuple(_line(points) for points in plain["communes"]),
            tuple(_line(points) for points in plain["waters"]),
            str(plain["credit"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return Complement()


def _line(points: Any) -> Line:
    found = np.array(points, dtype=np.float64)
    if found.ndim != 2 or found.shape[1] != 2 or not np.isfinite(found).all():
        raise ValueError("not a line")
    return found
