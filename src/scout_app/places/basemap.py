"""The bundled map as arrays of degrees: read once, drawn by the window and by the dossier."""

import json
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scout_app.paths import bundled

Line = NDArray[np.float64]
"""Points in rows, longitude then latitude; not to be written to."""


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune's name where it is written; the population says which names give way."""

    insee: str
    name: str
    population: int
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class WaterName:
    """The name of a water; `nature` is sea, bay, lagoon or river."""

    name: str
    nature: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Basemap:
    """Closed rings of land and of waters on it, lines of rivers and of the coast, and names.

    `frame` is west, south, east, north: beyond it nothing is known. Land is cut along the frame;
    the coast is its outline without those cuts.
    """

    frame: tuple[float, float, float, float]
    land: tuple[Line, ...]
    coast: tuple[Line, ...]
    waters: tuple[Line, ...]
    rivers: tuple[Line, ...]
    communes: tuple[Commune, ...]
    water_names: tuple[WaterName, ...]
    credit: str


@cache
def read() -> Basemap:
    """Read the map that travels with the application."""
    return read_from(bundled("resources") / "basemap")


def read_from(folder: Path) -> Basemap:
    """Read a map from a folder as `packaging/cut_basemap.py` writes it."""
    ground, waters = _json(folder / "ground.geojson"), _json(folder / "waters.json")
    west, south, east, north = ground["bbox"]
    frame = (float(west), float(south), float(east), float(north))
    land = _lines(ground, "land")
    return Basemap(
        frame=frame,
        land=land,
        coast=tuple(part for ring in land for part in _without_cuts(ring, frame)),
        waters=_lines(ground, "water"),
        rivers=_lines(ground, "river"),
        communes=tuple(
            Commune(row["insee"], row["name"], row["population"], row["lat"], row["lon"])
            for row in _json(folder / "communes.json")
        ),
        water_names=tuple(
            WaterName(row["name"], row["nature"], row["lat"], row["lon"]) for row in waters["names"]
        ),
        credit=waters["credit"],
    )


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _lines(ground: Any, kind: str) -> tuple[Line, ...]:
    """Return the lines of one kind; of a polygon its outer ring, the only one it has."""
    found = []
    for feature in ground["features"]:
        if feature["properties"]["kind"] == kind:
            points = feature["geometry"]["coordinates"]
            ring = points[0] if feature["geometry"]["type"] == "Polygon" else points
            found.append(_fixed(np.array(ring, dtype=np.float64)))
    return tuple(found)


def _without_cuts(ring: Line, frame: tuple[float, float, float, float]) -> list[Line]:
    """Return the pieces of a ring that do not run along the frame."""
    west, south, east, north = frame
    sides = np.stack(
        [ring[:, 0] == west, ring[:, 1] == south, ring[:, 0] == east, ring[:, 1] == north]
    )
    cut = np.flatnonzero((sides[:, :-1] & sides[:, 1:]).any(axis=0))
    edges = [-1, *cut.tolist(), len(ring) - 1]
    pieces = [ring[a + 1 : b + 1] for a, b in pairwise(edges)]
    return [_fixed(piece) for piece in pieces if len(piece) > 1]


def _fixed(points: Line) -> Line:
    points.flags.writeable = False
    return points
