"""A columnar picture of the calendar in memory, one bit a site and day, in step with commits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from threading import Lock
from typing import TYPE_CHECKING, Any
from uuid import UUID
from weakref import WeakKeyDictionary

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scout_app.model.bookings import Booking, Challenge, Span
from scout_app.model.log import op, txn
from scout_app.model.sites import Closure, Site
from scout_app.model.values import Availability, Period
from scout_app.office.diary import Diary
from scout_app.rules import windows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from scout_app.rules.windows import Bits

_STATES = (
    Availability.OPTIONED, Availability.AT_RISK, Availability.TAKEN, Availability.CLOSED,
)  # fmt: skip
_AHEAD = timedelta(days=3653)
_BEHIND = timedelta(days=31)
_OF_A_SITE = frozenset({"booking", "span", "challenge", "closure"})
_OF_ALL = frozenset({"site", "restriction", "restriction_level", "commune"})
_SITE_FIELDS = frozenset({"whole_id", "_deleted", "reset_days", "commune", "name"})
_HOLDERS = (
    "SELECT b.id, CASE WHEN b.expires_on < :today THEN -t.n ELSE t.n END"
    " FROM booking b JOIN site t ON t.id = b.site_id WHERE NOT b.deleted AND NOT t.deleted"
)
"""The site's number of every booking, below 0 where its options have expired."""
_SPANS = (
    "SELECT s.booking_id, CAST(julianday(s.first_day) - julianday(:first) AS INTEGER),"
    " CAST(julianday(s.last_day) - julianday(:first) AS INTEGER), s.state = 'confirmed'"
    " FROM span s NOT INDEXED WHERE NOT s.deleted"
    " AND s.last_day >= :first AND s.first_day <= :last"
    " AND s.state IN ('confirmed', 'option', 'awaiting_home')"
)
"""Both tables are read from end to end: a lookup for each of a million spans takes ten times as
long."""
_MANY = 300
"""More touched sites than this are read again with all others."""


@dataclass(slots=True)
class Columns:
    """The picture: `bits` of each state over `period`, and where each site stands in it."""

    today: date
    period: Period
    sites: Sequence[UUID]
    numbers: NDArray[np.int64]
    """The sites' own numbers, in their order."""
    place: Mapping[UUID, int]
    bits: Mapping[Availability, Bits]
    at: int
    """The last transaction that it shows."""

    def places(self, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return where the sites with those numbers stand; -1 for one that is not here."""
        import numpy as np

        if not len(self.numbers):
            return np.full(len(numbers), -1)
        found = np.minimum(np.searchsorted(self.numbers, numbers), len(self.numbers) - 1)
        return np.where(self.numbers[found] == numbers, found, -1)

    def worst(self, period: Period) -> NDArray[np.int8]:
        """Return the severity of each site's worst day of a period."""
        import numpy as np

        start = windows.offset(period.first, self.period.first)
        rows, count = slice(start, start + len(period)), len(self.sites)
        found = np.zeros(count, dtype=np.int8)
        for state in sorted(self.bits, key=lambda one: one.severity):
            found[windows.any_day(self.bits[state][rows], count)] = state.severity
        return found

    def busy(self, period: Period, accepted: Collection[Availability]) -> Bits:
        """Return the days of a period on which a site is in a state that is not accepted."""
        import numpy as np

        start = windows.offset(period.first, self.period.first)
        rows = slice(start, start + len(period))
        found = np.zeros((len(period), (len(self.sites) + 7) // 8), dtype=np.uint8)
        for state, bits in self.bits.items():
            if state not in accepted:
                found |= bits[rows]
        return found


_kept: WeakKeyDictionary[Any, Columns] = WeakKeyDictionary()
_turn = Lock()


def columns(session: Session, period: Period, today: date) -> Columns:
    """Return the picture as of the session's state; made once, then patched by what changed."""
    with _turn:
        engine = session.get_bind()
        known = _kept.get(engine)
        if known is None or known.today != today or not _holds(known.period, period):
            known = None
        at = session.scalar(select(func.max(txn.c.n))) or 0
        if known is not None and known.at != at:
            known = _patched(session, known, at) if known.at < at else None
        found = known or build(session, _horizon(period, today), today)
        found.at = at
        _kept[engine] = found
        return found


def _holds(outer: Period, inner: Period) -> bool:
    return outer.first <= inner.first and inner.last <= outer.last


def _horizon(period: Period, today: date) -> Period:
    first = min(today - _BEHIND, period.first)
    return Period(first, max(today + _AHEAD, period.last))


def build(session: Session, period: Period, today: date) -> Columns:
    """Read the whole calendar of the days into bits."""
    import numpy as np

    numbered = session.execute(select(Site.id, Site.n).order_by(Site.n)).all()
    sites = [site for site, _ in numbered]
    numbers = np.array([number for _, number in numbered], dtype=np.int64)
    place = {site: n for n, site in enumerate(sites)}
    diary = Diary(session, period, None, today, bookings=False)
    spans = _spans_of(session, period, today, numbers)
    count, days = len(sites), len(period)
    bits = {state: windows.painted(*spans[state], count, days) for state in _STATES[::2]}
    bits = {**bits, **_weighed(diary, sites, place, period, days)}
    found = Columns(today, period, sites, numbers, place, {s: bits[s] for s in _STATES}, 0)
    _spread(diary, found)
    # A challenge may end an option before its own last day: the rules paint those sites.
    under = select(Booking.site_id).join(Challenge, Challenge.booking_id == Booking.id)
    if challenged := set(session.scalars(under.where(Challenge.outcome.is_(None)))):
        _again(session, found, challenged)
    return found


def _spans_of(
    session: Session, period: Period, today: date, numbers: NDArray[Any]
) -> Mapping[Availability, tuple[NDArray[Any], NDArray[Any], NDArray[Any]]]:
    """Return the sites and days of live spans, as `windows.painted` takes them.

    `numbers` are those of the sites in the file, in the order of the picture.
    """
    import numpy as np

    ends = {"first": period.first.isoformat(), "last": period.last.isoformat(),
            "today": today.isoformat()}  # fmt: skip
    cursor = session.connection().connection.cursor()
    cursor.execute(_HOLDERS, ends)
    site_of: dict[str, int] = dict(cursor.fetchall())
    cursor.execute(_SPANS, ends)
    live = (
        (abs(site), first, last, firm)
        for booking, first, last, firm in cursor.fetchall()
        if (site := site_of.get(booking, 0)) > 0 or (site and firm)
    )
    read = np.fromiter(live, dtype=np.dtype((np.int64, 4)))
    cursor.close()
    read[:, 0] = np.searchsorted(numbers, read[:, 0])
    firm = read[:, 3] == 1
    taken, optioned = read[firm], read[~firm]
    return {
        Availability.TAKEN: (taken[:, 0], taken[:, 1], taken[:, 2]),
        Availability.OPTIONED: (optioned[:, 0], optioned[:, 1], optioned[:, 2]),
    }


def _weighed(
    diary: Diary, sites: Iterable[UUID], place: Mapping[UUID, int], period: Period, days: int
) -> dict[Availability, Bits]:
    """Return the bits of closed days and of days at risk."""
    import numpy as np

    found: dict[Availability, list[tuple[int, int, int]]] = defaultdict(list)
    for site in sites:
        weight = diary.obstacles(site)
        for what, causes in (
            (Availability.CLOSED, weight.closings), (Availability.AT_RISK, weight.risks),
        ):  # fmt: skip
            for cause in causes:
                first = windows.offset(cause.period.first, period.first)
                found[what].append((place[site], first, first + len(cause.period) - 1))
    made = {}
    for what in (Availability.CLOSED, Availability.AT_RISK):
        runs = np.array(found[what], dtype=np.int64).reshape(-1, 3).T
        made[what] = windows.painted(runs[0], runs[1], runs[2], len(place), days)
    return made


def _spread(diary: Diary, found: Columns) -> None:
    """Bookings of a whole take its parts, and those of a part its whole; sites are reset after."""
    import numpy as np

    own = {}
    for state in (Availability.OPTIONED, Availability.TAKEN):
        bits = found.bits[state]
        for site, n in found.place.items():
            reset = diary.reset(site) if state is Availability.TAKEN else 0
            if reset or len(diary.tree.kin(site)) > 1:
                own[site] = _after(windows.column(bits, n), reset)
        for site, days in own.items():
            kin = [own[one] for one in diary.tree.kin(site) if one in own]
            windows.put(bits, found.place[site], np.logical_or.reduce([days, *kin]))
        own.clear()


def _after(days: NDArray[Any], reset: int) -> NDArray[Any]:
    found = days.copy()
    for n in range(1, reset + 1):
        found[n:] |= days[:-n]
    return found


def _patched(session: Session, known: Columns, at: int) -> Columns | None:
    """Bring the picture in step with what was committed since; None when it must be made again."""
    touched = session.execute(
        select(op.c.tbl, op.c.row_uuid, op.c.field).where(op.c.txn > known.at, op.c.txn <= at)
    ).all()
    rows: dict[str, set[UUID]] = defaultdict(set)
    for table, row, field in touched:
        if table in _OF_ALL and (table != "site" or field in _SITE_FIELDS):
            return None
        if table in _OF_A_SITE:
            rows[table].add(row)
    sites = _sites_of(session, rows)
    if len(sites) > _MANY:
        return None
    if sites:
        _again(session, known, sites)
    return known


def _sites_of(session: Session, rows: Mapping[str, set[UUID]]) -> set[UUID]:
    """Return the sites of the rows touched, deleted ones too."""
    every = {"include_deleted": True}
    spans = select(Span.booking_id).where(Span.id.in_(rows["span"]))
    asked = select(Challenge.booking_id).where(Challenge.id.in_(rows["challenge"]))
    bookings = rows["booking"] | set(session.scalars(spans.execution_options(**every)))
    bookings |= set(session.scalars(asked.execution_options(**every)))
    of = select(Booking.site_id).where(Booking.id.in_(bookings))
    shut = select(Closure.site_id).where(Closure.id.in_(rows["closure"]))
    found = set(session.scalars(of.execution_options(**every)))
    return found | set(session.scalars(shut.execution_options(**every)))


def _again(session: Session, known: Columns, sites: set[UUID]) -> None:
    """Paint the days of some sites and their kin again, by the rules themselves."""
    import numpy as np

    from scout_app.rules.availability import blocking

    diary = Diary(session, known.period, sites, known.today)
    for site in {one for named in sites for one in diary.tree.kin(named)}:
        days = {state: np.zeros(len(known.period), dtype=bool) for state in _STATES}
        for block in blocking(known.period, diary.obstacles(site), known.today):
            first = windows.offset(block.period.first, known.period.first)
            days[block.what][first : first + len(block.period)] = True
        for state in _STATES:
            windows.put(known.bits[state], known.place[site], days[state])
