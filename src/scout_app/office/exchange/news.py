"""What is wrong between the copies: changes that never came, files that were copied and used."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scout_app.model.log import txn
from scout_app.office.exchange import offices
from scout_app.rules.vectors import Gap, doubled, gaps
from scout_app.store import exchange


@dataclass(frozen=True, slots=True)
class Missing:
    """Changes of a copy that never came, and between which days they were made."""

    office: str
    first: int
    last: int
    after: datetime | None
    before: datetime | None


@dataclass(frozen=True, slots=True)
class News:
    """What to ask other offices for, and whose file goes on as two."""

    missing: tuple[Missing, ...]
    doubled: tuple[str, ...]


def news(session: Session) -> News:
    """Return the changes that are known to exist and never came, and the doubled files."""
    links = exchange.links(session.connection())
    told = offices.told(session)
    holes = gaps(links, [offices.vector_of(one) for one in told])
    named = {str(one.replica): one.office for one in told}
    twins = [UUID(replica) for replica in doubled(links)]
    chosen = select(txn.c.office).where(txn.c.replica.in_(twins)).distinct()
    return News(
        tuple(_missing(session, holes, named)),
        tuple(sorted(session.connection().scalars(chosen))),
    )


def _missing(session: Session, holes: Sequence[Gap], named: dict[str, str]) -> Iterator[Missing]:
    for gap in holes:
        of = txn.c.replica == UUID(gap.replica)
        before = select(func.max(txn.c.wall_ms)).where(of, txn.c.seq < gap.first)
        after = select(func.min(txn.c.wall_ms)).where(of, txn.c.seq > gap.last)
        office = session.connection().scalar(select(txn.c.office).where(of).limit(1))
        yield Missing(
            office or named.get(gap.replica, ""), gap.first, gap.last,
            _instant(session.connection().scalar(before)),
            _instant(session.connection().scalar(after)),
        )  # fmt: skip


def _instant(milliseconds: int | None) -> datetime | None:
    return None if milliseconds is None else datetime.fromtimestamp(milliseconds / 1000, UTC)
