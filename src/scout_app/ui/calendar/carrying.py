"""Carrying a booking to other days by keys: taken, moved, stretched, dropped or let go."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from scout_app.ui.calendar import ghost, words
from scout_app.ui.calendar.ghost import Note
from scout_app.ui.calendar.grip import Grip, Part
from scout_app.ui.calendar.picture import Scene, Strip
from scout_app.ui.calendar.steering import Steered
from scout_app.ui.calendar.view import View
from scout_app.ui.texts import _

if TYPE_CHECKING:
    from scout_app.office.calendar import Bar
    from scout_app.office.sites import SiteRow

Key = Qt.Key

_STEPS = {Key.Key_Left: -1, Key.Key_Right: 1}
_WEEK = 7
_ENTER = (Key.Key_Return, Key.Key_Enter)
_PARTS = (
    (Qt.KeyboardModifier.ShiftModifier, Part.LAST),
    (Qt.KeyboardModifier.AltModifier, Part.FIRST),
)


class Carrying(Steered):
    """A calendar whose bookings are taken in the hand; the page asks what they would meet."""

    carried = Signal(object)
    """The Grip came to other days."""
    dropped = Signal(object)
    """The Grip is to stay where it is held."""
    let_go = Signal()
    """What was held is held no more, and stands where it stood."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(today, parent)
        self.grip: Grip | None = None
        self.note: Note | None = None
        """Said beside what is held, or where it was dropped and refused."""
        self.is_dropped = False
        """Whether what is held waits for the desk."""

    # -- in the hand ---------------------------------------------------------------------------

    def take(self, place: int, strip: Strip) -> bool:
        """Take a booking by one of its bars; False for one that no longer holds its days."""
        if self.scene is None or not movable(strip.bar):
            return False
        own = self.scene.own(strip.bar.booking)
        self.grip, self.is_dropped = Grip(place, strip.lane, strip.bar, own), False
        self.tell("")
        return True

    def carry(self, days: int, part: Part, elsewhere: "SiteRow | None" = None) -> None:
        """Carry what is held so many days farther, or over another site."""
        if self.grip is None or self.is_dropped:
            return
        held = replace(self.grip.by(days, part), elsewhere=elsewhere)
        if held == self.grip:
            return
        self.grip = held
        self.tell(_stays() if elsewhere else "…", is_refusal=elsewhere is not None)
        self.carried.emit(held)

    def drop(self) -> None:
        """Let what is held stay where it is; over another site it is refused at once."""
        if self.grip is None or self.is_dropped:
            return
        if self.grip.elsewhere is not None:
            self.refuse(_stays())
        elif not self.grip.is_moved:
            self.release()
        else:
            self.is_dropped = True
            self.dropped.emit(self.grip)

    def release(self) -> None:
        """Let go of what is held: it stands where it stood."""
        if self.grip is not None or self.note is not None:
            self.grip = self.note = None
            self.is_dropped = False
            self.viewport().update()
            self.let_go.emit()

    def refuse(self, why: str) -> None:
        """Let go of what is held, and say why beside it."""
        held = self.grip
        self.release()
        if held is not None:
            self.note = Note(held.place, held.spans[0].first.toordinal(), why, is_refusal=True)
            self.announce(why)

    def tell(self, what: str, is_refusal: bool = False) -> None:
        """Say beside what is held which days it would have, and what it would meet there."""
        if self.grip is None:
            return
        days = ", ".join(words.period(one) for one in self.grip.spans)
        said = "\n".join(part for part in (days, what) if part)
        first = min(one.first for one in self.grip.spans).toordinal()
        self.note = Note(self.grip.place, first, said, is_refusal)
        self.viewport().update()
        if what not in ("", "…"):
            self.announce(said)

    def show_scene(self, scene: Scene) -> None:
        """Show another picture; what is held stays in the hand while it stands where it stood."""
        held = self.grip
        site = self.scene.lines[held.place].row.site.id if held and self.scene else None
        super().show_scene(scene)
        if held is None or site is None or self.scene is None:
            return
        place = self.scene.place_of(site)
        if place is None or self._stands_elsewhere(held):
            self.release()
        else:
            self.grip = replace(held, place=place)

    def _stands_elsewhere(self, held: Grip) -> bool:
        """Tell whether the picture shows other days; one of far away days may not show any."""
        own = self.scene.own(held.bar.booking) if self.scene else ()
        return any(held.seen.get(bar.span) != bar.period for bar in own) or (
            self.is_dropped and not own
        )

    # -- keys ----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Carry what is held; M takes the booking at the cursor, or the next one there."""
        if self.grip is None:
            self.release()
            if event.key() == Key.Key_M and not event.modifiers():
                self._take_at_cursor()
            else:
                super().keyPressEvent(event)
        elif not self._carries(event):
            event.accept()

    def _carries(self, event: QKeyEvent) -> bool:
        key, held = Key(event.key()), event.modifiers()
        if key in _STEPS:
            part = next((part for with_, part in _PARTS if held & with_), Part.WHOLE)
            week = _WEEK if held & Qt.KeyboardModifier.ControlModifier else 1
            self.carry(_STEPS[key] * week, part)
            self._follow(part)
        elif key in _ENTER:
            self.drop()
        elif key == Key.Key_Escape:
            self.release()
        elif key == Key.Key_M:
            self._take_at_cursor()
        else:
            return False
        return True

    def _follow(self, part: Part) -> None:
        """Keep the end that is carried in view."""
        if self.grip is not None:
            days = [day for one in self.grip.spans for day in (one.first, one.last)]
            day = (max(days) if part is Part.LAST else min(days)).toordinal()
            self.look_at(day, day)

    def _take_at_cursor(self) -> None:
        scene, at, held = self.scene, self.cursor_at, self.grip
        if scene is None or at is None or self.is_dropped:
            return
        strips = [one for one in scene.strips_on(at.place, at.day) if movable(one.bar)]
        if not strips:
            self.note = Note(at.place, at.day, _("No booking to move on this day."), False)
            self.announce(self.note.said)
            self.viewport().update()
            return
        spans = [one.bar.span for one in strips]
        after = spans.index(held.bar.span) + 1 if held and held.bar.span in spans else 0
        self.take(at.place, strips[after % len(strips)])
        self.announce(_taken(strips[after % len(strips)].bar))

    # -- painting ------------------------------------------------------------------------------

    def paint_over(self, painter: QPainter, view: View) -> None:
        """Paint what is held where it is held, and what is said of it."""
        if self.grip is not None:
            ghost.paint(painter, view, self.grip)
        if self.note is not None:
            ghost.note(painter, view, self.note)


def movable(bar: "Bar") -> bool:
    """Tell whether a bar may be taken: it still wants or holds its days."""
    return bar.state.is_live and not bar.expired


def _taken(bar: "Bar") -> str:
    return _(
        "{production} is in the hand: arrows move it, with Shift its last day, with Alt its first"
        " day; Enter drops it, Escape lets it go."
    ).format(production=bar.production)


def _stays() -> str:
    return _("A booking stays on its site: enter one there, then release this one.")
