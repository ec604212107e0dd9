"""Pictures for the screen: read in the pool, never on the window's thread; what is pasted."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QMessageBox, QWidget

from scout_app.ui.texts import _

if TYPE_CHECKING:
    from scout_app.office.photos import PhotoRow

_SMALL = 320


def picture(row: "PhotoRow", size: QSize, *, step: Callable[[float], None]) -> QImage:
    """Return a picture no larger than `size` in pixels; a job for the pool.

    Raises FileTrouble when its original is missing or can no longer be read.
    """
    from scout_app.formats import renditions

    step(0.0)
    wanted = renditions.THUMBNAIL if max(size.width(), size.height()) <= _SMALL else None
    place = renditions.ready(row.original, row.sha256, wanted or renditions.SCREEN)
    image = QImage(str(place))
    return image.scaled(
        size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )


def pasted(data: QMimeData) -> list[Path]:
    """Return the files of the clipboard; a bare picture is kept as a PNG first."""
    if data.hasUrls():
        return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    image = data.imageData() if data.hasImage() else None
    if not isinstance(image, QImage) or image.isNull():
        return []
    folder = Path(tempfile.mkdtemp(prefix="scout-"))
    path = folder / (_("pasted") + ".png")
    return [path] if image.save(str(path)) else []


def sure(parent: QWidget, name: str) -> bool:
    """Ask whether a picture may go; Undo brings it back."""
    asked = _("Delete the picture “{name}”?").format(name=name)
    found = QMessageBox.question(parent, _("Delete"), asked)
    return found is QMessageBox.StandardButton.Yes
