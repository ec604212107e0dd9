"""A file of another office comes in: looked at first, then backed up, then whole or not at all."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from scout_app.bundle import keys, reading
from scout_app.bundle.reading import Bundle
from scout_app.errors import Refused
from scout_app.model.exchange import reception
from scout_app.model.log import meta
from scout_app.office.exchange import clashing, offices, pictures
from scout_app.office.exchange.news import Missing, news
from scout_app.store import backups, conflicts, erasing, exchange, refold, schema
from scout_app.store.database import Store

_MANY_ROWS = 50
_MANY_PERCENT = 5
"""How many copies made before receptions are kept."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What a bundle makes of the rows of one table."""

    table: str
    added: int
    changed: int
    deleted: int
    restored: int


@dataclass(frozen=True, slots=True)
class Received:
    """What a bundle brought, or would bring."""

    office: str
    fingerprint: str
    confirmed: bool
    """Whether the sender's key was compared by telephone."""
    transactions: int
    applied: int
    already_known: int
    photos: int
    counts: tuple[Counted, ...]
    conflicts: int
    """Cells that wait for a decision now and did not before."""
    clashes: int
    """Pairs of bookings that are contested now and were not before."""
    gaps: tuple[Missing, ...]
    doubled: tuple[str, ...]
    """Offices of which a file was copied and went on as two."""
    unshown: int
    """Rows and cells that wait for what they refer to, or for a newer Scout."""
    disappearing: int
    reception: int | None = None
    backup: Path | None = None


def preview(store: Store, path: Path, *, join: bool = False) -> Received:
    """Say what a bundle would bring; nothing is changed. Raises what `receive` raises."""
    return _preview(store, reading.read(path), join=join)


def _preview(store: Store, bundle: Bundle, *, join: bool) -> Received:
    _same_catalogue(store, bundle, join=join)
    with store.merging(keep=False) as session:
        return _apply(session, store, bundle, join=join)


def receive(store: Store, path: Path, *, join: bool = False, agreed: bool = False) -> Received:
    """Bring in a bundle: check it, copy the catalogue, then all in one transaction.

    Receiving the same again changes nothing. Raises FileTrouble, and Refused: other_catalogue
    (unless `join`), office_key_changed, many_disappear when more than 50 rows or 5 % of a kind
    would be deleted and the officer has not `agreed`.
    """
    bundle = reading.read(path)
    if not agreed and (disappearing := _preview(store, bundle, join=join).disappearing):
        raise Refused("many_disappear", str(disappearing))
    return _receive(store, bundle, join=join)


def _receive(store: Store, bundle: Bundle, *, join: bool = False) -> Received:
    _same_catalogue(store, bundle, join=join)
    photos = pictures.bring(store, bundle)
    backup = backups.make(store.path, backups.Why.RECEPTION) if _is_news(store, bundle) else None
    with store.merging() as session:
        found = _apply(session, store, bundle, join=join)
        own = store.identify(session)
    store.known_as(own)
    if found.applied and erasing.erasures_in(bundle.transactions):
        erasing.scrub(store.path)
    if join:
        store.catalogue_id = _joined(store, bundle)
    return replace(found, photos=photos, backup=backup)


def begin(path: Path, bundle_path: Path) -> tuple[Store, Received]:
    """Make a catalogue from another office's full bundle, and open it.

    Raises Refused(bundle_not_full), and FileTrouble; nothing is left behind then.
    """
    bundle = reading.read(bundle_path)
    if bundle.manifest.kind != "full":
        raise Refused("bundle_not_full", bundle.manifest.sender.office)
    schema.create(path, bundle.manifest.catalogue_id)
    store = None
    try:
        store = Store(path)
        return store, _receive(store, bundle)
    except BaseException:
        if store is not None:
            store.close()
        path.unlink(missing_ok=True)
        raise


def _same_catalogue(store: Store, bundle: Bundle, *, join: bool) -> None:
    if bundle.manifest.catalogue_id != store.catalogue_id and not join:
        raise Refused("other_catalogue", bundle.manifest.sender.office)


def _joined(store: Store, bundle: Bundle) -> UUID:
    """Return the id that two united catalogues bear: the lesser, so that both find the same."""
    return min(store.catalogue_id, bundle.manifest.catalogue_id)


def _is_news(store: Store, bundle: Bundle) -> bool:
    with store.reading() as session:
        ids = [one.id for one in bundle.transactions]
        return len(exchange.known(session.connection(), ids)) < len(set(ids))


def _apply(session: Session, store: Store, bundle: Bundle, *, join: bool) -> Received:
    connection, said = session.connection(), bundle.manifest
    confirmed = offices.recognise(session, said)
    own = store.identify(session)
    waited, contested = conflicts.count(connection), clashing.pairs(session)
    numbers, touched = exchange.insert_new(connection, bundle.transactions)
    report = refold.refold(session, touched) if touched else refold.Refolded()
    if wrong := next(refold.differing(session, touched), None):
        raise RuntimeError(f"the tables do not say what the log says: {wrong}")
    if join:
        connection.execute(update(meta).values(catalogue_id=_joined(store, bundle)))
    now = int(datetime.now(UTC).timestamp() * 1000)
    offices.remember(session, said, own, now)
    applied = numbers[1] - numbers[0] + 1 if numbers else 0
    found = news(session)
    return Received(
        office=said.sender.office,
        fingerprint=keys.fingerprint(said.sender.key),
        confirmed=confirmed,
        transactions=len(bundle.transactions),
        applied=applied,
        already_known=len(bundle.transactions) - applied,
        photos=len(bundle.blobs),
        counts=_counts(report),
        conflicts=max(0, conflicts.count(connection) - waited),
        clashes=len(clashing.pairs(session) - contested),
        gaps=found.missing,
        doubled=found.doubled,
        unshown=report.unshown,
        disappearing=_disappearing(report),
        reception=_record(session, bundle, numbers, now),
    )


def _record(
    session: Session, bundle: Bundle, numbers: tuple[int, int] | None, now: int
) -> int | None:
    """Note which bundle brought which transactions; None when it brought nothing."""
    if numbers is None:
        return None
    sender = bundle.manifest.sender
    made = session.connection().execute(
        insert(reception).values(
            sha256=bundle.sha256,
            office=sender.office,
            replica=sender.replica,
            at_ms=now,
            applied=numbers[1] - numbers[0] + 1,
            first_txn=numbers[0],
            last_txn=numbers[1],
        )
    )
    return int(made.lastrowid)


def _counts(report: refold.Refolded) -> tuple[Counted, ...]:
    columns = (report.added, report.changed, report.deleted, report.restored)
    tables = sorted({table for counted in columns for table, n in counted.items() if n})
    return tuple(
        Counted(table, *(counted.get(table, 0) for counted in columns)) for table in tables
    )


def _disappearing(report: refold.Refolded) -> int:
    """Return how many rows would be deleted when that is many, else 0."""
    many = [
        count
        for table, count in report.deleted.items()
        if count > _MANY_ROWS
        or (count > 1 and count * 100 > report.standing.get(table, 0) * _MANY_PERCENT)
    ]
    return sum(report.deleted.values()) if many else 0
