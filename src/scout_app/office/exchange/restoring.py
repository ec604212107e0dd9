"""An older copy of the catalogue put back in its place; what it replaces is kept beside it."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from scout_app.errors import Refused
from scout_app.store import schema
from scout_app.store.database import Store
from scout_app.store.troubles import told


def restore(path: Path, backup: Path) -> Path:
    """Put a backup in the place of the catalogue, and return where the replaced file is kept.

    The catalogue must not be open. Its next change is written as a new copy's, so that others take
    nothing for known that the backup did not hold; what they have comes back with their next file.
    Raises FileTrouble, TooNew, and Refused (other_backup) for a backup of another catalogue.
    """
    part = path.with_name(f".{path.stem}.{uuid4().hex[:8]}.gpkg")
    with told(path):
        try:
            schema.copy(backup, part)
            with closing(Store(part)) as read:
                catalogue_id = read.catalogue_id
            with closing(Store(path)) as replaced:
                if replaced.catalogue_id != catalogue_id:
                    raise Refused("other_backup", backup.name)
                kept = _beside(path)
                replaced.backup(kept)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    return kept


def _beside(path: Path) -> Path:
    folder = path.with_suffix(".backups")
    folder.mkdir(exist_ok=True, mode=0o700)
    return folder / f"before-restore-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.gpkg"
