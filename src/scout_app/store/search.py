"""Full text over the sites: an FTS5 index that the store keeps itself, in the flush's transaction.

Under `trusted_schema=OFF` no trigger may touch a virtual table, hence no triggers here; `check`
compares the index with the rows.
"""

import json
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import Connection, bindparam, select, text
from sqlalchemy.orm import Session

from scout_app.model.fields import FieldType, fields_of
from scout_app.model.sites import Commune, FilmingCredit, Site, SourcedValue, Tag
from scout_app.store.heads import cell_heads
from scout_app.store.log import Cell, draft

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_CHUNK = 500


def query(typed: str) -> str:
    """Return the FTS5 query for what an officer typed: every word as a quoted prefix.

    Quoting each word keeps FTS5's own language (AND, NEAR, *, column:) out of reach.
    """
    kept = (sign if sign.isalnum() or unicodedata.combining(sign) else " " for sign in typed)
    return " ".join(f'"{word}"*' for word in "".join(kept).split())


def numbers(
    connection: Connection, typed: str, cap: int | None = None
) -> "tuple[NDArray[np.int64], bool]":
    """Find the sites whose text holds every word, by local number in the order of the rows.

    With a `cap` no more than so many are found, and the answer says whether there are more:
    scoring or counting them all would cost more the more there are.
    """
    import numpy as np

    if not (wanted := query(typed)):
        return np.zeros(0, dtype=np.int64), False
    # One text crosses over from SQLite many times faster than as many rows.
    found = connection.execute(_HITS, {"wanted": wanted, "cap": -1 if cap is None else cap + 1})
    hits = np.fromstring(found.scalar() or "", dtype=np.int64, sep=",")
    return hits[:cap], cap is not None and len(hits) > cap


_HITS = text(
    "SELECT group_concat(n) FROM"
    " (SELECT rowid AS n FROM site_text WHERE site_text MATCH :wanted LIMIT :cap)"
)


def refresh(session: Session, cells: Collection[Cell]) -> None:
    """Rewrite the index of every site whose own or attached text the transaction touched."""
    rows: dict[str, set[UUID]] = defaultdict(set)
    for table, row, _ in cells:
        rows[table].add(row)
    touched = set(rows["site"])
    for table, owner in _OWNERS.items():
        if rows[table]:
            found = select(owner).where(owner.class_.id.in_(rows[table]))
            touched |= set(session.scalars(found.execution_options(include_deleted=True)))
    touched |= _left(session, cells)
    if rows["commune"]:
        of_communes = select(Commune.insee).where(Commune.id.in_(rows["commune"]))
        touched |= set(session.scalars(select(Site.id).where(Site.commune.in_(of_communes))))
    if touched:
        rewrite(session, list(touched))


_PLACED = ("name", "reference", "address", "municipal_district", "commune")
_WORDS = tuple(
    name
    for name, field in fields_of(Site).items()
    if field.type in (FieldType.TEXT, FieldType.NOTE) and name not in _PLACED
)
"""Every other text of a site, in the order of its declaration."""
_OWNERS = {
    "tag": Tag.row_id,
    "sourced_value": SourcedValue.row_id,
    "filming_credit": FilmingCredit.site_id,
}


def _left(session: Session, cells: Collection[Cell]) -> set[UUID]:
    """Return the sites that rows hung on before the transaction moved them to another."""
    made = draft(session).made
    moved = [
        (row, name)
        for table, row, name in cells
        if table in _OWNERS and name == _OWNERS[table].key and row not in made
    ]
    standing = cell_heads(session.connection(), [row for row, _ in moved])
    return {UUID(json.loads(str(standing[cell][0].value))) for cell in moved if cell in standing}


def rewrite(session: Session, sites: Sequence[UUID]) -> None:
    """Replace the indexed text of those sites; a deleted site has none."""
    connection = session.connection()
    for start in range(0, len(sites), _CHUNK):
        chosen = sites[start : start + _CHUNK]
        numbers = connection.scalars(select(Site.n).where(Site.id.in_(chosen))).all()
        connection.execute(
            text("DELETE FROM site_text WHERE rowid IN :numbers").bindparams(
                bindparam("numbers", value=numbers, expanding=True)
            )
        )
        if rows := list(expected(session, chosen)):
            connection.execute(
                text(
                    "INSERT INTO site_text(rowid, name, place, words)"
                    " VALUES (:n, :name, :place, :words)"
                ),
                rows,
            )


def expected(session: Session, sites: Sequence[UUID] | None = None) -> Iterator[dict[str, object]]:
    """Go through the text that the index should hold, of all sites or of those."""
    chosen = select(
        Site.n, Site.id, Site.name, Site.reference, Site.address, Site.municipal_district,
        *(getattr(Site, name) for name in _WORDS), Commune.name.label("commune"),
    ).outerjoin(Commune, Commune.insee == Site.commune).order_by(Site.n)  # fmt: skip
    if sites is not None:
        chosen = chosen.where(Site.id.in_(sites))
    attached = _attached(session, sites)
    for site in session.execute(chosen):
        yield {
            "n": site.n,
            "name": site.name,
            "place": _line(site.commune, site.municipal_district, site.address, site.reference),
            "words": _line(*(getattr(site, name) for name in _WORDS), *attached.get(site.id, ())),
        }


def _attached(session: Session, sites: Sequence[UUID] | None) -> Mapping[UUID, list[str]]:
    """Return the words that hang on each site: its tags, what was shot there, what sources say."""
    words: dict[UUID, list[str]] = defaultdict(list)
    for owner, word in (
        (Tag.row_id, Tag.value),
        (FilmingCredit.site_id, FilmingCredit.title),
        (SourcedValue.row_id, SourcedValue.value),
    ):
        found = select(owner, word).order_by(owner.class_.n)
        if sites is not None:
            found = found.where(owner.in_(sites))
        for site, value in session.execute(found):
            words[site].append(value or "")
    return words


def _line(*words: str | None) -> str:
    return "\n".join(word for word in words if word)


def indexed(connection: Connection) -> Iterator[dict[str, object]]:
    """Go through what the index holds now, in the order of the rows."""
    found = connection.execute(
        text("SELECT rowid AS n, name, place, words FROM site_text ORDER BY rowid")
    )
    return (dict(row) for row in found.mappings())
