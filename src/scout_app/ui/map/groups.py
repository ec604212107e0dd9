"""Marks that would cover one another on the screen, gathered into groups with a count."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scout_app.ui.map.plane import Extent, Floats

Numbers = NDArray[np.intp]

APART_PX = 30.0
"""Signs closer than this many pixels are gathered."""
_HERE_M = 0.5
"""Marks within this distance are on the same point: no zoom will part them."""
_STEPS = 2
"""Groups are made anew this many times while the scale doubles, and stay put in between."""
_PASSES = 6
_IN_ROW = 5
"""Groups looked at in three cells of a row: after the first pass a cell rarely holds two."""


@dataclass(frozen=True, slots=True)
class Groups:
    """For each group: its middle, how many, one of its marks, and what holds them all.

    `of` gives the group of each mark.
    """

    x: Floats
    y: Floats
    count: Numbers
    first: Numbers
    of: Numbers
    west: Floats
    south: Floats
    east: Floats
    north: Floats

    def __len__(self) -> int:
        """Count the groups."""
        return len(self.x)

    def members(self, group: int) -> Numbers:
        """Return the marks of a group."""
        return np.flatnonzero(self.of == group)

    def extent(self, group: int) -> Extent:
        """Return what holds the marks of a group."""
        sides = (self.west, self.south, self.east, self.north)
        west, south, east, north = (float(side[group]) for side in sides)
        return Extent(west, south, east, north)

    def on_one_point(self, group: int) -> bool:
        """Tell whether no zoom will part the marks of a group."""
        extent = self.extent(group)
        return extent.east - extent.west < _HERE_M and extent.north - extent.south < _HERE_M


def level(scale: float) -> int:
    """Return the step of zoom that a scale (metres a pixel) belongs to."""
    return math.floor(math.log2(scale) * _STEPS)


def gather(x: Floats, y: Floats, at_level: int) -> Groups:
    """Group points of the plane for a level of zoom.

    A grid fixed to the ground puts near points together, so that a group stays what it is while
    the map moves; then groups that the grid's lines had parted join, nearest pairs first.
    """
    apart = APART_PX * 2.0 ** ((at_level + 1) / _STEPS)
    of = _renumbered(_cells(x, y, apart))
    for _ in range(_PASSES):
        middle_x, middle_y = _means(x, y, of)
        joined = _pairs(middle_x, middle_y, apart)
        if joined is None:
            break
        of = _renumbered(joined[of])
    return _described(x, y, of)


def _cells(x: Floats, y: Floats, side: float) -> Numbers:
    """Number the cell of a grid that each point lies in, row by row."""
    column, row = np.floor(x / side).astype(np.int64), np.floor(y / side).astype(np.int64)
    return row * _ROW + column


_ROW = np.int64(1 << 31)


def _renumbered(keys: Numbers) -> Numbers:
    return np.unique(keys, return_inverse=True)[1]


def _means(x: Floats, y: Floats, of: Numbers) -> tuple[Floats, Floats]:
    count = np.bincount(of)
    return np.bincount(of, weights=x) / count, np.bincount(of, weights=y) / count


def _pairs(x: Floats, y: Floats, apart: float) -> Numbers | None:
    """Give the two of each mutually nearest pair the same number; None when none is too near."""
    nearest, distance = _neighbours(x, y, apart)
    own = np.arange(len(x))
    mutual = (distance < apart) & (nearest[nearest] == own)
    if not mutual.any():
        return None
    return np.where(mutual, np.minimum(own, nearest), own)


def _neighbours(x: Floats, y: Floats, side: float) -> tuple[Numbers, Floats]:
    """Return the nearest other point of the cell and its eight neighbours, and how far it is."""
    keys = _cells(x, y, side)
    order = np.argsort(keys, kind="stable")
    keys, x, y = keys[order], x[order], y[order]
    own, last = np.arange(len(x)), len(x) - 1
    nearest, distance = own, np.full(len(x), np.inf)
    for row in (-_ROW, 0, _ROW):
        # The three cells of a row follow one another among the sorted keys.
        start = np.searchsorted(keys, keys + row - 1)
        for step in range(_IN_ROW):
            other = np.minimum(start + step, last)
            valid = (np.abs(keys[other] - keys - row) <= 1) & (other != own)
            gap = np.where(valid, np.hypot(x[other] - x, y[other] - y), np.inf)
            closer = gap < distance
            nearest, distance = np.where(closer, other, nearest), np.where(closer, gap, distance)
    found, far = np.empty_like(order), np.empty_like(distance)
    found[order], far[order] = order[nearest], distance
    return found, far


def _described(x: Floats, y: Floats, of: Numbers) -> Groups:
    order = np.argsort(of, kind="stable")
    count = np.bincount(of).astype(np.intp)
    starts = np.concatenate(([0], np.cumsum(count)[:-1])).astype(np.intp)[: len(count)]
    middle_x, middle_y = _means(x, y, of)
    low, high = np.minimum.reduceat, np.maximum.reduceat
    if not len(x):
        empty = np.zeros(0)
        return Groups(empty, empty, count, starts, of, empty, empty, empty, empty)
    return Groups(
        x=middle_x,
        y=middle_y,
        count=count,
        first=order[starts],
        of=of,
        west=low(x[order], starts),
        south=low(y[order], starts),
        east=high(x[order], starts),
        north=high(y[order], starts),
    )
