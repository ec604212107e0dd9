"""Tables as text: CSV and its kin, in any encoding and with any separator that officers meet.

Out, they are written as French spreadsheets open them with a double click: UTF-8 with its mark,
semicolons, decimal commas. A text that a spreadsheet would run as a formula gets an apostrophe in
front (OWASP, "CSV injection"), which reading takes away again.
"""

import csv
import io
import re
from collections import Counter
from datetime import date, datetime, time
from pathlib import Path

from scout_app.errors import FileTrouble
from scout_app.formats import files, heads
from scout_app.formats.records import Cell, Sheet
from scout_app.store.troubles import told

LARGEST = 256 * 2**20
"""Bytes read at most."""
_LONGEST_CELL = 2**20
_SEPARATORS = ";,\t|"
_SAMPLE = 200
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_LIVE = re.compile(r"'*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
"""How a text begins that a spreadsheet may run, full-width signs too, or that hides one so."""
_FOREIGN = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f]")


def read(path: Path) -> Sheet:
    """Read a text table whole; every cell is a text, kept as it stands.

    Raises:
        FileTrouble: the file is missing, too big, empty, or no text.
    """
    data = _bytes(path)
    said, encoding = _decoded(path, data)
    separator = _separator(said)
    rows, is_quoted = _rows(path, said, separator)
    cells: list[heads.Row] = [
        (number, [_plain(cell) for cell in row]) for number, row in enumerate(rows, 1)
    ]
    notes: list[tuple[str, object]] = [("encoding", encoding), ("separator", separator)]
    if not is_quoted:
        notes.append(("quotes_literal", True))
    found = heads.sheet(path.stem, cells, notes)
    if not found.columns:
        raise FileTrouble(path, "table_empty")
    return found


def write(path: Path, sheet: Sheet) -> None:
    """Write a sheet without its drawings; the file appears whole, or not.

    Raises FileTrouble when the folder cannot be written.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([_safe(title) for title in sheet.columns])
    writer.writerows([_written(cell) for cell in record.cells] for record in sheet.records)
    files.write(path, out.getvalue().encode("utf-8-sig"))


# -- in ----------------------------------------------------------------------------------------


def _bytes(path: Path) -> bytes:
    files.look(path, LARGEST, "table_too_big")
    with told(path):
        data = path.read_bytes()
    if not data.strip():
        raise FileTrouble(path, "table_empty")
    return data


def _decoded(path: Path, data: bytes) -> tuple[str, str]:
    """Return the text and its encoding: by its mark, else UTF-8 if it can be, else Windows's."""
    marked = next((name for mark, name in _BOMS if data.startswith(mark)), None)
    if marked is None and _FOREIGN.search(data[: 2**16]):
        raise FileTrouble(path, "table_foreign")
    for encoding in (marked,) if marked else ("utf-8", "cp1252", "latin-1"):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise FileTrouble(path, "table_damaged")


def _separator(said: str) -> str:
    """Return the sign that cuts most rows into one same number of cells, more than one."""
    sample = said[: 2**18]
    best, separator = (0.0, 0), ";"
    for sign in _SEPARATORS:
        rows = []
        try:
            for row in csv.reader(io.StringIO(sample, newline=""), delimiter=sign):
                rows.append(len(row))
                if len(rows) >= _SAMPLE:
                    break
        except csv.Error:
            pass
        rows = [length for length in rows if length]
        counts = Counter(length for length in rows if length > 1)
        if not counts:
            continue
        length, count = counts.most_common(1)[0]
        score = (round(count / len(rows), 1), length)
        if score > best:
            best, separator = score, sign
    return separator


def _rows(path: Path, said: str, separator: str) -> tuple[list[list[str]], bool]:
    """Return the rows and whether quotes were read as such: not when one is never closed."""
    csv.field_size_limit(_LONGEST_CELL)
    try:
        reader = csv.reader(io.StringIO(said, newline=""), delimiter=separator, strict=True)
        return list(reader), True
    except csv.Error:
        pass
    try:
        lines = io.StringIO(said, newline="")
        return list(csv.reader(lines, delimiter=separator, quoting=csv.QUOTE_NONE)), False
    except csv.Error as broken:
        raise FileTrouble(path, "table_damaged", str(broken)) from broken


def _plain(cell: str) -> str:
    """Take away the apostrophe that keeps a spreadsheet from running the cell."""
    return cell[1:] if cell.startswith("'") and _LIVE.match(cell, 1) else cell


# -- out ---------------------------------------------------------------------------------------


def _written(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "oui" if cell else "non"
        case int():
            return str(cell)
        case float():
            return repr(cell).replace(".", ",")
        case datetime() | date() | time():
            return heads.text(cell) or ""
    return _safe(cell)


def _safe(text: str) -> str:
    return f"'{text}" if _LIVE.match(text) else text
