"""Which fields a kind of site is asked for, and how much of that is known."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_ALWAYS = frozenset(
    {"identity", "land", "access", "permissions", "constraints", "safety", "terms", "nearby"}
)
_OUTDOORS = _ALWAYS | {"power", "unit_base", "comms", "sound"}
_BUILT = _OUTDOORS | {"volumes", "light"}
_STUDIO = _BUILT | {"studio"}
_BLOCKS: Mapping[str, frozenset[str]] = {
    "studio": _STUDIO,
    "stage": _STUDIO,
    "virtual_stage": _STUDIO,
    "backlot": _OUTDOORS,
    "land": _ALWAYS | {"power", "comms"},
    "location": _BUILT,
    "support": _BUILT,
}
"""What a dossier asks of each kind of site, block by block."""
_OUTDOOR_LOCATIONS = frozenset({"natural", "urban"})
_ONLY_FOR: Mapping[str, str] = {"location_kind": "location", "support_kind": "support"}
_OF_STUDIOS = frozenset({"grid_height", "stage_count", "stages_area", "largest_stage"})
"""Volumes that only a studio or its stages have."""
_STUDIOS = frozenset({"studio", "stage", "virtual_stage"})
_NOT_ASKED = frozenset({"whole_id", "entrance_lat", "entrance_lon", "cover_set", "era"})
"""Fields that a site may well do without."""


@dataclass(frozen=True, slots=True)
class Completeness:
    """What is known of what is asked; `missing` in the order of the fields."""

    known: int
    missing: tuple[str, ...]

    @property
    def total(self) -> int:
        """How many fields are asked for."""
        return self.known + len(self.missing)

    @property
    def share(self) -> float:
        """How much is known, 0 to 1; a site that is asked for nothing is complete."""
        return self.known / self.total if self.total else 1.0


def asks(kind: str, location_kind: str | None, block: str, name: str) -> bool:
    """Tell whether a kind of site is asked for a field of a block."""
    if not block or name in _NOT_ASKED or _ONLY_FOR.get(name, kind) != kind:
        return False
    if name in _OF_STUDIOS and kind not in _STUDIOS:
        return False
    blocks = _OUTDOORS if location_kind in _OUTDOOR_LOCATIONS else _BLOCKS.get(kind, _BUILT)
    return block in blocks


def of(
    kind: str, location_kind: str | None, fields: Iterable[tuple[str, str, bool]]
) -> Completeness:
    """Return how much is known of a site; `fields` are name, block and whether a value is known."""
    asked = [
        (name, known) for name, block, known in fields if asks(kind, location_kind, block, name)
    ]
    return Completeness(
        sum(known for _, known in asked), tuple(name for name, known in asked if not known)
    )
