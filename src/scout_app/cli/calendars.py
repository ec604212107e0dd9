"""import and export of calendars, and the printed one: export --as calendar to a PDF."""

from datetime import date, timedelta

from scout_app import office
from scout_app.cli.answer import Answer
from scout_app.cli.desk import Desk
from scout_app.errors import BadPeriod
from scout_app.formats import icalendar_files
from scout_app.model.values import Period
from scout_app.office.imports import calendars as events
from scout_app.office.imports.report import Report
from scout_app.wording.texts import translator

_MONTH = timedelta(days=30)
"""What is printed after the first day when no last is named."""


def bring(desk: Desk) -> list[Report]:
    """Import calendars, each as one transaction; with --dry-run say what would happen."""
    until = desk.today + events.AHEAD
    reports: list[Report] = []
    with desk.catalogue() as store:
        with store.reading() as session:
            asked = desk.asked
            given = events.Given(
                office.find.site(session, asked.site) if asked.site else None,
                office.find.production(session, asked.production) if asked.production else None,
            )
        for path in desk.asked.sources:
            calendar = icalendar_files.read_all(path, until)
            if desk.asked.dry_run:
                with store.reading() as session:
                    reports.append(events.preview(session, calendar, given, desk.today))
            else:
                with store.transaction(by=desk.officer) as session:
                    reports.append(
                        events.bring(session, calendar, given, desk.today, named=path.stem)
                    )
    return reports


def export(desk: Desk) -> Answer:
    """Print the days of all sites, of a site with its parts, or of a production."""
    asked, _ = desk.asked, translator(desk.lang).gettext
    with desk.catalogue() as store, store.reading() as session:
        site = office.find.site(session, asked.site) if asked.site else None
        whose = asked.production
        wanted = office.planning.Wanted(
            _period(asked.first or desk.today, asked.last),
            office.sites.SiteQuery(text=asked.text),
            desk.lang,
            asked.internal,
            None if site is None else office.planning.with_parts(session, site),
            office.find.production(session, whose) if whose else None,
            asked.held,
        )
        prepared = office.planning.prepare(session, wanted, today=desk.today, by=desk.officer)
    printed = office.planning.write_job(prepared, asked.to, lambda _share: None)
    return Answer(
        {"file": str(printed.path), "pages": printed.pages, "sites": len(prepared.rows)},
        (_("{path}: {count} pages.").format(path=printed.path, count=printed.pages),),
    )


def _period(first: date, last: date | None) -> Period:
    end = last or first + _MONTH
    if end < first:
        raise BadPeriod(first, end)
    return Period(first, end)
