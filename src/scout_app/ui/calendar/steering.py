"""Going about the calendar by keys: the cursor, the days chosen, and what is asked of them."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QFocusEvent,
    QKeyEvent,
)
from PySide6.QtWidgets import QWidget

from scout_app.model.values import Period
from scout_app.ui.calendar import words
from scout_app.ui.calendar.cursor import Cursor, chosen
from scout_app.ui.calendar.folding import Folding
from scout_app.ui.calendar.picture import Scene

if TYPE_CHECKING:
    from scout_app.office.calendar import CalendarRow

Key = Qt.Key

_WEEK = 7
_DAYS = {Key.Key_Left: -1, Key.Key_Right: 1}
_LINES = {Key.Key_Up: -1, Key.Key_Down: 1}
_PAGES = {Key.Key_PageUp: -1, Key.Key_PageDown: 1}
_ENTER = (Key.Key_Return, Key.Key_Enter)
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier


class Steered(Folding):
    """A canvas with a cursor; nothing in it needs the mouse."""

    moved = Signal()
    """The cursor, or what it chose, changed."""
    hold_asked = Signal()
    """The days chosen are to be held."""
    close_asked = Signal()
    """The days chosen are to be closed."""
    opened = Signal(object)
    """A Bar was clicked, or Enter fell on it."""
    left = Signal()
    """Escape, with nothing chosen but a day."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(today, parent)
        self._opened: UUID | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    # -- where the officer is ------------------------------------------------------------------

    @property
    def chosen(self) -> "tuple[CalendarRow, Period] | None":
        """The site at the cursor and the days chosen."""
        if self.scene is None or self.cursor_at is None:
            return None
        return self.scene.lines[self.cursor_at.place].row, self.cursor_at.period

    def choose(self, site: UUID, period: Period) -> bool:
        """Choose days of a site and bring them into view; False when the site is not shown."""
        self.unfold_for(site)
        place = self.scene.place_of(site) if self.scene else None
        if place is None:
            return False
        at = chosen(place, period)
        self.go(at)
        self.look_at_line(place)
        self.look_at(at.first, at.last)
        return True

    def show_scene(self, scene: Scene) -> None:
        """Show another picture; what stands at the cursor may have changed."""
        super().show_scene(scene)
        self._say()

    def go(self, cursor: Cursor) -> None:
        """Move the cursor, bring it into view, and say where it is."""
        if cursor == self.cursor_at:
            return
        self.cursor_at, self._opened = cursor, None
        self.look_at_line(cursor.place)
        self.look_at(cursor.day, cursor.day)
        self.viewport().update()
        self._say()
        self.moved.emit()

    def go_to_today(self) -> None:
        """Put the cursor on today, and today into view."""
        if self.cursor_at is not None:
            self.go(self.cursor_at.to(self.today))
        self.look_at(self.today, self.today)

    def said(self) -> str:
        """Return in words the site, the days chosen, and what stands on the day at the cursor."""
        if self.scene is None or self.cursor_at is None:
            return ""
        at = self.cursor_at
        row = self.scene.lines[at.place].row
        said = words.cell(row, at.period, self.scene.cell(at.place, at.day))
        return " ".join(part for part in (said, words.fold(self.scene.lines[at.place])) if part)

    def _say(self) -> None:
        said = self.said()
        if said == self.accessibleDescription():
            return
        self.setAccessibleDescription(said)
        change = QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
        QAccessible.updateAccessibility(change)
        self.announce(said)

    def announce(self, said: str) -> None:
        """Have a screen reader say something, where the officer is here."""
        if said and self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    # -- keys ----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, choose, hold, close, open; see the sheet of shortcuts."""
        scene, at = self.scene, self.cursor_at
        if scene is None or at is None:
            super().keyPressEvent(event)
        elif (to := self._target(event, scene, at)) is not None:
            self.go(to)
        elif not self._acts(event, scene, at):
            super().keyPressEvent(event)

    def _target(self, event: QKeyEvent, scene: Scene, at: Cursor) -> Cursor | None:
        """Return where a key leads, None when it does not move."""
        key, held = Key(event.key()), event.modifiers()
        if key in _DAYS:
            day = at.day + _DAYS[key] * (_WEEK if held & _CONTROL else 1)
            return at.stretched(day) if held & _SHIFT else at.to(day)
        if key in _LINES:
            return at.on(max(0, min(len(scene.lines) - 1, at.place + _LINES[key])))
        if key in _PAGES and held & _ALT:
            return at.to(at.day + _PAGES[key] * self.scale.days)
        if key in _PAGES:
            y = scene.tops[at.place] + _PAGES[key] * self.body_height
            return at.on(scene.place_at(max(0, min(scene.height - 1, y))) or 0)
        return at.to(self.today) if key == Key.Key_Home else None

    def _acts(self, event: QKeyEvent, scene: Scene, at: Cursor) -> bool:
        key, held = Key(event.key()), event.modifiers()
        if key in _ENTER:
            self._enter(scene, at)
        elif key == Key.Key_Escape:
            self._escape(at)
        elif key == Key.Key_H and not held:
            self.hold_asked.emit()
        elif key == Key.Key_C and not held:
            self.close_asked.emit()
        elif key == Key.Key_F:
            self._folds(at, everywhere=bool(held & _SHIFT))
        else:
            return False
        return True

    def _folds(self, at: Cursor, everywhere: bool) -> None:
        if everywhere:
            self.fold_all()
        else:
            self.fold(at.place)

    def _enter(self, scene: Scene, at: Cursor) -> None:
        """Open the bar at the cursor, the next one when Enter comes again; else hold the days."""
        found = scene.cell(at.place, at.day)
        bars = found.bars or found.shadows
        if not bars or at.first != at.last:
            self.hold_asked.emit()
            return
        spans = [bar.span for bar in bars]
        after = spans.index(self._opened) + 1 if self._opened in spans else 0
        bar = bars[after % len(bars)]
        self._opened = bar.span
        self.opened.emit(bar)

    def _escape(self, at: Cursor) -> None:
        if at.first != at.last:
            self.go(at.alone())
        else:
            self.left.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the cursor."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the cursor faintly."""
        super().focusOutEvent(event)
        self.viewport().update()
