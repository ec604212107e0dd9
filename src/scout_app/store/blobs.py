"""Originals of pictures, beside the catalogue: written once, known by their SHA-256, never altered.

`sites.gpkg` has its originals in `sites.photos/ab/<sha256>.jpg`. A deleted picture's original
stays, since the deletion can be undone.
"""

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from typing import IO
from uuid import uuid4

from sqlalchemy.orm import Session

from scout_app.errors import FileTrouble
from scout_app.store.troubles import told

_CHUNK = 1 << 20


def folder(session: Session) -> Path:
    """Return the folder of the originals of the catalogue that is read; it may not exist."""
    rows = session.connection().exec_driver_sql("PRAGMA database_list")
    return beside(Path(next(file for _n, name, file in rows if name == "main")))


def beside(catalogue: Path) -> Path:
    """Return the folder of the originals of a catalogue file."""
    return catalogue.with_suffix(".photos")


def place(originals: Path, sha256: str, suffix: str) -> Path:
    """Return where an original stands; `suffix` begins with a dot."""
    return originals / sha256[:2] / f"{sha256}{suffix}"


def put(originals: Path, source: Path, sha256: str, suffix: str) -> Path:
    """Copy a file among the originals and return its place; what is there and whole stays.

    The bytes are compared with `sha256` as they are copied. Raises FileTrouble: picture_changed
    when the file is no longer the one that was looked at, else what the disk says.
    """
    target = place(originals, sha256, suffix)
    with told(target), source.open("rb") as read:
        return put_stream(originals, read, sha256, suffix, source)


def put_stream(
    originals: Path, read: IO[bytes], sha256: str, suffix: str, source: Path | None = None
) -> Path:
    """Keep an original that is read from an open file, like `put`; `source` is what to blame."""
    target = place(originals, sha256, suffix)
    with told(target):
        if is_whole(target, sha256):
            return target
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = target.with_name(f"{sha256}.{uuid4().hex}.part")
        try:
            if _poured(read, part) != sha256:
                raise FileTrouble(source or target, "picture_changed")
            part.replace(target)
            sync_folder(target.parent)
        finally:
            part.unlink(missing_ok=True)
    return target


def is_whole(original: Path, sha256: str) -> bool:
    """Tell whether an original is there with every byte it had."""
    if not original.is_file():
        return False
    with original.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest() == sha256


def _poured(read: IO[bytes], part: Path) -> str:
    """Copy to a file of this user's own, through to the disk; return the SHA-256 of the bytes."""
    digest = hashlib.sha256()
    descriptor = os.open(
        part, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600
    )
    with os.fdopen(descriptor, "wb") as written:
        while chunk := read.read(_CHUNK):
            digest.update(chunk)
            written.write(chunk)
        written.flush()
        os.fsync(written.fileno())
    return digest.hexdigest()


def sync_folder(folder_of: Path) -> None:
    """Bring the name itself to the disk; Windows cannot open a folder, and does not need it."""
    with suppress(OSError):
        handle = os.open(folder_of, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
