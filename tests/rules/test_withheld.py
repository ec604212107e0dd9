"""Values that did not come to an office: it shows what it has and undoes nothing of the rest."""

import os
import random
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from scout_app.rules import folding
from scout_app.rules.folding import DELETED, Row, Stamp, Write

HISTORIES = int(os.environ.get("SCOUT_HISTORIES", "5000")) // 5
STEP = st.tuples(
    st.booleans(),  # by the partner, or by the office that has all
    st.sampled_from(("name", "owner", DELETED)),
    st.integers(0, 2),
    st.booleans(),  # withheld from the partner
    st.integers(0, 255),  # which of the writes the author had by then
)


@dataclass
class Shared:
    """One row, as a history of writes; some values never came to the partner."""

    writes: dict[str, tuple[str, Write]] = field(default_factory=dict)
    withheld: set[str] = field(default_factory=set)
    by_partner: set[str] = field(default_factory=set)

    def seen_by(self, partner: bool, had: int) -> dict[str, list[Write]]:
        """The cells as an author has them: an author may lack the latest of the other's."""
        mine = {
            txn: one
            for n, (txn, one) in enumerate(self.writes.items())
            if (txn in self.by_partner) is partner or had >> (n % 8) & 1
        }
        return self.cells(mine.values(), mine.keys() & self.withheld if partner else ())

    @staticmethod
    def cells(
        writes: Iterable[tuple[str, Write]], bare: Iterable[str] = ()
    ) -> dict[str, list[Write]]:
        found: dict[str, list[Write]] = {}
        without = set(bare)
        for name, write in writes:
            told = replace(write, value=None) if write.stamp.txn in without else write
            found.setdefault(name, []).append(told)
        return found

    def write(self, partner: bool, name: str, value: int, secret: bool, had: int) -> None:
        view = folding.row(self.seen_by(partner, had))
        n = len(self.writes)
        txn = f"t{n:03d}"
        stamp = Stamp(True, n, str(partner), txn)
        if name == DELETED:
            deletes = value > 0
            prev = folding.told(view.deletions)
            covers = folding.covers(view) if deletes else ()
            made = Write(stamp, "true" if deletes else "false", prev, covers)
        else:
            cell = view.cells.get(name)
            made = Write(stamp, str(value), cell.shown if cell else ())
            if secret and not partner:
                self.withheld.add(txn)
        self.writes[txn] = (name, made)
        if partner:
            self.by_partner.add(txn)

    def whole(self) -> Row:
        return folding.row(self.cells(self.writes.values()))

    def partly(self) -> Row:
        return folding.row(self.cells(self.writes.values(), self.withheld))


@settings(max_examples=HISTORIES, deadline=None)
@given(st.lists(STEP, max_size=10), st.integers(0, 99))
def test_what_a_partner_does_undoes_nothing_that_was_withheld(
    steps: list[tuple[bool, str, int, bool, int]], seed: int
) -> None:
    shared = Shared()
    for step in steps:
        shared.write(*step)
    whole, partly = shared.whole(), shared.partly()
    for txn in shared.by_partner:
        written = shared.writes[txn][1]
        assert shared.withheld.isdisjoint((*written.prev, *written.seen))
    for name, cell in whole.cells.items():
        told = partly.cells[name]
        # The same writes stand, and what the partner sees is disputed only where it is.
        assert {h.stamp.txn for h in cell.heads} == {h.stamp.txn for h in told.heads}
        assert cell.is_disputed or not told.is_disputed
        assert told.value in {None, *(h.value for h in cell.heads)}
        assert (told.value is None) == all(h.stamp.txn in shared.withheld for h in cell.heads)
    # A row that is dead where all is known is dead where less is.
    assert partly.is_dead or not whole.is_dead
    shuffled = list(shared.writes.values())
    random.Random(seed).shuffle(shuffled)
    assert folding.row(Shared.cells([*shuffled, *shuffled], shared.withheld)) == partly
    # What a partner deletes knowing all that it may know goes, there.
    shared.write(True, DELETED, 1, False, 255)
    assert shared.partly().is_dead


@settings(max_examples=HISTORIES // 5, deadline=None)
@given(st.lists(STEP, max_size=10))
def test_a_fuller_file_makes_it_all_the_same(
    steps: list[tuple[bool, str, int, bool, int]],
) -> None:
    shared = Shared()
    for step in steps:
        shared.write(*step)
    for txn in sorted(shared.withheld):
        before = shared.partly().cells.keys()
        shared.withheld.discard(txn)
        assert shared.partly().cells.keys() == before
    assert shared.partly() == shared.whole()
