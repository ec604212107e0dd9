"""Public and school holidays of the days in view; read in the pool, never while painting."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from scout_app.model.values import Period
from scout_app.ui.texts import _

_AROUND = timedelta(days=400)
Run = tuple[int, int]
"""The ordinals of a first and a last day."""


@dataclass(frozen=True, slots=True)
class DaysOff:
    """What is known of some days, by their ordinals; `unpublished` are not known yet."""

    period: Period | None = None
    public: Mapping[int, str] = field(default_factory=dict)
    school: tuple[tuple[Run, str], ...] = ()
    unpublished: tuple[Run, ...] = ()

    def covers(self, days: Period) -> bool:
        """Tell whether these days were read."""
        own = self.period
        return own is not None and own.first <= days.first and days.last <= own.last

    def said(self, day: int) -> Iterator[str]:
        """Go through what there is to say of a day."""
        if day in self.public:
            yield _("Public holiday: {name}").format(name=self.public[day])
        for (first, last), name in self.school:
            if first <= day <= last:
                yield _("School holidays (zone B): {name}").format(name=name)
        if any(first <= day <= last for first, last in self.unpublished):
            yield _("School holidays are not published yet for this day.")


def read(days: Period, lang: str, *, step: Callable[[float], None]) -> DaysOff:
    """Return what is known of days and of a year around them; a job for the pool."""
    from scout_app.places import holidays

    step(0.0)
    first = max(days.first, date.min + _AROUND) - _AROUND
    last = min(days.last, date.max - _AROUND) + _AROUND
    period = Period(first, last)
    school = holidays.school(period)
    return DaysOff(
        period,
        {day.toordinal(): name for day, name in holidays.public(period, lang)},
        tuple((_run(found), name) for found, name in school.holidays),
        tuple(_run(found) for found in school.unpublished),
    )


def _run(found: Period) -> Run:
    return found.first.toordinal(), found.last.toordinal()
