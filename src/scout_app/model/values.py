"""Small frozen values that the whole house speaks in; no database, no text, no clock."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class State(StrEnum):
    """Where one span of a booking stands."""

    OPTION = "option"
    AWAITING_HOME = "awaiting_home"
    CONFIRMED = "confirmed"
    RELEGATED = "relegated"
    RELEASED = "released"
    CANCELLED = "cancelled"

    @property
    def is_live(self) -> bool:
        """Whether the span still wants or holds its days."""
        return self in (State.OPTION, State.AWAITING_HOME, State.CONFIRMED)


class DayType(StrEnum):
    """What a production does on a day; each may have its own rate."""

    PREP = "prep"
    PRELIGHT = "prelight"
    SHOOT = "shoot"
    OFF = "off"
    STRIKE = "strike"
    REINSTATE = "reinstate"
    RECCE = "recce"


class Availability(StrEnum):
    """The state of a site on a day or over a range of days."""

    FREE = "free"
    OPTIONED = "optioned"
    AT_RISK = "at_risk"
    TAKEN = "taken"
    CLOSED = "closed"

    @property
    def severity(self) -> int:
        """0 for free up to 4 for closed: the worst day gives the range its state."""
        return _SEVERITY[self]


_SEVERITY = {state: place for place, state in enumerate(Availability)}


class Verdict(StrEnum):
    """What one criterion says of one site."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Operator(StrEnum):
    """How a criterion compares what it wants with what the site has."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    BETWEEN = "between"
    IS = "is"
    ANY_OF = "any_of"
    NONE_OF = "none_of"
    WITHIN_KM = "within_km"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Whole days, both ends included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        """Refuse a period that ends before it starts."""
        if self.last < self.first:
            raise ValueError("a period cannot end before it starts")

    def __len__(self) -> int:
        """Count the days, 1 for a single day."""
        return (self.last - self.first).days + 1

    def __contains__(self, day: date) -> bool:
        """Tell whether the day lies in the period."""
        return self.first <= day <= self.last

    def __iter__(self) -> Iterator[date]:
        """Go through the days in order."""
        return (self.first + timedelta(days=n) for n in range(len(self)))

    def overlaps(self, other: "Period") -> bool:
        """Tell whether the two share at least one day."""
        return self.first <= other.last and other.first <= self.last

    def clipped(self, other: "Period") -> "Period | None":
        """Return the days that both have, None when they share none."""
        if not self.overlaps(other):
            return None
        return Period(max(self.first, other.first), min(self.last, other.last))


@dataclass(frozen=True, slots=True)
class Position:
    """A point on the ground in WGS84, degrees."""

    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Officer:
    """Who acts: recorded as the author of every transaction."""

    name: str
    office: str
