"""A small office at work: a few lines make sites, productions and holds in a real catalogue."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID, uuid4

import pytest
from sqlalchemy.orm import Session

from scout_app.model.base import Row
from scout_app.model.productions import Criterion, Need, Production
from scout_app.model.sites import Commune, Restriction, RestrictionLevel, Site
from scout_app.model.values import DayType, Officer, Period, State
from scout_app.office import bookings
from scout_app.store.database import Store

_T = TypeVar("_T")
_MORNING = datetime(2027, 3, 1, 9, tzinfo=UTC)


class Trade:
    """What officers do in these tests; each step is a transaction, a minute after the last."""

    def __init__(self, store: Store, officer: Officer, today: date) -> None:
        self.store = store
        self.officer = officer
        self.today = today
        self.at = _MORNING

    def write(self, verb: Callable[..., _T], *args: Any, **how: Any) -> _T:
        """Run a verb in a transaction of the officer."""
        self.at += timedelta(minutes=1)
        with self.store.transaction(self.officer) as session:
            session.info["at"] = self.at
            return verb(session, *args, **how)

    def read(self, verb: Callable[..., _T], *args: Any, **how: Any) -> _T:
        """Run a verb in a session that cannot write."""
        with self.store.reading() as session:
            return verb(session, *args, **how)

    def put(self, row: Row) -> UUID:
        """Keep a row as it is."""

        def keep(session: Session) -> UUID:
            row.id = row.id or uuid4()
            session.add(row)
            return row.id

        return self.write(keep)

    def site(self, name: str, whole: UUID | None = None, **values: Any) -> UUID:
        """Make a site that is offered, unless `status` says otherwise."""
        how = {"kind": "stage", "reference": name, **values}
        return self.put(Site(name=name, whole_id=whole, **how))

    def commune(self, insee: str, name: str, district_of: str | None = None) -> None:
        """Make a commune."""
        self.put(Commune(insee=insee, name=name, district_of=district_of))

    def production(self, title: str, **values: Any) -> UUID:
        """Make a production."""
        return self.put(Production(title=title, reference=title, **values))

    def need(self, production: UUID, label: str = "Hangar", **values: Any) -> UUID:
        """Make a need."""
        return self.put(Need(production_id=production, label=label, **values))

    def ask(
        self,
        need: UUID,
        field: str,
        operator: str,
        wanted: str,
        hard: bool = False,
        weight: int = 1,
    ) -> UUID:
        """Add a criterion to a need."""
        return self.put(
            Criterion(
                need_id=need,
                field=field,
                operator=operator,
                wanted=wanted,
                is_hard=hard,
                weight=weight,
            )
        )

    def restriction(self, title: str, scope: str, **values: Any) -> UUID:
        """Make a restriction."""
        return self.put(Restriction(title=title, scope=scope, **values))

    def level(self, restriction: UUID, day: date, level: str, forbids: bool = False) -> None:
        """Publish the level of a day."""
        self.put(
            RestrictionLevel(restriction_id=restriction, day=day, level=level, forbids=forbids)
        )

    def hold(
        self,
        site: UUID,
        production: UUID,
        days: Period,
        state: State = State.OPTION,
        *,
        day_type: DayType = DayType.SHOOT,
        expires_on: date | None = None,
    ) -> bookings.Held:
        """Enter a booking of one span."""
        wanted = [bookings.WantedSpan(days, state, day_type)]
        return self.write(
            bookings.enter, site, production, wanted, today=self.today, expires_on=expires_on
        )

    def detail(self, booking: UUID, today: date | None = None) -> bookings.BookingRow:
        """Read a booking."""
        return self.read(bookings.detail, booking, today or self.today)


@pytest.fixture
def trade(store: Store, officer: Officer, today: date) -> Trade:
    """Return an office with an empty catalogue."""
    return Trade(store, officer, today)


@pytest.fixture
def quay(trade: Trade) -> UUID:
    """Return a site without parts."""
    return trade.site("Quai")


@pytest.fixture
def film(trade: Trade) -> UUID:
    """Return a production."""
    return trade.production("Le Vieux Port")


@pytest.fixture
def series(trade: Trade) -> UUID:
    """Return another production."""
    return trade.production("Plus belle la mer")
