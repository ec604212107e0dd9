"""Pictures at the sizes that are shown and printed: made once, kept in this user's cache.

They are named by the original's SHA-256, so they are never out of date and can always be made
again: clearing the cache loses nothing.
"""

from pathlib import Path

from scout_app.errors import FileTrouble
from scout_app.formats import photos
from scout_app.paths import cache_folder

THUMBNAIL, HALF, SCREEN, FULL = 320, 1000, 1600, 2000
"""Pixels of the long side: in a list, across half a printed page, on screen, across a page."""
SIZES = (THUMBNAIL, HALF, SCREEN, FULL)


def place(sha256: str, size: int) -> Path:
    """Return where a rendition stands once it is made."""
    return cache_folder() / "photos" / sha256[:2] / f"{sha256}-{size}.jpg"


def make(original: Path, sha256: str) -> None:
    """Make the renditions that are missing, with one decoding; raises as formats.photos does.

    Takes a child process and up to a second or two: never on the window's thread.
    """
    missing = {size: to for size in SIZES if not (to := place(sha256, size)).is_file()}
    if missing:
        photos.render(original, missing)


def ready(original: Path, sha256: str, size: int) -> Path:
    """Return a rendition, made now when it is missing; raises FileTrouble original_missing too."""
    kept = place(sha256, size)
    if not kept.is_file():
        make_from(original, sha256)
    return kept


def make_from(original: Path, sha256: str) -> None:
    """Make the renditions of an original that may be missing; raises FileTrouble."""
    if not original.is_file():
        raise FileTrouble(original, "original_missing")
    make(original, sha256)
