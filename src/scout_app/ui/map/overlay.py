"""All that is written and marked on the ground, as one painted item in pixels."""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QPainter, QPalette
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from scout_app.places.basemap import Basemap
from scout_app.ui import theme
from scout_app.ui.map import margin
from scout_app.ui.map.camera import Camera
from scout_app.ui.map.colours import Colours
from scout_app.ui.map.colours import colours as colours_of
from scout_app.ui.map.lettering import Lettering
from scout_app.ui.map.marks import Marks
from scout_app.ui.map.names import Name, Rect, Side, Writer, rect_of
from scout_app.ui.map.plane import Outlook
from scout_app.ui.map.plots import Plots
from scout_app.ui.map.scenery import Scenery, Sign
from scout_app.ui.map.signs import DOT, Signs

_NAMED = 40
"""Sites are named when no more than so many are in view."""
_HALOS = 200
_BESIDE = (Side.RIGHT, Side.LEFT, Side.BELOW, Side.ABOVE)


class Overlay(QGraphicsItem):
    """Halos, pins and badges, names, the scale and the sources.

    `selected` and `current` (the keyboard's) are places in the marks; `covered` is what the
    buttons take.
    """

    def __init__(self, basemap: Basemap, camera: Camera, plots: Plots) -> None:
        super().__init__()
        self._basemap = basemap
        self._camera = camera
        self._plots = plots
        self.scenery = Scenery(Marks())
        self.selected: int | None = None
        self.current: int | None = None
        self.focused = False
        self.covered = QRectF()
        self.credit = ""
        """Who the tiles come from, when there are any."""
        self.completed = ""
        """Who completes the bundled map."""
        self.is_tiled = False
        self.written: tuple[str, ...] = ()
        """The names that found room in the last painting."""

    def dress(self, palette: QPalette, colours: Colours, font: QFont, density: float) -> None:
        """Paint in these colours and this font from now on; call it before the first painting."""
        self._colours, self._font = colours, font
        self._signs = Signs(palette, colours, font, density)
        self._writer = Writer(density)
        self._own = Lettering(self._basemap, colours, font)
        # Tiles are drawn for paper: names on them are dark with a light rim in either scheme.
        self._on_tiles = Lettering(self._basemap, colours_of(theme.palette(dark=False)), font)
        self.update()

    @property
    def lettering(self) -> Lettering:
        """How names are written on the ground shown."""
        return self._on_tiles if self.is_tiled else self._own

    def boundingRect(self) -> QRectF:
        """Return the whole view."""
        outlook = self._camera.outlook
        return QRectF(0, 0, outlook.width, outlook.height)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Draw halos under signs under names; the margin and the chosen site come last."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outlook = self._camera.outlook
        signs = self.scenery.signs(outlook)
        self._paint_halos(painter, [sign for sign in signs if sign.radius > DOT / 2])
        rects = {sign.group: self._paint_sign(painter, sign) for sign in signs}
        corners = [
            margin.paint_scale(painter, outlook, self._colours, self._font),
            self._paint_credit(painter, outlook),
            self.covered,
        ]
        chosen = list(self._paint_chosen(painter, outlook, rects))
        taken = [rect_of(rect) for rect in (*rects.values(), *corners)]
        names = [*chosen, *self._site_names(signs, rects)]
        names += self._plots.labels(outlook, self.lettering.site)
        if not self.is_tiled:
            names += [*self.lettering.waters(outlook), *self.lettering.communes(outlook)]
        within: Rect = (2, 2, outlook.width - 2, outlook.height - 2)
        self.written = tuple(self._writer.write(painter, names, within, taken))

    def _paint_credit(self, painter: QPainter, outlook: Outlook) -> QRectF:
        text = " · ".join(filter(None, (self.credit, self._basemap.credit, self.completed)))
        return margin.paint_credit(painter, text, outlook, self._colours, self._font)

    def _paint_halos(self, painter: QPainter, signs: list[Sign]) -> None:
        """Draw the discs of approximate positions, unless they would only blur one another."""
        if len(signs) > _HALOS:
            return
        for sign in signs:
            mark = self.scenery.marks.all[sign.first]
            colour = self._signs.colour(mark.kind) if sign.count == 1 else self._colours.quiet
            self._signs.halo(painter, QPointF(sign.right, sign.down), sign.radius, colour)

    def _paint_sign(self, painter: QPainter, sign: Sign) -> QRectF:
        at, mark = QPointF(sign.right, sign.down), self.scenery.marks.all[sign.first]
        if sign.count > 1:
            self._signs.badge(painter, at, sign.count)
            return self._signs.badge_rect(at, sign.count)
        return self._paint_mark(painter, at, mark.kind, mark.radius_m == 0)

    def _paint_mark(self, painter: QPainter, at: QPointF, kind: str, exact: bool) -> QRectF:
        if exact:
            self._signs.pin(painter, at, kind)
            return self._signs.pin_rect(at)
        self._signs.dot(painter, at, kind)
        return self._signs.dot_rect(at)

    def _paint_chosen(
        self, painter: QPainter, outlook: Outlook, rects: dict[int, QRectF]
    ) -> Iterator[Name]:
        """Draw the selected site and the keyboard's; yield their names."""
        if self.selected is not None:
            yield self._paint_selected(painter, outlook, self.selected, rects)
        if self.focused:
            self._signs.frame(painter, self.boundingRect())
        if self.current is not None and self.focused:
            rect = self._rect_of(outlook, self.current, rects)
            self._signs.focus(painter, rect)
            if self.current != self.selected:
                yield self._name(self.current, rect, anyway=True)

    def _paint_selected(
        self, painter: QPainter, outlook: Outlook, number: int, rects: dict[int, QRectF]
    ) -> Name:
        mark = self.scenery.marks.all[number]
        at = self._point(outlook, number)
        radius = float(self.scenery.marks.radius[number]) / outlook.scale
        if radius > DOT / 2:
            self._signs.halo(painter, at, radius, self._colours.accent)
        rect = self._rect_of(outlook, number, rects)
        if not self._shares_its_point(outlook, number):
            self._paint_mark(painter, at, mark.kind, mark.radius_m == 0)
        self._signs.ring(painter, rect)
        return self._name(number, rect, anyway=True)

    def _rect_of(self, outlook: Outlook, number: int, rects: dict[int, QRectF]) -> QRectF:
        """Return the sign that stands for a mark: its own, or the badge on its very point."""
        if self._shares_its_point(outlook, number):
            group = int(self.scenery.groups(outlook).of[number])
            if group in rects:
                return rects[group]
        at, mark = self._point(outlook, number), self.scenery.marks.all[number]
        return self._signs.dot_rect(at) if mark.radius_m else self._signs.pin_rect(at)

    def _shares_its_point(self, outlook: Outlook, number: int) -> bool:
        groups = self.scenery.groups(outlook)
        group = int(groups.of[number])
        return bool(groups.count[group] > 1) and groups.on_one_point(group)

    def _point(self, outlook: Outlook, number: int) -> QPointF:
        marks = self.scenery.marks
        right, down = outlook.pixels(marks.x[number], marks.y[number])
        return QPointF(float(right), float(down))

    def _site_names(self, signs: list[Sign], rects: dict[int, QRectF]) -> Iterator[Name]:
        alone = [sign for sign in signs if sign.count == 1]
        if len(alone) > _NAMED:
            return
        for sign in alone:
            if sign.first not in (self.selected, self.current if self.focused else None):
                yield self._name(sign.first, rects[sign.group])

    def _name(self, number: int, rect: QRectF, anyway: bool = False) -> Name:
        style = self.lettering.chosen if anyway else self.lettering.site
        around = rect.adjusted(-5, -5, 5, 5) if anyway else rect
        text = self.scenery.marks.all[number].name
        return Name(_short(text), style, rect_of(around), _BESIDE, anyway)


def _short(name: str) -> str:
    """Return a name of at most forty characters; the tooltip has it whole."""
    return name if len(name) <= 40 else f"{name[:38].rstrip()}…"
