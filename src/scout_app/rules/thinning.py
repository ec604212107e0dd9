"""Which dated copies stay: many of the last hours, few of the past months, none lost by a clock."""

from collections.abc import Callable, Collection, Hashable
from datetime import datetime

_SPANS: tuple[tuple[int, Callable[[datetime], Hashable]], ...] = (
    (24, lambda at: (at.date(), at.hour)),
    (7, lambda at: at.date()),
    (8, lambda at: at.isocalendar()[:2]),
    (12, lambda at: (at.year, at.month)),
)
"""How many hours, days, weeks and months keep their last copy."""
_LATEST = 10
"""The latest stay in any case: several imports of one hour can each be gone back on."""


def kept(made: Collection[datetime], now: datetime) -> frozenset[datetime]:
    """Return the copies to keep: the latest ten, and the last of each of the latest 24 hours, 7
    days, 8 weeks and 12 months that have any.

    Hours without a copy do not count, so that a month away costs nothing. What is later than now
    stays: the clock went back, and the order of those copies cannot be known.
    """
    past = sorted(at for at in made if at <= now)
    found = set(made) - set(past) | set(past[-_LATEST:])
    for many, span in _SPANS:
        last_of = {span(at): at for at in past}
        found.update(sorted(last_of.values())[-many:])
    return frozenset(found)
