"""Printing a PDF: its pages, rendered at 300 dpi, on the printer that the officer chooses."""

from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from scout_app.ui.paper.preview import every, picture

_DPI = 300


def ask_and_print(parent: QWidget, path: Path, *, wide: bool = False) -> bool:
    """Open the system's dialog and print; False when the officer turned away."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(_DPI)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    if wide:
        printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    printer.setFullPage(True)
    printer.setDocName(path.stem)
    if QPrintDialog(printer, parent).exec() != QPrintDialog.DialogCode.Accepted:
        return False
    print_on(printer, path)
    return True


def print_on(printer: QPrinter, path: Path) -> None:
    """Print every page, each filling the sheet."""
    painter = QPainter(printer)
    for number, raster in enumerate(every(path, painter.viewport().width())):
        if number:
            printer.newPage()
        page = picture(raster)
        sheet = QRectF(painter.viewport())
        scale = min(sheet.width() / page.width(), sheet.height() / page.height())
        painter.drawImage(QRectF(0, 0, page.width() * scale, page.height() * scale), page)
    painter.end()
