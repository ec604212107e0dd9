"""The tools of the map: which one is in hand, what it says, and who gets mouse and keys first."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPalette
from PySide6.QtWidgets import QMenu, QWidget

from scout_app.places import drawing
from scout_app.ui.map.around import Around
from scout_app.ui.map.buttons import ToolButtons
from scout_app.ui.map.canvas import Canvas
from scout_app.ui.map.drafting import Drafting, Purpose
from scout_app.ui.map.hint import Hint
from scout_app.ui.map.plots import area_text
from scout_app.ui.texts import _, language


class Tools(QObject):
    """One tool is in hand at a time; Escape puts it down."""

    circled = Signal(object)
    """The Circle in which sites are looked for; None for everywhere."""

    def __init__(self, canvas: Canvas, buttons: ToolButtons, parent: QWidget) -> None:
        super().__init__(parent)
        self._buttons = buttons
        self.drafting = Drafting(canvas.camera, canvas.plots, self)
        self.around = Around(canvas.camera, parent)
        self.hint = Hint(parent)
        self._on_ring: Callable[[drawing.Ring], None] | None = None
        self._instruction = ""
        for sketch, z in ((self.around.sketch, 15), (self.drafting.sketch, 20)):
            sketch.setZValue(z)
            canvas.widget.scene().addItem(sketch)
        self.measures = QMenu(buttons)
        distance = self.measures.addAction(_("Measure a distance"))
        distance.triggered.connect(lambda: self.measure(Purpose.DISTANCE))
        area = self.measures.addAction(_("Measure an area"))
        area.triggered.connect(lambda: self.measure(Purpose.AREA))
        buttons.measure.setMenu(self.measures)
        self._connect()

    def _connect(self) -> None:
        self.drafting.changed.connect(self._tell)
        self.drafting.left.connect(self.leave)
        self.drafting.done.connect(self._done)
        self.around.changed.connect(self._tell)
        self.around.drawn.connect(self._circled)
        self._buttons.around.clicked.connect(self._turn_around)

    @property
    def is_busy(self) -> bool:
        """Whether clicks on the map belong to a tool."""
        return self.drafting.purpose is not None or self.around.in_hand

    def dress(self, palette: QPalette) -> None:
        """Paint in other colours from now on."""
        self.drafting.sketch.dress(palette)
        self.around.sketch.dress(palette)

    # -- taking a tool in hand -------------------------------------------------------------------

    def measure(self, purpose: Purpose) -> None:
        """Measure a distance or an area."""
        self.leave()
        self._instruction = _(
            "Click to add points, or Space at the cross; Enter ends, Delete takes the last back,"
            " Escape leaves."
        )
        self._begin(purpose)

    def draw(
        self, on_ring: Callable[[drawing.Ring], None], ring: drawing.Ring = (), title: str = ""
    ) -> None:
        """Draw an outline or edit a ring; `on_ring` is given the corners at Enter."""
        self.leave()
        self._on_ring = on_ring
        self._instruction = _(
            "{title}: click to add corners, drag one to move it. N and P choose a corner, Control"
            " with an arrow moves it, Delete deletes it. Enter keeps the outline, Escape drops it."
        ).format(title=title)
        self._begin(Purpose.OUTLINE, ring)

    def _begin(self, purpose: Purpose, ring: drawing.Ring = ()) -> None:
        self.drafting.begin(purpose, ring)
        self._widget().setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Put the tool in hand down; the circle around which sites are sought stays."""
        self._on_ring, self._instruction = None, ""
        self.drafting.stop()
        if self.around.in_hand:
            self.around.clear()
        self._buttons.around.setChecked(self.around.circle is not None)

    def refuse(self, text: str) -> None:
        """Say why an outline was not kept; it stays in hand to be mended."""
        self.hint.say(self._figures(), text, refused=True)

    def _widget(self) -> QWidget:
        parent = self.parent()
        assert isinstance(parent, QWidget)
        return parent

    # -- events ----------------------------------------------------------------------------------

    def takes_mouse(self, event: QMouseEvent) -> bool:
        """Give the event to the tool in hand; tell whether it is used up."""
        return self.around.takes_mouse(event) or self.drafting.takes_mouse(event)

    def takes_key(self, event: QKeyEvent) -> bool:
        """Give the key to the tool in hand; tell whether it is used up."""
        return self.drafting.takes_key(event) or self.around.takes_key(event)

    def wants(self, event: QKeyEvent) -> bool:
        """Tell whether a shortcut of the page, like its Escape, must give way to a tool."""
        mine = (Qt.Key.Key_Escape, Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Space)
        circled = self.around.circle is not None and event.key() == Qt.Key.Key_Escape
        return circled or (self.is_busy and event.key() in (*mine, Qt.Key.Key_Return))

    def cursor(self, at: QPointF) -> Qt.CursorShape | None:
        """Return the mouse's shape while a tool is in hand."""
        return Qt.CursorShape.CrossCursor if self.is_busy else None

    # -- what happens ----------------------------------------------------------------------------

    def _done(self, ring: drawing.Ring) -> None:
        if self._on_ring is not None:
            self._on_ring(ring)

    def _turn_around(self, down: bool) -> None:
        self.drafting.stop()
        if down:
            self.around.begin()
            self._widget().setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.around.clear()

    def _circled(self, circle: object) -> None:
        self._buttons.around.setChecked(circle is not None)
        self.circled.emit(circle)

    def _tell(self) -> None:
        if self.around.in_hand:
            text = _("Drag from the centre, or click it and type a distance; Escape leaves.")
            self.hint.say(self._circle_text(), text)
        elif self.drafting.purpose is not None:
            self.hint.say(self._figures(), self._instruction)
        elif self.around.circle is not None:
            self.hint.say(self._circle_text(), _("Escape shows the sites everywhere again."))
        else:
            self.hint.say("", "")

    def _circle_text(self) -> str:
        circle = self.around.circle
        if circle is None:
            return ""
        return _("Sites within {distance}").format(distance=length_text(circle.km * 1000))

    def _figures(self) -> str:
        corners = self.drafting.pen.corners
        if self.drafting.purpose is Purpose.DISTANCE:
            return length_text(drawing.length_m(corners)) if len(corners) > 1 else ""
        if len(corners) < 3:
            return ""
        around = drawing.length_m([*corners, corners[0]])
        return _("{area}, {length} around").format(
            area=area_text(drawing.area_m2(corners)), length=length_text(around)
        )


def length_text(metres: float) -> str:
    """Return a length in the window's language."""
    from scout_app.wording.numbers import distance

    return distance(metres, language())
