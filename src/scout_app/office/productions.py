"""Productions as lists and cards: their needs, what each need asks, and the days they hold."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from scout_app.errors import BadValue, Unknown
from scout_app.model.bookings import Booking, Span
from scout_app.model.fields import Field
from scout_app.model.people import Organisation
from scout_app.model.productions import Criterion, Need, Production
from scout_app.model.values import Operator, Period, State
from scout_app.office import criteria, permit_rows, rows
from scout_app.office.bookings import BookingRow, of_production
from scout_app.office.permit_rows import PermitRow
from scout_app.store import heads
from scout_app.wording.values import folded

Seen = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class ProductionRow:
    """One production in a list; `bookings` counts those that still want or hold days."""

    id: UUID
    reference: str
    title: str
    kind: str | None
    status: str
    company: str
    first_day: date | None
    last_day: date | None
    needs: int
    bookings: int


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """What a need asks of one field; `wanted` is None when this Scout cannot read it."""

    id: UUID
    field: Field | None
    field_name: str
    operator: Operator
    wanted: object
    wanted_text: str
    is_hard: bool
    weight: int
    seen: Seen


@dataclass(frozen=True, slots=True)
class NeedRow:
    """One décor wanted, with what it asks of a site."""

    id: UUID
    production_id: UUID
    label: str
    int_ext: str | None
    day_night: str | None
    days_prep: int | None
    days_shoot: int | None
    days_strike: int | None
    window_first: date | None
    window_last: date | None
    note: str | None
    criteria: tuple[CriterionRow, ...]
    seen: Seen

    @property
    def window(self) -> Period | None:
        """The days in which the décor is wanted, when both ends are known and in order."""
        return between(self.window_first, self.window_last)

    @property
    def days(self) -> int:
        """Days in a row that the décor takes: preparation, shooting and strike, at least one."""
        return max(1, sum(n or 0 for n in (self.days_prep, self.days_shoot, self.days_strike)))


@dataclass(frozen=True, slots=True)
class ProductionCard:
    """All that is known of one production."""

    card: rows.Card
    row: ProductionRow
    needs: tuple[NeedRow, ...]
    bookings: tuple[BookingRow, ...]
    permits: tuple[PermitRow, ...]


def listing(session: Session, text: str = "") -> tuple[ProductionRow, ...]:
    """Return the productions whose reference, title or company holds every word, by title."""
    wanted = folded(text).split()
    found = _rows(session, _columns())
    kept = (row for row in found if all(word in _text(row) for word in wanted))
    return tuple(sorted(kept, key=lambda row: (folded(row.title), row.reference, str(row.id))))


def card(session: Session, production_id: UUID, today: date) -> ProductionCard:
    """Return all that is known of a production; raises Unknown."""
    found = _rows(session, _columns().where(Production.id == production_id))
    if not found:
        raise Unknown("production", str(production_id))
    return ProductionCard(
        card=rows.card(session, production_id),
        row=found[0],
        needs=needs(session, production_id),
        bookings=of_production(session, production_id, today),
        permits=permit_rows.of_production(session, production_id),
    )


def needs(session: Session, production_id: UUID) -> tuple[NeedRow, ...]:
    """Return the needs of a production in its own order."""
    return _needs(session, select(Need).where(Need.production_id == production_id))


def need(session: Session, need_id: UUID) -> NeedRow:
    """Return one need; raises Unknown."""
    found = _needs(session, select(Need).where(Need.id == need_id))
    if not found:
        raise Unknown("need", str(need_id))
    return found[0]


def askable_fields() -> tuple[Field, ...]:
    """Return the fields that a criterion may name."""
    return tuple(criteria.askable().values())


def _columns() -> Select[*tuple[Any, ...]]:
    return select(
        Production.id, Production.reference, Production.title, Production.kind, Production.status,
        Organisation.name.label("company"), Production.first_day, Production.last_day,
    ).outerjoin(Organisation, Organisation.id == Production.company_id)  # fmt: skip


def _rows(session: Session, chosen: Select[*tuple[Any, ...]]) -> list[ProductionRow]:
    wanted = Counter(session.scalars(select(Need.production_id)))
    held = _live_bookings(session)
    return [
        ProductionRow(
            row.id, row.reference, row.title, row.kind, row.status, row.company or "",
            row.first_day, row.last_day, wanted[row.id], held[row.id],
        )
        for row in session.execute(chosen)
    ]  # fmt: skip


def _live_bookings(session: Session) -> Counter[UUID]:
    live = [state for state in State if state.is_live]
    found = session.execute(
        select(Booking.production_id, Booking.id)
        .join(Span, Span.booking_id == Booking.id)
        .where(Span.state.in_(live))
        .distinct()
    )
    return Counter(production for production, _ in found)


def _text(row: ProductionRow) -> str:
    return folded(f"{row.reference} {row.title} {row.company}")


def _needs(session: Session, chosen: Select[Need]) -> tuple[NeedRow, ...]:
    found = session.scalars(
        chosen.order_by(Need.order_rank.is_(None), Need.order_rank, Need.n)
    ).all()
    ids = [row.id for row in found]
    asked = session.scalars(
        select(Criterion).where(Criterion.need_id.in_(ids)).order_by(Criterion.n)
    ).all()
    seen: dict[UUID, dict[str, tuple[str, ...]]] = defaultdict(dict)
    cells = heads.seen(session.connection(), [*ids, *(row.id for row in asked)])
    for (row_id, name), standing in cells.items():
        seen[row_id][name] = standing
    askable = criteria.askable(session)
    by_need: dict[UUID, list[CriterionRow]] = defaultdict(list)
    for one in asked:
        by_need[one.need_id].append(_criterion(one, seen[one.id], askable))
    return tuple(_need(row, by_need[row.id], seen[row.id]) for row in found)


def _need(row: Need, asked: Sequence[CriterionRow], seen: Seen) -> NeedRow:
    return NeedRow(
        row.id, row.production_id, row.label, row.int_ext, row.day_night,
        row.days_prep, row.days_shoot, row.days_strike,
        row.window_first, row.window_last, row.note, tuple(asked), seen,
    )  # fmt: skip


def between(first: date | None, last: date | None) -> Period | None:
    """Return the days from first to last; None when an end is unknown or they are out of order."""
    return Period(first, last) if first and last and first <= last else None


def _criterion(row: Criterion, seen: Seen, askable: Mapping[str, Field]) -> CriterionRow:
    field = askable.get(row.field)
    operator = Operator(row.operator)
    return CriterionRow(
        row.id, field, row.field, operator, _wanted(field, operator, row.wanted), row.wanted,
        row.is_hard, row.weight, seen,
    )  # fmt: skip


def _wanted(field: Field | None, operator: Operator, text: str) -> object:
    """Read what is wanted; a text that another version wrote may mean nothing here."""
    if field is None:
        return None
    try:
        return criteria.wanted(field, operator, text)
    except BadValue:
        return None
