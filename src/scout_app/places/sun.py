"""The sun over a place on a day: rise, set, golden hours and where on the horizon."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

from scout_app.model.values import Position

if TYPE_CHECKING:
    from astral import Observer

PARIS = "Europe/Paris"
T = TypeVar("T")
_STEP = timedelta(minutes=10)
GOLDEN = (-4.0, 6.0)
"""Degrees above the horizon between which the light is golden, as astral has it."""


@dataclass(frozen=True, slots=True)
class Sun:
    """Local times of one day and azimuths in degrees from north, clockwise.

    Golden hour is the sun between 4° below and 6° above the horizon, as astral has it. A time is
    None where the day has no such moment: polar night, midnight sun, a winter sun below 6°.
    """

    day: date
    sunrise: datetime | None
    sunset: datetime | None
    noon: datetime
    noon_height: float
    golden_morning: tuple[datetime, datetime] | None
    golden_evening: tuple[datetime, datetime] | None
    azimuth_rise: float | None
    azimuth_set: float | None

    @property
    def daylight(self) -> timedelta | None:
        """Time between sunrise and sunset; None when one of them does not happen."""
        if self.sunrise is None or self.sunset is None:
            return None
        # Aware times of one zone subtract by the wall clock: a clock change would be lost.
        return timedelta(seconds=self.sunset.timestamp() - self.sunrise.timestamp())


def sun_on(position: Position, day: date, zone: str = PARIS) -> Sun:
    """Return the sun's day at a position, in local times of the zone."""
    from astral import Observer, SunDirection
    from astral import sun as astral

    observer, tz = Observer(position.lat, position.lon), ZoneInfo(zone)
    sunrise = _moment(lambda: astral.sunrise(observer, day, tz))
    sunset = _moment(lambda: astral.sunset(observer, day, tz))
    noon = astral.noon(observer, day, tz)
    return Sun(
        day=day,
        sunrise=sunrise,
        sunset=sunset,
        noon=noon,
        noon_height=astral.elevation(observer, noon),
        golden_morning=_moment(
            lambda: astral.golden_hour(observer, day, SunDirection.RISING, tzinfo=tz)
        ),
        golden_evening=_moment(
            lambda: astral.golden_hour(observer, day, SunDirection.SETTING, tzinfo=tz)
        ),
        azimuth_rise=_azimuth(observer, sunrise),
        azimuth_set=_azimuth(observer, sunset),
    )


@dataclass(frozen=True, slots=True)
class Stand:
    """Where the sun stands at an instant: degrees from north clockwise, and above the horizon."""

    at: datetime
    azimuth: float
    height: float

    @property
    def is_golden(self) -> bool:
        """Whether the light is golden then."""
        return GOLDEN[0] <= self.height <= GOLDEN[1]


def path_on(position: Position, day: date, zone: str = PARIS) -> tuple[Stand, ...]:
    """Return where the sun stands every ten minutes of a local day, below the horizon too.

    A day on which the clocks change has 23 or 25 hours of them.
    """
    from astral import Observer
    from astral.sun import azimuth, elevation

    observer, tz = Observer(position.lat, position.lon), ZoneInfo(zone)
    at = datetime(day.year, day.month, day.day, tzinfo=tz).astimezone(UTC)
    stands = []
    while at.astimezone(tz).date() == day:
        local = at.astimezone(tz)
        # Without refraction: at the horizon the air lifts the sun by half a degree at most.
        height = elevation(observer, at, with_refraction=False)
        stands.append(Stand(local, azimuth(observer, at), height))
        at += _STEP
    return tuple(stands)


def _moment(ask: Callable[[], T]) -> T | None:
    """Return what astral answers; it says by ValueError that the sun never gets there that day."""
    try:
        return ask()
    except ValueError:
        return None


def _azimuth(observer: Observer, at: datetime | None) -> float | None:
    from astral.sun import azimuth

    return None if at is None else azimuth(observer, at)
