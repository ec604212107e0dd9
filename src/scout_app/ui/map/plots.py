"""The ground of the sites: parcels and outlines, painted from shapes made once."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from scout_app.ui import looks, theme
from scout_app.ui.map.names import Name, Side, Style
from scout_app.ui.map.plane import Floats, Outlook, to_plane
from scout_app.ui.texts import language

if TYPE_CHECKING:
    from uuid import UUID

_LEAST_PX = 3.0
_LABEL_PX = 46.0
"""Areas are written on plots at least so wide or high in pixels."""
_MOST_LABELS = 60
_LINE_PX = 1.0
"""Up to one pixel Qt has a quick way of stroking."""
_OFFERED = "in_service"
_PENS = {"project": Qt.PenStyle.DashLine, "to_check": Qt.PenStyle.DotLine}
_EVERYWHERE = QRectF(-3e7, -3e7, 6e7, 6e7)


class Plot(Protocol):
    """What is drawn of a site; `office.parcels.Drawn` is one."""

    @property
    def id(self) -> "UUID":
        """Its own row."""

    @property
    def site_id(self) -> "UUID":
        """Whose ground it is."""

    @property
    def site(self) -> str:
        """The site's name."""

    @property
    def kind(self) -> str:
        """The site's kind, as its sign's."""

    @property
    def status(self) -> str:
        """The site's status."""

    @property
    def short(self) -> str:
        """As people call it."""

    @property
    def area(self) -> float:
        """In m²."""

    @property
    def label_at(self) -> tuple[float, float]:
        """A point inside, as a corner."""

    @property
    def rings(self) -> tuple[tuple[tuple[float, float], ...], ...]:
        """Its outer lines and holes, in degrees."""


class Plots(QGraphicsItem):
    """Translucent in the colour of the site's kind; dashed for projects, grey when shut down."""

    def __init__(self, palette: QPalette) -> None:
        super().__init__()
        # Without it Qt gives the whole plane as what is to be painted.
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self._palette = palette
        self._dresses: dict[tuple[str, str, bool], tuple[QColor, QPen]] = {}
        self.all: tuple[Plot, ...] = ()
        self.selected: UUID | None = None
        """The site whose ground is drawn stronger."""
        self._take_nothing()

    def _take_nothing(self) -> None:
        self._paths: list[QPainterPath] = []
        self._bounds: Floats = np.empty((0, 4))
        self.corners: Floats = np.empty((0, 4))
        """Every corner: x and y in the plane, longitude and latitude in degrees."""
        self._label_x: Floats = np.empty(0)
        self._label_y: Floats = np.empty(0)

    def show_plots(self, plots: Sequence[Plot]) -> None:
        """Paint these and no others from now on."""
        self.all = tuple(plots)
        self._take_nothing()
        if self.all:
            self.corners, ends = _corners(self.all)
            parts = np.split(self.corners[:, :2], ends[:-1])
            rings = iter(parts)
            self._paths = [_path([next(rings) for _ in plot.rings]) for plot in self.all]
            self._bounds = _bounds(self.all, parts)
            lons, lats = zip(*(plot.label_at for plot in self.all), strict=True)
            self._label_x, self._label_y = to_plane(lons, lats)
        self.update()

    def dress(self, palette: QPalette) -> None:
        """Paint in other colours from now on."""
        self._palette = palette
        self._dresses.clear()
        self.update()

    def boundingRect(self) -> QRectF:
        """Return the whole plane: Qt culls nothing here, `paint` does."""
        return _EVERYWHERE

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Fill and stroke the plots in view that are large enough to be seen."""
        if not self._paths:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        seen = option.exposedRect
        scale = 1 / max(abs(painter.worldTransform().m11()), 1e-12)
        for number in self._seen(seen, scale * _LEAST_PX):
            plot = self.all[number]
            fill, pen = self._dressed(plot.kind, plot.status, plot.site_id == self.selected)
            painter.fillPath(self._paths[number], fill)
            painter.strokePath(self._paths[number], pen)

    def _seen(self, rect: QRectF, least: float) -> list[int]:
        west, south, east, north = self._bounds.T
        inside = (west <= rect.right()) & (east >= rect.left())
        inside &= (south <= rect.bottom()) & (north >= rect.top())
        inside &= np.maximum(east - west, north - south) >= least
        found: list[int] = np.flatnonzero(inside).tolist()
        return found

    def _dressed(self, kind: str, status: str, strong: bool) -> tuple[QColor, QPen]:
        """Return the fill and the pen of a kind in a status; kept, for there are few."""
        key = (kind, status, strong)
        if key not in self._dresses:
            is_over = status in ("abandoned", "closed")
            colour = looks.kind(kind, None, self._palette).colour
            colour = theme.quiet(self._palette) if is_over else colour
            fill = QColor(colour)
            fill.setAlphaF(0.42 if strong else 0.24)
            line = _PENS.get(status, Qt.PenStyle.SolidLine)
            pen = QPen(colour, 2.4 if strong else _LINE_PX, line)
            pen.setCosmetic(True)
            self._dresses[key] = fill, pen
        return self._dresses[key]

    def labels(self, outlook: Outlook, style: Style) -> Iterator[Name]:
        """Yield the areas of the plots that are large in the view."""
        if not self.all or not self.isVisible():
            return
        west, south, east, north = self._bounds.T / outlook.scale
        large = np.minimum(east - west, north - south) > _LABEL_PX / 2
        large &= np.maximum(east - west, north - south) > _LABEL_PX
        right, down = outlook.pixels(self._label_x, self._label_y)
        large &= (right > 0) & (right < outlook.width) & (down > 0) & (down < outlook.height)
        for number in np.flatnonzero(large).tolist()[:_MOST_LABELS]:
            x, y = float(right[number]), float(down[number])
            yield Name(area_text(self.all[number].area), style, (x, y, x, y), (Side.MIDDLE,))

    def corner_near(self, x: float, y: float, reach: float) -> tuple[float, float] | None:
        """Return the corner within reach (in the plane's metres) as longitude and latitude."""
        if not len(self.corners) or not self.isVisible():
            return None
        gaps = np.hypot(self.corners[:, 0] - x, self.corners[:, 1] - y)
        nearest = int(np.argmin(gaps))
        if gaps[nearest] > reach:
            return None
        return float(self.corners[nearest, 2]), float(self.corners[nearest, 3])

    def at(self, x: float, y: float) -> Plot | None:
        """Return the smallest plot that holds a point of the plane."""
        if not self.isVisible() or not self.all:
            return None
        point, rect = QPointF(x, y), QRectF(x, y, 0, 0)
        holding = (n for n in self._seen(rect, 0.0) if self._paths[n].contains(point))
        return min((self.all[n] for n in holding), key=lambda plot: plot.area, default=None)


def area_text(area: float) -> str:
    """Return an area in m² in the window's language."""
    from scout_app.wording.numbers import surface

    return surface(area, language())


def _corners(plots: Sequence[Plot]) -> tuple[Floats, list[int]]:
    """Return every corner, x and y before degrees, and where each ring ends among them."""
    rings = [ring for plot in plots for ring in plot.rings]
    degrees = np.array([corner for ring in rings for corner in ring])
    # One projection of all of them: one for each ring takes most of a second for 10,000.
    x, y = to_plane(degrees[:, 0], degrees[:, 1])
    return np.column_stack([x, y, degrees]), np.cumsum([len(ring) for ring in rings]).tolist()


def _path(rings: Sequence[Floats]) -> QPainterPath:
    path = QPainterPath()
    for ring in rings:
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in ring.tolist()]))
        path.closeSubpath()
    return path


def _bounds(plots: Sequence[Plot], parts: Sequence[Floats]) -> Floats:
    """Return west, south, east and north of each plot."""
    firsts = np.cumsum([0, *(len(plot.rings) for plot in plots)])[:-1]
    low = np.array([part.min(axis=0) for part in parts])
    high = np.array([part.max(axis=0) for part in parts])
    return np.column_stack(
        [np.minimum.reduceat(low, firsts, axis=0), np.maximum.reduceat(high, firsts, axis=0)]
    )
