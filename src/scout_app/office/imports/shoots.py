"""Shoots out of a file, past and planned: a production, a place, days; or the year of a credit."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from scout_app.errors import BadPeriod, BadValue, Refused, ScoutError
from scout_app.formats.records import Cell, Record, Sheet
from scout_app.model import choices
from scout_app.model.bookings import Booking, Span
from scout_app.model.fields import fields_of
from scout_app.model.imports import ImportKey
from scout_app.model.sites import FilmingCredit
from scout_app.model.values import Period, State
from scout_app.office.imports import cells
from scout_app.office.imports import mapping as mappings
from scout_app.office.imports.doubles import Doubles
from scout_app.office.imports.keys import Keys, Known, dumped
from scout_app.office.imports.people import Productions
from scout_app.office.imports.places import Places
from scout_app.office.imports.positions import Point, Positions
from scout_app.office.imports.report import Change, Plan
from scout_app.wording.values import folded, parse

_KINDS: Mapping[str, str] = {
    "long metrage": "feature", "film": "feature", "fiction": "feature", "court metrage": "short",
    "serie": "series", "serie tv": "series", "serie televisee": "series", "serie web": "series",
    "television": "series", "web": "series", "telefilm": "tv_film", "documentaire": "documentary",
    "publicite": "commercial", "clip": "music_video", "music video": "music_video",
    "student": "short", "theater": "other", "still photography": "other",
}  # fmt: skip
"""What offices elsewhere call the kinds of production; an unknown word is another kind."""
_YEAR = 4


@dataclass(frozen=True, slots=True)
class Shoot:
    """One row, read."""

    title: str
    kind: str | None
    company: str
    director: str
    address: str
    postcode: str
    place: Point | None
    first: date | datetime | None
    last: date | datetime | None
    years: str
    state: State

    @property
    def period(self) -> Period | None:
        """Return the days, both included: a night keeps both its days."""
        if self.first is None or self.last is None:
            return None
        first, last = _day(self.first), _day(self.last)
        if last < first:
            raise BadPeriod(first, last)
        return Period(first, last)

    def said(self) -> dict[str, str]:
        """Return what the file says, as it is remembered."""
        period = self.period
        return {
            "title": self.title,
            "company": self.company,
            "address": self.address,
            "days": f"{period.first}/{period.last}" if period else self.years,
        }


class ShootsImport:
    """Plans the shoots of one sheet, on the days known as `today`."""

    def __init__(
        self, session: Session, sheet: Sheet, mapping: mappings.Mapping, today: date
    ) -> None:
        self._session, self._sheet, self._mapping = session, sheet, mapping
        self._picker = mapping.picker(sheet)
        # A file that gives no position at all is not told so row by row.
        self._positions = Positions(self._picker, mapping, sheet)
        self._keys = Keys(session, sheet, mapping)
        self._places = Places(session, mapping.source)
        self._productions = Productions(session, mapping.source, today)
        self._doubles = Doubles(session, mapping.source)

    def plan(self, records: Iterable[Record]) -> Plan:
        """Plan every row of the sheet; nothing is written."""
        plan = Plan()
        for record in records:
            try:
                shoot = self._read(record)
                self._one(plan, record, shoot)
            except ScoutError as fact:
                plan.reject(record.number, fact)
                continue
            if shoot.place is None and self._positions.is_said():
                plan.warn(record.number, Refused("import_no_position", shoot.address))
        self._positions.flag(plan)
        return plan

    def _one(self, plan: Plan, record: Record, shoot: Shoot) -> None:
        key = self._keys.key(record)
        if self._keys.repeats(key, record):
            plan.duplicates += 1
        elif (known := self._keys.known(key)) is not None:
            self._again(plan, record.number, shoot, known)
        else:
            self._create(plan, record.number, key, shoot)

    def _create(self, plan: Plan, number: int, key: str, shoot: Shoot) -> None:
        period = shoot.period
        if period is None and not shoot.years:
            raise BadValue("first_day", "", "required")
        site = self._places.site(plan, shoot)
        made: UUID
        if period is None:
            credit = FilmingCredit(
                id=uuid4(), site_id=site, title=shoot.title, kind=shoot.kind, years=shoot.years,
                source=self._mapping.source,
            )  # fmt: skip
            plan.new.append(credit)
            made = credit.id
        else:
            production = self._productions.of(plan, shoot, period)
            by = (production, shoot.title)
            made = booked(plan, number, shoot, site, period, by, self._doubles).id
        plan.new.append(self._keys.row(key, made, shoot.said()))
        plan.created += 1

    def _again(self, plan: Plan, number: int, shoot: Shoot, known: Known) -> None:
        """Plan a shoot that comes again: new days follow, unless an officer moved it meanwhile."""
        said = shoot.said()
        plan.unchanged += 1
        if said == known.last:
            return
        for name in ("title", "company", "address"):
            if said[name] != known.last.get(name, ""):
                plan.warn(number, Refused("import_changed_there", f"{name}: {said[name]}"))
        period = shoot.period
        if period is None or said["days"] == known.last.get("days"):
            return
        spans = self._session.query(Span).filter(Span.booking_id == known.row_id).all()
        if [f"{span.first_day}/{span.last_day}" for span in spans] != [known.last.get("days")]:
            plan.warn(number, Refused("import_edited_here", shoot.title))
            return
        self._move(plan, number, shoot, known, spans[0], period)

    def _move(
        self, plan: Plan, number: int, shoot: Shoot, known: Known, span: Span, period: Period
    ) -> None:
        found = self._session.query(Booking).filter(Booking.id == known.row_id).one()
        reason = self._doubles.admit(
            plan, number, found.id, found.site_id, period, (found.production_id, shoot.title)
        )
        if reason and not found.override_reason:
            plan.changes.append(Change(Booking, found.id, "override_reason", reason))
        plan.changes += [
            Change(Span, span.id, "first_day", period.first),
            Change(Span, span.id, "last_day", period.last),
            Change(
                ImportKey,
                known.id,
                "last_imported",
                dumped({**known.last, "days": shoot.said()["days"]}),
            ),
        ]
        plan.unchanged -= 1
        plan.updated += 1

    def _read(self, record: Record) -> Shoot:
        def cell(name: str) -> Cell:
            return record.cells[self._picker[name]] if name in self._picker else None

        def said(name: str) -> str:
            return cells.text(cell(name)) or self._mapping.fixed.get(name, "")

        order = self._mapping.day_order
        first = cells.moment(cell("first"), order, "first_day")
        last = cells.moment(cell("last"), order, "last_day") or first
        address = said("address")
        if not address:
            raise BadValue("address", "", "required")
        kind = said("kind")
        title = said("title") or " ".join(
            word for word in (kind or self._mapping.source, self._keys.key(record)[:24]) if word
        )
        return Shoot(
            title=title,
            kind=_kind(kind),
            company=said("company"),
            director=said("director"),
            address=address,
            postcode=said("postcode"),
            place=self._positions.of(record),
            first=first,
            last=last,
            years=_years(said("year")),
            state=_state(said("state")),
        )


def booked(
    plan: Plan,
    number: int,
    shoot: Shoot,
    site: UUID,
    period: Period,
    by: tuple[UUID, str],
    doubles: Doubles,
) -> Booking:
    """Plan the days of a shoot, by the id and title of its production; doubles are said."""
    booking = Booking(id=uuid4(), site_id=site, production_id=by[0])
    if shoot.state is State.CONFIRMED:
        booking.override_reason = doubles.admit(plan, number, booking.id, site, period, by)
    span = Span(
        id=uuid4(), booking_id=booking.id, first_day=period.first, last_day=period.last,
        state=shoot.state.value, day_type="shoot",
    )  # fmt: skip
    if isinstance(shoot.first, datetime) and isinstance(shoot.last, datetime):
        span.starts_at, span.ends_at = shoot.first, shoot.last
    plan.new += [booking, span]
    return booking


def _kind(said: str) -> str | None:
    word = folded(said)
    if not word:
        return None
    return _KINDS.get(word) or (word if word in choices.PRODUCTION_KIND else "other")


def _state(said: str) -> State:
    """Return the state a file names; a shoot without one took place or is agreed."""
    if not said:
        return State.CONFIRMED
    return State(str(parse(fields_of(Span)["state"], said)))


def _years(said: str) -> str:
    if said and not (len(said) == _YEAR and said.isdecimal()):
        raise BadValue("year", said, "number")
    return said


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
