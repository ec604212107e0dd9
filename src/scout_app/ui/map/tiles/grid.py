"""The grid of tiles: which of them a view needs, and where each lies on the map's plane."""

import math
from dataclasses import dataclass

from scout_app.places.projection import EARTH_RADIUS_M
from scout_app.ui.map.plane import Extent, Outlook, origin

SIDE_PX = 256
_HALF = math.pi * EARTH_RADIUS_M
_MOST = 400
"""Tiles of one view; more would only be a window larger than any screen."""


@dataclass(frozen=True, slots=True, order=True)
class Tile:
    """A square of the world: rows are counted from the north."""

    zoom: int
    column: int
    row: int

    def parent(self, up: int = 1) -> "Tile":
        """Return the tile that holds it, so many zooms up."""
        return Tile(self.zoom - up, self.column >> up, self.row >> up)

    @property
    def extent(self) -> Extent:
        """Where it lies on the plane."""
        side = 2 * _HALF / (1 << self.zoom)
        x0, y0 = origin()
        west, north = self.column * side - _HALF - x0, _HALF - self.row * side - y0
        return Extent(west, north - side, west + side, north)


def zoom_for(scale: float, least: int, most: int) -> int:
    """Return the zoom whose pixels come nearest to so many metres of plane a pixel."""
    exact = math.log2(2 * _HALF / SIDE_PX / scale)
    return min(max(round(exact), least), most)


def needed(outlook: Outlook, least: int, most: int) -> tuple[Tile, ...]:
    """Return the tiles in view, those in the middle first."""
    zoom = zoom_for(outlook.scale, least, most)
    side = 2 * _HALF / (1 << zoom)
    x0, y0 = origin()
    right, bottom = outlook.plane(outlook.width, outlook.height)
    first, last = 0, (1 << zoom) - 1
    west, east = (
        min(max(int((x + x0 + _HALF) // side), first), last) for x in (outlook.left, right)
    )
    north, south = (
        min(max(int((_HALF - y - y0) // side), first), last) for y in (outlook.top, bottom)
    )
    if (east - west + 1) * (south - north + 1) > _MOST:
        return ()
    middle = ((west + east) / 2, (north + south) / 2)
    found = [Tile(zoom, c, r) for r in range(north, south + 1) for c in range(west, east + 1)]
    return tuple(
        sorted(found, key=lambda t: (t.column - middle[0]) ** 2 + (t.row - middle[1]) ** 2)
    )


def with_parents(tiles: tuple[Tile, ...], least: int, up: int = 2) -> tuple[Tile, ...]:
    """Return the tiles behind the few that hold them: a coarse picture comes first."""
    parents = {tile.parent(up) for tile in tiles if tile.zoom - up >= least}
    return (*sorted(parents), *tiles)
