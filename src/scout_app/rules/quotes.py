"""What days cost by their use: a line a use; a rate nobody stated is unknown, never nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scout_app.model.values import DayType, Period


@dataclass(frozen=True, slots=True)
class Line:
    """The days of one use; `rate` in cents before tax a day, None when nobody stated it."""

    day_type: DayType
    days: int
    rate: int | None

    @property
    def amount(self) -> int | None:
        """What the days cost, in cents; None when their rate is not known."""
        return None if self.rate is None else self.days * self.rate


def lines(runs: Iterable[tuple[Period, DayType]], rates: Mapping[DayType, int]) -> tuple[Line, ...]:
    """Return what runs of days cost, in the order of a shoot; uses without a day are left out."""
    counted: dict[DayType, int] = dict.fromkeys(DayType, 0)
    for days, use in runs:
        counted[use] += len(days)
    return tuple(Line(use, days, rates.get(use)) for use, days in counted.items() if days)


def total(found: Iterable[Line]) -> int:
    """Return the sum of what is known, in cents."""
    return sum(line.amount or 0 for line in found)


def unknown(found: Iterable[Line]) -> tuple[DayType, ...]:
    """Return the uses whose rate nobody stated: the total says nothing of them."""
    return tuple(line.day_type for line in found if line.rate is None)


def share(cents: int, percent: int) -> int:
    """Return a percentage of an amount, in cents, half a cent upwards."""
    return (cents * percent + 50) // 100
