"""The cells that wait for a decision: derived from the log, kept at hand so that they are counted.

Double bookings are not here: `occupied` says them.
"""

from collections.abc import Collection, Iterable
from uuid import UUID

from sqlalchemy import Connection, delete, func, insert, select

from scout_app.model.exchange import conflict
from scout_app.model.log import op
from scout_app.model.tables import ROWS
from scout_app.rules import folding
from scout_app.store import heads

_CHUNK = 400


def refresh(connection: Connection, rows: Collection[UUID], *, only_known: bool = False) -> None:
    """Work out anew what waits in those rows.

    `only_known` looks at the rows alone in which something waited: no act at this desk makes a
    conflict, it may only close one.
    """
    chosen = list(rows)
    if only_known:
        waiting = set(connection.scalars(select(conflict.c.row_uuid)))
        chosen = [row for row in chosen if row in waiting]
    for start in range(0, len(chosen), _CHUNK):
        some = chosen[start : start + _CHUNK]
        keep(connection, some, heads.said(connection, some), tables_of(connection, some))


def keep(
    connection: Connection,
    rows: Collection[UUID],
    said: dict[UUID, folding.Row],
    tables: dict[UUID, str],
) -> None:
    """Write what waits in rows, given what the log says of them."""
    listed = list(rows)
    for start in range(0, len(listed), _CHUNK):
        some = listed[start : start + _CHUNK]
        connection.execute(delete(conflict).where(conflict.c.row_uuid.in_(some)))
    if waiting := list(_waiting(said, tables)):
        connection.execute(insert(conflict), waiting)


def _waiting(said: dict[UUID, folding.Row], tables: dict[UUID, str]) -> Iterable[dict[str, object]]:
    """Go through the disputed cells that this Scout knows."""
    for row, found in said.items():
        entity = ROWS.get(tables[row])
        known = heads.logged_fields(entity) if entity else {}
        for name in found.disputes:
            if name in known:
                yield {"row_uuid": row, "field": name, "tbl": tables[row]}


def tables_of(connection: Connection, rows: Collection[UUID]) -> dict[UUID, str]:
    """Return the table of each row."""
    chosen = select(op.c.row_uuid, op.c.tbl).where(op.c.row_uuid.in_(rows)).distinct()
    return {row: table for row, table in connection.execute(chosen)}


def count(connection: Connection) -> int:
    """Return how many cells wait."""
    return int(connection.scalar(select(func.count()).select_from(conflict)) or 0)
