"""Spreadsheets: XLSX, XLSM, XLSB, XLS and ODS in (calamine), XLSX out (xlsxwriter)."""

import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scout_app.errors import FileTrouble, Unknown
from scout_app.formats import archives, files, heads
from scout_app.formats.records import Cell, Sheet

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

SUFFIXES = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
LARGEST = 100 * 2**20
"""Bytes read at most."""
_WIDEST = 60
_EXACT = 2**53
"""Whole numbers beyond it are not exact in a spreadsheet."""


def read(path: Path, name: str | None = None) -> Sheet:
    """Read one sheet whole, the first that holds anything unless `name` says which.

    Numbers, days and hours come typed; a duration as text; an error of a formula is empty. What is
    merged over several rows stands in each of them.

    Raises:
        FileTrouble: the file is missing, damaged, protected, unsafe, empty or of another kind.
        Unknown: there is no sheet of that name.
    """
    from python_calamine import (
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        XmlError,
        ZipError,
    )

    _look(path)
    try:
        book = CalamineWorkbook.from_path(str(path))
        with book:
            return _chosen(path, book, name)
    except PasswordError as refused:
        raise FileTrouble(path, "table_password") from refused
    except (CalamineError, ZipError, XmlError, OSError, ValueError, OverflowError) as refused:
        raise FileTrouble(path, "table_damaged", str(refused)[:200]) from refused


def _look(path: Path) -> None:
    """Refuse what should not be opened at all."""
    files.look(path, LARGEST, "table_too_big")
    if zipfile.is_zipfile(path) and not archives.is_safe(path):
        raise FileTrouble(path, "table_archive")


def _chosen(path: Path, book: "CalamineWorkbook", wanted: str | None) -> Sheet:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    names = [
        one.name
        for one in book.sheets_metadata
        if one.typ == SheetTypeEnum.WorkSheet and one.visible == SheetVisibleEnum.Visible
    ]
    if wanted is not None and wanted not in names:
        raise Unknown("sheet", wanted, tuple(names))
    read_ = {name: book.get_sheet_by_name(name) for name in ([wanted] if wanted else names)}
    filled = [name for name, sheet in read_.items() if sheet.start is not None]
    if not filled:
        raise FileTrouble(path, "table_empty")
    chosen = filled[0]
    found = heads.sheet(chosen, _rows(read_[chosen]))
    if not found.columns:
        raise FileTrouble(path, "table_empty")
    others = tuple(name for name in names if name != chosen)
    return Sheet(
        chosen, found.columns, found.records, found.rejects, found.has_header,
        others=others, notes=found.notes,
    )  # fmt: skip


def _rows(sheet: "CalamineSheet") -> Sequence[heads.Row]:
    rows = [[_cell(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    begun = next((place for place, row in enumerate(rows) if any(c is not None for c in row)), 0)
    for (top, left), (bottom, _right) in sheet.merged_cell_ranges or []:
        # A header of several lines stays one line: the blank ones below it are skipped.
        if begun < top < len(rows) and left < len(rows[top]):
            for row in rows[top + 1 : bottom + 1]:
                row[left] = rows[top][left]
    return list(enumerate(rows, 1))


def _cell(value: Any) -> Cell:
    match value:
        case "":
            return None
        case bool() | str() | int() | datetime() | date() | time():
            return value
        case float():
            return int(value) if value.is_integer() and abs(value) < _EXACT else value
        case timedelta():
            return str(value)
    return str(value)


def write(path: Path, sheet: Sheet) -> None:
    """Write a sheet with typed cells; texts stay texts, whatever they begin with.

    The file appears whole, or not. Raises FileTrouble when the folder cannot be written.
    """
    import io

    import xlsxwriter

    out = io.BytesIO()
    options = {
        "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
        "strings_to_numbers": False, "remove_timezone": True,
    }  # fmt: skip
    book = xlsxwriter.Workbook(out, options)
    page = book.add_worksheet(_tab(sheet.name))
    bold = book.add_format({"bold": True, "bottom": 1})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    for place, title in enumerate(sheet.columns):
        page.write_string(0, place, title, bold)
    for line, record in enumerate(sheet.records, 1):
        for place, cell in enumerate(record.cells):
            _put(page, line, place, cell, day, moment)
    for place, title in enumerate(sheet.columns):
        longest = max(
            (len(heads.text(record.cells[place]) or "") for record in sheet.records), default=0
        )
        page.set_column(place, place, min(_WIDEST, max(len(title), longest) + 2))
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(1, len(sheet.records)), max(0, len(sheet.columns) - 1))
    book.close()
    files.write(path, out.getvalue())


def _put(page: Any, line: int, place: int, cell: Cell, day: Any, moment: Any) -> None:
    match cell:
        case None:
            return
        case bool():
            page.write_boolean(line, place, cell)
        case int() | float() if abs(cell) < _EXACT:
            page.write_number(line, place, cell)
        case datetime():
            page.write_datetime(line, place, cell, moment)
        case date():
            page.write_datetime(line, place, cell, day)
        case _:
            page.write_string(line, place, str(cell))


def _tab(name: str) -> str:
    """Return a name that a tab may bear: 31 characters, none that spreadsheets forbid."""
    kept = "".join("_" if sign in "[]:*?/\\'" else sign for sign in name)[:31]
    return kept or "1"
