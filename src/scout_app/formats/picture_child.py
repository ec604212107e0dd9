"""The guarded child that opens a picture: `python -m scout_app.formats.picture_child`.

A picture is the one outside file that a large C library decodes, so it is opened in a process that
may not use much memory or time. It reads one JSON request on its input and answers one on its
output: `{"facts": …}` or `{"why": code}`. It imports nothing that the request does not need.
"""

import json
import sys
import warnings
from pathlib import Path
from typing import Any

MEMORY = 2 << 30
"""Bytes of address space: a picture of the most pixels allowed, three times over."""
CPU_S = 30
FILE_BYTES = 250 << 20
PIXELS = 89_478_485
FORMATS = ("JPEG", "PNG", "TIFF", "WEBP")


def main() -> int:
    """Answer one request; the exit code is 0 whenever the answer could be written."""
    _guard()
    request = json.load(sys.stdin)
    json.dump(_answer(request), sys.stdout)
    return 0


def _guard() -> None:
    """Limit this process; Windows has no such limits, there the parent's time-out remains."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(request: dict[str, Any]) -> dict[str, Any]:
    from PIL import Image, UnidentifiedImageError

    warnings.simplefilter("ignore")
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = PIXELS
    source = Path(request["source"])
    try:
        if source.stat().st_size > FILE_BYTES:
            return {"why": "picture_too_large"}
        return _opened(source.read_bytes(), request)
    except FileNotFoundError:
        return {"why": "missing"}
    except IsADirectoryError:
        return {"why": "folder"}
    except PermissionError:
        return {"why": "denied"}
    except UnidentifiedImageError:
        return {"why": "not_a_picture"}
    except (Image.DecompressionBombWarning, Image.DecompressionBombError, MemoryError):
        return {"why": "picture_too_large"}
    except (OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, TypeError) as error:
        # Pillow's readers raise all of these for bytes that are not what they should be.
        return {"why": "picture_damaged", "detail": f"{type(error).__name__}: {error}"}


def _opened(data: bytes, request: dict[str, Any]) -> dict[str, Any]:
    from io import BytesIO

    from PIL import Image

    from scout_app.formats import picture_facts, picture_making

    formats: tuple[str, ...] = FORMATS
    if data[4:8] == b"ftyp":
        import pi_heif

        _forbid_cut(data)
        pi_heif.register_heif_opener(thumbnails=False)
        formats = ("HEIF",)
    with Image.open(BytesIO(data), formats=formats) as image:
        if image.width * image.height > PIXELS:
            return {"why": "picture_too_large"}
        if request.get("facts"):
            image.load()  # a damaged one is refused before anything of it is believed
        made = {int(size): Path(to) for size, to in request.get("make", {}).items()}
        facts = picture_facts.of(image, data) if request.get("facts") else None
        upright = picture_making.upright(image, None if 0 in made or facts else max(made))
        if facts is not None:
            facts |= picture_facts.of_pixels(upright)
        for size in sorted(made, reverse=True):
            upright = picture_making.keep(upright, size, made[size])
    return {"facts": facts}


def _forbid_cut(data: bytes) -> None:
    """Refuse a HEIC whose boxes do not end where the file does: the decoder would make grey of it.

    A box (ISO/IEC 14496-12) begins with its size in four bytes; 1 means eight more, 0 the rest.
    """
    at = 0
    while at < len(data):
        size, head = int.from_bytes(data[at : at + 4], "big"), 8
        if size == 1:
            size, head = int.from_bytes(data[at + 8 : at + 16], "big"), 16
        at = len(data) if size == 0 else at + size
        if (size and size < head) or at > len(data):
            raise EOFError("the last box is cut short")


if __name__ == "__main__":
    sys.exit(main())
