"""The drawing surface: pyqtgraph's view box with the ground, and the sites painted over it."""

from typing import Any
from uuid import UUID

import pyqtgraph
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QWidget

from scout_app.places import basemap
from scout_app.places.complement import Complement
from scout_app.ui.map.camera import NEAREST, Camera
from scout_app.ui.map.colours import colours
from scout_app.ui.map.ground import Ground
from scout_app.ui.map.marks import Mark, Marks
from scout_app.ui.map.overlay import Overlay
from scout_app.ui.map.plane import Extent, extent_of, to_plane
from scout_app.ui.map.plots import Plot, Plots
from scout_app.ui.map.scenery import Scenery, Sign
from scout_app.ui.map.tiles.layer import TileLayer, Tiles

_LEAST_SPAN_M = 16_000.0
_EDGE_PX = 40.0


class Canvas:
    """What is drawn: `widget` goes into the layout, `camera` moves, `overlay` holds the sites."""

    def __init__(self, parent: QWidget) -> None:
        ground = basemap.read()
        self.widget: Any = pyqtgraph.GraphicsView(parent)
        self._box: Any = pyqtgraph.ViewBox(lockAspect=True, enableMenu=False, defaultPadding=0)
        self._box.disableAutoRange()
        self.widget.setCentralItem(self._box)
        self.widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.widget.setViewportUpdateMode(self.widget.ViewportUpdateMode.FullViewportUpdate)
        self.widget.viewport().setMouseTracking(True)
        self._ground = Ground(ground, colours(parent.palette()))
        self._ground.setZValue(-20)
        self._box.addItem(self._ground, ignoreBounds=True)
        self.camera = Camera(self._box, self._ground.extent)
        self.tiles = Tiles(self.camera)
        self._layer = TileLayer(self.tiles)
        self._layer.setZValue(-10)
        self._box.addItem(self._layer, ignoreBounds=True)
        self.plots = Plots(parent.palette())
        self.plots.setZValue(-5)
        self._box.addItem(self.plots, ignoreBounds=True)
        self.tiles.changed.connect(self._tiled)
        parent.destroyed.connect(self.tiles.close)
        self.overlay = Overlay(ground, self.camera, self.plots)
        self.overlay.setZValue(10)
        self.widget.scene().addItem(self.overlay)
        people = ground.communes
        self._metropolis = extent_of(*to_plane([c.lon for c in people], [c.lat for c in people]))
        self._box.sigRangeChanged.connect(self._moved)
        self._box.sigResized.connect(self._moved)

    @property
    def marks(self) -> Marks:
        """The sites shown."""
        return self.overlay.scenery.marks

    def show(self, marks: Marks, selected: UUID | None) -> None:
        """Show these sites, one of them selected if it is among them."""
        self.overlay.scenery = Scenery(marks)
        self.overlay.selected = self.overlay.current = marks.number(selected)
        ground, around = self._ground.extent, marks.extent
        self.camera.reach(ground.united(around) if around else ground)
        self.overlay.update()

    def complete(self, found: Complement) -> None:
        """Paint more of the ground, and credit it."""
        self._ground.complete(found)
        self.overlay.completed = found.credit
        self.overlay.update()

    def fit(self) -> None:
        """Bring all sites into view, or the metropolis when there are none."""
        self.camera.show(_spacious(self.marks.extent or self._metropolis))

    def bring(self, number: int) -> None:
        """Move the view, at the same scale, if a mark is out of it or about to be."""
        x, y = float(self.marks.x[number]), float(self.marks.y[number])
        outlook = self.camera.outlook
        right, down = outlook.pixels(x, y)
        if not outlook.holds(float(right), float(down), _EDGE_PX):
            self.camera.centre(x, y)

    def sign_at(self, at: QPointF) -> Sign | None:
        """Return the sign at a pixel."""
        return self.overlay.scenery.at(self.camera.outlook, at.x(), at.y())

    def plot_at(self, at: QPointF) -> Plot | None:
        """Return the plot of ground at a pixel, the smallest of several."""
        return self.plots.at(*self.camera.outlook.plane(at.x(), at.y()))

    def sign_of(self, number: int) -> QPointF:
        """Return where the sign that stands for a mark is."""
        outlook = self.camera.outlook
        groups = self.overlay.scenery.groups(outlook)
        group = int(groups.of[number])
        right, down = outlook.pixels(groups.x[group], groups.y[group])
        return QPointF(float(right), float(down))

    def marks_of(self, sign: Sign) -> list[Mark]:
        """Return the marks that a sign stands for."""
        groups = self.overlay.scenery.groups(self.camera.outlook)
        return [self.marks.all[number] for number in groups.members(sign.group).tolist()]

    def part(self, sign: Sign) -> bool:
        """Look closer until a group comes apart; False when no zoom will part it."""
        outlook = self.camera.outlook
        groups = self.overlay.scenery.groups(outlook)
        if groups.on_one_point(sign.group) or outlook.scale <= NEAREST * 1.01:
            return False
        self.camera.show(groups.extent(sign.group), margin=0.25)
        return True

    def dress(self, palette: QPalette, font: QFont, density: float) -> None:
        """Take on a palette, a font and a screen density."""
        found = colours(palette)
        self.widget.setBackground(found.beyond)
        self._ground.dress(found)
        self.plots.dress(palette)
        self.overlay.dress(palette, found, font, density)

    def _moved(self, *_: object) -> None:
        # All that is painted in pixels: the viewport is painted whole.
        self.widget.viewport().update()
        self.tiles.moved()

    def _tiled(self) -> None:
        """Paint the tiles that came; while they lie there, they name places and their source."""
        source = self.tiles.source
        self.overlay.credit = source.attribution
        self.overlay.is_tiled = source.kind != "bundled"
        self.overlay.update()
        self._layer.update()


def _spacious(extent: Extent) -> Extent:
    """Return an extent large enough to know the surroundings by."""
    lack = _LEAST_SPAN_M - max(extent.east - extent.west, extent.north - extent.south)
    return extent.grown(lack / 2) if lack > 0 else extent
