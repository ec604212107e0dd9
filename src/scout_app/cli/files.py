"""new, check, backup."""

from datetime import datetime
from zoneinfo import ZoneInfo

from scout_app import office, settings
from scout_app.cli import exchange
from scout_app.cli.answer import Answer
from scout_app.cli.desk import Desk
from scout_app.office.sites import SiteQuery
from scout_app.wording.texts import translator


def new(desk: Desk) -> Answer:
    """Create a catalogue."""
    _ = translator(desk.lang).gettext
    path = desk.asked.file
    if desk.asked.bundle is not None:
        begun = exchange.begin(desk, path, desk.asked.bundle)
        settings.save(settings.load().opened(path))
        return begun
    store = office.catalogue.create(path, desk.asked.content)
    with store.reading() as session:
        found = office.sites.search(session, SiteQuery())
    wholes = sum(site.whole_id is None for site in found.sites)
    store.close()
    settings.save(settings.load().opened(path))
    return Answer(
        {
            "catalogue_id": str(store.catalogue_id),
            "file": str(path),
            "sites": wholes,
            "parts": found.total - wholes,
        },
        (_("{path}: {count} sites.").format(path=path, count=wholes),),
    )


def check(desk: Desk) -> Answer:
    """Rebuild everything from the log and compare."""
    _ = translator(desk.lang).gettext
    with desk.catalogue() as store, store.reading() as session:
        found = office.checks.check(session)
    problems = [{"kind": problem.kind, "what": problem.what} for problem in found]
    if not found:
        return Answer(
            {"ok": True, "problems": []}, (_("The catalogue says exactly what its log says."),)
        )
    lines = (f"{problem.kind}: {problem.what}" for problem in found)
    return Answer({"ok": False, "problems": problems}, tuple(lines), ok=False)


def backup(desk: Desk) -> Answer:
    """Copy the catalogue, checked, beside whoever is writing it."""
    _ = translator(desk.lang).gettext
    with desk.catalogue() as store:
        now = datetime.now(ZoneInfo("Europe/Paris"))
        beside = store.path.with_name(f"{store.path.stem}.{now:%Y-%m-%d-%H%M%S}.gpkg")
        to = desk.asked.to or beside
        store.backup(to)
    return Answer(
        {"ok": True, "problems": [], "file": str(to)},
        (_("Copied to {path}, checked.").format(path=to),),
    )
