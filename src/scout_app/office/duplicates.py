"""Rows that may be one: proposed in pairs, compared side by side, or told apart for good."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from scout_app.errors import Refused
from scout_app.model.choices import EXACT_PRECISION
from scout_app.model.fields import Field, FieldType
from scout_app.model.people import Organisation, Person, Setting
from scout_app.model.sites import Commune, Parcel, Site
from scout_app.office import bonds, rows, settings
from scout_app.office.merging import MERGED, TOGETHER, Seen
from scout_app.rules import acts, likeness
from scout_app.rules.likeness import NEAR_M, Facts, Likeness
from scout_app.rules.tree import Tree
from scout_app.store import log
from scout_app.wording.values import folded

__all__ = [
    "NEAR_M", "Choice", "Compared", "Pair", "Side", "compare", "suggest", "tell_apart",
]  # fmt: skip

_DEGREES = 10**7
_APART = "not_the_same/"
"""Begins the key under which the offices remember that two rows are two."""
_MOST = 500


@dataclass(frozen=True, slots=True)
class Side:
    """One row of a pair."""

    id: UUID
    reference: str
    name: str
    place: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rows that may be one, and why."""

    kind: str
    one: Side
    other: Side
    why: Likeness

    @property
    def id(self) -> tuple[UUID, UUID]:
        """The two rows."""
        return self.one.id, self.other.id


@dataclass(frozen=True, slots=True)
class Choice:
    """One field of the two: what each says; `take` is what is proposed, the other's or not."""

    field: Field
    kept: object
    other: object
    take: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """Two rows side by side: only the fields in which they differ can be chosen."""

    kind: str
    kept: Side
    other: Side
    choices: tuple[Choice, ...]
    hanging: tuple[Counter[str], Counter[str]]
    """How many rows of each table hang on the one and on the other."""
    communes: Mapping[str, str]
    seen: Seen


def suggest(session: Session, kind: str = "site", limit: int = _MOST) -> tuple[Pair, ...]:
    """Return the pairs that may be one, the most alike first; those told apart are left out."""
    if kind not in MERGED:
        raise Refused("merge_kinds")
    facts, sides = _sites(session) if kind == "site" else _contacts(session, kind)
    apart = _apart(session)
    tree = Tree({part: whole for part, whole in session.execute(select(Site.id, Site.whole_id))})
    age = {row.id: place for place, row in enumerate(facts)}
    found = []
    for pair in likeness.pairs(facts):
        # The row that came first is proposed to be kept: more hangs on it, and papers name it.
        (one, other), why = sorted(pair[:2], key=age.__getitem__), pair[2]
        if frozenset((one, other)) in apart or (kind == "site" and other in tree.kin(one)):
            continue
        found.append(Pair(kind, sides[one], sides[other], why))
        if len(found) == limit:
            break
    return tuple(found)


def tell_apart(session: Session, one: UUID, other: UUID) -> None:
    """Remember that two rows are two: they are never proposed again, unless this is undone."""
    first, second = rows.get(session, one), rows.get(session, other)
    settings.put(session, _key(one, other), "true")
    log.draft(session).reason = acts.written("apart", rows.title(first), rows.title(second))


def compare(session: Session, kept_id: UUID, other_id: UUID) -> Compared:
    """Return two rows side by side; proposed is the other's value where the kept one has none."""
    kept, other = rows.card(session, kept_id), rows.card(session, other_id)
    theirs = {value.field.name: value.value for value in other.values}
    lacks_place = any(v.value is None for v in kept.values if v.field.name in ("lat", "lon"))
    choices = []
    for value in kept.values:
        field, said = value.field, theirs.get(value.field.name)
        if field.derived or field.type in (FieldType.TAGS, FieldType.BLOB) or said == value.value:
            continue
        lacks = lacks_place if field.name in TOGETHER else value.value is None
        choices.append(Choice(field, value.value, said, lacks and said is not None))
    codes = [str(c) for v in (kept, other) for x in v.values if x.field.name == "commune"
             for c in [x.value] if c]  # fmt: skip
    return Compared(
        kept.kind,
        Side(kept_id, kept.reference, kept.title, ""),
        Side(other_id, other.reference, other.title, ""),
        tuple(choices),
        (_hanging(session, kept.kind, kept_id), _hanging(session, kept.kind, other_id)),
        _communes(session, codes),
        {kept_id: kept.seen, other_id: other.seen},
    )


def _hanging(session: Session, kind: str, row_id: UUID) -> Counter[str]:
    return Counter(
        row.__tablename__ for bond in bonds.of(kind) for row in bonds.hanging(session, bond, row_id)
    )


def _sites(session: Session) -> tuple[Sequence[Facts], Mapping[UUID, Side]]:
    parcels: dict[UUID, set[str]] = defaultdict(set)
    for site, identifier in session.execute(select(Parcel.site_id, Parcel.identifier)):
        parcels[site].add(folded(identifier))
    communes = _communes(session, None)
    chosen = select(
        Site.id, Site.reference, Site.name, Site.kind, Site.commune, Site.address, Site.lat,
        Site.lon, Site.position_precision,
    )  # fmt: skip
    facts, sides = [], {}
    for row in session.execute(chosen.order_by(Site.n)):
        exact = row.position_precision in EXACT_PRECISION
        facts.append(
            Facts(
                row.id,
                folded(row.name),
                row.kind,
                row.commune or "",
                folded(row.address or ""),
                row.lat / _DEGREES if exact and row.lat is not None else None,
                row.lon / _DEGREES if exact and row.lon is not None else None,
                frozenset(parcels.get(row.id, ())),
            )
        )
        place = communes.get(row.commune or "", row.commune or "")
        sides[row.id] = Side(row.id, row.reference, row.name, place)
    return facts, sides


def _contacts(session: Session, kind: str) -> tuple[Sequence[Facts], Mapping[UUID, Side]]:
    found: list[Organisation | Person] = (
        [*session.scalars(select(Person).order_by(Person.n))]
        if kind == "person"
        else [*session.scalars(select(Organisation).order_by(Organisation.n))]
    )
    communes = _communes(session, None)
    facts, sides = [], {}
    for row in found:
        keys = {folded(text) for name in ("email", "phone", "website")
                if (text := getattr(row, name, None))}  # fmt: skip
        commune = getattr(row, "commune", None) or ""
        address = folded(getattr(row, "address", None) or "")
        facts.append(Facts(row.id, folded(row.name), "", commune, address, keys=frozenset(keys)))
        place = communes.get(commune, commune) or getattr(row, "job", None) or ""
        sides[row.id] = Side(row.id, "", row.name, place)
    return facts, sides


def _communes(session: Session, codes: Collection[str] | None) -> dict[str, str]:
    chosen = select(Commune.insee, Commune.name)
    if codes is not None:
        chosen = chosen.where(Commune.insee.in_(codes))
    return {insee: name for insee, name in session.execute(chosen)}


def _key(one: UUID, other: UUID) -> str:
    return _APART + "/".join(sorted((str(one), str(other))))


def _apart(session: Session) -> set[frozenset[UUID]]:
    keys = session.scalars(
        select(Setting.key).where(Setting.key.startswith(_APART), Setting.value == "true")
    )
    return {frozenset(map(UUID, key.removeprefix(_APART).split("/"))) for key in keys}
