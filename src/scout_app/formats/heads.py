"""Where the table begins in rows of cells, and what its columns are called."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time

from scout_app.formats.records import Cell, Record, Reject, Sheet

Row = tuple[int, Sequence[Cell]]
"""A row as a person counts it, and its cells."""
_FIGURE = re.compile(
    r"[-+]?[\d\s\u00a0\u202f]*\d(?:[.,]\d+)?\s*(?:%|€|m²|m2|m|km|kW)?", re.IGNORECASE
)
_DAY = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([ T].*)?")
_LONGEST_TITLE = 80
_LOOKED_AT = 500


def sheet(name: str, rows: Sequence[Row], notes: Sequence[tuple[str, object]] = ()) -> Sheet:
    """Return the table that rows hold.

    Blank rows are skipped, and lines of one cell above the table; the header's own repetitions
    further down are left out and counted. A row with more cells than the table has columns is
    rejected, a shorter one is filled up. Without a header the columns are called 1, 2, 3…
    """
    filled = [(number, _trimmed(cells)) for number, cells in rows]
    filled = [(number, cells) for number, cells in filled if cells]
    width = _width(rows, filled)
    above = _above(filled, width)
    filled = filled[above:]
    has_header = _is_header(filled, width)
    header = filled[0][1] if has_header and filled else ()
    columns = _titles(header, width)
    records: list[Record] = []
    rejects: list[Reject] = []
    repeated = 0
    for number, cells in filled[1 if has_header else 0 :]:
        if len(cells) > width:
            details = (("count", len(cells)), ("expected", width))
            rejects.append(Reject(number, "too_many_cells", details))
        elif has_header and cells == header:
            repeated += 1
        else:
            records.append(Record(number, (*cells, *(None,) * (width - len(cells)))))
    told = [("lines_above", above), ("repeated_headers", repeated)]
    return Sheet(
        name, columns, records, tuple(rejects), has_header,
        notes=(*notes, *((code, count) for code, count in told if count)),
    )  # fmt: skip


def _trimmed(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    last = len(cells)
    while last and (cells[last - 1] is None or cells[last - 1] == ""):
        last -= 1
    return tuple(None if cell == "" else cell for cell in cells[:last])


def _width(rows: Sequence[Row], filled: Sequence[tuple[int, tuple[Cell, ...]]]) -> int:
    """Return the number of columns: as many as most rows have, or their first if it has more."""
    counts = Counter(len(cells) for _, cells in rows[:_LOOKED_AT] if any(cells))
    usual = max(counts, key=lambda length: (counts[length], length), default=0)
    first = next((len(cells) for _, cells in filled if len(cells) > 1), 1 if filled else 0)
    wide = max(usual, first)
    # Columns that are empty all the way down, as separators at the end of lines make them.
    return max((min(len(cells), wide) for _, cells in filled), default=0)


def _above(rows: Sequence[tuple[int, tuple[Cell, ...]]], width: int) -> int:
    """Return how many lines of a title stand above the table."""
    if width < 2:
        return 0
    for place, (_, cells) in enumerate(rows):
        if sum(cell is not None for cell in cells) > 1:
            return place
    return 0


def _is_header(rows: Sequence[tuple[int, tuple[Cell, ...]]], width: int) -> bool:
    """Tell titles from a first row of data: short texts, none a figure, none said again below."""
    if not rows or len(rows[0][1]) > width:
        return False
    first = rows[0][1]
    said = [cell for cell in first if cell is not None]
    if not all(isinstance(cell, str) and _is_title(cell) for cell in said):
        return False
    if len(said) * 2 < width:
        return False
    # A header may be repeated as a whole further down, but seldom one of its titles alone.
    body = [cells for _, cells in rows[1:_LOOKED_AT] if cells != first]
    columns = [[cells[at] for cells in body if len(cells) > at] for at in range(len(first))]
    if any(_are_figures(column) for column in columns):
        return True
    return not any(cell in column for cell, column in zip(first, columns, strict=True) if cell)


def _are_figures(column: Sequence[Cell]) -> bool:
    """Tell a column of numbers or days, under which a text can only be a title."""
    said = [cell for cell in column if cell is not None]
    figures = sum(not isinstance(cell, str) or not _is_title(cell) for cell in said)
    return len(said) > 0 and figures >= 0.8 * len(said)


def _is_title(text: str) -> bool:
    bare = text.strip()
    return (
        0 < len(bare) <= _LONGEST_TITLE
        and not _FIGURE.fullmatch(bare)
        and not _DAY.fullmatch(bare)
        and "://" not in bare
    )


def _titles(header: Sequence[Cell], width: int) -> tuple[str, ...]:
    titles: list[str] = []
    for place in range(width):
        cell = header[place] if place < len(header) else None
        bare = str(cell).strip() if cell is not None else str(place + 1)
        title, again = bare, 1
        while title in titles:
            again += 1
            title = f"{bare} ({again})"
        titles.append(title)
    return tuple(titles)


def text(cell: Cell) -> str | None:
    """Return a cell as text, days in ISO; None stays None."""
    match cell:
        case None:
            return None
        case datetime():
            return cell.isoformat(" ", "minutes")
        case date() | time():
            return cell.isoformat()
    return str(cell)
