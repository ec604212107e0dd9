"""search, available."""

import argparse
from typing import Any

from scout_app import office
from scout_app.cli.answer import Answer
from scout_app.cli.desk import Desk
from scout_app.errors import BadPeriod, Unknown
from scout_app.model.fields import fields_of
from scout_app.model.sites import Site
from scout_app.model.values import Period, Position
from scout_app.office.availability import Blocking, SiteAvailability
from scout_app.office.sites import Range, SiteQuery, SiteRow
from scout_app.wording import numbers, reasons
from scout_app.wording.texts import translator
from scout_app.wording.values import choice, parse


def search(desk: Desk) -> Answer:
    """Find sites, ranked."""
    _ = translator(desk.lang).gettext
    with desk.catalogue() as store, store.reading() as session:
        found = office.sites.search(session, query(session, desk.asked))
    total = found.total
    lines = [_line(site, desk.lang) for site in found.sites]
    if not lines:
        lines = [_("No site holds all of that; try fewer words or filters.")]
    return Answer(
        {"total": total, "more": found.more, "sites": [document(site) for site in found.sites]},
        tuple(lines),
    )


def available(desk: Desk) -> Answer:
    """Say which sites are free on the days asked."""
    asked = desk.asked
    days = period(asked)
    with desk.catalogue() as store, store.reading() as session:
        sites = [office.find.site(session, named) for named in asked.site] or None
        found = office.availability.over(
            session,
            days,
            today=desk.today,
            days=asked.days,
            sites=sites,
            query=query(session, asked),
            include_unoffered=asked.all or bool(asked.site),
        )
    return Answer(
        {"sites": [_availability(site) for site in found]},
        tuple(line for site in found for line in _free_lines(site, desk.lang)),
    )


def period(asked: argparse.Namespace) -> Period:
    """Return the days asked; raises BadPeriod when they end before they begin."""
    if asked.last < asked.first:
        raise BadPeriod(asked.first, asked.last)
    return Period(asked.first, asked.last)


def query(session: Any, asked: argparse.Namespace) -> SiteQuery:
    """Return the filters of a command as a query; numbers are in the fields' units."""
    communes = (office.territory.insee(session, named) for named in asked.commune)
    return SiteQuery(
        text=asked.text,
        kinds=frozenset(str(_stored("kind", kind)) for kind in asked.kind),
        communes=frozenset(code for code in communes if code),
        min_area=_least("area", asked.min_area),
        ranges=_ranges(asked),
        near=Position(*asked.near) if asked.near else None,
        within_km=asked.within,
        limit=getattr(asked, "limit", None),
    )


def _ranges(asked: argparse.Namespace) -> dict[str, Range]:
    """Return the ranges asked for, in the fields' stored units."""
    found: dict[str, Range] = {
        name: (least, None)
        for name, text in (("clear_height", asked.min_height), ("power_kw", asked.min_power))
        if (least := _least(name, text)) is not None
    }
    for name, low, high in asked.where:
        if name not in fields_of(Site):
            raise Unknown("field", name, tuple(fields_of(Site)))
        found[name] = (_least(name, low), _least(name, high))
    return found


def _stored(name: str, text: str) -> object:
    return parse(fields_of(Site)[name], text)


def _least(name: str, text: str) -> int | None:
    found = _stored(name, text)
    return found if isinstance(found, int) else None


def document(site: SiteRow) -> dict[str, object]:
    """Return a site of a list for programs."""
    return {
        "id": str(site.id),
        "reference": site.reference,
        "name": site.name,
        "kind": site.kind,
        "status": site.status,
        "offered": site.offered,
        "whole": str(site.whole_id) if site.whole_id else None,
        "commune": site.commune,
        "insee": site.insee,
        "area": site.area,
        "lat": site.lat,
        "lon": site.lon,
        "radius_m": site.radius_m,
        "distance_km": site.distance_km,
    }


def _line(site: SiteRow, lang: str) -> str:
    kind = choice(fields_of(Site)["kind"], site.kind, lang)
    badge = "" if site.offered else f"  [{choice(fields_of(Site)['status'], site.status, lang)}]"
    near = "" if site.distance_km is None else f"  {numbers.number(site.distance_km, lang, 1)} km"
    return f"{site.reference:10} {site.name} — {kind}, {site.commune}{near}{badge}"


def _availability(found: SiteAvailability) -> dict[str, object]:
    return {
        "id": str(found.site.id),
        "name": found.site.name,
        "state": found.state.value,
        "windows": [
            {**span(window.period), "state": window.state.value} for window in found.windows
        ],
        "blocking": [_blocking(one) for one in found.blocking],
    }


def _blocking(one: Blocking) -> dict[str, object]:
    return {
        **span(one.period),
        "what": str(one.what),
        "booking": str(one.booking) if one.booking else None,
        "production": one.production,
        "officer": one.officer,
        "office": one.office,
        "reason": one.reason,
    }


def span(days: Period) -> dict[str, str]:
    """Return days for programs."""
    return {"first": days.first.isoformat(), "last": days.last.isoformat()}


def _free_lines(found: SiteAvailability, lang: str) -> list[str]:
    lines = [f"{found.site.name}: {reasons.availability(found.state, lang)}"]
    lines += [f"    {reasons.blocking(one, lang)}" for one in found.blocking]
    return lines
