"""Pictures from outside, each opened in a guarded child process; refusals are facts."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scout_app.errors import FileTrouble

SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".heic", ".heif", ".jfif"})
"""The endings of files that a folder is searched for; what a file is, its bytes say."""
_TIMEOUT_S = 60.0
_PACKAGE = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Facts:
    """What a picture says of itself; width and height are those of the upright picture.

    `taken_at` is its local time as `2024-05-01 14:22`; `dhash` are 64 bits in hexadecimal.
    """

    sha256: str
    suffix: str
    width: int
    height: int
    dhash: str
    taken_at: str | None = None
    author: str | None = None
    lat: float | None = None
    lon: float | None = None


def facts(source: Path, *, timeout_s: float = _TIMEOUT_S) -> Facts:
    """Return what a picture says, after decoding all of it.

    Raises FileTrouble: missing, folder, denied, not_a_picture, picture_too_large,
    picture_damaged, picture_too_slow.
    """
    return Facts(**_asked(source, {"facts": True}, timeout_s)["facts"])


def render(source: Path, made: Mapping[int, Path], *, timeout_s: float = _TIMEOUT_S) -> None:
    """Write upright sRGB JPEGs of a picture, by the pixels of their long side; raises as facts."""
    wanted = {str(size): str(to) for size, to in made.items()}
    _asked(source, {"make": wanted}, timeout_s)


def outside_copy(source: Path, to: Path) -> None:
    """Write a copy that may leave the office: all the pixels, upright, and nothing else.

    No position, serial number, author nor date goes along. Raises as facts.
    """
    render(source, {0: to})


def distance(one: str, other: str) -> int:
    """Return in how many of 64 bits two likenesses differ; 0 to about 6 is the same view."""
    return (int(one, 16) ^ int(other, 16)).bit_count()


def _asked(source: Path, request: dict[str, Any], timeout_s: float) -> dict[str, Any]:
    asked = json.dumps({"source": str(source.absolute()), **request})
    try:
        done = subprocess.run(
            [sys.executable, "-m", "scout_app.formats.picture_child"],
            input=asked,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=timeout_s,
            env=_environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise FileTrouble(source, "picture_too_slow") from None
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        # Ended by its limits, or by the decoder itself.
        raise FileTrouble(source, _ended(done.returncode), done.stderr[-500:]) from None
    if why := answer.get("why"):
        raise FileTrouble(source, why, answer.get("detail", ""))
    return answer


def _ended(code: int) -> str:
    import signal

    slow = (-getattr(signal, "SIGXCPU", 24), -getattr(signal, "SIGKILL", 9))
    return "picture_too_slow" if code in slow else "picture_damaged"


def _environment() -> dict[str, str]:
    """Return this environment, in which the child finds this very package."""
    paths = (str(_PACKAGE), os.environ.get("PYTHONPATH", ""))
    joined = os.pathsep.join(filter(None, paths))
    return {**os.environ, "PYTHONPATH": joined, "PYTHONIOENCODING": "utf-8"}
