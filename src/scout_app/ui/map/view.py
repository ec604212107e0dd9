"""The map widget: sites over the bundled ground, by mouse or by keyboard, without a network."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

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

from scout_app.model.values import Position
from scout_app.places.complement import Complement
from scout_app.ui import icons
from scout_app.ui.map import saying
from scout_app.ui.map.buttons import ToolButtons, ZoomButtons
from scout_app.ui.map.canvas import Canvas
from scout_app.ui.map.keys import STEPS, ZOOM, Step
from scout_app.ui.map.marks import Mark, Marks, Placed
from scout_app.ui.map.plane import extent_of, to_degrees, to_plane
from scout_app.ui.map.plots import Plot
from scout_app.ui.map.scenery import Sign
from scout_app.ui.map.sunlight import Sunlight
from scout_app.ui.map.tiles.chooser import Chooser
from scout_app.ui.map.tools import Tools
from scout_app.ui.texts import _

__all__ = ["MapView", "Mark"]

_WHEEL = 1.25
_DRESS = (
    QEvent.Type.PaletteChange,
    QEvent.Type.FontChange,
    QEvent.Type.DevicePixelRatioChange,
)


class MapView(QWidget):
    """Sites on the map.

    `picked` gives the id of the site clicked or chosen by Enter; `pointed` the latitude and
    longitude under the mouse, `left` that it went away.
    """

    picked = Signal(object)
    pointed = Signal(float, float)
    left = Signal()
    told = Signal(object)
    """A ScoutError: the background chosen cannot be shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.menu: QMenu | None = None
        """The list of the sites on one point, once a badge was clicked."""
        self.canvas = Canvas(self)
        self.camera = self.canvas.camera
        self.overlay = self.canvas.overlay
        self.buttons = ZoomButtons(self)
        self.chooser = Chooser(self.canvas.tiles, self)
        self.tool_buttons = ToolButtons(self)
        self.tools = Tools(self.canvas, self.tool_buttons, self)
        self.sunlight = Sunlight(self.camera, self.tool_buttons.sun, self)
        self.canvas.widget.scene().addItem(self.sunlight.path)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.canvas.widget)
        self._name_for_all()
        self._connect()
        self._dress()
        self.fit()

    def show_marks(self, marks: Sequence[Mark] | Placed) -> None:
        """Show these sites and no others; the view stays where it is, the selection if it can."""
        self.canvas.show(Marks(marks), self.selected)

    def show_plots(self, plots: Sequence[Plot]) -> None:
        """Show the ground of these sites and no others, under their signs."""
        self.canvas.plots.show_plots(plots)
        self.overlay.update()

    def complete(self, found: Complement) -> None:
        """Draw what completes the bundled map."""
        self.canvas.complete(found)

    def show_ground(self, plot: Plot) -> None:
        """Bring one plot into view."""
        lons, lats = zip(*(corner for ring in plot.rings for corner in ring), strict=True)
        self.camera.show(extent_of(*to_plane(lons, lats)), margin=0.4)

    def select(self, id: UUID | None) -> None:  # noqa: A002 - the word of all our lists
        """Highlight a site, or none; the map moves only to bring it into view."""
        number = self.canvas.marks.number(id)
        self.overlay.selected = self.overlay.current = number
        if number is not None:
            self.canvas.bring(number)
        self.canvas.plots.selected = id
        mark = None if number is None else self.canvas.marks.all[number]
        self.sunlight.over(None if mark is None else Position(mark.lat, mark.lon))
        self.canvas.plots.update()
        self.overlay.update()

    @property
    def selected(self) -> UUID | None:
        """The highlighted site."""
        number = self.overlay.selected
        return None if number is None else self.canvas.marks.all[number].id

    def fit(self) -> None:
        """Show the circle looked in, else all sites, else the whole metropolis."""
        circle = self.tools.around.extent()
        if circle is None:
            self.canvas.fit()
        else:
            self.camera.show(circle)

    def zoom_in(self) -> None:
        """Show less, larger."""
        self.camera.zoom(ZOOM)

    def zoom_out(self) -> None:
        """Show more, smaller."""
        self.camera.zoom(1 / ZOOM)

    def where(self, id: UUID) -> QPoint | None:  # noqa: A002 - as `select`
        """Return where the sign that stands for a site is on the map; None when it is not shown."""
        number = self.canvas.marks.number(id)
        return None if number is None else self.canvas.sign_of(number).toPoint()

    @property
    def written(self) -> tuple[str, ...]:
        """The names that found room on the map when it was last painted."""
        return self.overlay.written

    def _connect(self) -> None:
        self.canvas.widget.scene().sigMouseClicked.connect(self._clicked)
        self.canvas.widget.viewport().installEventFilter(self)
        self.buttons.closer.clicked.connect(self.zoom_in)
        self.buttons.farther.clicked.connect(self.zoom_out)
        self.buttons.whole.clicked.connect(self.fit)
        self.chooser.told.connect(self.told)
        self.tool_buttons.plots.toggled.connect(self._turn_plots)

    def _turn_plots(self, shown: bool) -> None:
        self.canvas.plots.setVisible(shown)
        self.overlay.update()

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
        self.canvas.dress(self.palette(), self.font(), self.devicePixelRatioF())
        icons.redress(self.buttons)
        icons.redress(self.chooser)
        icons.redress(self.tool_buttons)
        self.tools.dress(self.palette())
        self.sunlight.dress(self.palette(), self.font())

    def _pick(self, mark: Mark) -> None:
        self.select(mark.id)
        self.picked.emit(mark.id)

    def _clicked(self, click: Any) -> None:
        if click.button() == Qt.MouseButton.LeftButton and not self.tools.is_busy:
            at = QPointF(click.scenePos())
            sign, plot = self.canvas.sign_at(at), self.canvas.plot_at(at)
            if sign is not None:
                self._open(sign)
            elif plot is not None:
                self.select(plot.site_id)
                self.picked.emit(plot.site_id)

    def _open(self, sign: Sign) -> None:
        """Pick the one site, or look closer, or list the sites that lie on one point."""
        if sign.count == 1:
            self._pick(self.canvas.marks.all[sign.first])
        elif not self.canvas.part(sign):
            self._list(sign)

    def _list(self, sign: Sign) -> None:
        """Offer the sites on one point by name."""
        if self.menu is not None:
            self.menu.deleteLater()
        self.menu = saying.menu(self, self.canvas.marks_of(sign), self._pick)
        self.menu.popup(self.mapToGlobal(QPoint(round(sign.right), round(sign.down))))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Draw with the tool in hand; else move, zoom, go from site to site, choose."""
        if self.tools.takes_key(event):
            return
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
        elif not step.choose:
            self._go(step)
        elif self.overlay.current is not None:
            self._pick(self.canvas.marks.all[self.overlay.current])

    def _go(self, step: Step) -> None:
        """Put the keyboard on another site: the first time on the one nearest the middle."""
        outlook, marks, here = self.camera.outlook, self.canvas.marks, self.overlay.current
        if here is None:
            found = marks.nearest(*outlook.plane(outlook.width / 2, outlook.height / 2))
        elif step.along:
            found = marks.along(here, step.along)
        else:
            found = marks.towards(here, *step.towards)
        if found is None:
            return
        self.overlay.current = found
        self.canvas.bring(found)
        said = QAccessibleAnnouncementEvent(self, marks.all[found].name)
        QAccessible.updateAccessibility(said)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Read the mouse over the canvas: wheel, place pointed at, tooltips."""
        if isinstance(event, QWheelEvent):
            at = event.position()
            self.camera.zoom(_WHEEL ** (event.angleDelta().y() / 120), (at.x(), at.y()))
            return True
        if isinstance(event, QHelpEvent):
            self._tell(event)
            return True
        if isinstance(event, QMouseEvent):
            if self.tools.takes_mouse(event):
                return True
            self._watch(event)
        elif event.type() == QEvent.Type.Leave:
            self.left.emit()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Take the keys of a tool in hand before the page's shortcuts do."""
        is_ours = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if is_ours and isinstance(event, QKeyEvent) and self.tools.wants(event):
            event.accept()
            return True
        return super().event(event)

    def _watch(self, event: QMouseEvent) -> None:
        """Follow the mouse; a double click on bare ground looks closer."""
        at = event.position()
        if event.type() == QEvent.Type.MouseMove:
            self._point(at, bool(event.buttons()))
        elif event.type() == QEvent.Type.MouseButtonDblClick and not self.canvas.sign_at(at):
            self.camera.zoom(ZOOM, (at.x(), at.y()))

    def _point(self, at: QPointF, dragging: bool) -> None:
        lon, lat = to_degrees(*self.camera.outlook.plane(at.x(), at.y()))
        self.pointed.emit(float(lat), float(lon))
        if not dragging:
            over = self.canvas.sign_at(at) is not None or self.canvas.plot_at(at) is not None
            shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
            self.canvas.widget.viewport().setCursor(self.tools.cursor(at) or shape)

    def _tell(self, event: QHelpEvent) -> None:
        sign = self.canvas.sign_at(QPointF(event.pos()))
        plot = self.canvas.plot_at(QPointF(event.pos()))
        text = "" if plot is None else saying.plot(plot)
        text = text if sign is None else saying.tooltip(self.canvas.marks_of(sign))
        QToolTip.showText(event.globalPos(), text, self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the buttons at the upper right."""
        super().resizeEvent(event)
        self.buttons.move(self.width() - self.buttons.width() - 8, 8)
        self.chooser.move(self.buttons.x(), self.buttons.geometry().bottom() + 7)
        column = self.tool_buttons
        column.move(self.buttons.x(), self.chooser.geometry().bottom() + 7)
        self.overlay.covered = QRectF(self.buttons.geometry().united(column.geometry()))
        self.tools.hint.fit()
        self.sunlight.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Take on a new palette, font or screen density."""
        super().changeEvent(event)
        if event.type() in _DRESS and hasattr(self, "overlay"):
            self._dress()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is, unless it came by a click."""
        super().focusInEvent(event)
        self._show_focus(event.reason() != Qt.FocusReason.MouseFocusReason)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Stop showing where the keyboard is."""
        super().focusOutEvent(event)
        self._show_focus(False)

    def _show_focus(self, shown: bool) -> None:
        self.overlay.focused = shown
        self.overlay.update()
