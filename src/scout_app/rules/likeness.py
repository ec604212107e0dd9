"""How alike two rows are, and which of many are worth comparing: never every one with every other.

A score goes from 0 to 100. Texts come in folded: no accents, no case, single spaces.
"""

import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from uuid import UUID

ENOUGH = 85.0
"""From this score on two rows are proposed as doubles."""
NEAR_M = 200.0

_METRES = 111_320.0
"""Of one degree of latitude."""
_CELL = 0.0025
"""Degrees: a cell of the grid is a little over 200 m wide even at 43° north."""
_BLOCK = 60
"""Rows that are all compared with each other; of a larger block only neighbours by name are."""
_WINDOW = 8
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Facts:
    """What likeness is told by; `lat` and `lon` in degrees, only where the position is exact."""

    id: UUID
    name: str
    kind: str = ""
    commune: str = ""
    address: str = ""
    lat: float | None = None
    lon: float | None = None
    parcels: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()
    """What only one row can have: an e-mail address, a website, a telephone number."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Why two rows may be the same; `distance_m` is None where a position is not exact."""

    score: float
    name: float
    same_commune: bool
    same_address: bool
    same_parcel: bool
    same_key: bool
    distance_m: float | None


def likeness(one: Facts, other: Facts) -> Likeness:
    """Return how alike two rows are, the same whichever comes first."""
    name = _names(one.name, other.name)
    distance = _distance(one, other)
    same_commune = bool(one.commune) and one.commune == other.commune
    same_address = bool(one.address) and one.address == other.address and same_commune
    same_parcel = bool(one.parcels & other.parcels)
    same_key = bool(one.keys & other.keys)
    score = name
    score += 10 if same_parcel or same_key else 0
    score += 5 if same_address else 0
    if distance is not None:
        score += 8 if distance <= NEAR_M else -min(40.0, distance / 100)
    elif one.commune and other.commune and not same_commune:
        score -= 25
    score -= 8 if one.kind != other.kind else 0
    if name < _HALF and not (same_key and same_commune):
        score = min(score, name)
    return Likeness(
        max(0.0, min(100.0, score)), name, same_commune, same_address, same_parcel, same_key,
        distance,
    )  # fmt: skip


_HALF = 60.0


def pairs(rows: Sequence[Facts], least: float = ENOUGH) -> list[tuple[UUID, UUID, Likeness]]:
    """Return the pairs that are alike enough, the most alike first, the lesser id first."""
    found = []
    for one, other in _candidates(rows):
        if _cannot_reach(one, other, least):
            continue
        said = likeness(one, other)
        if said.score >= least:
            found.append((one.id, other.id, said))
    return sorted(found, key=lambda pair: (-pair[2].score, str(pair[0]), str(pair[1])))


def _cannot_reach(one: Facts, other: Facts, least: float) -> bool:
    """Tell quickly that two names with other numbers ("Plateau 1", "Plateau 2") cannot be one."""
    if one.parcels & other.parcels or one.keys & other.keys:
        return False
    return least > _HALF and _numbers(one.name) != _numbers(other.name)


def _candidates(rows: Sequence[Facts]) -> Iterator[tuple[Facts, Facts]]:
    """Go through the pairs that share a block, each once."""
    blocks: dict[object, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        for key in _keys(row):
            blocks[key].append(place)
    met: set[tuple[int, int]] = set()
    for block in blocks.values():
        for one, other in _within(block, rows):
            if (one, other) not in met:
                met.add((one, other))
                first, second = sorted((rows[one], rows[other]), key=lambda row: str(row.id))
                yield first, second


def _keys(row: Facts) -> Iterator[object]:
    """Go through the blocks of a row: its words in its commune, its place, its parcels."""
    yield "name", row.name
    for word in set(_WORD.findall(row.name)):
        yield row.commune, word[:4]
        yield "anywhere", word[:4]
    if row.address:
        yield row.commune, row.address
    for parcel in row.parcels:
        yield "parcel", parcel
    for key in row.keys:
        yield "key", key
    if row.lat is not None and row.lon is not None:
        north, east = math.floor(row.lat / _CELL), math.floor(row.lon / _CELL)
        # A row stands in its own cell and in its neighbours', so that a border parts nobody.
        for up in (0, 1):
            for right in (0, 1):
                yield "cell", north + up, east + right
        yield "cell", north + 1, east - 1


def _within(block: Collection[int], rows: Sequence[Facts]) -> Iterable[tuple[int, int]]:
    if len(block) <= _BLOCK:
        yield from combinations(sorted(block), 2)
        return
    ordered = sorted(block, key=lambda place: (rows[place].name, place))
    for at, one in enumerate(ordered):
        for other in ordered[at + 1 : at + 1 + _WINDOW]:
            yield min(one, other), max(one, other)


def _names(one: str, other: str) -> float:
    from rapidfuzz import fuzz

    if not one or not other:
        return 0.0
    if one == other:
        return 100.0
    alike = max(
        fuzz.ratio(one, other),
        fuzz.token_sort_ratio(one, other),
        0.92 * fuzz.token_set_ratio(one, other),
    )
    # "Plateau 1" and "Plateau 2" are two stages, however alike the words.
    return float(alike if _numbers(one) == _numbers(other) else 0.5 * alike)


def _numbers(name: str) -> list[str]:
    return sorted(_NUMBER.findall(name))


def _distance(one: Facts, other: Facts) -> float | None:
    """Return the metres between two exact positions, on a plane: exact enough within 10 km."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    east = (one.lon - other.lon) * math.cos(math.radians((one.lat + other.lat) / 2))
    return math.hypot(one.lat - other.lat, east) * _METRES
