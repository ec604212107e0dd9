"""A transaction of the log as a value: what offices hand to each other."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Op:
    """One cell that a transaction wrote; ids are texts, `vhash` stands for salt and value."""

    table: str
    row: str
    field: str
    vhash: str
    prev: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    salt: bytes | None = None
    value: str | None = None
    """Canonical JSON; None, like the salt, once erased."""

    @property
    def line(self) -> dict[str, object]:
        """The cell as the canonical bytes of its transaction hold it."""
        found: dict[str, object] = {
            "tbl": self.table,
            "row": self.row,
            "field": self.field,
            "vhash": self.vhash,
            "prev": list(self.prev),
        }
        if self.seen:
            found["seen"] = list(self.seen)
        return found


@dataclass(frozen=True, slots=True)
class Transaction:
    """A transaction; `id` is the hash of everything but salts and values."""

    id: str
    replica: str
    seq: int
    parent: str | None
    author: str
    office: str
    wall_ms: int
    clock_ok: bool
    schema: str
    ops: tuple[Op, ...]
    undoes: str | None = None
    reason: str | None = None

    @property
    def head(self) -> dict[str, object]:
        """The transaction without its cells, as its canonical bytes hold it."""
        return {
            "author": self.author,
            "clock_ok": self.clock_ok,
            "office": self.office,
            "parent": self.parent,
            "reason": self.reason,
            "replica": self.replica,
            "schema": self.schema,
            "seq": self.seq,
            "undoes": self.undoes,
            "wall_ms": self.wall_ms,
        }
