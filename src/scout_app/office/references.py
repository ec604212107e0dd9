"""References of new rows: the office's initials and the next number."""

import re

from sqlalchemy import select
from sqlalchemy.orm import Session

from scout_app.model.base import Row
from scout_app.model.productions import Production
from scout_app.model.sites import Site
from scout_app.model.values import Officer

_WORD = re.compile(r"[^\W\d_]+")


def give(session: Session, row: Row) -> None:
    """Give a site or production without a reference the next one of the author's office."""
    if isinstance(row, Site | Production) and not row.reference:
        row.reference = Numbering(session, type(row)).next()


def initials(by: Officer) -> str:
    """Return the office's initials, "MAMP" for Métropole Aix-Marseille-Provence."""
    words = [word for word in _WORD.findall(by.office) if len(word) > 2]
    if len(words) > 1:
        return "".join(word[0] for word in words[:4]).upper()
    return (words[0] if words else "ORG")[:3].upper()


class Numbering:
    """The next references of the author's office, counted once for many new rows."""

    def __init__(self, session: Session, entity: type[Site] | type[Production]) -> None:
        self._prefix = initials(session.info["by"]) + ("P" if entity is Production else "")
        self._last = _highest(session, entity, self._prefix)

    def next(self) -> str:
        """Return the next reference; each is given once."""
        self._last += 1
        return f"{self._prefix}-{self._last:03d}"


def _highest(session: Session, entity: type[Site] | type[Production], prefix: str) -> int:
    """Return the highest number in use after PREFIX-, deleted rows included."""
    used = session.scalars(
        select(entity.reference)
        .where(entity.reference.startswith(f"{prefix}-", autoescape=True))
        .execution_options(include_deleted=True)
    )
    numbers = [int(tail) for ref in used if (tail := ref[len(prefix) + 1 :]).isdecimal()]
    return max(numbers, default=0)
