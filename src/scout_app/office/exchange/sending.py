"""A file for other offices: everything, or what they are not known to have."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal
from uuid import UUID, uuid4

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from scout_app import __version__
from scout_app.bundle import keys, writing
from scout_app.bundle.manifest import Manifest, Sender
from scout_app.errors import Unknown
from scout_app.model.photos import Photo
from scout_app.model.transactions import Op, Transaction
from scout_app.model.values import Officer
from scout_app.office.exchange import audience, offices, pictures
from scout_app.office.exchange.audience import Audience
from scout_app.rules.vectors import Link, lacking, vector
from scout_app.store import blobs, exchange
from scout_app.store.database import Store
from scout_app.store.log import SCHEMA


@dataclass(frozen=True, slots=True)
class Sent:
    """A bundle that was written."""

    file: Path
    kind: Literal["full", "incremental"]
    transactions: int
    photos: int
    partner: bool = False
    """Whether what is internal was left out, the receiver being no office of ours."""


def send(
    store: Store, to: Path, by: Officer, *, office: str | None = None, full: bool = False,
    partner: bool | None = None,
) -> Sent:  # fmt: skip
    """Write a bundle: for one office, or for all of ours; `to` is its file or a folder.

    It holds what they are not known to have; everything when `full`, or when none is known. Of
    what a `partner` must not see it holds the hashes alone; None asks what the office is.
    Raises Unknown (no news of that office yet), FileTrouble.
    """
    seed = keys.own()
    with store.merging() as session:
        replica = store.identify(session)
    store.known_as(replica)
    path = to / _name(by.office) if to.is_dir() else to
    with store.reading() as session:
        connection = session.connection()
        links = exchange.links(connection)
        told = offices.told(session, office)
        if office is not None and not told and not full:
            raise Unknown(
                "office", office, tuple(sorted({p.office for p in offices.told(session)}))
            )
        whole = full or not told
        ids = {link.id for link in links} if whole else _lacked(links, told)
        if partner is None:
            partner = office is not None and audience.is_partner(session, by.office, office)
        withheld = audience.partner(session) if partner else None
        ids |= _to_fill(connection, links, told, withheld)
        kept = blobs.folder(session)
        found = _originals(session, kept, None if whole else _touched(session, ids, told), withheld)
        said = Manifest(
            catalogue_id=store.catalogue_id,
            kind="full" if whole else "incremental",
            sender=Sender(replica, by.office, keys.public(seed)),
            vector=vector(links),
            covers=_covers(link for link in links if link.id in ids),
            schema=SCHEMA,
            app=__version__,
            made_ms=int(datetime.now(UTC).timestamp() * 1000),
            wants=_absent(session, kept),
            lacks=exchange.lacks(connection),
        )
        handed: Iterable[Transaction] = exchange.transactions(connection, ids, withheld)
        writing.write(path, said, handed, found, seed)
    return Sent(path, said.kind, len(ids), len(found), partner)


def _name(office: str) -> str:
    """Return a name that no other file has: the office, the day, a few signs."""
    plain = unicodedata.normalize("NFKD", office).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "office"
    return f"{slug}-{datetime.now(UTC):%Y-%m-%d}-{uuid4().hex[:8]}{writing.SUFFIX}"


def _lacked(links: Sequence[Link], told: Sequence[object]) -> set[str]:
    """Return the transactions that at least one of the copies is not known to have."""
    found: set[str] = set()
    for one in told:
        found |= lacking(links, offices.vector_of(one))
    return found


def _to_fill(
    connection: Connection, links: Sequence[Link], told: Sequence[object],
    withheld: Callable[[Op], bool] | None,
) -> set[str]:  # fmt: skip
    """Return the transactions of which a copy lacks a value that it may have now."""
    asked: dict[str, set[int]] = defaultdict(set)
    held = {link.id for link in links}
    for one in told:
        for identity, places in offices.lacks_of(one).items():
            if identity in held:
                asked[identity].update(places)
    return {
        one.id
        for one in exchange.transactions(connection, asked, withheld)
        if any(n in asked[one.id] and cell.value is not None for n, cell in enumerate(one.ops))
    }


def _originals(
    session: Session, kept: Path, only: set[str] | None, withheld: Audience | None
) -> dict[str, Path]:
    """Return the pictures to send that are here; a partner gets those of sites that it sees, but
    none that says itself where it was taken."""
    wanted = _pictures(session, only)
    here = {sha: blobs.place(kept, sha, suffix) for sha, suffix in wanted.items()}
    found = {sha: path for sha, path in here.items() if path.is_file()}
    if withheld is None:
        return found
    rows = session.execute(select(Photo.id, Photo.sha256))
    seen = {sha for row, sha in rows if str(row) not in withheld.hidden}
    return {
        sha: path for sha, path in found.items() if sha in seen and not pictures.says_where(path)
    }


def _covers(links: Iterable[Link]) -> Mapping[str, Sequence[tuple[int, int]]]:
    numbers: dict[str, set[int]] = defaultdict(set)
    for link in links:
        numbers[link.replica].add(link.seq)
    return {replica: _ranges(sorted(found)) for replica, found in sorted(numbers.items())}


def _ranges(numbers: Sequence[int]) -> list[tuple[int, int]]:
    ranges: list[tuple[int, int]] = []
    for number in numbers:
        if ranges and ranges[-1][1] == number - 1:
            ranges[-1] = (ranges[-1][0], number)
        else:
            ranges.append((number, number))
    return ranges


def _touched(session: Session, ids: set[str], told: Sequence[object]) -> set[str]:
    """Return the pictures to send: those of the transactions sent, and those asked for."""
    import json

    asked = {sha for one in told for sha in json.loads(one.wants)}  # type: ignore[attr-defined]
    rows = {
        UUID(op.row)
        for one in exchange.transactions(session.connection(), ids)
        for op in one.ops
        if op.table == Photo.__tablename__ and op.field == "sha256"
    }
    found = session.execute(select(Photo.id, Photo.sha256))
    return asked | {sha for row, sha in found if row in rows}


def _pictures(session: Session, only: set[str] | None) -> dict[str, str]:
    """Return the ending of each picture's original, of all or of those."""
    found = session.execute(select(Photo.sha256, Photo.suffix))
    return {
        sha: suffix
        for sha, suffix in found
        if suffix in pictures.SUFFIXES and (only is None or sha in only)
    }


def _absent(session: Session, kept: Path) -> tuple[str, ...]:
    """Return the pictures whose original is not here."""
    wanted = _pictures(session, None).items()
    return tuple(sorted(sha for sha, end in wanted if not blobs.place(kept, sha, end).is_file()))
