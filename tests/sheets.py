"""Sheets for tests: out of a few rows, or out of a well-formed file."""

import csv
from collections.abc import Sequence
from pathlib import Path

from scout_app.formats.records import Cell, Record, Sheet


def sheet(columns: str, *rows: Sequence[Cell]) -> Sheet:
    """Return a sheet of those rows; the header is line 1."""
    records = [Record(number, tuple(cells)) for number, cells in enumerate(rows, 2)]
    return Sheet("essai", tuple(columns.split()), records)


def delimited(path: Path, separator: str) -> Sheet:
    """Read a well-formed UTF-8 file as the reader of such files does."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file, delimiter=separator)
    return Sheet(path.stem, tuple(header), [Record(n, tuple(r)) for n, r in enumerate(rows, 2)])
