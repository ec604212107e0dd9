"""The tables of this copy's exchanges: local, derived or droppable, and never in the log."""

from sqlalchemy import Boolean, Column, Integer, Table, Text

from scout_app.model.base import Base
from scout_app.model.types import Id

peer = Table(
    "peer",
    Base.metadata,
    Column("replica", Id, primary_key=True),
    Column("office", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("confirmed", Boolean, nullable=False),
    Column("vector", Text, nullable=False),
    Column("wants", Text, nullable=False),
    Column("lacks", Text, nullable=False, server_default="{}"),
    Column("made_ms", Integer, nullable=False),
    Column("received_ms", Integer, nullable=False),
)
"""The other copies of this catalogue: their key, and what they said they have and lack: pictures
(`wants`), and values of transactions they have (`lacks`)."""

reception = Table(
    "reception",
    Base.metadata,
    Column("n", Integer, primary_key=True),
    Column("sha256", Text, nullable=False),
    Column("office", Text, nullable=False),
    Column("replica", Id, nullable=False),
    Column("at_ms", Integer, nullable=False),
    Column("applied", Integer, nullable=False),
    Column("first_txn", Integer),
    Column("last_txn", Integer),
    Column("undone", Text),
)
"""The bundles received: what each brought, as local numbers; `undone` is the inverse's id."""

conflict = Table(
    "conflict",
    Base.metadata,
    Column("row_uuid", Id, primary_key=True),
    Column("field", Text, primary_key=True),
    Column("tbl", Text, nullable=False),
)
"""Derived: the cells that wait for a decision."""

unshown = Table(
    "unshown",
    Base.metadata,
    Column("row_uuid", Id, primary_key=True),
    Column("field", Text, primary_key=True),
    Column("tbl", Text, nullable=False),
    Column("why", Text, nullable=False),
)
"""Derived: cells, or with field '' whole rows, whose value in the log the tables cannot show:
`missing` what they refer to never came, `invalid`, `incomplete`, `withheld` not for this office."""
