"""What is printed, already worded in the dossier's language and filtered for its version."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from scout_app.model.values import Availability, Period


@dataclass(frozen=True, slots=True)
class Line:
    """One value with its label; `sources` are numbers into the sheet's list of sources."""

    label: str
    text: str
    sources: tuple[int, ...] = ()
    disputed: tuple[str, ...] = ()
    """What other sources say instead, each with its source."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines under a title, with a text before them."""

    title: str
    lines: tuple[Line, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """How a site stands on a day, with the state in words."""

    day: date
    state: Availability
    label: str


@dataclass(frozen=True, slots=True)
class SunDay:
    """The sun of a day; None where it does not rise or set."""

    day: date
    sunrise: datetime | None
    sunset: datetime | None
    golden_morning_end: datetime | None
    golden_evening_start: datetime | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a site is; a radius above 0 draws an area instead of a pin."""

    lat: float
    lon: float
    radius_m: float


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture, its size in pixels held upright; `path` is a JPEG ready to be printed."""

    original: Path
    sha256: str
    path: Path
    width: int
    height: int
    caption: str
    credit: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One site."""

    reference: str
    title: str
    kind: str
    place_line: str
    place: Place | None
    blocks: tuple[Block, ...]
    days: tuple[Day, ...]
    sun: tuple[SunDay, ...]
    credits: tuple[str, ...]
    sources: tuple[str, ...]
    unknowns: tuple[str, ...]
    warnings: tuple[str, ...]
    pictures: tuple[Picture, ...] = ()
    """The cover first."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The sites side by side: a label and one text for each column."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """A whole document."""

    language: str
    version: str
    title: str
    subtitle: str
    office: str
    officer: str
    made_on: date
    period: Period | None
    production: str
    sheets: tuple[Sheet, ...]
    comparison: Comparison | None
    watermark: str
    data_as_of: str
    confidentiality: str
