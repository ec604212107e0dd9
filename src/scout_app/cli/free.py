"""free: which sites have N free days in a range, and what it would take for the others."""

from scout_app import office
from scout_app.cli.answer import Answer
from scout_app.cli.desk import Desk
from scout_app.cli.sites import document, period, query, span
from scout_app.model.values import Availability, Period
from scout_app.office.free_windows import Found, HeldSite, Wanted
from scout_app.wording import numbers, reasons
from scout_app.wording.texts import translator


def free(desk: Desk) -> Answer:
    """Find windows of free days over all sites, those found, or those named."""
    asked = desk.asked
    wanted = Wanted(
        period(asked),
        asked.days,
        asked.gaps,
        not asked.no_weekends,
        frozenset(Availability(state) for state in asked.accept) | {Availability.FREE},
    )
    with desk.catalogue() as store, store.reading() as session:
        named = [office.find.site(session, one) for one in asked.site] or None
        found = office.free_windows.find(
            session,
            wanted,
            today=desk.today,
            query=query(session, asked),
            named=named,
            include_unoffered=asked.all,
            explain=asked.explain,
        )
    return Answer(_document(found), tuple(_lines(desk, found)))


def _document(found: Found) -> dict[str, object]:
    return {
        "free": [{**document(one.site), "window": span(one.window)} for one in found.free],
        "held_count": found.held_count,
        "held": [
            {
                **document(one.site),
                "state": one.state.value,
                "easiest": _days(one.easiest),
                "nearest": _days(one.nearest),
                "in_the_way": [
                    {
                        **span(way.blocking.period),
                        "what": way.blocking.what.value,
                        "rank": way.rank,
                        "booking": str(way.blocking.booking) if way.blocking.booking else None,
                        "production": way.blocking.production,
                        "officer": way.blocking.officer,
                        "office": way.blocking.office,
                        "reason": way.blocking.reason,
                    }
                    for way in one.in_the_way
                ],
            }
            for one in found.held
        ],
    }


def _days(days: Period | None) -> dict[str, str] | None:
    return None if days is None else span(days)


def _lines(desk: Desk, found: Found) -> list[str]:
    lines = [f"{one.site.name}: {numbers.period(one.window, desk.lang)}" for one in found.free]
    for one in found.held:
        lines += _held(desk, one)
    return lines


def _held(desk: Desk, one: HeldSite) -> list[str]:
    _ = translator(desk.lang).gettext
    said = [f"{one.site.name}: {reasons.availability(one.state, desk.lang)}"]
    for way in one.in_the_way:
        rank = f" ({reasons.rank(way.rank, desk.lang)})" if way.rank else ""
        said.append(f"    {reasons.blocking(way.blocking, desk.lang)}{rank}")
    if one.nearest:
        nearest = numbers.period(one.nearest, desk.lang)
        said.append("    " + _("Nearest free days: {period}").format(period=nearest))
    return said
