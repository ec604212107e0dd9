"""The map's colours, derived from the palette: quiet ground, so that sites stand out."""

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette

from scout_app.ui import theme


@dataclass(frozen=True, slots=True)
class Colours:
    """Grounds, lines and inks of the map; `plate` is what small texts lie on."""

    beyond: QColor
    sea: QColor
    land: QColor
    coast: QColor
    river: QColor
    water_ink: QColor
    commune_ink: QColor
    ink: QColor
    quiet: QColor
    plate: QColor
    badge: QColor
    badge_ink: QColor
    accent: QColor


def colours(palette: QPalette) -> Colours:
    """Return the colours for a light or a dark palette; the accent is the palette's own."""
    dark = theme.is_dark(palette)
    ink = palette.color(QPalette.ColorRole.WindowText)
    plate = palette.color(QPalette.ColorRole.Base)
    plate.setAlphaF(0.82)
    land, sea = ("#2b3036", "#1a2733") if dark else ("#f6f4ee", "#cfe1ec")
    return Colours(
        beyond=QColor("#202429" if dark else "#e4e6e8"),
        sea=QColor(sea),
        land=QColor(land),
        coast=QColor("#55707f" if dark else "#8fb0c2"),
        river=QColor("#3d6177" if dark else "#a4c8dc"),
        water_ink=QColor("#8db9d3" if dark else "#2f6484"),
        commune_ink=QColor("#b4bac2" if dark else "#575c64"),
        ink=ink,
        quiet=theme.quiet(palette),
        plate=plate,
        badge=QColor("#dfe3e8" if dark else "#2f363e"),
        badge_ink=QColor("#1b1e22" if dark else "#ffffff"),
        accent=palette.color(QPalette.ColorRole.Accent),
    )
