"""Two versions of a text and the one both come from → one text with the changes of both."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

_MOST = 2_000
"""Lines above which texts are not compared: it would take too long."""


@dataclass(frozen=True, slots=True, order=True)
class _Change:
    """Lines `first` to `last` (excluded) of the base, replaced."""

    first: int
    last: int
    lines: tuple[str, ...]


def merge(base: str, one: str, other: str) -> str | None:
    """Return the text with both changes; None when they touch the same or neighbouring lines.

    Which of the two comes first does not matter.
    """
    lines = _lines(base)
    here, there = _lines(one), _lines(other)
    if max(len(lines), len(here), len(there)) > _MOST:
        return None
    changes = sorted({*_changes(lines, here), *_changes(lines, there)})
    for before, after in pairwise(changes):
        if after.first <= before.last:
            return None
    merged = list(lines)
    for change in reversed(changes):
        merged[change.first : change.last] = change.lines
    return "".join(merged)


def _lines(text: str) -> Sequence[str]:
    return text.splitlines(keepends=True)


def _changes(base: Sequence[str], edited: Sequence[str]) -> Iterator[_Change]:
    for what, first, last, start, end in SequenceMatcher(None, base, edited, False).get_opcodes():
        if what != "equal":
            yield _Change(first, last, tuple(edited[start:end]))
