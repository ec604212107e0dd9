"""Bookings of one site one above the other: which lane each takes where their days meet."""

from collections.abc import Sequence

from scout_app.model.values import Period


def lanes(bookings: Sequence[Sequence[Period]]) -> list[int]:
    """Return each booking's lane from 0, in their order: the first in which its days are free."""
    held: list[list[Period]] = []
    found = []
    for own in bookings:
        lane = next((n for n, days in enumerate(held) if not _meet(days, own)), len(held))
        if lane == len(held):
            held.append([])
        held[lane].extend(own)
        found.append(lane)
    return found


def _meet(held: Sequence[Period], own: Sequence[Period]) -> bool:
    return any(one.overlaps(other) for one in held for other in own)
