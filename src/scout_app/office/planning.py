"""The calendar as it is printed: the sites found, who holds their days, and the days off."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from scout_app.dossier.planning_content import Bar, DaysOff, Planning, Row
from scout_app.model.fields import N_
from scout_app.model.productions import Production
from scout_app.model.sites import Site
from scout_app.model.values import Officer, Period, State
from scout_app.office import calendar
from scout_app.office.sites import SiteQuery
from scout_app.places import holidays
from scout_app.rules.lanes import lanes
from scout_app.rules.tree import Tree
from scout_app.store.troubles import told
from scout_app.wording import reasons
from scout_app.wording.texts import translator

if TYPE_CHECKING:
    from datetime import date

    from scout_app.dossier.press import Printed

_LAST_RANK = 1_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which calendar is printed; `sites` and `production` restrict what the query finds.

    What is not `internal` names public sites and public productions only, and no option: as the
    sheets for outside do.
    """

    period: Period
    query: SiteQuery
    lang: str
    internal: bool = True
    sites: frozenset[UUID] | None = None
    production: UUID | None = None
    held_only: bool = False
    """Leave out the sites on which nothing is held over the days."""


def prepare(session: Session, wanted: Wanted, *, today: "date", by: Officer) -> Planning:
    """Return the calendar of the days as it is to be printed; `write_job` adds the days off."""
    _ = translator(wanted.lang).gettext
    found = calendar.calendar(session, wanted.period, query=wanted.query, today=today)
    telling = _Telling(session, wanted)
    rows = tuple(telling.row(row) for row in found.rows if telling.shows(row))
    return Planning(
        wanted.lang,
        wanted.period,
        rows,
        DaysOff({}),
        by.office,
        today,
        _("Sites: “{text}”").format(text=wanted.query.text) if wanted.query.text else "",
        _(_FOR_US if wanted.internal else _FOR_OTHERS),
    )


def with_parts(session: Session, site: UUID) -> frozenset[UUID]:
    """Return a site and all its parts."""
    tree = Tree({one: whole for one, whole in session.execute(select(Site.id, Site.whole_id))})
    return frozenset((site, *tree.descendants(site)))


_FOR_US = N_("Internal: not to leave the office")
_FOR_OTHERS = N_("For others: confirmed days only, without names that are not public")


def write_job(planning: Planning, path: Path, step: Callable[[float], None]) -> "Printed":
    """Print a calendar to a PDF file; a job for the pool. Raises FileTrouble."""
    from scout_app.dossier import planning as printing

    # The holidays take a second to be read the first time: not on the thread that answers searches.
    off = _days_off(planning.period, planning.language)
    with told(path):
        return printing.write(replace(planning, off=off), path, step)


class _Telling:
    """What the reader of the sheet may know."""

    def __init__(self, session: Session, wanted: Wanted) -> None:
        self._wanted = wanted
        self._hidden = _not_public(session, Site) if not wanted.internal else frozenset()
        self._unnamed = _not_public(session, Production) if not wanted.internal else frozenset()

    def shows(self, row: calendar.CalendarRow) -> bool:
        """Tell whether a site is on the sheet."""
        wanted = self._wanted
        if row.site.id in self._hidden:
            return False
        if wanted.sites is not None and row.site.id not in wanted.sites:
            return False
        is_any = wanted.production is None and not wanted.held_only
        return is_any or any(self._bars(row.bars))

    def row(self, row: calendar.CalendarRow) -> Row:
        """Return a site as it is printed: its own bars in lanes, then those of whole and parts."""
        own, others = list(self._bars(row.bars)), list(self._bars(row.shadows))
        bookings: dict[tuple[UUID, bool], list[calendar.Bar]] = {}
        for bar, is_other in [(bar, False) for bar in own] + [(bar, True) for bar in others]:
            bookings.setdefault((bar.booking, is_other), []).append(bar)
        found = lanes([[bar.period for bar in bars] for bars in bookings.values()])
        bars = tuple(
            self._bar(bar, lane, elsewhere=is_other)
            for ((_, is_other), group), lane in zip(bookings.items(), found, strict=True)
            for bar in group
        )
        return Row(
            row.site.name,
            row.site.commune if not row.depth else "",
            row.depth,
            bars,
            tuple(days for days, _ in row.closures),
            tuple(days for days, _ in row.risks),
        )

    def _bars(self, bars: Iterable[calendar.Bar]) -> Iterator[calendar.Bar]:
        wanted = self._wanted
        chosen = (
            bar
            for bar in bars
            if bar.period.overlaps(wanted.period)
            and (wanted.production is None or bar.production_id == wanted.production)
            and (wanted.internal or bar.state is State.CONFIRMED)
        )
        yield from sorted(chosen, key=_firmness)

    def _bar(self, bar: calendar.Bar, lane: int, *, elsewhere: bool) -> Bar:
        return Bar(
            bar.period, lane, bar.state, self._text(bar), bar.rank, bar.expired, bar.contested,
            elsewhere,
        )  # fmt: skip

    def _text(self, bar: calendar.Bar) -> str:
        _ = translator(self._wanted.lang).gettext
        is_named = bar.production_id not in self._unnamed
        parts = [
            _("subject to a decision") if bar.contested else "",
            bar.production if is_named else "",
            reasons.day_type(bar.day_type, self._wanted.lang),
        ]
        return " · ".join(part for part in parts if part)


def _firmness(bar: calendar.Bar) -> tuple[bool, bool, int, Period, str]:
    """Order bars as the window does: the firmest comes on top."""
    confirmed = bar.state is State.CONFIRMED
    waits = bar.state.is_live and not bar.expired
    return not confirmed, not waits, bar.rank or _LAST_RANK, bar.period, str(bar.span)


def _not_public(session: Session, kind: type[Site] | type[Production]) -> Collection[UUID]:
    public = "public"
    return frozenset(session.scalars(select(kind.id).where(kind.confidentiality != public)))


def _days_off(period: Period, lang: str) -> DaysOff:
    school = holidays.school(period)
    return DaysOff(
        dict(holidays.public(period, lang)),
        tuple(days for days, _ in school.holidays),
        school.unpublished,
    )
