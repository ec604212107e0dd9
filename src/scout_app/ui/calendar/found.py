"""The answer to "who has N free days?" as a table: the free sites, then what holds the others."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from scout_app.model.values import Availability, Period
from scout_app.ui import texts
from scout_app.ui.calendar import words
from scout_app.ui.table import Column, RowsTable
from scout_app.ui.texts import _

if TYPE_CHECKING:
    from scout_app.office.free_windows import Found, HeldSite, InTheWay
    from scout_app.office.sites import SiteRow


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A site: its window and how it stands there, else what is in the way and the nearest one."""

    site: "SiteRow"
    state: Availability
    window: Period | None
    nearest: Period | None
    in_the_way: str

    @property
    def id(self) -> UUID:
        """The id of the site."""
        return self.site.id

    @property
    def days(self) -> Period | None:
        """The days that one would hold."""
        return self.window if self.state is Availability.FREE else self.nearest or self.window


def table() -> RowsTable[FoundRow]:
    """Return the table, empty."""
    columns: list[Column[FoundRow]] = [
        Column(_("Site"), lambda row: words.named(row.site), width=26),
        Column(_("Commune"), lambda row: row.site.commune, width=14),
        Column(_("Days"), lambda row: _period(row.window), _first, width=38),
        Column(_("State"), lambda row: words.availability(row.state), _severity, width=11),
        Column(_("In the way"), lambda row: row.in_the_way, width=30),
        Column(_("Nearest free days"), lambda row: _period(row.nearest), _nearest, width=38),
    ]
    made = RowsTable(columns, "found", _("No site to look at: widen the filters."))
    made.setAccessibleName(_("Sites with free days, and what holds the others"))
    return made


def rows(found: "Found") -> list[FoundRow]:
    """Return the rows of an answer, the free sites first."""
    free = [FoundRow(one.site, Availability.FREE, one.window, None, "") for one in found.free]
    return free + [_held(one) for one in found.held]


def _held(one: "HeldSite") -> FoundRow:
    return FoundRow(one.site, one.state, one.easiest, one.nearest, _ways(one.in_the_way))


def _ways(ways: "Sequence[InTheWay]") -> str:
    return " · ".join(dict.fromkeys(_way(way) for way in ways))


def _way(way: "InTheWay") -> str:
    from scout_app.wording import reasons

    rank = f" ({reasons.rank(way.rank, texts.language())})" if way.rank else ""
    return (way.blocking.production or way.blocking.reason) + rank


def _period(days: Period | None) -> str:
    return words.period(days) if days else ""


def _first(row: FoundRow) -> date:
    return row.window.first if row.window else date.max


def _nearest(row: FoundRow) -> date:
    return row.nearest.first if row.nearest else date.max


def _severity(row: FoundRow) -> int:
    return row.state.severity
