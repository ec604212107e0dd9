"""How an import recognises what it brought before, and an officer's later edit of it."""

import hashlib
import json
from collections.abc import Mapping as Map
from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from scout_app.errors import Refused
from scout_app.formats.records import Record, Sheet
from scout_app.model.imports import ImportKey
from scout_app.office.imports.cells import text
from scout_app.office.imports.mapping import Mapping


@dataclass(frozen=True, slots=True)
class Known:
    """A row brought before: the key's own id, the row, and what the file said then."""

    id: UUID
    row_id: UUID
    last: Map[str, str]


class KnownKeys:
    """The rows that a source brought before."""

    def __init__(self, session: Session, source: str) -> None:
        self._source = source
        found = session.execute(
            select(ImportKey.key, ImportKey.id, ImportKey.row_id, ImportKey.last_imported)
            .where(ImportKey.source == source)
            .order_by(ImportKey.n)
        )
        self._known = {key: Known(own, row, json.loads(last)) for key, own, row, last in found}

    def known(self, key: str) -> Known | None:
        """Return the row that this source brought under that key before."""
        return self._known.get(key)

    def row(self, key: str, row_id: UUID, said: Map[str, str]) -> ImportKey:
        """Return the row that remembers what was brought."""
        return ImportKey(
            id=uuid4(), row_id=row_id, source=self._source, key=key, last_imported=dumped(said)
        )


class Keys(KnownKeys):
    """Those of a sheet, and the keys met in it while it is read."""

    def __init__(self, session: Session, sheet: Sheet, mapping: Mapping) -> None:
        super().__init__(session, mapping.source)
        places = {title: place for place, title in enumerate(sheet.columns)}
        self._places = [places[title] for title in mapping.key]
        self._whole = [places[title] for title in mapping.columns.values()]
        self._met: dict[str, tuple[int, tuple[str, ...]]] = {}

    def key(self, record: Record) -> str:
        """Return how the file calls a row: its key columns, else a digest of what is read."""
        if self._places:
            return "\x1f".join(text(record.cells[place]) for place in self._places)
        return hashlib.sha256("\x1f".join(self._said(record)).encode()).hexdigest()[:32]

    def _meet(self, key: str, record: Record) -> tuple[int, bool] | None:
        """Remember a row; return the earlier row of the same key, and whether it says the same."""
        said = self._said(record)
        first = self._met.setdefault(key, (record.number, said))
        return None if first[0] == record.number else (first[0], first[1] == said)

    def repeats(self, key: str, record: Record) -> bool:
        """Tell whether the file said this row before; raises Refused when it said otherwise."""
        again = self._meet(key, record)
        if again is not None and not again[1]:
            raise Refused("import_key_twice", str(again[0]))
        return again is not None

    def _said(self, record: Record) -> tuple[str, ...]:
        drawn = record.geometry.hex() if record.geometry else ""
        return (*(text(record.cells[place]) for place in self._whole), drawn)


def dumped(said: Map[str, str]) -> str:
    """Return what the file said, as it is kept."""
    return json.dumps(dict(said), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
