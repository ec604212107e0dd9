"""All sites as rows in memory, read again only when a commit touched a site or a commune."""

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scout_app.model.log import op, txn
from scout_app.office.site_rows import SiteRow, rows

_SHOWN = ("site", "commune")
"""The tables that a row is made of."""


@dataclass(slots=True)
class _Known:
    at: int
    rows: tuple[SiteRow, ...]


_kept: WeakKeyDictionary[Any, _Known] = WeakKeyDictionary()
_turn = Lock()


def known(session: Session) -> Sequence[SiteRow]:
    """Return all sites by name, as of the session's state."""
    with _turn:
        engine = session.get_bind()
        at = session.scalar(select(func.max(txn.c.n))) or 0
        found = _kept.get(engine)
        if found is None or at < found.at or (at > found.at and _touched(session, found.at)):
            found = _kept[engine] = _Known(at, rows(session))
        found.at = at
        return found.rows


def _touched(session: Session, since: int) -> bool:
    later = select(op.c.txn).where(op.c.txn > since, op.c.tbl.in_(_SHOWN))
    return session.execute(later.limit(1)).first() is not None
