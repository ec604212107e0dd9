"""What a state and a kind of site look like: a colour, and also a pattern, a letter or an icon."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap

from scout_app.model.values import Availability, State
from scout_app.ui import icons, texts, theme

Pattern = Qt.BrushStyle


@dataclass(frozen=True, slots=True)
class HoldLook:
    """How days in one state are painted; no two states share a pattern or a letter."""

    fill: QColor
    ink: QColor
    """Of text on it, readable on the fill and on the hatching."""
    hatch: QColor
    pattern: Qt.BrushStyle
    letter: str

    def paint(self, painter: QPainter, rect: QRectF, radius: float = 0.0) -> None:
        """Fill and hatch the rectangle; the text is the caller's, in `ink`."""
        brushes = [QBrush(self.fill)]
        if self.pattern not in (Pattern.NoBrush, Pattern.SolidPattern):
            brushes.append(QBrush(self.hatch, self.pattern))
        if not radius:  # years of bars are narrow ones
            for brush in brushes:
                painter.fillRect(rect, brush)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        for brush in brushes:
            painter.setBrush(brush)
            painter.drawRoundedRect(rect, radius, radius)

    def swatch(self, height: int = 18) -> QPixmap:
        """Return a small sample with its letter, for a legend; the height in logical pixels."""
        density = max((s.devicePixelRatio() for s in QGuiApplication.screens()), default=1.0)
        width = round(height * 1.5)
        sample = QPixmap(round(width * density), round(height * density))
        sample.setDevicePixelRatio(density)
        sample.fill(Qt.GlobalColor.transparent)
        painter = QPainter(sample)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(0, 0, width, height)
        self.paint(painter, whole, 3.0)
        font = painter.font()
        font.setBold(True)
        font.setPixelSize(round(height * 0.65))
        painter.setFont(font)
        painter.setPen(self.ink)
        painter.drawText(whole, Qt.AlignmentFlag.AlignCenter, self.letter)
        painter.end()
        return sample


@dataclass(frozen=True, slots=True)
class KindLook:
    """How a kind of site is marked in lists and on the map."""

    colour: QColor
    icon: str


@dataclass(frozen=True, slots=True)
class _Hold:
    """One state: its letter in French and English; fill, ink and hatching on light and dark."""

    pattern: Qt.BrushStyle
    letters: tuple[str, str]
    light: tuple[str, str, str]
    dark: tuple[str, str, str]


_FREE = (("#dcefe2", "#123f29", "#dcefe2"), ("#213d2e", "#bfe8cf", "#213d2e"))
_OPTION = (("#ffe5a8", "#4a3300", "#f2c964"), ("#57430f", "#ffe7ae", "#73591a"))
_TAKEN = (("#1f5d94", "#ffffff", "#1f5d94"), ("#2f73ad", "#ffffff", "#2f73ad"))
_HOLDS: Mapping[State | Availability, _Hold] = {
    Availability.FREE: _Hold(Pattern.NoBrush, ("L", "F"), *_FREE),
    Availability.OPTIONED: _Hold(Pattern.BDiagPattern, ("O", "O"), *_OPTION),
    Availability.AT_RISK: _Hold(
        Pattern.Dense6Pattern,
        ("!", "!"),
        ("#ffd6c7", "#5c1d06", "#f4ab90"),
        ("#5c2a19", "#ffd2c0", "#7c3f2a"),
    ),
    Availability.TAKEN: _Hold(Pattern.SolidPattern, ("P", "T"), *_TAKEN),
    Availability.CLOSED: _Hold(
        Pattern.DiagCrossPattern,
        ("F", "X"),
        ("#d3d6da", "#24282d", "#b3b8bf"),
        ("#3d434a", "#eceef0", "#59616b"),
    ),
    State.OPTION: _Hold(Pattern.BDiagPattern, ("O", "O"), *_OPTION),
    State.AWAITING_HOME: _Hold(
        Pattern.FDiagPattern,
        ("A", "A"),
        ("#e5dcf7", "#35205f", "#c6b3ec"),
        ("#41335f", "#e6dcff", "#57457d"),
    ),
    State.CONFIRMED: _Hold(Pattern.SolidPattern, ("C", "C"), *_TAKEN),
    State.RELEGATED: _Hold(
        Pattern.VerPattern,
        ("R", "R"),
        ("#f3ead3", "#4d3d14", "#dccb9c"),
        ("#423b29", "#ece0bf", "#5c533a"),
    ),
    State.RELEASED: _Hold(
        Pattern.HorPattern,
        ("L", "L"),
        ("#eceef0", "#3c434b", "#d3d7dc"),
        ("#2c3137", "#c9ced5", "#3e454d"),
    ),
    State.CANCELLED: _Hold(
        Pattern.DiagCrossPattern,
        ("–", "–"),
        ("#eceef0", "#3c434b", "#d3d7dc"),
        ("#2c3137", "#c9ced5", "#3e454d"),
    ),
}


def hold(state: State | Availability, palette: QPalette) -> HoldLook:
    """Return how days in that state look on that palette, with the letter of the language."""
    found = _HOLDS[state]
    fill, ink, hatch = found.dark if theme.is_dark(palette) else found.light
    letter = found.letters[texts.language() == "en"]
    return HoldLook(QColor(fill), QColor(ink), QColor(hatch), found.pattern, letter)


_KINDS: Mapping[str, tuple[str, str, str]] = {
    "studio": ("video", "#8a2f6b", "#e58ac3"),
    "stage": ("building-warehouse", "#a23c2e", "#f09a8c"),
    "virtual_stage": ("device-tv", "#5a3fae", "#b6a2f5"),
    "backlot": ("wall", "#8a5a12", "#dfae5f"),
    "land": ("trees", "#5c6b14", "#bccb62"),
    "location": ("map-pin", "#0f6a8b", "#6cc4e2"),
    "support": ("tools", "#59616b", "#adb5bf"),
    "natural": ("trees", "#1f7040", "#72cc93"),
    "urban": ("buildings", "#0f6a8b", "#6cc4e2"),
    "monument": ("building-castle", "#7a5418", "#d9ad68"),
    "interior": ("home", "#94442a", "#eda084"),
    "industrial": ("building-factory-2", "#45566b", "#a5bad2"),
    "facility": ("building-community", "#156e69", "#6accc5"),
}
_OTHER = ("map-pin", "#59616b", "#adb5bf")


def kind(site_kind: str, location_kind: str | None, palette: QPalette) -> KindLook:
    """Return how a kind looks; a location looks as the kind of setting it is."""
    named = location_kind if site_kind == "location" and location_kind else site_kind
    symbol, light, dark = _KINDS.get(named, _OTHER)
    return KindLook(QColor(dark if theme.is_dark(palette) else light), symbol)


def kind_icon(site_kind: str, location_kind: str | None, palette: QPalette) -> QIcon:
    """Return the icon of a kind in its colour, for lists."""
    look = kind(site_kind, location_kind, palette)
    return icons.icon(look.icon, palette, look.colour)
