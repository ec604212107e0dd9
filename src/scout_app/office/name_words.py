"""The words of the sites' names: which names hold a word that begins so, without reading them."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scout_app.office.texts_packed import Texts, packed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class NameWords:
    """The words in order, and for each the places of the names that hold it."""

    words: Texts
    starts: "NDArray[np.uint32]"
    places: "NDArray[np.int32]"
    since: Mapping[int, tuple[str, ...]]
    """The words of the names that were written since."""

    def begins(self, word: str, count: int) -> "NDArray[np.bool_]":
        """Return for each of so many names whether one of its words begins so."""
        import numpy as np

        found = np.zeros(count, dtype=bool)
        whole = range(len(self.starts) - 1)
        low = bisect_left(whole, word, key=self.words.__getitem__)
        high = bisect_right(whole, word, lo=low, key=lambda n: self.words[n][: len(word)])
        found[self.places[self.starts[low] : self.starts[high]]] = True
        for place, words in self.since.items():
            found[place] = any(one.startswith(word) for one in words)
        return found

    def patched(self, names: Mapping[int, str]) -> "NameWords":
        """Return the words once some names, already folded, are written anew or added."""
        since = {place: tuple(name.split(" ")) for place, name in names.items()}
        return replace(self, since={**self.since, **since})

    @property
    def nbytes(self) -> int:
        """The memory of the arrays."""
        return self.words.nbytes + int(self.starts.nbytes) + int(self.places.nbytes)


def gathered(names: Iterable[str]) -> NameWords:
    """Return the words of names that are already folded, each at the place of its turn."""
    import numpy as np

    codes: dict[str, int] = {}
    said, places = array("i"), array("i")
    for place, name in enumerate(names):
        for word in set(name.split(" ")):
            said.append(codes.setdefault(word, len(codes)))
            places.append(place)
    ordered = sorted(codes)
    rank = np.empty(len(ordered), dtype=np.int32)
    rank[[codes[word] for word in ordered]] = np.arange(len(ordered), dtype=np.int32)
    ranked = rank[np.frombuffer(said, dtype=np.int32)]
    turn = np.argsort(ranked, kind="stable")
    counts = np.bincount(ranked, minlength=len(ordered))
    starts = np.concatenate(([0], np.cumsum(counts))).astype(np.uint32)
    return NameWords(packed(ordered), starts, np.frombuffer(places, dtype=np.int32)[turn], {})
