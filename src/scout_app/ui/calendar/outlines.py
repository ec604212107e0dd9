"""Windows outlined over the calendar's lines: a light sheet that takes neither mouse nor focus."""

from collections.abc import Mapping
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QWidget

from scout_app.model.values import Period
from scout_app.ui.calendar.canvas import Canvas
from scout_app.ui.calendar.view import View


class Outlines(QWidget):
    """Lies on the canvas and follows it: whatever repaints the canvas repaints this."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas.viewport())
        self._canvas = canvas
        self.windows: Mapping[UUID, Period] = {}
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        canvas.viewport().installEventFilter(self)
        self.resize(canvas.viewport().size())

    def show_windows(self, windows: Mapping[UUID, Period]) -> None:
        """Outline days of sites, by the site's id; nothing with none."""
        self.windows = windows
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the size of the canvas."""
        if event.type() == QEvent.Type.Resize:
            self.resize(self._canvas.viewport().size())
        return False

    def outlined(self) -> list[QRect]:
        """Return the outlines in view, on the widget."""
        if not self.windows or self._canvas.scene is None or not self._canvas.scene.lines:
            return []
        view = self._canvas.view()
        found = (_rect(view, place, self._days(view, place)) for place in view.places)
        return [rect for rect in found if rect is not None]

    def _days(self, view: View, place: int) -> Period | None:
        return self.windows.get(view.scene.lines[place].row.site.id)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the outlines in view."""
        outlines = self.outlined()
        if not outlines:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(self._canvas.view().body)
        accent = self.palette().color(QPalette.ColorRole.Highlight)
        painter.setPen(QPen(accent, 2))
        accent.setAlphaF(0.14)
        painter.setBrush(accent)
        for rect in outlines:
            painter.drawRoundedRect(rect, 3, 3)
        painter.end()


def _rect(view: View, place: int, days: Period | None) -> QRect | None:
    if days is None:
        return None
    left, right = view.x(days.first.toordinal()), view.x(days.last.toordinal() + 1)
    top, bottom = view.y(place), view.y(place + 1)
    return QRect(left + 1, top + 2, max(right - left - 2, 3), bottom - top - 5)
