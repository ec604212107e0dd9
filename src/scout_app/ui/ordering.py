"""The order of rows as a reader expects it: é with e, "étage 2" before "étage 10", unknown last."""

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QCollator, QLocale, Qt


def places(keys: Sequence[object], descending: bool = False) -> list[int]:
    """Return the positions of the keys in order; equal keys keep theirs, None comes last.

    Keys are all texts, or all of one type that can be compared.
    """
    ranked = ranks(keys)
    known = [place for place, rank in enumerate(ranked) if rank is not None]
    known.sort(key=ranked.__getitem__, reverse=descending)
    return known + [place for place, rank in enumerate(ranked) if rank is None]


def ranks(keys: Sequence[object]) -> Sequence[Any]:
    """Return keys of the same order that compare fast: texts give way to their places among them.

    To keep them is to compare the texts only once, whatever is asked next.
    """
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
