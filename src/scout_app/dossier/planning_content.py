"""What a printed calendar holds, already worded and filtered: sites by days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from scout_app.model.values import Period, State


@dataclass(frozen=True, slots=True)
class Bar:
    """Days held on a site; `text` says who holds them, as far as the reader may know."""

    period: Period
    lane: int
    state: State
    text: str = ""
    rank: int | None = None
    expired: bool = False
    contested: bool = False
    """Told to two at once, and nobody has decided between them."""
    elsewhere: bool = False
    """Held on the site's whole or on a part of it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One site; `depth` is how many wholes stand above it."""

    name: str
    note: str
    depth: int
    bars: tuple[Bar, ...] = ()
    closed: tuple[Period, ...] = ()
    risky: tuple[Period, ...] = ()

    @property
    def lanes(self) -> int:
        """How many bars stand one above the other."""
        return 1 + max((bar.lane for bar in self.bars), default=0)


@dataclass(frozen=True, slots=True)
class DaysOff:
    """Public holidays by day, and runs of school holidays; `unpublished` are not known yet."""

    public: Mapping[date, str]
    school: tuple[Period, ...] = ()
    unpublished: tuple[Period, ...] = ()


@dataclass(frozen=True, slots=True)
class Planning:
    """A calendar to print; `about` says which sites it shows, `confidentiality` for whom it is."""

    language: str
    period: Period
    rows: tuple[Row, ...]
    off: DaysOff
    office: str
    made_on: date
    about: str = ""
    confidentiality: str = ""
