"""What a booking in the hand meets, told before it is dropped; and the drop, or its refusal."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from scout_app import office
from scout_app.errors import RivalsUndecided, ScoutError
from scout_app.ui import clock, texts
from scout_app.ui.calendar import acting, words
from scout_app.ui.calendar.carrying import Carrying
from scout_app.ui.calendar.fates import FatesPanel
from scout_app.ui.calendar.grip import Grip
from scout_app.ui.desk import Desk
from scout_app.ui.saying import sentence
from scout_app.ui.texts import _

if TYPE_CHECKING:
    from scout_app.office.moves import Moved
    from scout_app.office.shifts import Outlook, Shift

_MOST = 4
"""Options named beside what is held; more are counted."""


class Dropping(QObject):
    """Asks the desk on behalf of the calendar's hand."""

    said = Signal(str)
    """What became of the booking, or why it stays."""

    def __init__(self, desk: Desk, grid: Carrying) -> None:
        super().__init__(grid)
        self._desk, self._grid = desk, grid
        self.fates = fates = FatesPanel()
        grid.carried.connect(self._look)
        grid.dropped.connect(self._drop)
        grid.let_go.connect(fates.hide)
        fates.decided.connect(self._decided)
        fates.left.connect(self._left)

    def _look(self, held: Grip) -> None:
        if held.elsewhere is not None:
            return
        self._desk.ask(
            office.shifts.outlook,
            _shift(held),
            today=clock.today(),
            then=partial(self._seen, held),
            refused=partial(self._not_seen, held),
            key="calendar drop",
        )

    def _seen(self, held: Grip, found: "Outlook") -> None:
        if self._grid.grip == held and not self._grid.is_dropped:
            self._grid.tell(foreseen(found), is_refusal=found.refusal is not None)

    def _not_seen(self, held: Grip, error: ScoutError) -> None:
        if self._grid.grip == held and not self._grid.is_dropped:
            self._grid.tell(sentence(error), is_refusal=True)

    def _drop(self, held: Grip, fate: str | None = None) -> None:
        self._desk.do(
            office.shifts.shift,
            _shift(held),
            today=clock.today(),
            rivals=fate,
            then=self._dropped,
            refused=partial(self._refused, held),
        )
        if self._desk.officer is None:  # nobody said who acts: nothing was asked for
            self._grid.release()

    def _dropped(self, moved: "Moved") -> None:
        self.fates.hide()
        self.said.emit(acting.moved(moved))

    def _refused(self, held: Grip, error: ScoutError) -> None:
        if isinstance(error, RivalsUndecided):
            self.fates.ask(held, error)
            return
        why = sentence(error)
        self.fates.hide()
        self._grid.refuse(why)
        self.said.emit(why)

    def _decided(self, fate: str) -> None:
        if self._grid.grip is not None:
            self._drop(self._grid.grip, fate)

    def _left(self) -> None:
        self._grid.release()
        self._grid.setFocus()


def _shift(held: Grip) -> "Shift":
    return office.shifts.Shift(held.bar.booking, held.seen, held.begins, held.ends)


def foreseen(found: "Outlook") -> str:
    """Return what dropping a booking there would meet."""
    from scout_app.wording import reasons

    if found.refusal is not None:
        return sentence(found.refusal)
    said = []
    if found.rank is not None:
        said.append(reasons.rank(found.rank, texts.language()))
    said += [
        _("Meets the option of “{production}”, {days}").format(
            production=production, days=words.period(days)
        )
        for production, days in found.met[:_MOST]
    ]
    if (more := len(found.met) - _MOST) > 0:
        said.append(texts.ngettext("and {count} more", "and {count} more", more).format(count=more))
    if found.decides:
        said.append(_("On dropping, you say what becomes of them."))
    return "\n".join(said) or _("Nothing stands in the way.")
