"""What went wrong in Scout itself, told by types and lines alone: no value, no name, no folder."""

import faulthandler
import logging
import os
import platform
import sqlite3
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from types import TracebackType

from scout_app import __version__, paths

KEPT = 20
"""Reports that stay in the folder."""
_LIBRARIES = ("PySide6-Essentials", "SQLAlchemy", "reportlab", "pyqtgraph")
_ROOTS = ("scout_app", "site-packages")


def describe(error: BaseException, page: str = "") -> str:
    """Return the report of an error, met on a page of the window, and of those it came from."""
    met = (f"page {page}", "") if page else ()
    return "\n".join((*_about(), *met, *_chain(error)))


def keep(error: BaseException, page: str = "") -> Path:
    """Write the report of an error into this user's own folder, and return its file."""
    return _write(describe(error, page))


class LogFormat(logging.Formatter):
    """Lines of the log whose errors are told as in a report."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; what another handler made of the error is not taken over."""
        record.exc_text = None
        return super().format(record)

    def formatException(self, ei: object) -> str:  # noqa: N802 (logging's name)
        """Return types and lines; the message of an error may quote the catalogue."""
        error = ei[1] if isinstance(ei, tuple) else None
        return "\n".join(_chain(error)) if isinstance(error, BaseException) else ""


def watch() -> Path | None:
    """Have the lines under way written down should the process be struck dead.

    Returns the report of a session that was, since the last watch began.
    """
    path = folder() / "struck.txt"
    # Open as long as the process lives: in its last moment no file can be opened any more. Several
    # windows write into the one file, and emptying it leaves it theirs.
    faulthandler.enable(path.open("a", encoding="utf-8"))
    said = path.read_text(encoding="utf-8", errors="replace")
    if not said:
        return None
    os.truncate(path, 0)
    return _write("\n".join((*_about(), *map(_shortened, said.splitlines()))))


# -- writing -----------------------------------------------------------------------------------


def folder() -> Path:
    """Return the folder of the reports, this user's own."""
    found = paths.state_folder() / "reports"
    found.mkdir(mode=0o700, exist_ok=True)
    return found


def _write(text: str) -> Path:
    path = folder() / f"scout-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.txt"
    path.write_text(text + "\n", encoding="utf-8")
    for old in sorted(folder().glob("scout-*.txt"))[:-KEPT]:
        old.unlink(missing_ok=True)
    return path


def _about() -> Iterator[str]:
    yield f"Scout {__version__} · {datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
    yield f"Python {platform.python_version()} · {platform.platform()}"
    libraries = " · ".join(f"{name} {_version(name)}" for name in _LIBRARIES)
    yield f"SQLite {sqlite3.sqlite_version} · {libraries}"
    yield ""


def _version(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return "?"


def _chain(error: BaseException) -> Iterator[str]:
    """Go from an error to the one that it came from, and so on."""
    told: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in told:
        if told:
            yield "from:"
        told.add(id(one))
        yield f"{type(one).__module__}.{type(one).__qualname__}"
        yield from _lines(one.__traceback__)
        one = one.__cause__ or one.__context__


def _lines(found: TracebackType | None) -> Iterator[str]:
    for frame, line in traceback.walk_tb(found):
        yield f"  {_place(frame.f_code.co_filename)}:{line} {frame.f_code.co_name}"


def _place(file: str) -> str:
    """Return a file from the package on; the folders above may name a person."""
    parts = Path(file).parts
    start = max((n for n, part in enumerate(parts) if part in _ROOTS), default=len(parts) - 1)
    return "/".join(parts[start:])


def _shortened(line: str) -> str:
    """Return a line of faulthandler with its file told from the package on."""
    before, quote, rest = line.partition('"')
    file, _quote, after = rest.partition('"')
    return f"{before}{_place(file)}{after}" if quote else line
