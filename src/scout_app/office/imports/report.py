"""What an import makes of a file: each row accounted for once, with its reason when refused."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from scout_app.errors import ScoutError
from scout_app.model.base import Row
from scout_app.model.bookings import Booking
from scout_app.model.productions import Production
from scout_app.model.sites import Site
from scout_app.model.values import Officer
from scout_app.office import arrivals, references

_AT_ONCE = 2_000
"""Rows written between two words on how much is done."""


@dataclass(frozen=True, slots=True)
class Said:
    """What is to be said of one row of the file; `number` counts as its reader would."""

    number: int
    fact: ScoutError


@dataclass(frozen=True, slots=True)
class Report:
    """Every row read is created, updated, unchanged, a duplicate or rejected: they add up."""

    read: int
    created: int
    updated: int
    unchanged: int
    duplicates: int
    rejects: tuple[Said, ...]
    warnings: tuple[Said, ...]

    @property
    def rejected(self) -> int:
        """The number of rows refused."""
        return len(self.rejects)


@dataclass(frozen=True, slots=True)
class Change:
    """A field of a row that the file changed since it was last imported."""

    row: type[Row]
    id: UUID
    field: str
    value: object


@dataclass(slots=True)
class Plan:
    """What the import would do; nothing is written before `write`."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    duplicates: int = 0
    rejects: list[Said] = field(default_factory=list)
    warnings: list[Said] = field(default_factory=list)
    new: list[Row] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    def reject(self, number: int, fact: ScoutError) -> None:
        """Refuse a row."""
        self.rejects.append(Said(number, fact))

    def warn(self, number: int, fact: ScoutError) -> None:
        """Say something of a row that comes in all the same."""
        self.warnings.append(Said(number, fact))

    def report(self) -> Report:
        """Return the account of every row."""
        counted = self.created + self.updated + self.unchanged + self.duplicates
        return Report(
            read=counted + len(self.rejects),
            created=self.created,
            updated=self.updated,
            unchanged=self.unchanged,
            duplicates=self.duplicates,
            rejects=tuple(sorted(self.rejects, key=lambda said: said.number)),
            warnings=tuple(sorted(self.warnings, key=lambda said: said.number)),
        )

    def write(self, session: Session, step: Callable[[float], None] | None = None) -> None:
        """Write it all in the transaction under way: whole, or not at all.

        `step(share)` may raise Cancelled, which the transaction then does away with.
        """
        self._number(session)
        self._sign(session)
        by_row: dict[tuple[type[Row], UUID], list[Change]] = {}
        for change in self.changes:
            by_row.setdefault((change.row, change.id), []).append(change)
        for (made_of, row_id), changes in by_row.items():
            row = session.query(made_of).filter(made_of.id == row_id).one()
            for change in changes:
                setattr(row, change.field, change.value)
        for begin in range(0, len(self.new), _AT_ONCE):
            session.add_all(self.new[begin : begin + _AT_ONCE])
            session.flush()
            if step is not None:
                step(min(1.0, (begin + _AT_ONCE) / len(self.new)))
        session.flush()

    def _number(self, session: Session) -> None:
        """Give new sites and productions their references."""
        for made_of in (Site, Production):
            numbering = references.Numbering(session, made_of)
            for row in self.new:
                if isinstance(row, made_of) and not row.reference:
                    row.reference = numbering.next()

    def _sign(self, session: Session) -> None:
        """Say who entered the new bookings, in the order of the file."""
        bookings = [row for row in self.new if isinstance(row, Booking)]
        if not bookings:
            return
        by: Officer = session.info["by"]
        office = arrivals.office(session, by.office)
        now = datetime.now(UTC)
        for place, booking in enumerate(bookings):
            booking.office_id, booking.officer = office, by.name
            booking.asked_at = now + timedelta(milliseconds=place)
