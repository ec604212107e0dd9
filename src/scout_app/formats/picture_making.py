"""Upright sRGB pixels and the JPEG files made of them; used in the guarded child only."""

import os
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

_QUALITY = 85
_WHOLE_QUALITY = 93


def upright(image: "Image.Image", most: int | None) -> "Image.Image":
    """Return the picture as it is meant to be seen, in sRGB, without anything but its pixels.

    A JPEG is decoded no larger than it is needed: `most` pixels on its long side; None is all.
    """
    from PIL import ImageOps

    if most is not None:
        image.draft(None, (most, most))
    turned = ImageOps.exif_transpose(image)
    bare = _srgb(turned, image.info.get("icc_profile"))
    bare.info = {}
    return bare


def keep(image: "Image.Image", size: int, to: Path) -> "Image.Image":
    """Write a JPEG of `size` pixels on its long side, never enlarged (0: all); return it."""
    from PIL import Image

    if size and max(image.size) > size:
        image = image.copy()
        image.thumbnail((size, size), Image.Resampling.LANCZOS, reducing_gap=3.0)
    to.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = to.with_name(f"{to.name}.{os.getpid()}.part")
    try:
        quality = _QUALITY if size else _WHOLE_QUALITY
        image.save(part, "JPEG", quality=quality, optimize=True, exif=b"", icc_profile=None)
        part.replace(to)
    finally:
        part.unlink(missing_ok=True)
    return image


def _srgb(image: "Image.Image", profile: bytes | None) -> "Image.Image":
    from PIL import Image

    if image.mode in ("I;16", "I;16B", "I;16L", "I", "F"):
        image = _eight_bits(image)
    if image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info:
        # What shows through a picture is the paper.
        shown = image.convert("RGBA")
        paper = Image.new("RGB", shown.size, "white")
        paper.paste(shown, mask=shown.getchannel("A"))
        return paper
    return _converted(image, profile) or image.convert("RGB")


def _converted(image: "Image.Image", profile: bytes | None) -> "Image.Image | None":
    """Return the colours that the picture's profile means; None without a usable profile."""
    if not profile or image.mode not in ("RGB", "CMYK", "L"):
        return None
    from PIL import ImageCms

    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(image, source, target, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None


def _eight_bits(image: "Image.Image") -> "Image.Image":
    """Return sixteen-bit greys as eight: Pillow's own conversion would clip them to white."""
    wide = image.convert("F")
    brightest = wide.getextrema()[1]
    top = 65_535 if isinstance(brightest, float) and brightest > 255 else 255
    return wide.point(lambda value: value * (255 / top) + 0).convert("L")
