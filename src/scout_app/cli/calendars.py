"""export --as calendar to a PDF: the printed calendar."""

from datetime import date, timedelta

from scout_app import office
from scout_app.cli.answer import Answer
from scout_app.cli.desk import Desk
from scout_app.errors import BadPeriod
from scout_app.model.values import Period
from scout_app.wording.texts import translator

_MONTH = timedelta(days=30)
"""What is printed after the first day when no last is named."""


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
