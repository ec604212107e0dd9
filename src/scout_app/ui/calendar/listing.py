"""The bookings of the days in view as a table: for the keyboard, screen readers, spreadsheets."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from scout_app.model.values import Period
from scout_app.ui import texts
from scout_app.ui.calendar import words
from scout_app.ui.calendar.picture import Scene
from scout_app.ui.table import Column, RowsTable
from scout_app.ui.texts import _

if TYPE_CHECKING:
    from scout_app.office.calendar import Bar


@dataclass(frozen=True, slots=True)
class Listed:
    """A bar with its site; its id is its span's."""

    id: UUID
    site_id: UUID
    site: str
    bar: "Bar"


def table() -> RowsTable[Listed]:
    """Return the table, empty."""
    columns: list[Column[Listed]] = [
        Column(_("Site"), lambda row: row.site, width=24),
        Column(_("First day"), lambda row: _day(row.bar.period.first), _first, width=11),
        Column(_("Last day"), lambda row: _day(row.bar.period.last), _last, width=11),
        Column(_("State"), lambda row: words.standing(row.bar), width=16),
        Column(_("Production"), lambda row: row.bar.production, width=24),
        Column(_("Use"), _use, width=14),
        Column(_("Expires on"), _expires, lambda row: row.bar.expires_on, width=11),
        Column(_("Officer"), lambda row: row.bar.officer, width=18),
        Column(_("Office"), lambda row: row.bar.office, width=18),
    ]
    made = RowsTable(columns, "calendar", _("No booking on the days in view."))
    made.setAccessibleName(_("Bookings of the days in view"))
    return made


def listed(scene: Scene, period: Period) -> list[Listed]:
    """Return the bars of the days, in the order of the sites; nothing is asked for this."""
    return [Listed(bar.span, row.site.id, row.site.name, bar) for row, bar in scene.bars(period)]


def _day(day: date) -> str:
    from scout_app.wording import numbers

    return numbers.day(day, texts.language())


def _first(row: Listed) -> date:
    return row.bar.period.first


def _last(row: Listed) -> date:
    return row.bar.period.last


def _use(row: Listed) -> str:
    from scout_app.wording import reasons

    return reasons.day_type(row.bar.day_type, texts.language())


def _expires(row: Listed) -> str:
    waits = row.bar.expires_on is not None and (row.bar.rank is not None or row.bar.expired)
    return _day(row.bar.expires_on) if waits and row.bar.expires_on else ""
