"""What travels to whom: everything to an office of ours, to a partner nothing that is internal."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from scout_app.model.base import Base, Row
from scout_app.model.exchange import conflict
from scout_app.model.fields import Confidentiality, Field, FieldType
from scout_app.model.people import Office
from scout_app.model.productions import Production
from scout_app.model.sites import Site
from scout_app.model.tables import ROWS
from scout_app.model.transactions import Op
from scout_app.office import arrivals
from scout_app.rules.folding import DELETED
from scout_app.store.heads import logged_fields

_WORDS = (FieldType.TEXT, FieldType.NOTE)
_ORDERED = frozenset({"key", "cause", "officer"})
"""Texts of a booking and of what hangs on it that an officer does not write."""
_DAYS = frozenset({"booking", "span", "arbitration", "challenge", "promotion"})
"""What says that days are held: it travels without its words when the production is confidential,
since a partner must not book those days twice."""


def is_partner(session: Session, sender: str, receiver: str) -> bool:
    """Tell whether an office is none of ours: offices share everything only when both are own."""
    if sender == receiver:
        return False
    own = set(session.scalars(select(Office.name).where(Office.is_own)))
    return not {sender, receiver} <= own


def trust(session: Session, name: str, *, own: bool) -> None:
    """Say that an office is one of ours, which gets everything, or a partner."""
    arrivals.office(session, name)
    session.flush()
    for row in session.scalars(select(Office).where(Office.name == name)):
        row.is_own = own


@dataclass(frozen=True, slots=True)
class Audience:
    """What a partner does not get; called with a cell, it tells whether its value stays here."""

    shown: Mapping[str, frozenset[str]]
    """The rows that each table shows: nothing is known of the confidentiality of the others."""
    hidden: frozenset[str]
    wordless: frozenset[str]
    """Rows whose days travel without their words."""

    def __call__(self, cell: Op) -> bool:
        """Tell whether a value is withheld."""
        entity = ROWS.get(cell.table)
        if cell.field == DELETED:
            return False
        declared = logged_fields(entity).get(cell.field) if entity else None
        if declared is None or cell.row not in self.shown[cell.table]:
            return True
        if declared.confidentiality is Confidentiality.INTERNAL or cell.row in self.hidden:
            return True
        return cell.row in self.wordless and _is_words(declared)


def _is_words(declared: Field) -> bool:
    return declared.type in _WORDS and declared.name not in _ORDERED


def partner(session: Session) -> Audience:
    """Return what no partner gets: internal fields, confidential sites and productions.

    With a confidential row goes all that hangs on it: its parts, pictures, evidence, needs. The
    days of a confidential production travel without a word of what they are for.
    """
    shown, children, hidden = _read(session)
    secret = _secret(session, Site)
    hidden |= _below(secret, children, frozenset())
    productions = _secret(session, Production) - hidden
    hidden |= _below(productions, children, _DAYS)
    wordless = _below(productions, children, ROWS.keys() - _DAYS) - productions - hidden
    return Audience(shown, frozenset(hidden), frozenset(wordless))


_Children = Mapping[str, list[tuple[str, str]]]
"""By row: the table and id of the rows that refer to it."""


def _read(session: Session) -> tuple[dict[str, frozenset[str]], _Children, set[str]]:
    """Return the rows shown by table, who refers to whom, and the evidence of internal values."""
    shown: dict[str, frozenset[str]] = {}
    children: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for table, entity in ROWS.items():
        target = Base.metadata.tables[table]
        refs = [name for name, one in _fields(entity).items() if one.type is FieldType.REF]
        columns = [target.c.id, *(target.c[name] for name in refs)]
        found = session.connection().execute(select(*columns)).all()
        shown[table] = frozenset(str(one[0]) for one in found)
        for row, *parents in found:
            for parent in filter(None, parents):
                children[str(parent)].append((table, str(row)))
    return shown, children, _evidence(session, shown)


def _fields(entity: type[Row]) -> Mapping[str, Field]:
    return {name: one for name, one in logged_fields(entity).items() if name != DELETED}


def _evidence(session: Session, shown: Mapping[str, Collection[str]]) -> set[str]:
    """Return the rows that tell the value of an internal field of another row."""
    table_of = {row: table for table, rows in shown.items() for row in rows}
    target = Base.metadata.tables["sourced_value"]
    found = session.connection().execute(select(target.c.id, target.c.row_id, target.c.field))
    return {str(row) for row, of, name in found if _is_internal(table_of.get(str(of)), name)}


def _is_internal(table: str | None, name: str) -> bool:
    declared = logged_fields(ROWS[table]).get(name) if table else None
    return declared is None or declared.confidentiality is Confidentiality.INTERNAL


def _secret(session: Session, entity: type[Site] | type[Production]) -> set[str]:
    """Return the rows that are internal, or of which two offices disagree whether they are."""
    chosen = select(entity.id).where(entity.confidentiality == Confidentiality.INTERNAL.value)
    ids: set[UUID] = set(session.scalars(chosen.execution_options(include_deleted=True)))
    unsure = select(conflict.c.row_uuid).where(conflict.c.field == "confidentiality")
    ids |= set(session.connection().scalars(unsure))
    return {str(one) for one in ids}


def _below(tops: Iterable[str], children: _Children, stop: Collection[str]) -> set[str]:
    """Return rows with all that hangs on them, not going through the tables named."""
    found: set[str] = set()
    waiting = list(tops)
    while waiting:
        row = waiting.pop()
        if row not in found:
            found.add(row)
            waiting += [child for table, child in children.get(row, ()) if table not in stop]
    return found
