"""Who contests days with whom: confirmed bookings in groups, and options told to be the first."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from scout_app.model.values import Period
from scout_app.rules.tree import Tree


@dataclass(frozen=True, slots=True)
class Taking:
    """The confirmed days, both included, that a booking takes on one site."""

    booking: UUID
    site: UUID
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Claim:
    """Days of a live option whose office was told that it was the first."""

    booking: UUID
    office: UUID
    site: UUID
    days: Period


def first_twice(claims: Iterable[Claim], tree: Tree) -> set[frozenset[UUID]]:
    """Return every two options of two offices that were both told to be the first on some day.

    They share days on one site, or on a whole and its part: none of the two offices knew of the
    other's, so that the order of arrival alone does not decide between them.
    """
    by_site: dict[UUID, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_site[claim.site].append(claim)
    return {
        frozenset((one.booking, other.booking))
        for site, here in by_site.items()
        for near in (site, *tree.ancestors(site))
        for one in here
        for other in by_site.get(near, ())
        if one.office != other.office and one.days.overlaps(other.days)
    }


_NONE: Mapping[UUID, UUID] = {}


def groups(
    takings: Iterable[Taking], admitted: Collection[UUID], standing: Mapping[UUID, UUID] = _NONE
) -> Mapping[UUID, UUID]:
    """Return the contested group of each booking; one that nobody contests is its own group.

    Two bookings join only where their days overlap on one site, and either at least one of them
    was `admitted` in spite of the other, with a reason, or both were contested already, in the
    group that `standing` gives: every other overlap stays forbidden. A group bears its least id,
    so that the order of arrival does not matter.
    """
    leader: dict[UUID, UUID] = {}
    by_site: dict[UUID, list[Taking]] = defaultdict(list)
    for taking in takings:
        leader.setdefault(taking.booking, taking.booking)
        by_site[taking.site].append(taking)
    if not admitted and not standing:
        return leader
    for here in by_site.values():
        _join_on_site(leader, here, admitted, standing)
    return {booking: _led(leader, booking) for booking in leader}


def _join_on_site(
    leader: dict[UUID, UUID],
    here: list[Taking],
    admitted: Collection[UUID],
    contested: Mapping[UUID, UUID],
) -> None:
    standing: list[Taking] = []
    for taking in sorted(here, key=lambda taking: (taking.first, taking.last)):
        standing = [other for other in standing if other.last >= taking.first]
        for other in standing:
            group = contested.get(taking.booking)
            known = group is not None and group == contested.get(other.booking)
            if known or taking.booking in admitted or other.booking in admitted:
                one, two = sorted((_led(leader, taking.booking), _led(leader, other.booking)))
                leader[two] = one
        standing.append(taking)


def _led(leader: Mapping[UUID, UUID], booking: UUID) -> UUID:
    while leader[booking] != booking:
        booking = leader[booking]
    return booking
