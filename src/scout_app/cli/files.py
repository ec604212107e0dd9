"""new, check, backup, backups."""

from pathlib import Path
from typing import TYPE_CHECKING

from scout_app import office, settings
from scout_app.cli import exchange
from scout_app.cli.answer import Answer
from scout_app.cli.desk import Desk
from scout_app.office.sites import SiteQuery
from scout_app.wording import names, numbers
from scout_app.wording.texts import translator

if TYPE_CHECKING:
    from scout_app.office.backups import Copy


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
        to: Path | None = desk.asked.to
        if to is None:
            to = office.backups.make(store.path)
        else:
            store.backup(to)
    return Answer(
        {"ok": True, "problems": [], "file": str(to)},
        (_("Copied to {path}, checked.").format(path=to),),
    )


def backups(desk: Desk) -> Answer:
    """List the dated copies beside the catalogue, readable or not; it need not be there."""
    found = office.backups.listing(desk.path(), lambda _share: None)
    return Answer(
        {"backups": [_document(one) for one in found]},
        tuple(
            f"{numbers.instant(one.at, desk.lang)}  {names.backup(one.why, desk.lang)}  {one.file}"
            for one in found
        ),
    )


def _document(one: "Copy") -> dict[str, object]:
    return {
        "file": str(one.file), "at": one.at.isoformat(), "why": one.why, "size": one.size,
        "sites": one.sites, "bookings": one.bookings,
    }  # fmt: skip
