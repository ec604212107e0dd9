"""The other copies of this catalogue: who they are, what they have, what was received of them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from scout_app.bundle import keys
from scout_app.bundle.manifest import Manifest
from scout_app.errors import Refused, Unknown
from scout_app.model.exchange import peer, reception
from scout_app.rules.vectors import Vector, gaps, lacking
from scout_app.store import exchange
from scout_app.store.database import Store


@dataclass(frozen=True, slots=True)
class Identity:
    """This office: its public key's fingerprint, which others compare by telephone."""

    fingerprint: str
    key: bytes


@dataclass(frozen=True, slots=True)
class Peer:
    """Another copy: when its last news were made, what it is not known to have, what we lack."""

    replica: UUID
    office: str
    fingerprint: str
    confirmed: bool
    news_at: datetime
    lacks: int
    """Our transactions that it is not known to have."""
    missing: int
    """Its own transactions that never came here."""
    wants: int
    """Pictures that it lacks."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """A bundle that was received."""

    number: int
    office: str
    at: datetime
    applied: int
    undone: bool


def identity() -> Identity:
    """Return who this office is to others; its key is made at first use."""
    key = keys.public(keys.own())
    return Identity(keys.fingerprint(key), key)


def peers(session: Session) -> tuple[Peer, ...]:
    """Return the other copies, by office; the latest news first."""
    connection = session.connection()
    links = exchange.links(connection)
    found = connection.execute(select(peer).order_by(peer.c.office, peer.c.made_ms.desc()))
    return tuple(
        Peer(
            one.replica,
            one.office,
            keys.fingerprint(bytes.fromhex(one.key)),
            one.confirmed,
            _instant(one.made_ms),
            len(lacking(links, vector_of(one))),
            sum(
                gap.last - gap.first + 1
                for gap in gaps(links, [vector_of(one)])
                if gap.replica == str(one.replica)
            ),
            len(json.loads(one.wants)),
        )
        for one in found.all()
    )


def vector_of(one: Any) -> Vector:
    """Return what a copy said that it has."""
    found: Vector = json.loads(one.vector)
    return found


def lacks_of(one: Any) -> dict[str, list[int]]:
    """Return the places, by transaction, whose values a copy said that it never got."""
    found: dict[str, list[int]] = json.loads(one.lacks)
    return found


def confirm_key(store: Store, replica: UUID) -> None:
    """Note that the fingerprint was compared by telephone; raises Unknown."""
    with store.merging() as session:
        chosen = update(peer).where(peer.c.replica == replica).values(confirmed=True)
        if session.connection().execute(chosen).rowcount == 0:
            raise Unknown("office", str(replica))


def not_yet_seen(session: Session, txn_id: str) -> tuple[str, ...]:
    """Return the offices that are not known to have a transaction."""
    connection = session.connection()
    links = exchange.links(connection)
    found = connection.execute(select(peer).order_by(peer.c.office)).all()
    return tuple(one.office for one in found if txn_id in lacking(links, vector_of(one)))


def receptions(session: Session) -> tuple[Receipt, ...]:
    """Return the bundles received, the last one first."""
    found = session.connection().execute(select(reception).order_by(reception.c.n.desc()))
    return tuple(
        Receipt(one.n, one.office, _instant(one.at_ms), one.applied, one.undone is not None)
        for one in found
    )


def recognise(session: Session, said: Manifest) -> bool:
    """Tell whether the sender's key was compared by telephone.

    Raises Refused(office_key_changed) when it is not the one that was.
    """
    known = (
        session.connection()
        .execute(select(peer.c.key, peer.c.confirmed).where(peer.c.replica == said.sender.replica))
        .first()
    )
    if known is None or not known.confirmed:
        return False
    if known.key != said.sender.key.hex():
        raise Refused("office_key_changed", said.sender.office)
    return True


def remember(session: Session, said: Manifest, own: UUID, now_ms: int) -> None:
    """Keep what a bundle's sender says that it has and lacks, unless later news are known."""
    sender = said.sender
    if sender.replica == own:
        return
    connection = session.connection()
    known = connection.execute(select(peer).where(peer.c.replica == sender.replica)).first()
    if known is not None and known.made_ms > said.made_ms:
        return
    connection.execute(delete(peer).where(peer.c.replica == sender.replica))
    connection.execute(
        insert(peer).values(
            replica=sender.replica,
            office=sender.office,
            key=sender.key.hex(),
            confirmed=bool(known and known.confirmed and known.key == sender.key.hex()),
            vector=json.dumps(said.vector),
            wants=json.dumps(said.wants),
            lacks=json.dumps(said.lacks),
            made_ms=said.made_ms,
            received_ms=now_ms,
        )
    )


def told(session: Session, office: str | None = None) -> Sequence[Any]:
    """Return what is known of the copies of an office, or of all."""
    chosen = select(peer)
    if office is not None:
        chosen = chosen.where(peer.c.office == office)
    return session.connection().execute(chosen).all()


def _instant(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)
