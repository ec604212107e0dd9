"""Files dropped on the window: pictures and folders, a calendar, or a file of rows."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QWidget

from scout_app.ui.desk import Desk


def files_of(data: QMimeData) -> list[Path]:
    """Return the files and folders of this computer among what is dropped."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def are_pictures(files: Sequence[Path]) -> bool:
    """Tell whether all that is dropped is folders, or files that end as pictures do."""
    from scout_app.formats.photos import SUFFIXES

    return bool(files) and all(path.is_dir() or path.suffix.lower() in SUFFIXES for path in files)


def open_dropped(desk: Desk, files: Sequence[Path], parent: QWidget | None) -> None:
    """Open the import that takes what was dropped; of several files of rows, the first."""
    from scout_app.ui.outside.calendars import CalendarsDialog
    from scout_app.ui.outside.importing import ImportDialog
    from scout_app.ui.outside.pictures import PicturesDialog

    if files and files[0].suffix.lower() == ".ics":
        calendar = CalendarsDialog(desk, parent)
        calendar.open()
        calendar.open_file(files[0])
    elif are_pictures(files):
        pictures = PicturesDialog(desk, parent)
        pictures.open()
        pictures.take(files)
    elif files:
        rows = ImportDialog(desk, parent)
        rows.open()
        rows.open_file(files[0])
