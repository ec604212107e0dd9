"""The map widget: sites over the bundled ground, by mouse or by keyboard, without a network."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import pyqtgraph
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QMenu, QToolTip, QVBoxLayout, QWidget

from scout_app.places import basemap
from scout_app.ui.map import saying
from scout_app.ui.map.buttons import ZoomButtons
from scout_app.ui.map.camera import NEAREST, Camera
from scout_app.ui.map.colours import colours
from scout_app.ui.map.ground import Ground
from scout_app.ui.map.keys import STEPS, Step
from scout_app.ui.map.marks import Mark, Marks
from scout_app.ui.map.overlay import Overlay
from scout_app.ui.map.plane import Extent, extent_of, to_degrees, to_plane
from scout_app.ui.map.scenery import Scenery, Sign
from scout_app.ui.texts import _

__all__ = ["MapView", "Mark"]

_ZOOM = 1.6
_WHEEL = 1.25
_LEAST_SPAN_M = 16_000.0
_EDGE_PX = 40.0


class MapView(QWidget):
    """Sites on the map.

    `picked` gives the id of the site clicked or chosen by Enter; `pointed` the latitude and
    longitude under the mouse, `left` that it went away.
    """

    picked = Signal(object)
    pointed = Signal(float, float)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.menu: QMenu | None = None
        """The list of the sites on one point, once a badge was clicked."""
        self._build()
        self._name_for_all()
        self._dress()
        self.fit()

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Show these sites and no others; the view stays where it is, the selection if it can."""
        old = self.overlay.scenery.marks
        chosen = None if self.overlay.selected is None else old.all[self.overlay.selected].id
        self.overlay.scenery = Scenery(Marks(marks))
        self.overlay.current = None
        self.overlay.selected = self._marks.number(chosen)
        around = self._marks.extent
        ground = self._ground.extent
        self.camera.reach(ground.united(around) if around else ground)
        self.overlay.update()

    def select(self, id: UUID | None) -> None:  # noqa: A002 - the word of all our lists
        """Highlight a site, or none; the map moves only to bring it into view."""
        self.overlay.selected = number = self._marks.number(id)
        self.overlay.current = number
        if number is not None:
            self._bring(number)
        self.overlay.update()

    @property
    def selected(self) -> UUID | None:
        """The highlighted site."""
        number = self.overlay.selected
        return None if number is None else self._marks.all[number].id

    def fit(self) -> None:
        """Show all sites, or the whole metropolis when there are none."""
        self.camera.show(self._spacious(self._marks.extent or self._metropolis))

    def zoom_in(self) -> None:
        """Show less, larger."""
        self.camera.zoom(_ZOOM)

    def zoom_out(self) -> None:
        """Show more, smaller."""
        self.camera.zoom(1 / _ZOOM)

    def where(self, id: UUID) -> QPoint | None:  # noqa: A002 - as `select`
        """Return where the sign that stands for a site is on the map; None when it is not shown."""
        number, outlook = self._marks.number(id), self.camera.outlook
        if number is None:
            return None
        groups = self.overlay.scenery.groups(outlook)
        group = int(groups.of[number])
        right, down = outlook.pixels(groups.x[group], groups.y[group])
        return QPoint(round(float(right)), round(float(down)))

    @property
    def written(self) -> tuple[str, ...]:
        """The names that found room on the map when it was last painted."""
        return self.overlay.written

    @property
    def _marks(self) -> Marks:
        return self.overlay.scenery.marks

    def _build(self) -> None:
        ground = basemap.read()
        self.canvas: Any = pyqtgraph.GraphicsView(self)
        self._box: Any = pyqtgraph.ViewBox(lockAspect=True, enableMenu=False, defaultPadding=0)
        self._box.disableAutoRange()
        self.canvas.setCentralItem(self._box)
        self.canvas.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.canvas.setViewportUpdateMode(self.canvas.ViewportUpdateMode.FullViewportUpdate)
        self._ground = Ground(ground, colours(self.palette()))
        self._box.addItem(self._ground, ignoreBounds=True)
        self.camera = Camera(self._box, self._ground.extent)
        self.overlay = Overlay(ground, self.camera)
        self.overlay.setZValue(10)
        self.canvas.scene().addItem(self.overlay)
        people = ground.communes
        self._metropolis = extent_of(*to_plane([c.lon for c in people], [c.lat for c in people]))
        self.buttons = ZoomButtons(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.canvas)
        self._connect()

    def _connect(self) -> None:
        self._box.sigRangeChanged.connect(self._moved)
        self._box.sigResized.connect(self._moved)
        self.canvas.scene().sigMouseClicked.connect(self._clicked)
        self.canvas.viewport().installEventFilter(self)
        self.canvas.viewport().setMouseTracking(True)
        self.buttons.closer.clicked.connect(self.zoom_in)
        self.buttons.farther.clicked.connect(self.zoom_out)
        self.buttons.whole.clicked.connect(self.fit)

    def _name_for_all(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(200, 150)
        self.setAccessibleName(_("Map of the sites"))
        self.setAccessibleDescription(
            _(
                "Arrows move the map, + and − zoom, Home shows all sites. N and P go to the next "
                "site east or west, Shift with an arrow to the nearest one on that side, Enter "
                "chooses it. The table beside the map lists the same sites."
            )
        )

    def _dress(self) -> None:
        found = colours(self.palette())
        self.canvas.setBackground(found.beyond)
        self._ground.dress(found)
        self.overlay.dress(self.palette(), found, self.font(), self.devicePixelRatioF())

    def _moved(self, *_ignored: object) -> None:
        self.overlay.update()

    def _spacious(self, extent: Extent) -> Extent:
        """Return an extent large enough to know the surroundings by."""
        lack = _LEAST_SPAN_M - max(extent.east - extent.west, extent.north - extent.south)
        return extent.grown(lack / 2) if lack > 0 else extent

    def _bring(self, number: int) -> None:
        """Move the map, at the same scale, if a mark is out of view or about to be."""
        x, y = float(self._marks.x[number]), float(self._marks.y[number])
        outlook = self.camera.outlook
        right, down = outlook.pixels(x, y)
        if not outlook.holds(float(right), float(down), _EDGE_PX):
            self.camera.centre(x, y)

    def _pick(self, id: UUID) -> None:  # noqa: A002 - as `select`
        self.select(id)
        self.picked.emit(id)

    def _clicked(self, click: Any) -> None:
        if click.button() != Qt.MouseButton.LeftButton:
            return
        sign = self._sign_at(QPointF(click.scenePos()))
        if sign is not None:
            self._open(sign)

    def _open(self, sign: Sign) -> None:
        """Pick the one site, list those on one point, or zoom until the group comes apart."""
        outlook = self.camera.outlook
        groups = self.overlay.scenery.groups(outlook)
        if sign.count == 1:
            self._pick(self._marks.all[sign.first].id)
        elif groups.on_one_point(sign.group) or outlook.scale <= NEAREST * 1.01:
            self._list(sign)
        else:
            self.camera.show(groups.extent(sign.group), margin=0.25)

    def _list(self, sign: Sign) -> None:
        """Offer the sites on one point by name."""
        if self.menu is not None:
            self.menu.deleteLater()
        self.menu = saying.menu(self, self._of(sign), lambda mark: self._pick(mark.id))
        self.menu.popup(self.canvas.mapToGlobal(QPoint(round(sign.right), round(sign.down))))

    def _of(self, sign: Sign) -> list[Mark]:
        """Return the marks that a sign stands for."""
        groups = self.overlay.scenery.groups(self.camera.outlook)
        return [self._marks.all[number] for number in groups.members(sign.group).tolist()]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, zoom, go from site to site, choose."""
        step = STEPS.get((event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)))
        others = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        if step is None or event.modifiers() & others:
            super().keyPressEvent(event)
            return
        self.overlay.focused = True
        self._take(step)
        self.overlay.update()

    def _take(self, step: Step) -> None:
        if step.pan:
            self.camera.move(*step.pan)
        elif step.zoom:
            self.camera.zoom(step.zoom)
        elif step.fit:
            self.fit()
        elif step.choose:
            self._choose()
        else:
            self._go(step)

    def _choose(self) -> None:
        if self.overlay.current is not None:
            self._pick(self._marks.all[self.overlay.current].id)

    def _go(self, step: Step) -> None:
        """Put the keyboard on another site: the first time on the one nearest the middle."""
        outlook, marks, here = self.camera.outlook, self._marks, self.overlay.current
        if here is None:
            found = marks.nearest(*outlook.plane(outlook.width / 2, outlook.height / 2))
        elif step.along:
            found = marks.along(here, step.along)
        else:
            found = marks.towards(here, *step.towards)
        if found is None:
            return
        self.overlay.current = found
        self._bring(found)
        said = QAccessibleAnnouncementEvent(self, marks.all[found].name)
        QAccessible.updateAccessibility(said)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Read the mouse over the canvas: wheel, place pointed at, tooltips."""
        if isinstance(event, QWheelEvent):
            steps = event.angleDelta().y() / 120
            at = event.position()
            self.camera.zoom(_WHEEL**steps, (at.x(), at.y()))
            return True
        if isinstance(event, QHelpEvent):
            self._tell(event)
            return True
        if isinstance(event, QMouseEvent):
            self._watch(event)
        elif event.type() == QEvent.Type.Leave:
            self.left.emit()
        return super().eventFilter(watched, event)

    def _watch(self, event: QMouseEvent) -> None:
        """Follow the mouse; a double click on bare ground looks closer."""
        at = event.position()
        if event.type() == QEvent.Type.MouseMove:
            self._point(at, event.buttons())
        elif event.type() == QEvent.Type.MouseButtonDblClick and self._sign_at(at) is None:
            self.camera.zoom(_ZOOM, (at.x(), at.y()))

    def _sign_at(self, at: QPointF) -> Sign | None:
        return self.overlay.scenery.at(self.camera.outlook, at.x(), at.y())

    def _point(self, at: QPointF, buttons: Qt.MouseButton) -> None:
        outlook = self.camera.outlook
        lon, lat = to_degrees(*outlook.plane(at.x(), at.y()))
        self.pointed.emit(float(lat), float(lon))
        if not buttons:
            over = self._sign_at(at) is not None
            shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
            self.canvas.viewport().setCursor(shape)

    def _tell(self, event: QHelpEvent) -> None:
        sign = self._sign_at(QPointF(event.pos()))
        text = "" if sign is None else saying.tooltip(self._of(sign))
        QToolTip.showText(event.globalPos(), text, self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the buttons at the upper right."""
        super().resizeEvent(event)
        self.buttons.move(self.width() - self.buttons.width() - 8, 8)
        self.overlay.covered = QRectF(self.buttons.geometry())

    def changeEvent(self, event: QEvent) -> None:
        """Take on a new palette, font or screen density."""
        super().changeEvent(event)
        kinds = (
            QEvent.Type.PaletteChange,
            QEvent.Type.FontChange,
            QEvent.Type.DevicePixelRatioChange,
        )
        if event.type() in kinds and hasattr(self, "overlay"):
            self._dress()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is, unless it came by a click."""
        super().focusInEvent(event)
        self.overlay.focused = event.reason() != Qt.FocusReason.MouseFocusReason
        self.overlay.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Stop showing where the keyboard is."""
        super().focusOutEvent(event)
        self.overlay.focused = False
        self.overlay.update()
