"""The days that confirmed spans take on each site and its parts, rewritten with every commit."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from scout_app.model.bookings import Booking, Occupied, Span
from scout_app.model.sites import Site
from scout_app.model.values import State
from scout_app.rules.folding import DELETED
from scout_app.store.log import Cell

_IN_THE_TREE = frozenset({"whole_id", DELETED})


def refresh(session: Session, cells: Collection[Cell]) -> None:
    """Rewrite the occupied days of every booking that the transaction touched.

    A site moved in the tree or deleted may change what any booking occupies: then all are
    rewritten.
    """
    if any(table == "site" and name in _IN_THE_TREE for table, _, name in cells):
        rewrite(session)
        return
    bookings = {row for table, row, _ in cells if table == "booking"}
    if spans := {row for table, row, _ in cells if table == "span"}:
        found = select(Span.booking_id).where(Span.id.in_(spans))
        bookings |= set(session.scalars(found.execution_options(include_deleted=True)))
    if bookings:
        rewrite(session, bookings)


def rewrite(session: Session, bookings: Collection[UUID] | None = None) -> None:
    """Replace the occupied rows, of all bookings or of those, by what confirmed spans imply."""
    stale = delete(Occupied)
    if bookings is not None:
        stale = stale.where(Occupied.booking_id.in_(bookings))
    connection = session.connection()
    connection.execute(stale)
    if rows := expected(session, bookings):
        connection.execute(insert(Occupied), rows)


def expected(session: Session, bookings: Collection[UUID] | None = None) -> list[dict[str, object]]:
    """Return the occupied rows that the confirmed spans imply, of all bookings or of those."""
    confirmed = (
        select(Span.id, Span.booking_id, Booking.site_id, Span.first_day, Span.last_day)
        .join(Booking, Booking.id == Span.booking_id)
        .where(Span.state == State.CONFIRMED)
        .order_by(Span.n)
    )
    if bookings is not None:
        confirmed = confirmed.where(Span.booking_id.in_(bookings))
    found = session.execute(confirmed).all()
    below = _descendants(session) if found else {}
    return [
        {
            "span_id": span.id, "booking_id": span.booking_id, "site_id": site,
            "first_day": span.first_day, "last_day": span.last_day,
            "clash_group": span.booking_id,
        }
        for span in found
        for site in (span.site_id, *below.get(span.site_id, ()))
    ]  # fmt: skip


def _descendants(session: Session) -> Mapping[UUID, tuple[UUID, ...]]:
    """Return every part of every whole, at any depth; a loop in the tree is walked once."""
    parts: dict[UUID, list[UUID]] = defaultdict(list)
    for site, whole in session.execute(select(Site.id, Site.whole_id)):
        if whole is not None:
            parts[whole].append(site)
    return {whole: tuple(_below(whole, parts)) for whole in parts}


def _below(whole: UUID, parts: Mapping[UUID, list[UUID]]) -> list[UUID]:
    reached, waiting = [], list(parts[whole])
    while waiting:
        site = waiting.pop()
        if site not in reached and site != whole:
            reached.append(site)
            waiting.extend(parts.get(site, ()))
    return reached
