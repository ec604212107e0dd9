"""import and export of pictures."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from scout_app import office
from scout_app.cli.answer import Answer
from scout_app.cli.desk import Desk
from scout_app.errors import Refused
from scout_app.office.photo_files import Declined, Gathered
from scout_app.office.photo_places import Suggested
from scout_app.wording.errors import explain
from scout_app.wording.texts import translator


def bring(desk: Desk) -> Answer:
    """Enter pictures on the site named, or each on the site that is proposed for it."""
    with desk.catalogue() as store, TemporaryDirectory() as aside:
        with store.reading() as session:
            # What is only looked at is not kept beside the catalogue.
            kept = Path(aside) if desk.asked.dry_run else office.photos.folder(session)
        gathered = office.photos.gather(kept, desk.asked.sources)
        with store.reading() as session:
            suggested = _suggested(desk, session, gathered)
        if not desk.asked.dry_run:
            with store.transaction(by=desk.officer) as session:
                office.photo_places.enter(
                    session, suggested, with_position=desk.asked.keep_positions
                )
    return _said(desk, suggested, _rejects(gathered.declined, suggested, desk.lang))


def _suggested(desk: Desk, session: Any, gathered: Gathered) -> tuple[Suggested, ...]:
    chosen: dict[int, UUID | None] = {}
    if desk.asked.site:
        site = office.find.site(session, desk.asked.site)
        chosen = dict.fromkeys(range(len(gathered.pictures)), site)
    return office.photo_places.look(session, gathered.pictures, chosen)


def _rejects(
    declined: tuple[Declined, ...], suggested: tuple[Suggested, ...], lang: str
) -> list[dict[str, object]]:
    refused = [(one.path.name, explain(one.error, lang)) for one in declined]
    lost = [one.picture.name for one in suggested if one.site is None]
    unplaced = [(name, explain(Refused("no_site_near", name), lang)) for name in lost]
    return [{"row": name, "reason": reason} for name, reason in [*refused, *unplaced]]


def _said(desk: Desk, suggested: tuple[Suggested, ...], rejects: list[dict[str, object]]) -> Answer:
    _ = translator(desk.lang).gettext
    placed = [one for one in suggested if one.site is not None]
    known = sum(one.known for one in placed)
    created = len(placed) - known
    resembles = _("It shows nearly the same view as “{other}”.")
    warnings: list[dict[str, object]] = [
        {"row": one.picture.name, "reason": resembles.format(other=one.like)}
        for one in placed
        if one.like
    ]
    counts = _("Pictures: {created} added, {known} already there, {refused} refused.").format(
        created=created, known=known, refused=len(rejects)
    )
    lines = [
        _("{name}: {reason}").format(name=one["row"], reason=one["reason"])
        for one in [*rejects, *warnings]
    ]
    return Answer(
        {
            "read": created + known + len(rejects), "created": created, "updated": 0,
            "unchanged": 0, "duplicates": known, "rejected": len(rejects),
            "rejects": rejects, "warnings": warnings,
        },
        (counts, *lines),
    )  # fmt: skip


def export(desk: Desk) -> Answer:
    """Write copies for outside of one site's pictures or of all, into a folder or a .zip file."""
    asked, _ = desk.asked, translator(desk.lang).gettext
    with desk.catalogue() as store, store.reading() as session:
        site = office.find.site(session, asked.site) if asked.site else None
        chosen = office.photo_copies.wanted(session, site)
    written = office.photo_copies.write(chosen, asked.to)
    left = [{"name": one.name, "reason": explain(one.fact, desk.lang)} for one in written.left]
    said = _("{count} pictures written into {path}.").format(
        count=len(written.names), path=asked.to
    )
    out = [_("{name}: left out. {reason}").format(**one) for one in left]
    return Answer(
        {"written": len(written.names), "file": str(asked.to), "left_out": left}, (said, *out)
    )
