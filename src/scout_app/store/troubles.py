"""What SQLite and the file system say, turned into facts an officer can act on."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from scout_app.errors import BadValue, FileTrouble

_BEFORE = 20
"""Characters shown before the one that cannot be kept."""

_SAID = (
    ("readonly", "read_only"),
    ("unable to open", "read_only"),
    ("disk is full", "full"),
    ("disk i/o error", "disk"),
    ("locked", "busy"),
    ("not a database", "not_a_catalogue"),
    ("malformed", "damaged"),
    ("corrupt", "damaged"),
)
_ERRNO = {
    errno.ENOENT: "missing",
    errno.EACCES: "denied",
    errno.EPERM: "denied",
    errno.EROFS: "read_only",
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EISDIR: "folder",
    errno.EEXIST: "exists",
    errno.ENOTDIR: "missing",
    errno.EIO: "disk",
    # A stick that was pulled, a share that is gone, a stick whose files may not grow so long.
    errno.ENODEV: "disk",
    errno.ENXIO: "disk",
    errno.ESTALE: "disk",
    errno.EFBIG: "disk",
}


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn trouble with the file into FileTrouble; a mistake of ours stays what it is.

    A text that UTF-8 cannot hold (a lone surrogate) becomes BadValue.
    """
    try:
        yield
    except UnicodeEncodeError as error:
        kept = error.object[max(0, error.start - _BEFORE) : error.start]
        raise BadValue("text", kept, "text") from error
    except DBAPIError as error:
        if why := _why(error.orig):
            raise FileTrouble(path, why, str(error.orig)) from error
        raise
    except sqlite3.Error as error:
        if why := _why(error):
            raise FileTrouble(path, why, str(error)) from error
        raise
    except OSError as error:
        if why := _ERRNO.get(error.errno or 0):
            raise FileTrouble(path, why, error.strerror or "") from error
        raise


def _why(error: BaseException | None) -> str | None:
    said = str(error).lower()
    return next((why for words, why in _SAID if words in said), None)
