"""The tables of the log and of the file itself; plain, since nothing maps them to objects."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
)

from scout_app.model.base import Base
from scout_app.model.types import Id

meta = Table(
    "meta",
    Base.metadata,
    Column("catalogue_id", Id, primary_key=True),
    Column("replica_id", Id, nullable=False),
    Column("schema_major", Integer, nullable=False),
    Column("schema_minor", Integer, nullable=False),
)
"""One row: which catalogue this is, and which copy of it."""

writing = Table("writing", Base.metadata, Column("open", Integer, primary_key=True))
"""One row, 1 while the store writes: the guard triggers refuse every write that finds 0."""

txn = Table(
    "txn",
    Base.metadata,
    Column("n", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("replica", Id, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("parent_id", Text),
    Column("undoes", Text),
    Column("reason", Text),
    Column("author", Text, nullable=False),
    Column("office", Text, nullable=False),
    Column("wall_ms", Integer, nullable=False),
    Column("clock_ok", Boolean, nullable=False),
    Column("schema", Text, nullable=False),
    Column("sig", LargeBinary),
    Index(None, "replica", "seq"),
)
"""The grow-only set of transactions; `id` is the hash of the canonical bytes, in hex."""

op = Table(
    "op",
    Base.metadata,
    Column("txn", ForeignKey("txn.n"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("tbl", Text, nullable=False),
    Column("row_uuid", Id, nullable=False),
    Column("field", Text, nullable=False),
    Column("vhash", Text, nullable=False),
    Column("prev", Text, nullable=False),
    Column("seen", Text),
    Index(None, "row_uuid", "field"),
)
"""One cell written by a transaction; `prev` and `seen` are transaction ids separated by spaces."""

opval = Table(
    "opval",
    Base.metadata,
    Column("txn", ForeignKey("txn.n"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("salt", LargeBinary, nullable=False),
    Column("value", Text, nullable=False),
)
"""The written values as canonical JSON, apart so that they can be erased."""
