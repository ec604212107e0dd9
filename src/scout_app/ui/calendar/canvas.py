"""The painted surface of the calendar: what is in view, how it scrolls, zooms and is painted."""

from datetime import date
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from scout_app.model.values import Period
from scout_app.ui import theme
from scout_app.ui.calendar import bars, frame, header
from scout_app.ui.calendar.colours import Colours
from scout_app.ui.calendar.cursor import Cursor
from scout_app.ui.calendar.days_off import DaysOff
from scout_app.ui.calendar.header import ROW
from scout_app.ui.calendar.picture import LANE, Scene
from scout_app.ui.calendar.scale import LAST, Scale
from scout_app.ui.calendar.view import View

HEAD = 3 * ROW + 3
_LEAST_SIDE, _MOST_SIDE = 150, 240
_SIDE_SHARE = 0.3
_DAYS = 61
"""Days in view at first, of which so many lie before today."""
_BEFORE = 7
_PAST, _FUTURE = 366, 3 * 366
"""Days that the scroll bar reaches before and after today, until one goes farther."""
_CENTRED = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap


class Canvas(QAbstractScrollArea):
    """A scene seen through a window of days; the header and the titles stay in view."""

    looked = Signal(object)
    """The days in view changed: a Period."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        """Show the weeks after today; there is nothing to see before `show_scene`."""
        super().__init__(parent)
        self.today = today.toordinal()
        self.off = DaysOff()
        self.scene: Scene | None = None
        self.cursor_at: Cursor | None = None
        self.empty = ""
        """Said where there is no site."""
        self.scale = Scale(self.today - _BEFORE, _DAYS, 1)
        self._reach = (self.today - _PAST, self.today + _FUTURE)
        self._is_setting = False
        self._colours: Colours | None = None
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().setSingleStep(LANE)
        self.viewport().setMouseTracking(True)

    def set_today(self, today: date) -> None:
        """Move today's line; a window may stay open over midnight."""
        self.today = today.toordinal()
        self.viewport().update()

    # -- what is in view -----------------------------------------------------------------------

    @property
    def period(self) -> Period:
        """The days in view."""
        first, last = self.scale.first, self.scale.last
        return Period(date.fromordinal(first), date.fromordinal(last))

    @property
    def middle(self) -> date:
        """The day in the middle of the view."""
        return date.fromordinal(self.scale.at(self.scale.width / 2))

    @property
    def side(self) -> int:
        """The width of the titles."""
        return max(_LEAST_SIDE, min(_MOST_SIDE, round(self.viewport().width() * _SIDE_SHARE)))

    @property
    def body_height(self) -> int:
        """The height below the header."""
        return max(self.viewport().height() - HEAD, 1)

    def view(self) -> View:
        """Return what the next frame is painted from; there must be a scene."""
        assert self.scene is not None
        if self._colours is None:
            self._colours = Colours(self.palette())
        return View(
            self.scene, self.scale, self.verticalScrollBar().value(), self.side, HEAD,
            self.body_height, self.today, self.cursor_at, self.hasFocus(), self._colours, self.off,
        )  # fmt: skip

    def show_days_off(self, off: DaysOff) -> None:
        """Mark the holidays."""
        self.off = off
        self.viewport().update()

    def show_scene(self, scene: Scene) -> None:
        """Show another picture: the cursor stays on its site, and so does the top of the view."""
        top, cursor = self._top(), self._followed(scene)
        self.scene, self.cursor_at = scene, cursor
        self._set_bars()
        if top and (place := scene.place_of(top[0])) is not None:
            self.verticalScrollBar().setValue(scene.tops[place] + top[1])
        self.viewport().update()

    def _top(self) -> tuple[UUID, int] | None:
        """Return the site at the top of the view, and how far it is scrolled out of it."""
        value = self.verticalScrollBar().value()
        if self.scene is None or (place := self.scene.place_at(value)) is None:
            return None
        return self.scene.lines[place].row.site.id, value - self.scene.tops[place]

    def _followed(self, scene: Scene) -> Cursor | None:
        if not scene.lines:
            return None
        if self.cursor_at is None or self.scene is None:
            return Cursor(0, self.today, self.today)
        site = self.scene.lines[self.cursor_at.place].row.site.id
        return self.cursor_at.on(scene.place_of(site) or 0)

    # -- moving --------------------------------------------------------------------------------

    def look(self, scale: Scale) -> None:
        """Look at other days, or at more or fewer of them."""
        before, self.scale = self.period, scale
        self._reach = min(self._reach[0], scale.first), max(self._reach[1], scale.last)
        self._set_bars()
        self.viewport().update()
        if before != self.period:
            self.looked.emit(self.period)

    def look_at(self, first: int, last: int) -> None:
        """Bring days into view, with some air around them when they are not."""
        air = self.scale.days // 6
        if first < self.scale.left or last + 1 > self.scale.left + self.scale.days:
            self.look(self.scale.showing(first - air, min(last + air, LAST)).showing(first, last))

    def zoom(self, steps: int, x: float | None = None) -> None:
        """Come nearer (or, below 0, go farther) about a place in the view, or its middle."""
        self.look(self.scale.zoomed(steps, x))

    def look_at_line(self, place: int) -> None:
        """Bring a line into view."""
        if self.scene is not None:
            top, bottom = self.scene.tops[place], self.scene.tops[place + 1]
            bar = self.verticalScrollBar()
            bar.setValue(max(min(bar.value(), top), bottom - self.body_height))

    def _set_bars(self) -> None:
        """Give the scroll bars the room that there is."""
        self._is_setting = True
        days, day = self.scale.days, self.scale.day
        along = self.horizontalScrollBar()
        first, last = self._reach
        along.setRange(0, round((last + 1 - first - days) * day))
        along.setPageStep(self.scale.width)
        along.setSingleStep(max(round(day), 16))
        along.setValue(round((self.scale.left - first) * day))
        down = self.verticalScrollBar()
        down.setRange(0, max((self.scene.height if self.scene else 0) - self.body_height, 0))
        down.setPageStep(self.body_height)
        self._is_setting = False

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Follow the scroll bars."""
        if dx and not self._is_setting:
            value = self.horizontalScrollBar().value()
            self.look(self.scale.moved(self._reach[0] + value / self.scale.day))
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the same days in view."""
        super().resizeEvent(event)
        self.look(self.scale.resized(self.viewport().width() - self.side))

    def changeEvent(self, event: QEvent) -> None:
        """Take the new colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colours = None
            self.viewport().update()

    # -- painting ------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is in view, and nothing else."""
        painter = QPainter(self.viewport())
        if self.scene is None or not self.scene.lines:
            self._paint_empty(painter)
            return
        view = self.view()
        painter.setClipRect(view.body)
        frame.ground(painter, view)
        for place in view.places:
            bars.line(painter, view, place)
        frame.today(painter, view)
        frame.cursor(painter, view)
        painter.setClipping(False)
        header.paint(painter, view)
        frame.titles(painter, view, self.palette())
        frame.corner(painter, view)
        painter.setClipRect(view.body)
        self.paint_over(painter, view)
        painter.end()

    def paint_over(self, painter: QPainter, view: View) -> None:
        """Paint what lies over the body; nothing here."""

    def _paint_empty(self, painter: QPainter) -> None:
        room = self.viewport().rect()
        painter.fillRect(room, self.palette().color(QPalette.ColorRole.Base))
        painter.setPen(theme.quiet(self.palette()))
        painter.drawText(room.adjusted(40, 40, -40, -40), _CENTRED, self.empty)
        painter.end()
