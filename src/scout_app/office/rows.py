"""Plain edits of any row by its declared fields: add, edit, delete, and the card that shows it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from scout_app.errors import BadValue, EditedSince, Refused, Unknown
from scout_app.model.base import Row, tag_id
from scout_app.model.fields import Field, FieldType, fields_of
from scout_app.model.sites import Site, Tag
from scout_app.model.tables import ROWS
from scout_app.office import dependents, evidence, find, lists, references, territory
from scout_app.office.criteria import check_criterion
from scout_app.office.evidence import Evidence
from scout_app.store import heads, log
from scout_app.wording.values import parse

KINDS: Mapping[str, str] = {
    "site": "site",
    "production": "production",
    "need": "need",
    "criterion": "criterion",
    "organisation": "organisation",
    "person": "person",
    "restriction": "restriction",
    "level": "restriction_level",
    "allocation": "allocation",
    "rate": "rate",
    "tier": "cancellation_tier",
    "parcel": "parcel",
    "permit": "permit",
}
"""What an officer can add by its fields, and the table it is kept in."""

_MONTH_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_TITLES = (
    "name", "title", "label", "label_fr", "reason", "reference", "caption", "original_name",
    "identifier", "authority",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CardValue:
    """One field of a card, with what the sources say of it."""

    field: Field
    value: object
    evidence: tuple[Evidence, ...] = ()

    @property
    def disputed(self) -> bool:
        """Whether the sources give more than one value."""
        return evidence.disagree(self.evidence)


@dataclass(frozen=True, slots=True)
class Card:
    """A row as a form shows it; `seen` goes back with every edit."""

    kind: str
    id: UUID
    reference: str
    title: str
    values: tuple[CardValue, ...]
    notes: tuple[Evidence, ...]
    """What sources say that has no field of its own."""
    seen: Mapping[str, tuple[str, ...]]


def fields(kind: str) -> tuple[Field, ...]:
    """Return the declared fields of a kind; raises Unknown."""
    return tuple(fields_of(entity(kind)).values())


def entity(kind: str) -> type[Row]:
    """Return the mapped class of a kind or table; raises Unknown."""
    found = ROWS.get(KINDS.get(kind, kind))
    if found is None:
        raise Unknown("kind", kind, tuple(KINDS))
    return found


def add(session: Session, kind: str, given: Mapping[str, str]) -> UUID:
    """Add a row from texts as an officer types them; raises BadValue, Unknown or Ambiguous."""
    made_of = entity(kind)
    values, tags = _read(session, made_of, given)
    row = made_of(
        id=uuid4(), **{name: value for name, value in values.items() if value is not None}
    )
    references.give(session, row)
    _complete(row)
    _check(session, row)
    session.add(row)
    session.flush()
    for name, words in tags.items():
        _set_tags(session, row.id, name, words)
    if isinstance(row, Site):
        _enter_all(session, row.id, values)
    return row.id


def edit(
    session: Session,
    row_id: UUID,
    changes: Mapping[str, str],
    seen: Mapping[str, tuple[str, ...]] | None = None,
) -> None:
    """Change fields of a row; an empty text empties one.

    `seen` is what the form was shown: raises EditedSince when somebody came after, and nothing is
    written. Raises BadValue, Unknown or Ambiguous for what was typed.
    """
    row = get(session, row_id)
    values, tags = _read(session, type(row), changes)
    if seen is not None:
        _unchanged_since(session, row, (*values, *tags), seen)
    before = {name: getattr(row, name) for name in values}
    for name, value in values.items():
        setattr(row, name, value)
    _check(session, row)
    session.flush()
    for name, words in tags.items():
        _set_tags(session, row_id, name, words)
    if isinstance(row, Site):
        changed = {name: value for name, value in values.items() if value != before[name]}
        _enter_all(session, row_id, changed)


def delete(session: Session, row_id: UUID, reason: str) -> None:
    """Hide a row and what belongs to it; the reason stays in the log.

    Raises Refused when live parts, bookings or needs hang on it.
    """
    if not reason.strip():
        raise Refused("reason_missing")
    row = get(session, row_id)
    dependents.forbid_orphans(session, row)
    log.draft(session).reason = reason.strip()
    for dependent in (*dependents.of(session, row), row):
        dependent.deleted = True


def card(session: Session, row_id: UUID) -> Card:
    """Return everything declared of a row, each value with its evidence."""
    row = get(session, row_id)
    declared = lists.completed(session, fields_of(type(row)))
    said = evidence.of_row(session, row_id, declared)
    values = dict(_values(session, row))
    cells = heads.seen(session.connection(), [row_id])
    return Card(
        kind=row.__tablename__,
        id=row_id,
        reference=str(values.get("reference") or ""),
        title=title(row),
        values=tuple(
            CardValue(field, values[name], _weighed(field, values[name], said.get(name, ())))
            for name, field in declared.items()
        ),
        notes=tuple(one for name, many in said.items() if name not in declared for one in many),
        seen={name: cells.get((row_id, name), ()) for name in declared},
    )


def get(session: Session, row_id: UUID) -> Row:
    """Return a row of any table by its id; raises Unknown."""
    kind, _ = find.row(session, str(row_id))
    chosen = ROWS[kind]
    found = session.scalars(select(chosen).where(chosen.id == row_id)).one_or_none()
    if found is None:
        raise Unknown("row", str(row_id))
    return found


def title(row: Row) -> str:
    """Return what an officer calls a row."""
    return next((str(getattr(row, name)) for name in _TITLES if getattr(row, name, None)), "")


def _values(session: Session, row: Row) -> Iterable[tuple[str, object]]:
    words = _tags(session, row.id)
    for name, field in fields_of(type(row)).items():
        is_tags = field.type is FieldType.TAGS
        yield name, tuple(words.get(name, ())) or None if is_tags else getattr(row, name)


def _weighed(field: Field, value: object, said: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Mark the evidence that agrees with the value in force."""
    return tuple(
        replace(one, retained=value is not None and _same(field, value, one.value)) for one in said
    )


def _same(field: Field, value: object, said: str | None) -> bool:
    try:
        return parse(field, said or "") == value
    except BadValue:
        return False


def _read(
    session: Session, made_of: type[Row], given: Mapping[str, str]
) -> tuple[dict[str, object], dict[str, tuple[str, ...]]]:
    """Parse what was typed, by the fields' declarations; references may be given by name."""
    declared = lists.completed(session, fields_of(made_of))
    values: dict[str, object] = {}
    tags: dict[str, tuple[str, ...]] = {}
    for key, text in given.items():
        field = _field(declared, key)
        if field.type is FieldType.TAGS:
            words = parse(field, text)
            tags[field.name] = words if isinstance(words, tuple) else ()
        else:
            values[field.name] = _value(session, field, text)
        if field.required and field.type is not FieldType.TAGS and values[field.name] is None:
            raise BadValue(field.name, text, "required")
    return values, tags


def _field(declared: Mapping[str, Field], key: str) -> Field:
    """Return the field an officer names: `need` for `need_id`, `hard` for `is_hard`."""
    for name in (key, f"{key}_id", f"is_{key}"):
        if name in declared and not declared[name].derived:
            return declared[name]
    raise Unknown("field", key, tuple(name for name in declared))


def _value(session: Session, field: Field, text: str) -> object:
    if field.refers and text.strip():
        if field.refers not in find.NAMED:
            return parse(field, text)
        return find.of_kind(session, field.refers, text)
    if field.name == "commune":
        return territory.insee(session, text)
    return parse(field, text)


def _complete(row: Row) -> None:
    """Say that a typed position is the site's own unless the officer says otherwise."""
    if isinstance(row, Site) and row.lat is not None and not row.position_precision:
        row.position_precision = "site"


def _check(session: Session, row: Row) -> None:
    for name, field in fields_of(type(row)).items():
        if field.required and getattr(row, name) is None:
            raise BadValue(name, "", "required")
    first, last = getattr(row, "first_day", None), getattr(row, "last_day", None)
    if first and last and last < first:
        raise BadValue("last_day", last.isoformat(), f"after:{first.isoformat()}")
    for name in ("season_first", "season_last"):
        if (said := getattr(row, name, None)) and not _MONTH_DAY.fullmatch(said):
            raise BadValue(name, said, "month_day")
    if isinstance(row, Site):
        territory.forbid_loop(session, row)
    if row.__tablename__ == "criterion":
        check_criterion(session, row)


def _unchanged_since(
    session: Session, row: Row, names: Iterable[str], seen: Mapping[str, tuple[str, ...]]
) -> None:
    standing = heads.cell_heads(session.connection(), [row.id])
    for name in names:
        found = standing.get((row.id, name), ())
        if name in seen and set(seen[name]) != {head.stamp.txn for head in found}:
            who = heads.author_of(session.connection(), found[0].stamp.txn) if found else None
            raise EditedSince(title(row), name, *(who or ("", "", 0)))


def _enter_all(session: Session, row_id: UUID, values: Mapping[str, object]) -> None:
    declared = fields_of(Site)
    for name, value in values.items():
        evidence.enter(session, row_id, declared[name], value)


def _tags(session: Session, row_id: UUID) -> dict[str, list[str]]:
    words: dict[str, list[str]] = {}
    found = select(Tag.field, Tag.value).where(Tag.row_id == row_id).order_by(Tag.n)
    for name, value in session.execute(found):
        words.setdefault(name, []).append(value)
    return words


def _set_tags(session: Session, row_id: UUID, name: str, words: Sequence[str]) -> None:
    """Make the words of a tag field exactly those; a word that returns is the same row again."""
    everything = select(Tag).where(Tag.row_id == row_id, Tag.field == name)
    found = session.scalars(everything.execution_options(include_deleted=True)).all()
    kept = {tag.value: tag for tag in found}
    for value, tag in kept.items():
        tag.deleted = value not in words
    for value in words:
        if value not in kept:
            session.add(Tag(id=tag_id(row_id, name, value), row_id=row_id, field=name, value=value))
