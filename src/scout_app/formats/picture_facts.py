"""What a picture says of itself; read in the guarded child only."""

import hashlib
import math
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL import Image

_SUFFIXES = {
    "JPEG": ".jpg", "MPO": ".jpg", "PNG": ".png", "TIFF": ".tif", "WEBP": ".webp", "HEIF": ".heic",
}  # fmt: skip
_EXIF, _GPS = 0x8769, 0x8825
_DATE, _ORIGINAL_DATE, _ARTIST = 306, 36867, 315
_TAKEN = re.compile(r"(\d{4})[:-](\d\d)[:-](\d\d)[ T](\d\d):(\d\d)")
_AUTHOR_LONG = 200
_BITS = 8


def of(image: "Image.Image", data: bytes) -> dict[str, Any]:
    """Return the fingerprint, the kind and what the EXIF block says; a broken one says nothing."""
    facts: dict[str, Any] = {
        "sha256": hashlib.sha256(data).hexdigest(),
        "suffix": _SUFFIXES[str(image.format)],
        "taken_at": None,
        "author": None,
        "lat": None,
        "lon": None,
    }
    try:
        exif = image.getexif()
        inner = exif.get_ifd(_EXIF)
        gps = exif.get_ifd(_GPS)
    except Exception:  # whatever a broken block makes the reader raise, the picture is still one
        return facts
    facts["taken_at"] = _taken(inner.get(_ORIGINAL_DATE)) or _taken(exif.get(_DATE))
    facts["author"] = _words(exif.get(_ARTIST))
    if position := _position(gps):
        facts["lat"], facts["lon"] = position
    return facts


def of_pixels(upright: "Image.Image") -> dict[str, Any]:
    """Return the size of the upright picture and its likeness."""
    return {"width": upright.width, "height": upright.height, "dhash": _dhash(upright)}


def _dhash(upright: "Image.Image") -> str:
    """Return 64 bits as hexadecimal: whether each of 8 × 8 cells is darker than its neighbour."""
    from PIL import Image

    grey = upright.convert("L").resize((_BITS + 1, _BITS), Image.Resampling.BOX)
    cells = list(grey.tobytes())
    bits = 0
    for row in range(_BITS):
        for column in range(_BITS):
            at = row * (_BITS + 1) + column
            bits = bits << 1 | (cells[at] < cells[at + 1])
    return f"{bits:016x}"


def _taken(said: object) -> str | None:
    """Return the local time of a picture as `2024-05-01 14:22`; its zone is not known."""
    from datetime import datetime

    found = _TAKEN.match(said) if isinstance(said, str) else None
    if found is None:
        return None
    try:
        # Cameras write the time of the place they are at, without saying its zone.
        said = "{}-{}-{} {}:{}".format(*found.groups())
        return datetime.strptime(said, "%Y-%m-%d %H:%M").strftime("%Y-%m-%d %H:%M")  # noqa: DTZ007
    except ValueError:
        return None


def _words(said: object) -> str | None:
    if not isinstance(said, str):
        return None
    return "".join(c for c in said if c.isprintable()).strip()[:_AUTHOR_LONG] or None


def _position(gps: dict[int, Any]) -> tuple[float, float] | None:
    """Return the position in degrees; 0/0 and what is no position on earth is none at all."""
    lat, lon = _degrees(gps.get(1), gps.get(2)), _degrees(gps.get(3), gps.get(4))
    if lat is None or lon is None or not (abs(lat) <= 90 and abs(lon) <= 180):
        return None
    return None if abs(lat) < 1e-6 and abs(lon) < 1e-6 else (lat, lon)


def _degrees(side: object, parts: object) -> float | None:
    try:
        degrees, minutes, seconds = (float(part) for part in parts)  # type: ignore[attr-defined]  # caught below
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    found = degrees + minutes / 60 + seconds / 3600
    if not math.isfinite(found):
        return None
    letter = side.decode("ascii", "replace") if isinstance(side, bytes) else str(side)
    return round(-found if letter[:1] in ("S", "W") else found, 7)
