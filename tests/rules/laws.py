"""The laws of the fold, each as a check of one history; a broken one raises AssertionError."""

from scout_app.rules import folding
from scout_app.rules.folding import DELETED
from tests.rules.replicas import ROWS, Txn, World, exchange, fold, groupings

MERGED = {'"A\\nb\\nc\\nd\\nE"', '"a\\nb\\nc\\nd\\ne"'}
"""What two edits of different lines of a note make together."""


def check(world: World) -> None:
    """Check every law on every copy, then on all together."""
    every = list(world.every.values())
    whole = fold(every)
    order(world, whole)
    grouping(world, whole)
    for copy in world.copies:
        kept(list(copy.held.values()))
        display(list(copy.held.values()))
    kept(every, whole=True)
    display(every)
    deletions(every)


def order(world: World, whole: object) -> None:
    """L1 and L3: neither the order nor repetition matters."""
    for other in groupings(list(world.every.values())):
        assert fold(other) == whole


def grouping(world: World, whole: object) -> None:
    """L2, L4, L8: copies that hand all they have to each other say the same, folded row by row."""
    met: dict[str, object] = {}
    held = {}
    for copy in [*world.copies, *world.copies[:1]]:
        held.update(copy.held)
    for lost in world.every.keys() - held.keys():
        held[lost] = world.every[lost]
    for row in ROWS:
        cells: dict[str, list[folding.Write]] = {}
        for txn in held.values():
            for one in txn.writes:
                if one.row == row:
                    cells.setdefault(one.field, []).append(one.write)
        if cells:
            met["site", row] = folding.row(cells, lambda name: exchange("site", name))  # type: ignore[index]
    assert met == whole


def kept(txns: list[Txn], whole: bool = False) -> None:
    """L5 and L6: each write is a head, or was superseded by one whose author was shown it.

    What an arbitration was shown may come after it, which delays L6 until all is there.
    """
    rows = fold(txns)
    by_cell: dict[tuple[str, str], dict[str, folding.Write]] = {}
    shown = {txn.id: txn.shown for txn in txns}
    for txn in txns:
        for one in txn.writes:
            by_cell.setdefault((one.row, one.field), {})[txn.id] = one.write
    for (row, name), writes in by_cell.items():
        said = rows["site", row]
        heads = said.deletions if name == DELETED else said.cells[name].heads
        standing = {head.stamp.txn for head in heads}
        over = {
            prev
            for identity, write in writes.items()
            for prev in write.prev
            if prev in shown[identity]
        }
        assert standing == writes.keys() - over, "L5"
        assert len(heads) == len(standing)
        for txn in txns:
            if whole and txn.settles and txn.id in writes:
                concurrent = {
                    other for other in writes if other != txn.id and other not in txn.shown
                }
                assert standing - {txn.id} <= concurrent, "L6"


def display(txns: list[Txn]) -> None:
    """What is displayed is the greatest head; heads that differ wait, whatever the clocks."""
    for row in fold(txns).values():
        for name, cell in row.cells.items():
            greatest = max(cell.heads, key=lambda head: head.stamp)
            assert cell.heads[0] == greatest
            values = {head.value for head in cell.heads}
            assert set(cell.shown) <= {head.stamp.txn for head in cell.heads}
            if name == "phone":
                assert cell.value == greatest.value
                assert cell.is_disputed == (len(values) > 1)
            if name == "rank":
                assert not cell.is_disputed
                assert cell.value == greatest.value
            if cell.is_disputed:
                assert len(cell.shown) < len(cell.heads)
            else:
                assert len(cell.shown) == len(cell.heads)
            if cell.value != greatest.value:
                assert name == "note"
                assert cell.value in MERGED | values
            assert (name in row.disputes) == cell.is_disputed


def deletions(txns: list[Txn]) -> None:
    """A row is dead only when somebody deleted it who had seen all that stands."""
    shown = {txn.id: txn.shown for txn in txns}
    for row in fold(txns).values():
        deleting = [one for one in row.deletions if one.value == "true"]
        standing = {head.stamp.txn for cell in row.cells.values() for head in cell.heads}
        standing |= {one.stamp.txn for one in row.deletions}
        seen = {txn for one in deleting for txn in {*shown[one.stamp.txn], one.stamp.txn}}
        assert row.is_dead == (bool(deleting) and standing <= seen)
        assert row.is_disputed == (bool(deleting) and not row.is_dead)
        assert (DELETED in row.disputes) == row.is_disputed
