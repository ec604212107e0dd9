"""One-colour icons, drawn in the palette's text colour and again when the palette changes."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAction,
    QColor,
    QGuiApplication,
    QIcon,
    QImage,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QWidget

from scout_app.paths import bundled

SIZES = (16, 20, 24)
"""Sides in logical pixels at which icons are drawn exactly."""

_NAME = "icon_name"


def icon(name: str, palette: QPalette, colour: QColor | None = None) -> QIcon:
    """Return the icon `resources/icons/NAME.svg` for that palette, or in a colour of its own.

    Disabled and selected, it takes the palette's colours for that. Raises FileNotFoundError.
    """
    normal = colour or palette.color(QPalette.ColorRole.ButtonText)
    disabled = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
    selected = palette.color(QPalette.ColorRole.HighlightedText)
    return _icon(name, normal.rgba(), disabled.rgba(), selected.rgba(), _density())


def dress(target: QAction | QAbstractButton, name: str) -> None:
    """Give an action or a button its icon, and remember which, for `redress`."""
    target.setProperty(_NAME, name)
    palette = target.palette() if isinstance(target, QWidget) else QGuiApplication.palette()
    target.setIcon(icon(name, palette))


def redress(root: QWidget) -> None:
    """Draw again the icons of all below; a window calls it when its palette changes."""
    targets = [*root.findChildren(QAction), *root.findChildren(QAbstractButton)]
    for target in targets:
        name = target.property(_NAME)
        if name and isinstance(target, QAction | QAbstractButton):
            dress(target, name)


def _density() -> float:
    """Return the pixels of a logical pixel on the finest screen."""
    return max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)


@cache
def _icon(name: str, normal: int, disabled: int, selected: int, density: float) -> QIcon:
    found = QIcon()
    for size in SIZES:
        shape = _shape(name, size, density)
        for mode, colour in (
            (QIcon.Mode.Normal, normal),
            (QIcon.Mode.Disabled, disabled),
            (QIcon.Mode.Selected, selected),
        ):
            found.addPixmap(_tinted(shape, colour), mode)
    return found


@cache
def _shape(name: str, size: int, density: float) -> QImage:
    """Draw the icon in black on nothing."""
    drawing = _drawing(name)
    side = round(size * density)
    image = QImage(QSize(side, side), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    drawing.render(painter, QRectF(0, 0, side, side))
    painter.end()
    image.setDevicePixelRatio(density)
    return image


@cache
def _drawing(name: str) -> QSvgRenderer:
    text = (bundled("resources") / "icons" / f"{name}.svg").read_bytes()
    return QSvgRenderer(QByteArray(text.replace(b"currentColor", b"#000000")))


def _tinted(shape: QImage, colour: int) -> QPixmap:
    image = shape.copy()
    painter = QPainter(image)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(QRectF(0, 0, image.width(), image.height()), QColor.fromRgba(colour))
    painter.end()
    return QPixmap.fromImage(image)
