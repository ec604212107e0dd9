"""A transaction ↔ one line of a bundle; read back only when its hashes say that it is itself."""

from typing import Any
from uuid import UUID

from scout_app.bundle.manifest import Malformed, document, text, whole
from scout_app.model.transactions import Op, Transaction
from scout_app.store.log import txn_id, value_hash
from scout_app.store.values import canonical

_ID = 64
_OP = {"tbl", "row", "field", "vhash", "prev"}


def written(transaction: Transaction) -> bytes:
    """Return the line, with its end; `values` holds salt and value beside each cell, or null."""
    values = [
        None if op.value is None or op.salt is None else [op.salt.hex(), op.value]
        for op in transaction.ops
    ]
    ops = [op.line for op in transaction.ops]
    said = {**transaction.head, "id": transaction.id, "ops": ops, "values": values}
    return canonical(said) + b"\n"


def read(line: bytes | memoryview) -> Transaction:
    """Read a line; raises Malformed when a hash says that it is not what was written."""
    said = document(line)
    ops, values = said.get("ops"), said.get("values")
    if not isinstance(ops, list) or not isinstance(values, list) or len(ops) != len(values):
        raise Malformed("ops")
    made = Transaction(
        id=text(said.get("id")),
        replica=str(UUID(text(said.get("replica")))),
        seq=whole(said.get("seq")),
        parent=_id_or_none(said.get("parent")),
        author=text(said.get("author")),
        office=text(said.get("office")),
        wall_ms=whole(said.get("wall_ms")),
        clock_ok=said.get("clock_ok") is True,
        schema=text(said.get("schema")),
        ops=tuple(_op(op, value) for op, value in zip(ops, values, strict=True)),
        undoes=_id_or_none(said.get("undoes")),
        reason=None if said.get("reason") is None else text(said.get("reason")),
    )
    if said.keys() - made.head.keys() != {"id", "ops", "values"}:
        raise Malformed("keys")
    if txn_id(made.head, [op.line for op in made.ops]) != made.id:
        raise Malformed("id")
    return made


def _op(found: Any, value: Any) -> Op:
    if not isinstance(found, dict) or found.keys() - {"seen"} != _OP:
        raise Malformed("op")
    vhash = text(found["vhash"])
    salt, said = _value(value)
    if said is not None and value_hash(salt or b"", said) != vhash:
        raise Malformed("value")
    return Op(
        table=text(found["tbl"]),
        row=str(UUID(text(found["row"]))),
        field=text(found["field"]),
        vhash=vhash,
        prev=_ids(found["prev"]),
        seen=_ids(found.get("seen", [])),
        salt=salt,
        value=said,
    )


def _value(found: object) -> tuple[bytes | None, str | None]:
    if found is None:
        return None, None
    if not isinstance(found, list) or len(found) != 2:
        raise Malformed("value")
    return bytes.fromhex(text(found[0])), text(found[1])


def _ids(found: object) -> tuple[str, ...]:
    if not isinstance(found, list):
        raise Malformed("ids")
    return tuple(_id(one) for one in found)


def _id(found: object) -> str:
    said = text(found)
    if len(said) != _ID or not said.isalnum():
        raise Malformed("id")
    return said


def _id_or_none(found: object) -> str | None:
    return None if found is None else _id(found)
