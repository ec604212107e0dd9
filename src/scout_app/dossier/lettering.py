"""Names on a map: the largest communes first, each only where it covers nothing."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from scout_app.dossier.press import ITALIC, REGULAR
from scout_app.places.basemap import Basemap, WaterName

_NAME, _BLUE = HexColor("#5a5f57"), HexColor("#54809a")
_MOST_NAMES = 24


class Box(NamedTuple):
    """A rectangle in points."""

    left: float
    bottom: float
    right: float
    top: float

    def meets(self, other: "Box") -> bool:
        """Tell whether the two share some room."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.bottom < other.top
            and other.bottom < self.top
        )

    def holds(self, other: "Box") -> bool:
        """Tell whether the other lies within."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.bottom <= other.bottom
            and other.top <= self.top
        )


def letter(
    canvas: Canvas,
    base: Basemap,
    on_page: Callable[[float, float], tuple[float, float]],
    frame: Box,
    taken: Sequence[Box],
) -> None:
    """Write the names that find room: waters, then communes by their population."""
    boxes, written = list(taken), 0
    for water in {water.name: water for water in reversed(base.water_names)}.values():
        box = _box(water.name, _water_size(water), *on_page(water.lat, water.lon))
        if _free(box, frame, boxes):
            boxes.append(box)
            _write(canvas, water.name, box, ITALIC, _water_size(water), _BLUE)
    for commune in sorted(base.communes, key=lambda c: -c.population):
        size = _commune_size(commune.population)
        box = _box(commune.name, size, *on_page(commune.lat, commune.lon))
        if written < _MOST_NAMES and _free(box, frame, boxes):
            boxes.append(box)
            written += 1
            _write(canvas, commune.name, box, REGULAR, size, _NAME)


def _free(box: Box, frame: Box, taken: Sequence[Box]) -> bool:
    return frame.holds(box) and not any(box.meets(other) for other in taken)


def _box(name: str, size: float, x: float, y: float) -> Box:
    half = stringWidth(name, REGULAR, size) / 2 + 2
    return Box(x - half, y - size * 0.6, x + half, y + size * 0.8)


def _write(canvas: Canvas, name: str, box: Box, font: str, size: float, ink: HexColor) -> None:
    canvas.setFillColor(ink)
    canvas.setFont(font, size)
    canvas.drawCentredString((box.left + box.right) / 2, box.bottom + size * 0.35, name)


def _water_size(water: WaterName) -> float:
    return 8.5 if water.nature == "sea" else 7


def _commune_size(population: int) -> float:
    """Return the size of a name: three sizes are enough to tell towns from villages."""
    if population > 100_000:
        return 8.5
    return 7.2 if population > 20_000 else 6.4
