"""Offices at work on copies of one catalogue: random histories for the laws of the fold."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from scout_app.model.fields import Exchange
from scout_app.rules import folding
from scout_app.rules.folding import DELETED, Placed, Row, Stamp, Write

FIELDS = ("phone", "rank", "note")
CLASSES = {"phone": Exchange.ARBITRATE, "rank": Exchange.AUTO, "note": Exchange.TEXT3}
ROWS = ("r1", "r2")
CLOCKS = (0, 0, -(10**12), 10**12, 3)
TEXTS = ('"a\\nb\\nc\\nd\\ne"', '"A\\nb\\nc\\nd\\ne"', '"a\\nb\\nc\\nd\\nE"', '"x"', "null")


def exchange(_table: str, name: str) -> Exchange:
    return CLASSES[name]


@dataclass(frozen=True)
class Txn:
    """One transaction: its id, and what it wrote; `shown` is what its author could see."""

    id: str
    writes: tuple[Placed, ...]
    shown: frozenset[str]
    settles: bool = False


@dataclass
class Copy:
    """One copy of the catalogue."""

    replica: str
    clock: int
    held: dict[str, Txn] = field(default_factory=dict)

    def rows(self) -> dict[tuple[str, str], Row]:
        return fold(self.held.values())


@dataclass
class World:
    """All copies, and every transaction ever written."""

    copies: list[Copy]
    every: dict[str, Txn] = field(default_factory=dict)
    old: list[dict[str, Txn]] = field(default_factory=list)
    clones: int = 0
    time: int = 0

    def write(self, at: Copy, settles: bool, *ops: tuple[str, str, object, Row | None]) -> None:
        """Keep one transaction of a copy, its `prev` and `seen` as the fold says."""
        self.time += 1
        identity = f"t{self.time:03}"
        wall = self.time + at.clock
        stamp = Stamp(at.clock < 10**11, wall, at.replica, identity)
        writes = tuple(
            Placed("site", row, name, self._write(stamp, name, value, said, settles))
            for row, name, value, said in ops
        )
        made = Txn(identity, writes, frozenset(at.held), settles)
        at.held[identity] = self.every[identity] = made

    def _write(
        self, stamp: Stamp, name: str, value: object, said: Row | None, settles: bool
    ) -> Write:
        if name == DELETED:
            assert said is not None
            seen = folding.covers(said) if value == "true" else ()
            return Write(stamp, value, tuple(one.stamp.txn for one in said.deletions), seen)
        found = said.cells.get(name) if said else None
        if found is None:
            return Write(stamp, value)
        every = tuple(sorted(head.stamp.txn for head in found.heads))
        return Write(stamp, value, every if settles else found.shown)


def fold(txns: Iterable[Txn]) -> dict[tuple[str, str], Row]:
    return folding.fold((one for txn in txns for one in txn.writes), exchange)


def played(script: bytes) -> World:
    """Play a history: its first byte says how many copies, then three bytes are one act."""
    count = 2 + (script[0] if script else 0) % 6
    world = World([Copy(f"replica{n}", CLOCKS[n % len(CLOCKS)]) for n in range(count)])
    for start in range(1, len(script) - 2, 3):
        act(world, script[start], script[start + 1], script[start + 2])
    return world


def act(world: World, kind: int, who: int, what: int) -> None:  # noqa: C901 (one act a line)
    at = world.copies[who % len(world.copies)]
    other = world.copies[(who // 16) % len(world.copies)]
    row = ROWS[what % len(ROWS)]
    said = at.rows().get(("site", row))
    name = FIELDS[(what // 2) % len(FIELDS)]
    value = TEXTS[(what // 8) % len(TEXTS)]
    match kind % 16:
        case 0 | 1 | 2 | 3 | 4:
            world.write(at, False, (row, name, value, said))
        case 5 | 6:
            if said and (waiting := [n for n in said.disputes if n != DELETED]):
                world.write(at, True, (row, waiting[0], value, said))
        case 7 | 8:
            if said:
                world.write(at, False, (row, DELETED, "false" if said.is_dead else "true", said))
        case 9 | 10 | 11 | 12:
            some = [txn for n, txn in enumerate(at.held.values()) if (what >> (n % 8)) & 1]
            other.held.update((txn.id, txn) for txn in some)
        case 13:
            other.held.update(at.held)
        case 14:
            # A copied file that escaped notice: it goes on under the same replica.
            if len(world.copies) < 9:
                world.clones += 1
                world.copies.append(Copy(at.replica, at.clock, dict(at.held)))
        case _:
            if world.old and what % 2:
                at.held = dict(world.old[what % len(world.old)])
            else:
                world.old.append(dict(at.held))


def groupings(txns: Sequence[Txn]) -> Iterator[list[Txn]]:
    """Go through other orders of arrival, with repeats."""
    yield list(reversed(txns))
    yield [*txns[len(txns) // 2 :], *txns, *txns[: len(txns) // 3]]
    yield sorted(txns, key=lambda txn: txn.id[::-1])
