"""The path of the sun over the chosen site on a day: where it rises, stands each hour and sets."""

import math
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from PySide6.QtCore import QDate, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QDateEdit,
    QFrame,
    QGraphicsItem,
    QHBoxLayout,
    QLabel,
    QStyleOptionGraphicsItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from scout_app.model.values import Position
from scout_app.places import sun
from scout_app.places.sun import Stand, Sun
from scout_app.ui import icons, theme
from scout_app.ui.map.camera import Camera
from scout_app.ui.map.plane import to_plane
from scout_app.ui.texts import _

_SHARE = 0.36
_MOST_PX, _LEAST_PX = 210.0, 70.0
_GOLD, _DAY = QColor("#e08a00"), QColor("#ffd24d")


class SunPath(QGraphicsItem):
    """The horizon as a circle around the site, the sun's height as nearness to its middle."""

    def __init__(self, camera: Camera) -> None:
        super().__init__()
        self._camera = camera
        self._palette, self._font = QPalette(), QFont()
        self.position: Position | None = None
        self.stands: Sequence[Stand] = ()
        self.day: Sun | None = None

    def dress(self, palette: QPalette, font: QFont) -> None:
        """Paint in other colours and letters from now on."""
        self._palette, self._font = palette, font
        self.update()

    def boundingRect(self) -> QRectF:
        """Return the whole view."""
        outlook = self._camera.outlook
        return QRectF(0, 0, outlook.width, outlook.height)

    def place(self, stand: Stand) -> QPointF:
        """Return where the sun of an instant is drawn: outside the circle below the horizon."""
        centre, radius = self._circle()
        return centre + _towards(stand.azimuth, radius * (1 - max(stand.height, -6.0) / 90))

    def _circle(self) -> tuple[QPointF, float]:
        outlook, position = self._camera.outlook, self.position
        assert position is not None
        right, down = outlook.pixels(*to_plane(position.lon, position.lat))
        radius = min(outlook.width, outlook.height) * _SHARE
        return QPointF(float(right), float(down)), min(max(radius, _LEAST_PX), _MOST_PX)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Draw the horizon, the way from rise to set, and the hours."""
        if self.position is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre, radius = self._circle()
        self._paint_horizon(painter, centre, radius)
        for azimuth in self._ends():
            painter.setPen(QPen(_GOLD, 1.6, Qt.PenStyle.DashLine))
            painter.drawLine(centre, centre + _towards(azimuth, radius))
        self._paint_way(painter)
        for stand in self.stands:
            if stand.at.minute == 0 and stand.height > 0:
                self._paint_hour(painter, stand)

    def _ends(self) -> list[float]:
        ends = (self.day.azimuth_rise, self.day.azimuth_set) if self.day else ()
        return [azimuth for azimuth in ends if azimuth is not None]

    def _paint_horizon(self, painter: QPainter, centre: QPointF, radius: float) -> None:
        plate = self._palette.color(QPalette.ColorRole.Base)
        plate.setAlphaF(0.45)
        painter.setBrush(plate)
        painter.setPen(QPen(theme.quiet(self._palette), 1.2))
        painter.drawEllipse(centre, radius, radius)
        sides = ((0, _("N")), (90, _("E")), (180, _("S")), (270, _("W")))
        for azimuth, letter in sides:
            self._write(painter, centre + _towards(azimuth, radius + 12), letter)

    def _paint_way(self, painter: QPainter) -> None:
        up = [stand for stand in self.stands if stand.height > sun.GOLDEN[0]]
        for width, rim in ((7.0, True), (4.0, False)):
            for one, other in pairwise(up):
                if (other.at - one.at) > timedelta(minutes=10):
                    continue
                colour = QColor(0, 0, 0, 120) if rim else _GOLD if other.is_golden else _DAY
                pen = QPen(colour, width)
                pen.setCapStyle(Qt.PenCapStyle.RoundCap)
                painter.setPen(pen)
                painter.drawLine(self.place(one), self.place(other))

    def _paint_hour(self, painter: QPainter, stand: Stand) -> None:
        at = self.place(stand)
        painter.setPen(QPen(QColor("#3a2a00"), 1.2))
        painter.setBrush(_GOLD if stand.is_golden else _DAY)
        painter.drawEllipse(at, 4.0, 4.0)
        centre, _radius = self._circle()
        inwards = centre - at
        length = max(math.hypot(inwards.x(), inwards.y()), 1.0)
        self._write(painter, at + inwards * (15 / length), str(stand.at.hour))

    def _write(self, painter: QPainter, middle: QPointF, text: str) -> None:
        metrics = QFontMetricsF(self._font)
        rect = QRectF(0, 0, metrics.horizontalAdvance(text) + 4, metrics.height())
        rect.moveCenter(middle)
        plate = self._palette.color(QPalette.ColorRole.Base)
        plate.setAlphaF(0.75)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(plate)
        painter.drawRoundedRect(rect, 3, 3)
        painter.setFont(self._font)
        painter.setPen(self._palette.color(QPalette.ColorRole.WindowText))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)


def _towards(azimuth: float, length: float) -> QPointF:
    angle = math.radians(azimuth)
    return QPointF(math.sin(angle) * length, -math.cos(angle) * length)


class Sunlight(QObject):
    """The path, and the plate with its day and its times."""

    def __init__(self, camera: Camera, button: QToolButton, parent: QWidget) -> None:
        super().__init__(parent)
        self.path = SunPath(camera)
        self.path.setZValue(8)
        self.path.hide()
        self._button = button
        self.plate = QFrame(parent)
        self.plate.setAutoFillBackground(True)
        self.plate.setFrameShape(QFrame.Shape.StyledPanel)
        today = date.today()  # noqa: DTZ011 - the officer's own day
        self.day = QDateEdit(QDate(today.year, today.month, today.day))
        self.day.setCalendarPopup(True)
        self.day.setAccessibleName(_("Day of the sun’s path"))
        self.times = QLabel()
        self.times.setTextFormat(Qt.TextFormat.PlainText)
        line = QHBoxLayout()
        line.addWidget(self.day)
        line.addStretch()
        column = QVBoxLayout(self.plate)
        column.setContentsMargins(8, 5, 8, 5)
        column.addLayout(line)
        column.addWidget(self.times)
        self.plate.hide()
        self.day.dateChanged.connect(lambda _day: self._ask())
        button.toggled.connect(self._turn)

    def dress(self, palette: QPalette, font: QFont) -> None:
        """Paint in other colours from now on."""
        self.path.dress(palette, font)
        icons.redress(self.plate)

    def over(self, position: Position | None) -> None:
        """Follow the chosen site; without one, or without its place, nothing is drawn."""
        if position != self.path.position:
            self.path.position = position
            self._ask()

    def _turn(self, shown: bool) -> None:
        self.path.setVisible(shown)
        self._ask()

    def _ask(self) -> None:
        shown, position = self._button.isChecked(), self.path.position
        self.plate.setVisible(shown)
        if not shown:
            return
        if position is None:
            self.path.stands, self.path.day = (), None
            self.times.setText(_("Choose a site that has a place on the map."))
        else:
            chosen = self.day.date()
            day = date(chosen.year(), chosen.month(), chosen.day())
            self.path.day = sun.sun_on(position, day)
            self.path.stands = sun.path_on(position, day)
            self.times.setText(told(self.path.day))
        self.path.update()
        self.fit()

    def fit(self) -> None:
        """Stand at the lower left, above the scale."""
        parent = self.plate.parentWidget()
        self.plate.adjustSize()
        if parent is not None:
            self.plate.move(8, parent.height() - self.plate.height() - 44)


def told(day: Sun) -> str:
    """Return the times of a day in words, a line each."""
    from scout_app.wording.numbers import clock

    lines = []
    if day.sunrise and day.sunset:
        said = _("Sunrise {rise}, sunset {set}")
        lines.append(said.format(rise=clock(day.sunrise), set=clock(day.sunset)))
    else:
        lines.append(_("The sun does not rise and set that day."))
    if day.golden_morning and day.golden_evening:
        said = _("Golden hour {first}–{second} and {third}–{last}")
        first, second, third, last = map(clock, (*day.golden_morning, *day.golden_evening))
        lines.append(said.format(first=first, second=second, third=third, last=last))
    said = _("Highest at {noon}: {height}°")
    lines.append(said.format(noon=clock(day.noon), height=round(day.noon_height)))
    return "\n".join(lines)
