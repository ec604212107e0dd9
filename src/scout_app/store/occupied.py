"""The days that confirmed spans take on each site and its parts, rewritten with every commit."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from scout_app.model.bookings import Booking, Occupied, Span
from scout_app.model.sites import Site
from scout_app.model.values import State
from scout_app.rules import clashes
from scout_app.rules.folding import DELETED
from scout_app.store.log import Cell

_IN_THE_TREE = frozenset({"whole_id", DELETED})
_OF_A_BOOKING = frozenset({"site_id", "override_reason", DELETED})
_OF_A_SPAN = frozenset({"booking_id", "first_day", "last_day", "state", DELETED})
"""The fields on which it depends what is occupied."""


def refresh(session: Session, cells: Collection[Cell], *, merging: bool = False) -> None:
    """Rewrite the occupied days of every booking that the transaction touched.

    A site moved in the tree or deleted may change what any booking occupies: then all are
    rewritten.
    """
    if any(table == "site" and name in _IN_THE_TREE for table, _, name in cells):
        rewrite(session, merging=merging)
        return
    bookings = {row for table, row, name in cells if table == "booking" and name in _OF_A_BOOKING}
    if spans := {row for table, row, name in cells if table == "span" and name in _OF_A_SPAN}:
        found = select(Span.booking_id).where(Span.id.in_(spans))
        bookings |= set(session.scalars(found.execution_options(include_deleted=True)))
    if bookings:
        rewrite(session, bookings, merging=merging)


def rewrite(
    session: Session, bookings: Collection[UUID] | None = None, *, merging: bool = False
) -> None:
    """Replace the occupied rows, of all bookings or of those, by what confirmed spans imply.

    `merging` takes every overlap for a fact, which becomes contested; else only what was admitted
    or contested already may overlap.
    """
    stale = delete(Occupied)
    standing = contested(session)
    if bookings is not None:
        bookings = _with_contested(session, bookings, always=merging or bool(standing))
        stale = stale.where(Occupied.booking_id.in_(bookings))
    connection = session.connection()
    connection.execute(stale)
    if rows := expected(session, bookings, None if merging else standing):
        connection.execute(insert(Occupied), rows)


def expected(
    session: Session,
    bookings: Collection[UUID] | None = None,
    standing: Mapping[UUID, UUID] | None = None,
) -> list[dict[str, object]]:
    """Return the occupied rows that the confirmed spans imply, of all bookings or of those.

    `standing` is the group of those that are contested already; None lets every overlap in.
    """
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
    rows: list[dict[str, object]] = []
    takings: list[clashes.Taking] = []
    for span in found:
        for site in (span.site_id, *below.get(span.site_id, ())):
            rows.append(
                {
                    "span_id": span.id, "booking_id": span.booking_id, "site_id": site,
                    "first_day": span.first_day, "last_day": span.last_day,
                }
            )  # fmt: skip
            takings.append(clashes.Taking(span.booking_id, site, span.first_day, span.last_day))
    may = {taking.booking for taking in takings} if standing is None else _admitted(session)
    grouped = clashes.groups(takings, may, standing or {})
    return [
        {**row, "clash_group": grouped[taking.booking]}
        for row, taking in zip(rows, takings, strict=True)
    ]


def contested(session: Session) -> Mapping[UUID, UUID]:
    """Return the group of each booking that shares one."""
    shared = Occupied.clash_group != Occupied.booking_id
    found = select(Occupied.booking_id, Occupied.clash_group).where(shared).distinct()
    groups = {booking: group for booking, group in session.connection().execute(found)}
    # A group bears the id of one of its own.
    return groups | {group: group for group in groups.values()}


def _admitted(session: Session) -> set[UUID]:
    """Return the live bookings that were entered in spite of a clash."""
    return set(session.scalars(_ADMITTED))


_ADMITTED = select(Booking.id).where(Booking.override_reason.is_not(None))


def _with_contested(
    session: Session, bookings: Collection[UUID], *, always: bool
) -> Collection[UUID]:
    """Add the bookings whose group may change with those: all of the same trees of sites.

    Only where some booking was ever entered in spite of a clash; elsewhere each stands alone.
    """
    ever = _ADMITTED.limit(1).execution_options(include_deleted=True)
    if not always and session.scalar(ever) is None:
        return bookings
    whole_of = {site: whole for site, whole in session.execute(select(Site.id, Site.whole_id))}

    def root(site: UUID) -> UUID:
        met = {site}
        while (whole := whole_of.get(site)) and whole not in met:
            met.add(whole)
            site = whole
        return site

    of = select(Booking.id, Booking.site_id).execution_options(include_deleted=True)
    site_of = {booking: site for booking, site in session.execute(of)}
    roots = {root(site_of[booking]) for booking in bookings}
    return {booking for booking, site in site_of.items() if root(site) in roots} | set(bookings)


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
