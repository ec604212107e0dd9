"""What every format does with a file: look before reading, write whole or not at all."""

from pathlib import Path

from scout_app.errors import FileTrouble
from scout_app.store.troubles import told


def look(path: Path, largest: int, too_big: str) -> None:
    """Refuse a file that is missing, a folder, or of more than `largest` bytes (code `too_big`)."""
    if not path.is_file():
        raise FileTrouble(path, "folder" if path.is_dir() else "missing")
    if path.stat().st_size > largest:
        raise FileTrouble(path, too_big)


def write(path: Path, data: bytes) -> None:
    """Write a file whole, or leave the one that is there; raises FileTrouble as the disk says."""
    part = path.with_name(f"{path.name}.part")
    with told(path):
        try:
            part.write_bytes(data)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
