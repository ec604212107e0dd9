"""The names of waters, communes and sites at one outlook, in the order in which they get room."""

from collections.abc import Iterator

import numpy as np
from PySide6.QtGui import QFont

from scout_app.places.basemap import Basemap
from scout_app.ui.map.colours import Colours
from scout_app.ui.map.names import Name, Side, Style
from scout_app.ui.map.plane import Outlook, to_plane

_ABOUT_PX = 12.0
_ROUND = (Side.MIDDLE, Side.BELOW, Side.ABOVE, Side.RIGHT, Side.LEFT)
_CITY, _TOWN = 100_000, 15_000
_LEAST_PEOPLE = ((260.0, 40_000), (190.0, 12_000), (120.0, 5_000), (80.0, 2_000))
"""Above so many metres a pixel, communes with fewer people are not named."""
_WATER_FROM = {"sea": 20.0, "bay": 3.0, "lagoon": 3.0, "river": 3.0}
_WATER_TO = {"sea": 1_000.0, "bay": 210.0, "lagoon": 250.0, "river": 220.0}
"""Metres a pixel between which the names of waters are written."""


class Lettering:
    """The names of the ground, dressed for one font and set of colours."""

    def __init__(self, basemap: Basemap, colours: Colours, font: QFont) -> None:
        communes, waters = basemap.communes, basemap.water_names
        self._communes, self._waters = communes, waters
        self._commune_x, self._commune_y = to_plane(
            [c.lon for c in communes], [c.lat for c in communes]
        )
        self._water_x, self._water_y = to_plane([w.lon for w in waters], [w.lat for w in waters])
        self.site = Style(_sized(font, 0.95), colours.ink, colours.land)
        self.chosen = Style(_sized(font, 1.0, bold=True), colours.ink, colours.land)
        ink, rim = colours.commune_ink, colours.land
        self._city = Style(_sized(font, 1.15, bold=True), ink, rim, gap=5)
        self._town = Style(_sized(font, 1.0), ink, rim, gap=5)
        self._village = Style(_sized(font, 0.88), ink, rim, gap=6)
        self._sea = Style(_water_font(font, 1.3, 4.0), colours.water_ink, colours.sea, gap=6)
        self._bay = Style(_water_font(font, 0.95, 0.5), colours.water_ink, colours.sea, gap=6)
        self._inland = Style(_water_font(font, 1.0, 0.5), colours.water_ink, colours.land, gap=6)

    def waters(self, outlook: Outlook) -> Iterator[Name]:
        """Yield the names of the waters that suit the scale."""
        right, down = outlook.pixels(self._water_x, self._water_y)
        styles = {"sea": self._sea, "bay": self._bay}
        for water, x, y in zip(self._waters, right.tolist(), down.tolist(), strict=True):
            if _WATER_FROM[water.nature] < outlook.scale < _WATER_TO[water.nature]:
                style = styles.get(water.nature, self._inland)
                yield Name(water.name, style, (x, y, x, y), once=True)

    def communes(self, outlook: Outlook) -> Iterator[Name]:
        """Yield the names of the communes in view, the most populous first."""
        right, down = outlook.pixels(self._commune_x, self._commune_y)
        in_view = (right > 0) & (right < outlook.width) & (down > 0) & (down < outlook.height)
        least = next((people for scale, people in _LEAST_PEOPLE if outlook.scale > scale), 0)
        for number in np.flatnonzero(in_view).tolist():
            commune = self._communes[number]
            if commune.population >= least:
                x, y, far = float(right[number]), float(down[number]), _ABOUT_PX
                around = (x - far, y - far, x + far, y + far)
                yield Name(commune.name, self._of_size(commune.population), around, _ROUND)

    def _of_size(self, population: int) -> Style:
        if population >= _CITY:
            return self._city
        return self._town if population >= _TOWN else self._village


def _sized(font: QFont, share: float, bold: bool = False) -> QFont:
    found = QFont(font)
    if font.pointSizeF() > 0:
        found.setPointSizeF(font.pointSizeF() * share)
    found.setBold(bold)
    return found


def _water_font(font: QFont, share: float, spacing: float) -> QFont:
    found = _sized(font, share)
    found.setItalic(True)
    found.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing)
    return found
