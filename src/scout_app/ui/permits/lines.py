"""What one booking has to ask for, a line each, in the calendar's panel."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from scout_app.rules.permits import NEXT, PermitState
from scout_app.ui import clock, icons, texts
from scout_app.ui.calendar.panel import lines, plain
from scout_app.ui.desk import Desk
from scout_app.ui.permits.acts import PermitActs, redden
from scout_app.ui.texts import _

if TYPE_CHECKING:
    from scout_app.office.requests import Request


class Requests(QWidget):
    """What one booking has to ask for, a line each; what is open unfolds its acts below it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.acts = PermitActs(desk)
        self.shown: tuple[Request, ...] = ()
        self.openers: list[QToolButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 4)
        self._column.addWidget(self.acts)
        self.acts.hide()
        self.hide()

    def show_requests(self, requests: "tuple[Request, ...]") -> None:
        """Show the requests of a booking; one that is being settled and stands as before stays."""
        if requests == self.shown and not self.acts.isHidden():
            return
        self._clear()
        self.shown = requests
        for request in requests:
            self._column.addWidget(self._line(request))
        self.setVisible(bool(requests))

    def fold(self) -> bool:
        """Close the request that is open; tells whether one was."""
        was = next((opener for opener in self.openers if opener.isChecked()), None)
        if was is not None:
            was.setChecked(False)
            was.setFocus()
        return was is not None

    def _clear(self) -> None:
        self.acts.hide()
        self.acts.show_request(None)
        self.openers.clear()
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget is not self.acts:
                widget.deleteLater()

    def _line(self, request: "Request") -> QWidget:
        from scout_app.wording import permits

        label, lang = plain(), texts.language()
        said = permits.request(request, clock.today(), lang)
        label.setText(lines([said, permits.note(request, lang)]))
        if _is_pressing(request):
            redden(label)
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(label, 1)
        if NEXT[request.state]:
            line.addWidget(self._opener(request, holder, said))
        return holder

    def _opener(self, request: "Request", holder: QWidget, said: str) -> QToolButton:
        made = QToolButton()
        made.setCheckable(True)
        made.setToolTip(_("Filed, granted, refused, not needed…"))
        made.setAccessibleName(_("Settle: {what}").format(what=said))
        icons.dress(made, "chevron-down")
        made.toggled.connect(partial(self._open, request, holder, made))
        self.openers.append(made)
        return made

    def _open(self, request: "Request", holder: QWidget, opener: QToolButton, is_on: bool) -> None:
        for other in self.openers:
            if is_on and other is not opener:
                other.setChecked(False)
        if is_on:
            self._column.insertWidget(self._column.indexOf(holder) + 1, self.acts)
            self.acts.show_request(request)
        self.acts.setVisible(is_on)
        if is_on:
            self.acts.begin()


def _is_pressing(request: "Request") -> bool:
    """Tell whether a request is overdue or refused."""
    is_late = request.file_by <= clock.today() and request.state is PermitState.TO_ASK
    return is_late or request.state is PermitState.REFUSED
