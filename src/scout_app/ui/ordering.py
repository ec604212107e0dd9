"""The order of rows as a reader expects it: é with e, "étage 2" before "étage 10", unknown last."""

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QCollator, QLocale, Qt


def places(keys: Sequence[object], descending: bool = False) -> list[int]:
    """Return the positions of the keys in order; equal keys keep theirs, None comes last.

    Keys are all texts, or all of one type that can be compared.
    """
    ranks = _ranks(keys)
    known = [place for place, rank in enumerate(ranks) if rank is not None]
    known.sort(key=ranks.__getitem__, reverse=descending)
    return known + [place for place, rank in enumerate(ranks) if rank is None]


def _ranks(keys: Sequence[object]) -> Sequence[Any]:
    """Put numbers in the place of texts: a text that returns is compared only once."""
    texts = {key for key in keys if isinstance(key, str)}
    if not texts:
        return keys
    rank = {text: place for place, text in enumerate(_collated(texts))}
    return [None if key is None else rank[str(key)] for key in keys]


def _collated(texts: Iterable[str]) -> list[str]:
    collator = QCollator(QLocale())
    collator.setNumericMode(True)
    collator.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    return sorted(sorted(texts), key=collator.sortKey)
