"""The part of the plane in view: zoomed, moved and kept within reach of what there is to see."""

from typing import Any

from PySide6.QtCore import QPointF, QRectF

from scout_app.ui.map.plane import Extent, Outlook

NEAREST = 0.5
"""Metres of plane a pixel at the closest zoom: the ground has no detail beyond."""
_FARTHEST_PX = 300
"""All there is to see is never smaller than this."""


class Camera:
    """Moves pyqtgraph's view box, which keeps the aspect and turns drags into moves."""

    def __init__(self, box: Any, extent: Extent) -> None:
        self._box = box
        self._extent = extent
        self._returning = False
        self._shown: tuple[Extent, float] | None = None
        """What was brought into view, until the officer goes elsewhere."""
        box.sigRangeChangedManually.connect(self._left)
        box.sigResized.connect(self._fill)
        box.sigRangeChanged.connect(self._return)

    @property
    def outlook(self) -> Outlook:
        """What is in view now."""
        seen, size = self._box.viewRect(), self._box.rect()
        # The box is drawn upside down: the top of its rectangle is the south of the view.
        scale = seen.width() / max(size.width(), 1.0)
        return Outlook(seen.left(), seen.bottom(), scale, int(size.width()), int(size.height()))

    def reach(self, extent: Extent) -> None:
        """Let the view go as far as that rectangle."""
        self._extent = extent

    def show(self, extent: Extent, margin: float = 0.06) -> None:
        """Bring a rectangle into view, with a margin as a share of its size."""
        self._shown = (extent, margin)
        width, height = extent.east - extent.west, extent.north - extent.south
        wanted = extent.grown(margin * max(width, height))
        rect = QRectF(QPointF(wanted.west, wanted.south), QPointF(wanted.east, wanted.north))
        self._box.setRange(rect, padding=0)

    def _fill(self, *_: object) -> None:
        """Bring what was shown last into view again, unless the officer has gone elsewhere."""
        if self._shown is not None:
            self.show(*self._shown)

    def _left(self, *_: object) -> None:
        self._shown = None

    def zoom(self, factor: float, at: tuple[float, float] | None = None) -> None:
        """Show things `factor` times as large, keeping the pixel `at` (or the middle) in place."""
        now = self.outlook
        wanted = min(max(now.scale / factor, NEAREST), self._farthest())
        right, down = at or (now.width / 2, now.height / 2)
        x, y = now.plane(right, down)
        self._go(x - right * wanted, y + down * wanted, wanted)

    def move(self, right: float, down: float) -> None:
        """Move the view by pixels."""
        now = self.outlook
        self._go(now.left + right * now.scale, now.top - down * now.scale, now.scale)

    def centre(self, x: float, y: float) -> None:
        """Bring a point of the plane to the middle, at the same scale.

        A point of what was shown is no place else: all of that comes back when the view grows.
        """
        if self._shown is not None and not self._shown[0].holds(x, y):
            self._left()
        self._centre(x, y)

    def _centre(self, x: float, y: float) -> None:
        now = self.outlook
        half_width, half_height = now.width * now.scale / 2, now.height * now.scale / 2
        self._put(x - half_width, y + half_height, now.scale)

    def _farthest(self) -> float:
        extent = self._extent
        size = max(extent.east - extent.west, extent.north - extent.south)
        return max(size / _FARTHEST_PX, NEAREST)

    def _go(self, left: float, top: float, scale: float) -> None:
        self._left()
        self._put(left, top, scale)

    def _put(self, left: float, top: float, scale: float) -> None:
        size = self._box.rect()
        width, height = size.width() * scale, size.height() * scale
        self._box.setRange(QRectF(left, top - height, width, height), padding=0)

    def _return(self, *_: object) -> None:
        """Keep the middle of the view over what there is to see, wherever it was dragged."""
        if self._returning:
            return
        seen, extent = self._box.viewRect().center(), self._extent
        x = min(max(seen.x(), extent.west), extent.east)
        y = min(max(seen.y(), extent.south), extent.north)
        if (x, y) != (seen.x(), seen.y()):
            self._returning = True
            self._centre(x, y)
            self._returning = False
