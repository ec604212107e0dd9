"""What the names of files and of their folders say: the words by which sites go."""

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath
from typing import Generic, TypeVar

from scout_app.office.photo_files import Looked
from scout_app.wording.values import folded

Place = TypeVar("Place")


class Spoken(Generic[Place]):
    """Places by the whole words they go by; accents, case and what stands between do not count.

    What several places go by, or figures alone, names none: cameras number their files.
    """

    def __init__(self, named: Iterable[tuple[str, Place]]) -> None:
        """Take each place with what it goes by."""
        found: dict[str, Place | None] = {}
        for text, place in named:
            words = " ".join(_words(text))
            if any(sign.isalpha() for sign in words):
                found[words] = None if words in found else place
        self._by_words = {words: place for words, place in found.items() if place is not None}

    def held_by(self, picture: Looked) -> Place | None:
        """Return the place that the file's name holds, else its folder's, else that one's."""
        where = PurePosixPath(picture.where or picture.name)
        for name in (where.stem, *(folder.name for folder in where.parents)):
            if (place := self._held(_words(name))) is not None:
                return place
        return None

    def _held(self, words: Sequence[str]) -> Place | None:
        """Return the place whose words stand among these; the one with most of them."""
        runs = (
            " ".join(words[first : first + many])
            for many in range(len(words), 0, -1)
            for first in range(len(words) - many + 1)
        )
        return next((self._by_words[run] for run in runs if run in self._by_words), None)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", folded(text))
