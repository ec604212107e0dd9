"""Reads a bundle: everything is checked before anything is used, and nothing is unpacked."""

import errno
import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from scout_app.bundle import keys, lines, manifest
from scout_app.bundle.manifest import Entry, Malformed, Manifest, Newer
from scout_app.errors import FileTrouble
from scout_app.model.transactions import Transaction
from scout_app.store.troubles import told

MOST_ENTRIES = 100_000
MOST_BYTES = 8 << 30
MOST_TXNS = 64 << 20
"""Bytes of one part of the transactions, unless it holds one alone."""
MOST_TXN = 512 << 20
"""Bytes of one transaction: an import of a hundred thousand rows is one."""
MOST_RATIO = 100
_MOST_MANIFEST = 32 << 20
_CHUNK = 1 << 20
_SLACK = 1 << 12
"""Bytes so few that how well they are packed says nothing."""

_SPOILT = (
    Malformed, zipfile.BadZipFile, zlib.error, EOFError, ValueError, KeyError, RuntimeError,
    NotImplementedError, OverflowError, RecursionError, MemoryError,
)  # fmt: skip
"""All that a spoilt archive makes the libraries raise."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle of which every byte was checked."""

    path: Path
    sha256: str
    manifest: Manifest
    transactions: tuple[Transaction, ...]
    blobs: tuple[str, ...]

    @contextmanager
    def blob(self, sha256: str) -> Iterator[IO[bytes]]:
        """Open a picture that the bundle carries."""
        with (
            _spoilt(self.path),
            zipfile.ZipFile(self.path) as archive,
            archive.open(f"blobs/{sha256}") as found,
        ):
            yield found


def read(path: Path) -> Bundle:
    """Read and check a bundle.

    Raises FileTrouble: bundle_foreign, bundle_damaged, bundle_unsafe (names or sizes that no Scout
    writes), bundle_signature, bundle_newer, or what the disk says.
    """
    with _spoilt(path), path.open("rb") as handle:
        if not zipfile.is_zipfile(handle):
            handle.seek(0)
            raise FileTrouble(
                path, "bundle_damaged" if handle.read(4) == b"PK\x03\x04" else "bundle_foreign"
            )
        handle.seek(0)
        sha256 = hashlib.file_digest(handle, "sha256").hexdigest()
        with zipfile.ZipFile(handle) as archive:
            infos = _listed(path, archive)
            said = _manifest(path, archive, infos)
            transactions = tuple(
                transaction
                for entry in sorted(said.entries, key=lambda one: (len(one.name), one.name))
                for transaction in _checked(archive, infos[entry.name], entry)
            )
    names = sorted(entry.name for entry in said.entries if entry.name.startswith("blobs/"))
    found = tuple(name.removeprefix("blobs/") for name in names)
    return Bundle(path, sha256, said, transactions, found)


@contextmanager
def _spoilt(path: Path) -> Iterator[None]:
    with told(path):
        try:
            yield
        except Newer as error:
            raise FileTrouble(path, "bundle_newer", str(error)) from error
        except _SPOILT as error:
            raise FileTrouble(path, "bundle_damaged", str(error)) from error
        except OSError as error:
            # A place in the file that cannot be: the archive's own table is spoilt.
            if error.errno != errno.EINVAL:
                raise
            raise FileTrouble(path, "bundle_damaged", str(error)) from error


def _listed(path: Path, archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Return the entries by name, after looking at what they declare."""
    listed = archive.infolist()
    if not listed or listed[0].filename != "manifest.json":
        raise FileTrouble(path, "bundle_foreign")
    infos = {info.filename: info for info in listed}
    sound = (
        len(listed) <= MOST_ENTRIES
        and len(infos) == len(listed)
        and sum(info.file_size for info in listed) <= MOST_BYTES
        and all(_sound(info) for info in listed)
    )
    if not sound:
        raise FileTrouble(path, "bundle_unsafe")
    return infos


def _sound(info: zipfile.ZipInfo) -> bool:
    """Tell whether an entry is one that a Scout may have written."""
    most = MOST_BYTES if info.filename.startswith("blobs/") else MOST_TXN
    packed = info.compress_size * MOST_RATIO + _SLACK
    return (
        manifest.NAME.fullmatch(info.filename) is not None
        and not info.flag_bits & 0x1
        and info.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
        and info.file_size <= min(most, packed)
    )


def _manifest(path: Path, archive: zipfile.ZipFile, infos: dict[str, zipfile.ZipInfo]) -> Manifest:
    if infos["manifest.json"].file_size > _MOST_MANIFEST or "manifest.sig" not in infos:
        raise FileTrouble(path, "bundle_unsafe")
    data = b"".join(_stream(archive, infos["manifest.json"]))
    signature = b"".join(_stream(archive, infos["manifest.sig"]))
    said = manifest.read(data)
    if not keys.is_signed(said.sender.key, signature, data):
        raise FileTrouble(path, "bundle_signature")
    if {entry.name for entry in said.entries} != infos.keys() - {"manifest.json", "manifest.sig"}:
        raise Malformed("entries")
    return said


def _stream(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """Go through an entry's bytes; more than it declares are never read."""
    left = info.file_size
    with archive.open(info) as found:
        while chunk := found.read(min(_CHUNK, left + 1)):
            left -= len(chunk)
            if left < 0:
                raise Malformed("size")
            yield chunk
    if left:
        raise Malformed("size")


def _checked(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, entry: Entry
) -> Iterator[Transaction]:
    """Compare an entry with the manifest; go through the transactions, if it holds any."""
    if info.file_size != entry.size:
        raise Malformed("size")
    holds = entry.name.startswith("txns")
    digest, kept = hashlib.sha256(), bytearray()
    for chunk in _stream(archive, info):
        digest.update(chunk)
        if holds:
            kept += chunk
    if digest.hexdigest() != entry.sha256:
        raise Malformed("hash")
    if not holds and entry.name != f"blobs/{entry.sha256}":
        raise Malformed("name")
    if len(kept) > MOST_TXNS and kept.find(b"\n") + 1 != len(kept):
        raise Malformed("size")
    yield from map(lines.read, _lines(kept))


def _lines(kept: bytearray) -> Iterator[memoryview]:
    """Go through the lines where they lie: cut all at once they take many times their bytes."""
    whole, start = memoryview(kept), 0
    while start < len(kept):
        end = kept.find(b"\n", start)
        if end < 0:
            raise Malformed("line")
        yield whole[start:end]
        start = end + 1
