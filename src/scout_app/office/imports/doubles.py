"""Double bookings that a file brings: each comes in as contested, none of them in silence."""

from collections import defaultdict
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from scout_app.errors import ImportDouble
from scout_app.model.bookings import Booking, Occupied
from scout_app.model.productions import Production
from scout_app.model.sites import Site
from scout_app.model.values import Period
from scout_app.office.imports.report import Plan
from scout_app.rules.tree import Tree

_Named = tuple[UUID, str]
"""A production's id and title."""


class Doubles:
    """The confirmed days of each site, those of the file being read included."""

    def __init__(self, session: Session, source: str) -> None:
        self._source = source
        self._tree = Tree(
            {part: whole for part, whole in session.execute(select(Site.id, Site.whole_id))}
        )
        self._taken: dict[UUID, list[tuple[Period, UUID, _Named]]] = defaultdict(list)
        found = session.execute(
            select(
                Occupied.site_id, Occupied.first_day, Occupied.last_day, Occupied.booking_id,
                Production.id, Production.title,
            )
            .join(Booking, Booking.id == Occupied.booking_id)
            .join(Production, Production.id == Booking.production_id)
        )  # fmt: skip
        for site, first, last, booking, production, title in found:
            self._taken[site].append((Period(first, last), booking, (production, title)))

    def admit(
        self, plan: Plan, number: int, booking: UUID, site: UUID, period: Period, by: _Named
    ) -> str | None:
        """Note the days of a booking; return why it comes in if others stand there, and warn."""
        sites = (site, *self._tree.descendants(site))
        others = {
            other: (days, named)
            for one in sites
            for days, other, named in self._taken[one]
            if other != booking and days.overlaps(period)
        }
        for one in sites:
            self._taken[one].append((period, booking, by))
        for days, (production, title) in others.values():
            same = production == by[0]
            plan.warn(number, ImportDouble(by[1], period, title, days, same_production=same))
        return self._source if others else None
