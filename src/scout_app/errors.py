"""Facts an officer can act on, raised by every floor and worded by `wording`; all else is a bug."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from scout_app.model.values import Period


class ScoutError(Exception):
    """A fact the officer can act on; its fields say what, who and when, and hold no sentence."""


@dataclass(eq=False)
class Clash(ScoutError):
    """A confirmed booking, or a second one, stands in the way of the days asked."""

    site: str
    period: Period
    booking_id: UUID
    production: str
    officer: str
    office: str


@dataclass(eq=False)
class Shut(ScoutError):
    """The site is closed on days that were asked."""

    site: str
    period: Period
    reason: str


@dataclass(eq=False)
class RivalsUndecided(ScoutError):
    """Confirming needs to be told what becomes of the options on the same days."""

    rivals: tuple[tuple[UUID, str, Period], ...]
    """Booking, production and days of each rival option."""


@dataclass(eq=False)
class EditedSince(ScoutError):
    """Somebody changed the value after it was shown; nothing was written."""

    row: str
    field: str
    officer: str
    office: str
    at_ms: int


@dataclass(eq=False)
class NothingToUndo(ScoutError):
    """No change of this catalogue made here is left to undo (or to redo)."""

    redo: bool = False


@dataclass(eq=False)
class Unknown(ScoutError):
    """No row answers to that id, reference or name."""

    kind: str
    named: str
    close: tuple[str, ...] = ()


@dataclass(eq=False)
class Ambiguous(ScoutError):
    """Several rows answer to that name."""

    kind: str
    named: str
    found: tuple[str, ...]


@dataclass(eq=False)
class BadValue(ScoutError):
    """A value does not fit its field."""

    field: str
    value: str
    expected: str
    """A code that `wording.errors` puts into words."""
    choices: tuple[str, ...] = ()


@dataclass(eq=False)
class BadPeriod(ScoutError):
    """The last day comes before the first."""

    first: date
    last: date


@dataclass(eq=False)
class Refused(ScoutError):
    """An act that the state of a row does not allow; `why` is a code that `wording` explains."""

    why: str
    what: str = ""


@dataclass(eq=False)
class FileTrouble(ScoutError):
    """A file cannot be used; `why` is a code that `wording.errors` puts into words."""

    path: Path
    why: str
    detail: str = ""

    @property
    def is_lost(self) -> bool:
        """Whether only a copy still has what the file held."""
        return self.why in ("missing", "damaged", "not_a_catalogue")


@dataclass(eq=False)
class NetworkTrouble(ScoutError):
    """A service on the network does not serve; `why` is a code that `wording` explains."""

    host: str
    why: str


@dataclass(eq=False)
class TooNew(ScoutError):
    """The catalogue was written by a newer Scout; it is left untouched."""

    path: Path
    found: str


class Cancelled(ScoutError):
    """The officer stopped a long job; what it had begun is undone."""


@dataclass(eq=False)
class ImportDouble(ScoutError):
    """A shoot of a file falls on days that another one has on the same site."""

    title: str
    period: Period
    other: str
    other_period: Period
    same_production: bool


@dataclass(eq=False)
class ForSome(ScoutError):
    """An act on several rows that some of them refuse; nothing was written."""

    refusals: tuple[tuple[str, ScoutError], ...]
    """The name of each row that refuses, and why."""


@dataclass(eq=False)
class MergeClash(ScoutError):
    """Two sites cannot be one: both are booked for good on the same days."""

    one: str
    other: str
    period: Period
    productions: tuple[str, str]
