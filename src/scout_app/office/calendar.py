"""The calendar's picture: sites in the order of their tree, with bars, closed days and risks."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from scout_app.model.values import DayType, Period, State
from scout_app.office import sites
from scout_app.office.diary import Diary, Entry
from scout_app.office.exchange.clashing import contested_bookings, contested_options
from scout_app.office.sites import SiteQuery, SiteRow
from scout_app.rules import options
from scout_app.rules.availability import Closing, Risk
from scout_app.rules.tree import Tree

Reasoned = tuple[Period, str]
"""Days and why."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One span of a booking; its days may begin before the picture and end after it."""

    booking: UUID
    span: UUID
    period: Period
    state: State
    day_type: DayType
    production_id: UUID
    production: str
    officer: str
    office: str
    rank: int | None
    expires_on: date | None
    expired: bool
    contested: bool = False
    """Confirmed, or told to be the first, on days of which another booking was told the same, and
    nobody has decided between them."""


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """One site; `shadows` are the live bars of its wholes and parts, which block it too."""

    site: SiteRow
    depth: int
    bars: tuple[Bar, ...]
    shadows: tuple[Bar, ...]
    closures: tuple[Reasoned, ...]
    risks: tuple[Reasoned, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """The calendar of some days."""

    period: Period
    rows: tuple[CalendarRow, ...]


def calendar(session: Session, period: Period, *, query: SiteQuery, today: date) -> Picture:
    """Return the picture of the sites found, each whole followed by its parts."""
    found = sites.search(session, query).sites
    diary = Diary(session, period, [row.id for row in found], today)
    bars = _bars(diary, contested_bookings(session), contested_options(session))
    return Picture(period, tuple(_row(diary, bars, row, depth) for row, depth in in_tree(found)))


def in_tree(found: Sequence[SiteRow]) -> Iterator[tuple[SiteRow, int]]:
    """Go through the sites with their depth: each whole, then its parts, in the order found."""
    by_id = {row.id: row for row in found}
    tree = Tree({row.id: row.whole_id for row in found})
    shown: set[UUID] = set()
    # Sites whose wholes form a loop have no top: they come last, on their own.
    for top in (*tree.roots(by_id), *by_id):
        for site, depth in _walk(tree, top, 0, shown):
            yield by_id[site], depth


def _walk(tree: Tree, site: UUID, depth: int, shown: set[UUID]) -> Iterator[tuple[UUID, int]]:
    if site in shown:
        return
    shown.add(site)
    yield site, depth
    for part in tree.parts(site):
        yield from _walk(tree, part, depth + 1, shown)


def _bars(
    diary: Diary, contested: Collection[UUID], options: Collection[UUID]
) -> Mapping[UUID, Sequence[Bar]]:
    """Return the bars of the days by site; each is made once, however many rows it shadows."""
    return {
        site: [
            _bar(diary, entry, contested if _is_firm(entry) else options)
            for entry in entries
            if entry.taken.period.overlaps(diary.period)
        ]
        for site, entries in diary.entries.items()
    }


def _bar(diary: Diary, entry: Entry, contested: Collection[UUID]) -> Bar:
    taken = entry.taken
    return Bar(
        taken.booking_id, entry.span_id, taken.period, taken.state, entry.day_type,
        entry.production_id, entry.production, entry.officer, entry.office,
        diary.rank(entry) if _waits(diary, entry) else None,
        taken.expires_on, options.expired(taken, diary.today),
        taken.booking_id in contested and (_is_firm(entry) or _waits(diary, entry)),
    )  # fmt: skip


def _is_firm(entry: Entry) -> bool:
    return entry.taken.state is State.CONFIRMED


def _waits(diary: Diary, entry: Entry) -> bool:
    state = entry.taken.state
    return state is not State.CONFIRMED and options.is_live(entry.taken, diary.today)


def _row(diary: Diary, bars: Mapping[UUID, Sequence[Bar]], row: SiteRow, depth: int) -> CalendarRow:
    obstacles = diary.obstacles(row.id)
    kin = diary.tree.kin(row.id) - {row.id} if bars else ()
    others = sorted((bar for site in kin for bar in bars.get(site, ())), key=_by_day)
    return CalendarRow(
        row,
        depth,
        tuple(bars.get(row.id, ())),
        tuple(bar for bar in others if bar.state.is_live and not bar.expired),
        _reasoned(obstacles.closings),
        _reasoned(obstacles.risks),
    )


def _by_day(bar: Bar) -> tuple[Period, str]:
    return bar.period, str(bar.span)


def _reasoned(found: Iterable[Closing | Risk]) -> tuple[Reasoned, ...]:
    return tuple((one.period, one.reason) for one in found)
