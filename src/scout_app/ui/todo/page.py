"""The page "À traiter": what waits, the most urgent first, settled where it stands."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from scout_app import office
from scout_app.errors import ScoutError
from scout_app.ui import clock, icons, texts, theme
from scout_app.ui.desk import Desk
from scout_app.ui.permits.acts import PermitActs
from scout_app.ui.saying import sentence
from scout_app.ui.table import Column, RowsTable
from scout_app.ui.texts import _, ngettext

if TYPE_CHECKING:
    from scout_app.office.todo import Waiting


_BETWEEN = ("contested", "options")
"""What two offices have to decide between them."""
_FORM_WIDE = 560


class TodoPage(QWidget):
    """One list; the buttons that fit the chosen line are enabled."""

    site_shown = Signal(object)
    """The id of a site to be shown on the Sites page."""
    offices_asked = Signal()
    """What other offices said differently is to be decided."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Build the page; it asks nothing before `refresh`."""
        super().__init__(parent)
        self._desk = desk
        self.count = QLabel()
        self.table: RowsTable[Waiting] = RowsTable(
            [
                Column(_("Before"), _day, sort=lambda one: one.day, width=12, colour=self._ink),
                Column(_("What"), _what, width=84, tip=_what),
                Column(_("Site"), lambda one: one.site, width=28),
                Column(_("Production"), lambda one: one.production, width=28),
            ],
            "todo",
            _("Nothing waits: options, challenges, requests, double bookings, land are settled."),
            identity=_identity,
        )
        self.between = QPushButton()
        self.arbitrate = QPushButton(_("Decide between the offices"))
        self.reason = QLineEdit()
        self.show_site = QPushButton(_("Show the site"))
        self.promote = QPushButton(_("Confirm that it is the first"))
        self.release = QPushButton(_("Release"))
        self.permits = PermitActs(desk)
        self.said = QLabel()
        self._lay_out()
        self._wire()
        self._dress(None)

    def _lay_out(self) -> None:
        self.table.setAccessibleName(_("What waits"))
        self.reason.setPlaceholderText(_("reason for the release, kept in the history"))
        self.reason.setAccessibleName(_("Reason for the release"))
        self.said.setWordWrap(True)
        icons.dress(self.show_site, "map-pin")
        icons.dress(self.promote, "check")
        icons.dress(self.release, "x")
        buttons = QHBoxLayout()
        icons.dress(self.arbitrate, "users")
        icons.dress(self.between, "building-community")
        self.between.hide()
        self.permits.setMaximumWidth(_FORM_WIDE)
        for widget in (self.show_site, self.promote, self.arbitrate):
            buttons.addWidget(widget)
        buttons.addStretch(1)
        buttons.addWidget(self.reason, 1)
        buttons.addWidget(self.release)
        column = QVBoxLayout(self)
        head = QHBoxLayout()
        head.addWidget(self.count, 1)
        head.addWidget(self.between)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(self.permits)
        column.addLayout(buttons)
        column.addWidget(self.said)

    def _wire(self) -> None:
        self.table.chosen.connect(self._dress)
        self.table.opened.connect(self._lead)
        self.arbitrate.clicked.connect(self.offices_asked)
        self.between.clicked.connect(self.offices_asked)
        self.show_site.clicked.connect(self._show_site)
        self.promote.clicked.connect(self._promote)
        self.release.clicked.connect(self._release)
        self.permits.settled.connect(self.refresh)
        self.reason.textChanged.connect(lambda _text: self._dress(self.table.chosen_row))

    # -- showing -------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Ask what waits now."""
        if self._desk.is_open:
            self._desk.ask(office.todo.listing, clock.today(), then=self._listed, key="todo")
            self._desk.ask(office.exchange.waiting, then=self._say_between, key="todo offices")

    def _say_between(self, count: int) -> None:
        said = ngettext(
            "{count} thing to decide between offices…",
            "{count} things to decide between offices…",
            count,
        )
        self.between.setText(said.format(count=count))
        self.between.setVisible(bool(count))

    def _listed(self, found: "tuple[Waiting, ...]") -> None:
        self.table.show_rows(found)
        said = ngettext("{count} thing waits", "{count} things wait", len(found))
        self.count.setText(said.format(count=len(found)) if found else "")
        self._dress(self.table.chosen_row)

    def _dress(self, one: "Waiting | None") -> None:
        kind = one.kind if one is not None else ""
        self.show_site.setEnabled(one is not None)
        self.promote.setEnabled(kind == "promotion")
        self.arbitrate.setEnabled(kind in _BETWEEN)
        request = one.request if one is not None else None
        self.permits.show_request(request)
        self.permits.setVisible(request is not None)
        for widget in (self.promote, self.arbitrate, self.reason, self.release):
            widget.setVisible(request is None)
        can_release = kind in ("expiring", "promotion")
        self.reason.setEnabled(can_release)
        self.release.setEnabled(can_release and bool(self.reason.text().strip()))

    def _ink(self, one: "Waiting") -> QColor | None:
        if one.day is None or one.day <= clock.today():
            return theme.bad(self.palette())
        return None

    # -- doing ---------------------------------------------------------------------------------

    def _lead(self, one: "Waiting") -> None:
        """Lead where a line is settled: to the offices when two of them confirmed."""
        if one.kind in _BETWEEN:
            self.offices_asked.emit()
        else:
            self.site_shown.emit(one.site_id)

    def _show_site(self) -> None:
        if (one := self.table.chosen_row) is not None:
            self.site_shown.emit(one.site_id)

    def _promote(self) -> None:
        if (one := self.table.chosen_row) is not None:
            self._do(office.promotions.promote, one.id, today=clock.today())

    def _release(self) -> None:
        if (one := self.table.chosen_row) is not None:
            self._do(office.bookings.release, one.id, self.reason.text(), today=clock.today())

    def _do(self, verb: Any, *args: Any, **how: Any) -> None:
        self._desk.do(verb, *args, then=partial(self._done), refused=self._refused, **how)

    def _done(self, _answer: object) -> None:
        self.reason.clear()
        self.said.clear()
        self.refresh()

    def _refused(self, error: ScoutError) -> None:
        self.said.setText(sentence(error))


def _identity(one: "Waiting") -> tuple[object, ...]:
    return one.kind, one.id, one.request.restriction if one.request else None


def _day(one: "Waiting") -> str:
    from scout_app.wording.numbers import day

    return day(one.day, texts.language()) if one.day is not None else _("at once")


def _what(one: "Waiting") -> str:
    from scout_app.wording import permits

    if one.request is not None:
        return permits.request(one.request, clock.today(), texts.language())
    match one.kind:
        case "contested":
            return _("Booked twice: confirmed here and by another office; decide between them.")
        case "options":
            return _("Is the first option here and at another office: decide between them.")
        case "awaiting":
            return _("{office} asks the site’s home office to confirm it.").format(office=one.other)
        case "challenge":
            return _("Challenged by “{other}”: confirm or release.").format(other=one.other)
        case "promotion":
            return _("Is the first option now: confirm that it is.")
        case "expiring":
            return _("The option ends; confirm it, release it, or give it more time.")
    return _("Land kept for filming ends or must be renewed.")
