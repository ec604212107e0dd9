"""The calendar in words: what a bar says on it, its tip, and what a day of a site is."""

from datetime import date
from typing import TYPE_CHECKING

from scout_app.model.values import Availability, Period, State
from scout_app.ui import texts
from scout_app.ui.texts import _

if TYPE_CHECKING:
    from scout_app.office.bookings import Held
    from scout_app.office.calendar import Bar, CalendarRow
    from scout_app.office.sites import SiteRow
    from scout_app.ui.calendar.picture import Cell, Line


def period(days: Period) -> str:
    """Return days as the trade says them."""
    from scout_app.wording import numbers

    return numbers.period(days, texts.language())


def availability(found: Availability) -> str:
    """Return the word for how days stand."""
    from scout_app.wording import reasons

    return reasons.availability(found, texts.language())


def standing(bar: "Bar") -> str:
    """Return where a bar stands: "Confirmé", "2e option", "Option expirée"."""
    from scout_app.wording import reasons

    if bar.contested and bar.state is not State.CONFIRMED:
        return _("CONTESTED: first option twice, to be decided")
    if bar.contested:
        return _("CONTESTED: confirmed twice, to be decided")
    if bar.expired:
        return _("Expired option")
    if bar.rank is not None and bar.state is not State.AWAITING_HOME:
        return reasons.rank(bar.rank, texts.language())
    return reasons.state(bar.state, texts.language())


def bar_tip(bar: "Bar", today: date, shadow_of: str = "") -> str:
    """Return all that a bar has to say, a line each; a shadow says of which site."""
    from scout_app.wording import reasons

    lang = texts.language()
    lines = [
        bar.production,
        f"{standing(bar)} · {reasons.day_type(bar.day_type, lang)}",
        period(bar.period),
        f"{bar.officer}, {bar.office}",
    ]
    if bar.expires_on and bar.state is not State.CONFIRMED:
        lines.append(reasons.countdown(bar.expires_on, today, lang))
    if shadow_of:
        lines.append(shadow_of)
    return "\n".join(line for line in lines if line)


def named(found: "SiteRow") -> str:
    """Return a site's name, with its whole's."""
    return " · ".join(part for part in (found.name, found.whole) if part)


def site(found: "SiteRow") -> str:
    """Return a site's name, its whole's, its commune, and whether it is offered."""
    said = " · ".join(part for part in (named(found), found.commune) if part)
    return said if found.offered else _("{site} (not offered)").format(site=said)


def cell(row: "CalendarRow", days: Period, found: "Cell") -> str:
    """Return what a screen reader says of the day at the cursor: the site, the days, the state."""
    when = period(days)
    if days.first == days.last:
        when = f"{weekday(days.first)} {when.removeprefix('le ')}"
    return f"{row.site.name}, {when}. {_standings(found)}"


def fold(line: "Line") -> str:
    """Return how many parts are folded into a line; "" when none is."""
    if not line.is_folded:
        return ""
    return texts.ngettext("{count} part folded in.", "{count} parts folded in.", line.parts).format(
        count=line.parts
    )


def weekday(day: date) -> str:
    """Return the name of the day of the week."""
    from PySide6.QtCore import QLocale

    return QLocale().dayName(day.isoweekday(), QLocale.FormatType.LongFormat)


def _standings(found: "Cell") -> str:
    said = [_("Closed: {reason}").format(reason=why) for why in found.closures]
    said += [_("At risk: {reason}").format(reason=why) for why in found.risks]
    said += [
        _("{standing}: {production}").format(standing=standing(bar), production=bar.production)
        for bar in found.bars
    ]
    said += [
        _("Whole or part held: {production} ({standing})").format(
            production=bar.production, standing=standing(bar)
        )
        for bar in found.shadows
    ]
    return " · ".join(said) or availability(Availability.FREE)


def empty(filtered: bool) -> str:
    """Return what to do where no site is shown."""
    if filtered:
        return _("No site goes by that: shorten the filter, or show all sites.")
    return _("No site yet: add one on the Sites page, and its days appear here.")


def held(found: "Held") -> str:
    """Return what an option that was just entered is."""
    from scout_app.wording import numbers, reasons

    lang = texts.language()
    if found.rank is None or found.expires_on is None:
        return _("The days are held.")
    return _("Held: {rank}, until {day}.").format(
        rank=reasons.rank(found.rank, lang), day=numbers.day(found.expires_on, lang)
    )
