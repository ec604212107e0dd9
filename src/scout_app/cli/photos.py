"""import and export of pictures."""

from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from scout_app import office
from scout_app.cli.answer import Answer
from scout_app.cli.desk import Desk
from scout_app.errors import Refused
from scout_app.office.photo_files import Declined, Gathered, Looked
from scout_app.store.database import Store
from scout_app.wording.errors import explain
from scout_app.wording.texts import translator


def bring(desk: Desk) -> Answer:
    """Enter pictures on the site named, or each on the site it was taken near."""
    with desk.catalogue() as store, TemporaryDirectory() as aside:
        with store.reading() as session:
            # What is only looked at is not kept beside the catalogue.
            kept = Path(aside) if desk.asked.dry_run else office.photos.folder(session)
        gathered = office.photos.gather(kept, desk.asked.sources)
        groups, unplaced = _groups(desk, store, gathered)
        if desk.asked.dry_run:
            done = [_known(store, site, pictures) for site, pictures in groups]
        else:
            done = _entered(desk, store, groups)
    rejects = _rejects(gathered.declined, unplaced, desk.lang)
    return _said(desk, done, rejects)


_Group = tuple[UUID, tuple[Looked, ...]]
_Done = tuple[int, int, list[tuple[str, str]]]
"""How many are new, how many were there, and which resemble which."""


def _groups(
    desk: Desk, store: Store, gathered: Gathered
) -> tuple[list[_Group], tuple[Looked, ...]]:
    with store.reading() as session:
        if desk.asked.site:
            return [(office.find.site(session, desk.asked.site), gathered.pictures)], ()
        found = office.photo_places.propose(session, gathered)
    return [(one.site_id, one.pictures) for one in found.sites], found.unplaced


def _entered(desk: Desk, store: Store, groups: list[_Group]) -> list[_Done]:
    done: list[_Done] = []
    with store.transaction(by=desk.officer) as session:
        for site, pictures in groups:
            report = office.photos.add(
                session, site, Gathered(pictures, ()), with_position=desk.asked.keep_positions
            )
            alike = [(one.name, one.like) for one in report.added if one.like]
            done.append((len(report.added), len(report.already), alike))
    return done


def _known(store: Store, site: UUID, pictures: tuple[Looked, ...]) -> _Done:
    with store.reading() as session:
        there = {row.sha256 for row in office.photos.of_site(session, site)}
    new = {picture.facts.sha256 for picture in pictures} - there
    return len(new), len(pictures) - len(new), []


def _rejects(
    declined: tuple[Declined, ...], unplaced: tuple[Looked, ...], lang: str
) -> list[dict[str, object]]:
    refused = [(one.path.name, explain(one.error, lang)) for one in declined]
    lost = [(one.name, explain(Refused("no_site_near", one.name), lang)) for one in unplaced]
    return [{"row": name, "reason": reason} for name, reason in [*refused, *lost]]


def _said(desk: Desk, done: list[_Done], rejects: list[dict[str, object]]) -> Answer:
    _ = translator(desk.lang).gettext
    created, known = sum(one[0] for one in done), sum(one[1] for one in done)
    resembles = _("It shows nearly the same view as “{other}”.")
    warnings: list[dict[str, object]] = [
        {"row": name, "reason": resembles.format(other=other)}
        for one in done
        for name, other in one[2]
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
