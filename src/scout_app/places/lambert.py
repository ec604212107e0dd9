"""Which reference system two figures are in, told by their size, and their place in WGS84.

Lambert-93 and the conic zones in metres as IGN defines them (EPSG:2154, 3942 to 3946), Web
Mercator in metres (EPSG:3857), WGS84 in degrees. A recognised system is only ever proposed.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

Pair = tuple[float | None, float | None]
Place = tuple[int, int]
"""Latitude and longitude in 1e-7 degrees."""
Box = tuple[float, float, float, float]
"""South, west, north, east in degrees."""

REGION: Box = (42.9, 4.2, 45.2, 7.8)
"""Provence-Alpes-Côte d'Azur with its coast."""
FRANCE: Box = (41.2, -5.3, 51.2, 9.7)
WGS84 = "EPSG:4326"
_ZONES = range(42, 47)
KNOWN = ("EPSG:2154", *(f"EPSG:{3900 + zone}" for zone in _ZONES), "EPSG:3857")
"""The systems in metres that are told by their figures."""
_MAJORITY = 100
_FARTHEST = 500


@dataclass(frozen=True, slots=True)
class Proposal:
    """A system that explains the figures of `rows` rows out of `asked` that hold two figures.

    `swapped` says that the file puts north before east. `inside` counts the rows that then lie
    in the region, which settles between two systems that both explain them.
    """

    crs: str
    swapped: bool
    rows: int
    asked: int
    inside: int


@dataclass(frozen=True, slots=True)
class Columns:
    """Two columns that hold positions: the indexes of the one to take as x, then as y."""

    first: int
    second: int
    proposal: Proposal


def within(box: Box, lat: float, lon: float) -> bool:
    """Tell whether a position in degrees lies in a box, its edges included."""
    return box[0] <= lat <= box[2] and box[1] <= lon <= box[3]


def _fits(crs: str, east: float, north: float) -> bool:
    """Say whether figures of that size can be of that system, in or around France."""
    if crs == WGS84:
        return abs(east) <= 180 and abs(north) <= 90
    if crs == "EPSG:2154":
        return 0 < east < 1_320_000 and 6_000_000 < north < 7_200_000
    if crs == "EPSG:3857":
        return -650_000 < east < 1_120_000 and 4_900_000 < north < 6_700_000
    zone = int(crs.removeprefix("EPSG:39"))
    return 1_000_000 < east < 2_400_000 and abs(north - (zone - 41) * 1e6 - 2e5) < 150_000


def propose(pairs: Sequence[Pair], region: Box = REGION) -> tuple[Proposal, ...]:
    """Return the systems that explain these x and y, the likeliest first; none if none does.

    Each row is tried in every system, either way round; 0/0 and empty rows tell nothing.
    """
    told = [(x, y) for x, y in pairs if x is not None and y is not None]
    told = [(x, y) for x, y in told if math.isfinite(x) and math.isfinite(y) and (x or y)]
    found = []
    for crs in (WGS84, *KNOWN):
        for swapped in (False, True):
            fitting = [(x, y) for x, y in told if _fits(crs, *((y, x) if swapped else (x, y)))]
            if fitting:
                placed = [at for at in degrees(fitting, crs, swapped) if at is not None]
                inside = sum(within(region, lat / 1e7, lon / 1e7) for lat, lon in placed)
                french = sum(within(FRANCE, lat / 1e7, lon / 1e7) for lat, lon in placed)
                one = Proposal(crs, swapped, len(fitting), len(told), inside)
                found.append((one, french))
    # sort() keeps the order of equals: the plain way round, the commonest system.
    found.sort(key=lambda one: (-one[0].inside, -one[1], -one[0].rows))
    return tuple(one for one, _ in found)


def propose_columns(
    columns: Sequence[Sequence[object]], region: Box = REGION
) -> tuple[Columns, ...]:
    """Return the pairs of columns that may hold positions, in any order, the likeliest first.

    Figures may be texts with a comma. At least four rows in five must be explained; degrees must
    lie in the region or in France, and have decimals, or every two small figures would do.
    """
    read = {at: [figure(value) for value in column] for at, column in enumerate(columns)}
    numeric = [at for at, values in read.items() if _mostly_figures(columns[at], values)]
    found = []
    for first, second in pairwise(numeric):
        proposals = propose(list(zip(read[first], read[second], strict=True)), region)
        if proposals and proposals[0].rows >= 0.8 * proposals[0].asked:
            best = proposals[0]
            pairs = list(zip(read[first], read[second], strict=True))
            if best.crs != WGS84 or _degrees_told(pairs, best, region):
                found.append(Columns(first, second, best))
    return tuple(sorted(found, key=lambda one: (-one.proposal.inside, -one.proposal.rows)))


def figure(value: object) -> float | None:
    """Return the number that a cell holds, its comma read as a point; None if it holds none."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return float(value)
    text = str(value or "").strip().replace(",", ".")
    text = text.replace("\N{NO-BREAK SPACE}", "").replace("\N{NARROW NO-BREAK SPACE}", "")
    try:
        return float(text.replace(" ", ""))
    except ValueError:
        return None


def _mostly_figures(column: Sequence[object], values: Sequence[float | None]) -> bool:
    filled = sum(value not in (None, "") for value in column)
    return filled > 0 and sum(value is not None for value in values) >= 0.8 * filled


def _degrees_told(pairs: Sequence[Pair], best: Proposal, region: Box) -> bool:
    told = [(x, y) for x, y in pairs if x is not None and y is not None]
    decimals = sum(x % 1 != 0 and y % 1 != 0 for x, y in told)
    placed = [at for at in degrees(told, WGS84, best.swapped) if at is not None]
    boxes = (region, FRANCE)
    near = sum(any(within(b, lat / 1e7, lon / 1e7) for b in boxes) for lat, lon in placed)
    return min(decimals, near) >= 0.8 * len(told)


@lru_cache(maxsize=16)
def _transformer(crs: str) -> object:
    from pyproj import Transformer

    return Transformer.from_crs(crs, WGS84, always_xy=True)


def degrees(pairs: Sequence[Pair], crs: str, swapped: bool = False) -> list[Place | None]:
    """Return the places of these x and y, rounded to 1e-7 degrees; None where there is none."""
    nan = math.nan
    xs = [nan if x is None else x for x, _ in pairs]
    ys = [nan if y is None else y for _, y in pairs]
    if swapped:
        xs, ys = ys, xs
    if crs != WGS84:
        from pyproj import Transformer

        transformer = _transformer(crs)
        assert isinstance(transformer, Transformer)
        xs, ys = (list(values) for values in transformer.transform(xs, ys))
    return [
        (round(lat * 1e7), round(lon * 1e7))
        if math.isfinite(lat) and math.isfinite(lon) and abs(lat) <= 90 and abs(lon) <= 180
        else None
        for lon, lat in zip(xs, ys, strict=True)
    ]


def region_of(places: Sequence[Place]) -> Box | None:
    """Return the box that the rows of a file should lie in: the region if most of them do.

    A file of elsewhere is judged by its own majority: all but the farthest, one in five hundred on
    each side, widened by a quarter of their extent. Fewer than a hundred places tell nothing.
    """
    told = [(lat / 1e7, lon / 1e7) for lat, lon in places if lat or lon]
    if 2 * sum(within(REGION, lat, lon) for lat, lon in told) >= len(told):
        return REGION
    if len(told) < _MAJORITY:
        return None
    south, north = _core(sorted(lat for lat, _ in told))
    west, east = _core(sorted(lon for _, lon in told))
    return south, west, north, east


def _core(sorted_figures: Sequence[float]) -> tuple[float, float]:
    cut = max(1, len(sorted_figures) // _FARTHEST)
    low, high = sorted_figures[cut], sorted_figures[-1 - cut]
    return low - (high - low) / 4, high + (high - low) / 4
