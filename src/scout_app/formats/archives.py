"""Archives looked at before anything of them is unpacked."""

import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

LARGEST = 512 * 2**20
"""Bytes that an archive may unpack to."""
MOST_PARTS = 2_000
DENSEST = 200
"""Times a part may grow when it is unpacked; more is a bomb."""
_SMALL = 2**20


def is_safe(path: Path) -> bool:
    """Tell whether an archive may be unpacked: not encrypted, no way out, no bomb."""
    try:
        with zipfile.ZipFile(path) as archive:
            return are_safe([part for part in archive.infolist() if not part.is_dir()])
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def are_safe(parts: Sequence[zipfile.ZipInfo]) -> bool:
    """Tell whether the parts of an archive may be unpacked."""
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST:
        return False
    for part in parts:
        name = part.filename.replace("\\", "/")
        if name.startswith("/") or ".." in name.split("/") or re.match(r"[A-Za-z]:", name):
            return False
        dense = part.file_size > DENSEST * max(1, part.compress_size)
        if part.flag_bits & 1 or (part.file_size > _SMALL and dense):
            return False
    return True
