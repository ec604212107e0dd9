"""The log as others see it: its chains, its transactions as values, and those of others let in."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, func, insert, select

from scout_app.model.log import op, opval, txn
from scout_app.model.transactions import Op, Transaction
from scout_app.rules.vectors import Link
from scout_app.store import erasing, log
from scout_app.store.erasing import Never

_CHUNK = 400


def links(connection: Connection) -> list[Link]:
    """Return what places each transaction in the chain of its replica."""
    found = connection.execute(select(txn.c.id, txn.c.replica, txn.c.seq, txn.c.parent_id))
    return [Link(one.id, str(one.replica), one.seq, one.parent_id) for one in found]


def is_unwritten(connection: Connection, replica: UUID) -> bool:
    """Tell whether a replica never wrote."""
    return connection.scalar(select(txn.c.n).where(txn.c.replica == replica).limit(1)) is None


def is_doubled(connection: Connection, replica: UUID) -> bool:
    """Tell whether a number of a replica stands for two transactions: a file was copied."""
    numbers = select(txn.c.seq).where(txn.c.replica == replica).group_by(txn.c.seq)
    return connection.scalar(numbers.having(func.count() > 1).limit(1)) is not None


def transactions(
    connection: Connection, ids: Collection[str], withheld: Callable[[Op], bool] | None = None
) -> Iterator[Transaction]:
    """Go through transactions as values, in the order in which they came here.

    Of what is `withheld` neither salt nor value is given; the hash that stands for both is.
    """
    chosen = (
        [one for one in connection.execute(select(txn).order_by(txn.c.n)) if one.id in ids]
        if ids
        else []
    )
    for one in chosen:
        cells = connection.execute(
            select(op, opval.c.salt, opval.c.value)
            .outerjoin(opval, (opval.c.txn == op.c.txn) & (opval.c.n == op.c.n))
            .where(op.c.txn == one.n)
            .order_by(op.c.n)
        )
        given = [_op(cell) for cell in cells]
        if withheld is not None:
            given = [_bare(cell) if withheld(cell) else cell for cell in given]
        yield _transaction(one, given)


def _bare(cell: Op) -> Op:
    return replace(cell, salt=None, value=None)


def _transaction(one: Any, ops: Sequence[Op]) -> Transaction:
    return Transaction(
        id=one.id,
        replica=str(one.replica),
        seq=one.seq,
        parent=one.parent_id,
        author=one.author,
        office=one.office,
        wall_ms=one.wall_ms,
        clock_ok=one.clock_ok,
        schema=one.schema,
        ops=tuple(ops),
        undoes=one.undoes,
        reason=one.reason,
    )


def _op(cell: Any) -> Op:
    return Op(
        table=cell.tbl,
        row=str(cell.row_uuid),
        field=cell.field,
        vhash=cell.vhash,
        prev=tuple(cell.prev.split()),
        seen=tuple((cell.seen or "").split()),
        salt=cell.salt,
        value=cell.value,
    )


def known(connection: Connection, ids: Sequence[str]) -> set[str]:
    """Return those of the transactions that are here."""
    found: set[str] = set()
    for start in range(0, len(ids), _CHUNK):
        some = txn.c.id.in_(ids[start : start + _CHUNK])
        found |= set(connection.scalars(select(txn.c.id).where(some)))
    return found


def insert_new(
    connection: Connection, given: Iterable[Transaction]
) -> tuple[tuple[int, int] | None, set[UUID]]:
    """Let in the transactions that are not here yet.

    Values that were withheld from known ones are filled in; what was erased stays away. Returns
    the first and last local number they got, None when all were known, and the rows touched.
    """
    every = {one.id: one for one in given}
    here = known(connection, list(every))
    gone = erasing.never(connection)
    filled = _fill(connection, [every[one] for one in here], gone)
    fresh = [one for one in every.values() if one.id not in here]
    first = int(connection.scalar(select(func.max(txn.c.n))) or 0) + 1
    for number, one in enumerate(fresh, first):
        connection.execute(
            insert(txn).values(n=number, id=one.id, parent_id=one.parent, **_named(one))
        )
        log.keep(connection, number, _without(gone, one))
    touched = {UUID(cell.row) for one in fresh for cell in one.ops}
    touched |= filled | erasing.apply(connection, erasing.erasures_in(fresh))
    return ((first, first + len(fresh) - 1) if fresh else None), touched


def _without(gone: Never, one: Transaction) -> Sequence[Op]:
    """Return the cells of a transaction, bare of what was erased."""
    if not gone.rows and not gone.cells:
        return one.ops
    return [_bare(cell) if gone.holds(one.id, n, cell) else cell for n, cell in enumerate(one.ops)]


def _fill(connection: Connection, given: Sequence[Transaction], gone: Never) -> set[UUID]:
    """Keep the values that known transactions lacked; returns the rows they belong to."""
    missing = lacks(connection) if given else {}
    rows: set[UUID] = set()
    for one in given:
        for n in missing.get(one.id, ()):
            cell = one.ops[n]
            if cell.value is None or gone.holds(one.id, n, cell):
                continue
            number = select(txn.c.n).where(txn.c.id == one.id).scalar_subquery()
            values = {"txn": number, "n": n, "salt": cell.salt, "value": cell.value}
            connection.execute(insert(opval).values(values))
            rows.add(UUID(cell.row))
    return rows


def lacks(connection: Connection) -> dict[str, list[int]]:
    """Return the places, by transaction, whose value did not come here and was not erased."""
    written, valued = (
        connection.scalar(select(func.count()).select_from(table)) for table in (op, opval)
    )
    if written == valued:
        return {}
    gone = erasing.never(connection)
    bare = (
        select(op, txn.c.id)
        .join(txn, txn.c.n == op.c.txn)
        .outerjoin(opval, (opval.c.txn == op.c.txn) & (opval.c.n == op.c.n))
        .where(opval.c.txn.is_(None))
        .order_by(txn.c.id, op.c.n)
    )
    found: dict[str, list[int]] = defaultdict(list)
    for one in connection.execute(bare):
        cell = Op(one.tbl, str(one.row_uuid), one.field, one.vhash)
        if not gone.holds(one.id, one.n, cell):
            found[one.id].append(one.n)
    return dict(found)


def _named(one: Transaction) -> dict[str, object]:
    return {
        "replica": UUID(one.replica),
        "seq": one.seq,
        "undoes": one.undoes,
        "reason": one.reason,
        "author": one.author,
        "office": one.office,
        "wall_ms": one.wall_ms,
        "clock_ok": one.clock_ok,
        "schema": one.schema,
    }
