"""The lines of the calendar as a tree: what lies below a whole, and what is folded into it."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice, takewhile
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from scout_app.ui.calendar.picture import Line


def counted(lines: "Sequence[Line]") -> "tuple[Line, ...]":
    """Count the lines below each whole; they follow it, deeper than it."""
    found = []
    for n, line in enumerate(lines):
        after = (one.row.depth for one in islice(lines, n + 1, None))
        found.append(replace(line, parts=_deeper(after, line.row.depth)))
    return tuple(found)


def _deeper(depths: Iterable[int], than: int) -> int:
    return sum(1 for _ in takewhile(lambda depth: depth > than, depths))


def unfolded(lines: "Iterable[Line]", folded: Collection[UUID]) -> "Iterator[Line]":
    """Go through the lines that are not folded into a whole above them."""
    hides: int | None = None
    for line in lines:
        if hides is not None and line.row.depth > hides:
            continue
        is_folded = line.parts > 0 and line.row.site.id in folded
        hides = line.row.depth if is_folded else None
        yield replace(line, is_folded=True) if is_folded else line


def wholes(lines: "Sequence[Line]", site: UUID) -> tuple[UUID, ...]:
    """Return the wholes of a site among the lines, the nearest first."""
    place = next((n for n, line in enumerate(lines) if line.row.site.id == site), None)
    if place is None:
        return ()
    found, depth = [], lines[place].row.depth
    for line in reversed(lines[:place]):
        if line.row.depth < depth:
            found.append(line.row.site.id)
            depth = line.row.depth
    return tuple(found)
