"""Writes a bundle: whole and on the disk, or not at all; a file that is there is never replaced."""

import hashlib
import os
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import IO
from uuid import uuid4

from scout_app.bundle import keys, lines, manifest
from scout_app.bundle.manifest import Entry, Manifest
from scout_app.bundle.reading import MOST_RATIO, MOST_TXN, MOST_TXNS
from scout_app.errors import FileTrouble
from scout_app.model.transactions import Transaction
from scout_app.store.blobs import sync_folder
from scout_app.store.troubles import told

SUFFIX = ".scoutsync"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_CHUNK = 1 << 20


def write(
    path: Path,
    said: Manifest,
    transactions: Iterable[Transaction],
    blobs: Mapping[str, Path],
    seed: bytes,
) -> None:
    """Write a bundle: the manifest gets its entries, and the office's signature.

    Raises FileTrouble: bundle_ending, exists, bundle_txn_too_big, picture_changed, or what the
    disk says.
    """
    if path.suffix != SUFFIX:
        raise FileTrouble(path, "bundle_ending")
    if path.exists():
        raise FileTrouble(path, "exists")
    part = path.with_name(f".{path.name}.{uuid4().hex[:8]}.part")
    with told(path), tempfile.TemporaryFile() as lined:
        try:
            parts = list(_parts(path, transactions, lined))
            entries = [entry for entry, _start in parts]
            entries += [Entry(f"blobs/{sha}", blobs[sha].stat().st_size, sha) for sha in blobs]
            data = manifest.written(replace(said, entries=tuple(entries)))
            with part.open("xb") as handle:
                _pack(handle, data, keys.sign(seed, data), parts, lined, blobs)
                handle.flush()
                os.fsync(handle.fileno())
            part.replace(path)
            sync_folder(path.parent)
        finally:
            part.unlink(missing_ok=True)


def _parts(
    path: Path, transactions: Iterable[Transaction], lined: IO[bytes]
) -> Iterator[tuple[Entry, int]]:
    """Write the lines to `lined`, cut in parts; go through the entries and where each begins."""
    number, start, size, digest = 0, 0, 0, hashlib.sha256()
    for transaction in transactions:
        line = lines.written(transaction)
        if len(line) > MOST_TXN:
            raise FileTrouble(path, "bundle_txn_too_big")
        if size and size + len(line) > MOST_TXNS:
            yield Entry(_name(number), size, digest.hexdigest()), start
            number, start, size, digest = number + 1, start + size, 0, hashlib.sha256()
        lined.write(line)
        digest.update(line)
        size += len(line)
    yield Entry(_name(number), size, digest.hexdigest()), start


def _name(number: int) -> str:
    return f"txns-{number}.jsonl" if number else "txns.jsonl"


def _pack(
    handle: IO[bytes],
    data: bytes,
    signature: bytes,
    parts: Iterable[tuple[Entry, int]],
    lined: IO[bytes],
    blobs: Mapping[str, Path],
) -> None:
    with zipfile.ZipFile(handle, "w") as archive:
        _put(archive, "manifest.json", data)
        _put(archive, "manifest.sig", signature)
        for entry, start in parts:
            lined.seek(start)
            _put(archive, entry.name, lined.read(entry.size))
        for sha256, source in blobs.items():
            _copy(archive, sha256, source)


def _put(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    info = zipfile.ZipInfo(name, _EPOCH)
    # What packs too well would look like a bomb to the one who reads it.
    bomb = len(data) > len(zlib.compress(data, 6)) * (MOST_RATIO // 2)
    info.compress_type = zipfile.ZIP_STORED if bomb else zipfile.ZIP_DEFLATED
    archive.writestr(info, data)


def _copy(archive: zipfile.ZipFile, sha256: str, source: Path) -> None:
    """Copy a picture as it is; it is packed already."""
    info = zipfile.ZipInfo(f"blobs/{sha256}", _EPOCH)
    info.file_size = source.stat().st_size
    digest = hashlib.sha256()
    with source.open("rb") as read, archive.open(info, "w") as packed:
        while chunk := read.read(_CHUNK):
            digest.update(chunk)
            packed.write(chunk)
    if digest.hexdigest() != sha256:
        raise FileTrouble(source, "picture_changed")
