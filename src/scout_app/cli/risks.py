"""risks: what to ask for before days on a site, levels, holidays, the sun."""

from scout_app import office
from scout_app.cli.answer import Answer
from scout_app.cli.desk import Desk
from scout_app.cli.sites import period, span
from scout_app.office.notices import Notice
from scout_app.places import holidays
from scout_app.wording import numbers, reasons
from scout_app.wording.texts import translator


def risks(desk: Desk) -> Answer:
    """Say what weighs on some days at a site beside bookings."""
    _ = translator(desk.lang).gettext
    days = period(desk.asked)
    with desk.catalogue() as store, store.reading() as session:
        site = office.find.site(session, desk.asked.site)
        notices = office.notices.notices(session, site, days, today=desk.today)
        levels = office.notices.levels(session, site, days)
    school = holidays.school(days)
    public = holidays.public(days, desk.lang)
    lines = [reasons.notice(one, desk.lang) for one in notices]
    lines += [reasons.day_level(one, desk.lang) for one in levels]
    lines += [f"{numbers.day(day, desk.lang)}: {name}" for day, name in public]
    lines += [f"{numbers.period(run, desk.lang)}: {name}" for run, name in school.holidays]
    missing = _("School holidays {period}: not published yet.")
    lines += [missing.format(period=numbers.period(p, desk.lang)) for p in school.unpublished]
    document: dict[str, object] = {
        "notices": [_notice(one) for one in notices],
        "levels": [
            {
                "restriction": one.title,
                "day": one.day.isoformat(),
                "level": one.level,
                "presumed": one.presumed,
            }
            for one in levels
        ],
        "public_holidays": [{"day": day.isoformat(), "name": name} for day, name in public],
        "school_holidays": [{**span(run), "name": name} for run, name in school.holidays],
        "school_holidays_unpublished": [span(run) for run in school.unpublished],
    }
    return Answer(document, tuple(lines))


def _notice(one: Notice) -> dict[str, object]:
    return {
        "restriction": one.title,
        "authority": one.authority,
        "lead_days": one.lead_days,
        "file_by": one.file_by.isoformat(),
        "late": one.late,
    }
