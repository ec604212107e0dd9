"""The pages of a PDF as pictures: rendered one by one in the pool, shown in a column."""

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from scout_app.ui.desk import Desk
from scout_app.ui.texts import _

MOST_PAGES = 60
"""Pages that are shown; all are saved and printed."""
Raster = tuple[bytes, int, int]
"""RGB bytes, width and height in pixels."""


def rasters(path: Path, width: int, step: Callable[[float], None]) -> list[Raster]:
    """Render the first pages `width` pixels wide; a job for the pool."""
    made: list[Raster] = []
    for raster in islice(every(path, width), MOST_PAGES):
        step(len(made) / MOST_PAGES)
        made.append(raster)
    return made


def every(path: Path, width: int) -> Iterator[Raster]:
    """Render all pages, one in memory at a time."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        for number in range(len(document)):
            page = document[number]
            bitmap = page.render(scale=width / page.get_width(), rev_byteorder=True)
            picture = bitmap.to_pil().convert("RGB")
            page.close()
            yield picture.tobytes(), picture.width, picture.height
    finally:
        document.close()


def picture(raster: Raster) -> QImage:
    """Return a rendered page as an image of its own memory."""
    pixels, width, height = raster
    return QImage(pixels, width, height, width * 3, QImage.Format.Format_RGB888).copy()


class Preview(QScrollArea):
    """A PDF, page under page."""

    def __init__(self, desk: Desk) -> None:
        """Start without a document."""
        super().__init__()
        self._desk = desk
        self._column = QVBoxLayout()
        self._holder = QWidget()
        self._holder.setLayout(self._column)
        self._column.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._column.setSpacing(12)
        self.setWidget(self._holder)
        self.setWidgetResizable(True)
        self.setAccessibleName(_("Preview"))
        self.setMinimumWidth(360)
        self.pages: list[QLabel] = []

    def show_file(self, path: Path) -> None:
        """Render a PDF and show it when it is ready."""
        ratio = self.devicePixelRatioF()
        width = int(max(320, self.viewport().width() - 40) * ratio)
        self._desk.start(rasters, path, width, then=self._show, refused=lambda _error: None)

    def say(self, sentence: str) -> None:
        """Show a sentence in the place of pages."""
        self._clear()
        label = QLabel(sentence)
        label.setWordWrap(True)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._column.addWidget(label)

    def _show(self, made: list[Raster]) -> None:
        self._clear()
        ratio = self.devicePixelRatioF()
        for number, raster in enumerate(made):
            pixmap = QPixmap.fromImage(picture(raster))
            pixmap.setDevicePixelRatio(ratio)
            page = QLabel()
            page.setPixmap(pixmap)
            page.setFrameShape(QLabel.Shape.StyledPanel)
            page.setFixedSize(QSize(int(raster[1] / ratio) + 2, int(raster[2] / ratio) + 2))
            page.setAccessibleName(
                _("Page {number} of {count}").format(number=number + 1, count=len(made))
            )
            self._column.addWidget(page)
            self.pages.append(page)

    def _clear(self) -> None:
        self.pages.clear()
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
