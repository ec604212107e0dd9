"""The confirmed days of a site and its kin after a merge: who is there twice, and who waits."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from scout_app.errors import MergeClash
from scout_app.model.bookings import Booking, Span
from scout_app.model.productions import Production
from scout_app.model.sites import Site
from scout_app.model.values import Period, State
from scout_app.rules.tree import Tree
from scout_app.store import occupied


@dataclass(frozen=True, slots=True)
class _Run:
    first: date
    last: date
    booking: UUID
    group: UUID


class Days:
    """The days that confirmed bookings would take on a site, its wholes and its parts."""

    def __init__(self, session: Session, site_id: UUID) -> None:
        """Reckon them from the rows as they stand in the session, not yet committed."""
        self._session = session
        found = session.execute(select(Site.id, Site.whole_id))
        self._tree = Tree({part: whole for part, whole in found})
        self._kin = self._tree.kin(site_id)
        self._runs: dict[UUID, list[_Run]] = defaultdict(list)
        for implied in occupied.expected(session, standing=occupied.contested(session)):
            row: Any = implied
            run = _Run(row["first_day"], row["last_day"], row["booking_id"], row["clash_group"])
            self._runs[row["site_id"]].append(run)

    def forbid_double(self, one: str, other: str) -> None:
        """Raise MergeClash when two bookings that nobody contests stand on one day."""
        for site in self._kin:
            if pair := _clash(self._runs.get(site, ())):
                first, second = pair
                period = Period(max(first.first, second.first), min(first.last, second.last))
                titles = self._production(first.booking), self._production(second.booking)
                raise MergeClash(one, other, period, titles)

    def hindered(self) -> tuple[str, ...]:
        """Return the productions whose options stand on days confirmed for another booking."""
        waiting = (
            select(Booking.id, Booking.site_id, Production.title, Span.first_day, Span.last_day)
            .join(Booking, Booking.id == Span.booking_id)
            .join(Production, Production.id == Booking.production_id)
            .where(Span.state.in_([State.OPTION, State.AWAITING_HOME]))
            .where(Booking.site_id.in_(self._kin))
            .order_by(Booking.asked_at, Span.n)
        )
        met: dict[str, None] = {}
        for booking, site, title, first, last in self._session.execute(waiting):
            runs = [
                run
                for place in (site, *self._tree.descendants(site))
                for run in self._runs.get(place, ())
            ]
            if any(r.booking != booking and r.first <= last and r.last >= first for r in runs):
                met[title] = None
        return tuple(met)

    def _production(self, booking: UUID) -> str:
        chosen = select(Production.title).join(Booking, Booking.production_id == Production.id)
        return self._session.scalar(chosen.where(Booking.id == booking)) or ""


def _clash(runs: Iterable[_Run]) -> tuple[_Run, _Run] | None:
    standing: list[_Run] = []
    for run in sorted(runs, key=lambda one: (one.first, one.last, str(one.booking))):
        standing = [other for other in standing if other.last >= run.first]
        for other in standing:
            if other.group != run.group:
                return other, run
        standing.append(run)
    return None
