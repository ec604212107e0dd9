"""Bundles made to exhaust a computer are refused within a measure of memory."""

import hashlib
import os
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from scout_app.bundle import keys, lines, manifest
from scout_app.bundle.manifest import Entry
from tests.bundle.test_bundles import FIRST, SEED, said

MOST_KIB = 256 << 10
MOST_S = 60
"""Only against a reader that never ends: a computer busy with other work is slow."""
READS = """
import sys
from pathlib import Path
from scout_app.bundle import reading
from scout_app.errors import FileTrouble
try:
    reading.read(Path(sys.argv[1]))
    why = "none"
except FileTrouble as trouble:
    why = trouble.why
status = Path("/proc/self/status").read_text().split()
print(why, status[status.index("VmHWM:") + 1])
"""

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="the most memory used is read from /proc"
)


def packed(path: Path, entries: dict[str, bytes], how: int = zipfile.ZIP_STORED) -> Path:
    """Sign and pack what a hostile office that owns a key could send."""
    listed = (Entry(name, len(d), hashlib.sha256(d).hexdigest()) for name, d in entries.items())
    data = manifest.written(replace(said(), entries=tuple(listed)))
    with zipfile.ZipFile(path, "w", how) as archive:
        archive.writestr("manifest.json", data)
        archive.writestr("manifest.sig", keys.sign(SEED, data))
        for name, content in entries.items():
            archive.writestr(name, content)
    return path


def zeros(path: Path) -> Path:
    return packed(path, {"txns.jsonl": bytes(60 << 20)}, zipfile.ZIP_DEFLATED)


def one_long_line(path: Path) -> Path:
    return packed(path, {"txns.jsonl": b'{"a":"' + b"x" * (60 << 20) + b'"}\n'})


def short_lines(path: Path) -> Path:
    return packed(path, {"txns.jsonl": b"[]\n" * (20 << 20)})


def empty_lines(path: Path) -> Path:
    return packed(path, {"txns.jsonl": b"\n" * (60 << 20)})


def noise(path: Path) -> Path:
    return packed(path, {"txns.jsonl": random.Random(1).randbytes(60 << 20) + b"\n"})


def deep(path: Path) -> Path:
    return packed(path, {"txns.jsonl": b"[" * (30 << 20) + b"]" * (30 << 20) + b"\n"})


def wide(path: Path) -> Path:
    return packed(path, {"txns.jsonl": b'{"a":[' + b"[]," * (4 << 20) + b"[]]}\n"})


def number(path: Path) -> Path:
    line = lines.written(FIRST).replace(b'"wall_ms":5', b'"wall_ms":' + b"9" * (20 << 20))
    return packed(path, {"txns.jsonl": line})


def many_entries(path: Path) -> Path:
    with zipfile.ZipFile(packed(path, {}), "a") as archive:
        for n in range(100_001):
            archive.writestr(f"blobs/{n:064x}", b"")
    return path


def big_manifest(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("manifest.json", b'{"wants":[' + b"0," * (10 << 20) + b"0]}")
        archive.writestr("manifest.sig", bytes(64))
    return path


def lying(path: Path) -> Path:
    """An entry that unpacks to far more than the table of the archive declares."""
    content = os.urandom(1000) + bytes(60 << 20)
    packed(path, {"txns.jsonl": content}, zipfile.ZIP_DEFLATED)
    size, small = len(content).to_bytes(4, "little"), (5_000).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(size, small))
    return path


BOMBS: list[Callable[[Path], Path]] = [
    zeros, short_lines, empty_lines, noise, deep, number, many_entries, big_manifest, lying,
]  # fmt: skip
ONE_TRANSACTION: list[Callable[[Path], Path]] = [one_long_line, wide]


def read_apart(path: Path) -> tuple[str, int]:
    """Read in a process of its own; returns the refusal, and the most memory it used, in KiB."""
    ran = subprocess.run(
        [sys.executable, "-c", READS, str(path)],
        capture_output=True, text=True, check=True, timeout=MOST_S,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    why, most_kib = ran.stdout.split()
    return why, int(most_kib)


@pytest.mark.parametrize("bomb", BOMBS, ids=lambda bomb: bomb.__name__)
def test_a_bomb_is_refused_within_its_memory(bomb: Callable[[Path], Path], tmp_path: Path) -> None:
    why, most_kib = read_apart(bomb(tmp_path / "a.scoutsync"))
    assert why in ("bundle_damaged", "bundle_unsafe", "bundle_signature")
    assert most_kib <= MOST_KIB


@pytest.mark.parametrize("bomb", ONE_TRANSACTION, ids=lambda bomb: bomb.__name__)
def test_a_bomb_in_one_transaction_is_refused_within_twice_that(
    bomb: Callable[[Path], Path], tmp_path: Path
) -> None:
    # A large import is one transaction, which may fill a part: it is read whole to be compared.
    why, most_kib = read_apart(bomb(tmp_path / "a.scoutsync"))
    assert why == "bundle_damaged"
    assert most_kib <= 2 * MOST_KIB
