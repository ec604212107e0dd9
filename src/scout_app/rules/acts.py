"""Acts that a transaction's values alone do not tell: written as its reason, read back for Undo."""

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["merge", "copy", "apart"]

_WRITTEN = re.compile(r"(merge|copy|apart): (.*) ⇔ (.*)", re.DOTALL)
_MOST = 120
"""Characters of each name that are kept."""


@dataclass(frozen=True, slots=True)
class Act:
    """What was done, and the names that the two rows had then."""

    kind: str
    one: str
    other: str


def written(kind: Kind, one: str, other: str) -> str:
    """Return the reason that says the act."""
    return f"{kind}: {_name(one)} ⇔ {_name(other)}"


def read(reason: str | None) -> Act | None:
    """Return the act that a reason says; None for a reason in an officer's own words."""
    found = _WRITTEN.fullmatch(reason or "")
    return Act(*found.groups()) if found else None


def _name(name: str) -> str:
    return name.replace("⇔", "–")[:_MOST]
