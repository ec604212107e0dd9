"""Light and dark: the palettes, the one accent colour, and text that stays readable on both."""

import sys
from collections.abc import Mapping
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

Scheme = Literal["system", "light", "dark"]
Role = QPalette.ColorRole

READABLE = 4.5
"""The least contrast of text with what lies behind it (WCAG 2.2, 1.4.3)."""
VISIBLE = 3.0
"""The least contrast of a symbol that carries meaning (WCAG 2.2, 1.4.11)."""

_LIGHT: Mapping[Role, str] = {
    Role.Window: "#f3f4f5",
    Role.WindowText: "#1c1f23",
    Role.Base: "#ffffff",
    Role.AlternateBase: "#f7f8f9",
    Role.Text: "#1c1f23",
    Role.Button: "#e9ebed",
    Role.ButtonText: "#1c1f23",
    Role.BrightText: "#ffffff",
    Role.Light: "#ffffff",
    Role.Midlight: "#eef0f2",
    Role.Mid: "#c3c8ce",
    Role.Dark: "#a2a9b2",
    Role.Shadow: "#6d7580",
    Role.Highlight: "#0f6a8b",
    Role.HighlightedText: "#ffffff",
    Role.Accent: "#0f6a8b",
    Role.Link: "#0b6281",
    Role.LinkVisited: "#5b4a96",
    Role.ToolTipBase: "#22272d",
    Role.ToolTipText: "#f2f4f6",
    Role.PlaceholderText: "#666e78",
}
_DARK: Mapping[Role, str] = {
    Role.Window: "#24282d",
    Role.WindowText: "#e6e8eb",
    Role.Base: "#1b1e22",
    Role.AlternateBase: "#202429",
    Role.Text: "#e6e8eb",
    Role.Button: "#31363d",
    Role.ButtonText: "#e6e8eb",
    Role.BrightText: "#ffffff",
    Role.Light: "#454c55",
    Role.Midlight: "#3a4048",
    Role.Mid: "#444b54",
    Role.Dark: "#15181b",
    Role.Shadow: "#0c0e10",
    Role.Highlight: "#1b6f8f",
    Role.HighlightedText: "#ffffff",
    Role.Accent: "#4fb3d4",
    Role.Link: "#62bddb",
    Role.LinkVisited: "#b3a3ea",
    Role.ToolTipBase: "#3a4048",
    Role.ToolTipText: "#f2f4f6",
    Role.PlaceholderText: "#939ba5",
}
_FADED = (Role.WindowText, Role.Text, Role.ButtonText, Role.HighlightedText)
_FADED_COLOUR = {False: "#8d949d", True: "#767e88"}
_STILL_SELECTED = {False: "#b9c0c8", True: "#434a53"}

_QUIET = {False: "#5a626c", True: "#a3abb5"}
_BAD = {False: "#a8201a", True: "#ff9d94"}
_WARN = {False: "#7a4b00", True: "#f0bf63"}
_GOOD = {False: "#1b6638", True: "#7fd3a0"}


def palette(dark: bool) -> QPalette:
    """Return the house's own light or dark palette."""
    found = QPalette()
    for role, colour in (_DARK if dark else _LIGHT).items():
        found.setColor(role, QColor(colour))
    faded = QPalette.ColorGroup.Disabled
    for role in _FADED:
        found.setColor(faded, role, QColor(_FADED_COLOUR[dark]))
    found.setColor(faded, Role.Highlight, QColor(_STILL_SELECTED[dark]))
    return found


def apply(app: QApplication, scheme: Scheme) -> None:
    """Dress the application; "system" follows the desktop, now and when it changes.

    Windows and macOS keep their own style, with the house's palette only where theirs is not of
    the scheme asked for; elsewhere it is Fusion, and a desktop set to high contrast keeps its own.
    """
    hints = app.styleHints()
    if not app.property("scheme"):
        hints.colorSchemeChanged.connect(lambda: _dress(app))
    app.setProperty("scheme", scheme)
    if scheme == "system":
        hints.unsetColorScheme()
    else:
        hints.setColorScheme(Qt.ColorScheme.Dark if scheme == "dark" else Qt.ColorScheme.Light)
    _dress(app)


def _dress(app: QApplication) -> None:
    scheme = app.property("scheme")
    native = sys.platform in ("win32", "darwin")
    if not native and app.style().name() != "fusion":
        app.setStyle("Fusion")
    system_dark = app.styleHints().colorScheme() is Qt.ColorScheme.Dark
    dark = system_dark if scheme == "system" else scheme == "dark"
    own = not _wants_contrast(app) and (
        not native or is_dark(app.style().standardPalette()) != dark
    )
    app.setPalette(palette(dark) if own else QPalette())


def _wants_contrast(app: QApplication) -> bool:
    preference = app.styleHints().accessibility().contrastPreference()
    return preference is Qt.ContrastPreference.HighContrast


def is_dark(found: QPalette) -> bool:
    """Tell whether the palette writes light on dark."""
    return _luminance(found.color(Role.Window)) < _luminance(found.color(Role.WindowText))


def quiet(found: QPalette) -> QColor:
    """Return the colour of text of second rank."""
    return QColor(_QUIET[is_dark(found)])


def bad(found: QPalette) -> QColor:
    """Return the colour of a refusal."""
    return QColor(_BAD[is_dark(found)])


def warn(found: QPalette) -> QColor:
    """Return the colour of a warning."""
    return QColor(_WARN[is_dark(found)])


def good(found: QPalette) -> QColor:
    """Return the colour of what is well."""
    return QColor(_GOOD[is_dark(found)])


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast of two opaque colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: QColor) -> float:
    """Return the relative luminance of an sRGB colour, 0 to 1 (WCAG 2.2)."""
    red, green, blue = (_linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return float(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)


def blend(one: QColor, other: QColor, share: float) -> QColor:
    """Return `one` with that share (0 to 1) of `other` in it, opaque."""
    red, green, blue = (
        a + (b - a) * share
        for a, b in (
            (one.redF(), other.redF()),
            (one.greenF(), other.greenF()),
            (one.blueF(), other.blueF()),
        )
    )
    return QColor.fromRgbF(red, green, blue)
