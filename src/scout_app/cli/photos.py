"""import and export of pictures."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from scout_app import office
from scout_app.cli.answer import Answer
from scout_app.cli.desk import Desk
from scout_app.errors import Refused
from scout_app.office.photo_files import Declined, Gathered
from scout_app.office.photo_places import Placed
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
        placed = _placed(desk, store, gathered)
        if not desk.asked.dry_run:
            with store.transaction(by=desk.officer) as session:
                report = office.photo_places.enter(
                    session, placed, with_position=desk.asked.keep_positions
                )
    given = [one for one in placed if one.site_id is not None]
    rejects = _rejects(gathered.declined, [one for one in placed if one.site_id is None], desk.lang)
    if desk.asked.dry_run:
        known = sum(one.is_there for one in given)
        return _said(desk, (len(given) - known, known, ()), rejects)
    alike = tuple((one.name, one.like) for one in report.added if one.like)
    return _said(desk, (len(report.added), len(report.already), alike), rejects)


_Done = tuple[int, int, tuple[tuple[str, str], ...]]
"""How many are new, how many were there, and which resemble which."""


def _placed(desk: Desk, store: Store, gathered: Gathered) -> tuple[Placed, ...]:
    """Return the pictures on the site named, else each on the site proposed for it."""
    with store.reading() as session:
        if not desk.asked.site:
            return office.photo_places.propose(session, gathered)
        site = office.find.site(session, desk.asked.site)
        named = [Placed(n, one, site) for n, one in enumerate(gathered.pictures)]
        return office.photo_places.judged(session, named)


def _rejects(
    declined: tuple[Declined, ...], unplaced: Sequence[Placed], lang: str
) -> list[dict[str, object]]:
    refused = [(one.path.name, explain(one.error, lang)) for one in declined]
    names = [one.picture.name for one in unplaced]
    lost = [(name, explain(Refused("no_site_near", name), lang)) for name in names]
    return [{"row": name, "reason": reason} for name, reason in [*refused, *lost]]


def _said(desk: Desk, done: _Done, rejects: list[dict[str, object]]) -> Answer:
    _ = translator(desk.lang).gettext
    created, known, alike = done
    resembles = _("It shows nearly the same view as “{other}”.")
    warnings: list[dict[str, object]] = [
        {"row": name, "reason": resembles.format(other=other)} for name, other in alike
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
