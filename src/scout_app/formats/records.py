"""What every format reads into and writes from: a sheet of numbered records."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

Cell = str | int | float | bool | date | datetime | time | None
"""One value as its file types it: a CSV gives only texts, a spreadsheet numbers and days too."""


@dataclass(frozen=True, slots=True)
class Record:
    """One row of an outside file.

    `number` is the row as a person counts it in that file: the line of a spreadsheet (its header
    is line 1), the n-th feature of a map layer. `cells` are in the order of the sheet's columns.
    `geometry` is ISO WKB in the sheet's own reference system, when the file draws its rows.
    """

    number: int
    cells: tuple[Cell, ...]
    geometry: bytes | None = None


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that could not be read, and why, as a code that `wording` puts in a sentence."""

    number: int
    code: str
    details: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of an outside file, whole.

    `columns` are the titles as the file writes them, made unique; a file without a header gets
    `has_header` false and numbered titles. `crs` is what the file says of its positions
    ("EPSG:2154", a WKT text), None when it says nothing.
    """

    name: str
    columns: tuple[str, ...]
    records: Sequence[Record]
    rejects: tuple[Reject, ...] = ()
    has_header: bool = True
    crs: str | None = None
    others: tuple[str, ...] = ()
    """The other sheets or layers of the same file, for the officer to choose from."""
    notes: tuple[tuple[str, object], ...] = ()
    """What was understood and should be said: the encoding, the separator, repeated headers left
    out; pairs of a code and its value."""
