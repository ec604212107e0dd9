"""Which sites have N free days in a range, and what it would take for the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, overload
from uuid import UUID

from sqlalchemy.orm import Session

from scout_app.errors import BadValue
from scout_app.model.values import Availability, Period
from scout_app.office import calendar_columns, sites
from scout_app.office.calendar_columns import Columns
from scout_app.office.diary import Blocking, Diary, blocking
from scout_app.office.site_columns import SiteRows
from scout_app.office.sites import SiteQuery, SiteRow
from scout_app.rules import availability as rules
from scout_app.rules import windows

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from scout_app.rules.windows import Bits

_FREE = frozenset({Availability.FREE})
_HELD = (Availability.TAKEN, Availability.CLOSED)


@dataclass(frozen=True, slots=True)
class Wanted:
    """So many free days in a range: in one run or with gaps, on weekends or not."""

    period: Period
    days: int
    gaps: bool = False
    weekends: bool = True
    accept: frozenset[Availability] = _FREE
    """The states of a day that will do; `free` always does."""


@dataclass(frozen=True, slots=True)
class FreeSite:
    """A site that has the days: the first run of them, or the whole range with gaps."""

    site: SiteRow
    window: Period


@dataclass(frozen=True, slots=True)
class InTheWay:
    """A booking, closure or risk that holds a site, with its rank where it is an option."""

    blocking: Blocking
    rank: int | None


@dataclass(frozen=True, slots=True)
class HeldSite:
    """A site that has not: the run with the least in the way, that, and the nearest free run.

    `easiest` is None where every run meets a confirmed booking or a closure.
    """

    site: SiteRow
    easiest: Period | None
    state: Availability
    in_the_way: tuple[InTheWay, ...]
    nearest: Period | None


class FreeSites(Sequence[FreeSite]):
    """The free sites by name; each is made when it is looked at, since often only their number is.

    `at` are places in `rows`, `starts` the day on which each window begins, and `windows` those
    windows by that day.
    """

    def __init__(
        self, rows: Sequence[SiteRow], at: NDArray[Any], starts: NDArray[Any],
        windows: Mapping[int, Period],
    ) -> None:  # fmt: skip
        self._rows, self._at, self._starts, self._windows = rows, at, starts, windows

    def __len__(self) -> int:
        """Return how many sites are free."""
        return len(self._at)

    @overload
    def __getitem__(self, place: int) -> FreeSite: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[FreeSite]: ...
    def __getitem__(self, place: int | slice) -> FreeSite | Sequence[FreeSite]:
        """Return one of them, or some."""
        if isinstance(place, slice):
            return FreeSites(self._rows, self._at[place], self._starts[place], self._windows)
        window = self._windows[int(self._starts[place])]
        return FreeSite(self._rows[int(self._at[place])], window)


@dataclass(frozen=True, slots=True)
class Found:
    """The answer over all sites; `held` holds the first of `held_count`."""

    free: Sequence[FreeSite]
    held: tuple[HeldSite, ...]
    held_count: int


def find(
    session: Session,
    wanted: Wanted,
    *,
    today: date,
    query: SiteQuery | None = None,
    named: Sequence[UUID] | None = None,
    include_unoffered: bool = False,
    explain: int = 50,
) -> Found:
    """Answer from the picture in memory; the first `explain` sites that are held are told why.

    Raises BadValue for more days than the range has.
    """
    counted = windows.worked(wanted.period, wanted.weekends)
    if wanted.days > len(counted) or wanted.days < 1:
        raise BadValue("days", str(wanted.days), "positive")
    picture = calendar_columns.columns(session, wanted.period, today)
    asked = _asked(session, picture, query, named)
    looked = asked.places >= 0
    if named is None and not include_unoffered:
        looked &= asked.offered
    busy = picture.busy(wanted.period, wanted.accept | _FREE)[counted]
    found, begins = _having(busy, wanted, len(picture.sites))
    have = found[asked.places]
    held = (looked & ~have).nonzero()[0]
    rows = asked.picked(held[:explain])
    return Found(
        _free(asked, (looked & have).nonzero()[0], wanted, counted, begins),
        _held(session, rows, picture, wanted, today),
        len(held),
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """The sites looked at: where each stands in the picture, -1 outside, and which are offered."""

    rows: Sequence[SiteRow]
    places: NDArray[Any]
    offered: NDArray[Any]

    def picked(self, at: NDArray[Any]) -> Sequence[SiteRow]:
        """Return some of the rows, made at once where they are not made yet."""
        if isinstance(self.rows, SiteRows):
            return tuple(self.rows.picked(at))
        return [self.rows[n] for n in at.tolist()]


def _asked(
    session: Session, picture: Columns, query: SiteQuery | None, named: Sequence[UUID] | None
) -> _Asked:
    """Return the sites to look at: those named, else those that the query finds, else all."""
    import numpy as np

    if named is not None:
        rows = sites.rows(session, named)
        places = np.array([picture.place.get(row.id, -1) for row in rows], dtype=np.int64)
        return _Asked(rows, places, np.array([row.offered for row in rows], dtype=bool))
    found = sites.search(session, query or SiteQuery()).sites
    known = found.columns
    return _Asked(found, picture.places(known.numbers[found.places]), known.offered[found.places])


def _having(busy: Bits, wanted: Wanted, count: int) -> tuple[NDArray[Any], Bits | None]:
    """Return which sites have the days, and where a run of them may begin."""
    if wanted.gaps:
        return windows.enough(busy, wanted.days, count), None
    begins = windows.starts(busy, wanted.days)
    return windows.any_day(begins, count), begins


def _free(
    asked: _Asked, at: NDArray[Any], wanted: Wanted, counted: Sequence[int], begins: Bits | None
) -> FreeSites:
    """Return the free sites, those at some places of what was asked; a window is made once for
    all sites that share it."""
    if begins is None:
        return FreeSites(asked.rows, at, at * 0, {0: wanted.period})
    starts = windows.first_days(begins, asked.places[at])
    runs = {n: _run(wanted, counted, n) for n in set(starts.tolist())}
    return FreeSites(asked.rows, at, starts, runs)


def _run(wanted: Wanted, counted: Sequence[int], start: int) -> Period:
    first, last = counted[start], counted[start + wanted.days - 1]
    begin = wanted.period.first
    return Period(begin + timedelta(days=first), begin + timedelta(days=last))


def _held(
    session: Session, rows: Sequence[SiteRow], picture: Columns, wanted: Wanted, today: date
) -> tuple[HeldSite, ...]:
    if not rows:
        return ()
    ids = [row.id for row in rows]
    diary = Diary(session, wanted.period, ids, today)
    nearest = _Nearest(picture, ids, wanted)
    return tuple(_why(diary, row, wanted, nearest.of(n)) for n, row in enumerate(rows))


def _why(diary: Diary, row: SiteRow, wanted: Wanted, nearest: Period | None) -> HeldSite:
    obstacles = diary.obstacles(row.id)
    easiest = rules.best_window(wanted.period, wanted.days, obstacles, diary.today)
    meant = easiest.period if easiest else wanted.period
    found = blocking(diary, row.id, rules.blocking(meant, obstacles, diary.today))
    ranks = {entry.taken.booking_id: diary.rank(entry) for entry in diary.of_kin(row.id)
             if any(one.booking == entry.taken.booking_id for one in found)}  # fmt: skip
    return HeldSite(
        row,
        easiest.period if easiest else None,
        rules.range_state(meant, obstacles, diary.today),
        tuple(sorted((InTheWay(one, _rank(one, ranks)) for one in found), key=_by_rank)),
        nearest,
    )


def _by_rank(way: InTheWay) -> tuple[date, int, int]:
    return way.blocking.period.first, -way.blocking.what.severity, way.rank or 0


def _rank(one: Blocking, ranks: dict[UUID, int | None]) -> int | None:
    return None if one.booking is None or one.what in _HELD else ranks.get(one.booking)


class _Nearest:
    """For some sites, the run of days that will do nearest to the first day wanted, never past."""

    def __init__(self, picture: Columns, sites: Sequence[UUID], wanted: Wanted) -> None:
        import numpy as np

        self._period, self._days = picture.period, wanted.days
        places = [picture.place[site] for site in sites]
        states = [bits for state, bits in picture.bits.items() if state not in wanted.accept]
        busy = np.bitwise_or.reduce([windows.chosen(bits, places) for bits in states])
        counted = np.array(windows.worked(picture.period, wanted.weekends))
        begins = windows.starts(busy[counted], wanted.days)
        self._begins = np.unpackbits(begins, axis=1, count=len(places)).astype(bool)
        self._counted = counted
        past = windows.offset(picture.today, picture.period.first)
        self._begins[counted[: len(begins)] < past] = False
        self._wanted = windows.offset(wanted.period.first, picture.period.first)

    def of(self, number: int) -> Period | None:
        """Return the run of the site with that number among them; None when it has none."""
        runs = self._begins[:, number].nonzero()[0]
        if not len(runs):
            return None
        first = self._counted[runs]
        # The earlier of two equally near: of equal figures argmin takes the first.
        at = runs[abs(first - self._wanted).argmin()]
        begin = self._period.first
        ends = self._counted[at], self._counted[at + self._days - 1]
        return Period(*(begin + timedelta(days=int(n)) for n in ends))
