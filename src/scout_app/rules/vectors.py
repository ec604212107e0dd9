"""What a copy of the catalogue has of each replica: what it says to others, what it lacks.

A transaction names its replica's previous one, so that an id stands for all before it. A vector
names a few ids of each chain, ever further back: whoever holds one of them knows what both have,
even where a cloned file gave one number to two transactions.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

Chain = tuple[int, Sequence[tuple[int, str]]]
"""The number of a chain's first transaction, then numbers and ids of some of it, the last first."""
Vector = Mapping[str, Sequence[Chain]]
"""Of each replica: its chains, one unless some are missing or a file was copied."""


@dataclass(frozen=True, slots=True)
class Link:
    """What places a transaction in the chain of its replica."""

    id: str
    replica: str
    seq: int
    parent: str | None


@dataclass(frozen=True, slots=True, order=True)
class Gap:
    """Transactions of a replica that exist and never came, first and last number included."""

    replica: str
    first: int
    last: int


def vector(links: Iterable[Link]) -> dict[str, list[Chain]]:
    """Return what to tell others about what is held."""
    held = {link.id: link for link in links}
    followed = {link.parent for link in held.values()}
    told: dict[str, list[Chain]] = defaultdict(list)
    for link in held.values():
        if link.id not in followed:
            told[link.replica].append(_told(list(_chain(link.id, held))))
    return {replica: sorted(chains) for replica, chains in sorted(told.items())}


def _told(chain: Sequence[Link]) -> Chain:
    """Return the chain's tip, and ids ever further back."""
    marks = [(link.seq, link.id) for n, link in enumerate(chain) if n & (n - 1) == 0]
    return chain[-1].seq, marks


def _chain(tip: str | None, held: Mapping[str, Link]) -> Iterator[Link]:
    while tip is not None and (link := held.get(tip)) is not None:
        yield link
        tip = link.parent


def lacking(links: Iterable[Link], theirs: Vector) -> set[str]:
    """Return the ids that a copy with that vector is not known to have."""
    held = {link.id: link for link in links}
    has: set[str] = set()
    for chains in theirs.values():
        for first, marks in chains:
            known = next((mark for _seq, mark in marks if mark in held), None)
            has.update(link.id for link in _chain(known, held) if link.seq >= first)
    return held.keys() - has


def gaps(links: Iterable[Link], theirs: Iterable[Vector] = ()) -> list[Gap]:
    """Return what is missing: holes, and what others' vectors say exists."""
    numbers: dict[str, set[int]] = defaultdict(set)
    for link in links:
        numbers[link.replica].add(link.seq)
    newest = {replica: max(found) for replica, found in numbers.items()}
    for told in theirs:
        for replica, chains in told.items():
            ends = [seq for _first, marks in chains for seq, _id in marks]
            newest[replica] = max([newest.get(replica, 0), *ends])
    return sorted(
        Gap(replica, first, last)
        for replica, end in newest.items()
        for first, last in _holes(numbers[replica], end)
    )


def _holes(held: Collection[int], end: int) -> Iterator[tuple[int, int]]:
    before = 0
    for number in (*sorted(number for number in held if number <= end), end + 1):
        if number > before + 1:
            yield before + 1, number - 1
        before = number


def doubled(links: Iterable[Link]) -> set[str]:
    """Return the replicas of which one number stands for two transactions: a file was copied."""
    ids: dict[tuple[str, int], set[str]] = defaultdict(set)
    for link in links:
        ids[link.replica, link.seq].add(link.id)
    return {replica for (replica, _seq), found in ids.items() if len(found) > 1}
