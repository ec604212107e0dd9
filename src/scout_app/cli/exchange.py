"""send, receive, offices, restore."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from scout_app import office
from scout_app.cli.answer import Answer
from scout_app.cli.desk import Desk
from scout_app.errors import Unknown
from scout_app.office.exchange import Missing, Received
from scout_app.store import log
from scout_app.wording import names, numbers
from scout_app.wording.texts import translator


def send(desk: Desk) -> Answer:
    """Write a file for other offices."""
    asked, _ = desk.asked, translator(desk.lang).gettext
    with desk.catalogue() as store:
        sent = office.exchange.send(
            store, asked.to, desk.officer, office=asked.to_office, full=asked.full,
            partner=asked.partner or None,
        )  # fmt: skip
        with store.reading() as session:
            waiting = office.exchange.open_conflicts(session)
    clashes = sum(one.kind == "clash" for one in waiting)
    return Answer(
        {
            "file": str(sent.file),
            "kind": sent.kind,
            "transactions": sent.transactions,
            "photos": sent.photos,
            "partner": sent.partner,
            "applied": 0,
            "already_known": 0,
            "conflicts": len(waiting) - clashes,
            "clashes": clashes,
            "gaps": [],
        },
        (
            _("Written for the other offices: {path} ({count} changes, {photos} pictures).").format(
                path=sent.file, count=sent.transactions, photos=sent.photos
            ),
            _("Without contacts, internal fields and what is confidential: it is for a partner.")
            if sent.partner
            else _("It holds everything: hand it to offices of your own only."),
        ),
    )


def receive(desk: Desk) -> Answer:
    """Bring in a file of another office, or say what it would bring."""
    asked = desk.asked
    with desk.catalogue() as store:
        if asked.dry_run:
            found = office.exchange.preview(store, asked.bundle, join=asked.join)
        else:
            found = office.exchange.receive(
                store, asked.bundle, join=asked.join, agreed=asked.agreed
            )
    return Answer(document(found), tuple(_said(found, desk.lang)))


def document(found: Received) -> dict[str, object]:
    """Return what a file brought, for programs."""
    return {
        "office": found.office,
        "fingerprint": found.fingerprint,
        "confirmed": found.confirmed,
        "transactions": found.transactions,
        "photos": found.photos,
        "applied": found.applied,
        "already_known": found.already_known,
        "conflicts": found.conflicts,
        "clashes": found.clashes,
        "gaps": [_gap(one) for one in found.gaps],
        "doubled": list(found.doubled),
        "unshown": found.unshown,
        "disappearing": found.disappearing,
        "reception": found.reception,
        "backup": None if found.backup is None else str(found.backup),
        "counts": {
            one.table: {
                "added": one.added,
                "changed": one.changed,
                "deleted": one.deleted,
                "restored": one.restored,
            }
            for one in found.counts
        },
    }


def _gap(one: Missing) -> dict[str, object]:
    return {
        "office": one.office,
        "first": one.first,
        "last": one.last,
        "after": None if one.after is None else one.after.isoformat(),
        "before": None if one.before is None else one.before.isoformat(),
    }


def _said(found: Received, lang: str) -> Iterator[str]:
    _ = translator(lang).gettext
    yield _("From {office}: {applied} changes, {known} known already, {photos} pictures.").format(
        office=found.office, applied=found.applied, known=found.already_known, photos=found.photos
    )
    for one in found.counts:
        yield _("{what}: {added} new, {changed} changed, {deleted} deleted.").format(
            what=names.table(one.table, lang),
            added=one.added,
            changed=one.changed + one.restored,
            deleted=one.deleted,
        )
    if found.conflicts or found.clashes:
        yield _("To decide: {conflicts} conflicts, {clashes} double bookings.").format(
            conflicts=found.conflicts, clashes=found.clashes
        )
    for gap in found.gaps:
        yield _("{office}: changes {first} to {last} never received.").format(
            office=gap.office, first=gap.first, last=gap.last
        )
    for name in found.doubled:
        yield _("A file of {office} was copied and went on as two; both were kept.").format(
            office=name
        )
    if found.unshown:
        yield _("{count} rows or values wait for a file still to come, or a newer Scout.").format(
            count=found.unshown
        )
    if not found.confirmed:
        yield _("Fingerprint to compare by telephone: {fingerprint}.").format(
            fingerprint=found.fingerprint
        )


def offices(desk: Desk) -> Answer:
    """List the other offices, what they have and lack; or note that a key was compared."""
    _ = translator(desk.lang).gettext
    with desk.catalogue() as store:
        if desk.asked.confirm:
            office.exchange.confirm_key(store, _replica(desk.asked.confirm))
        if named := desk.asked.own or desk.asked.partner:
            with store.transaction(desk.officer) as session:
                office.exchange.trust(session, named, own=bool(desk.asked.own))
        with store.reading() as session:
            found = office.exchange.peers(session)
            partners = {
                one.office
                for one in found
                if office.exchange.is_partner(session, desk.officer.office, one.office)
            }
            received = office.exchange.receptions(session)
            erased = office.erasures.standing(session)
    own = office.exchange.identity()
    lines = [_("This office’s fingerprint: {fingerprint}.").format(fingerprint=own.fingerprint)]
    for one in found:
        lines.append(
            _("{office}: last news {at}, lacks {lacks} changes of ours; {fingerprint}.").format(
                office=one.office,
                at=numbers.instant(one.news_at, desk.lang),
                lacks=one.lacks,
                fingerprint=one.fingerprint,
            )
        )
    lines += [
        _("Erased on {at}, not yet known to be erased at: {offices}.").format(
            at=numbers.instant(one.at, desk.lang), offices=", ".join(one.waiting)
        )
        for one in erased
        if one.waiting
    ]
    return Answer(
        {
            "fingerprint": own.fingerprint,
            "offices": [
                {
                    "replica": str(one.replica),
                    "office": one.office,
                    "fingerprint": one.fingerprint,
                    "confirmed": one.confirmed,
                    "partner": one.office in partners,
                    "news_at": one.news_at.isoformat(),
                    "lacks": one.lacks,
                    "missing": one.missing,
                    "wants": one.wants,
                }
                for one in found
            ],
            "erasures": [
                {"id": str(one.id), "at": one.at.isoformat(), "waiting": list(one.waiting)}
                for one in erased
            ],
            "receptions": [
                {
                    "number": one.number,
                    "office": one.office,
                    "at": one.at.isoformat(),
                    "applied": one.applied,
                    "undone": one.undone,
                }
                for one in received
            ],
        },
        tuple(lines),
    )


def _replica(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Unknown("office", text) from error


def take_back(desk: Desk, number: int) -> Answer:
    """Take a whole reception back."""
    _ = translator(desk.lang).gettext
    with desk.catalogue() as store, store.transaction(desk.officer) as session:
        count = office.exchange.undo_reception(session, number)
    what = _("file received, {count} rows").format(count=count)
    return Answer(
        {"undone": number, "rows": count, "transaction": log.written(session)},
        (_("Taken back: {what}.").format(what=what),),
    )


def restore(desk: Desk) -> Answer:
    """Put a backup back in the catalogue's place."""
    _ = translator(desk.lang).gettext
    path = desk.path()
    kept = office.exchange.restore(path, desk.asked.file)
    said = _("Restored; what it replaced is kept as {path}.").format(path=kept)
    return Answer(
        {"ok": True, "problems": [], "file": str(path), "kept": str(kept) if kept else None},
        (said if kept else _("Restored; there was nothing left to replace."),),
    )


def begin(desk: Desk, path: Path, bundle: Path) -> Answer:
    """Begin a catalogue as a new office, from another office's full file."""
    store, found = office.exchange.begin(path, bundle)
    identity = str(store.catalogue_id)
    with store.reading() as session:
        sites = office.sites.search(session, office.sites.SiteQuery(limit=1)).total
    store.close()
    return Answer(
        {"catalogue_id": identity, "file": str(path), "sites": sites, **document(found)},
        tuple(_said(found, desk.lang)),
    )
