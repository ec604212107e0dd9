"""The office's key: made at first use, kept on this PC and never in a catalogue or a bundle."""

import hashlib
import os
from pathlib import Path

from scout_app import paths
from scout_app.errors import FileTrouble
from scout_app.store.troubles import told

_SEED = 32
_GROUPS = 5


def own() -> bytes:
    """Return this PC's secret seed, 32 bytes; it is made when there is none.

    Raises FileTrouble when the file is spoilt (key_damaged) or cannot be kept.
    """
    path = paths.state_folder() / "office.key"
    with told(path):
        if not path.exists():
            _make(path)
        seed = path.read_bytes()
    if len(seed) != _SEED:
        raise FileTrouble(path, "key_damaged")
    return seed


def _make(path: Path) -> None:
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.unlink(missing_ok=True)
    descriptor = os.open(
        part, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600
    )
    with os.fdopen(descriptor, "wb") as written:
        written.write(os.urandom(_SEED))
        written.flush()
        os.fsync(written.fileno())
    part.replace(path)


def public(seed: bytes) -> bytes:
    """Return the public key of a seed, 32 bytes."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def sign(seed: bytes, message: bytes) -> bytes:
    """Return the Ed25519 signature, 64 bytes."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(seed).sign(message)


def is_signed(key: bytes, signature: bytes, message: bytes) -> bool:
    """Tell whether the owner of the public key signed those very bytes."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def fingerprint(key: bytes) -> str:
    """Return what two officers read to each other over the telephone: five groups of four."""
    said = hashlib.blake2b(key, digest_size=_GROUPS * 2).hexdigest().upper()
    return " ".join(said[start : start + 4] for start in range(0, len(said), 4))
