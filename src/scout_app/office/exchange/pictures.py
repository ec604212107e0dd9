"""The originals of pictures that a bundle carries."""

import json
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import select

from scout_app.bundle.reading import Bundle
from scout_app.model.photos import Photo
from scout_app.store import blobs
from scout_app.store.database import Store

_CHUNK = 1 << 20
_WHERE = (b"\x88\x25\x00\x04\x00\x00\x00\x01", b"\x25\x88\x04\x00\x01\x00\x00\x00", b"GPSLatitude")
"""How EXIF, in either order of bytes, and XMP begin to say where a picture was taken."""


def bring(store: Store, bundle: Bundle) -> int:
    """Keep the originals that the bundle carries; done again, it keeps what is whole."""
    if not bundle.blobs:
        return 0
    with store.reading() as session:
        kept = blobs.folder(session)
        known = {sha: end for sha, end in session.execute(select(Photo.sha256, Photo.suffix))}
    endings = {sha: end for sha, end in {**known, **_endings(bundle)}.items() if end in SUFFIXES}
    brought = [sha for sha in bundle.blobs if sha in endings]
    for sha in brought:
        with bundle.blob(sha) as source:
            blobs.put_stream(kept, source, sha, endings[sha])
    return len(brought)


def _endings(bundle: Bundle) -> Mapping[str, str]:
    """Return the ending of each picture, as the bundle's own transactions say."""
    said: dict[str, dict[str, object]] = {}
    for one in bundle.transactions:
        for op in one.ops:
            if op.table == Photo.__tablename__ and op.value is not None:
                said.setdefault(op.row, {})[op.field] = json.loads(op.value)
    return {
        str(found["sha256"]): str(found["suffix"])
        for found in said.values()
        if "sha256" in found and "suffix" in found
    }


SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".heic", ".heif"})
"""No other ending is given to a file that others sent: it could lead out of the folder."""


def says_where(original: Path) -> bool:
    """Tell whether a picture's file holds the place where it was taken."""
    kept = b""
    with original.open("rb") as handle:
        while chunk := handle.read(_CHUNK):
            if any(mark in kept + chunk for mark in _WHERE):
                return True
            kept = chunk[-16:]
    return False
