"""An older copy of the catalogue put back in its place; what it replaces is kept beside it."""

from contextlib import closing
from pathlib import Path
from uuid import UUID, uuid4

from scout_app.errors import FileTrouble, Refused
from scout_app.store import backups
from scout_app.store.database import Store
from scout_app.store.troubles import told


def restore(path: Path, backup: Path) -> Path | None:
    """Put a backup in the place of the catalogue; returns where the replaced file is kept, if any.

    The catalogue must not be open. Its next change is written as a new copy's, so that others take
    nothing for known that the backup did not hold; what they have comes back with their next file.
    A catalogue that is gone or can no longer be read is replaced all the same: what is left of it
    is kept as it is. Raises FileTrouble, TooNew, and Refused (other_backup) for a backup of another
    catalogue.
    """
    part = path.with_name(f".{path.stem}.{uuid4().hex[:8]}.gpkg")
    with told(path):
        try:
            backups.copy(backup, part)
            with closing(Store(part)) as read:
                catalogue_id = read.catalogue_id
            kept = _put_aside(path, backup, catalogue_id)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    return kept


def _put_aside(path: Path, backup: Path, catalogue_id: UUID) -> Path | None:
    """Copy what is to be replaced; None when there is nothing. Raises as `restore` does."""
    try:
        replaced = Store(path)
    except FileTrouble as trouble:
        if not trouble.is_lost or path.is_dir():
            raise
        return _move_aside(path)
    with closing(replaced):
        if replaced.catalogue_id != catalogue_id:
            raise Refused("other_backup", backup.name)
        kept = backups.new_file(path, backups.Why.RESTORE)
        replaced.backup(kept)
    return kept


def _move_aside(path: Path) -> Path | None:
    """Move a file that cannot be read, and its journal, which must not meet the backup."""
    kept = backups.new_file(path, backups.Why.RESTORE)
    journal = path.with_name(f"{path.name}-journal")
    if journal.exists():
        journal.replace(kept.with_name(f"{kept.name}-journal"))
    if not path.exists():
        return None
    path.replace(kept)
    return kept
