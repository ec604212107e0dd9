"""The lists that offices may add to: Scout's own entries first, then theirs in their order."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scout_app.errors import BadValue, Refused, Unknown
from scout_app.model.base import slug_id
from scout_app.model.fields import Field, OwnLabel, fields_of
from scout_app.model.people import Choice
from scout_app.model.tables import ROWS
from scout_app.rules.ranking import between
from scout_app.wording.values import entry, folded


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list; Scout's own have no `id`, for nobody may change them.

    A retired entry is offered no more; the rows that have it keep it.
    """

    id: UUID | None
    code: str
    fr: str
    en: str
    retired: bool
    held: int
    """How many rows say it."""


def names() -> Mapping[str, Field]:
    """Return the open lists, each with the first field that takes its entries from it."""
    found: dict[str, Field] = {}
    for entity in ROWS.values():
        for field in fields_of(entity).values():
            if field.open_list:
                found.setdefault(field.open_list, field)
    return found


def entries(session: Session, name: str) -> tuple[Entry, ...]:
    """Return the entries of a list, those retired last; raises Unknown for no such list."""
    field, held = _list(name), _held(session, name)
    own = [
        Entry(row.id, row.code, row.label_fr, row.label_en, row.deleted, held.get(row.code, 0))
        for row in _rows(session, name)
    ]
    built_in = (
        Entry(None, code, entry(msgid, "fr"), entry(msgid, "en"), False, held.get(code, 0))
        for code, msgid in (field.choices or {}).items()
    )
    return (*built_in, *sorted(own, key=lambda one: one.retired))


def completed(session: Session, declared: Mapping[str, Field]) -> Mapping[str, Field]:
    """Return declared fields with what offices added to their lists, of which some are retired."""
    wanted = {field.open_list for field in declared.values() if field.open_list}
    if not wanted:
        return declared
    own: dict[str, dict[str, str]] = {}
    for name in wanted:
        rows = (row for row in _rows(session, name) if not row.deleted)
        own[name] = {row.code: OwnLabel(row.label_fr, row.label_en) for row in rows}
    return {
        name: replace(field, choices={**(field.choices or {}), **own[field.open_list]})
        if own.get(field.open_list)
        else field
        for name, field in declared.items()
    }


def add(session: Session, name: str, fr: str, en: str = "") -> UUID:
    """Add an entry to a list, or take up again the one that was retired under that name.

    The same entry added by two offices is one row. Raises Unknown, BadValue without a label, and
    Refused when the list has it.
    """
    fr, en = _said(fr), en.strip() or _said(fr)
    row_id = slug_id("choice", f"{name}/{folded(fr)}")
    _forbid_double(session, name, row_id, fr, en)
    rows = _rows(session, name)
    known = next((row for row in rows if row.id == row_id), None)
    if known is not None and not known.deleted:
        raise Refused("entry_known", known.label_fr)
    if known is not None:
        known.deleted, known.label_fr, known.label_en = False, fr, en
    else:
        rank = between(max((row.rank or "" for row in rows), default=None) or None, None)
        session.add(Choice(id=row_id, list=name, code=fr, label_fr=fr, label_en=en, rank=rank))
    return row_id


def rename(session: Session, entry_id: UUID, fr: str, en: str | None = None) -> None:
    """Call an entry otherwise, wherever it stands; without English words, those it has stay.

    An empty English label is the French one. Raises as `add` does.
    """
    row, fr = _own(session, entry_id), _said(fr)
    if en is None:
        en = row.label_en if row.label_en != row.label_fr else fr
    en = en.strip() or fr
    _forbid_double(session, row.list, row.id, fr, en)
    row.label_fr, row.label_en = fr, en


def retire(session: Session, entry_id: UUID) -> None:
    """Offer an entry no more; the rows that have it keep it."""
    _own(session, entry_id).deleted = True


def take_up(session: Session, entry_id: UUID) -> None:
    """Offer a retired entry again."""
    row = _own(session, entry_id)
    _forbid_double(session, row.list, row.id, row.label_fr, row.label_en)
    row.deleted = False


def move(session: Session, entry_id: UUID, *, up: bool) -> None:
    """Move an entry by one place among the offices' own; at the end it stays."""
    row = _own(session, entry_id)
    order = [one for one in _rows(session, row.list) if not one.deleted or one is row]
    place = order.index(row) + (-1 if up else 1)
    if not 0 <= place < len(order):
        return
    order.remove(row)
    before = order[place - 1].rank if place else None
    after = order[place].rank if place < len(order) else None
    row.rank = between(before, after)


def _list(name: str) -> Field:
    found = names().get(name)
    if found is None:
        raise Unknown("list", name, tuple(names()))
    return found


def _rows(session: Session, name: str) -> list[Choice]:
    """Return the offices' own entries in their order, the retired too."""
    chosen = select(Choice).where(Choice.list == name).order_by(Choice.rank, Choice.n)
    return list(session.scalars(chosen.execution_options(include_deleted=True)))


def _own(session: Session, entry_id: UUID) -> Choice:
    chosen = select(Choice).where(Choice.id == entry_id)
    row = session.scalars(chosen.execution_options(include_deleted=True)).one_or_none()
    if row is None:
        raise Unknown("choice", str(entry_id))
    return row


def _said(label: str) -> str:
    if not label.strip():
        raise BadValue("label_fr", label, "required")
    return label.strip()


def _forbid_double(session: Session, name: str, row_id: UUID, fr: str, en: str) -> None:
    """Refuse a label that another entry of the list goes by, in either language."""
    taken = {
        folded(word): word
        for one in entries(session, name)
        if one.id != row_id and not one.retired
        for word in (one.code, one.fr, one.en)
    }
    for word in (fr, en):
        if folded(word) in taken:
            raise Refused("entry_known", taken[folded(word)])


def _held(session: Session, name: str) -> dict[str, int]:
    """Count the rows that have each entry, over every field of the list."""
    held: dict[str, int] = {}
    for entity in ROWS.values():
        for field in fields_of(entity).values():
            if field.open_list == name:
                column = getattr(entity, field.name)
                counted = select(column, func.count()).where(column.is_not(None)).group_by(column)
                for code, count in session.execute(counted):
                    held[code] = held.get(code, 0) + count
    return held
